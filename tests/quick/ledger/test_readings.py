"""The reading that a post's cards were made by is used again, whatever the weights say later."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import ledger
from pipeline.questions.chances import Weights, weights
from pipeline.stages import Outcome
from tests.support.reading import build_to

GROUPS = """---
title: 网络面试题
---

## 传输层

### TCP 为什么要握手？

双方都要知道对方能收也能发，两次做不到这一点。

### UDP 有什么用？

丢一点也不要紧的时候用它，比如音视频和查域名。

## 应用层

### HTTP 是有状态的吗？

不是，状态靠别的办法补上，比如请求里带的小段文字。
"""


def build(folder: Path, name: str) -> Outcome:
    return build_to(
        folder / name, folder / "notes", ledger=folder / "ledger.json", products=("deck",)
    )


def swayed() -> Weights:
    """Return weights by which the groups are likelier than their questions."""
    fitted = weights()
    return replace(fitted, signs=tuple(-sign for sign in fitted.signs), some=50.0)


def test_other_weights_retire_no_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/net.md").write_text(GROUPS, "utf-8")
    first = build(tmp_path, "first")
    assert (first.cards, first.corpus and first.corpus.posts[0].reading) == (3, "heading-3")
    known = ledger.load(tmp_path / "ledger.json")
    assert isinstance(known, ledger.Ledger)
    assert dict(known.site("notes").readings) == {"net": "heading-3"}
    by = swayed()
    monkeypatch.setattr(sys.modules["pipeline.questions"], "weights", lambda: by)
    second = build(tmp_path, "second")
    assert second.cards == 3
    assert second.changes is not None
    assert second.changes.counts()["retired"] == 0
    [told] = [f for f in second.findings if f.code == "unsure-questions"]
    assert "as in the build that made its cards, it has 3 questions, but `" in told.message
    (tmp_path / "ledger.json").unlink()
    third = build(tmp_path, "third")
    assert third.corpus is not None
    assert third.corpus.posts[0].reading != "heading-3", "without a ledger the weights decide"


def test_where_the_lines_are_gone_the_weights_decide_again(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    post = tmp_path / "notes/net.md"
    post.write_text(GROUPS, "utf-8")
    build(tmp_path, "first")
    post.write_text(GROUPS.replace("### ", "#### "), "utf-8")
    second = build(tmp_path, "second")
    assert second.corpus is not None
    assert (second.cards, second.corpus.posts[0].reading) == (3, "heading-4")
    assert second.changes is not None
    assert second.changes.counts()["retired"] == 0


def test_a_ledger_of_before_knows_no_readings(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/net.md").write_text(GROUPS, "utf-8")
    build(tmp_path, "first")
    file = tmp_path / "ledger.json"
    file.write_text(file.read_text("utf-8").replace('"reading": "heading-3", ', ""), "utf-8")
    second = build(tmp_path, "second")
    assert second.changes is not None
    assert second.changes.summary() == "3 as before"
    assert '"reading": "heading-3"' in file.read_text("utf-8")
