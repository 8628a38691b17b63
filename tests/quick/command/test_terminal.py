"""What a person sees on a terminal: findings in groups, and how far a run has come."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

from pipeline.cli import grouped, progress
from pipeline.cli.options import for_a_person
from pipeline.findings import Code, Finding, Place
from pipeline.widths import columns
from tests.support.command import POST, Postdeck

_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def stub(path: str, number: int, prompt: str = "什么是栈？") -> Finding:
    return Finding.of(Code.STUB.message(prompt=prompt), path, number)


def shown(*findings: Finding, width: int = 80) -> list[str]:
    rows = _ANSI.sub("", grouped.render(findings, width)).splitlines()
    return [row.rstrip() for row in rows]


def test_findings_stand_below_their_file_with_their_line(tmp_path: Path) -> None:
    post = tmp_path / "a.md"
    post.write_text("# 一\n\n# 2. 什么是表？\n", "utf-8")
    rows = shown(stub(str(post), 3), width=200)
    assert rows[0] == str(post)
    assert rows[1].startswith("     3 warning: ")
    assert rows[1].endswith("[stub]")
    assert rows[2].strip() == "│ # 2. 什么是表？"


def test_many_of_a_kind_are_folded_in_a_file_and_over_files() -> None:
    rows = shown(*(stub("a.md", line) for line in range(1, 11)))
    assert sum("[stub]" in row for row in rows) == grouped.IN_A_FILE
    assert rows[-1].strip() == "… and 7 more of this kind"
    rows = shown(*(stub(f"{name}.md", line) for name in "abcdefg" for line in (1, 2)))
    assert rows[-2:] == [
        "… and 4 more of stub in 2 more files",
        "these are a part; all of them: postdeck check | less",
    ]
    assert sum(row.endswith(".md") for row in rows) == grouped.FILES


def test_few_are_shown_beside_what_was_made() -> None:
    found = [stub(f"{name}.md", 1) for name in "abcd"]
    rows = _ANSI.sub("", grouped.render(found, 80, few=True)).splitlines()
    assert sum(row.endswith(".md") for row in rows) == grouped.FEW


def test_an_error_stands_last() -> None:
    error = Finding.of(Code.TOO_LARGE.message(limit=10), "a.md", 1)
    rows = shown(error, stub("b.md", 1))
    assert rows.index("b.md") < rows.index("a.md")


def test_a_hint_is_told_once_and_places_in_one_line() -> None:
    places = tuple(Place("b.md", line, "blog") for line in (1, 2, 3, 4))
    finding = Finding(Code.DUPLICATE_PERMALINK, Code.DUPLICATE_PERMALINK.severity, "two", "a.md", 1,
                      None, places, "give one another")  # fmt: skip
    rows = shown(finding, finding)
    assert (
        next(row.strip() for row in rows if "see" in row)
        == "see blog/b.md:1, blog/b.md:2 and 2 more"
    )
    assert sum("hint: give one another" in row for row in rows) == 1


def test_rows_are_no_wider_than_the_terminal() -> None:
    rows = shown(stub("a.md", 1, "什么是栈？" * 30), width=40)
    assert max(map(columns, rows)) <= 40
    assert "".join(rows).count("栈") == 30


def test_what_is_shown_commands_no_terminal() -> None:
    finding = Finding(Code.STUB, Code.STUB.severity, "a\x1b]0;x\x07[red]b[/red]", "\x9bc.md", 1)
    told = grouped.render([finding], 80)
    assert "\x1b]" not in told
    assert "[red]b[/red]" in told


def test_a_terminal_gets_groups_and_a_log_gets_lines(
    postdeck: Postdeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    postdeck.write("posts/a.md", f"{POST}# 2. 什么是表？\n")
    plain = postdeck("check", "posts").out
    assert "posts/a.md:9: warning: " in plain
    monkeypatch.setattr("pipeline.cli.commands.for_a_person", lambda: True)
    told = _ANSI.sub("", postdeck("check", "posts").out)
    assert "posts/a.md\n" in told
    assert "│ # 2. 什么是表？" in told


def test_a_build_counts_the_pictures_of_other_servers(postdeck: Postdeck) -> None:
    postdeck.write("posts/a.md", f"{POST}\n![x](https://x.example/a.png)\n")
    told = postdeck("build", "posts")
    assert "[remote-picture]" not in told.out
    assert "1 warning about pictures on other servers: postdeck check posts" in told.out
    assert "[remote-picture]" in postdeck("check", "posts").out


@pytest.mark.parametrize("name", ["CI", "NO_COLOR"])
def test_a_log_is_no_terminal(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    for known in ("CI", "NO_COLOR"):
        monkeypatch.delenv(known, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert for_a_person()
    monkeypatch.setenv(name, "1")
    assert not for_a_person()


def test_progress_is_shown_after_a_second_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, now = Terminal(), [0.0]
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    monkeypatch.setenv("TERM", "xterm")
    with progress.shown() as show:
        show("reading 笔记\x1b[2J", 1, 9)
        assert not screen.getvalue()
        now[0] = 1.5
        show("reading 笔记\x1b[2J", 5, 9)
        assert "reading 笔记" in screen.getvalue()
        assert "5/9" in _ANSI.sub("", screen.getvalue())
        assert "\x1b[2J" not in screen.getvalue()
    assert screen.getvalue().endswith("\x1b[2K")


def test_a_log_is_shown_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "AFTER", 0)
    with progress.shown() as show:
        show("reading", 1, 2)
    assert screen.getvalue() == ""
