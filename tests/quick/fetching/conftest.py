"""A picture store, and servers of the test's own to fill it from."""

from __future__ import annotations

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
from tests.quick.linkcheck.server import Server

POST = "https://blog.example/post.html"


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
