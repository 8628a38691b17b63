"""What holds for every history of edits."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline import ledger
from pipeline.ledger import Ledger, LedgerEntry, NoteTypeStamp, SiteLedger
from pipeline.ledger.locations import LedgerFiles
from pipeline.ledger.types import DeckStamp
from tests.support.laws import tries
from tests.support.ledgers import NOW, after, again, built, guids, posts_of, site_of

PROMPTS = st.lists(st.sampled_from(["一？", "二？", "三？", "小结", "小结 ", ""]), max_size=5)
ASKED = st.dictionaries(st.sampled_from(["a", "b", "c"]), PROMPTS)


@tries(100)
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


@tries(100)
@given(ASKED, ASKED)
def test_the_order_of_posts_does_not_matter(
    first: dict[str, list[str]], second: dict[str, list[str]]
) -> None:
    _, known = after(first)
    backwards = dict(reversed(second.items()))
    assert again(second, known)[0] == again(backwards, known)[0]
    made, turned = (ledger.identify(posts_of(x), known) for x in (second, backwards))
    assert built(made, known).ledger == built(turned, known).ledger


@tries(100)
@given(
    ASKED.map(lambda asked: {key: sorted(set(prompts)) for key, prompts in asked.items()}), ASKED
)
def test_who_stays_in_its_post_keeps_its_guid(
    first: dict[str, list[str]], other: dict[str, list[str]]
) -> None:
    was, known = after(first)
    now, _ = again({**other, **first}, known)
    assert {key: now[key] for key in was} == was


POSTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=3)
SAID = st.dictionaries(POSTS, POSTS, max_size=3)
FIELDS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"kind": st.sampled_from(["question", "term"]), "number": POSTS, "prompt": POSTS, "hash": POSTS},
    optional={
        "mod": st.integers(0, 9), "answer": st.just("00000000000000ff"), "retired": st.booleans(),
        "new": st.booleans(),
    },
)  # fmt: skip


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Draw a ledger: cards of posts, and posts of which only a deck or a reading is kept."""
    sites: dict[str, SiteLedger] = {}
    guids = map("g{}".format, count())
    for key in draw(st.sets(POSTS, max_size=2)):
        asked = draw(st.dictionaries(POSTS, st.lists(FIELDS, max_size=2), max_size=2))
        cards = [LedgerEntry(next(guids), post=p, **given) for p in asked for given in asked[p]]
        stamped = draw(st.none() | st.builds(NoteTypeStamp, POSTS, st.integers(0, 9)))
        deck = draw(st.none() | st.builds(DeckStamp, POSTS, POSTS))
        sites[key] = SiteLedger(tuple(cards), stamped, deck, draw(SAID), draw(SAID))
    return Ledger(sites)


@tries(300)
@given(ledgers())
def test_a_file_keeps_all_of_a_ledger(known: Ledger) -> None:
    assert ledger.parse(ledger.dump(known).encode(), "x") == known


NAMES = ("one.example", "two.example")
FEW = st.dictionaries(
    st.sampled_from(["a", "b"]), st.lists(st.sampled_from(["一？", "二？"]), min_size=1, max_size=3)
)


@tries(100)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.booleans(), FEW), min_size=3, max_size=8))
def test_two_blogs_in_one_ledger_keep_every_guid(
    builds: list[tuple[str, bool, dict[str, list[str]]]],
) -> None:
    """Also where one takes the other's name, and is built anew under its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "all.json")
        shipped: set[str] = set()
        for build, (name, renamed, asked) in enumerate(builds):
            aliases = {name: NAMES if renamed else ()}
            places = LedgerFiles({name: path}, named=True, aliases=aliases, separate=NAMES)
            loaded = places.load()
            assert not loaded.findings
            made = ledger.identify(site_of(name, asked), loaded.known, reserved=loaded.reserved)
            ours = {guid for found in guids(made).values() for guid in found}
            assert not ours & {entry.guid for entry in loaded.reserved}
            new = built(made, loaded.known, NOW + build, reserved=loaded.reserved).ledger
            assert places.save(new, loaded.known, locked=False) == []
            kept = ledger.load(path)
            assert isinstance(kept, Ledger), kept
            assert shipped <= (shipped := {entry.guid for entry in kept.entries()})
            assert kept.without([name]) == loaded.others[name]
