"""The key of a site is the same wherever its folder lies and whatever it is called."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.readers.site_name import site_name
from tests.support.command import POST, Postdeck
from tests.support.reading import NOW

WORDS = "栈 堆 树 图 表 串".split()
ORIGIN = '[core]\n\tbare = false\n[remote "{name}"]\n\turl = {url}\n\tfetch = +refs/heads/*\n'


def write_notes(postdeck: Postdeck, folder: str) -> None:
    for word in WORDS:
        postdeck.write(f"{folder}/{word}.md", POST.replace("栈", word))


def guids(postdeck: Postdeck, build: str = "build") -> dict[str, str]:
    """Return the guids of the last build by prompt."""
    corpus = json.loads((postdeck.folder / build / "corpus.json").read_text("utf-8"))
    return {q["prompt"]["text"]: q["guid"] for post in corpus["posts"] for q in post["questions"]}


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("web-interview", "web-interview"),
        ("web-interview-master", "web-interview"),
        ("web-interview-main", "web-interview"),
        ("web-interview-1.20.3", "web-interview"),
        ("web-interview-v2", "web-interview"),
        ("web-interview-0a1b2c3", "web-interview"),
        (f"web-interview-{'0a' * 20}", "web-interview"),
        ("web-interview-main (1)", "web-interview"),
        ("web-interview - Copy", "web-interview"),
        ("notes-2024", "notes-2024"),
        ("java-8", "java-8"),
        ("the-facade", "the-facade"),
        ("main", "main"),
        ("面试题-master", "面试题"),
    ],
)
def test_a_folder_without_git(tmp_path: Path, folder: str, name: str) -> None:
    assert site_name(tmp_path / folder) == name


@pytest.mark.parametrize(
    "url",
    [
        "https://code.example/someone/Web-Interview.git",
        "https://code.example/another/Web-Interview",
        "git@code.example:someone/Web-Interview.git",
        "ssh://git@code.example:22/someone/Web-Interview.git/",
        "C:\\repositories\\Web-Interview.git",
        "/srv/git/Web-Interview.git",
    ],
)
def test_a_clone_has_the_name_of_its_repository(tmp_path: Path, url: str) -> None:
    config = tmp_path / "my copy" / ".git" / "config"
    config.parent.mkdir(parents=True)
    upstream = ORIGIN.format(name="upstream", url="https://code.example/x/other.git")
    config.write_text(upstream + ORIGIN.format(name="origin", url=url), "utf-8")
    assert site_name(tmp_path / "my copy") == "Web-Interview"


def test_a_worktree_and_a_submodule(tmp_path: Path) -> None:
    git = tmp_path / "main/.git"
    (git / "worktrees/w").mkdir(parents=True)
    (git / "config").write_text(ORIGIN.format(name="origin", url="https://c.example/a/notes.git"))
    (git / "worktrees/w/commondir").write_text("../..\n")
    (tmp_path / "w").mkdir()
    (tmp_path / "w/.git").write_text("gitdir: ../main/.git/worktrees/w\n")
    assert site_name(tmp_path / "w") == "notes"


@pytest.mark.parametrize("content", ["", "gitdir:", "gitdir: nowhere", "[remote", "\x00" * 9])
def test_what_git_did_not_write(tmp_path: Path, content: str) -> None:
    (tmp_path / "notes-main").mkdir()
    (tmp_path / "notes-main/.git").write_text(content)
    assert site_name(tmp_path / "notes-main") == "notes"


def test_clone_and_archive_have_the_same_cards(postdeck: Postdeck) -> None:
    write_notes(postdeck, "web-interview")
    postdeck.write(
        "web-interview/.git/config", ORIGIN.format(name="origin", url="https://c.example/a/notes")
    )
    write_notes(postdeck, "notes-main")
    assert postdeck("build", "web-interview", "--out", "one").code == 0
    assert postdeck("build", "notes-main", "--out", "two").code == 0
    assert guids(postdeck, "one") == guids(postdeck, "two")


def test_two_of_one_name_are_told_and_one_is_given_another(postdeck: Postdeck) -> None:
    write_notes(postdeck, "one/notes")
    write_notes(postdeck, "two/notes")
    told = postdeck("build", "one/notes", "two/notes")
    assert told.code == 1
    assert "[duplicate-site]" in told.out
    assert "[keys]" in told.out
    postdeck.write("postdeck.toml", '[keys]\n"two/notes" = "more-notes"\n')
    assert postdeck("build", "one/notes", "two/notes").code == 0


def test_a_folder_renamed_with_its_ledger(postdeck: Postdeck) -> None:
    write_notes(postdeck, "notes")
    postdeck.write("postdeck.toml", '[sites.notes]\ndeck = "学习"\n')
    assert postdeck("build", "notes").code == 0
    postdeck.write("notes/readings.toml", '[notes]\n"栈" = "heading-1"\n')
    before = guids(postdeck)
    (postdeck.folder / "notes").rename(postdeck.folder / "other")
    told = postdeck("build", "other", "--strict")
    assert told.code == 0, told
    assert guids(postdeck) == before
    assert '"学习::' in (postdeck.folder / "other/cards.lock.json").read_text("utf-8")


def test_a_folder_renamed_without_its_ledger(postdeck: Postdeck) -> None:
    write_notes(postdeck, "notes")
    assert postdeck("build", "notes").code == 0
    before = guids(postdeck)
    (postdeck.folder / "notes/cards.lock.json").unlink()
    (postdeck.folder / "notes").rename(postdeck.folder / "other")
    told = postdeck("build", "other")
    assert told.code == 1
    assert "other: error: 6 of 6 prompts of other are in the last build under notes" in told.out
    assert 'hint: if so, write: [keys] "other" = "notes"' in told.out
    assert not (postdeck.folder / "other/cards.lock.json").exists()
    postdeck.write("postdeck.toml", '[keys]\n"other" = "notes"\n')
    later = {"SOURCE_DATE_EPOCH": str(NOW + 86_400)}
    assert postdeck("build", "other", "--locked", **later).code == 1, "the ledger would change"
    assert "ledger: 6 as before\n" in postdeck("build", "other", **later).out
    assert guids(postdeck) == before


def test_an_answer_without_the_deck_of_the_last_build(postdeck: Postdeck) -> None:
    write_notes(postdeck, "notes")
    assert postdeck("build", "notes", "--only", "corpus").code == 0
    before = guids(postdeck)
    (postdeck.folder / "notes").rename(postdeck.folder / "other")
    (postdeck.folder / "other/cards.lock.json").unlink(missing_ok=True)
    postdeck.write("postdeck.toml", '[keys]\n"other" = "notes"\n')
    assert postdeck("build", "other").code == 0
    assert guids(postdeck) == before


def test_a_new_key_edits_no_note(postdeck: Postdeck) -> None:
    write_notes(postdeck, "notes")
    assert postdeck("build", "notes").code == 0
    (postdeck.folder / "notes").rename(postdeck.folder / "other")
    told = postdeck("build", "other", SOURCE_DATE_EPOCH=str(NOW + 86_400))
    assert "ledger: 6 as before\n" in told.out


def test_another_blog_is_kept_apart(postdeck: Postdeck) -> None:
    write_notes(postdeck, "notes")
    assert postdeck("build", "notes").code == 0
    shutil.copytree(postdeck.folder / "notes", postdeck.folder / "other")
    (postdeck.folder / "other/cards.lock.json").unlink()
    assert postdeck("build", "other").code == 1
    postdeck.write("postdeck.toml", "[sites.other]\nseparate = true\n")
    assert postdeck("build", "other").code == 0


@pytest.mark.parametrize(
    ("answers", "code", "settings"),
    [
        ("y\n", 0, '# mine\n\n[keys]\nother = "notes"\n'),
        ("what\nN\n", 0, "# mine\n\n[sites.other]\nseparate = true\n"),
        ("", 1, "# mine\n"),
    ],
)
def test_a_terminal_is_asked(
    postdeck: Postdeck, monkeypatch: pytest.MonkeyPatch, answers: str, code: int, settings: str
) -> None:
    write_notes(postdeck, "notes")
    assert postdeck("build", "notes").code == 0
    before = guids(postdeck)
    (postdeck.folder / "notes/cards.lock.json").unlink()
    (postdeck.folder / "notes").rename(postdeck.folder / "other")
    postdeck.write("postdeck.toml", "# mine\n")
    lines = iter(answers.splitlines(keepends=True))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin.readline", lambda: next(lines, ""), raising=False)
    told = postdeck("build", "other", SOURCE_DATE_EPOCH=str(NOW + 86_400))
    assert (told.code, "6 as before" in told.out) == (code, "keys" in settings)
    assert (postdeck.folder / "postdeck.toml").read_text("utf-8") == settings
    assert (guids(postdeck) == before) == ((code == 0 and "keys" in settings) or code == 1)
