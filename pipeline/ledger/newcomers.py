"""Sites that are new to a ledger of other sites: is it a site of its own, or one of them renamed?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..files import as_named
from ..findings import Code, Finding
from .cards import cards_of, comparable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from ..ir import Corpus
    from .locations import LedgerFiles, Loaded
    from .types import SiteLedger

_FEWEST = 5
"""Prompts that two blogs may share by chance."""


def newcomers(corpus: Corpus, places: LedgerFiles, loaded: Loaded) -> Iterator[Finding]:
    """Yield a finding for each site that a ledger of other sites does not hold yet.

    It is an error where half of its prompts and five at least are those of one of these: to take it
    for that one or for another one might lose cards, so that only the user can decide.
    """
    for key, others in sorted(loaded.others.items()):
        if key in loaded.known.sites or key in places.separate or not others.sites:
            continue
        prompts = _prompts_of(corpus, key)
        shared = {name: len(prompts & _prompts(site)) for name, site in others.sites.items()}
        other = min(shared, key=lambda name: (-shared[name], name))
        if _is_most(shared[other], prompts):
            message = Code.DOUBTFUL_SITE.message(
                "ledger", site=key, other=other, shared=shared[other], prompts=len(prompts)
            )
        else:
            names = ", ".join(sorted(others.sites))
            message = Code.UNKNOWN_SITE.message(site=key, others=names, other=other)
        yield Finding.of(message, as_named(places.files[key]))


def renamed(
    corpus: Corpus, last: Callable[[], Corpus], places: LedgerFiles, roots: Mapping[str, Path]
) -> Iterator[Finding]:
    """Yield a finding for each site that has no ledger, and that the `last` build seems to have under
    another key.

    `last` returns the corpus of that build, `roots` are those of the sites.
    """
    now = {site.key for site in corpus.sites}
    new = {key for key in now - set(places.separate) if not places.files[key].exists()}
    if not new:
        return
    built = last()
    before = {site.key: _prompts_of(built, site.key) for site in built.sites}
    for key in sorted(new - before.keys()):
        prompts = _prompts_of(corpus, key)
        shared = {name: len(prompts & known) for name, known in before.items() if name not in now}
        other = min(shared, key=lambda name: (-shared[name], name), default=None)
        if other is not None and _is_most(shared[other], prompts):
            folder = as_named(roots[key])
            message = Code.DOUBTFUL_SITE.message(
                "last-build", site=key, other=other, shared=shared[other], prompts=len(prompts),
                folder=folder,
            )  # fmt: skip
            yield Finding.of(message, folder)


def _is_most(shared: int, prompts: Collection[object]) -> bool:
    return shared >= max(_FEWEST, len(prompts) / 2)


def _prompts_of(corpus: Corpus, key: str) -> set[tuple[str, str]]:
    return {
        (card.kind, comparable(card.prompt))
        for post in corpus.posts
        if post.site == key
        for card in cards_of(post)
    }


def _prompts(site: SiteLedger) -> set[tuple[str, str]]:
    return {(entry.kind, comparable(entry.prompt)) for entry in site.cards}
