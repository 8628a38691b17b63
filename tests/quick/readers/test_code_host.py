"""Where code hosts show the files of a repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.readers.code_host import FilePages, file_pages, of_repository

CONFIG = '[remote "{}"]\n\turl = {}\n'


@pytest.mark.parametrize(
    ("remote", "pages"),
    [
        ("https://github.com/me/notes.git", "https://github.com/me/notes/blob/main"),
        ("git@github.com:me/notes.git", "https://github.com/me/notes/blob/main"),
        ("ssh://git@github.com:22/me/notes/", "https://github.com/me/notes/blob/main"),
        ("https://me:secret@www.github.com/me/notes", "https://github.com/me/notes/blob/main"),
        ("https://gitee.com/me/notes", "https://gitee.com/me/notes/blob/main"),
        ("git@gitlab.com:a/b/notes.git", "https://gitlab.com/a/b/notes/-/blob/main"),
        ("https://bitbucket.org/me/notes", "https://bitbucket.org/me/notes/src/main"),
        ("https://codeberg.org/me/notes", "https://codeberg.org/me/notes/src/branch/main"),
        ("https://code.example/me/notes", ""),
        ("/srv/github.com/me/notes", ""),
        ("C:\\github.com\\me\\notes", ""),
        ("https://github.com/me", ""),
        ("", ""),
    ],
)
def test_hosts(remote: str, pages: str) -> None:
    assert of_repository(remote, "main") == pages


@pytest.mark.parametrize(
    ("files", "branch"),
    [
        ({"HEAD": "ref: refs/heads/feature/x\n"}, "feature/x"),
        (
            {
                "HEAD": "ref: refs/heads/mine\n",
                "refs/remotes/origin/HEAD": "ref: refs/remotes/origin/main\n",
            },
            "main",
        ),
        ({"HEAD": f"{'0a' * 20}\n"}, "HEAD"),
        ({}, "HEAD"),
    ],
)  # fmt: skip
def test_branches(files: dict[str, str], branch: str, tmp_path: Path) -> None:
    config = CONFIG.format("other", "x") + CONFIG.format("origin", "git@github.com:me/notes.git")
    for name, text in {"config": config, **files}.items():
        (tmp_path / ".git" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / ".git" / name).write_text(text)
    assert file_pages(tmp_path) == FilePages(f"https://github.com/me/notes/blob/{branch}")


def test_a_folder_without_git(tmp_path: Path) -> None:
    assert file_pages(tmp_path) is None
    assert (
        FilePages("https://a.example/b").address("c d/é.md", {})
        == "https://a.example/b/c%20d/%C3%A9.md"
    )
