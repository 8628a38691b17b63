"""Which deck the cards of a post lie in.

Anki moves no card: what was shipped stays in the deck that it has, whatever the post, its series or its
blog is called now. So a post keeps the deck that the ledger knows, and a new one follows its series.

A folder without a blog's settings has its posts in folders by their subjects, and seldom says series or
categories: there the decks of posts without them are named after their folders, and nest as these do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ...findings import Code, Finding
from ...ir import Corpus, Post, Site
from ..contract import DeckNames
from .language import site_is_chinese
from .names import clean_deck_level

if TYPE_CHECKING:
    from .notes import Note

_FEWEST = 6
"""Cards that a post needs for a deck of its own."""
_CONTAINERS = frozenset({"content", "doc", "docs", "posts", "source", "src"})
"""Folders around all posts, which say nothing of what these are about."""
_PAGES_OF_FOLDERS = frozenset({"index", "readme"})


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
        elif post.series and names.by == "series":
            name = of_series.get(post.series.name)
            decks[post.ref] = name or f"{root}::{clean_deck_level(post.series.name, post.key)}"
        elif levels := _levels(site, post, names):
            decks[post.ref] = "::".join((root, *levels))
        elif names.by == "category" or (
            names.by == "series" and len(studied) > 1 and _cards(post) < _FEWEST
        ):
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


def undivided(corpus: Corpus, names: DeckNames) -> Iterator[Finding]:
    """Yield a finding for each site of which posts that studying would divide are in one deck."""
    for site in corpus.sites:
        rest = _rest(site, root_of(site, names))
        posts = [post for post in corpus.posts if post.site == site.key and _cards(post)]
        divided = [post for post in posts if _levels(site, post, names)]
        if staying := sum(names.kept.get((site.key, post.key)) == rest for post in divided):
            yield Finding.of(Code.DECKS_UNDIVIDED.message("kept", posts=staying, deck=rest))
        elif names.by == "category" and len(posts) > 1 and not divided:
            yield Finding.of(Code.DECKS_UNDIVIDED.message("none", site=site.key, deck=rest))


def _decks_of_series(posts: Sequence[Post], kept: Mapping[str, str]) -> dict[str, str]:
    """Return the deck that most posts of each series have had, by the name of the series."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for post in posts:
        if post.series and post.ref in kept:
            found[post.series.name][kept[post.ref]] += 1
    return {
        name: min(decks, key=lambda deck: (-decks[deck], deck)) for name, decks in found.items()
    }


def _levels(site: Site, post: Post, names: DeckNames) -> list[str]:
    """Return the levels of a post's deck that its category gives, else its folders; [] for neither."""
    path: Sequence[str] = ()
    if names.by == "category" and post.categories:
        path = post.categories[0]
    elif names.by != "post" and site.kind == "folder":
        path = _folders(post)
    return [level for name in path if (level := clean_deck_level(name, ""))]


def _folders(post: Post) -> Sequence[str]:
    """Return the folders that say what a post is about; a folder's own short page lies in that above."""
    path = PurePosixPath(post.path)
    if path.stem.casefold() in _PAGES_OF_FOLDERS and _cards(post) < _FEWEST:
        path = path.parent
    return tuple(dropwhile(lambda name: name.casefold() in _CONTAINERS, path.parts[:-1]))


def _rest(site: Site, root: str) -> str:
    return f"{root}::{'其他' if site_is_chinese(site) else 'Other'}"


def _cards(post: Post) -> int:
    return sum(question.status == "answered" for question in post.questions) + len(post.terms)
