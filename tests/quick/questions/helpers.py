"""What the tests of questions share: ways to read a text by a selection."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.markdown.blocks import Document, Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.tags import LIQUID, Notation
from pipeline.outline.nodes import Measure
from pipeline.questions import Found, GivenSelection, find
from pipeline.questions.selection import parse

MARKDOWN = Markdown(Dialect(breaks=True, definition_lists=True, tags=(Notation(LIQUID, {}),)))
ITEMS = [f"- 词{n}：意思" for n in range(10)]
FIVE = "\n".join(ITEMS[:5])
WRITTEN = {"#": "heading-2", "<": "summary", "*": "bold"}
"""How prompts are written whose first line begins so; others are paragraphs, or items of a list."""


def parsed(text: str) -> tuple[Document, Measure]:
    """Return the blocks of a text, and a function that measures the Markdown inside them."""
    document = MARKDOWN.document(text, 1)
    return document, lambda content: MARKDOWN.inline(content, document.references)


def read(
    text: str,
    title: str,
    labels: tuple[str, ...] = (),
    selection: str | None = None,
    common: Collection[str] = (),
    path: str = "x.md",
) -> Found:
    """Find the questions of a text; `selection` is that in its front matter."""
    given = None if selection is None else GivenSelection(parse(selection), "front matter")
    return find(*parsed(text), path, title, labels, given, common)


def read_as_written(text: str, common: Collection[str] = ()) -> Found:
    """Find the questions of a text whose prompts are all written like its first line."""
    first = text.lstrip()
    way = WRITTEN.get(first[0]) or ("list" if first[1:3] == ". " else "paragraph")
    if way == "heading-2":
        way = (
            f"heading-{len(first) - len(first.lstrip('#'))} numbered"
            if first.lstrip("# ")[0].isdigit()
            else way
        )
    return read(text, "面试题", selection=way, common=common)


def starts(told: str) -> tuple[dict[int, str], dict[int, str]]:
    """Return the marks of a post's lines, by line: as given in `told`, and as found."""
    lines = told.replace(" / ", "\n\n").replace(" ⏎ ", "\n").split("\n")
    found = read("\n".join(line.lstrip("|§~") for line in lines) + "\n", "面试题")
    marks = {"prompt": "|", "section": "§", "outro": "~"}
    told_starts = {n: line[0] for n, line in enumerate(lines, 1) if line[:1] in {*"|§~"}}
    return told_starts, {r.span.start: marks[r.kind] for r in found.regions if r.kind in marks}
