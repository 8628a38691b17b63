"""The judge of schedules sees what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.support.schedules.edits import answer_typo
from tests.support.schedules.judge import judged
from tests.support.schedules.players import INSTALLED, played
from tests.support.schedules.story import Story, told

pytestmark = pytest.mark.anki

Steps = list[dict[str, Any]]


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> tuple[Story, Steps]:
    folder: Path = tmp_path_factory.mktemp("judged")
    story = told(folder / "story", answer_typo)
    return story, played(INSTALLED, {"x": story}, folder)["x"]


def test_the_edit_alone_counts(play: tuple[Story, Steps]) -> None:
    verdict = judged(*play, INSTALLED)
    assert verdict.imports == ((19, 0, 0), (0, 1, 18))
    assert verdict.history
    assert verdict.faults == ()


def an_interval(last: dict[str, Any]) -> None:
    card(last)["ivl"] += 1


def a_review(last: dict[str, Any]) -> None:
    card(last)["revlog"].pop()


def another_deck(last: dict[str, Any]) -> None:
    card(last)["deck"] = "Default"


def a_second_note(last: dict[str, Any]) -> None:
    note = next(iter(last["state"]["notes"].values()))
    last["state"]["notes"]["other"] = deepcopy(note)


def an_old_answer(last: dict[str, Any]) -> None:
    for guid in last["log"]["updated"]:
        last["state"]["notes"][guid]["fields"]["Answer"] = "…"


def a_forked_note_type(last: dict[str, Any]) -> None:
    last["state"]["notetypes"]["postdeck+"] = ""


def a_lost_picture(last: dict[str, Any]) -> None:
    last["faults"]["missing"] = ["curve.png"]


def an_update_of_all(last: dict[str, Any]) -> None:
    last["log"]["updated"] += last["log"]["duplicate"]


def another_order_of_fields(last: dict[str, Any]) -> None:
    note = next(iter(last["state"]["notes"].values()))
    note["fields"] = dict(reversed(note["fields"].items()))


def card(last: dict[str, Any]) -> dict[str, Any]:
    cards = (note["cards"][0] for note in last["state"]["notes"].values())
    found: dict[str, Any] = next(card for card in cards if card["revlog"])
    return found


SPOILERS = (
    an_interval, a_review, another_deck, a_second_note, an_old_answer, a_forked_note_type,
    a_lost_picture, an_update_of_all, another_order_of_fields,
)  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILERS, ids=lambda spoil: spoil.__name__)
def test_a_fault_is_seen(
    play: tuple[Story, Steps], spoil: Callable[[dict[str, Any]], None]
) -> None:
    story, steps = play
    steps = deepcopy(steps)
    spoil(steps[-1])
    verdict = judged(story, steps, INSTALLED)
    assert verdict.faults
    assert verdict.history == (spoil not in (an_interval, a_review, another_deck))
