"""What one style's reading of a post takes in and leaves out, and the evidence for it."""

from __future__ import annotations

import pytest

from pipeline.questions.wording import Promise
from tests.quick.questions.helpers import HINT, NONE, PLAIN, read, starts

POSTS = [
    # blocks parted by " / ": | a prompt, § a section, ~ the footer
    "|## Q: 总结 / 答。 / |## Q: 甲 / 答。 / |## Q: 乙 / 答。",
    "|## 甲？ / 答。 / |## 乙 / |## 丙？ / 答。",
    "## 1. 前言 / 文。 / |## 2. 甲？ / 答。 / |## 3. 乙？ / 答。 / ~## 4. 总结 / 文。",
    "|## 1. 甲？ / 答。 / |## 2. 总结 / 文。 / |## 3. 乙？ / 答。",
    "|## 甲 / 答。 / |## 1. 乙 / 答。 / |## 丙 / 答。 / |## 2. 丁 / 答。",
    "## 甲 / 答。 / |## 1. 乙？ / 答。 / |## 2. 丙？ / 答。 / |## 丁？ / 答。",
    "1、甲？ / 2、乙？ / §# 解 / |1、甲？ / 答。 / |2、乙？ / 答。",
    "§# 题 / |1、甲？ / 答。 / |2、乙？ / 答。 / |3、丙？ / 答。 / ~# 书 / 1、丁 / 文。",
    "§# 题 / |1、甲？ / 答。 / |2、乙？ / 答。 / |3、丙？ / 答。 / ~# 书 / 1、丁 / 2、戊 / 文。",
    "§# 题 / |1、甲？ / 答。 / |2、乙？ / 答。 / §# 书 / |1、丁 / 文。 / |2、戊 / 文。",
    "§# 题 / |## 1. 甲？ / 答。 / |## 2. 乙？ / 答。 / §# 书 / |## 1. 丁 / 文。",
    "|1. 甲？ /    答。 / |2 乙？ / 答。 / |3 丙？ / 答。 / |4. 丁？ /    答。",
    "|## 甲 / 答。 / |## 乙 / 答。 / |## 1. 丙 / 答。",
    "|## 1. 甲？ / 答。 / |## 2. 乙？ / 答。 / ## 补充 / 答。 / |## 3. 丙？ / 答。",
    "|## 1. 甲 / 答。 / |## 2. 乙 / 答。 / |## 补充是什么？ / 答。 / |## 3. 丙 / 答。",
    "|## 题记 / 文。 / |## 甲？ / 答。 / |## 乙？ / 答。 / |## 丙？ / 答。 / |## 丁？ / 答。"
    " / |## 后话 / 文。",
    "|## 题记 / 文。 / |## 甲？ / 答。 / |## 乙？ / 答。 / |## 丙？ / 答。",
    "|## 甲？ / 答。 / |## 题外 / 文。 / |## 乙？ / 答。 / |## 丙？ / 答。 / |## 丁？ / 答。",
    "## 前言 / 文。 / |## 什么是前言？ / 答。 / |## 甲？ / 答。 / |## 乙？ / 答。 / ~## 参考 / 文。",
    "1. 甲？ ⏎ 2. 乙？ / §# 解 / |1. 甲？ /    答。 ⏎ |2. 乙？ /    答。",
    "§## 题 / |1. 甲？ /    答。 ⏎ |2. 乙？ /    答。 / §## 书 / |1. 某书 /    好。 ⏎ |2. 又一书 /    好。",
    "## 书 / 1. 某书 ⏎ 2. 又一书 / §## 题 / |1. 甲？ /    答。 ⏎ |2. 乙？ /    答。 ⏎ |3. 丙？ /    答。",
    # An unanswered group is left out where its prompts stand in another too, or it alone asks nothing.
    "§# 一 / |1、甲？ / 答。 / |2、乙？ / 答。 / §# 二 / |1、丙？ / |2、丁 / §# 三 / |1、戊？ / 答。",
    "§# 一 / |1、甲 / 答。 / |2、乙？ / 答。 / |3、丙 / 答。 / §# 二 / |1、丁 / |2、戊",
    "§# 题 / |## 1. 甲？ / 文。 / |## 2. 乙？ / 文。 / |## 3. 丙？ / 文。"
    " / §# 书 / |## 1. 丁 / |## 2. 戊 / 文。",
    "§# 一 / |1、甲？ / 答。 / §# 二 / |1、甲？ / 答。",
    "§# 一 / |1、甲？ / |2、乙？ / §# 二 / |1、甲？ / 答。 / |2、丙？ / 答。",
    "§# 题 / |1、甲？ / 答。 / |2、乙？ / 答。 / ~# 书 / 1、丁 / 2、戊",
    "§# 题 / |1、甲？ / 答。 / |2、乙？ / 答。 / |3、丙？ / 答。"
    " / §# 书 / |1、丁 / |2、戊 / 文。 / |3、己 / 文。",
    "|## 1. 甲 / 答。 / §## 基础 / |## 乙 / 答。 / |## 丙 / 答。 / |## 2. 丁 / 答。",
    "## 题记 / 文。 / |## 甲？ / 答。 / |## 乙？ / 答。 / |## 丙？ / 答。 / |## 丁？ / 答。",
    "|## 1. 甲 / |## 乙 / 答。 / |## 丙 / 答。 / |## 丁 / 答。 / |## 2. 戊 / 答。",
    "§# 常见问题 / |## 1. 甲 / 答。 / |## 2. 乙 / 答。",
]


