"""The cheat sheet: every question with its answer in one HTML file, for the screen and for paper.

    made = Made(corpus, pictures, layout)
    made.html()                                # the file
    print_pdf(made.html, out_file, browser())  # the same on paper, with page numbers in its contents

An edition is `full`, `questions` (to write the answers) or `cards` (to print on both sides and cut). The
templates in `templates/cheatsheet/` say how it looks; what it holds is a `Sheet`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ...findings import Code, Finding
from .cards import line_width
from .content import ContentRewriter
from .layout import Layout
from .page import render
from .pdf import NoBrowserError, browser, print_pdf
from .running import Place
from .sheet import Sheet, make_sheet

if TYPE_CHECKING:
    from ...ir import Corpus
    from ..contract import Request

__all__ = [
    "Layout", "Made", "NoBrowserError", "Sheet", "browser", "emitter", "print_pdf",
]  # fmt: skip

NOWHERE: Mapping[str, Place] = MappingProxyType({})


class Made:
    """The sheet of an identified corpus, to be rendered as HTML without page numbers and then with them.

    Its pictures come from the folder `pictures`; raise OSError where one cannot be read.
    """

    def __init__(self, corpus: Corpus, pictures: Path, layout: Layout) -> None:
        cut = layout.edition == "cards"
        column, page = (line_width(layout),) * 2 if cut else (layout.column, layout.page)
        types = {
            picture.file: picture.media_type
            for post in corpus.posts
            for picture in post.pictures
            if picture.file and picture.media_type
        }
        content = ContentRewriter(pictures, column, page, layout.edition == "full", types)
        self.layout = layout
        self.sheet = make_sheet(corpus, content, layout.title, flat=cut)
        self._has_math = content.has_math

    def html(self, places: Mapping[str, Place] = NOWHERE) -> str:
        """Return the HTML of the sheet; `places` tells where anchors were printed."""
        return render(self.sheet, self.layout, has_math=self._has_math, places=places)


def emitter(request: Request) -> Iterable[Finding]:
    """Write the sheet that `request` asks for and, for `pdf`, print it too."""
    options = dict(request.options)
    optional = options.pop("browser", None) == "optional"
    layout = Layout.of(options)
    made = Made(request.corpus, request.pictures, layout)
    request.file(f"{layout.name}.html").write_text(made.html(), encoding="utf-8")
    if "pdf" not in request.products:
        return ()
    try:
        program = browser()
    except NoBrowserError as error:
        missing = Code.NO_PDF.message(reason=error.reason.text) if optional else error.reason
        return (Finding.of(missing),)
    try:
        print_pdf(made.html, request.file(f"{layout.name}.pdf"), program)
    except NoBrowserError as error:
        return (Finding.of(error.reason),)
    return ()
