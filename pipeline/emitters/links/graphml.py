"""`links.graphml`: the graph for programs such as Gephi (GraphML, http://graphml.graphdrawing.org).

Nodes are posts, and the pages elsewhere that two posts or more name; edges are the links in the
texts of posts, with their number as `weight`. Navigation is left out, as in the picture.
"""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

import networkx as nx

from ...links.graph import Graph

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


def graphml(graph: Graph) -> bytes:
    """Return the bytes of `links.graphml`."""
    drawn: nx.DiGraph[str] = nx.DiGraph()
    for ref, links in graph.posts.items():
        post = links.post
        _add(
            drawn, ref, kind="post", label=post.title, address=post.permalink or "", site=post.site,
            date=(post.date or "")[:10], series=post.series.name if post.series else "",
            listed_in=len(links.listed_in),
        )  # fmt: skip
    for edge in graph.edges:
        drawn.add_edge(_plain(edge.source), _plain(edge.target), weight=len(edge.occurrences))
    for link in graph.shared:
        _add(drawn, link.key, kind="page", label=link.title, address=link.href)
        named = Counter(place.post for place in link.occurrences if place.role != "nav")
        for source, count in named.items():
            drawn.add_edge(_plain(source), _plain(link.key), weight=count)
    written = BytesIO()
    nx.write_graphml_xml(drawn, written)  # the other writer needs lxml, and its output differs
    return written.getvalue()


def _add(drawn: nx.DiGraph[str], name: str, **values: str | int) -> None:
    plain = {
        key: _plain(value) if isinstance(value, str) else value for key, value in values.items()
    }
    drawn.add_node(_plain(name), **plain)


def _plain(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
