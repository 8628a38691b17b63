"""Whether a site is one that a ledger or the last build has under another key: asked in a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..findings import Code
from ..language import say
from .around import CONFIG
from .terminal import lines, plain

if TYPE_CHECKING:
    from ..stages import Options, Outcome


def settled(outcome: Outcome, options: Options, home: Path) -> bool:
    """Whether a user answered every question that stopped a run; the answers are in the settings then.

    They lie in `home` where there were none.

    Nothing is asked where nobody can answer, or where something else stopped the run too. Raise
    OSError, TomlEditError.
    """
    from ..settings.toml_edit import put

    stopping = [finding for finding in outcome.findings if finding.code.stops]
    doubts = [finding.said for finding in stopping if finding.code is Code.DOUBTFUL_SITE]
    if (
        not doubts
        or len(doubts) < len(stopping)
        or not (sys.stdin.isatty() and sys.stdout.isatty())
    ):
        return False
    config = options.config or home / CONFIG
    for doubt in doubts:
        assert doubt is not None
        values, wording = doubt.text.values, doubt.text.name
        site, other = str(values["site"]), str(values["other"])
        print(lines(plain(doubt.text.said())))
        same = _answer(
            say(
                "Is {site} the same blog as {other}? Its cards then keep their history. [y/n] ",
                site=site,
                other=other,
            )
        )
        if same is None:
            return False
        if not same:
            entry: tuple[tuple[str, ...], object] = (("sites", site, "separate"), True)
        elif wording.endswith("last-build"):
            assert doubt.hint is not None
            folder = os.path.relpath(str(doubt.hint.values["folder"]), config.parent)
            entry = (("keys", folder), other)
        else:
            entry = (("sites", site, "aliases"), [other])
        put(config, [entry])
    return True


def _answer(question: str) -> bool | None:
    """Return the answer to a question, None for none."""
    print(lines(plain(question)), end="", flush=True)
    while answer := sys.stdin.readline():
        if (first := answer.strip().casefold()[:1]) in ("y", "n"):
            return first == "y"
        print("[y/n] ", end="", flush=True)
    return None
