"""A ledger as the text of `cards.lock.json`, in which nothing is trusted when it is read.

One card stands on a line, and between two posts lies a line that no edit of a card touches. So a
diff shows which cards changed, and git merges two branches that changed different posts. What two branches
did to one post may be joined line by line, by hand or by git's union: `merged.py` reads that.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, get_args

from ..characters import clean
from ..findings import Code, Finding, Message
from ..ir import is_guid
from .likeness import is_sketch
from .merged import newer, newest, read_lines
from .types import SCHEMA, DeckStamp, Kind, Ledger, LedgerEntry, NoteTypeStamp, SiteLedger

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_SURROGATE = re.compile("[\ud800-\udfff]")
_WRITTEN = {"same_as": "same-as"}
"""The fields of an entry that have another name in the file."""


class _FaultError(Exception):
    """What is wrong with a ledger; the line is where the text `near` stands for the `nth` time."""

    def __init__(self, message: Message, near: str = "", nth: int = 1) -> None:
        super().__init__(str(message.text))
        self.message = message
        self.near = near
        self.nth = nth


def parse(data: bytes, shown: str) -> Ledger | Finding:
    """Return the ledger in the bytes of a file, or a finding about a fault; `shown` is its path."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Finding.of(Code.BAD_LEDGER.message("encoding"), shown, line)
    for number, line_text in enumerate(text.split("\n"), 1):
        if line_text.startswith(("<<<<<<<", ">>>>>>>")):
            return Finding.of(Code.BAD_LEDGER.message("conflict"), shown, number)
    try:
        return _ledger(_loaded(text))
    except json.JSONDecodeError as error:
        message = Code.BAD_LEDGER.message("json", reason=error.msg)
        return Finding.of(message, shown, error.lineno, column=error.colno)
    except _FaultError as fault:
        return Finding.of(fault.message, shown, _line(text, fault.near, fault.nth))
    except (RecursionError, ValueError):  # nested too deep; an integer of thousands of digits
        return Finding.of(Code.BAD_LEDGER.message("no-ledger"), shown, 1)


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError:
        joined = read_lines(text, json.JSONDecoder(object_pairs_hook=_object))
        if joined is None:
            raise
        return joined


def dump(ledger: Ledger) -> str:
    """Return a ledger as text: sites sorted, one card a line, not ASCII-escaped."""
    return "".join(_lines(ledger))


def _lines(ledger: Ledger) -> Iterator[str]:
    yield f'{{\n"schema": {_json(SCHEMA)},\n"sites": {{'
    for i, (key, site) in enumerate(sorted(ledger.sites.items())):
        yield f"{',' if i else ''}\n{_json(key)}: {{\n"
        if site.note_type:
            stamp = {"hash": site.note_type.hash, "mod": site.note_type.mod}
            yield f'"note_type": {_json(stamp)},\n'
        if site.deck:
            yield f'"deck": {_json({"root": site.deck.root, "by": site.deck.by})},\n'
        if site.pages:
            yield f'"pages": {_json(site.pages)},\n'
        yield '"posts": {'
        for j, (post, cards) in enumerate(_by_post(site).items()):
            deck = f'"deck": {_json(site.decks[post])}, ' if post in site.decks else ""
            if post in site.readings:
                deck += f'"reading": {_json(site.readings[post])}, '
            yield f'{"," if j else ""}\n{_json(post)}: {{{deck}"cards": ['
            for k, entry in enumerate(cards):
                yield f"{',' if k else ''}\n{_json(_card(entry))}"
            yield "\n]}"
        yield "\n}}"
    yield "\n}}\n"


def _by_post(site: SiteLedger) -> dict[str, list[LedgerEntry]]:
    """Return the cards of each post, and none for a post of which only its deck or reading is kept."""
    posts: dict[str, list[LedgerEntry]] = {}
    for entry in site.cards:
        posts.setdefault(entry.post, []).append(entry)
    for post in (*site.decks, *site.readings):
        posts.setdefault(post, [])
    return posts