@pytest.mark.parametrize("told", POSTS)
def test_which_lines_are_prompts(told: str) -> None:
    told_starts, found_starts = starts(told)
    assert found_starts == told_starts


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (
            "## 1. 甲？\n\n答：一。\n\n## 2. 乙\n\n二。\n\n## 3. 什么是丙\n\n三。\n\n## 4. 丁",
            (0.5, 0.25, 1.0, 0.25, 0.0),
        ),
        ("## 1. 甲？\n\n一。\n\n## 2. 乙？\n\n答：二。", (1.0, 0.5, 1.0, 1.0, 0.0)),
        ("## 1. 甲？\n\n## 2. 乙？\n\n答。\n\n## 3. 丙？", (1.0, 0.0, 0.5, 1.0, 0.0)),
        ("## 1. 甲？", (1.0, 0.0, 1.0, 1.0, 0.0)),
        ("## 甲\n\n- 一？\n- 二？\n- 三\n\n## 乙\n\n文。", (0.0, 0.0, 1.0, 0.0, 0.5)),
        ("## 甲\n\n- 一？\n- 二\n- 三？\n- 四\n\n## 乙\n\n文。", (0.0, 0.0, 1.0, 0.0, 0.5)),
        ("## 甲\n\n- 一？\n- 二\n- 三\n\n## 乙\n\n文。", (0.0, 0.0, 1.0, 0.0, 0.0)),
        ("## 甲\n\n- 一？\n- 二？\n\n## 乙\n\n文。", (0.0, 0.0, 1.0, 0.0, 0.0)),
        ("## 甲\n\n- 一？\n- 二？\n- 三\n- 四\n- 五\n\n## 乙\n\n文。", (0.0, 0.0, 1.0, 0.0, 0.0)),
        ("## 甲\n\n- \n- \n- \n\n## 乙\n\n文。", (0.0, 0.0, 1.0, 0.0, 0.0)),
        (
            "## 甲\n\n|题|解|\n|-|-|\n|一？|子|\n|二？|丑|\n|三？|寅|\n\n## 乙\n\n文。",
            (0.0, 0.0, 1.0, 0.0, 0.0),
        ),
        ("## 甲\n\n> 一？\n>\n> 二？\n>\n> 三？\n\n## 乙\n\n文。", (0.0, 0.0, 1.0, 0.0, 0.0)),
        (
            "## 甲\n\n- 一？\n\n  文\n- 二？\n\n  文\n- 三？\n\n  文\n\n## 乙\n\n文。",
            (0.0, 0.0, 1.0, 0.0, 0.5),
        ),
        ("## 甲\n\n文。\n\n- 一？\n- 二？\n- 三？\n\n## 乙\n\n文。", (0.0, 0.0, 1.0, 0.0, 0.0)),
        (
            "## 甲\n\n- 一？\n  文\n- 二？\n- \n\n## 乙\n\n> - 一？\n> - 二？\n> - 三？",
            (0.0, 0.0, 1.0, 0.0, 0.5),
        ),
    ],
)  # fmt: skip
def test_the_evidence(text: str, evidence: tuple[float, ...]) -> None:
    found = read(text, "面试题").evidence.readings
    [seen] = [reading for reading in found if reading.style.shape == "heading"]
    assert (seen.asked, seen.marked, seen.answered, seen.marks, seen.grouping) == evidence


