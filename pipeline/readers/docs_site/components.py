"""Markdown with components as Markdown without: MDX (Docusaurus), and Vue's (VuePress, VitePress).

What a component shows cannot be known without running it. Its tag is left out and what stands in it stays;
a badge, a tab, a link and a picture are what their attributes say. Each line stays a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from ...markdown.outside_code import text_lines
from .elements import Element, elements, pair
from .modules import without_modules

_NOTHING = re.compile(r"(?!)")
_TEXT = re.compile(
    r"""\s*(?:[\w$]+\(\s*)?(?P<quote>["'`])(?P<text>[^"'`${}\\]*)(?P=quote)\s*\)?(?:\.default)?\s*"""
)
_COMMENT = re.compile(r"\s*/\*(?:\s*(?P<id>#[\w-]+)\s*|.*)\*/\s*", re.DOTALL)
"""A comment; one may hold the id of a heading (Docusaurus)."""
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg)(?:[?#]|\Z)", re.IGNORECASE)
_LINKS = frozenset({"Link", "NuxtLink", "RouteLink", "RouterLink", "router-link"})
_OF_FORMULA = re.compile(r"[\w^\\]")
"""What stands before a brace that is no expression, as formulas have it."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A body without components. `unknown`: the components of which nothing is left, each with the number
    of the first line in the body, from 0, where it stands.
    """

    body: str
    unknown: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines of text between fences, as one text. `first` is the number of its first line."""

    first: int
    text: str
    starts: Sequence[int]

    def line(self, offset: int) -> int:
        return self.first + bisect_right(self.starts, offset) - 1

    def opens_line(self, offset: int) -> bool:
        start = self.starts[bisect_right(self.starts, offset) - 1]
        return not self.text[start:offset].strip()


def without_components(body: str, *, mdx: bool) -> Plain:
    """Return a body without components; with `mdx` it is MDX, else Markdown as Vue's engines have it."""
    if not re.search(r"[<{]|^(?:im|ex)port\b", body, re.MULTILINE):
        return Plain(body)
    lines = body.split("\n")
    of_text = list(text_lines(lines, _NOTHING))
    imported = without_modules(lines, of_text) if mdx else {}
    runs = [_run(lines, first, last) for first, last in _consecutive(of_text)]

    def literal(expression: str) -> str | None:
        match = _TEXT.fullmatch(expression)
        return match["text"] if match else imported.get(expression.strip())

    found = [(run, one) for run in runs for one in elements(run.text, literal)]
    pair([one for _, one in found])
    shown = [(run, one, _shown(run, one, mdx)) for run, one in found]
    for run in runs:
        text = _replaced(run.text, [(one, new) for at, one, new in shown if at is run])
        lines[run.first : run.first + len(run.starts)] = text.split("\n")
    if mdx:
        _dedent(lines, found)
    unknown: dict[str, int] = {}
    for run, one, new in shown:
        if new == "" and one.kind == "empty" and one.is_component:
            unknown.setdefault(one.name, run.line(one.start))
    return Plain("\n".join(lines), unknown)


def _consecutive(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first number of each run of consecutive ones, and the one behind its last."""
    first = 0
    for at, number in enumerate(numbers, 1):
        if at == len(numbers) or numbers[at] != number + 1:
            yield numbers[first], number + 1
            first = at


def _run(lines: Sequence[str], first: int, last: int) -> _Run:
    starts, at = list[int](), 0
    for line in lines[first:last]:
        starts.append(at)
        at += len(line) + 1
    return _Run(first, "\n".join(lines[first:last]), starts)


def _shown(run: _Run, one: Element, mdx: bool) -> str | None:
    """Return what stands in place of an element, None where it stays as it is written."""
    if one.kind == "expression":
        return _expression(run.text, one) if mdx else None
    if one.kind != "empty" and not one.paired:
        return None
    if not one.is_component:
        return _html(one) if one.scripted else None
    if one.kind == "close":
        return "</a>" if one.name in _LINKS else ""
    picture = one.attribute("src", "img", "image")
    if _PICTURE.search(picture):
        return f'<img src="{escape(picture)}" alt="{escape(one.attribute("alt", "title"))}">'
    if one.name in _LINKS:
        return f'<a href="{escape(one.attribute("to", "href"))}">'
    title = one.attribute("label", "title", "summary")
    if one.kind == "empty":
        return escape(one.attribute("text") or title, quote=False)
    title = title or (one.attribute("value") if one.name == "TabItem" else "")
    return f"**{title}**" if title and run.opens_line(one.start) else ""


def _expression(text: str, one: Element) -> str | None:
    """Return what an expression in braces shows: nothing for a comment, a text as such."""
    inner = text[one.start + 1 : one.end - 1]
    if comment := _COMMENT.fullmatch(inner):
        return f"{{{comment['id']}}}" if comment["id"] else ""
    match = _TEXT.fullmatch(inner)
    before = text[one.start - 1 : one.start]
    return match["text"] if match and "(" not in inner and not _OF_FORMULA.match(before) else None


def _html(one: Element) -> str:
    """Return a tag of HTML with those of its attributes whose values are known."""
    known = {name: value for name, value in one.attributes.items() if value is not None}
    if one.name == "img" and not known.get("src"):
        return ""
    written = "".join(f' {name}="{escape(value)}"' for name, value in known.items() if value)
    return f"<{one.name}{written}>"


def _replaced(text: str, shown: Sequence[tuple[Element, str | None]]) -> str:
    """Return a text with other texts in place of elements, and as many lines."""
    parts, at = list[str](), 0
    for one, new in shown:
        if new is not None and one.start >= at:
            lines = text.count("\n", one.start, one.end) - new.count("\n")
            parts += text[at : one.start], new, "\n" * lines
            at = one.end
    return "".join([*parts, text[at:]])


def _dedent(lines: list[str], found: Sequence[tuple[_Run, Element]]) -> None:
    """Take away the indent that lines have since they stand in an element: it means nothing in MDX."""
    inside: list[tuple[int, int]] = []  # where it ends, and the indent until there
    opened: dict[int, int] = {}
    waiting: list[int] = []
    for run, one in found:
        if one.paired and one.kind == "open":
            waiting.append(run.line(one.end - 1) if run.opens_line(one.start) else -1)
        elif one.paired:
            start, end = waiting.pop(), run.line(one.start)
            if 0 <= start < end:
                opened[start] = max(end, opened.get(start, 0))
    for number, line in enumerate(lines):
        while inside and inside[-1][0] <= number:
            inside.pop()
        indent = len(line) - len(line.lstrip())
        removed = inside[-1][1] if inside else 0
        lines[number] = line[min(indent, removed) :]
        if number in opened:
            below = _indent_below(lines, number, opened[number])
            inside.append((opened[number], max(removed, removed + below - indent)))


def _indent_below(lines: Sequence[str], number: int, end: int) -> int:
    """Return the indent of the first line with a text between two lines."""
    written = (line for line in lines[number + 1 : end] if line.strip())
    first = next(written, "")
    return len(first) - len(first.lstrip())