def _card(entry: LedgerEntry) -> dict[str, object]:
    card: dict[str, object] = {
        "number": entry.number, "kind": entry.kind, "prompt": entry.prompt, "guid": entry.guid,
        "hash": entry.hash, "mod": entry.mod, "note": entry.note,
        "answer": entry.answer,
    }  # fmt: skip
    rare = {
        "anchor": entry.anchor,
        "retired": entry.retired,
        "same-as": entry.same_as,
        "new": entry.new,
    }
    return card | {key: value for key, value in rare.items() if value}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _ledger(data: Any) -> Ledger:
    schema = data.get("schema") if isinstance(data, dict) else None
    if not isinstance(schema, str) or not schema.startswith("postdeck-ledger/"):
        raise _FaultError(Code.BAD_LEDGER.message("no-ledger"))
    if schema != SCHEMA:
        raise _FaultError(
            Code.BAD_LEDGER.message("version", version=schema, readable=SCHEMA), _json(schema)
        )
    _check_keys(data, {"schema", "sites"}, "")
    sites = _typed(data, "sites", dict, "")
    ledger = Ledger({key: _site(key, site) for key, site in sites.items()})
    _check_unique(ledger)
    for site in ledger.sites.values():
        _check_words(site.cards)
    return ledger


def _site(key: str, data: Any) -> SiteLedger:
    near = _json(key)
    if not isinstance(data, dict):
        raise _FaultError(Code.BAD_LEDGER.message("site", site=key), near)
    _check_keys(data, {"note_type", "deck", "pages", "posts"}, near)
    posts = _typed(data, "posts", dict, near)
    decks, readings = _said(posts, "deck"), _said(posts, "reading")
    cards = newest(entry for post in posts for entry in _post(post, posts[post]))
    note_type = None
    if "note_type" in data:
        stamp = _typed(data, "note_type", dict, near)
        _check_keys(stamp, {"hash", "mod"}, near)
        note_type = NoteTypeStamp(_typed(stamp, "hash", str, near), _typed(stamp, "mod", int, near))
    deck = None
    if "deck" in data:
        said = _typed(data, "deck", dict, near)
        _check_keys(said, {"root", "by"}, near)
        deck = DeckStamp(_typed(said, "root", str, near), _typed(said, "by", str, near))
    pages = _typed(data, "pages", str, near) if "pages" in data else ""
    if pages and not pages.startswith(("https://", "http://")):
        raise _FaultError(Code.BAD_LEDGER.message("value", key="pages", value=pages), near)
    return SiteLedger(cards, note_type, deck, decks, readings, pages)


def _said(posts: dict[str, Any], key: str) -> dict[str, str]:
    """Return what each post has under a key, by post; a post without the key is left out."""
    return {
        post: _typed(posts[post], key, str, _json(post))
        for post in posts
        if isinstance(posts[post], dict) and key in posts[post]
    }


def _post(key: str, data: Any) -> Iterator[LedgerEntry]:
    near = _json(key)
    if not isinstance(data, dict):
        raise _FaultError(Code.BAD_LEDGER.message("post", post=key), near)
    _check_keys(data, {"deck", "reading", "cards"}, near)
    for card in _typed(data, "cards", list, near):
        yield _entry(card, key)