@pytest.mark.parametrize(
    ("path", "text", "promised"),
    [
        ("x.md", "## 甲", NONE),
        ("面试题/x.md", "## 甲", HINT),
        ("a/面试题.md", "## 甲", PLAIN),
        ("x.md", "# 常见问题\n\n## 甲", PLAIN),
        ("x.md", "# 面试\n\n## 甲", HINT),
        ("x.md", "# 常见问题\n\n# 乙\n\n## 甲", NONE),
        ("x.md", "## 常见问题\n\n# 乙\n\n### 甲", NONE),
        ("x.md", "# 常见问题\n\n## 乙\n\n### 甲", PLAIN),
        ("x.md", "常见问题\n\n## 甲", NONE),
        ("x.md", "## 甲\n\n文。\n\n# 常见问题\n\n文。\n\n## 乙", NONE),
        ("x.md", "### 常见问题\n\n文。\n\n## 1. 甲", NONE),
        ("x.md", "# 常见问题\n\n## 甲\n\n文。\n\n# 其他\n\n## 乙", PLAIN),
        ("x.md", "###### 常见问题\n\n1. 甲", PLAIN),
    ],
)
def test_what_promises(path: str, text: str, promised: Promise) -> None:
    found = read(text, "笔记", path=path).evidence.readings
    assert max(found, key=lambda r: r.chain.links[-1].span.start).promised is promised


def _post(*heads: str) -> str:
    return "\n\n".join(f"{head}\n\n这是一句话。" for head in heads)


