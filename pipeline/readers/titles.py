"""The title of a post whose front matter has none: a heading that stands above the whole file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ..markdown.blocks import Block, Markdown
from ..markdown.dialect import Dialect

_HTML = re.compile(r"<h(?P<level>[1-6])\b[^<>]*>(?P<title>[^\n]*?)</h[1-6]>", re.IGNORECASE)
_NUMBERED = re.compile(r"[*_\[]*(?:[QqＱ]?\d|第?\s*[一二三四五六七八九十百\d]+\s*[、.．:：题章节])")
_PICTURE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])?")
_LINK = re.compile(r"<a\s[^<>]*>[^<]*</a>|<[^<>]*>|\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])?")
_BETWEEN = re.compile(r"[\s>|/·•←→«»*_-]*")


class _Heading(NamedTuple):
    level: int
    title: str
    opens: bool


def title_of(body: str) -> str:
    """Return the title that a body bears, "" without one.

    It is the only heading of level 1, where none is before it, or a heading that opens the file, without a
    number, of level 1 or above all others. Links back and badges may stand before it. The number of the
    only heading of level 1 is no question's where others follow.
    """
    found = [*_headings(_markdown().document(body, 1).blocks)]
    if not found:
        return ""
    first, *others = found
    is_highest = all(other.level > first.level for other in others)
    is_numbered = _NUMBERED.match(first.title) is not None
    if first.level == 1 and is_highest:
        is_title = bool(others) or not is_numbered
    else:
        is_above = first.level == 1 or (is_highest and bool(others))
        is_title = first.opens and is_above and not is_numbered
    return _markdown().inline(first.title, {}).text if is_title else ""


@cache
def _markdown() -> Markdown:
    return Markdown(Dialect())


def _headings(blocks: Iterable[Block]) -> Iterator[_Heading]:
    """Yield the headings; `opens` is true of one with no text before it."""
    opens = True
    for block in blocks:
        if block.kind == "heading":
            yield _Heading(block.level, block.content, opens)
        for match in _HTML.finditer(block.content if block.kind == "html" else ""):
            yield _Heading(int(match["level"]), match["title"], opens)
        opens = opens and _is_furniture(block)


def _is_furniture(block: Block) -> bool:
    """Whether a block holds nothing but links, pictures and what divides them."""
    if block.kind not in {"paragraph", "html", "rule"}:
        return False
    return _BETWEEN.fullmatch(_LINK.sub("", _PICTURE.sub("", block.content))) is not None
