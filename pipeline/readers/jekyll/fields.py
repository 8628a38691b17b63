"""What Jekyll reads from a post's file name and front matter, after `document.rb` in Jekyll 4."""

from __future__ import annotations

import re
from datetime import UTC
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ...findings import Code
from .. import dates
from ..dates import PostDate
from ..front_matter import Split, begins_with_key, load_yaml, no_end
from ..front_matter.js_types import Timestamp, Value, as_js_string

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from ..post_file import Opened

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_NAME = re.compile(r"(?P<date>\d{2,4}-\d{1,2}-\d{1,2})-(?P<slug>[^/]*)\.[^.]+")
_NO = frozenset({"no", "No", "NO", "off", "Off", "OFF"})


def split(text: str) -> Split:
    """Cut a file into head and body where Jekyll does (`YAML_FRONT_MATTER_REGEXP`).

    Unlike in Hexo, white space may follow the dashes, `...` may end the head, and the head may be
    empty; there is no JSON, and the opening line must be there.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        meant = opening is not None and begins_with_key(text[opening.end() :])
        return Split("", text, open=no_end() if meant else None)
    head = text[: closing.end() + 1]
    return Split(
        head,
        text[len(head) :],
        text[opening.end() : closing.start()],
        data_line=2,
        body_line=1 + head.count("\n"),
        load=partial(load_yaml, last_counts=True),
        meant=True,
        may_be_empty=True,
    )


def is_post(name: str) -> bool:
    """Whether the name of a file begins with a date."""
    return _NAME.fullmatch(name) is not None


def parse_name(path: str) -> tuple[str, str]:
    """Return the date ("" if there is none) and the slug in the name of a post's file."""
    name = PurePosixPath(path).name
    match = _NAME.fullmatch(name)
    date, slug = (match["date"], match["slug"]) if match else ("", PurePosixPath(name).stem)
    return date, slug.rstrip(".")


def is_published(opened: Opened) -> bool:
    """Whether a post is published."""
    return is_true(opened.head.values.get("published", True))


def is_true(value: Value) -> bool:
    """Whether Ruby takes a value as true: YAML 1.1 reads it neither as false nor as nothing."""
    if isinstance(value, str):
        return value not in _NO
    return value is not None and value is not False


def title(opened: Opened, slug: str) -> str:
    """Return the title, or else one made from the slug (`titleize_slug`)."""
    return opened.text_of("title") or " ".join(part.capitalize() for part in slug.split("-"))


def tags(opened: Opened) -> tuple[str, ...]:
    """Return the tags: a text in `tag` is one tag; without it a text in `tags` is split at white space."""
    return tuple(dict.fromkeys(_single(opened, "tag") or _plural(opened, "tags")))


def categories(opened: Opened, folders: tuple[str, ...]) -> tuple[str, ...]:
    """Return the categories, which are one path: the folders above `_posts` come first."""
    names = (*folders, *_plural(opened, "categories"), *_single(opened, "category"))
    return tuple(dict.fromkeys(names))


def date(opened: Opened, of_name: str, zone: ZoneInfo) -> PostDate | None:
    """Return the date of the front matter, else that of the file's name, else None.

    A time without an offset is UTC, as Ruby's YAML reads it; in quotes, or without seconds, it is
    in the site's time zone.
    """
    value = opened.value("date")
    found = value if isinstance(value, Timestamp) else None
    if found is not None and not found.exists:  # Ruby moves fewer dates than JavaScript
        found = dates.from_text(found.written)
    elif isinstance(value, str | int):
        found = dates.from_text(as_js_string(value), loose=True)
    if found is not None and not found.exists:
        opened.note(dates.moved(found), "date")
    if found is None and value is not None:
        opened.note(dates.unreadable(as_js_string(value)), "date")
    if found is None:
        return _date_of_name(opened, of_name, zone)
    if not found.has_time or (not isinstance(value, Timestamp) and found.offset is None):
        return PostDate(dates.in_zone(found.clock, zone), found.has_time)
    return PostDate(found.clock.replace(tzinfo=UTC).astimezone(zone), has_time=True)


def _date_of_name(opened: Opened, written: str, zone: ZoneInfo) -> PostDate | None:
    if not written:
        return None
    century = "20" if written.index("-") == 2 else ""
    found = dates.from_text(century + written)
    if found is None:
        opened.note(Code.BAD_DATE.message("file-name", date=written))
        return None
    return PostDate(dates.in_zone(found.clock, zone), has_time=False)


def _single(opened: Opened, key: str) -> list[str]:
    """Return the names of `tag` or `category`: a text is one name, lists in a list are as their items."""
    return opened.names(key, list(_flat(opened.value(key))))


def _flat(value: Value) -> Iterator[Value]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def _plural(opened: Opened, key: str) -> list[str]:
    """Return the names of `tags` or `categories`: a text is split at white space."""
    value = opened.value(key)
    return value.split() if isinstance(value, str) else _single(opened, key)
