"""Git's union of the ledgers of two branches is a ledger."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline import ledger
from tests.quick.ledger.test_merged import ASKED, BASE, prompts, read
from tests.support.ledgers import NOW, built, history, posts_of

pytestmark = pytest.mark.git


def text_of(asked: dict[str, list[str]], now: int, note_type: str = "t") -> str:
    """Return the ledger of a build that comes after that of `ASKED`."""
    known = history(ASKED)
    made = ledger.identify(posts_of(asked), known)
    return ledger.dump(built(made, known, now, note_type=note_type).ledger)


OURS = {**ASKED, "a": [*ASKED["a"], "五？"]}
THEIRS = {**ASKED, "a": [*ASKED["a"], "六？"]}
UNIONS = {
    "cards at the end of one post": (OURS, THEIRS, {"a": {"五？", "六？"}}),
    "cards at its beginning": (
        {**ASKED, "a": ["五？", *ASKED["a"]]}, {**ASKED, "a": ["六？", *ASKED["a"]]},
        {"a": {"五？", "六？"}},
    ),
    "new posts side by side": (
        {**ASKED, "b1": ["五？"]}, {**ASKED, "b2": ["六？", "七？"]},
        {"b1": {"五？"}, "b2": {"六？", "七？"}},
    ),
    "new posts at the end": (
        {**ASKED, "d": ["五？", "七？"]}, {**ASKED, "e": ["六？"]}, {"d": {"五？", "七？"}, "e": {"六？"}},
    ),
    "a card that is gone, and one that is new": (
        {**ASKED, "a": ["一？", "二？"]}, THEIRS, {"a": {"六？"}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNIONS)
@pytest.mark.parametrize("note_type", ["t", "new"])
def test_gits_union_of_two_branches_is_a_ledger(name: str, note_type: str, tmp_path: Path) -> None:
    """Both have the new note type, from another time."""
    ours, theirs, added = UNIONS[name]
    sides = text_of(ours, NOW + 60, note_type), BASE, text_of(theirs, NOW + 90, note_type)
    paths = [tmp_path / side for side in ("ours", "base", "theirs")]
    for path, text in zip(paths, sides, strict=True):
        path.write_text(text, "utf-8")
    subprocess.run(["git", "merge-file", "--union", *paths], check=True)
    known = read(paths[0].read_text("utf-8"))
    expected = {post: set(asked) | added.get(post, set()) for post, asked in ASKED.items()}
    assert {post: set(asked) for post, asked in prompts(known).items()} == {**added, **expected}
    [site] = known.sites.values()
    assert site.note_type is not None
    assert site.note_type.mod == (NOW + 90 if note_type == "new" else NOW)
    again = ledger.parse(ledger.dump(known).encode(), "cards.lock.json")
    assert again == known
