"""Which card is which over time, and the file that remembers it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import ledger
from pipeline.findings import Code, Finding, Place
from pipeline.ir import Text
from pipeline.ledger import Entry, Ledger, NoteTypeStamp, SiteLedger
from tests.emitters.anki_corpus import SITE, corpus, post, question, term

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.ir import Corpus

NOW = 1_700_000_000


@dataclass(frozen=True, slots=True)
class Content:
    guid: str
    digest: str


def posts_of(asked: dict[str, list[str]]) -> Corpus:
    """Make a corpus of posts by key, with the prompts of their questions in order."""
    return corpus(
        *(
            post(key, *(question(n, prompt) for n, prompt in enumerate(prompts, 1)))
            for key, prompts in asked.items()
        )
    )


def guids(made: Corpus) -> dict[str, list[str]]:
    return {
        post.key: [q.id for q in post.questions] + [t.id for t in post.terms] for post in made.posts
    }


def built(
    made: Corpus, known: Ledger, now: int = NOW, digest: str = "d", note_type: str = "t"
) -> ledger.Stamped[Content]:
    """Stamp an identified corpus in which all notes have the same content."""
    notes = [
        Content(q.id, digest) for p in made.posts for q in p.questions if q.status == "answered"
    ]
    notes += [Content(t.id, digest) for p in made.posts for t in p.terms]
    return ledger.stamp(made, notes, note_type, known, now)


def after(asked: dict[str, list[str]]) -> tuple[dict[str, list[str]], Ledger]:
    """Build once without a ledger; give the guids and the ledger."""
    made = ledger.identify(posts_of(asked), Ledger())
    return guids(made), built(made, Ledger()).ledger


def again(asked: dict[str, list[str]], known: Ledger) -> tuple[dict[str, list[str]], list[Finding]]:
    made = ledger.identify(posts_of(asked), known)
    return guids(made), list(made.findings)


# Identity


def test_a_new_guid_comes_from_the_content_alone() -> None:
    first, _ = after({"a": ["什么是注意力？", "什么是 RAG？"]})
    second, _ = after({"b": ["别的"], "a": ["什么是 RAG？", "什么是注意力？"]})
    assert second["a"] == first["a"][::-1]
    assert first["a"][0] == "5vknaxqbqmbmpia7", "a guid for ever: this must not change"


def test_guids_are_short_and_need_no_escaping() -> None:
    first, _ = after({"a": ["“引号” 'q' \"q\" <b>"]})
    assert len(first["a"][0]) == 16
    assert set(first["a"][0]) <= set("abcdefghijklmnopqrstuvwxyz234567")


def test_width_and_white_space_make_no_new_prompt() -> None:
    first, known = after({"a": ["什么是 RAG？"]})
    second, findings = again({"a": ["什么是\n  RAG?"]}, known)
    assert second == first
    assert findings == []


def test_an_insertion_moves_no_guid() -> None:
    first, known = after({"a": ["一？", "二？"]})
    second, _ = again({"a": ["零？", "一？", "二？"]}, known)
    assert second["a"][1:] == first["a"]


def test_a_renamed_post_keeps_its_guids() -> None:
    first, known = after({"a": ["一？", "二？"], "z": ["三？"]})
    second, findings = again({"b": ["二？", "一？"], "z": ["三？"]}, known)
    assert second["b"] == first["a"][::-1]
    assert findings == []


def test_a_split_post_keeps_its_guids() -> None:
    first, known = after({"a": ["一？", "二？"]})
    second, findings = again({"a1": ["一？"], "a2": ["二？"]}, known)
    assert second == {"a1": first["a"][:1], "a2": first["a"][1:]}
    assert findings == []


def test_two_renamed_posts_are_told_apart_by_what_else_they_hold() -> None:
    first, known = after({"a": ["一？", "小结"], "b": ["二？", "三？", "小结"]})
    second, findings = again({"x": ["二？", "三？", "小结"], "y": ["一？", "小结"]}, known)
    assert second == {"x": first["b"], "y": first["a"]}
    assert findings == []


def test_two_equally_good_origins_are_a_finding() -> None:
    first, known = after({"a": ["小结"], "b": ["小结"]})
    second, findings = again({"x": ["小结"]}, known)
    assert second["x"] == first["a"]
    [finding] = findings
    assert finding.code is Code.AMBIGUOUS_CARD
    assert (finding.path, finding.line) == ("source/_posts/x.md", 10)
    assert finding.related == (Place("a", None), Place("b", None))


def test_two_equally_good_claims_are_a_finding() -> None:
    first, known = after({"a": ["小结"]})
    second, findings = again({"x": ["小结"], "y": ["小结"]}, known)
    assert second["x"] == first["a"]
    assert second["y"] != first["a"]
    [finding] = findings
    assert finding.related == (Place("a", None), Place("source/_posts/y.md", 10))


def test_repeated_prompts_go_by_their_order() -> None:
    first, known = after({"a": ["为什么？", "一？", "为什么？"]})
    assert len(set(first["a"])) == 3
    assert again({"a": ["一？", "为什么？", "为什么？"]}, known) == (
        {"a": [first["a"][1], first["a"][0], first["a"][2]]},
        [],
    )
    renamed, findings = again({"b": ["为什么？", "一？", "为什么？"]}, known)
    assert renamed["b"] == first["a"]
    assert findings == []


def test_one_of_repeated_prompts_gone_is_a_finding() -> None:
    first, known = after({"a": ["为什么？", "为什么？"]})
    second, findings = again({"a": ["为什么？"]}, known)
    assert second["a"] == first["a"][:1]
    assert [finding.code for finding in findings] == [Code.AMBIGUOUS_CARD]


def listed(*stubs: str) -> Corpus:
    """Make a corpus of a post with two answered questions, and stubs of these prompts before them."""
    asked = [question(n, prompt, status="stub") for n, prompt in enumerate(stubs, 1)]
    answered = [question(n, p) for n, p in enumerate(("一？", "二？"), len(stubs) + 1)]
    return corpus(post("a", *asked, *answered))


@pytest.mark.parametrize("key", ["a", "b"])
@pytest.mark.parametrize(
    ("old", "new"), [((), ("一？", "二？")), (("一？", "二？"), ()), (("一？",), ("二？",))]
)
def test_a_table_of_contents_takes_no_schedule(
    key: str, old: tuple[str, ...], new: tuple[str, ...]
) -> None:
    first = ledger.identify(listed(*old), Ledger())
    after = listed(*new)
    after = replace(after, posts=tuple(replace(p, key=key) for p in after.posts))
    second = ledger.identify(after, built(first, Ledger()).ledger)
    assert guids(second)[key][len(new) :] == guids(first)["a"][len(old) :]
    assert second.findings == ()
    plain = ledger.identify(listed(), Ledger())
    assert guids(first)["a"][len(old) :] == guids(plain)["a"], "nor without a ledger"


def test_of_equal_prompts_one_gains_or_loses_its_answer() -> None:
    both = ("answered", "answered")
    for old, new in [(("stub", "answered"), both), (both, ("stub", "answered"))]:
        first, second = (
            corpus(post("a", *(question(n, "小结", status=s) for n, s in enumerate(each, 1))))
            for each in (old, new)
        )
        first = ledger.identify(first, Ledger())
        second = ledger.identify(second, built(first, Ledger()).ledger)
        assert guids(second) == guids(first)


def test_a_prompt_moved_and_written_anew_in_its_old_place() -> None:
    first, known = after({"a": ["一？"]})
    made = ledger.identify(posts_of({"b": ["一？"]}), known)
    assert guids(made)["b"] == first["a"]
    known = built(made, known).ledger
    second, findings = again({"a": ["一？"], "b": ["一？"]}, known)
    assert second["b"] == first["a"]
    assert second["a"] != first["a"]
    assert findings == []
    assert again({"a": ["一？"], "b": ["一？"]}, known)[0] == second, (
        "the salt follows from the rest"
    )


def history(*builds: dict[str, list[str]]) -> Ledger:
    """Give the ledger after a few builds."""
    known = Ledger()
    for asked in builds:
        known = built(ledger.identify(posts_of(asked), known), known).ledger
    return known


def test_the_living_come_before_the_retired() -> None:
    known = history({"a": ["一？"], "b": ["二？"]}, {"b": ["二？"]}, {"b": ["二？", "一？"]})
    assert not any(entry.retired for entry in known.entries()), "it moved to another post"
    known = history({"a": ["一？"]}, {}, {"a": ["二？"]}, {"a": ["二？"], "b": ["一？"]})
    living = {entry.guid for entry in known.entries() if not entry.retired}
    assert again({"c": ["一？"]}, known)[0]["c"][0] in living


def test_of_a_retired_and_a_living_origin_the_living_one_is_meant() -> None:
    known = Ledger(
        {
            SITE.key: SiteLedger(
                (
                    Entry("retired", "question", "a", "1", "一？", retired=True),
                    Entry("living", "question", "b", "1", "一？"),
                )
            )
        }
    )
    assert again({"x": ["一？"]}, known) == ({"x": ["living"]}, [])
    assert again({"x": ["一？", "一？"]}, known)[0] == {"x": ["living", "retired"]}


def test_questions_and_terms_never_swap() -> None:
    made = ledger.identify(
        corpus(post("a", question(1, "T5"), terms=(term(1, "T5", "<p>x</p>"),))), Ledger()
    )
    [asked, named] = guids(made)["a"]
    assert asked != named
    known = built(made, Ledger()).ledger
    only_term = ledger.identify(corpus(post("a", terms=(term(1, "T5", "<p>x</p>"),))), known)
    assert guids(only_term)["a"] == [named]


def test_sites_do_not_share_guids() -> None:
    other = replace(SITE, key="other.example")
    made = corpus(
        post("a", question(1, "一？")),
        post("a", question(1, "一？"), site=other.key),
        sites=(SITE, other),
    )
    made = ledger.identify(made, Ledger())
    assert made.posts[0].questions[0].id != made.posts[1].questions[0].id


def test_entries_of_a_post_that_could_not_be_read_are_nobodys() -> None:
    first, known = after({"a": ["一？"]})
    made = ledger.identify(posts_of({"b": ["一？"]}), known, {(SITE.key, "a")})
    assert guids(made)["b"] != first["a"]
    kept = ledger.stamp(
        made, [Content(guids(made)["b"][0], "d")], "t", known, NOW + 1, {(SITE.key, "a")}
    ).ledger
    assert [entry.retired for entry in kept.entries()] == [False, False]


def test_a_prompt_without_text_goes_by_its_markdown() -> None:
    picture = replace(question(1, "x"), prompt=Text("![](a.png)", "", ""))
    other = replace(question(2, "x"), prompt=Text("![](b.png)", "", ""))
    known = built(made := ledger.identify(corpus(post("a", picture, other)), Ledger()), Ledger())
    swapped = (replace(other, ordinal=1), replace(picture, ordinal=2))
    second = ledger.identify(corpus(post("a", *swapped)), known.ledger)
    assert guids(second)["a"] == guids(made)["a"][::-1]


# Stamps


def test_unchanged_content_keeps_its_time_and_id() -> None:
    made = ledger.identify(posts_of({"a": ["一？"]}), Ledger())
    first = built(made, Ledger())
    second = built(made, first.ledger, NOW + 60)
    assert second == first
    assert first.notes[0].mod == NOW
    assert 1_500_000_000_000 <= first.notes[0].id < 1_600_000_000_000


@pytest.mark.parametrize(("now", "mod"), [(NOW + 60, NOW + 60), (NOW, NOW + 1), (NOW - 9, NOW + 1)])
def test_a_change_is_always_newer(now: int, mod: int) -> None:
    made = ledger.identify(posts_of({"a": ["一？"]}), Ledger())
    first = built(made, Ledger())
    second = built(made, first.ledger, now, "other", "other")
    assert second.notes[0].mod == mod
    assert second.note_type_mod == mod
    assert second.notes[0].id == first.notes[0].id


def test_a_removed_question_is_retired_and_returns_as_it_was() -> None:
    asked = {"a": ["一？", "二？"]}
    first, known = after(asked)
    made = ledger.identify(posts_of({"a": ["二？"]}), known)
    without = built(made, known, NOW + 1).ledger
    assert [(e.guid, e.retired) for e in without.entries()] == [
        (first["a"][1], False), (first["a"][0], True),
    ]  # fmt: skip
    made = ledger.identify(posts_of(asked), without)
    assert guids(made) == first
    assert built(made, without, NOW + 2).ledger == known


def test_a_stub_keeps_its_guid_and_has_no_note() -> None:
    stub = corpus(post("a", question(1, "一？", status="stub")))
    made = ledger.identify(stub, Ledger())
    stamped = built(made, Ledger())
    assert stamped.notes == ()
    [entry] = stamped.ledger.entries()
    assert (entry.hash, entry.mod, entry.note) == ("", 0, 0)
    answered = ledger.identify(posts_of({"a": ["一？"]}), stamped.ledger)
    [note] = built(answered, stamped.ledger, NOW + 5).notes
    assert (note.note.guid, note.mod) == (entry.guid, NOW + 5)


def test_an_answer_taken_away_keeps_what_is_known_of_the_note() -> None:
    first = built(ledger.identify(posts_of({"a": ["一？"]}), Ledger()), Ledger())
    stub = ledger.identify(corpus(post("a", question(1, "一？", status="stub"))), first.ledger)
    assert built(stub, first.ledger, NOW + 5).ledger == first.ledger


def test_sites_that_were_not_built_are_left_alone() -> None:
    other = SiteLedger((Entry("g", "question", "p", "1", "问？", "h", 5, 7),))
    known = Ledger({"other.example": other})
    made = ledger.identify(posts_of({"a": ["一？"]}), known)
    assert built(made, known).ledger.site("other.example") == other


def test_a_taken_note_id_is_bumped() -> None:
    made = ledger.identify(posts_of({"a": ["一？"]}), Ledger())
    wanted = built(made, Ledger()).notes[0].id
    entry = Entry("g", "question", "p", "1", "问？", "h", 5, wanted)
    known = Ledger({"other.example": SiteLedger((entry,))})
    assert built(made, known).notes[0].id == wanted + 1


@pytest.mark.parametrize(
    ("records", "mod"),
    [
        ({"a": ("t", 5)}, 5),
        ({"a": ("t", 5), "b": ("t", 8)}, 8),
        ({"a": ("old", 5), "b": ("t", 8)}, 8),
        ({"a": ("t", 5), "b": ("newer", 8)}, NOW),
        ({"a": ("t", 8), "b": ("other", 8)}, NOW),
    ],
)
def test_the_note_type_keeps_the_newest_time_of_its_content(
    records: dict[str, tuple[str, int]], mod: int
) -> None:
    known = Ledger({key: SiteLedger((), NoteTypeStamp(*record)) for key, record in records.items()})
    made = ledger.identify(posts_of({"a": ["一？"]}), known)
    assert built(made, known).note_type_mod == mod


def test_a_corpus_without_ids_is_refused() -> None:
    with pytest.raises(ValueError, match="identify comes before stamp"):
        ledger.stamp(posts_of({"a": ["一？"]}), [], "t", Ledger(), NOW)


# Laws


PROMPTS = st.lists(st.sampled_from(["一？", "二？", "三？", "小结", "小结 ", ""]), max_size=5)
ASKED = st.dictionaries(st.sampled_from(["a", "b", "c"]), PROMPTS)


@given(st.lists(ASKED, min_size=1, max_size=5))
def test_no_history_of_edits_makes_two_cards_share_a_guid(
    history: list[dict[str, list[str]]],
) -> None:
    known = Ledger()
    for build, asked in enumerate(history):
        made = ledger.identify(posts_of(asked), known)
        ours = [guid for found in guids(made).values() for guid in found]
        assert all(ours)
        assert len(set(ours)) == len(ours)
        before = {entry.guid for entry in known.entries()}
        stamped = built(made, known, NOW + build)
        known = stamped.ledger
        assert before <= {entry.guid for entry in known.entries()}, "nothing is forgotten"
        assert {entry.guid for entry in known.entries() if not entry.retired} == set(ours)
        assert len({stamp.id for stamp in stamped.notes}) == len(stamped.notes)
        assert ledger.parse(ledger.dump(known).encode(), "x") == known
        same = ledger.identify(posts_of(asked), known)
        assert guids(same) == guids(made)
        assert built(same, known, NOW + 99).ledger == known


@given(ASKED, ASKED)
def test_the_order_of_posts_does_not_matter(
    first: dict[str, list[str]], second: dict[str, list[str]]
) -> None:
    _, known = after(first)
    backwards = dict(reversed(second.items()))
    assert again(second, known)[0] == again(backwards, known)[0]
    made, turned = (ledger.identify(posts_of(x), known) for x in (second, backwards))
    assert built(made, known).ledger == built(turned, known).ledger


@given(
    ASKED.map(lambda asked: {key: sorted(set(prompts)) for key, prompts in asked.items()}), ASKED
)
def test_who_stays_in_its_post_keeps_its_guid(
    first: dict[str, list[str]], other: dict[str, list[str]]
) -> None:
    was, known = after(first)
    now, _ = again({**other, **first}, known)
    assert {key: now[key] for key in was} == was


# The file


SAMPLE = Ledger(
    {
        "b.example": SiteLedger((), NoteTypeStamp("t", 7)),
        "a.example": SiteLedger(
            (
                Entry("g1", "question", "技术/注意力", "一", "什么是“注意力”？", "h", 5, 7),
                Entry("g2", "term", "技术/注意力", "", "T5", retired=True),
            )
        ),
    }
)


def test_the_file_is_readable_and_a_card_is_a_line(tmp_path: Path) -> None:
    path = tmp_path / "cards.lock.json"
    assert ledger.save(path, SAMPLE) is True
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[:6] == [
        "{",
        '"schema": "postdeck-ledger/1",',
        '"sites": {',
        '"a.example": {',
        '"cards": [',
        (
            '{"post": "技术/注意力", "number": "一", "kind": "question", '
            '"prompt": "什么是“注意力”？", "guid": "g1", "hash": "h", "mod": 5, "note": 7},'
        ),
    ]
    assert text.endswith("}\n")
    assert json.loads(text)
    assert ledger.load(path) == SAMPLE


def test_an_absent_file_is_an_empty_ledger(tmp_path: Path) -> None:
    assert ledger.load(tmp_path / "cards.lock.json") == Ledger()
    assert ledger.parse(ledger.dump(Ledger()).encode(), "x") == Ledger()


def test_what_did_not_change_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "cards.lock.json"
    ledger.save(path, SAMPLE)
    before = path.stat()
    assert ledger.save(path, SAMPLE) is False
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_failed_write_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cards.lock.json"
    ledger.save(path, SAMPLE)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        ledger.save(path, Ledger())
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_to_the_ledger_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.json", tmp_path / "cards.lock.json"
    link.symlink_to(target)
    ledger.save(link, SAMPLE)
    assert link.is_symlink()
    assert ledger.load(target) == SAMPLE


def test_sites_part_and_join() -> None:
    assert Ledger().merged(SAMPLE.only("a.example")).merged(SAMPLE.only("b.example")) == SAMPLE
    assert SAMPLE.only("c.example") == Ledger()


def test_a_blog_that_moved_to_another_host_keeps_its_cards() -> None:
    first, known = after({"a": ["一？"]})
    moved = replace(SITE, key="new.example")
    made = corpus(post("a", question(1, "一？"), site=moved.key), sites=(moved,))
    known = known.adopted_by("new.example")
    assert guids(ledger.identify(made, known)) == first
    assert SAMPLE.adopted_by("c.example") == SAMPLE, "a file of several sites is taken at its word"
    assert known.adopted_by("new.example") == known
    assert Ledger().adopted_by("x") == Ledger()


TEXT = ledger.dump(SAMPLE)


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (TEXT.replace('"b.example"', '<<<<<<< ours\n"b.example"'), 9, "merge conflict"),
        (TEXT.replace('"mod": 5', '"mod": "5"'), 6, "`mod`"),
        (TEXT.replace('"mod": 5', '"mod": true'), 6, "`mod`"),
        (TEXT.replace('"mod": 5', '"mod": -5'), 6, "`mod`"),
        (TEXT.replace('"mod": 5', '"mod": NaN'), 6, "`mod`"),
        (TEXT.replace('"mod": 5', f'"mod": {"9" * 5000}'), 1, "no ledger"),
        (TEXT.replace('"mod": 5, ', ""), 6, "`mod` is missing"),
        (TEXT.replace('"mod": 5', '"mod": 5, "mood": 1'), 6, "`mood`"),
        (TEXT.replace('"g2"', '"g1"'), 7, "guid g1"),
        (TEXT.replace('"g2"', '"g 2"'), 7, "guid"),
        (TEXT.replace('"note": 0', '"note": 7'), 7, "id 7"),
        (TEXT.replace('"term"', '"terms"'), 7, "'terms'"),
        (TEXT.replace("T5", "\\ud800"), 7, "`prompt`"),
        (TEXT.replace('"b.example"', '"a.example"'), 9, "stands twice"),
        (TEXT.replace("ledger/1", "ledger/2"), 2, "newer postdeck"),
        (TEXT.replace("},\n", "}\n", 1), 7, "not JSON"),
        (TEXT[:-9], 11, "not JSON"),
        ('{"schema": "postdeck-corpus/1"}', 1, "no ledger"),
        ('{"schema": "postdeck-ledger/1", "sites": []}', 1, "`sites`"),
        ('{"schema": "postdeck-ledger/1", "sites": {"a": []}}', 1, "no mapping"),
        ('{"schema": "postdeck-ledger/1", "sites": {"a": {"cards": [1]}}}', 1, "no mapping"),
        ('{"schema": "postdeck-ledger/1", "sites": {}, "site": 1}', 1, "`site`"),
        ("[]", 1, "no ledger"),
        ("[" * 100_000, 1, "no ledger"),
        ("", 1, "not JSON"),
    ],
)
def test_a_damaged_file_is_told_with_its_line(data: str, line: int, message: str) -> None:
    finding = ledger.parse(data.encode(), "cards.lock.json")
    assert isinstance(finding, Finding)
    assert (finding.code, finding.path, finding.line) == (Code.BAD_LEDGER, "cards.lock.json", line)
    assert message in finding.message
    assert finding.hint


def test_a_file_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "cards.lock.json"
    path.write_bytes(TEXT.encode("gb18030"))
    finding = ledger.load(path, "blog/cards.lock.json")
    assert isinstance(finding, Finding)
    assert (finding.path, finding.line) == ("blog/cards.lock.json", 6)


@given(st.binary(max_size=60), st.integers(0, len(TEXT.encode())))
def test_no_file_makes_it_raise(noise: bytes, at: int) -> None:
    data = TEXT.encode()
    for damaged in (data[:at] + noise + data[at:], data[:at], data[at:], noise):
        assert isinstance(ledger.parse(damaged, "x"), Ledger | Finding)
