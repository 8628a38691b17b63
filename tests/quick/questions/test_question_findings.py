"""Findings on the questions of a post."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.questions import GivenSelection, find
from pipeline.questions.chances import Chances
from pipeline.questions.findings import question_findings
from pipeline.questions.found import Judge
from pipeline.questions.selection import Selection
from tests.quick.questions.helpers import parsed, read, read_as_written

NOUNS = "\n\n".join(f"## 第{n}层的部件\n\n这里有一句话。" for n in range(1, 6))
ASKED = "\n\n".join(f"### 什么是第{n}层的部件？\n\n这里有一句话。" for n in range(1, 6))
DOUBTED = "\n\n".join(
    f"## {text}？\n\n这里有一句话，说得很长很长很长。"
    for text in ("为什么学它", "它的背景", "学它有什么用")
)


def test_where_nothing_is_found_though_some_is_promised() -> None:
    [finding] = read("文。", "面试题").findings
    assert (
        finding.message
        == "no question was found, although the title or the file name announces questions"
    )
    assert finding.hint is None
    [finding] = read(NOUNS, "笔记").findings
    assert finding.message == "no question was found"
    assert finding.hint is None
    [finding] = read(NOUNS, "面试题", selection="paragraph").findings
    assert (
        finding.message == "no question was found with `questions: paragraph` in the front matter"
    )
    assert finding.hint == (
        "to read the post as 5 questions, 5 answered, choose `heading-2` with `postdeck choose` and the "
        "path of the post; its author can write `questions: heading-2` in the front matter"
    )
    assert read(NOUNS, "面试题", selection="none").findings == ()


def test_what_can_be_read_in_two_ways_is_told_with_the_other() -> None:
    found = read(DOUBTED, "笔记")
    assert not found.evidence.sure
    [finding] = found.findings
    assert finding.code == "unsure-questions"
    assert finding.message.startswith("this post can be read in more than one way")
    assert (
        finding.hint
        == "if this post has no questions, choose none with `postdeck choose` and the path of the "
        "post; its author can write `questions: none` in the front matter"
    )
    settled = read(DOUBTED, "笔记", selection="heading-2")
    assert settled.evidence.sure
    assert settled.findings == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n", ["question 2 has no answer yet: 乙？"]),
        ("## 甲？\n\n答。\n\n## 乙？", ["the question has no answer yet: 乙？"]),
        (
            "## 1. 甲？\n\n答。\n\n## 2. " + "乙" * 41 + "？",
            ["question 2 has no answer yet: " + "乙" * 40],
        ),
        ("## 1. 甲？\n\n答。\n\n## 3. 乙？\n\n答。", ["question 3 comes right after question 1"]),
        (
            "## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n答。\n\n## 2. 丙？\n\n答。",
            ["question 2 comes after question 2"],
        ),
        (
            "## 1.1 甲？\n\n答。\n\n## 2.1 乙？\n\n答。\n\n## 2.3 丙？\n\n答。",
            ["question 2.3 comes right after question 2.1"],
        ),
        (
            "## 1. 甲？\n\n答。\n\n## 2. 丙？\n\n答。\n\n## 4. 丁？\n\n答。",
            ["question 4 comes right after question 2"],
        ),
        (
            "## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n答。\n\n## 1. 丙？\n\n答。\n\n## 3. 丁？\n\n答。",
            ["question 3 comes right after question 1"],
        ),
        ("## 1.2 甲？\n\n答。\n\n## 1.4 乙？\n\n答。", ["question 1.4 comes right after question 1.2"]),
        (
            "## 甲？\n\n答。\n\n## 1. 乙？\n\n答。\n\n## 3. 丙？\n\n答。",
            ["question 3 comes right after question 1"],
        ),
        ("## 1.2 甲？\n\n答。\n\n## 2.5 乙？\n\n答。", []),
        ("## 2. 甲？\n\n答。\n\n## 0. 乙？\n\n答。\n\n## 1. 丙？\n\n答。", []),
        (
            "## 1. 甲？\n\n答。\n\n## 三、乙？\n\n答。\n\n## 五、丙？\n\n答。",
            ["question 五 comes right after question 三"],
        ),
    ],
)  # fmt: skip
def test_findings(text: str, said: list[str]) -> None:
    assert [finding.message for finding in read_as_written(text).findings] == said


OPTIONS = "\n".join(
    f"{letter}. 第{n}个说法，写得很长很长很长" for n, letter in enumerate("ABCD" * 4, 1)
)
CODE = "```\n" + "print(1)\n" * 60 + "```"


def codes_with(between: str) -> list[str]:
    """Return the findings on a post with a text between a question and its marked answer."""
    asked = f"## 为什么下雨？\n\n{between}\n\n答案：水汽。\n\n## 为什么刮风？\n\n答案：气压。"
    return [f"{finding.code}: {finding.message}" for finding in read(asked, "面试题").findings]


def test_much_prose_between_a_question_and_its_answer_is_told() -> None:
    [finding] = codes_with("话。\n\n" * 12)
    assert finding.startswith(
        "long-prompt: the question has 13 lines of text, 32 characters: 为什么"
    )
    [finding] = codes_with("话" * 393)
    assert finding.startswith(
        "long-prompt: the question has 2 lines of text, 401 characters: 为什么"
    )


@pytest.mark.parametrize("between", ["话。\n\n" * 11, "话" * 392, OPTIONS, CODE])
def test_options_and_code_make_no_prompt_long(between: str) -> None:
    assert codes_with(between) == []


def test_an_answer_on_the_line_of_its_question_makes_no_prompt_long() -> None:
    text = f"- **为什么下雨？** {'因为有水汽。' * 90}\n- **为什么刮风？** 因为有气压。"
    found = read(text, "面试题")
    assert [question.status for question in found.questions] == ["answered"] * 2
    assert found.findings == ()


def test_text_that_is_in_no_card_is_told() -> None:
    asked = "\n\n".join(f"## {n}. 什么是第{n}层？\n\n{'层有用。' * 20}" for n in (1, 2, 3))
    intro = "先说说来历，说得很长。" * 40
    [finding] = read(f"{intro}\n\n{asked}", "面试题", selection="heading-2").findings
    assert (finding.code, finding.message) == ("text-left-out", "64% of this post is in no card")
    assert read(asked, "面试题", selection="heading-2").findings == ()


@pytest.mark.parametrize(
    ("count", "judge", "said"),
    [
        (0, "weights", "has 0 questions"),
        (1, "weights", "has 1 question"),
        (2, "weights", "has 2 questions"),
        (2, "earlier build", "has 2 questions"),
    ],
)
def test_a_doubt_tells_how_many_questions_there_are(count: int, judge: Judge, said: str) -> None:
    found = read(DOUBTED, "笔记")
    doubt, *_ = question_findings(
        replace(found.evidence, judge=judge), found.questions[:count], "x.md"
    )
    assert doubt.message == (
        f"this post can be read in more than one way; read as `heading-2`, it {said}"
    )
    assert doubt.line == 1


@pytest.mark.parametrize(
    ("judge", "said"),
    [
        ("weights", "it has 3 questions"),
        (
            "earlier build",
            "as in the build that made its cards, it has 3 questions, but `heading-2` is better now",
        ),
    ],
)
def test_a_doubt_tells_what_is_better_than_an_earlier_build(judge: Judge, said: str) -> None:
    found = read(DOUBTED, "笔记")
    evidence = replace(found.evidence, selection=Selection(title=True), judge=judge)
    [doubt] = question_findings(evidence, found.questions, "x.md")
    assert doubt.message.endswith(f"; read as `title`, {said}")


@pytest.mark.parametrize(
    ("share", "letters", "tells"),
    [(0.33, 500, True), (0.32, 500, False), (0.33, 499, False), (0.1, 900, False)],
)
def test_a_third_of_a_long_post_is_told(share: float, letters: int, *, tells: bool) -> None:
    found = read(DOUBTED, "笔记")
    found.evidence.readings.post.lines.letters = [0, letters]
    findings = question_findings(replace(found.evidence, left_out=share), found.questions, "x.md")
    hints = {finding.code: finding.hint for finding in findings}
    assert ("text-left-out" in hints) == tells
    assert len(set(hints.values())) == 1


def test_a_title_on_no_line_has_no_stub() -> None:
    assert read("待补充", "什么是栈？", selection="title").findings == ()


def test_a_card_that_a_title_makes_is_told_when_it_is_new() -> None:
    hint = (
        "if this post has no questions, choose none with `postdeck choose` and the path of the post; its "
        "author can write `questions: none` in the front matter"
    )
    found = read("一句话，说得明白。", "什么是栈？")
    [new] = found.findings
    assert (new.code, new.hint) == ("title-question", hint)
    assert new.message == "the whole post became one card, since its title asks"
    stub = replace(found.questions[0], status="empty")
    assert list(question_findings(found.evidence, [stub], "x.md")) == []
    for judge in ("choice", "settings", "earlier build", "front matter"):
        kept = replace(found.evidence, judge=judge)
        assert list(question_findings(kept, found.questions, "x.md")) == []


def test_a_card_that_stays_though_its_title_asks_no_more_is_told() -> None:
    given = GivenSelection(Selection(title=True), "earlier build")
    found = find(*parsed("一句话，说得明白。"), "x.md", "栈的事情", given=given)
    [stays] = found.findings
    assert stays.code == "title-question"
    assert stays.message == (
        "the whole post stays one card, as in the build that made it, though its title asks no question"
    )


@pytest.mark.parametrize(
    ("chances", "title", "told"),
    [
        ((0.8, 0.2), 0.0, "to read the post as 3 questions, 3 answered, choose `heading-2`"),
        ((0.81, 0.19), 0.0, None),
        ((0.7, 0.1), 0.2, "to read the post as 1 question, 1 answered, choose `title`"),
        ((0.49, 0.0), 0.51, None),  # a setting left it
    ],
)
def test_a_reading_that_is_near_is_named(
    chances: tuple[float, ...], title: float, told: str | None
) -> None:
    text = "\n\n".join(f"## 第{n}层\n\n这里有一句话。" for n in (1, 2, 3))
    evidence = read(text, "笔记").evidence
    assert len(evidence.readings.readings) == len(chances)
    likely = replace(evidence, chances=Chances(chances, title))
    finding = list(question_findings(likely, (), "x.md"))[-1]
    assert finding.code == "no-questions"
    assert (finding.hint or "").startswith(told or "")
    assert (finding.hint is None) == (told is None)
