"""What `questions:` may say, and that the name of a reading selects its prompts again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.questions.naming import selected, selection_of, way_of
from pipeline.questions.readings import prompts_among
from pipeline.questions.selection import MOST_WAYS, WAYS, Selection, SelectionError, Way, parse
from tests.quick.outline.helpers import chosen, found, outlined

NAMES = [
    ("none", Selection()),
    (" title ", Selection(title=True)),
    ("heading-2", Selection((Way("heading-2"),))),
    ("list numbered", Selection((Way("list", numbered=True),))),
    ("bold unnumbered", Selection((Way("bold", numbered=False),))),
    ('paragraph below "面试题"', Selection((Way("paragraph", below="面试题"),))),
    ('list-3 numbered below "A + B"', Selection((Way("list-3", True, "A + B"),))),
    ("heading-2 + bold + term", Selection((Way("heading-2"), Way("bold"), Way("term")))),
    (
        'paragraph below "甲" + paragraph below "乙"',
        Selection((Way("paragraph", below="甲"), Way("paragraph", below="乙"))),
    ),
]
LOOSELY = [
    ("heading-2+bold", "heading-2 + bold"),
    ("  heading-2   numbered ", "heading-2 numbered"),
    ('paragraph\tbelow  "甲"  +  bold', 'paragraph below "甲" + bold'),
]
ERRORS = [
    ("", "'' is not a way of writing prompts"),
    ("heading-7", "'heading-7' is not a way of writing prompts"),
    ("Heading-2", "'Heading-2' is not a way of writing prompts"),
    ("line", "'line' is not a way of writing prompts"),
    ("every heading-2", "'every heading-2' is not a way of writing prompts"),
    ("title numbered", "'title numbered' is not a way of writing prompts"),
    ("bold + none", "'none' is not a way of writing prompts"),
    ("heading-2 +", "'heading-2 +' is not a way of writing prompts"),
    ("list below 甲", "'list below 甲' is not a way of writing prompts"),
    ('list below ""', "'list below \"\"' is not a way of writing prompts"),
    ('list below "甲" numbered', "'list below \"甲\" numbered' is not a way of writing prompts"),
    ("list numbered unnumbered", "'list numbered unnumbered' is not a way of writing prompts"),
    (
        "bold + list + paragraph + term",
        "'bold + list + paragraph + term' names more than 3 ways of writing",
    ),
]
WRITTEN = [
    # the way in which the first line of a post is written
    ("# 甲", "heading-1"),
    ("###### 6. 甲", "heading-6"),
    ("1、甲", "paragraph"),
    ("**1、甲**", "bold"),
    ("**甲**", "bold"),
    ("**甲**：乙丙", "bold-head"),
    ("*甲*", "italic"),
    ("- 甲", "list"),
    ("1. 甲", "list"),
    ("Q: 甲", "question"),
    ("甲？", "sentence"),
    ("甲", "short"),
    ("<summary>甲？</summary>", "summary"),
    ("> 甲", "quote"),
    ("::: question 甲 ⏎ 文。 ⏎ :::", "box"),
    ("| 问 | 答 | ⏎ |--|--| ⏎ | 甲 | 乙 |", "table"),
    ("甲 ⏎ : 乙", "term"),
    ("甲 ⏎ ? ⏎ 乙", "card"),
    ("<p>甲？</p>", "html"),
    ("``` ⏎ 题目：甲 ⏎ ```", "code"),
]
POSTS = [
    # a post, and readings of it by name
    (
        "# 甲 / ## 1. 子？ / @ / ## 2. 丑？ / @ / # 乙 / ## 3. 寅？ / @",
        {"heading-1": "甲 乙", "heading-2": "子？ 丑？ 寅？"},
    ),
    (
        "## 1. 甲？ / @ / ## 2. 乙？ / @ / ## 丙？ / @",
        {
            "heading-2 numbered": "甲？ 乙？",
            "heading-2 unnumbered": "丙？",
            "heading-2": "甲？ 乙？ 丙？",
        },
    ),
    (
        "**1. 甲** / @ / **2. 乙** / @ / **丙** / @",
        {"bold numbered": "甲 乙", "bold unnumbered": "丙", "bold": "甲 丙"},
    ),
    (
        "# 面试题 / 1、甲 / @ / 2、乙 / @ / # 别的 / @",
        {"heading-1": "面试题 别的", "paragraph": "甲 乙", "heading-1 + paragraph": "甲 乙 别的"},
    ),
    (
        "- 甲 ⏎   - 子 ⏎     @ ⏎ - 乙 ⏎   1. 寅 ⏎      @",
        {
            "list": "甲 乙",
            "list-2 numbered": "寅",
            "list-2 unnumbered": "子",
            "list-2": "子 寅",
            "list + list-2 numbered": "甲 寅",
            "list + list-2 unnumbered": "子 乙",
        },
    ),
    (
        "Q: 甲 ⏎ @ ⏎ Q: 乙 ⏎ @ / **丙** / @",
        {"question": "甲 乙", "bold": "丙"},
    ),
    (
        "1、甲？ / **子？** / @ / 2、乙？ / @ / *丙？* / @",
        {
            "paragraph": "甲？ 乙？",
            "bold": "子？",
            "italic": "丙？",
            "paragraph + bold": "子？ 乙？",
            "bold + italic": "子？ 丙？",
        },
    ),
    ("| 问题 | 答案 | ⏎ |--|--| ⏎ | 甲？ | @ | ⏎ | 乙？ | @ |", {"table": "甲？ 乙？"}),
    ("<summary>甲？</summary> / @ / <summary>乙？</summary> / @", {"summary": "甲？ 乙？"}),
]
SECTIONS = [
    # the same where only some sections promise questions
    (
        "# 面试题 / 1、甲 / @ / 2、乙 / @ / # 别的 / 1、丙 / @",
        {'paragraph below "面试题"': "甲 乙", "paragraph": "甲 乙 丙"},
    ),
    (
        "# 面试题 / ## 部分 / 1、甲 / @ / 2、乙 / @ / # 别的 / 1、丙 / @",
        {'paragraph below "面试题"': "甲 乙", "paragraph": "甲 乙 丙"},
    ),
    (
        '# 甲 / ## "面试题" / 1、子 / @ / ## 面试题二 / 1、丑 / @ / ## 别的 / 1、寅 / @',
        {
            'paragraph below "\'面试题\'" + paragraph below "面试题二"': "子 丑",
            "paragraph": "子 丑 寅",
        },
    ),
]

_below = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters='"+'), min_size=1
).filter(str.strip)
_ways = st.lists(
    st.builds(Way, st.sampled_from(WAYS), st.sampled_from([None, True, False]), st.none() | _below),
    min_size=1,
    max_size=MOST_WAYS,
)


@pytest.mark.parametrize(("text", "selection"), NAMES)
def test_a_selection_is_read_and_written(text: str, selection: Selection) -> None:
    assert parse(text) == selection
    assert str(selection) == text.strip()


@pytest.mark.parametrize(("text", "written"), LOOSELY)
def test_blanks_do_not_matter(text: str, written: str) -> None:
    assert str(parse(text)) == written


@given(_ways)
def test_a_selection_is_read_as_it_is_written(ways: list[Way]) -> None:
    selection = Selection(tuple(ways))
    assert parse(str(selection)) == selection


@pytest.mark.parametrize(("text", "message"), ERRORS)
def test_what_is_no_selection_is_told(text: str, message: str) -> None:
    with pytest.raises(SelectionError) as caught:
        parse(text)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(("told", "way"), WRITTEN)
def test_each_way_of_writing_has_a_name(told: str, way: str) -> None:
    assert way_of(outlined(told).nodes[0]) == way
    assert way in WAYS


def test_lists_are_named_by_how_deep_they_stand() -> None:
    nodes = outlined("- 甲 ⏎   - 乙 ⏎     - 丙 ⏎       - 丁").nodes
    assert [way_of(node) for node in nodes] == ["list", "list-2", "list-3", "list-3"]


def test_all_ways_of_writing_are_named() -> None:
    named = {way for _, way in WRITTEN} | {"list-2", "list-3"}
    assert named | {f"heading-{level}" for level in range(1, 7)} == set(WAYS)


@pytest.mark.parametrize(("told", "by_name"), [*POSTS, *SECTIONS])
def test_the_name_of_a_reading_selects_its_prompts_again(
    told: str, by_name: dict[str, str]
) -> None:
    all_of = found(told)
    names = {str(selection_of(all_of, one)): one for one in all_of.readings}
    assert by_name.keys() <= names.keys()
    for written, prompts in by_name.items():
        again = chosen(all_of, written)
        assert " ".join(all_of.nodes[at].text for at in again) == prompts
        assert tuple(again) in {one.prompts for one in all_of.readings}


@pytest.mark.parametrize("told", [told for told, _ in POSTS])
def test_each_reading_has_a_name_of_its_own(told: str) -> None:
    all_of = found(told)
    for one in all_of.readings:
        again = selected(all_of.nodes, parse(str(selection_of(all_of, one))))
        assert tuple(prompts_among(all_of.nodes, again)) == one.prompts


def test_nothing_and_the_title_have_names() -> None:
    all_of = found("## 甲？ / @", "什么是栈？")
    assert str(selection_of(all_of, all_of.readings[0])) == "none"
    assert str(selection_of(all_of, None)) == "title"
    assert chosen(all_of, "none") == chosen(all_of, "title") == []


def test_a_name_selects_lines_that_are_no_prompts_of_any_reading_too() -> None:
    all_of = found("# 甲 / 文。 / ## 乙 / ## 丙 / 1、子 / ## 丁")
    assert [all_of.nodes[at].text for at in chosen(all_of, "heading-2")] == ["乙", "丙", "丁"]
    assert [all_of.nodes[at].text for at in chosen(all_of, 'paragraph below "丙"')] == ["子"]
    assert [all_of.nodes[at].text for at in chosen(all_of, 'paragraph below "甲"')] == ["子"]
    assert chosen(all_of, 'paragraph below "乙"') == chosen(all_of, "bold") == []
