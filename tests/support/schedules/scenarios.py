"""All scenarios, in one place."""

from tests.support.schedules import edits, restoring, rewordings, workflows
from tests.support.schedules.story import SCENARIOS

__all__ = ["SCENARIOS", "edits", "restoring", "rewordings", "workflows"]
