"""The tags in a run of text: those of HTML, of JSX (MDX) and of components in Vue's templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...markdown.outside_code import code_spans

_SIGN = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w.-]*)?|(?P<brace>\{)")
_ATTRIBUTE = re.compile(r"\s+(?P<name>[:@#]?[A-Za-z_][\w.:-]*)(?:\s*+=\s*(?P<opens>[\"'{]))?")
_END = re.compile(r"\s*(?P<empty>/?)>")
_EMPTY = frozenset({"br", "hr", "img", "input"})
_BRACES = re.compile(r"[{}]")

Known = Callable[[str], str | None]
"""Returns the text that an expression is for certain, None where it has to be run to know."""


Kind = Literal["open", "close", "empty", "expression"]


@dataclass(slots=True)
class Element:
    """A tag, or an expression in braces; the tag of a fragment has no name. `start` and `end` are offsets
    in the text. `attributes` are those with a value, as text, None where only a program knows it;
    `scripted`: HTML would not read the tag as it is written.
    """

    start: int
    end: int
    name: str
    kind: Kind
    attributes: Mapping[str, str | None] = field(default_factory=dict)
    scripted: bool = False
    paired: bool = False

    @property
    def is_component(self) -> bool:
        """Whether it is no element of HTML, by its name."""
        return not self.name or not self.name[0].islower() or "-" in self.name or "." in self.name

    def attribute(self, *names: str) -> str:
        """Return the value of the first of these attributes that has one, "" without any."""
        return next((value for name in names if (value := self.attributes.get(name))), "")


def elements(text: str, known: Known) -> Iterator[Element]:
    """Yield the elements of a text, which holds no fences, in their order."""
    code, braces = _code(text), _closing(text)
    at = 0
    while sign := _SIGN.search(text, at):
        at = sign.end()
        if sign.start() in code:
            at = code[sign.start()]
        elif sign["brace"]:
            end = braces.get(sign.start(), -1) + 1
            if end:
                yield Element(sign.start(), end, "", "expression")
        elif found := _tag(text, sign, braces, known):
            yield found
            at = found.end


def _tag(text: str, sign: re.Match[str], braces: Mapping[int, int], known: Known) -> Element | None:
    """Return the tag that begins at a sign, or None where there is none."""
    at, scripted = sign.end(), False
    attributes: dict[str, str | None] = {}
    while match := _ATTRIBUTE.match(text, at):
        at = match.end()
        name, value = match["name"].removeprefix("v-bind:"), ""
        bound = name != match["name"] or name.startswith(":")
        if match["opens"]:
            closing = (
                braces.get(at - 1, -1) if match["opens"] == "{" else text.find(match["opens"], at)
            )
            if closing < 0:
                return None
            value, at = text[at:closing], closing + 1
        runs = bound or match["opens"] == "{"
        scripted = scripted or runs or name.startswith("@")
        attributes[name.lstrip(":")] = known(value) if runs else value
    end = _END.match(text, at)
    if end is None or (sign["close"] and attributes):
        return None
    empty = end["empty"] or sign["name"] in _EMPTY
    kind: Kind = "close" if sign["close"] else "empty" if empty else "open"
    return Element(sign.start(), end.end(), sign["name"] or "", kind, attributes, scripted)


def pair(found: list[Element]) -> None:
    """Mark the tags that open and close the same element, wherever they stand."""
    waiting: dict[str, int] = {}
    open_ones: list[Element] = []
    for element in found:
        if element.kind == "open":
            open_ones.append(element)
            waiting[element.name] = waiting.get(element.name, 0) + 1
        elif element.kind == "close" and waiting.get(element.name):
            while open_ones:
                last = open_ones.pop()
                waiting[last.name] -= 1
                if last.name == element.name:
                    last.paired = element.paired = True
                    break


def _closing(text: str) -> Mapping[int, int]:
    """Return where each brace that opens is closed."""
    found: dict[int, int] = {}
    open_ones: list[int] = []
    for match in _BRACES.finditer(text):
        if match[0] == "{":
            open_ones.append(match.start())
        elif open_ones:
            found[open_ones.pop()] = match.start()
    return found


def _code(text: str) -> Mapping[int, int]:
    """Return where the code span ends that holds a sign, by the offset of the sign."""
    found: dict[int, int] = {}
    begin = 0
    for line in text.split("\n"):
        for start, end in code_spans(line):
            inside = (sign.start() for sign in re.finditer(r"[<{]", line[start:end]))
            found |= {begin + start + at: begin + end for at in inside}
        begin += len(line) + 1
    return found
