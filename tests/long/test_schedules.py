"""A learner's schedule survives every edit, in each version of Anki between the oldest and the newest."""

from __future__ import annotations

import pytest

from tests.support.schedules.players import ENDS, EVERY_SCENARIO, FaultsOf, every_version, faults_of

__all__ = ["faults_of"]

pytestmark = [pytest.mark.long, pytest.mark.anki]


@pytest.mark.parametrize("name", EVERY_SCENARIO)
@pytest.mark.parametrize("version", [v for v in every_version() if v not in ENDS])
def test_schedules_survive(version: str, name: str, faults_of: FaultsOf) -> None:
    faults = faults_of(version, name)
    assert not faults, "\n".join(faults)
