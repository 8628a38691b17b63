"""What could not be had is remembered until it can be, and what stands for it is told."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.picture_store import Refusal
from pipeline.settings import PictureSettings
from tests.quick.fetching.conftest import Blog, Shelf
from tests.quick.fetching.test_fetching import only
from tests.quick.linkcheck.server import Server, answer
from tests.support.fetched import png

PLACEHOLDER = png(color="gray")


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A terminal on which every question is answered by no, and what it was asked."""
    asked = list[str]()
    monkeypatch.setattr("pipeline.cli.offer.may_ask", lambda arguments: True)

    def answered(question: str) -> str:
        asked.append(question)
        return "n"

    monkeypatch.setattr("builtins.input", answered)
    return asked


def test_why_a_picture_cannot_be_had_is_kept_until_it_can_be(shelf: Shelf, server: Server) -> None:
    server.paths["/a.png"] = [
        answer(404),
        answer(404),
        answer(500),
        answer(500),
        answer(500),
        answer(200, png()),
    ]
    address = server.at("pics.test", "/a.png")
    told = []
    for _ in range(3):
        assert not shelf.fetch(address).ends
        refusal = shelf.store.lock.refused[address]
        told.append((refusal.reason, refusal.date))
        shelf.world.time += 86_400
    assert told == [
        ("404 Not Found", "2025-06-15"),
        ("404 Not Found", "2025-06-15"),
        ("500 Internal Server Error", "2025-06-17"),
    ]
    assert shelf.fetch(address).ends == {address: "new"}
    assert shelf.store.lock.refused == {}


def test_what_the_lock_has_is_not_refused(shelf: Shelf, server: Server) -> None:
    server.paths["/a.png"] = [answer(200, png()), answer(404)]
    address = server.at("pics.test", "/a.png")
    shelf.fetch(address)
    assert shelf.fetch(address, refresh=True).failures
    assert shelf.store.lock.refused == {}


def test_a_machine_without_a_network_tried_nothing(shelf: Shelf) -> None:
    with Server() as server:
        address = server.at("pics.test", "/a.png")
    assert shelf.fetch(address).offline
    assert not shelf.store.path.exists()


def test_a_build_offers_only_what_nobody_tried(blog: Blog, answers: list[str]) -> None:
    blog.write("a", "x", "y")
    assert blog.postdeck("build", "posts", "--only", "deck").code == 0
    blog.fetch()
    told = blog.postdeck("build", "posts", "--only", "deck").out
    assert answers == ["3 pictures lie on 1 other server: fetch them now? [y/N] "]
    assert "could not be had from other servers; to try again: postdeck fetch posts\n" in told
    told = blog.postdeck("check", "posts").out
    assert "x.png could not be fetched: 404 Not Found (since 20" in told
    assert "is on another server" not in told
    blog.server.paths["/x.png"] = answer(200, png((3, 3)))
    assert "1 picture fetched" in blog.fetch().out
    assert "1 picture could not be had" in blog.postdeck("check", "posts").out


def test_refusals_change_no_product(blog: Blog) -> None:
    blog.write("a", "x")
    build = blog.postdeck.folder / "build"

    def made() -> dict[str, bytes]:
        assert blog.postdeck("build", "posts").code == 0
        return {f.name: f.read_bytes() for f in build.iterdir() if f.suffix in {".apkg", ".html"}}

    blog.server.paths["/a.png"] = answer(404)
    before = made()
    blog.fetch()
    assert len(blog.store.lock.refused) == 2
    assert made() == before


def test_pruning_takes_away_refusals_that_no_post_needs(blog: Blog) -> None:
    blog.write("a", "x", "y")
    blog.fetch()
    blog.write("a", "x")
    blog.fetch("--prune")
    assert [*blog.store.lock.refused] == [blog.at("x")]


def _refuses(blog: Blog, fine: bool) -> list[str]:
    """Have a server give the same picture for others, to requests without a referer or to all."""
    names = ["a", "b", "c"]
    for n, name in enumerate(names, 5):
        behaviour = only(
            lambda referer: fine and bool(referer), png((8, n)), answer(200, PLACEHOLDER)
        )
        blog.server.paths[f"/{name}.png"] = behaviour
    blog.write(*names, "d")
    return names


