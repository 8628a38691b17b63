"""How wide a text is in a terminal, and how it is cut."""

from __future__ import annotations

import pytest

from pipeline.plurals import counted
from pipeline.widths import columns, cut, wrapped

FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tea", 3),
        ("茶馆", 4),
        ("ｔｅａ", 6),
        ("ﾁｬ", 2),
        ("e\u0301", 1),
        ("ไม่", 2),
        ("한", 2),
        ("👍🏽", 2),
        ("🇩🇪", 2),
        ("❤\ufe0f", 2),
        (FAMILY, 2),
        ("α…", 2),
        ("", 0),
    ],
)
def test_columns(text: str, wanted: int) -> None:
    assert columns(text) == wanted


@pytest.mark.parametrize(
    ("given", "width", "wanted"),
    [
        ("茶馆", 4, "茶馆"),
        ("茶馆", 3, "茶…"),
        ("茶馆里", 5, "茶馆…"),
        ("茶馆里", 4, "茶…"),
        ("é" * 3, 3, "é" * 3),
        ("e\u0301" * 3, 3, "e\u0301" * 3),
        ("e\u0301" * 3, 2, "e\u0301…"),
        ("a b c", 3, "a…"),
        (f"{FAMILY}{FAMILY}", 3, f"{FAMILY}…"),
        (f"a{FAMILY}", 2, "a…"),
        ("🇩🇪🇫🇷", 3, "🇩🇪…"),
        ("茶馆", 1, "…"),
        ("what is tea", 9, "what is…"),
        ("茶馆 tea house", 8, "茶馆…"),
        ("tea-house", 7, "tea-…"),
        ("internationally", 8, "interna…"),
    ],
)
def test_cutting_to_columns(given: str, width: int, wanted: str) -> None:
    assert cut(given, width) == wanted
    assert columns(cut(given, width)) <= width


@pytest.mark.parametrize(
    ("given", "width", "wanted"),
    [
        ("a tea house", 5, ["a tea", "house"]),
        ("a teahouse", 5, ["a", "teahouse"]),
        ("茶馆里喝茶", 5, ["茶馆", "里喝", "茶"]),
        ("喝茶，茶馆", 5, ["喝", "茶，", "茶馆"]),
        ("喝（茶）", 4, ["喝", "（茶）"]),
        ("用 tea 喝茶", 6, ["用 tea", "喝茶"]),
        ("", 4, [""]),
    ],
)
def test_breaking_into_lines(given: str, width: int, wanted: list[str]) -> None:
    assert wrapped(given, width) == wanted


def test_cutting_to_characters() -> None:
    assert cut("茶馆里", 3, len) == "茶馆里"
    assert cut("茶馆里", 2, len) == "茶…"
    assert cut(f"a{FAMILY}", 4, len) == "a…"


def test_counts() -> None:
    assert [counted(n, "post") for n in (0, 1, 2)] == ["0 posts", "1 post", "2 posts"]
    assert [counted(n, "address", "addresses") for n in (1, 2)] == ["1 address", "2 addresses"]
