"""All scenarios, in one place."""

from tests.support.schedules import (
    edits,
    folders,
    learners,
    notetypes,
    restoring,
    rewordings,
    workflows,
)
from tests.support.schedules.story import SCENARIOS

__all__ = [
    "SCENARIOS",
    "edits",
    "folders",
    "learners",
    "notetypes",
    "restoring",
    "rewordings",
    "workflows",
]
