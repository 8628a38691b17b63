"""A card shows the pictures of other servers that the lock knows, whatever else there is."""

from __future__ import annotations

import json
import os
import shutil
import socket
from pathlib import Path
from typing import Any

import pytest

from pipeline import picture_store
from pipeline.findings import Finding
from pipeline.picture_store import PictureLock, PictureStore
from pipeline.picture_store.text import dump, parse
from tests.support.command import Postdeck
from tests.support.fetched import TYPES, every_type, keep, png
from tests.support.reading import corpus_of

POST = """---
title: 面试题
date: 2024-01-02 03:04:05
---

# 1. 图里是什么？

看![甲](https://pics.example/a.png)和![乙](//pics.example/b.png#x)。
"""


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / "post.md").write_text(POST, encoding="utf-8")
    return folder


def answer(blog: Path) -> str:
    return corpus_of(blog).posts[0].questions[0].answer.html


def codes(blog: Path) -> list[str]:
    return [str(finding.code) for finding in corpus_of(blog).findings]


def test_what_the_lock_knows_is_a_picture_and_all_else_a_link(blog: Path) -> None:
    assert codes(blog).count("remote-picture") == 2
    store = keep(blog, a=png())
    locked = store.lock.pictures["https://pics.example/a.png"]
    assert answer(blog) == (
        f'<p>看<img src="pictures/a-{locked.digest[:8]}.png" alt="甲">和'
        '<a href="https://pics.example/b.png#x">乙</a>。</p>'
    )
    assert codes(blog).count("remote-picture") == 1
    keep(blog, b=png(color="blue"))
    assert "pics.example" not in answer(blog)
    assert "remote-picture" not in codes(blog)


def test_a_card_is_the_same_with_and_without_the_bytes(blog: Path) -> None:
    store = keep(blog, a=png(), b=png(color="blue"))
    before = answer(blog)
    shutil.rmtree(store.folder)
    assert answer(blog) == before


@pytest.mark.parametrize("spoil", ["absent", "changed", "folder", "pipe", "link"])
def test_absent_bytes_stop_the_run(blog: Path, postdeck: Postdeck, spoil: str) -> None:
    store = keep(blog, a=png(), b=png(color="blue"))
    assert postdeck("build", "posts", "--only", "deck").code == 0
    deck, ledger = postdeck.folder / "build/deck.apkg", blog / "cards.lock.json"
    before = deck.read_bytes(), ledger.read_bytes()
    file = store.file(store.lock.pictures["https://pics.example/a.png"])
    file.unlink()
    if spoil == "changed":
        file.write_bytes(png(color="green"))
    elif spoil == "folder":
        file.mkdir()
    elif spoil == "pipe":
        os.mkfifo(file)
    elif spoil == "link":
        file.symlink_to(blog / "post.md")
    told = postdeck("build", "posts", "--only", "deck", "--exit-zero")
    assert told.code == 1
    assert "1 picture of this lock is not in" in told.out
    assert "hint: run `postdeck fetch`" in told.out
    assert (deck.read_bytes(), ledger.read_bytes()) == before


def test_what_the_lock_says_of_the_bytes_has_to_be_true(blog: Path) -> None:
    store = keep(blog, a=png())
    for key, value in (("width", 9), ("size", 1), ("type", "image/jpeg"), ("hash", "0" * 64)):
        content = json.loads(store.path.read_text("utf-8"))
        content["pictures"]["https://pics.example/a.png"][key] = value
        store.path.write_text(json.dumps(content), encoding="utf-8")
        assert "absent-picture" in codes(blog), key
        store.save()
    assert "absent-picture" not in codes(blog)


def test_a_drawing_that_was_not_cleaned_is_none_of_ours(blog: Path) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script><path d="M0 0"/></svg>'
    store = keep(blog, a=drawing)
    locked = store.lock.pictures["https://pics.example/a.png"]
    assert b"script" not in store.file(locked).read_bytes()
    assert "absent-picture" not in codes(blog)
    digest = locked.served
    content = json.loads(store.path.read_text("utf-8"))
    content["pictures"]["https://pics.example/a.png"] |= {"hash": digest, "size": len(drawing)}
    store.path.write_text(json.dumps(content), encoding="utf-8")
    (store.folder / f"{digest}.svg").write_bytes(drawing)
    assert "absent-picture" in codes(blog)


