"""The guids of all questions and terms of a corpus, from the ledger where they are known there.

Matching (see matching.py) stays within a site and a kind. A card that it leaves gets a guid made of
its content, so that two machines without a ledger agree.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import defaultdict
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, get_args

from .cards import Card, cards_of, comparable
from .matching import CardKey, Matching, card_key
from .rewritten import changed_kinds, renamed_and_rewritten_posts, rewritten_posts
from .types import Kind, Ledger, LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ..findings import Finding
    from ..ir import Corpus, Post, Question, Term


def identify(
    corpus: Corpus,
    ledger: Ledger,
    keep_posts: Collection[tuple[str, str]] = frozenset(),
    reserved: Collection[LedgerEntry] = (),
) -> Corpus:
    """Return the corpus with an id on every question and term, and with findings on doubtful ids added.

    No card gets the guid of an entry of `keep_posts` (site key, post key): posts that could not be
    read in this run; nor that of a `reserved` one. Ids that the corpus had before do not matter.
    """
    taken = {entry.guid for entry in (*ledger.entries(), *reserved)}
    ids: dict[tuple[str, CardKey], str] = {}
    findings: list[Finding] = []
    for site in sorted({post.site for post in corpus.posts}):
        posts = sorted((post for post in corpus.posts if post.site == site), key=lambda p: p.key)
        entries = [e for e in settled(ledger.site(site).cards) if (site, e.post) not in keep_posts]
        guids: dict[CardKey, str] = {}
        new: list[Card] = []
        gone: list[LedgerEntry] = []
        for kind in get_args(Kind):
            cards = [card for post in posts for card in cards_of(post) if card.kind == kind]
            matching = Matching(cards, [entry for entry in entries if entry.kind == kind])
            matching.run()
            guids |= matching.guids | _new_guids(matching.cards, _nth(cards), taken)
            new += matching.cards
            gone += (entry for entry in matching.entries if entry.in_deck)
            findings += matching.findings
        ids.update(((site, name), guid) for name, guid in guids.items())
        findings += rewritten_posts(guids, new, gone)
        findings += renamed_and_rewritten_posts(guids, new, gone, entries)
        findings += changed_kinds(new, gone)
    return replace(
        corpus,
        posts=tuple(_with_ids(post, ids) for post in corpus.posts),
        findings=(*corpus.findings, *findings),
    )


def settled(entries: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """Return the entries as their author settled them.

    An entry with `same_as` takes guid and stamps of the entry named there, which is left out. An
    entry with `new` is left out too, so that no card is matched with it.
    """
    known = {entry.guid: entry for entry in entries}
    meant = {entry.same_as for entry in entries if entry.same_as}
    result: list[LedgerEntry] = []
    for entry in entries:
        if entry.same_as:
            true = known[entry.same_as]
            result.append(
                replace(
                    entry, guid=true.guid, hash=true.hash, mod=true.mod, note=true.note, same_as=""
                )
            )
        elif not entry.new and entry.guid not in meant:
            result.append(entry)
    return result


def _nth(cards: Sequence[Card]) -> dict[CardKey, int]:
    """Return the place of each card among those of its post with the same prompt, from 0.

    Stubs come last: a table of contents must not take the guid of what it lists.
    """
    equals: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in cards:
        equals[card.post, comparable(card.prompt)].append(card)
    ordered = (sorted(same, key=lambda card: not card.answered) for same in equals.values())
    return {card_key(card): n for same in ordered for n, card in enumerate(same)}


def _new_guids(
    cards: Sequence[Card], nth: dict[CardKey, int], taken: set[str]
) -> dict[CardKey, str]:
    """Return a new guid for each card, and add it to `taken`."""
    guids: dict[CardKey, str] = {}
    for card in cards:
        guids[card_key(card)] = guid = new_guid(card, nth[card_key(card)], taken)
        taken.add(guid)
    return guids


def new_guid(card: Card, nth: int, taken: Collection[str]) -> str:
    """Return a guid of 16 letters a-z and digits 2-7 (80 bits of SHA-256) that is not in `taken`.

    `nth` counts equal prompts of the post from 0. A guid is taken already where a question moved to another
    post with its guid, and its prompt was written again in the old place: then a salt is counted up.
    """
    content = [card.site, card.post, card.kind, comparable(card.prompt), nth]
    for salt in count():
        digest = hashlib.sha256(json.dumps([*content, salt]).encode()).digest()
        guid = base64.b32encode(digest[:10]).decode().lower()
        if guid not in taken:
            return guid
    raise AssertionError


def _with_ids(post: Post, ids: dict[tuple[str, CardKey], str]) -> Post:
    def question(item: Question) -> Question:
        return replace(item, guid=ids[post.site, (post.key, "question", item.ordinal)])

    def term(item: Term) -> Term:
        return replace(item, guid=ids[post.site, (post.key, "term", item.ordinal)])

    return replace(
        post,
        questions=tuple(map(question, post.questions)),
        terms=tuple(map(term, post.terms)),
    )
