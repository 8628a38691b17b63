"""`links.md`: the index as a code host shows it (GitHub Flavored Markdown).

What stands in navigation alone is counted and not listed; of long lists the first places are shown, as code
hosts cut long files. All is in `links.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from ...ir import Corpus, Occurrence, Post
from ...widths import cut
from ..self_contained import language_of, say, words
from ..templates import templates
from .page.findings import Told, worded
from .page.text import safe_href, words_around
from .rows import Row, worst_first

MOST_PLACES = 5
MOST_ROWS = 1000
"""The most that the page holds: places of a target, and targets. GitHub renders up to 512 kB."""

_LONGEST = 120  # characters of a text
_MARKUP = re.compile(r"^[-+>]|[\\`*_\[\]<#~$&]|(?<=www)\.|:(?=//)", re.IGNORECASE)
_NUMBER = re.compile(r"^(\d+)([.)])(?=\s|$)")
_UNSAFE = re.compile(r"[\s<>\x00-\x1f\"]")


@dataclass(frozen=True, slots=True)
class ListedTarget:
    """A target in a list: `link` and `places` are Markdown, `more` is the number of places that are
    not shown, `listed` that of the posts whose navigation names it.
    """

    link: Markup
    places: tuple[Markup, ...]
    more: int
    listed: int


@dataclass(frozen=True, slots=True)
class Section:
    """Targets of a kind, by host for external ones."""

    kind: str
    hosts: tuple[tuple[str, tuple[ListedTarget, ...]], ...]


def markdown(corpus: Corpus, rows: Sequence[Row]) -> str:
    """Return the text of `links.md`."""
    posts = {post.ref: post for post in corpus.posts}
    language = language_of(corpus.sites, corpus.posts)
    named = [row for row in rows if not row.only_listed]
    sections = [
        Section(kind, tuple(_hosts([row for row in named[:MOST_ROWS] if row.kind == kind], posts)))
        for kind in ("broken", "internal", "external")
    ]
    return templates("links").get_template("links.md").render(
        words=words("links", language), say=say, escaped=escaped,
        titles=list(dict.fromkeys(site.title for site in corpus.sites)),
        targets=len(rows),
        occurrences=sum(len(row.link.occurrences) for row in rows),
        posts=len(corpus.posts),
        findings=[Told(finding, *worded(finding, language)) for finding in worst_first(corpus)[:MOST_ROWS]],
        sections=[section for section in sections if section.hosts],
        only_listed=len(rows) - len(named),
        more=max(0, len(named) - MOST_ROWS),
    )  # fmt: skip


def _hosts(
    rows: Sequence[Row], posts: dict[str, Post]
) -> Iterable[tuple[str, tuple[ListedTarget, ...]]]:
    """Return the entries by host, the most named first; all under "" if they are not external."""
    if not rows or rows[0].kind != "external":
        return [("", tuple(_entry(row, posts) for row in rows))] if rows else []
    count: dict[str, int] = {}
    for row in rows:
        count[row.host] = count.get(row.host, 0) + len(row.mentions)
    by_host = sorted(rows, key=lambda row: (-count[row.host], row.host))
    return [
        (host, tuple(_entry(row, posts) for row in members))
        for host, members in groupby(by_host, key=lambda row: row.host)
    ]


def _entry(row: Row, posts: dict[str, Post]) -> ListedTarget:
    return ListedTarget(
        _link(row.link.title, row.link.href),
        tuple(_place(place, posts[place.post]) for place in row.mentions[:MOST_PLACES]),
        max(0, len(row.mentions) - MOST_PLACES),
        len({place.post for place in row.listings}),
    )


def _place(place: Occurrence, post: Post) -> Markup:
    around = words_around(place)
    before, marked, after = map(
        _escaped, (around.before[-_LONGEST // 2 :], around.marked, around.after[: _LONGEST // 2])
    )
    if marked:  # `**` may be text beside punctuation, as Chinese quotes are (CommonMark 6.2)
        marked = Markup("<b>{}</b>").format(marked)
    return Markup("{}: {}{}{}").format(
        _link(post.title, post.permalink or ""), before, marked, after
    )


def _link(text: str, address: str) -> Markup:
    href = safe_href(address)
    if href is None:
        return (
            escaped(text)
            if text == address or not address
            else Markup("{} ({})").format(escaped(text), escaped(address))
        )
    plain = _UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", href)
    return Markup("[{}](<{}>)").format(escaped(text), Markup(plain))  # noqa: S704  # no sign of Markdown


def escaped(text: str) -> Markup:
    """Return a text in one line, cut if long, in which nothing is markup (CommonMark 2.4)."""
    return _escaped(cut(" ".join(text.split()), _LONGEST, len))


def _escaped(text: str) -> Markup:
    line = re.sub(r"\s+", " ", text)
    return Markup(_NUMBER.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", line)))  # noqa: S704
