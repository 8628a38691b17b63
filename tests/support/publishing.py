"""A blog that is published again and again, and what is whole about its output set."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from PIL import Image

from pipeline.emitters.anki.package import check_package
from tests.support.command import Postdeck, Told

POST = """---
title: 面试题
---

# 1. 什么是栈？

后进先出，见图：

![栈](stack.png)

# 2. 什么是队列？

先进先出。
"""
# The deck and the sheet: each file more is a place more to be struck at.
ARGUMENTS = ("build", "posts", "--out", "build", "--only", "deck", "--only", "cheatsheet")

Snapshot = dict[str, bytes]


class Blog(Postdeck):
    """A folder with a post and a picture, in which the command is run; by default it builds them."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        super().__init__(folder, monkeypatch, capsys)
        self.build = folder / "build"
        self.ledger = folder / "posts" / "cards.lock.json"

    def __call__(self, *arguments: str, **environment: str) -> Told:
        return super().__call__(*(arguments or ARGUMENTS), **environment)

    def begin(self) -> None:
        """Write the post and its picture."""
        self.write("posts/post.md", POST)
        Image.new("RGB", (2, 2)).save(self.folder / "posts" / "stack.png")

    def edit(self) -> None:
        """Change the post, so that the next deck and ledger differ."""
        text = POST.replace("后进先出", "先进后出").replace(
            "先进先出。", "先到先得。\n\n# 3. 什么是堆？\n\n树。"
        )
        self.write("posts/post.md", text)


def snapshot(folder: Path) -> Snapshot:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def beside(blog: Path) -> list[str]:
    """Return what a run leaves behind: all but the sources, their ledger and the set."""
    usual = {"posts", "build", "post.md", "stack.png", "cards.lock.json"}
    names = {p.name for folder in (blog, blog / "posts") for p in folder.iterdir()}
    return sorted(names - usual)


def assert_whole(folder: Path) -> None:
    """Assert that the parts of a set are of one build, and none is missing."""
    data = (folder / "corpus.json").read_bytes()
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["corpus"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert manifest["artefacts"]["deck.apkg"]["corpus"] == manifest["corpus"]
    assert check_package(folder / "deck.apkg") == ()
    pictures = [
        a["file"] for post in json.loads(data)["posts"] for a in post["pictures"] if a["file"]
    ]
    assert sorted(pictures) == sorted(path.name for path in (folder / "pictures").iterdir())
