"""Tables of a sheet: which cells stay in one line, which keep their words, and which may break them."""

from __future__ import annotations

import pytest

from pipeline.emitters.cheatsheet.tables import boxed

LONG = "这一格的文字很长，一行放不下，所以要折成好几行才行"


def marked(*rows: tuple[str, ...], column: float = 30) -> list[str]:
    """Return how the cells of each row are marked: a letter a cell, `-` for none."""
    written = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    html = boxed(f"<table>{written}</table>", column, 2 * column)
    cells = [row.split("<td>")[1:] for row in html.split("<tr>")[1:]]
    kinds = {'<span class="label">': "l", '<span class="whole">': "w"}
    return [
        "".join(next((k for tag, k in kinds.items() if c.startswith(tag)), "-") for c in row)
        for row in cells
    ]


def test_a_narrow_column_keeps_its_labels_in_one_line() -> None:
    assert marked(("方法", "说明"), ("Top-k", LONG), ("Min-p", LONG)) == ["ll", "lw", "lw"]


def test_a_word_too_long_for_its_column_may_break_alone() -> None:
    address = "https://example.com/" + "a" * 60
    assert marked(("Top-k", address), ("Top-p", LONG)) == ["l-", "l-"]


def test_columns_that_need_more_than_there_is_give_way_from_the_widest() -> None:
    words = tuple("x" * n for n in (14, 16, 18, 20))
    assert marked(words, column=60) == ["wwww"]
    assert marked(words, column=30) == ["ww--"]
    assert marked(words, column=5) == ["----"]


@pytest.mark.parametrize(
    "cell", ["", " ", "<p>a</p>", '<img alt="" src="a.png">', "<math><mi>x</mi></math>"]
)
def test_what_is_not_text_is_left_alone(cell: str) -> None:
    table = f"<table><tr><td>{cell}</td></tr></table>"
    assert boxed(table, 30, 60) == f'<div class="table" tabindex="0">{table}</div>'


def test_attributes_and_marks_inside_a_cell_stay() -> None:
    table = '<table><tr><th class="center"><b>Top</b>-k</th></tr></table>'
    inner = '<th class="center"><span class="label"><b>Top</b>-k</span></th>'
    assert inner in boxed(table, 30, 60)
