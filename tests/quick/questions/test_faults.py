"""What an author is told about the questions of a post."""

from __future__ import annotations

import pytest

from tests.quick.questions.helpers import read, read_as_written

NOUNS = "\n\n".join(f"## 第{n}层的部件\n\n这里有一句话。" for n in range(1, 6))
ASKED = "\n\n".join(f"### 什么是第{n}层的部件？\n\n这里有一句话。" for n in range(1, 6))


def test_where_nothing_is_found_though_some_is_promised() -> None:
    [finding] = read("文。", "面试题").findings
    assert finding.message == "no question was found, though the post promises some"
    assert finding.hint is None
    [finding] = read("文。", "笔记").findings
    assert finding.message == "no question was found"
    [finding] = read(NOUNS, "面试题", choice="paragraph").findings
    assert finding.hint is not None
    assert (
        "if these are questions, write `questions: heading-2` in the front matter" in finding.hint
    )
    assert "it makes 5, 5 answered" in finding.hint
    assert read(NOUNS, "面试题", choice="none").findings == ()


def test_what_can_be_read_in_two_ways_is_told_with_the_other() -> None:
    asked = "\n\n".join(
        f"## {text}？\n\n这里有一句话，说得很长很长很长。"
        for text in ("为什么学它", "它的背景", "学它有什么用")
    )
    found = read(asked, "笔记")
    assert not found.evidence.sure
    [finding] = found.findings
    assert finding.code == "doubtful-questions"
    assert finding.message.startswith("this post can be read in more than one way")
    assert finding.hint == "if it holds none, write `questions: none` in the front matter"
    settled = read(asked, "笔记", choice="heading-2")
    assert settled.evidence.sure
    assert settled.findings == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n", ["question 2 has no answer yet: 乙？"]),
        ("## 甲？\n\n答。\n\n## 乙？", ["question has no answer yet: 乙？"]),
        (
            "## 1. 甲？\n\n答。\n\n## 2. " + "乙" * 41 + "？",
            ["question 2 has no answer yet: " + "乙" * 40],
        ),
        ("## 1. 甲？\n\n答。\n\n## 3. 乙？\n\n答。", ["question 3 follows question 1"]),
        (
            "## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n答。\n\n## 2. 丙？\n\n答。",
            ["question 2 stands after question 2"],
        ),
        (
            "## 1.1 甲？\n\n答。\n\n## 2.1 乙？\n\n答。\n\n## 2.3 丙？\n\n答。",
            ["question 2.3 follows question 2.1"],
        ),
        (
            "## 1. 甲？\n\n答。\n\n## 2. 丙？\n\n答。\n\n## 4. 丁？\n\n答。",
            ["question 4 follows question 2"],
        ),
        (
            "## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n答。\n\n## 1. 丙？\n\n答。\n\n## 3. 丁？\n\n答。",
            ["question 3 follows question 1"],
        ),
    ],
)  # fmt: skip
def test_findings(text: str, said: list[str]) -> None:
    assert [finding.message for finding in read_as_written(text).findings] == said


def test_text_that_is_in_no_card_is_told() -> None:
    asked = "\n\n".join(f"## {n}. 什么是第{n}层？\n\n{'层有用。' * 20}" for n in (1, 2, 3))
    intro = "先说说来历，说得很长。" * 40
    [finding] = read(f"{intro}\n\n{asked}", "面试题", choice="heading-2").findings
    assert (finding.code, finding.message) == ("text-left-out", "64% of this post is in no card")
    assert read(asked, "面试题", choice="heading-2").findings == ()
