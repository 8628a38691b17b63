"""What of a question's lines is prompt and what is answer, on posts of a few lines."""

from __future__ import annotations

import pytest

from tests.quick.questions.helpers import read_as_written

CODE = "\n".join(["```", *(f"行{n}" for n in range(78)), "```"])  # 80 lines


def shown(text: str) -> list[str]:
    """Return every question as prompt, lines, answer, lines; line ends as slashes."""
    rows = []
    for question in read_as_written(text).questions:
        asked, answered = question.prompt_span, question.answer_span
        assert asked is not None
        lines = f"{answered.start}-{answered.end}" if answered else "none"
        rows.append(f"{question.prompt} {asked.start}-{asked.end}, {question.answer} {lines}")
    return [row.replace("\n", "/") for row in rows]


@pytest.mark.parametrize(
    "source",
    [
        "<ins class='x'></ins>", "<p></p>", "<p> </p>", "<a name='x'></a>", "<span id='x'></span>",
        "  <a name='x'></a>", "  ",
        "<div class='x'></div>", "<script>f()</script>", "<style>a{}</style>", "<!-- 甲 -->",
        "<div></div> <!-- 甲 -->", "<br>", "<br/>", "<BR /><br>", "---", "[甲]: /乙",
    ],
)  # fmt: skip
def test_what_shows_nothing_ends_no_answer(source: str) -> None:
    text = f"## 1. 甲？\n\n{source}\n\n答。\n\n{source}\n\n## 2. 乙？\n\n丙。\n"
    assert shown(text) == ["甲？ 1-1, 答。 5-5", "乙？ 9-9, 丙。 11-11"]


@pytest.mark.parametrize(
    "source",
    [
        *(f"<{name} class='x'>\n</{name}>" for name in ("ins", "a", "span", "div", "p")),
        *(f"<{name}>\nf()</{name}>" for name in ("script", "SCRIPT", "style", "ins")),
        "<!-- 甲\n乙 -->",
        "<!-- 甲 -->\n<!---->",
        "<script></script>\n<p></p>",
    ],
)
def test_two_lines_that_show_nothing_end_no_answer(source: str) -> None:
    text = f"## 1. 甲？\n\n{source}\n\n答。\n\n{source}\n\n## 2. 乙？\n\n丙。\n"
    assert shown(text) == ["甲？ 1-1, 答。 6-6", "乙？ 11-11, 丙。 13-13"]


@pytest.mark.parametrize("source", ["<br>", "<br/>", "<BR />", "<br><br>", "<br> <br>"])
def test_breaks_at_the_ends_of_an_answer_are_none_of_it(source: str) -> None:
    text = f"## 1. 甲？\n\n{source}\n答。\n{source}\n\n## 2. 乙？\n\n丙。\n"
    assert shown(text) == ["甲？ 1-1, 答。 4-4", "乙？ 7-7, 丙。 9-9"]


@pytest.mark.parametrize(
    ("lead", "asked"),
    [
        ("```\n码\n码\n```", True),
        ("    码\n    码\n    码\n    码", True),
        ("|甲|乙|\n|-|-|\n|一|二|\n|三|四|", True),
        ("> 甲\n>\n> 乙\n> 丙", True),
        ("A. 甲\nB. 乙\nC. 丙\nD. 丁", True),
        ("甲\n乙\n丙\n丁", False),
        ("- 甲\n- 乙\n- 丙\n- 丁", False),
        ("<div>\n甲\n乙\n</div>", False),
        ("$$\n甲\n乙\n$$", False),
    ],
)
def test_what_leads_to_one_answer_of_many(lead: str, asked: bool) -> None:
    text = f"## 1. 甲？\n\n{lead}\n\n答：乙。\n\n## 2. 丙？\n\n丁。\n\n## 3. 戊？\n\n己。"
    first = f"甲？//{lead} 1-6, 乙。 8-8" if asked else f"甲？ 1-1, {lead}//答：乙。 3-8"
    assert shown(text)[0] == first.replace("\n", "/")


