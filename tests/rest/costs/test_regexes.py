"""No regular expression of the code costs more than its text is long, as ratios within one run."""

from __future__ import annotations

import re

import pytest

from tools.regexes import Found, collected, troubles


@pytest.mark.parametrize(
    "pattern",
    [
        "(a|a)*b",
        r"(a+)+$",
        r"\s+$",
        "<!--.*?-->",
        r"\[.*?\]\(.*?\)",
        "x[^>]*>",
        r"#\s+(.*?)\s*#*$",
        r"/*$",
        r"(?:(?<=[(<])|(?<=:\s))\{%[^\n]*?%\}",
    ],
)
def test_what_is_not_linear_is_found(pattern: str) -> None:
    assert [*troubles([Found("here", re.compile(pattern), scans=True)])]


@pytest.mark.parametrize(
    ("pattern", "scans"),
    [
        ("a+b", False),
        (r"\s*+x", False),
        ("(?:a|b)*+c", False),
        (r"\[[^\[\]]*\]", True),
        ("a{1,50}b", True),
        ("<[^<>]*>", True),
        (r"(?<=\()\{%(?:[^{\n]|\{(?!%))*?%\}", True),
        ("問|题", True),
    ],
)
def test_what_is_linear_is_not_found(pattern: str, scans: bool) -> None:
    assert not [*troubles([Found("here", re.compile(pattern), scans)])]


def test_all_patterns_are_looked_at() -> None:
    places = {found.place for found in collected()}
    assert {"pipeline.outline.marks._ORNAMENTS", "pipeline.html.raw._TAG"} <= places
    assert any(place.startswith("pipeline.emitters.cheatsheet.content:") for place in places)
    assert not next(f for f in collected() if f.place == "pipeline.outline.fences._FENCE").scans


@pytest.mark.parametrize("found", collected(), ids=lambda found: found.place)
def test_the_code_has_linear_patterns_alone(found: Found) -> None:
    assert not [*map(str, troubles([found]))]
