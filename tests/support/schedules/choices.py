"""What learners can choose for an import, and what authors do most often."""

from __future__ import annotations

from tests.support.schedules.site import Asked
from tests.support.schedules.story import Version

MERGE = {"merge_notetypes": 1}
IF_NEWER, ALWAYS, NEVER = 0, 1, 2
NEW = Asked("优化器的状态占多少显存？", "每个参数两份单精度的矩，共八字节。")


def every(_: Version) -> bool:
    return True


def can_choose(version: Version) -> bool:
    """Whether Anki lets choose anything for an import."""
    return version >= (23, 10)


def cannot_choose(version: Version) -> bool:
    return not can_choose(version)


def expand(asked: Asked) -> str:
    """Let the author say more in an answer; return the prompt."""
    asked.answer += "\n\n补一句。"
    return asked.prompt
