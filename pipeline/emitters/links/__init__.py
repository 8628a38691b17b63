"""The link index: every target of the posts once, with every place that names it.

    files = make(corpus)                  # what to write, by name
    files = make(corpus, graphml=True)    # with the graph for Gephi

`links.html` is for people, `links.md` for code hosts, `links.csv` for spreadsheets, `links.json` for
programs. Import this package where an index is wanted and not before: its templates cost time at start-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ...links.graph import graph
from . import document, markdown, page, table
from .document import schema
from .graphml import graphml as graph_file
from .rows import rows

if TYPE_CHECKING:
    from ...findings import Finding
    from ...ir import Corpus
    from ..contract import Request

__all__ = ["emitter", "make", "schema"]


def make(corpus: Corpus, *, graphml: bool = False) -> Mapping[str, bytes]:
    """Return the files of the index of a corpus, by name."""
    graphed, listed = graph(corpus), rows(corpus)
    files = {
        "links.html": page.render(corpus, graphed, listed).encode(),
        "links.json": document.document(corpus, graphed).encode(),
        "links.csv": table.table(corpus, listed),
        "links.md": markdown.markdown(corpus, listed).encode(),
    }
    return {**files, "links.graphml": graph_file(graphed)} if graphml else files


def emitter(request: Request) -> Iterable[Finding]:
    """Write the files of the index that `request` asks for."""
    files = make(request.corpus, graphml=request.options.get("graph") == "graphml")
    for name, data in files.items():
        request.file(name).write_bytes(data)
    return ()
