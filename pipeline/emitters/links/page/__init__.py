"""The link index as one HTML file, made of its templates: for authors who look for what is wrong, and for
learners who follow links.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ....findings import Severity
from ....ir import Corpus
from ....links.graph import Graph
from ...self_contained import language_of, policy, read, say, styles, words
from ...templates import templates
from ..picture import views
from ..rows import Row, worst_first
from .findings import kinds
from .posts import names_for_groups, post_anchor, post_entries
from .rows import TargetRow, TargetRows, by_target, kept

_NAME = "links"
_FEW_POSTS = 40


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers at the head of the page."""

    targets: int
    occurrences: int
    posts: int
    internal: int
    external: int
    broken: int
    orphan: int


def render(corpus: Corpus, graph: Graph, rows: Sequence[Row]) -> str:
    """Return the page of a corpus, made of its graph and of its rows."""
    shown, made = kept(rows), TargetRows(corpus)
    targets = [made.of(row) for row in shown]
    posts = list(post_entries(graph, rows, made, by_target(shown)))
    ids = {entry.anchor for entry in posts} | {target.anchor for target in targets}
    language = language_of(corpus.sites, corpus.posts)
    findings = tuple(kinds(worst_first(corpus), language))
    style = styles(_NAME, ("links", "screen", "print")) + "\n"
    script = "\n".join(read(_NAME, f"{name}.js") for name in ("links", "picture")) + "\n"
    page = templates(_NAME).get_template("page.html")
    return page.render(
        title=" · ".join(dict.fromkeys(site.title for site in corpus.sites)) or "postdeck",
        language=language,
        words=words(_NAME, language),
        say=say,
        counts=_counts(rows, graph),
        findings=findings,
        findings_open=any(kind.severity is not Severity.INFO for kind in findings),
        targets=targets,
        only_listed=sum(target.only_listed for target in targets),
        more_targets=len(rows) - len(targets),
        graph=graph,
        posts=posts,
        more_posts=len(graph.posts) - len(posts),
        posts_open=len(posts) <= _FEW_POSTS,
        ids=ids,
        post_anchor=post_anchor,
        views=views(corpus, graph, ids),
        names=_data(names_for_groups(corpus, _used(targets))),
        style=Markup(style),  # noqa: S704  # ours
        script=Markup(script),  # noqa: S704  # ours
        policy=policy(style, script),
    )


def _counts(rows: Sequence[Row], graph: Graph) -> Counts:
    each = [row.kind for row in rows]
    return Counts(
        len(rows), sum(len(row.link.occurrences) for row in rows), len(graph.posts),
        each.count("internal"), each.count("external"), each.count("broken"),
        sum(post.orphan for post in graph.posts.values()),
    )  # fmt: skip


def _used(targets: Iterable[TargetRow]) -> set[int]:
    return {number for target in targets for number in (*target.sources, *target.listed_by)}


def _data(value: object) -> Markup:
    """Return a value for the script. In a script element `<` alone can do harm (HTML, 13.1.2.6)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704  # JSON without what ends its element
