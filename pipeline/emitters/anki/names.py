"""Names that Anki accepts: of decks and of tags, which both nest at `::`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...ir import Post


def clean_deck_level(name: str, instead: str) -> str:
    """Return one level of a deck's name, in which nothing nests; `instead` if none is left."""
    name = re.sub(r":{2,}", lambda match: "：" * len(match[0]), _clean(name))
    return " ".join(name.split()).strip(": ") or instead


def clean_tag(*levels: str) -> str:
    """Return a tag of one or more levels, "" if nothing is left.

    A blog's own tag may nest (`a::b`), so levels are split further. Anki ends a tag at any white
    space, U+3000 included, and names an empty level "blank".
    """
    parts = (part for level in levels for part in level.split("::"))
    cleaned = ("_".join(_clean(part).replace('"', "").split()).strip(":") for part in parts)
    return "::".join(part for part in cleaned if part)


TOPIC, CATEGORY, POST, OWN = "topic", "category", "post", "postdeck"
"""The roots of all tags: those of the blog, its categories, its posts, and what postdeck itself says."""

_LONGEST = 60  # characters of a heading in a tag

UNSURE = f"{OWN}::unsure"
"""The tag of cards whose post can be read in more than one way."""


def tags_of(post: Post, width: int, section: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the tags of notes in a section of a post, sorted: the blog's, its categories, and the post
    with the section below it.

    `width` is the number of digits of the largest number in its series: Anki sorts tags as text.
    """
    paths = [(TOPIC, name) for name in post.tags] + [(CATEGORY, *path) for path in post.categories]
    names = [clean_tag(*path) for path in paths if clean_tag(*path[1:])] + [UNSURE] * post.unsure
    if post.series:
        place = [_flat(post.series.name), str(post.series.number).zfill(width)]
    else:
        place = [_flat(post.title) or _flat(post.key)]
    names.append(clean_tag(POST, *place, *(_shortened(_flat(title)) for title in section)))
    # Anki ignores the case of letters in tags: the first spelling stands.
    spellings: dict[str, str] = {}
    for name in filter(None, names):
        spellings.setdefault(name.casefold(), name)
    return tuple(sorted(spellings.values()))


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"


def _flat(name: str) -> str:
    return clean_deck_level(name, "")


def _clean(name: str) -> str:
    """Return a name in NFC with control characters as spaces."""
    name = unicodedata.normalize("NFC", name)
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in name)
