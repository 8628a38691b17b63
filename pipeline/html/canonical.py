r"""The written form of canonical HTML, which expressions may read.

`sanitise` writes each tag alike: names in lower case, every attribute with a value in double quotes, `<`,
`>` and `"` encoded in values and the first two in text, no comment, each element closed. So what looks like
a tag is one, and an expression may change tags one by one, as surely as a parser and many times faster. A
whole element, which may hold others of its name, is found by `split`, which counts its tags.
"""

from __future__ import annotations

import re

TAG = re.compile(r'<(?P<closes>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?: [a-z-]+="[^"<>]*")*)>')
"""A tag; the emitters' own HTML may have others."""


def split(html: str, name: str) -> list[str]:
    """Return HTML in pieces, every second of which is an element of this name, whole and outermost."""
    pieces: list[str] = []
    depth = at = 0
    for tag in re.finditer(rf"<(/?){name}\b[^<>]*>", html):
        opens = not tag[1]
        depth += 1 if opens else -1
        if depth == opens:
            end = tag.start() if opens else tag.end()
            pieces.append(html[at:end])
            at = end
    return [*pieces, html[at:]]
