"""A picture store, and servers of the test's own to fill it from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pipeline import picture_store
from pipeline.fetching import Fetched, FetchRequest, fetch
from pipeline.picture_store import PictureStore
from pipeline.settings import PictureSettings
from tests.quick.linkcheck.conftest import POLICY, World
from tests.quick.linkcheck.server import Server, answer
from tests.support.command import Postdeck, Told
from tests.support.fetched import png

POST = "https://blog.example/post.html"
HURRY = ("--allow-private", "--pause", "0", "--tries", "1", "--timeout", "5")


@dataclass
class Shelf:
    """Fetches into one store, as one run after another does."""

    folder: Path
    world: World
    form: PictureSettings = field(default_factory=PictureSettings)

    @property
    def store(self) -> PictureStore:
        loaded = picture_store.load(self.folder / picture_store.NAME)
        assert isinstance(loaded, PictureStore)
        return loaded

    def fetch(self, *addresses: str, post: str = POST, **more: object) -> Fetched:
        given: dict[str, Any] = {"policy": POLICY, "form": self.form, **more}
        wanted = dict.fromkeys(addresses, post)
        request = FetchRequest(wanted, machine=self.world.machine(), **given)
        return fetch(self.store, request)

    def why(self, address: str, **more: object) -> str:
        """Fetch a picture that cannot be had, and return why."""
        fetched = self.fetch(address, **more)  # type: ignore[arg-type]
        assert fetched.ends == {}
        assert address not in self.store.lock.pictures
        return fetched.failures[address].reason

    def bytes(self, address: str) -> bytes:
        store = self.store
        assert store.holds(address)
        return store.file(store.lock.pictures[address]).read_bytes()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    folder = tmp_path / "site"
    folder.mkdir()
    return Shelf(folder, World(tmp_path / "none"))


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


class Blog:
    """A folder of one post with pictures of a server, and the command in it."""

    def __init__(self, postdeck: Postdeck, server: Server) -> None:
        self.postdeck, self.server = postdeck, server
        self.write("a", "b")

    def at(self, name: str) -> str:
        return self.server.at("127.0.0.1", f"/{name}.png")

    def write(self, *names: str, name: str = "post.md", intro: str = "") -> None:
        pictures = "".join(f"![图]({self.at(name)})\n" for name in names)
        text = f"---\ntitle: 面试题\ndate: 2024-01-02 03:04:05\n---\n\n{intro}\n\n"
        self.postdeck.write(f"posts/{name}", f"{text}# 1. 图里是什么？\n\n看：\n\n{pictures}")

    def fetch(self, *arguments: str) -> Told:
        return self.postdeck("fetch", "posts", *HURRY, *arguments)

    def fetched(self, *arguments: str) -> Any:
        return json.loads(self.fetch("--format", "json", *arguments).out)

    @property
    def store(self) -> PictureStore:
        loaded = picture_store.load(self.postdeck.folder / "posts" / picture_store.NAME)
        assert isinstance(loaded, PictureStore)
        return loaded

    @property
    def names(self) -> list[str]:
        return [address.rpartition("/")[2][:-4] for address in sorted(self.store.lock.pictures)]

    def files(self) -> list[Path]:
        return sorted(self.store.folder.iterdir())


@pytest.fixture
def blog(postdeck: Postdeck, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("no_proxy", "*")
    with Server() as server:
        for n, name in enumerate("abcd", 5):
            server.paths[f"/{name}.png"] = answer(200, png((8, n)))
        yield Blog(postdeck, server)
