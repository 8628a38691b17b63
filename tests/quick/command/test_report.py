"""How a finding is printed: one form for every command."""

from __future__ import annotations

from pipeline.cli import report
from pipeline.findings import Code, Finding, Place, Severity

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


def test_a_finding_as_an_annotation() -> None:
    finding = Finding(Code.STUB, Severity.WARNING, "a\nb: 5%", "x,y.md", 2)
    assert report.as_lines([finding], "github") == (
        "::warning file=x%2Cy.md,line=2,title=stub::a%0Ab: 5%25\n"
    )


def test_a_finding_that_would_command_the_terminal() -> None:
    finding = Finding(Code.STUB, Severity.WARNING, "a\x1b[2J\nb\u202e", "\x9bc.md", 1, hint="\x07")
    shown = report.as_lines([finding], "text")
    assert shown == "�c.md:1: warning: a�[2J b [stub]\n    hint: �\n"
