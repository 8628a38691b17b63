"""Sites that are new to a ledger of other sites: is it a site of its own, or one of them renamed?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..files import as_named
from ..findings import Code, Finding
from .cards import cards_of, comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        prompts = {
            (card.kind, comparable(card.prompt))
            for post in corpus.posts
            if post.site == key
            for card in cards_of(post)
        }
        shared = {name: len(prompts & _prompts(site)) for name, site in others.sites.items()}
        other = min(shared, key=lambda name: (-shared[name], name))
        if shared[other] >= max(_FEWEST, len(prompts) / 2):
            message = Code.DOUBTFUL_SITE.message(
                site=key, other=other, shared=shared[other], prompts=len(prompts)
            )
        else:
            names = ", ".join(sorted(others.sites))
            message = Code.UNKNOWN_SITE.message(site=key, others=names, other=other)
        yield Finding.of(message, as_named(places.files[key]))


def _prompts(site: SiteLedger) -> set[tuple[str, str]]:
    return {(entry.kind, comparable(entry.prompt)) for entry in site.cards}