LEVELS = [
    # A gap is filled by a line that lacks its dot, unless it is a sentence.
    (_post("1. 甲？", "2 乙？", "3. 丙？"), ["甲？", "乙？", "丙？"]),
    (_post("1. 甲？", "2 乙的办法", "3. 丙？"), ["甲？", "乙的办法", "丙？"]),
    (_post("1. 甲？", "2 块石头说的话。", "3. 丙？"), ["甲？", "丙？"]),
    (_post("1. 甲？", "2 乙？", "3 丙？", "4. 丁？"), ["甲？", "乙？", "丙？", "丁？"]),
    (_post("1. 甲？", "7 乙？", "3. 丙？"), ["甲？", "丙？"]),
    (_post("1. 甲？", "2. 乙？", "2 丙？", "3. 丁？"), ["甲？", "乙？", "丁？"]),
    # Or by a heading of another level and the same family, unless it belongs to points of its own.
    (_post("## 1. 甲？", "### 2. 乙？", "## 3. 丙？"), ["甲？", "乙？", "丙？"]),
    (_post("### 1. 甲？", "## 2. 乙？", "### 3. 丙？", "### 4. 丁？"), ["甲？", "乙？", "丙？", "丁？"]),
    (_post("## 1. 甲？", "### 2. 乙？", "#### 3. 丙？", "## 4. 丁？"), ["甲？", "乙？", "丙？", "丁？"]),
    (_post("## 1. 甲？", "### 1. 一", "### 2. 二", "### 3. 三", "## 4. 丁？"), ["甲？", "丁？"]),
    (_post("## 1. 甲？", "### 二、乙？", "## 3. 丙？"), ["甲？", "丙？"]),
    (_post("## 1. 甲？", "### 2. 乙", "## 2. 丙？"), ["甲？", "丙？"]),
    (_post("### 2. 乙？", "## 1. 甲？", "## 3. 丙？"), ["甲？", "丙？"]),
    (
        _post("## 1. 甲？", "### 2. 乙？", "## 3. 丙？", "### 4. 丁？", "## 5. 戊？"),
        ["甲？", "乙？", "丙？", "丁？", "戊？"],
    ),
    (_post("## 1. 甲？", "2. 乙？", "## 3. 丙？"), ["甲？", "丙？"]),
    (_post("## 1.1 甲？", "### 1.1 一？", "### 1.2 二？", "## 1.3 丙？"), ["甲？", "丙？"]),
    # A line that is a prompt already fills no gap.
    ("1、\n2 线程池有什么用？\n\n答。\n\n3、丙？\n\n答。", ["2 线程池有什么用？", "丙？"]),
    # On one level, headings without a number are prompts where they ask, or where none does.
    (_post("## 1. 甲？", "## 乙？", "## 2. 丙？", "## 3. 丁？"), ["甲？", "乙？", "丙？", "丁？"]),
    (_post("## 1. 甲？", "## 乙", "## 2. 丙？", "## 3. 丁？"), ["甲？", "丙？", "丁？"]),
    (_post("## 1. 甲？", "## 乙", "## 丙", "## 丁", "## 2. 戊？"), ["甲？", "戊？"]),
    (_post("## 1. 甲", "## 乙", "## 丙", "## 丁", "## 2. 戊"), ["甲", "乙", "丙", "丁", "戊"]),
    (_post("## 1. 甲", "### 乙？", "## 2. 丙"), ["甲", "丙"]),
    (_post("## 1. 甲", "## 2. 乙", "## 丙", "## 3. 丁"), ["甲", "乙", "丁"]),
    (_post("## 1. 甲？", "## 乙", "## 丙？", "## 丁", "## 2. 戊"), ["甲？", "乙", "丙？", "丁", "戊"]),
    (_post("## 甲？", "## 乙？", "## 丙？", "## 丁？", "## 1. 戊"), ["甲？", "乙？", "丙？", "丁？", "戊"]),
    # What frames the questions is none, with a number or without.
    (_post("## 0. 前言", "## 1. 甲？", "## 2. 乙？", "## 3. 总结"), ["甲？", "乙？"]),
    (_post("## 1. 甲？", "## 2. 总结", "## 3. 乙？"), ["甲？", "总结", "乙？"]),
    (_post("## 0. 前言", "## 1. 甲？", "## 2. 总结"), ["甲？"]),
    (_post("## 1. 前言", "## 2. 总结"), []),
    (_post("## 问题1：背景", "## 问题2：甲", "## 问题3：乙"), ["背景", "甲", "乙"]),
    (_post("## 前言", "## 甲", "## 乙", "## 丙", "## 参考资料"), ["甲", "乙", "丙"]),
    (_post("## 甲？", "## 乙？", "## 丙？", "## 丁？", "## 题外"), ["甲？", "乙？", "丙？", "丁？"]),
    (_post("## 缘起", "## 甲？", "## 乙？", "## 题外"), ["缘起", "甲？", "乙？", "题外"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "prompts"), LEVELS)
def test_gaps_levels_and_frames(text: str, prompts: list[str]) -> None:
    assert [question.prompt for question in read(text, "面试题").questions] == prompts


@pytest.mark.parametrize(
    ("text", "styles"),
    [
        (_post("## 1. 甲？", "## 乙", "## 2. 丙？"), {"heading-2 (plain)": 2, "heading-2": 1}),
        (
            _post("## 1. 甲？", "## 乙？", "## 2. 丙？"),
            {"heading-2 (plain)": 2, "heading-2": 1, "heading-2 (any)": 3},
        ),
        (
            _post("## 1. 甲", "## 乙", "## 丙", "## 丁", "## 2. 戊"),
            {"heading-2 (plain)": 2, "heading-2": 5},
        ),
        (
            _post("## 1. 甲？", "## 乙", "## 丙", "## 丁", "## 2. 戊"),
            {"heading-2 (plain)": 2, "heading-2": 3},
        ),
        (
            _post("## 1. 甲", "## 乙", "## 2. 丙", "## 丁"),
            {"heading-2 (plain)": 2, "heading-2": 4},
        ),
        (_post("## 甲", "### 乙"), {"heading-2": 1, "heading-3": 1}),
        (_post("**甲？**", "1. 乙？"), {"bold": 1, "line (plain)": 1}),
    ],
)
def test_the_styles_of_a_post(text: str, styles: dict[str, int]) -> None:
    found = read(text, "面试题").evidence.readings
    assert {str(r.style): len(r.chain.links) for r in found} == styles


def _score(text: str) -> float:
    return max(r.chain.score for r in read(text, "面试题").evidence.readings)


def test_a_number_that_falls_back_below_a_section_costs_nothing() -> None:
    between = ["# 节", "### 节", "这一节", "文。"]
    scores = [
        _score(_post("## 1. 甲？", "## 2. 乙？", b, "## 1. 丙？", "## 2. 丁？")) for b in between
    ]
    assert scores[0] > scores[1] == scores[2] == scores[3]


def test_a_prompt_without_a_number_and_an_answer_weighs_less() -> None:
    answered, bare = "## 甲？\n\n文。\n\n## 乙？\n\n文。", "## 甲？\n\n## 乙？\n\n文。"
    assert _score(answered) - _score(bare) == pytest.approx(0.5)