def _entry(card: Any, post: str) -> LedgerEntry:
    if not isinstance(card, dict):
        raise _FaultError(Code.BAD_LEDGER.message("card"), _json(card))
    guid = card.get("guid")
    near = f'"guid": {_json(guid)}' if isinstance(guid, str) else _json(card)
    known = {_WRITTEN.get(name, name) for name in LedgerEntry.__dataclass_fields__}
    _check_keys(card, known - {"post"}, near)
    guid, kind = _typed(card, "guid", str, near), _typed(card, "kind", str, near)
    if not is_guid(guid):
        raise _FaultError(Code.BAD_LEDGER.message("guid", guid=guid), near)
    if kind not in get_args(Kind):
        raise _FaultError(Code.BAD_LEDGER.message("kind", kind=kind), near)
    answer = _typed(card, "answer", str, near) if "answer" in card else ""
    if not is_sketch(answer):
        raise _FaultError(Code.BAD_LEDGER.message("value", key="answer", value=answer), near)
    return LedgerEntry(
        guid=guid,
        kind=kind,
        post=post,
        number=_typed(card, "number", str, near),
        prompt=_typed(card, "prompt", str, near),
        hash=_typed(card, "hash", str, near),
        mod=_typed(card, "mod", int, near),
        note=_typed(card, "note", int, near),
        answer=answer,
        retired=_typed(card, "retired", bool, near) if "retired" in card else False,
        anchor=_typed(card, "anchor", str, near) if "anchor" in card else "",
        same_as=_typed(card, "same-as", str, near) if "same-as" in card else "",
        new=_typed(card, "new", bool, near) if "new" in card else False,
    )


def _check_words(cards: Collection[LedgerEntry]) -> None:
    """Check what an author wrote into entries, `same-as` and `new`.

    Raise _FaultError where it names a card that is not here or that two claim, or where both are set.
    """
    known = {entry.guid for entry in cards}
    claimed: set[str] = set()
    for entry in cards:
        near = f'"guid": {_json(entry.guid)}'
        if entry.same_as and entry.same_as not in known:
            message = Code.BAD_LEDGER.message("no-card", guid=entry.same_as)
            raise _FaultError(message, near)
        if entry.same_as and entry.new:
            raise _FaultError(Code.BAD_LEDGER.message("both"), near)
        if entry.same_as in claimed:
            raise _FaultError(Code.BAD_LEDGER.message("claimed", guid=entry.same_as), near)
        claimed |= {entry.same_as} - {""}


def _typed(data: dict[str, Any], key: str, kind: type, near: str) -> Any:
    """Return a value that must be there and of one type; numbers are epoch times, 0 or more.

    Raise _FaultError where it is not.
    """
    if key not in data:
        raise _FaultError(Code.BAD_LEDGER.message("missing", key=key), near)
    value: Any = data[key]
    if type(value) is not kind or (type(value) is int and not 0 <= value < 2**53):
        raise _FaultError(Code.BAD_LEDGER.message("value", key=key, value=value), near)
    if isinstance(value, str) and _SURROGATE.search(value):
        raise _FaultError(Code.BAD_LEDGER.message("character", key=key), near)
    return value


def _check_keys(data: dict[str, Any], known: set[str], near: str) -> None:
    if unknown := sorted(set(data) - known):
        message = Code.BAD_LEDGER.message("unknown", key=unknown[0])
        raise _FaultError(message, near or _json(unknown[0]))


def _check_unique(ledger: Ledger) -> None:
    guids: set[str] = set()
    for entry in ledger.entries():
        if entry.guid in guids:
            same = Code.BAD_LEDGER.message("same-guid", guid=entry.guid)
            raise _FaultError(same, f'"guid": {_json(entry.guid)}', 2)
        guids.add(entry.guid)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the keys of an object. Raise _FaultError where one is no text, or stands twice, as after
    a merge.
    """
    result: dict[str, Any] = {}
    for key, value in pairs:
        if _SURROGATE.search(key):
            raise _FaultError(Code.BAD_LEDGER.message("character", key=clean(key)), json.dumps(key))
        stamp = newer(result.get(key), value) if key == "note_type" else None
        if key == "deck" and isinstance(value, dict) and isinstance(result.get(key), dict):
            stamp = value
        if key == "pages" and isinstance(value, str):
            stamp = value
        if key in result and stamp is None:
            raise _FaultError(Code.BAD_LEDGER.message("duplicate-key", key=key), _json(key), 2)
        result[key] = stamp or value
    return result


def _line(text: str, near: str, nth: int) -> int:
    """Return the line of the nth place that holds `near`, 1 where a file was laid out anew."""
    at = -1
    for _ in range(nth):
        at = text.find(near, at + 1) if near else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else 1
