"""One line as a prompt: its emphasis, its number, what it asks, and an answer that begins behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..ir import Span
from ..markdown.anchors import without_anchor
from .marks import FILLED, without_ornaments
from .nodes import Kind, Measure, Node
from .numbers import Number, read_number
from .wording import asks, counts_issues, marker_inside, question_label

BOLD_HEAD = re.compile(r"(?P<head>(\*\*|__)(?=\S)(?:(?!\2).)+?(?<=\S)\2)\s*[:：]?\s*(?P<rest>.+)$")
"""A line that begins in bold and goes on."""

_STARRED = re.compile(
    r"(?:\\\\)?(?P<mark>\*{1,3}+|_{1,3}+|==|~~|<u>|<b>|<strong>)(?P<inside>\S.*?)(?<!\s)(?P<gap>[ \t]*+)"
    r"(?:\*{1,3}|_{1,3}|==|~~|</u>|</b>|</strong>)[:：]?$"
)
_SENTENCE = re.compile(r"(?P<head>[^?？]{2,200}[?？])[\s*_]*(?P<rest>[^?？]{4,})$")
_COLON = re.compile(r"[:：][\s*_]*$")
_NUMBER_ALONE = re.compile(r"[0-9]{1,3}$")
_MARKUP = re.compile(r"[\\`*_\[<&$~{]|://|www\.")
_BREAKS_SENTENCES = frozenset("*_`[]<>")


def shown(markdown: str, measure: Measure) -> str:
    """Return the text that a line of Markdown shows."""
    return measure(markdown).text if _MARKUP.search(markdown) else markdown.strip()


def starred(line: str) -> re.Match[str] | None:
    """Match a line that is set off as a whole: in bold, in italics, marked or underlined. Its author set it
    off too where a `gap` before the last stars keeps them from being bold.
    """
    match = _STARRED.match(line)
    return match if match is not None and match["inside"].count("*") < 2 else None


def prompt(
    line: str, span: Span, kind: Kind, depth: int, measure: Measure, number: Number | None = None
) -> Node:
    """Return the node of a line; `number` is one that stands before it."""
    raw = without_ornaments(without_anchor(line))
    star = starred(raw)
    inner = star["inside"] if star else raw
    marked = question_label(raw)
    put = marked if marked is not None else question_label(inner)
    text = inner if put is None else put
    bold = star is not None
    if number is None and put is None:
        number, text = _numbered(inner, kind, measure)
        if number is not None:
            again = starred(text.strip())
            if again is not None:
                bold, text = True, text if again["gap"] else again["inside"]
            asked = question_label(text)
            if asked is not None:
                put, text = asked, asked
        elif star is not None and star["gap"]:
            text = raw  # with its stars, as the engine shows it
    told = _Told(text, bold, put is not None)
    told = _opened(told, kind, measure, numbered=number is not None)
    return Node(
        kind, span, shown(told.text, measure), told.text.strip(), (kind,),
        number=number, bold=told.bold, italic=star is not None and star["mark"] in {"*", "_"},
        put=told.put or (number is not None and number.asks and not _names_issue(inner, told.text)),
        opening=told.opening, opened=told.opened, gap=told.gap, labels=told.labels, depth=depth,
    )  # fmt: skip


def _names_issue(line: str, text: str) -> bool:
    """Whether a line counts issues, not questions: "问题1：它不准时。"."""
    head, told = line.removesuffix(text), text.rstrip("。：: ")
    return counts_issues(head) and text.endswith(("。", "：", ":")) and not asks(told)


@dataclass(frozen=True, slots=True)
class _Told:
    """A prompt's Markdown, and what begins behind it on its line."""

    text: str
    bold: bool
    put: bool
    opening: str = ""
    opened: bool = False
    gap: str = ""
    labels: bool = False


def _numbered(inner: str, kind: Kind, measure: Measure) -> tuple[Number | None, str]:
    """Part a line from its number, also where that stands inside a link or in bold."""
    headed = kind in {"heading", "summary"}
    number = read_number(inner, heading=headed, spaced=True)
    if number is not None and number.family == "spaced" and len(number.value) == 1:
        number = None
    head = BOLD_HEAD.match(inner) if number is None else None
    if head is not None:
        number = read_number(head["head"][2:-2], heading=False)
        if number is not None:
            bold = f"**{number.rest}** " if number.rest else ""
            number = replace(number, rest=bold + head["rest"])
    text = shown(inner, measure)
    rest = number.rest if number is not None else inner
    if number is None:
        number = read_number(text, heading=kind == "heading")
        if number is not None:
            counted = text[: len(text) - len(number.rest)]
            rest = number.rest if text == inner else inner.replace(counted, "", 1)
    says = number is None or any(map(str.isalpha, rest))
    if number is not None and not says and (number.rest or len(number.value) > 1):
        return None, inner  # a version, a price
    if number is None and kind == "heading" and _NUMBER_ALONE.match(text):
        return Number("plain", text, (int(text),), ""), ""
    return number, rest if number is not None else inner


def _opened(told: _Told, kind: Kind, measure: Measure, *, numbered: bool) -> _Told:
    """Part a prompt from an answer behind it: a filled blank, a marker, bold type, a question mark."""
    text = told.text
    filled = FILLED.search(text) if numbered else None
    if filled is not None:
        return replace(told, put=True, opening=filled[0].strip(), opened=True)
    if at := marker_inside(text):
        return replace(told, text=text[:at].strip(), opening=text[at:].strip(), opened=True)
    if kind in {"heading", "summary"}:
        return told
    head = BOLD_HEAD.match(text)
    if head is not None:
        rest = shown(head["rest"], measure)
        if any(map(str.isalnum, rest)) and not asks(rest):
            bold = head["head"][2:-2].rstrip(":： ")
            labels = bool(_COLON.search(text[: head.start("rest")]))
            return replace(
                told, text=bold, bold=True, opening=head["rest"], opened=True, labels=labels
            )
    sentence = _SENTENCE.match(text)
    asks_on = sentence is not None and asks(sentence["rest"])
    if (
        sentence is not None
        and head is None
        and not asks_on
        and (_BREAKS_SENTENCES.isdisjoint(sentence["head"]))
    ):
        gap = text[sentence.end("head") : sentence.start("rest")]
        return replace(told, text=sentence["head"], opening=sentence["rest"], gap=gap)
    return told
