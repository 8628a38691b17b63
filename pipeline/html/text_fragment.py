"""Links that open a page at a text (WICG scroll-to-text-fragment)."""

from __future__ import annotations

import re
from urllib.parse import quote

LIMIT = 60
"""A prompt of more characters than this is quoted in a link by its beginning and end."""

_END = 20


def text_fragment(url: str, prompt: str) -> str:
    """Return a link that opens the page at the prompt.

    A prompt that is long, or has more than one line, is quoted by its beginning and end. A formula
    looks different on the page, so only the longest stretch without one is quoted. `-`, `,` and
    `&` have a meaning in a fragment and are encoded.
    """
    plain = max(_FORMULA.split(prompt), key=len)
    lines = [" ".join(line.split()) for line in plain.splitlines() if line.strip()]
    if not lines:
        return url
    parts = [" ".join(lines)]
    if len(lines) > 1 or len(lines[0]) > LIMIT:
        ends = [_head(lines[0]), _tail(lines[-1])]
        parts = ends if len(lines) > 1 or sum(map(len, ends)) < len(lines[0]) else parts
    directive = ",".join(quote(part, safe="").replace("-", "%2D") for part in parts)
    return f"{url}{':~:' if '#' in url else '#:~:'}text={directive}"


_FORMULA = re.compile(r"\\\((?:(?!\\\().)*?\\\)|\\\[(?:(?!\\\[).)*?\\\]", re.DOTALL)

# A fragment must begin and end with a word, and where Chinese words end only a dictionary knows. So
# it is cut where any reader sees an end: at punctuation, at a space, between Han and Latin.
_HAN, _LATIN = "[\u4e00-\u9fff]", "[A-Za-z]"
_PAUSE = re.compile(
    rf"(?<=[，。；：？！、,;:?!）)])|(?= )|(?<={_HAN})(?={_LATIN})|(?<={_LATIN})(?={_HAN})"
)


def _pauses(text: str) -> list[int]:
    return [match.start() for match in _PAUSE.finditer(text)]


def _head(text: str) -> str:
    """Return about `_END` characters from the start, up to the pause nearest to that length."""
    ends = [end for end in _pauses(text) if end >= _END // 2]
    return text[: min(ends, key=lambda end: abs(end - _END), default=len(text))].strip()


def _tail(text: str) -> str:
    """Return about `_END` characters from the end, from the pause nearest to that length."""
    starts = [start for start in _pauses(text) if start <= len(text) - _END // 2]
    wanted = len(text) - _END
    return text[min(starts, key=lambda start: abs(start - wanted), default=0) :].strip()
