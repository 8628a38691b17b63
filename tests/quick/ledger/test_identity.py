"""Which card is which over time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline import ledger
from pipeline.findings import Code, Place
from pipeline.ir import Text
from pipeline.ledger import Ledger, LedgerEntry, SiteLedger
from tests.support.corpora import SITE, corpus, post, question, term
from tests.support.ledgers import (
    NOW,
    Content,
    after,
    again,
    built,
    guids,
    history,
    listed,
    posts_of,
)


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
    assert finding.related == (Place("source/_posts/y.md", 10),)


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
                    LedgerEntry("retired", "question", "a", "1", "一？", retired=True),
                    LedgerEntry("living", "question", "b", "1", "一？"),
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
    assert made.posts[0].questions[0].guid != made.posts[1].questions[0].guid


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
