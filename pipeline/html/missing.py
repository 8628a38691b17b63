"""The mark of a picture that is not there, in canonical HTML: its words, and the name of its file."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

_MARK = re.compile(r'<span class="missing"(?: title="(?P<file>[^"]*)")?>(?P<words>[^<]*)</span>')


def missing(words: str, file: str) -> str:
    """Return the mark of a picture; `file` is "" where its file has no name."""
    title = f' title="{escape(file)}"' if file else ""
    return f'<span class="missing"{title}>{escape(words, quote=False)}</span>'


def marks_replaced(html: str, shown: Callable[[str, str], str]) -> str:
    """Return canonical HTML with what `shown` returns for the words and the file of each mark; both are
    HTML.
    """
    return _MARK.sub(lambda mark: shown(mark["words"], mark["file"] or ""), html)
