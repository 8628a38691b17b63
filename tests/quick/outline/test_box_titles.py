"""The title of a box: a prompt says what the box shows, without the styles that its notation has."""

from __future__ import annotations

import re

import pytest

from pipeline.markdown.blocks import Markdown
from pipeline.markdown.boxes import CALLOUTS, TITLES
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.render import render
from pipeline.markdown.tags import LIQUID, Call, Html, Notation, Tag, Tags
from pipeline.outline.boxes import box
from pipeline.outline.walk import outline
from pipeline.readers.gitbook import TAGS as GITBOOK
from pipeline.readers.hexo_syntax.themes import THEME_TAGS
from pipeline.readers.hugo_syntax.shortcodes import PLAIN, RENDERED, TABLE
from tests.quick.outline.helpers import measure_of

HEXO = {**GITBOOK, **THEME_TAGS}
MARKDOWN = Markdown(
    Dialect(
        tags=(Notation(PLAIN, TABLE), Notation(RENDERED, TABLE), Notation(LIQUID, HEXO)),
        containers=TITLES,
        callouts=CALLOUTS,
        admonitions=True,
    )
)
ASKED = "什么是栈？"
HEXO_CASES = [
    "note Q", "note info Q", "note blue 'fas fa-star' Q", "note info no-icon Q", 'note primary "Q"',
    *(f"{name} info, Q" for name in ("note", "subnote", "subwarning", "noteblock", "timenode", "tip")),
    "hideToggle Q", "hideToggle Q, #fff, blue", "hideToggle 'Q',rgb(1), blue", "hideBlock Q, #fff",
    "folding Q", "folding cyan open, Q", "folding blue, Q", "timeline Q", "timeline Q,pink",
    "hideInline Q, 看, #fff", "label Q blue", "label primary@Q", "checkbox Q", "checkbox green checked, Q",
    "radio red, Q", "u Q", "emp Q", "wavy Q", "del Q", "kbd Q", "psw Q", "span red, Q", "p center, Q",
    'tab title="Q"',
]  # fmt: skip
HUGO_CASES = [
    'details "Q"', 'details summary="Q"', 'details summary="Q" open=true', 'details title="Q" open="true"',
    'expand "Q"', 'expand title="Q"', 'spoiler "Q"', 'tab "Q"', 'tab name="Q"', 'tab header="Q" lang="c"',
    *(f'{name} "Q"' for name in "note hint tip info important warning caution danger".split()),
    'notice tip "Q"', 'notice "tip" "Q"', 'admonition question "Q" false',
    'admonition type=question title="Q" open=false', 'alert title="Q" color="warning"',
    'alert "circle-info" "Q"',
    'callout type="info" title="Q"', 'panel title="Q"', "note title=`Q`",
]  # fmt: skip
OTHER_CASES = [
    "::: tip Q\n文。\n:::", ":::tip[Q]\n文。\n:::", "::: tip [Q]\n文。\n:::",
    ':::tip{title="Q"}\n文。\n:::',
    "::: details Q\n文。\n:::", "::: {.note} Q\n文。\n:::",
    '!!! note "Q"\n    文。', '!!! note inline end "Q"\n    文。',
    '??? faq "Q"\n    文。', '???+ faq "Q"\n    文。',
    "> [!note] Q\n> 文。", "> [!faq]- Q\n> 文。", "> [!faq]+ Q\n> 文。", "> [!faq]Q\n> 文。",
    "<details><summary>Q</summary>\n\n文。\n\n</details>",
]  # fmt: skip
CASES = [
    *(f"{{% {said} %}}" for said in HEXO_CASES),
    *(f"{{{{< {said} >}}}}" for said in HUGO_CASES),
    *(f"{{{{% {said} %}}}}" for said in HUGO_CASES),
    *OTHER_CASES,
]
UNTITLED = [
    # tags and boxes with arguments none of which is a title
    "{% note info %}", "{% note blue 'fas fa-star' flat %}", "{% hideToggle #fff, blue %}",
    "{% folding cyan open %}", "{% tabs 什么是栈？, 2 %}", '{% hint style="info" %}',
    "{% btn /a, 什么是栈？ %}",
    "{% inlineImg a.png 什么是栈？ %}", '{{< figure src="a.png" title="什么是栈？" >}}',
    "{{< notice tip >}}", '{{< alert "circle-info" >}}', '{{< youtube "什么是栈？" >}}', "::: tip",
    "> [!NOTE]",
]  # fmt: skip


def _source(case: str) -> str:
    """Return a box of a case: a tag that takes one with a body and its end."""
    name = re.match(r"\{(?:%|\{[<%]) (?P<name>\w+)", case)
    if name is None:
        return case.replace("Q", ASKED)
    tag = (HEXO if case.startswith("{%") else TABLE)[name["name"]]
    ends = {"{% ": "{% end", "{{<": "{{< /", "{{%": "{{% /"}
    end = ends[case[:3]] + name["name"] + case[-4 if case[1] == "{" else -3 :]
    return case.replace("Q", ASKED) + (f"\n文。\n{end}" if tag.body == "markdown" else "")


def _shown(source: str) -> str:
    """Return what a box shows, without its text."""
    document = MARKDOWN.document(source, 1)
    html = render(MARKDOWN, document, source, 1, "a.md", lambda address: address).html
    return re.sub(r"<[^<>]*>|☐|☑|文。|\s", "", html)


@pytest.mark.parametrize("case", CASES)
def test_the_prompt_of_a_box_is_the_title_that_it_shows(case: str) -> None:
    source = _source(case)
    assert _shown(source) == ASKED
    document = MARKDOWN.document(source, 1)
    nodes = outline(document, measure_of(document, MARKDOWN), "").nodes
    assert [node.text for node in nodes] == [ASKED]


@pytest.mark.parametrize("line", UNTITLED)
def test_a_style_or_an_address_is_no_title(line: str) -> None:
    found = box(line, MARKDOWN.document("", 1).tags)
    assert found is not None
    assert found.title == ""


@pytest.mark.parametrize(("tags", "cases"), [(HEXO, HEXO_CASES), (TABLE, HUGO_CASES)])
def test_each_tag_that_shows_a_title_has_a_case(tags: Tags, cases: list[str]) -> None:
    untitled = Tag("none", lambda _: Html("")).title
    titled = {name for name, tag in tags.items() if tag.title is not untitled}
    assert titled == {case.split(" ")[0] for case in cases}
    for name in tags.keys() - titled:
        shown = tags[name].render(Call(name, (ASKED,), f'"{ASKED}" title="{ASKED}"')).before
        assert not re.search(f'(?:caption">|<summary>|<strong>){ASKED}', shown), name