def test_a_build_is_the_same_wherever_lock_and_bytes_are(
    postdeck: Postdeck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And opens no socket."""

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, opened)
    every_type(tmp_path / "posts")
    shutil.copytree(tmp_path / "posts", tmp_path / "elsewhere/posts")
    made = []
    for folder in (tmp_path, tmp_path / "elsewhere"):
        assert postdeck.at(folder)("build", "posts").code == 0
        build = folder / "build"
        made.append({path.name: path.read_bytes() for path in build.rglob("*") if path.is_file()})
    assert made[0] == made[1]
    assert {*TYPES} <= {name.rpartition(".")[2] for name in made[0]}


def good() -> dict[str, Any]:
    entry = {
        "hash": "0" * 64, "type": "image/png", "width": 8, "height": 6, "size": 70, "date": "2025-06-15",
    }  # fmt: skip
    return {
        "schema": "postdeck-pictures/1",
        "hosts": {"pics.example": {"referer": "post"}},
        "refused": {
            "https://pics.example/b.png": {"reason": "404 Not Found", "date": "2025-06-15"}
        },
        "placeholders": ["1" * 64],
        "pictures": {"https://pics.example/a.png": entry},
    }


def test_a_lock_is_read_as_it_is_written() -> None:
    lock = parse(json.dumps(good()).encode())
    assert isinstance(lock, PictureLock)
    assert parse(dump(lock).encode()) == lock
    assert parse(dump(PictureLock()).encode()) == PictureLock()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema", "postdeck-pictures/2"),
        ("schema", 1),
        ("more", 1),
        ("pictures", []),
        ("refused", []),
        ("refused", {"https://pics.example/b.png": "404"}),
        ("refused", {"https://pics.example/b.png": {"reason": "", "date": "2025-06-15"}}),
        ("refused", {"https://pics.example/b.png": {"reason": "x" * 301, "date": "2025-06-15"}}),
        ("refused", {"https://pics.example/b.png": {"reason": "404", "date": "today"}}),
        ("refused", {"pics.example": {"reason": "404", "date": "2025-06-15"}}),
        ("placeholders", {}),
        ("placeholders", ["a.png"]),
        ("placeholders", [1]),
        ("hosts", []),
        ("hosts", {"pics.example": {"referer": "any"}}),
        ("hosts", {"pics.example": "post"}),
        ("hosts", {"a/b": {"referer": "own"}}),
        ("pictures", {"file:///etc/passwd": {}}),
        ("pictures", {"https://pics.example/a b": good()["pictures"]["https://pics.example/a.png"]}),
        ("pictures", {"https://pics.example/a": 1}),
        ("hash", "../../etc/passwd"),
        ("hash", 1),
        ("served", "x"),
        ("type", "text/html"),
        ("type", []),
        ("width", 0),
        ("width", True),
        ("height", 10**9),
        ("size", 1.5),
        ("date", "2025-02-30"),
        ("date", None),
        ("why", "x"),
    ],
)  # fmt: skip
def test_a_lock_that_cannot_be_trusted_is_an_error(
    tmp_path: Path, path: str, value: object
) -> None:
    content = good()
    at = (
        content if path in {*content, "more"} else content["pictures"]["https://pics.example/a.png"]
    )
    at[path] = value
    file = tmp_path / picture_store.NAME
    file.write_text(json.dumps(content), encoding="utf-8")
    found = picture_store.load(file)
    assert isinstance(found, Finding)
    assert found.code == "bad-picture-lock"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff",
        b"{",
        b"[" * 100_000,
        b'{"a": 1, "a": 2}',
        b"1" * 5000,
        b"<<<<<<< HEAD\n",
    ],
)
def test_what_is_no_lock(data: bytes) -> None:
    assert isinstance(parse(data), str)


def test_a_lock_that_is_no_file_stops_the_run(blog: Path, postdeck: Postdeck) -> None:
    (blog / picture_store.NAME).mkdir()
    told = postdeck("build", "posts")
    assert told.code == 1
    assert "bad-picture-lock" in told.out


def test_pruning_takes_what_nothing_names(tmp_path: Path) -> None:
    store = keep(tmp_path, a=png(), b=png(color="blue"))
    (store.folder / "mine.png").write_bytes(png())
    store.lock = store.lock.without(["https://pics.example/b.png"])
    assert store.prune() == 1
    kept = store.file(store.lock.pictures["https://pics.example/a.png"]).name
    assert sorted(path.name for path in store.folder.iterdir()) == sorted([kept, "mine.png"])
    assert isinstance(store, PictureStore)
