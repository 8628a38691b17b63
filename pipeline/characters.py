"""Characters that no artefact may hold: for one of them Anki refuses a whole package."""

from __future__ import annotations

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
"""C0 controls without tab and line feed, and halves of surrogate pairs."""


_BLANKS = re.compile("[\x0b\x0c]")


def was_replaced(before: str, after: str) -> bool:
    """Whether `clean`, which made `after` of `before`, had to put U+FFFD into the text."""
    return after.count(REPLACEMENT) > before.count(REPLACEMENT)


def clean(text: str) -> str:
    """Return the text with every control character replaced by U+FFFD.

    Halves of a surrogate pair that stand together are first joined, as JavaScript does.
    """
    if CONTROL.search(text) is None:
        return text
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return CONTROL.sub(REPLACEMENT, joined)


def without_controls(text: str) -> str:
    """Return the text without control characters, which a page does not show; a form feed is a blank."""
    return CONTROL.sub("", _BLANKS.sub(" ", text))
