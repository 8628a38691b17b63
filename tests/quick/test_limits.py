"""A post that holds too much of a kind is an error, and its cards stay as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.stages import Options, build, check
from pipeline.stages.limits import MOST, Kind
from tests.support.reading import NOW

HEAD = "---\ntitle: 面试题\n---\n\n# 1. 什么是 A？\n\n"
TAIL = "\n\n# 2. 什么是 B？\n\nb\n"
WAYS: list[tuple[Kind, str]] = [
    ("links", "看[a](b)吧。"),
    ("links", "<a href='b'>a</a> "),
    ("links", "http://a.example "),
    ("pictures", "![](b.png) "),
    ("pictures", "<img src='b.png'> "),
    ("formulas", "$a$ "),
    ("formulas", "\\(a\\) "),
    ("definitions", "\n[{}]: b"),
    ("definitions", "\n\n[^{}]: a[^{}]"),
]


@pytest.mark.parametrize(("kind", "written"), WAYS)
def test_too_many_of_a_kind_are_an_error_and_cards_stay(
    kind: Kind, written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.stages.limits.MOST", {**MOST, kind: 20})
    path, ledger = tmp_path / "post.md", tmp_path / "ledger.json"
    options = Options((path,), tmp_path / "out", ledger=ledger, now=NOW)
    path.write_text(HEAD + _repeated(written, 20) + TAIL, encoding="utf-8")
    assert not build(options).failed
    cards = json.loads(ledger.read_text(encoding="utf-8"))
    path.write_text(HEAD + _repeated(written, 21) + TAIL, encoding="utf-8")
    findings = [f for f in build(options).findings if f.severity == "error"]
    assert [f.code for f in findings] == ["too-many", "nothing-found"]
    assert findings[0].path == "post.md"
    assert f"more than 20 {kind}" in findings[0].message
    assert json.loads(ledger.read_text(encoding="utf-8")) == cards


def test_the_limit_is_held_where_posts_are_only_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.stages.limits.MOST", {**MOST, "links": 2})
    path = tmp_path / "post.md"
    path.write_text(HEAD + "[a](b) " * 3, encoding="utf-8")
    assert "too-many" in {f.code for f in check(Options((path,))).findings}


def _repeated(written: str, times: int) -> str:
    return "".join(written.format(at, at) for at in range(times))
