"""Where ledgers lie: a site that was renamed keeps its cards, and an unknown one is reported."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from pipeline import ledger
from pipeline.findings import Code, Finding, Severity
from pipeline.ledger import Ledger, LedgerEntry, SiteLedger
from pipeline.ledger.locations import LedgerFiles, Loaded
from tests.support.command import Postdeck
from tests.support.ledgers import site_of

OLD = SiteLedger((LedgerEntry("g1", "question", "a", "1", "一？", "h", 5, 7),))
OTHER = SiteLedger((LedgerEntry("g2", "question", "b", "1", "二？", "h", 5, 8),))


@pytest.fixture
def shared_ledger(tmp_path: Path) -> Path:
    path = tmp_path / "cards.lock.json"
    ledger.save(path, Ledger({"old.example": OLD, "other.example": OTHER}))
    return path


def test_an_alias_is_an_old_name_of_the_site(shared_ledger: Path) -> None:
    places = LedgerFiles({"new.example": shared_ledger}, aliases={"new.example": ("old.example",)})
    loaded = places.load()
    known = loaded.known
    assert known == Ledger({"new.example": OLD})
    assert loaded.findings == ()
    assert places.save(known, known, locked=False) == []
    assert ledger.load(shared_ledger) == Ledger({"new.example": OLD, "other.example": OTHER})


def test_an_alias_that_is_built_too_keeps_its_own_cards(shared_ledger: Path) -> None:
    files = {"new.example": shared_ledger, "old.example": shared_ledger}
    loaded = LedgerFiles(files, aliases={"new.example": ("old.example",)}).load()
    assert loaded.known == Ledger({"old.example": OLD})


def test_a_site_that_a_shared_ledger_does_not_know_is_told(shared_ledger: Path) -> None:
    loaded, [finding] = _new_to(shared_ledger, "new.example", ["一？"])
    assert loaded.known == Ledger()
    assert [entry.guid for entry in loaded.reserved] == ["g1", "g2"]
    assert (finding.code, finding.severity) == (Code.UNKNOWN_SITE, Severity.INFO)
    assert 'aliases = ["old.example"]' in (finding.hint or "")
    assert _new_to(shared_ledger, "old.example", ["一？"])[1] == []


@pytest.mark.parametrize(
    ("same", "other", "code"),
    [(5, 5, Code.DOUBTFUL_SITE), (5, 6, Code.UNKNOWN_SITE), (4, 0, Code.UNKNOWN_SITE)],
)
def test_a_site_with_most_prompts_of_another_one_stops_the_run(
    tmp_path: Path, same: int, other: int, code: Code
) -> None:
    path = tmp_path / "all.json"
    cards = (LedgerEntry(f"c{n}", "question", "a", "1", f"{n}？") for n in range(9))
    ledger.save(path, Ledger({"old.example": SiteLedger(tuple(cards)), "z.example": OTHER}))
    asked = [f"{n}？" for n in range(same)] + [f"又{n}？" for n in range(other)]
    _, [finding] = _new_to(path, "new.example", asked)
    assert finding.code is code
    assert 'aliases = ["old.example"]' in (finding.hint or "")
    assert _new_to(path, "new.example", asked, separate={"new.example"})[1] == []


def _new_to(
    path: Path, key: str, asked: list[str], separate: Collection[str] = ()
) -> tuple[Loaded, list[Finding]]:
    places = LedgerFiles({key: path}, named=True, separate=separate)
    loaded = places.load()
    assert loaded.findings == ()
    return loaded, list(ledger.newcomers(site_of(key, {"a": asked}), places, loaded))


def test_a_blog_that_moved_to_another_host_in_a_ledger_of_two(postdeck: Postdeck) -> None:
    folder = postdeck.folder
    for name in ("one", "two"):
        postdeck.write(f"{name}/_config.yml", f"title: {name}\nurl: https://{name}.example\n")
        post = f"---\ntitle: 面试题\ndate: 2024-01-02\n---\n\n# 1. {name} 是什么？\n\n{name}。\n"
        postdeck.write(f"{name}/source/_posts/post.md", post)
    both = ("build", "one", "two", "--ledger", "all.json", "--only", "deck")
    assert postdeck(*both).code == 0
    before = (folder / "all.json").read_text("utf-8")
    postdeck.write("one/_config.yml", "title: one\nurl: https://new.example\n")
    postdeck.write("postdeck.toml", '[sites."new.example"]\naliases = ["one.example"]\n')
    told = postdeck(*both)
    assert "since the last build, by the ledger: 1 edited, 1 as before\n" in told.out, (
        "its links changed"
    )
    after = (folder / "all.json").read_text("utf-8")
    guids = [{entry.guid for entry in _parsed(text).entries()} for text in (before, after)]
    assert guids[0] == guids[1]
    assert set(_parsed(after).sites) == {"new.example", "two.example"}


def _parsed(text: str) -> Ledger:
    parsed = ledger.parse(text.encode(), "all.json")
    assert isinstance(parsed, Ledger)
    return parsed
