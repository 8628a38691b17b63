"""What an import changes, as found by what was shipped and the next ledger."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline import ledger
from pipeline.findings import Code
from pipeline.ledger import ImportChanges, Ledger, LedgerEntry, NoteTypeStamp, SiteLedger
from tests.support.corpora import SITE, corpus, post, question
from tests.support.ledgers import answered, history_of

WAS = LedgerEntry("g", "question", "a", "1", "问？", hash="h", mod=5, note=7)


def compared(
    before: LedgerEntry | None, after: LedgerEntry | None, **more: object
) -> ImportChanges:
    def of(entry: LedgerEntry | None) -> Ledger:
        return Ledger({SITE.key: SiteLedger((entry,) if entry else (), NoteTypeStamp("t", 1))})

    return ledger.compare(ledger.shipped_by(of(before)), of(after))


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        (None, WAS, "added"),
        (replace(WAS, hash="", mod=0, note=0), WAS, "added"),
        (replace(WAS, retired=True), WAS, "returned"),
        (WAS, replace(WAS, hash="other", mod=6), "edited"),
        (WAS, replace(WAS, hash="other"), "refused"),
        (WAS, replace(WAS, mod=6), "renewed"),
        (WAS, replace(WAS, retired=True), "retired"),
        (WAS, None, "retired"),
    ],
)
def test_events(before: LedgerEntry | None, after: LedgerEntry | None, event: str) -> None:
    found = compared(before, after)
    assert [change.event for change in found.cards] == [event]
    assert found.counts()[event] == 1
    assert found.counts()["unchanged"] == 0


@pytest.mark.parametrize(
    ("before", "after", "unchanged"),
    [
        (WAS, WAS, 1),
        (replace(WAS, retired=True), replace(WAS, retired=True), 0),
        (replace(WAS, retired=True), None, 0),
        (None, replace(WAS, note=0), 0),
    ],
)
def test_what_changes_nothing_in_anki_is_no_change(
    before: LedgerEntry | None, after: LedgerEntry | None, unchanged: int
) -> None:
    found = compared(before, after)
    assert found.cards == ()
    assert found.unchanged == unchanged
    assert found.summary() == ("1 as before" if unchanged else "nothing")


def test_moved_renumbered_and_reworded_are_told() -> None:
    now = replace(WAS, post="b", number="2", prompt="又问？", hash="other", mod=6)
    [change] = compared(WAS, now).cards
    assert (change.moved, change.renumbered, change.reworded) == (True, True, True)
    [change] = compared(WAS, replace(WAS, hash="other", mod=6)).cards
    assert (change.moved, change.renumbered, change.reworded) == (False, False, False)
    [change] = compared(replace(WAS, post=""), now).cards
    assert not change.moved, "a package does not know posts"


def test_a_new_look_is_told_once_there_was_another() -> None:
    def with_look(*digests: str) -> Ledger:
        sites = {f"{n}": SiteLedger((), NoteTypeStamp(d, 1)) for n, d in enumerate(digests)}
        return Ledger(sites)

    def look(before: Ledger, after: Ledger) -> bool:
        return ledger.compare(ledger.shipped_by(before), after).note_type

    assert look(with_look("t"), with_look("u"))
    assert not look(with_look("t"), with_look("t"))
    assert not look(with_look("t", "u"), with_look("u", "u"))
    assert not look(Ledger(), with_look("t"))


def test_only_sites_of_this_build_are_compared() -> None:
    before = Ledger({SITE.key: SiteLedger((WAS,)), "other.example": SiteLedger((WAS,))})
    after = Ledger({SITE.key: SiteLedger(())})
    found = ledger.compare(ledger.shipped_by(Ledger({"other.example": SiteLedger((WAS,))})), after)
    assert found.cards == ()
    assert ledger.compare(ledger.shipped_by(before.only(SITE.key)), after).counts()["retired"] == 1


def test_cards_whose_deck_has_another_name_now_stay_where_they_are() -> None:
    asked = {"a": [("一？", "答一。"), ("二？", "答二。")]}
    _, known = history_of(asked)
    site = known.site(SITE.key)
    before = Ledger({SITE.key: replace(site, decks={"a": "旧"})})
    after = Ledger({SITE.key: replace(site, decks={"a": "新"})})
    found = ledger.compare(ledger.shipped_by(before), after)
    assert [(c.event, c.deck, c.stays) for c in found.cards] == [(None, "旧", True)] * 2
    [finding] = ledger.renamed_decks(found, answered(asked))
    assert (finding.code, finding.path) == (Code.DECK_CHANGED, "source/_posts/a.md")
    assert "2 cards stay in “旧”" in finding.message
    assert 'deck:"旧"' in (finding.hint or "")
    assert not list(ledger.renamed_decks(ImportChanges(), corpus(post("a", question(1, "一？")))))
