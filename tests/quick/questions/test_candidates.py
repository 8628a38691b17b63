"""What a candidate weighs, and how its number is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.ir import Span
from pipeline.questions.candidates import Candidate, Style
from tests.quick.questions.helpers import HEADING, NUMBERED, SUMMARY, link


@pytest.mark.parametrize(
    ("style", "text", "flags", "weight", "numbering"),
    [
        (HEADING, "甲", {}, 0.8, "heading-2"),
        (HEADING, "甲？", {}, 1.4, "heading-2"),
        (Style("heading", 6), "甲" * 40, {}, 0.8, "heading-6"),
        (HEADING, "甲" * 41, {}, 0.6, "heading-2"),
        (HEADING, "甲。", {"bold": True, "opening": "乙"}, 0.8, "heading-2"),
        (SUMMARY, "甲", {}, 0.8, "summary"),
        (SUMMARY, "甲。", {"in_list": True}, 0.8, "summary"),
        (NUMBERED, "甲", {}, 0.6, "paragraph"),
        (NUMBERED, "甲？", {}, 1.2, "paragraph"),
        (NUMBERED, "甲", {"put": True}, 1.2, "paragraph"),
        (NUMBERED, "甲", {"bold": True}, 0.8, "bold"),
        (NUMBERED, "甲", {"bold": True, "in_list": True}, 0.8, "list"),
        (NUMBERED, "甲", {"opening": "乙"}, 0.9, "paragraph"),
        (NUMBERED, "甲", {"bold": True, "opening": "乙"}, 1.1, "bold"),
        (NUMBERED, "甲。", {}, 0.3, "paragraph"),
        (NUMBERED, "甲；", {}, 0.3, "paragraph"),
        (NUMBERED, "a;", {}, 0.3, "paragraph"),
        (NUMBERED, "a.", {}, 0.3, "paragraph"),
        (NUMBERED, "甲。", {"put": True}, 1.2, "paragraph"),
        (NUMBERED, "甲" * 200, {}, 0.4, "paragraph"),
        (NUMBERED, "甲" * 201, {}, 0.1, "paragraph"),
        (NUMBERED, "甲" * 200 + "？", {}, 0.7, "paragraph"),
        (NUMBERED, "甲" * 200 + "。", {}, 0.1, "paragraph"),
    ],
)
def test_the_weight_of_a_candidate(
    style: Style, text: str, flags: dict[str, str | bool], weight: float, numbering: str
) -> None:
    candidate = replace(link(style, 1), text=text, **flags)  # type: ignore[arg-type]
    assert candidate.weight == pytest.approx(weight)
    assert candidate.numbering() == numbering


@pytest.mark.parametrize(
    ("style", "name", "numbered"),
    [
        (Style("heading", 3), "heading-3", False),
        (Style("heading", 2, "plain"), "heading-2 (plain)", True),
        (Style("heading", 2, "any"), "heading-2 (any)", False),
        (Style("line", 0, "Q:"), "line (Q:)", False),
        (Style("line", 0, "paren"), "line (paren)", True),
        (Style("bullet", 0, "bold"), "bullet (bold)", False),
        (Style("summary"), "summary", False),
    ],
)
def test_the_name_of_a_style(style: Style, name: str, numbered: bool) -> None:
    assert str(style) == name
    assert style.numbered == numbered


def test_nothing_is_known_of_a_candidate_that_is_not_told() -> None:
    plain = Candidate(Style("bold", 0, ""), None, 3, Span(4, 4), "甲", "甲", False, False, 0)
    assert Candidate(Style("bold"), None, 3, Span(4, 4), "甲", "甲") == plain
    assert (plain.opening, plain.tail, plain.bare, plain.put) == ("", "", False, False)
