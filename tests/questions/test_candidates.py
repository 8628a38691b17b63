"""What a candidate weighs, and how its number is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.questions.candidates import Style
from tests.questions.helpers import HEADING, NUMBERED, SUMMARY, link


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
