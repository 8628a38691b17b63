"""What an emitter promises: it makes the files of its products, and tells what is wrong.

An emitter is a function of one argument, a `Request`. It asks for the place of each of its files, writes
them there, and returns findings. One of severity error stops the build, and nothing is published; so does
what it raises. The same request gives the same bytes on any day and any machine.

The built-in ones stand in `pipeline/products.py`. A package brings others by entry points of the group
"postdeck.emitters"; the name of each is that of a product. One emitter may make several.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

from ..products import DeckBy
from ..publish import CORPUS, MANIFEST, PICTURES

if TYPE_CHECKING:
    from ..findings import Finding
    from ..ir import Corpus
    from ..ledger import StampedNotes

GROUP = "postdeck.emitters"
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|.*[. ]")
"""What Windows takes for a device, or shortens (Microsoft, "Naming Files, Paths, and Namespaces")."""


@dataclass(frozen=True, slots=True)
class DeckNames:
    """What is known of the names of decks.

    `chosen` holds those that the user chose for sites, by site key; `by` says what a deck is made of.
    `roots` are the decks of sites as earlier builds named them, `kept` those of posts (site key, post
    key).
    """

    chosen: Mapping[str, str] = field(default_factory=dict)
    by: DeckBy = "series"
    roots: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(slots=True)
class Request:
    """What is asked of an emitter.

    `corpus` is identified: its questions and terms have their guids. `pictures` is the folder of its
    pictures, each under the name of its file. `products` are those of this emitter that are wanted,
    `options` is what the user chose for them, and `deck_names` says what is known of the names of
    decks.

    `stamp` takes notes and the digest of their note type, and returns them with the times and ids
    that the ledger keeps for them, and the ledger to be saved. It keeps one time for each card: so one
    emitter of a run can call it, and none should but the one that makes the deck.

    `files` are the names in the output folder that emitters have asked for in this run.
    """

    corpus: Corpus
    pictures: Path
    products: frozenset[str]
    options: Mapping[str, Any]
    deck_names: DeckNames
    stamp: Callable[[Sequence[Any], str], StampedNotes[Any]]
    folder: Path
    files: list[str] = field(default_factory=list)

    def file(self, name: str) -> Path:
        """Return where to write a file, or to make a folder, of this name in the output folder.

        Raise ValueError for a path, a hidden name, one that Windows reserves, and one that is taken.
        """
        if PureWindowsPath(name).name != name or name[:1] in ("", ".") or _RESERVED.fullmatch(name):
            raise ValueError(f"{name!r} cannot be the name of a file in the output folder")
        taken = (CORPUS, MANIFEST, PICTURES, *self.files)
        if name.casefold() in map(str.casefold, taken):
            raise ValueError(f"{name} is the name of another file in the output folder")
        self.files.append(name)
        return self.folder / name


Emitter = Callable[[Request], Iterable["Finding"]]
