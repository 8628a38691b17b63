"""When a note was last new, and what is retired."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline import ledger
from pipeline.ledger import Ledger, LedgerEntry, NoteTypeStamp, SiteLedger
from tests.support.corpora import corpus, post, question
from tests.support.ledgers import NOW, after, built, guids, posts_of


def test_unchanged_content_keeps_its_time_and_id() -> None:
    made = ledger.identify(posts_of({"a": ["一？"]}), Ledger())
    first = built(made, Ledger())
    second = built(made, first.ledger, NOW + 60)
    assert second == first
    assert first.notes[0].mod == NOW
    assert first.notes[0].id == NOW * 1000


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


def test_an_answer_taken_away_retires_the_card_which_returns_as_it_was() -> None:
    first = built(ledger.identify(posts_of({"a": ["一？"]}), Ledger()), Ledger())
    stub = ledger.identify(corpus(post("a", question(1, "一？", status="stub"))), first.ledger)
    without = built(stub, first.ledger, NOW + 5).ledger
    [was], [entry] = first.ledger.entries(), without.entries()
    assert entry == replace(was, retired=True)
    again = ledger.identify(posts_of({"a": ["一？"]}), without)
    assert built(again, without, NOW + 9).ledger == first.ledger


def test_sites_that_were_not_built_are_left_alone() -> None:
    other = SiteLedger((LedgerEntry("g", "question", "p", "1", "问？", "h", 5, 7),))
    known = Ledger({"other.example": other})
    made = ledger.identify(posts_of({"a": ["一？"]}), known)
    assert built(made, known).ledger.site("other.example") == other


@pytest.mark.parametrize(("taken", "later"), [(0, 10), (-9, 10), (9, 20), (-10, 0), (10, 0)])
def test_no_card_gets_an_id_that_is_taken(taken: int, later: int) -> None:
    """The cards of a note take the ids behind its own."""
    made = ledger.identify(posts_of({"a": ["一？"]}), Ledger())
    wanted = built(made, Ledger()).notes[0].id
    entry = LedgerEntry("g", "question", "p", "1", "问？", "h", 5, wanted + taken)
    known = Ledger({"other.example": SiteLedger((entry,))})
    assert built(made, known).notes[0].id == wanted + later
    assert built(made, Ledger(), reserved=(entry,)).notes[0].id == wanted + later


def test_new_notes_have_the_time_of_their_build_in_order() -> None:
    first = built(ledger.identify(posts_of({"a": ["一？", "二？"]}), Ledger()), Ledger())
    assert [note.id - NOW * 1000 for note in first.notes] == [0, 10]
    made = ledger.identify(posts_of({"a": ["零？", "一？", "三？", "二？"]}), first.ledger)
    second = built(made, first.ledger, NOW + 86_400)
    later = (NOW + 86_400) * 1000
    assert [note.id for note in second.notes] == [later, NOW * 1000, later + 10, NOW * 1000 + 10]
    soon = built(made, first.ledger, NOW)
    assert [note.id - NOW * 1000 for note in soon.notes] == [20, 0, 30, 10]


def test_a_build_at_the_beginning_of_time_has_ids_too() -> None:
    made = ledger.identify(posts_of({"a": ["一？"]}), Ledger())
    assert built(made, Ledger(), 0).notes[0].id == 1000


def test_an_id_that_two_notes_got_on_two_branches_is_parted() -> None:
    """Both branches were built in one second; nothing is edited by that."""
    made = ledger.identify(posts_of({"a": ["一？"], "b": ["二？"]}), Ledger())
    known = built(made, Ledger()).ledger
    [site] = known.sites
    same = tuple(replace(entry, note=NOW * 1000) for entry in known.entries())
    merged = Ledger({site: replace(known.sites[site], cards=same)})
    stamped = built(made, merged, NOW + 60)
    assert [note.id for note in stamped.notes] == [NOW * 1000, (NOW + 60) * 1000]
    assert {note.mod for note in stamped.notes} == {NOW}
    assert built(made, stamped.ledger, NOW + 99) == stamped


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
