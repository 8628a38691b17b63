"""Two machines of a learner, which Anki's own sync server keeps alike."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.errors import NetworkError
from anki.sync_pb2 import SyncAuth, SyncCollectionResponse

from tests.support.anki_collection import AnkiCollection, Imported
from tests.support.schedules.choices import NEW, expand
from tests.support.schedules.story import Story, prompts_of

pytestmark = pytest.mark.anki

ALIKE, ALL = SyncCollectionResponse.NO_CHANGES, SyncCollectionResponse.FULL_SYNC


@pytest.fixture
def login(tmp_path: Path) -> Iterator[Callable[[Collection], SyncAuth]]:
    """Return a function that logs in to a server of this test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {"USER1": "me:secret", "BASE": tmp_path / "server", "HOST": "127.0.0.1", "PORT": port}
    env = os.environ | {f"SYNC_{name}": str(value) for name, value in told.items()}
    command = [sys.executable, "-m", "anki.syncserver"]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL) as server:

        def login(col: Collection) -> SyncAuth:
            for _ in range(100):
                try:
                    return col.sync_login("me", "secret", f"http://127.0.0.1:{port}/")
                except NetworkError:
                    time.sleep(0.1)
            raise TimeoutError

        yield login
        server.terminate()


class Machine(AnkiCollection):
    """A collection that syncs."""

    auth: SyncAuth

    def sync(self, *, upload: bool | None = None) -> int:
        """Return what is left to be done; `upload` says which side counts where one has to."""
        if upload is not None:
            self.col.close_for_full_sync()
            self.col.full_upload_or_download(auth=self.auth, server_usn=None, upload=upload)
            self.col.reopen(after_full_sync=True)
        return int(self.col.sync_collection(self.auth, sync_media=False).required)


@pytest.fixture
def story(tmp_path: Path) -> Story:
    story = Story(tmp_path / "story")
    story.write()
    story.guids = prompts_of(story.build(0))
    return story


@pytest.fixture
def machines(
    tmp_path: Path, story: Story, login: Callable[[Collection], SyncAuth]
) -> Iterator[tuple[Machine, Machine]]:
    """Return two machines that are alike: the deck was imported on one, and a card reviewed on each."""
    with Machine(tmp_path / "one") as one, Machine(tmp_path / "other") as other:
        one.auth, other.auth = login(one.col), login(other.col)
        one.import_package(story.package)
        one.review(guid_of(story, 0))
        assert one.sync(upload=True) == ALIKE
        assert other.sync(upload=False) == ALIKE
        other.review(guid_of(story, 1))
        assert other.sync() == one.sync() == ALIKE
        yield one, other


def guid_of(story: Story, at: int) -> str:
    return story.guids[story.post("part-1").questions[at].prompt]


def update(story: Story) -> str:
    """Build a deck with a new question and an edited answer, of a card that was reviewed."""
    expand(story.post("part-1").questions[0])
    story.post("part-1").questions.append(NEW)
    story.write()
    return prompts_of(story.build(1))[NEW.prompt]


def schedules(story: Story, machine: Machine) -> list[dict[str, object]]:
    return [machine.scheduling(guid_of(story, at)) for at in range(3)]


def test_an_update_reaches_the_other_machine(
    story: Story, machines: tuple[Machine, Machine]
) -> None:
    one, other = machines
    before = schedules(story, one)
    assert schedules(story, other) == before
    added = update(story)
    assert one.import_package(story.package) == Imported(new=1, updated=1, same=18, conflicting=0)
    assert one.sync() == other.sync() == ALIKE
    for machine in machines:
        assert len(machine.notes()) == 20
        assert added in machine.notes()
        assert "补一句。" in machine.notes()[guid_of(story, 0)]["Answer"]
        assert schedules(story, machine) == before


def test_an_update_on_both_machines_doubles_nothing(
    story: Story, machines: tuple[Machine, Machine]
) -> None:
    one, other = machines
    before = schedules(story, one)
    added = update(story)
    for machine in machines:
        machine.import_package(story.package)
    assert one.sync() == other.sync() == one.sync() == ALIKE
    for machine in machines:
        assert len(machine.notes()) == len(machine.col.find_notes("")) == 20
        assert added in machine.notes()
        assert schedules(story, machine) == before
        assert machine.faults() == []


def test_a_field_of_the_own_asks_for_a_full_sync(
    story: Story, machines: tuple[Machine, Machine]
) -> None:
    one, other = machines
    before = schedules(story, one)
    model = one.col.models.by_name("postdeck")
    assert model
    one.col.models.add_field(model, one.col.models.new_field("Mine"))
    one.col.models.update_dict(model)
    assert one.sync() == ALL
    assert one.sync(upload=True) == ALIKE
    update(story)
    merged = one.import_package(story.package, merge_notetypes=True)
    assert (merged.new, merged.conflicting) == (1, 0)
    assert one.sync() == ALIKE
    assert other.sync() == ALL
    assert other.sync(upload=False) == ALIKE
    assert len(other.notes()) == 20
    assert schedules(story, other) == before
