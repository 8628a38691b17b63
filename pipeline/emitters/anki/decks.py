"""Which deck the cards of a post lie in.

Anki moves no card: what was shipped stays in the deck that it has, whatever the post, its series or its
blog is called now. So a post keeps the deck that the ledger knows, and a new one follows its series.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ...findings import Code, Finding
from ...ir import Post, Site
from ..contract import DeckNames
from .language import site_is_chinese
from .names import clean_deck_level

if TYPE_CHECKING:
    from .notes import Note

_FEWEST = 6
"""Cards that a post needs for a deck of its own."""


def decks_of(site: Site, posts: Sequence[Post], names: DeckNames) -> dict[str, str]:
    """Return the name of the deck of each post of a site, by the post's reference."""
    root = root_of(site, names)
    kept = {p.ref: names.kept[site.key, p.key] for p in posts if (site.key, p.key) in names.kept}
    of_series = _decks_of_series(posts, kept)
    studied = [post for post in posts if _cards(post)]
    decks: dict[str, str] = {}
    for post in posts:
        if post.ref in kept:
            decks[post.ref] = kept[post.ref]
        elif names.by == "one":
            decks[post.ref] = root
        elif names.by == "category":
            path = post.categories[0] if post.categories else ()
            levels = [level for name in path if (level := clean_deck_level(name, ""))]
            decks[post.ref] = "::".join((root, *levels)) if levels else _rest(site, root)
        elif post.series and names.by == "series":
            name = of_series.get(post.series.name)
            decks[post.ref] = name or f"{root}::{clean_deck_level(post.series.name, post.key)}"
        elif names.by == "series" and len(studied) > 1 and _cards(post) < _FEWEST:
            decks[post.ref] = _rest(site, root)
        else:
            decks[post.ref] = f"{root}::{clean_deck_level(post.title, post.key)}"
    return decks


def root_of(site: Site, names: DeckNames) -> str:
    """Return the name of a site's deck; one that the user chose may nest."""
    chosen = names.chosen.get(site.key)
    if not chosen and site.key in names.roots:
        return names.roots[site.key]
    levels = chosen.split("::") if chosen else [site.title]
    cleaned = (clean_deck_level(level, "") for level in levels)
    return "::".join(filter(None, cleaned)) or site.key


def shared_decks(notes: Sequence[Note]) -> Iterator[Finding]:
    """Yield a finding for each deck that is that of two sites or more."""
    sites: dict[str, dict[str, None]] = defaultdict(dict)
    for note in notes:
        sites[note.site_deck.root.casefold()][note.site] = None
    for keys in sites.values():
        if len(keys) > 1:
            deck = next(note.site_deck.root for note in notes if note.site in keys)
            yield Finding.of(Code.SHARED_DECK.message(sites=", ".join(keys), deck=deck))


def _decks_of_series(posts: Sequence[Post], kept: Mapping[str, str]) -> dict[str, str]:
    """Return the deck that most posts of each series have had, by the name of the series."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for post in posts:
        if post.series and post.ref in kept:
            found[post.series.name][kept[post.ref]] += 1
    return {
        name: min(decks, key=lambda deck: (-decks[deck], deck)) for name, decks in found.items()
    }


def _rest(site: Site, root: str) -> str:
    return f"{root}::{'其他' if site_is_chinese(site) else 'Other'}"


def _cards(post: Post) -> int:
    return sum(question.status == "answered" for question in post.questions) + len(post.terms)
