"""Every line of a file belongs to exactly one region."""

from __future__ import annotations

from itertools import accumulate
from typing import cast

import pytest

from pipeline.ir import Region, RegionKind, Span
from pipeline.questions import GivenSelection, find
from pipeline.questions.regions import left_out, tile
from pipeline.questions.selection import parse
from tests.quick.questions.helpers import MARKDOWN, read, read_as_written


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("甲\n", "intro 1-1"),
        ("甲\n\n", "intro 1-2"),
        ("文。\n\n[a]: /a\n\n文。\n", "intro 1-2 link-definitions 3-4 intro 5-5"),
        ("[a]: /a\n\n文。\n", "link-definitions 1-2 intro 3-3"),
        ("文。\n\n[a]: /a\n", "intro 1-2 link-definitions 3-3"),
        ("文。\n\n[a]: /a\n ", "intro 1-2 link-definitions 3-4"),
        ("文。\n\n[a]: /a\n\n", "intro 1-2 link-definitions 3-4"),
        ("文。\n\n[a]: /a\n又。\n", "intro 1-2 link-definitions 3-3 intro 4-4"),
        (
            "[a]: /a\n\n文。\n\n[b]: /b\n\n又。\n",
            "link-definitions 1-2 intro 3-4 link-definitions 5-6 intro 7-7",
        ),
        ("文。\n\n[a]: /a\n[b]: /b\n\n[c]: /c\n", "intro 1-2 link-definitions 3-6"),
        (
            "## 1. 甲？\n\n答。\n\n[a]: /a\n\n再答。\n\n## 2. 乙？\n\n答。\n\n[b]: /b\n",
            "prompt 1-2 answer 3-4 link-definitions 5-6 answer 7-8 prompt 9-10 answer 11-12"
            " link-definitions 13-13",
        ),
        ("1、甲？答：乙。\n  \n丙。\n\n2、丁？答：戊。\n", "prompt 1-2 answer 3-4 prompt 5-5"),
        (
            "## 1. 甲？\n\n[a]: /a\n\n答。\n\n## 2. 乙？\n\n答。\n",
            "prompt 1-2 link-definitions 3-4 answer 5-6 prompt 7-8 answer 9-9",
        ),
        (
            "## 1. 甲？\n\n答。\n\n[a]: /a\n## 2. 乙？\n\n答。\n",
            "prompt 1-2 answer 3-4 link-definitions 5-5 prompt 6-7 answer 8-8",
        ),
        ("## 1. 甲？\n\n答。\n\n", "prompt 1-2 answer 3-4"),
        (
            "1、甲？答：乙。\n\n2、丙？答：丁。\n\n---\n\n[戊](https://x.example)\n",
            "prompt 1-2 prompt 3-4 outro 5-7",
        ),
    ],
)
def test_regions(text: str, regions: str) -> None:
    found = read_as_written(text)
    said = " ".join(f"{r.kind} {r.span.start}-{r.span.end}" for r in found.regions)
    assert said == regions


@pytest.mark.parametrize(
    ("ways", "text", "regions"),
    [
        (
            "heading-2 numbered",
            "# 甲 / ## 乙 / ## 1. 丙？ / 答。",
            "section 1-4 prompt 5-6 answer 7-7",
        ),
        (
            "heading-2 numbered",
            "# 甲 / ### 乙 / ## 1. 丙？ / 答。",
            "intro 1-4 prompt 5-6 answer 7-7",
        ),
        (
            "paragraph",
            "1、甲？ / 2、乙？ / ## 参考答案 / 1. 丙 ⏎ 2. 丁 / 文。",
            "prompt 1-2 prompt 3-4 section 5-6 answer 7-9 outro 10-10",
        ),
    ],
)
def test_regions_of_other_ways(ways: str, text: str, regions: str) -> None:
    found = read(text.replace(" / ", "\n\n").replace(" ⏎ ", "\n"), "面试题", selection=ways)
    assert " ".join(f"{r.kind} {r.span.start}-{r.span.end}" for r in found.regions) == regions


def test_the_lines_above_the_body_are_front_matter() -> None:
    document = MARKDOWN.document("---\ntitle: 甲\n---\n文。\n", 4)
    said = [f"{r.kind} {r.span.start}-{r.span.end}" for r in tile(document, {})]
    assert said == ["front-matter 1-3", "intro 4-4"]


def test_the_line_of_a_title_stays_front_matter() -> None:
    text = "---\ntitle: 什么是栈？\ndate: 2024-01-02\n---\n\n先进后出。\n\n它有顶。\n"
    document = MARKDOWN.document(text, 5)
    found = find(
        document, lambda part: MARKDOWN.inline(part, document.references), "x.md", "什么是栈？",
        given=GivenSelection(parse("title"), "front matter"),
    )  # fmt: skip
    regions = [(region.kind, region.span.start, region.span.end) for region in found.regions]
    assert regions == [("front-matter", 1, 4), ("intro", 5, 5), ("answer", 6, 8)]
    assert found.evidence.left_out == 0


@pytest.mark.parametrize(
    ("kinds", "share"),
    [
        ("front-matter intro prompt answer outro", 0.25),
        ("intro section prompt answer link-definitions", 0.4),
        ("prompt answer prompt answer outro", 0.0),
        ("intro", 1.0),
        ("outro", 0.0),
    ],
)
def test_what_is_left_out_is_a_share_of_all_but_the_footer(kinds: str, share: float) -> None:
    regions = [
        Region(cast("RegionKind", kind), Span(n, n)) for n, kind in enumerate(kinds.split(), 1)
    ]
    letters = {"front-matter": 9, "answer": 2, "outro": 7, "link-definitions": 5}
    counts = accumulate((letters.get(region.kind, 1) for region in regions), initial=0)
    assert left_out(list(counts), regions) == share