@pytest.mark.parametrize(("marked", "asked"), [(2, False), (3, True)])
def test_a_sentence_leads_where_half_of_five_are_marked(marked: int, asked: bool) -> None:
    answers = ["一句。\n\n答：甲。"] * marked + ["文。"] * (5 - marked)
    text = "\n\n".join(f"## {n}. 题{n}？\n\n{answer}" for n, answer in enumerate(answers, 1))
    first = "题1？//一句。 1-3, 甲。 5-5" if asked else "题1？ 1-1, 一句。//答：甲。 3-5"
    assert shown(text)[0] == first


@pytest.mark.parametrize(
    "source",
    [
        "<b>文</b>",
        "<p>文</p>",
        "<img src='a.png'>",
        "文",
        "    <p></p>",
        "|甲|\n|-|\n|乙|",
    ],
)
def test_what_shows_something_belongs_to_its_answer(source: str) -> None:
    end = 5 + source.count("\n")
    text = f"## 1. 甲？\n\n答。\n\n{source}\n\n## 2. 乙？\n\n丙。\n"
    assert shown(text)[0] == f"甲？ 1-1, 答。//{source.replace(chr(10), '/')} 3-{end}"


PARTS = [
    ("1、甲？\n答：乙。\n\n2、丙？\n答：丁。", ["甲？ 1-1, 乙。 2-2", "丙？ 4-4, 丁。 5-5"]),
    # Half of the answers are marked, so what stands before a marker is the prompt's.
    (
        "## 1. 甲？\n\n一句。\n\n答：乙。\n\n## 2. 丙？\n\n丁。",
        ["甲？//一句。 1-3, 乙。 5-5", "丙？ 7-7, 丁。 9-9"],
    ),
    # Fewer are: it is answer, unless it is code, a quote, a table or options.
    (
        "## 1. 甲？\n\n一句。\n\n答：乙。\n\n## 2. 丙？\n\n丁。\n\n## 3. 戊？\n\n己。",
        ["甲？ 1-1, 一句。//答：乙。 3-5", "丙？ 7-7, 丁。 9-9", "戊？ 11-11, 己。 13-13"],
    ),
    (
        "## 1. 甲？\n> 提示\n#### 答案\n乙。\n\n## 2. 丙？\n\n丁。\n\n## 3. 戊？\n\n己。",
        [
            "甲？/> 提示 1-2, 乙。 4-4",
            "丙？ 6-6, 丁。 8-8",
            "戊？ 10-10, 己。 12-12",
        ],
    ),
    (
        "## 1. 甲？\n\n> 提示\n\n一句。\n\n答：乙。\n\n## 2. 丙？\n\n丁。\n\n## 3. 戊？\n\n己。",
        [
            "甲？ 1-1, > 提示//一句。//答：乙。 3-7",
            "丙？ 9-9, 丁。 11-11",
            "戊？ 13-13, 己。 15-15",
        ],
    ),
    (
        "## 1. 甲？\n\nA. 一\nB. 二\n\n答：B\n\n## 2. 丙？\n\n丁。\n\n## 3. 戊？\n\n己。",
        [
            "甲？//A. 一/B. 二 1-4, B 6-6",
            "丙？ 8-8, 丁。 10-10",
            "戊？ 12-12, 己。 14-14",
        ],
    ),
    (
        "## 1. 甲？\n\nA. 一\n\nB. 二\n\n答：B\n\n## 2. 丙？\n\n丁。\n\n## 3. 戊？\n\n己。",
        [
            "甲？//A. 一//B. 二 1-5, B 7-7",
            "丙？ 9-9, 丁。 11-11",
            "戊？ 13-13, 己。 15-15",
        ],
    ),
    # All of what stands there has to be so, up to the line of the marker.
    (
        "## 1. 甲？\n一句。\n答：乙。\n\n## 2. 丙？\n\n丁。\n\n## 3. 戊？\n\n己。",
        ["甲？ 1-1, 一句。/答：乙。 2-3", "丙？ 5-5, 丁。 7-7", "戊？ 9-9, 己。 11-11"],
    ),
    (
        "## 1. 甲？\n```\n码\n```\n一句。\n\n答：乙。\n\n## 2. 丙？\n\n丁。\n\n## 3. 戊？\n\n己。",
        [
            "甲？ 1-1, ```/码/```/一句。//答：乙。 2-7",
            "丙？ 9-9, 丁。 11-11",
            "戊？ 13-13, 己。 15-15",
        ],
    ),
    # Only blank lines before a marker, or only a definition, are no part of the prompt.
    (
        "## 1. 甲？\n\n\n答：乙。\n\n## 2. 丙？\n\n[甲]: /乙\n\n答：丁。",
        ["甲？ 1-1, 乙。 4-4", "丙？ 6-6, 丁。 10-10"],
    ),
    (
        "## 1. 甲？\n\n[甲]: /乙\n\n一句。\n\n[丙]: /丁\n\n答：乙。\n\n## 2. 丙？\n\n答：丁。",
        ["甲？///一句。 1-5, 乙。 9-9", "丙？ 11-11, 丁。 13-13"],
    ),
    # The first marker counts, and only one between this prompt and the next.
    (
        "1、甲？\n答：乙。\n\n答案：丙。\n\n2、丁？\n答：戊。",
        ["甲？ 1-1, 乙。//答案：丙。 2-4", "丁？ 6-6, 戊。 7-7"],
    ),
    (
        "1、甲？\n一句。\n答：乙。\n2、丁？\n戊。\n3、己？\n答：庚。",
        ["甲？/一句。 1-2, 乙。 3-3", "丁？ 4-4, 戊。 5-5", "己？ 6-6, 庚。 7-7"],
    ),
    (
        "## 甲是什么？\n\n乙。\n\n## 解析：丙是什么？\n\n答：丁。\n\n## 戊是什么？\n\n己。",
        [
            "甲是什么？ 1-1, 乙。 3-3",
            "解析：丙是什么？ 5-5, 丁。 7-7",
            "戊是什么？ 9-9, 己。 11-11",
        ],
    ),
    (
        "## 甲是什么？\n\n答：乙。\n\n## 解析：丙是什么？\n\n丁。\n\n## 戊是什么？\n\n答：己。",
        [
            "甲是什么？ 1-1, 乙。 3-3",
            "解析：丙是什么？ 5-5, 丁。 7-7",
            "戊是什么？ 9-9, 己。 11-11",
        ],
    ),
    (
        "## 1. 甲？\n\n> 提示\n  \n答：乙。\n\n## 2. 丙？\n\n丁。\n\n## 3. 戊？\n\n己。",
        ["甲？//> 提示 1-3, 乙。 5-5", "丙？ 7-7, 丁。 9-9", "戊？ 11-11, 己。 13-13"],
    ),
    # The indentation of a list's item is none of its answer's.
    (
        "1. 甲？\n   答。\n\n   - 乙\n     丙\n2. 丁？\n   戊。\n己。\n3. 庚？\n\t辛。",
        ["甲？ 1-1, 答。//- 乙/  丙 2-5", "丁？ 6-6, 戊。/己。 7-8", "庚？ 9-9, 辛。 10-10"],
    ),
    # An answer that began on the prompt's line goes on below it, markers and all.
    (
        "1、甲？答：乙。\n\n```\n码\n```\n\n答案：丙\n\n2、丁？答：戊。\n己。",
        [
            "甲？ 1-1, 乙。//```/码/```//答案：丙 1-7",
            "丁？ 9-9, 戊。/己。 9-10",
        ],
    ),
    # A line that could hold both is a prompt alone where something stands below it.
    (
        "1、甲是什么？甲就是乙和丙。\n\n丁。\n\n2、戊是什么？戊就是己和庚。",
        ["甲是什么？甲就是乙和丙。 1-1, 丁。 3-3", "戊是什么？ 5-5, 戊就是己和庚。 5-5"],
    ),
    # The tags that close a folded answer are no part of it; elsewhere they are.
    (
        "<details><summary>甲？</summary>\n\n乙。</b></details>\n\n<details><summary>丙？</summary>\n\n"
        "<b>丁</b>\n</details>",
        ["甲？ 1-1, 乙。</b> 3-3", "丙？ 5-5, <b>丁</b> 7-7"],
    ),
    (
        "<details><summary>甲？</summary>\n\n<b>乙</b>丙。</h2> </details>  \n\n"
        "<details><summary>丁？</summary>\n\n戊。\n</b>\n</details>",
        ["甲？ 1-1, <b>乙</b>丙。</h2> 3-3", "丁？ 5-5, 戊。 7-7"],
    ),
    ("## 1. 甲？\n\n<b>乙</b>\n\n## 2. 丙？\n\n丁。", ["甲？ 1-1, <b>乙</b> 3-3", "丙？ 5-5, 丁。 7-7"]),
    # A rule inside an answer stays, and so does the line right below it.
    (
        "## 1. 甲？\n\n乙。\n\n---\n丙。\n\n## 2. 丁？\n\n戊。",
        ["甲？ 1-1, 乙。//---/丙。 3-6", "丁？ 8-8, 戊。 10-10"],
    ),
    # A definition inside an answer is none of its lines.
    (
        "## 1. 甲？\n\n乙[丙]。\n\n[丙]: /丁\n\n戊。\n\n## 2. 己？\n\n庚。",
        ["甲？ 1-1, 乙[丙]。///戊。 3-7", "己？ 9-9, 庚。 11-11"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_parts(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("lead", "asked"), [(CODE, True), (f"{CODE}\n", False)])
def test_a_very_long_lead_is_answer(lead: str, asked: bool) -> None:
    text = f"## 1. 甲？\n{lead}\n答：乙。\n\n## 2. 丙？\n\n答：丁。\n"
    first = shown(text)[0]
    assert first.startswith("甲？/```") == asked
    assert first.startswith("甲？ 1-1, ```") != asked


def _answers(*lasts: str) -> str:
    return "\n\n".join(f"## {n}. 题{n}？\n\n文{n}。\n\n{last}" for n, last in enumerate(lasts, 1))


@pytest.mark.parametrize(
    ("lasts", "kept"),
    [
        (["[回到顶部](#top)"] * 3, False),
        (["[回到顶部](#top) ", " [回到顶部](#top)", "[回到顶部](#top)"], False),
        (["[回到顶部](#top)"] * 3 + ["甲。", "乙。", "丙。"], False),
        (["[回到顶部](#top)"] * 3 + ["甲。", "乙。", "丙。", "丁。"], True),
        (["[回到顶部](#top)"] * 2 + ["甲。"], True),
        (["42"] * 3, True),
        (["    return 1"] * 3, True),
        (["```\n甲\n```"] * 3, True),
    ],
)
def test_a_line_that_ends_most_answers_is_none_of_them(lasts: list[str], kept: bool) -> None:
    last = lasts[0].split("\n")[-1].strip()
    assert (last in shown(_answers(*lasts))[0].split(", ", 1)[1]) == kept


def test_an_answer_of_two_lines_right_below_its_prompt_may_end_so_too() -> None:
    text = "\n\n".join(f"{n}、题{n}？\n文{n}。\n[回到顶部](#top)" for n in range(1, 4))
    assert shown(text)[0] == "题1？ 1-1, 文1。 2-2"


def test_only_what_stands_in_the_prompts_list_loses_its_indentation() -> None:
    text = "1. #### 甲？\n答。\n\n    1. 码\n\n2. #### 乙？\n\n   答。\n\n       码\n"
    assert shown(text) == ["甲？ 1-1, 答。//    1. 码 2-4", "乙？ 6-6, 答。//    码 8-10"]
