"""What the tests of questions share: styles, and ways to read a text and to tell what was found."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.ir import Span
from pipeline.markdown.blocks import Document, Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.questions import Found, find
from pipeline.questions.candidates import Candidate, Measure, Style
from pipeline.questions.numbers import Number
from pipeline.questions.shapes import as_headings, collect
from pipeline.questions.wording import Promise

MARKDOWN = Markdown(Dialect(breaks=True, definition_lists=True))
NUMBERED, HEADING, BOLD = Style("line", 0, "plain"), Style("heading", 2), Style("bold")
BULLET, SUMMARY, SENTENCE = Style("bullet"), Style("summary"), Style("sentence")
PLAIN, HINT, NONE = Promise.PLAIN, Promise.HINT, Promise.NONE
ITEMS = [f"- 词{n}：意思" for n in range(10)]
FIVE = "\n".join(ITEMS[:5])


def link(style: Style, line: int) -> Candidate:
    """Give a prompt on a line of its own."""
    number = Number("plain", str(line), (line,), "") if style.numbered else None
    return Candidate(style, number, line, Span(line, line), f"甲{line}", f"甲{line}")


def parsed(text: str) -> tuple[Document, Measure]:
    """Give the blocks of a text, and what measures the Markdown inside them."""
    document = MARKDOWN.document(text, 1)
    return document, lambda content: MARKDOWN.inline(content, document.references)


def read(
    text: str,
    title: str,
    labels: tuple[str, ...] = (),
    choice: str | None = None,
    common: Collection[str] = (),
    path: str = "x.md",
) -> Found:
    """Find the questions of a text."""
    return find(*parsed(text), path, title, labels, choice, common)


def candidates(text: str) -> list[str]:
    """Tell the candidates of a text, each on one line."""
    document, measure = parsed(text)
    return [shown(candidate) for candidate in collect(as_headings(document), measure)]


def shown(candidate: Candidate) -> str:
    """Tell all of a candidate on one line."""
    number, span = candidate.number, candidate.span
    value = ".".join(map(str, number.value)) if number else ""
    said = [str(candidate.style), f"{number.label}={value}" if number else "-"]
    said += [f"{candidate.block}:{span.start}-{span.end}", candidate.prompt.replace("\n", "/")]
    if candidate.text != candidate.prompt:
        said.append("shows " + candidate.text.replace("\n", "/"))
    heading = candidate.style.shape == "heading"
    said += [f"level {candidate.style.level}"] * bool(candidate.style.level and not heading)
    said += ["list"] * candidate.in_list + ["bold"] * candidate.bold + ["put"] * candidate.put
    said += [f"indent {candidate.indent}"] * bool(candidate.indent)
    said += [f"opens {candidate.opening}"] * bool(candidate.opening)
    said += [f"tail {candidate.tail}"] * bool(candidate.tail)
    return " · ".join(said)


def starts(told: str) -> tuple[dict[int, str], dict[int, str]]:
    """Give the marks of a post's lines, by line: as told, and as found."""
    lines = told.replace(" / ", "\n\n").replace(" ⏎ ", "\n").split("\n")
    found = read("\n".join(line.lstrip("|§~") for line in lines) + "\n", "面试题")
    marks = {"prompt": "|", "section": "§", "outro": "~"}
    told_starts = {n: line[0] for n, line in enumerate(lines, 1) if line[:1] in {*"|§~"}}
    return told_starts, {r.start: marks[r.kind] for r in found.regions if r.kind in marks}
