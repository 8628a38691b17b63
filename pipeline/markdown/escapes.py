"""The signs before which an engine shows a backslash as it stands, where CommonMark takes it away."""

from __future__ import annotations

from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline


def escapes_plugin(md: MarkdownIt, kept: str) -> None:
    """Let a backslash before any of the signs in `kept` be text."""
    md.inline.ruler.before("escape", "kept_backslash", partial(_keep, kept))


def _keep(kept: str, state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\\" or state.src[state.pos + 1 : state.pos + 2] not in set(kept):
        return False
    if not silent:
        state.pending += "\\"
    state.pos += 1
    return True
