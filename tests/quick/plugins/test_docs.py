"""The programs in docs/plugins.md are those that the tests run."""

from __future__ import annotations

import re

import pytest

from pipeline import read
from tests.support import ROOT
from tests.support.plugins import ANKI_TEXT, as_installed


def programs(heading: str, language: str = "python") -> list[str]:
    """Return the programs below a heading of the page."""
    page = (ROOT / "docs" / "plugins.md").read_text("utf-8")
    section = re.split(r"^## ", page.split(f"\n## {heading}\n")[1], flags=re.MULTILINE)[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


def test_the_emitter_is_the_one_that_is_tested() -> None:
    assert programs("Emitters") == [(ANKI_TEXT / "postdeck_anki_text.py").read_text("utf-8")]
    [entry_point] = programs("Emitters", "toml")
    assert entry_point in (ANKI_TEXT / "pyproject.toml").read_text("utf-8")


def test_the_program_that_reads_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [program] = programs("Reading a corpus in Python")
    assert program.count("\n") <= 20
    monkeypatch.chdir(ROOT)
    as_installed(monkeypatch)
    exec(program, {})  # it is ours
    told = capsys.readouterr().out.splitlines()
    asked = [post for post in read("sources").posts if post.questions]
    assert len(told) == len(asked) > 3
    for line, post in zip(told, asked, strict=True):
        place, length = line.split(": ")[:2]
        path, number = place.split(":")
        assert path == post.path
        longest = max(len(question.answer.text) for question in post.questions)
        assert length == f"{longest} characters"
        assert int(number) in {question.lines.start for question in post.questions}
