"""Which card is which over time: the ledger `cards.lock.json` and the guids that it keeps.

A learner's schedule belongs to a card's guid, so a guid stays when an answer is edited, a question
renumbered or a post renamed. `identify` sets the guid of every question and term before the corpus is
written. `stamp` comes after the notes are made and finds which of them changed. `compare` finds what
that means for those who import the deck. All three are pure; `load` and `save` read and write the file.
"""

from .cards import questions_and_terms
from .changes import (
    CardChange,
    ImportChanges,
    Shipped,
    ShippedCard,
    compare,
    renamed_decks,
    shipped_by,
)
from .file import load, save
from .identity import identify
from .newcomers import newcomers, renamed
from .renames import renamed_posts
from .stamps import StampedNote, StampedNotes, stamp
from .text import dump, parse
from .types import Ledger, LedgerEntry, NoteTypeStamp, SiteLedger

__all__ = [
    "CardChange",
    "ImportChanges",
    "Ledger",
    "LedgerEntry",
    "NoteTypeStamp",
    "Shipped",
    "ShippedCard",
    "SiteLedger",
    "StampedNote",
    "StampedNotes",
    "compare",
    "dump",
    "identify",
    "load",
    "newcomers",
    "parse",
    "questions_and_terms",
    "renamed",
    "renamed_decks",
    "renamed_posts",
    "save",
    "shipped_by",
    "stamp",
]
