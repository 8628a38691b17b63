"""What the tests of outlines share: short forms of a post, and of what was found in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

from pipeline.ir import Span
from pipeline.markdown.blocks import Document, Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.tags import LIQUID, Notation
from pipeline.outline import facts
from pipeline.outline.fences import closed
from pipeline.outline.nodes import Measure, Node, Outline, ancestors
from pipeline.outline.walk import outline
from pipeline.questions.extents import Extent, extents
from pipeline.questions.naming import selected, selection_of, way_of
from pipeline.questions.readings import Reading, Readings, prompts_among, readings
from pipeline.questions.selection import parse

MARKDOWN = Markdown(Dialect(breaks=True, definition_lists=True, tags=(Notation(LIQUID, {}),)))
PLAIN = Markdown(Dialect())


_SAID = "这句话说得足够长，算得上是一个回答，它的编号是{}。"
_SAYS = re.compile(_SAID.format(r"\d+"))


def post(told: str) -> str:
    """Return the text of a post: " / " stands for a blank line, " ⏎ " for the end of a line, "@" for
    a sentence that says something, each time another one.
    """
    counter = count(1)
    lines = told.replace(" / ", "\n\n").replace(" ⏎ ", "\n") + "\n"
    return re.sub("@", lambda _: _SAID.format(next(counter)), lines)


def told_again(text: str) -> str:
    """Return the text of a post in the short form that `post` reads."""
    return _SAYS.sub("@", text).replace("\n\n", " / ").replace("\n", " ⏎ ")


def measure_of(document: Document, markdown: Markdown) -> Measure:
    """Return a function that measures the Markdown of a document's lines."""
    return lambda content: markdown.inline(content, document.references)


def outlined(told: str, title: str = "", markdown: Markdown = MARKDOWN, body: int = 1) -> Outline:
    """Return the outline of a post."""
    document = closed(markdown.document(post(told), body), markdown)
    return outline(document, measure_of(document, markdown), title)


def line(node: Node) -> str:
    """Return a node on one line: way of writing, number, text, and what opens behind it."""
    value = [".".join(map(str, node.number.value))] if node.number else []
    opening = ["→", node.opening] if node.opening else []
    return " ".join([way_of(node), *value, node.text, *opening])


def lines_of(span: Span) -> str:
    """Return a span: "3", or "3-5"."""
    return str(span.start) if span.end == span.start else f"{span.start}-{span.end}"


def walked(told: str, markdown: Markdown = MARKDOWN) -> str:
    """Return each node with the lines of its own: "1 heading-2 1 什么是栈？"."""
    nodes = outlined(told, markdown=markdown).nodes
    return " ⏎ ".join(f"{lines_of(node.span)} {line(node)}" for node in nodes)


def drawn(told: str) -> str:
    """Return each node down to its end, indented by what it stands in."""
    return " ⏎ ".join(
        "  " * (len(ancestors(node)) - 1)
        + f"{lines_of(Span(node.span.start, node.end))} {line(node)}"
        for node in outlined(told).nodes
    )


def found(told: str, title: str = "", path: str = "x.md", labels: Sequence[str] = ()) -> Readings:
    """Return all readings of a post."""
    return readings(facts.read(outlined(told, title), path, title, labels))


def named(told: str, title: str = "") -> dict[str, str]:
    """Return the prompts of each reading of a post, joined by a blank, by the reading's name."""
    all_of = found(told, title)
    return {
        str(selection_of(all_of, reading)): prompts(all_of, reading) for reading in all_of.readings
    }


def prompts(all_of: Readings, reading: Reading) -> str:
    """Return the prompts of a reading."""
    return " ".join(all_of.nodes[at].text for at in reading.prompts)


def chosen(all_of: Readings, ways: str) -> list[int]:
    """Return the prompts that a selection takes."""
    return prompts_among(all_of.nodes, selected(all_of.nodes, parse(ways)))


def reading(all_of: Readings, ways: str) -> Reading:
    """Return the reading that takes what a selection does."""
    taken = chosen(all_of, ways)
    [one] = [one for one in all_of.readings if list(one.prompts) == taken]
    return one


def questions(
    told: str, ways: str, title: str = "", common: Sequence[str] = ()
) -> Sequence[Extent]:
    """Return the questions of a post whose prompts are written like this."""
    all_of = found(told, title)
    nodes = [all_of.nodes[at] for at in chosen(all_of, ways)]
    return extents(all_of.post, nodes, frozenset(common)).questions


def margins(told: str, ways: str, title: str = "", common: Sequence[str] = ()) -> str:
    """Return a post with a mark before each line: "?" a prompt's, "=" an answer's, "&" of both,
    "." of neither. `told` has such marks, which are taken off before it is read.
    """
    bare = [one[1:] for one in told.replace(" / ", " ⏎  ⏎ ").split(" ⏎ ")]
    asked: set[int] = set()
    answered: set[int] = set()
    for one in questions(" ⏎ ".join(bare), ways, title, common):
        asked |= _numbers(one.prompt_span)
        answered |= _numbers(one.answer_span)
    marks = {(True, False): "?", (False, True): "=", (True, True): "&", (False, False): "."}
    again = [
        marks[n in asked, n in answered] + text if text else "" for n, text in enumerate(bare, 1)
    ]
    return told_again("\n".join(again))


def _numbers(span: Span | None) -> set[int]:
    return set() if span is None else set(range(span.start, span.end + 1))
