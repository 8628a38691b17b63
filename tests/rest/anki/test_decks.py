"""Decks of real posts in the real Anki: the demo, and the example posts in both their forms."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.anki_collection import AnkiCollection, Imported
from tests.support.reading import NOW, build_to

pytestmark = pytest.mark.anki

Sources = Callable[[], tuple[Path, ...]]
DAY = 86_400


@pytest.fixture(params=["demo", "blogs", "seeds"])
def sources(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, ...]:
    """A copy of each set of posts in turn, to build and to edit."""
    if request.param == "demo":
        shutil.copytree(request.getfixturevalue("demo"), tmp_path / "demo")
        return (tmp_path / "demo",)
    shared: Path = request.getfixturevalue("shared")
    shutil.copytree(shared / request.param, tmp_path / request.param)
    for path in (tmp_path / request.param).rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (tmp_path / request.param).chmod(0o755)
    if request.param == "blogs":
        return (tmp_path / "blogs" / "linsight", tmp_path / "blogs" / "ningg")
    return (tmp_path / "seeds",)


def test_deck_in_anki(sources: tuple[Path, ...], tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.json"
    outcome = build_to(tmp_path / "out", *sources, ledger=ledger, products=("deck",))
    assert outcome.cards
    package = tmp_path / "out" / "deck.apkg"
    first = package.read_bytes()
    with AnkiCollection(tmp_path / "anki") as anki:
        assert anki.import_package(package) == Imported(outcome.cards, 0, 0, 0)
        assert anki.faults() == []
        for front, back in anki.sides().values():
            shown = re.sub(r"<style>.*?</style>", "", front + back, flags=re.DOTALL)
            assert re.sub(r"<[^>]*>|\s", "", front)
            assert "<script" not in shown
            text = re.sub(
                r"<pre.*?</pre>|<code.*?</code>|\\\(.*?\\\)|\\\[.*?\\\]", "", shown, flags=re.DOTALL
            )
            assert not [mark for mark in ("{%", "$$", "**", "![", "](", "```") if mark in text]
            assert not re.search(r"<img[^>]*src=\"(?:https?:|//|data:|/)", shown)
        assert anki.import_package(package) == Imported(0, 0, outcome.cards, 0)

        build_to(tmp_path / "again", *sources, ledger=ledger, now=NOW + DAY, products=("deck",))
        assert (tmp_path / "again" / "deck.apkg").read_bytes() == first

        assert outcome.corpus is not None
        post = next(post for post in outcome.corpus.posts if post.questions)
        question = next(q for q in post.questions if q.status == "answered")
        scheduled = anki.review(question.guid)
        (path,) = [found for source in sources for found in source.rglob(Path(post.path).name)]
        lines = path.read_text("utf-8").split("\n")
        assert question.answer_span is not None
        lines.insert(question.answer_span.end, "\n补一句新的话。")
        path.write_text("\n".join(lines), "utf-8")
        build_to(tmp_path / "out", *sources, ledger=ledger, now=NOW + 2 * DAY, products=("deck",))
        assert anki.import_package(package) == Imported(0, 1, outcome.cards - 1, 0)
        assert "补一句新的话。" in anki.notes()[question.guid]["Answer"]
        assert anki.scheduling(question.guid) == scheduled
