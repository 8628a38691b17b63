"""What an author is told about the questions of a post."""

from __future__ import annotations

import pytest

from tests.quick.questions.helpers import read


def test_what_an_author_is_told() -> None:
    told = "\n\n".join(f"## {n}. 甲{n}\n\n答。" for n in range(1, 6))
    [finding] = read(told, "面试之旅").findings
    assert finding.hint is not None
    assert "if the 5 prompts from line 1 on are questions" in finding.hint
    assert "write `questions: heading-2`" in finding.hint
    fewer = "\n\n".join(f"## {n}. 甲{n}\n\n答。" for n in range(1, 5))
    [finding] = read(fewer, "面试之旅").findings
    assert finding.hint is None
    [finding] = read(told, "笔记").findings
    assert finding.message == "no question was found"
    assert finding.hint is None
    [finding] = read("甲", "面试题").findings
    assert finding.message == "no question was found, though the post promises some"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## 甲\n\n答。\n\n## 乙\n\n答。\n\n## 丙\n\n答。", ["of these 3 questions 0 ask"]),
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
            "## 1. 甲？\n\n答。\n\n## 乙？\n\n答。\n\n## 2. 丙？\n\n答。\n\n## 4. 丁？\n\n答。",
            ["question 4 follows question 2"],
        ),
        (
            "## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n答。\n\n## 1. 丙？\n\n答。\n\n## 3. 丁？\n\n答。",
            ["question 3 follows question 1"],
        ),
    ],
)  # fmt: skip
def test_findings(text: str, said: list[str]) -> None:
    assert [finding.message for finding in read(text, "面试题").findings] == said
