"""A learner's schedule survives every edit, in the oldest Anki and in the newest."""

from __future__ import annotations

import pytest

from tests.support.schedules.players import ENDS, EVERY_SCENARIO, FaultsOf, faults_of

__all__ = ["faults_of"]

pytestmark = pytest.mark.anki


@pytest.mark.parametrize("name", EVERY_SCENARIO)
@pytest.mark.parametrize("version", ENDS)
def test_schedules_survive(version: str, name: str, faults_of: FaultsOf) -> None:
    faults = faults_of(version, name)
    assert not faults, "\n".join(faults)
