"""Boxes with a title: which line opens one, where it ends, and what its name says."""

from __future__ import annotations

import pytest

from pipeline.outline.boxes import Box, box
from tests.quick.outline.helpers import post

BOXES = [
    # the line that opens a box; its kind, name and title
    ("::: question 栈", ("container", "question", "栈")),
    ("::::tip 栈", ("container", "tip", "栈")),
    ("  ::: {.note} 栈", ("container", "note", "栈")),
    ("::: details", ("container", "details", "")),
    ("::: tip [栈]", ("container", "tip", "栈")),
    ('!!! question "栈"', ("admonition", "question", "栈")),
    ("!!! note “栈”", ("admonition", "note", "栈")),
    ('??? faq "栈"', ("admonition", "faq", "栈")),
    ('???+ faq "栈"', ("admonition", "faq", "栈")),
    ('{{< details "栈" >}}', ("shortcode", "details", "栈")),
    ('{{% fold title="栈" %}}', ("shortcode", "fold", "栈")),
    ('{{< fold "栈" true >}}', ("shortcode", "fold", "栈")),
    ("{% folding 栈 %}", ("tag", "folding", "栈")),
    ("{% note info, 栈 %}", ("tag", "note", "info, 栈")),  # of an engine that does not know it
    ("> [!faq] 栈", ("callout", "faq", "栈")),
    ("> [!faq]- 栈", ("callout", "faq", "栈")),
    ("> [!NOTE]", ("callout", "note", "")),
]
ENDS = [
    # what opens a box on its first line; the line on which it ends, 0 for none
    ("::: tip 栈 ⏎ 文。 / 文。 ⏎ ::: ⏎ 文。", 5),
    ("::: tip 栈 ⏎ 文。 ⏎ :::: ⏎   ::: ⏎ 文。", 4),
    (":::: tip 栈 ⏎ ::: tip 堆 ⏎ ::: ⏎ ::::", 4),
    ("::: tip 栈 ⏎ 文。", 0),
    ('!!! note "栈" ⏎     文。 / \t文。 ⏎ 文。', 4),
    ('!!! note "栈" ⏎     文。', 2),
    ('{{< fold "栈" >}} ⏎ 文。 ⏎ {{< /fold >}}', 3),
    ('{{< fold "栈" >}} ⏎ 文。 ⏎ {{</ fold >}}', 3),
    ('{{< fold "栈" >}} ⏎ 文。 ⏎ {{< /note >}}', 0),
    ("{% note 栈 %} ⏎ 文。 ⏎ {% endnote %}", 3),
    ("{% note 栈 %} ⏎ 文。 ⏎ {% ENDNOTE %}", 3),
    ("{% note 栈 %} ⏎ 文。 ⏎ {% endfold %}", 0),
    ("> [!faq] 栈 ⏎ > 文。 ⏎ >文。 / > 文。", 3),
    ("> [!faq] 栈", 1),
]


@pytest.mark.parametrize(("line", "is_box"), BOXES)
def test_a_box_opens_with_its_name_and_title(line: str, is_box: tuple[str, str, str]) -> None:
    found = box(line)
    assert found is not None
    assert (found.kind, found.name, found.title) == is_box


@pytest.mark.parametrize(
    "line",
    [":::", "::: ", ": 文", "文", "!!! note", "> 文", ">", "{% note %}", "{% endnote %}",
     "{{< /fold >}}", "{{< toc >}}", "{{ page.title }}", "![图](a.png)"],
)  # fmt: skip
def test_other_lines_open_no_box(line: str) -> None:
    assert box(line) is None


@pytest.mark.parametrize(("told", "end"), ENDS)
def test_a_box_ends_where_its_kind_does(told: str, end: int) -> None:
    lines = post(told)[:-1].split("\n")
    found = box(lines[0])
    assert found is not None
    assert found.end(lines, 1) == end


def test_a_box_ends_below_the_line_on_which_it_opens() -> None:
    lines = ["::: tip 甲", ":::", "::: tip 乙", "文。", ":::"]
    assert [Box("container", "tip", "", ":::").end(lines, line) for line in (1, 3)] == [2, 5]


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["details", "fold", "folding", "collapse", "Spoiler", "hideToggle"], "folds"),
        (["question", "FAQ", "exercise", "quiz"], "asks"),
        (["answer", "solution", "success", "spoiler"], "solves"),
        (["tip", "warning", "info"], ""),
    ],
)
def test_the_name_of_a_box_may_say_what_it_is_for(names: list[str], says: str) -> None:
    for name in names:
        found = Box("container", name, "")
        told = {"folds": found.folds, "asks": found.asks, "solves": found.solves}
        assert told.pop(says, True)
        assert not any(told.values()) or name.lower() == "spoiler"
