"""What questions show is compared with the page of a blog, where a prompt may be bold by its place."""

from __future__ import annotations

import pytest

from pipeline.ir import Text
from tools.engine_texts import as_in_post
from tools.visible import compare, lines_of


def prompt(markdown: str, html: str) -> Text:
    return Text(markdown=markdown, html=html, text="")


@pytest.mark.parametrize(
    "line", ["2、**Why?**", "**2. Why?**", "__Why?__", "- <b>Why?</b>", "<strong>Why?</strong>"]
)
def test_a_prompt_is_bold_where_its_line_is(line: str) -> None:
    asked = prompt("Why?\n\n`code`", "<p>Why?</p>\n<p><code>code</code></p>\n")
    assert as_in_post(asked, ["2.", line]) == asked.html.replace("Why?", "<strong>Why?</strong>")
    short = prompt("Why?", "Why?")
    assert as_in_post(short, [line]) == "<strong>Why?</strong>"


@pytest.mark.parametrize("line", ["Why?", "**Q:** Why?", "Why? **Because.**", "`Why?`"])
def test_a_prompt_is_plain_where_its_line_is_not_bold_as_a_whole(line: str) -> None:
    asked = prompt("Why?", "<p>Why?</p>\n")
    assert as_in_post(asked, [line]) == asked.html


@pytest.mark.parametrize(
    ("theirs", "differs"), [("<b>Why</b> so?", True), ("<b>Why so?</b>", False)]
)
def test_bold_that_is_lost_within_a_prompt_is_a_difference(theirs: str, differs: bool) -> None:
    asked = prompt("Why so?\n\nx = 1", "<p>Why so?</p>\n<p>x = 1</p>\n")
    line = theirs.replace("<b>", "**").replace("</b>", "**")
    ours = lines_of(as_in_post(asked, [line]))
    (found,) = compare(lines_of(f"<p>{theirs}</p><p>x = 1</p>"), [ours])
    assert bool(found) is differs
