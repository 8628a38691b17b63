"""How a finding is printed: one form for every command."""

from __future__ import annotations

import json

import pytest

from pipeline.cli import grouped, report
from pipeline.findings import Code, Finding, Place, Severity
from tests.support.command import POST, Postdeck

FINDING = Finding(
    Code.DEAD_LINK,
    Severity.ERROR,
    "它不在了",
    "a  b.md",
    3,
    7,
    (Place("c.md", None),),
    "去掉",
    "blog",
)


def test_a_finding_as_text() -> None:
    assert report.as_lines([FINDING], "text") == (
        "blog/a  b.md:3:7: error: 它不在了 [dead-link]\n    see c.md:1\n    hint: 去掉\n"
    )
    assert next(report.text(FINDING, colour=True)) == (
        "blog/a  b.md:3:7: \x1b[31merror\x1b[0m: 它不在了 [dead-link]"
    )
    assert report.as_lines([Finding(Code.STUB, Severity.INFO, "空")], "text") == "info: 空 [stub]\n"


def test_the_same_hint_for_one_file_is_shown_once() -> None:
    told = [
        Finding(Code.STUB, Severity.INFO, "空", path, line, hint="写")
        for path, line in (("a.md", 1), ("a.md", 2), ("b.md", 3))
    ]
    assert report.as_lines(told, "text") == (
        "a.md:1: info: 空 [stub]\n    hint: 写\na.md:2: info: 空 [stub]\n"
        "b.md:3: info: 空 [stub]\n    hint: 写\n"
    )
    assert report.as_lines(told, "github").count("hint: 写") == 3
    told[1] = Finding(Code.LONG_ANSWER, Severity.INFO, "长", "a.md", 2, hint="写")
    assert grouped.render(told, 80).count("hint: 写") == 2


def test_a_finding_as_an_annotation() -> None:
    finding = Finding(Code.STUB, Severity.WARNING, "a\nb: 5%", "x,y.md", 2)
    assert report.as_lines([finding], "github") == (
        "::warning file=x%2Cy.md,line=2,title=stub::a%0Ab: 5%25\n"
    )
    assert report.as_lines([FINDING], "github") == (
        "::error file=blog/a  b.md,line=3,col=7,title=dead-link::它不在了%0Asee c.md:1%0Ahint: 去掉\n"
    )


def test_places_have_paths_that_can_be_opened() -> None:
    told = report.for_programs([FINDING.under("blog")])[0]
    assert told["path"] == "blog/a  b.md"
    assert told["related"] == [{"path": "blog/c.md", "line": None}]


def test_a_finding_that_would_command_the_terminal() -> None:
    finding = Finding(Code.STUB, Severity.WARNING, "a\x1b[2J\nb\u202e", "\x9bc.md", 1, hint="\x07")
    shown = report.as_lines([finding], "text")
    assert shown == "�c.md:1: warning: a�[2J b [stub]\n    hint: �\n"
    shown = report.as_lines([finding], "github")
    assert shown == "::warning file=�c.md,line=1,title=stub::a�[2J%0Ab%0Ahint: �\n"
    found = report.document({"findings": report.for_programs([finding])})
    assert "a\\u001b[2J\\nb\\u202e" in found
    assert json.loads(found)["findings"][0]["message"] == finding.message


@pytest.mark.parametrize("form", ["text", "github"])
def test_a_finding_that_would_command_a_ci(form: str) -> None:
    """What begins with `::`, or has `##[…]` in it, is run by the runner that keeps the log."""
    finding = Finding(Code.STUB, Severity.WARNING, "a ##[error]b\n::error::c", "::error::d.md", 1)
    shown = report.as_lines([finding], form)
    ours = "::warning file=" if form == "github" else ": :error"
    assert [line.startswith(ours) for line in shown.splitlines()] == [True]
    assert form == "github" or "##[" not in shown
    assert "##[" not in report.document({"message": finding.message})


def test_why_a_command_failed_is_safe_too(postdeck: Postdeck) -> None:
    for arguments in (("check", "a\x1b]0;x\x07\n::error::b"), ("check", "--\x1b]0;x\n##[error]b")):
        told = postdeck(*arguments)
        assert told.code == 2
        assert not {"\x1b", "\x07"} & set(told.err)
        assert "\n::" not in told.err
        assert "##[" not in told.err


def test_the_first_build_says_why_most_posts_give_nothing(postdeck: Postdeck) -> None:
    postdeck.write("posts/a.md", POST)
    for name in "bc":
        postdeck.write(f"posts/{name}.md", "---\ntitle: 随笔\n---\n\n随便写写。\n")
    said = "2 posts have no cards, since nothing in them looks like questions"
    assert said in postdeck("build", "posts").out
    assert said not in postdeck("build", "posts").out
