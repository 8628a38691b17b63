"""What a ledger holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

SCHEMA = "postdeck-ledger/2"

Kind = Literal["question", "term"]


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A card as the last build knew it.

    `prompt` is the visible text with its white space collapsed. `hash`, `mod` and `note` are those of
    the note: the digest of its fields and tags, the epoch seconds at which that content was first
    built, and its id, the epoch milliseconds at which the note was; they are "", 0 and 0 for a question
    that never had an answer. `answer` is the sketch of the answer (see likeness.py), "" where it is not
    known. A `retired` card is in no deck any more, since its question or its answer is gone, and gets its
    guid back if it returns. `anchor` is the id by which the post's author names the question, "" for none
    (see cards.py).

    An author writes the last two into the file to settle a doubt; a build does what they say and
    removes them. `same_as` (in the file `same-as`) is the guid of the card that this one really is.
    `new` says that this card is gone, and that whatever resembles it is a new one.
    """

    guid: str
    kind: Kind
    post: str
    number: str
    prompt: str
    hash: str = ""
    mod: int = 0
    note: int = 0
    answer: str = ""
    retired: bool = False
    anchor: str = ""
    same_as: str = ""
    new: bool = False

    @property
    def in_deck(self) -> bool:
        """Whether the last build put this card into the deck."""
        return self.note > 0 and not self.retired


@dataclass(frozen=True, slots=True)
class NoteTypeStamp:
    """The digest of the note type as a site last shipped it, and since when (epoch seconds)."""

    hash: str
    mod: int


@dataclass(frozen=True, slots=True)
class DeckStamp:
    """The name of a site's deck as it was last shipped, and what its decks were made of."""

    root: str
    by: str


@dataclass(frozen=True, slots=True)
class SiteLedger:
    """The cards of one site: by post, in the order of the post, a post's retired ones last.

    `decks` holds the deck of each post that has cards in one, `readings` the reading by which its
    questions were found, both by post key. `pages` is the address below which a code host shows the files
    of a folder, "" where it is not known: a copy without git has the same cards as a clone.
    """

    cards: tuple[LedgerEntry, ...] = ()
    note_type: NoteTypeStamp | None = None
    deck: DeckStamp | None = None
    decks: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    readings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The cards of one or more sites, by site key."""

    sites: Mapping[str, SiteLedger] = field(default_factory=lambda: MappingProxyType({}))

    def entries(self) -> Iterator[LedgerEntry]:
        """Yield every entry of every site."""
        for site in self.sites.values():
            yield from site.cards

    def site(self, key: str) -> SiteLedger:
        """Return what is known of one site, an empty ledger if nothing is."""
        return self.sites.get(key, SiteLedger())

    def merged(self, other: Ledger) -> Ledger:
        """Return a ledger of both, in which a site of `other` replaces ours of that key."""
        return Ledger({**self.sites, **other.sites})

    def only(self, key: str) -> Ledger:
        """Return the ledger of one site alone, for a file in its root."""
        return Ledger({key: self.sites[key]} if key in self.sites else {})

    def without(self, keys: Collection[str]) -> Ledger:
        """Return the ledger of all other sites."""
        return Ledger({key: site for key, site in self.sites.items() if key not in keys})

    def adopted_by(self, key: str) -> Ledger:
        """Return the ledger of a file that belongs to one site, with that site's key.

        The key is a host, which changes when a blog moves; its cards must not. A ledger of several
        sites is returned as it is.
        """
        return self.renamed(next(iter(self.sites)), key) if len(self.sites) == 1 else self

    def renamed(self, old: str, new: str) -> Ledger:
        """Return the ledger with site `old` under key `new`, unless `old` is absent or `new` in use."""
        if old not in self.sites or new in self.sites:
            return self
        return Ledger({new if key == old else key: site for key, site in self.sites.items()})
