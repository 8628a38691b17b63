"""`links.csv`: a line for each place that names a link, for spreadsheets.

With a byte order mark, as Excel reads a file without one in the system's own encoding, and with CRLF
(RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from ...ir import Corpus
from .rows import Row

COLUMNS = (
    "title", "address", "host", "status", "target", "target_question", "post", "post_title", "file",
    "line", "column", "role", "question", "syntax", "anchor_text", "written", "context",
)  # fmt: skip
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def table(corpus: Corpus, rows: Iterable[Row]) -> bytes:
    """Return the bytes of `links.csv`, in the order of the rows and of the places in each."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(map(_plain, line) for line in _lines(corpus, rows))
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _lines(corpus: Corpus, rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
    posts = {post.ref: post for post in corpus.posts}
    for row in rows:
        link = row.link
        target = " ".join(link.resolution.posts)
        for place in link.occurrences:
            post = posts[place.post]
            yield (
                link.title, link.href, row.host, link.resolution.status, target,
                place.target_question, place.post, post.title, post.path, place.line, place.column,
                place.role, place.question, place.syntax, place.anchor_text, place.written,
                place.context,
            )  # fmt: skip


def _plain(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