@pytest.mark.parametrize("fine", [True, False])
def test_a_placeholder_is_told(blog: Blog, fine: bool) -> None:
    """And the command that is told makes links of them, so that the next run asks in other ways."""
    names = _refuses(blog, fine)
    told = blog.fetch().out
    (file,) = {blog.store.file(blog.store.lock.pictures[blog.at(name)]) for name in names}
    host = f"127.0.0.1:{blog.server.port}"
    assert (
        f"warning: {host}: 3 addresses gave the same picture, which may be a placeholder: " in told
    )
    assert told.count("[placeholder-picture]") == 1
    command = re.search(r"run `postdeck fetch --forget (\S+)`, then `postdeck fetch`", told)
    assert command is not None
    assert Path(blog.postdeck.folder, command[1]) == file
    assert "placeholder" not in blog.fetch().out
    assert blog.fetch("--forget", command[1]).out == "3 pictures forgotten\n"
    assert blog.names == ["d"]
    told = blog.fetch().out
    assert "placeholder-picture" not in told
    assert blog.names == ([*names, "d"] if fine else ["d"])
    assert ("what the server gives is a placeholder (3)" in told) == (not fine)
    assert len(blog.store.lock.refused) == (0 if fine else 3)


@pytest.mark.parametrize("how", ["two", "hosts", "large"])
def test_what_is_the_same_by_chance_is_not_told(
    shelf: Shelf, server: Server, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if how == "large":
        monkeypatch.setattr("pipeline.fetching.placeholders._SMALL", len(PLACEHOLDER) - 1)
    hosts = ["a.test", "b.test", "c.test"] if how == "hosts" else ["a.test"] * 3
    addresses = [
        server.at(host, f"/{n}.png") for n, host in enumerate(hosts[: 2 if how == "two" else 3])
    ]
    server.paths |= {f"/{n}.png": answer(200, PLACEHOLDER) for n in range(3)}
    assert len(shelf.fetch(*addresses).ends) == len(addresses)
    assert shelf.fetch(*addresses, refresh=True).suspects == []


def test_a_scaled_picture_is_brought_back_as_it_was(
    shelf: Shelf, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the settings are now; where Pillow makes other bytes of it, that is told."""
    server.paths["/a.webp"] = answer(200, png((2000, 500), kind="WEBP"))
    address = server.at("pics.test", "/a.webp")
    shelf.form = PictureSettings(width=400, convert=True)
    shelf.fetch(address)
    before = shelf.bytes(address)
    for form in (PictureSettings(width=0), PictureSettings(width=300)):
        shelf.form = form
        shelf.store.file(shelf.store.lock.pictures[address]).unlink()
        assert shelf.fetch(address).ends == {address: "restored"}
        assert shelf.bytes(address) == before
    shelf.store.file(shelf.store.lock.pictures[address]).unlink()
    monkeypatch.setitem(
        __import__("pipeline.fetching.storing").fetching.storing._SAVED["JPEG"], "quality", 50
    )
    failed = shelf.fetch(address)
    assert failed.lost
    assert failed.failures[address].reason == "this version of Pillow makes other bytes of it"
    assert shelf.fetch(address, refresh=True).ends == {address: "changed"}


def test_settings_take_effect_by_refresh(shelf: Shelf, server: Server) -> None:
    server.paths["/a.webp"] = answer(200, png((2000, 500), kind="WEBP"))
    address = server.at("pics.test", "/a.webp")
    shelf.fetch(address)
    for form in (PictureSettings(width=400), PictureSettings(width=400, convert=True)):
        shelf.form = form
        assert shelf.fetch(address).ends == {}
        assert shelf.fetch(address, refresh=True).ends == {address: "changed"}
        assert shelf.fetch(address, refresh=True).ends == {address: "same"}
    locked = shelf.store.lock.pictures[address]
    assert (locked.width, locked.media_type) == (400, "image/jpeg")


def test_a_reason_that_a_site_brings_commands_no_terminal(blog: Blog) -> None:
    blog.write("x")
    blog.fetch()
    store = blog.store
    hostile = Refusal("\x1b[31m\n::error::x\u202e", "2025-06-15")
    store.lock = replace(store.lock, refused={blog.at("x"): hostile})
    store.save()
    told = blog.postdeck("check", "posts").out
    assert "could not be fetched: \ufffd[31m ::error::x (since 2025-06-15)" in told
