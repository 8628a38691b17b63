"""Quotes, dashes and dots as hexo-renderer-marked shows them (`smartypants` in `lib/renderer.js`)."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...markdown.typography import Typographer

_STEPS = (
    (re.compile("---"), "—"),
    (re.compile("--"), "–"),
    (re.compile(r"(^|[-—/(\[{\"\s])'"), "\\g<1>{2}"),
    (re.compile("'"), "{3}"),
    (re.compile(r"(^|[-—/(\[{‘\s])\""), "\\g<1>{0}"),
    (re.compile('"'), "{1}"),
    (re.compile(r"\.{3}"), "…"),
)


def typography_of(options: Mapping[str, Any]) -> Typographer | None:
    """Return how the options of marked have quotes, dashes and dots; None where they stay as written."""
    if options.get("smartypants") is False:
        return None
    quotes = options.get("quotes")
    written = isinstance(quotes, str) and len(quotes) == 4
    show = partial(shown, str(quotes) if written else "“”‘’")
    return lambda: show


def shown(quotes: str, _before: str, text: str, _after: str) -> str:
    """Return a text as marked shows it, which takes each run without signs of Markdown for itself."""
    for pattern, made in _STEPS:
        text = pattern.sub(made.format(*quotes), text)
    return text
