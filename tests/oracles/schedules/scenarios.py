"""All scenarios, in one place."""

from tests.oracles.schedules import edits, rewordings, workflows
from tests.oracles.schedules.story import SCENARIOS

__all__ = ["SCENARIOS", "edits", "rewordings", "workflows"]
