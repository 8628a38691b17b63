"""Task lists: `- [ ] open`, `- [x] done` (GitHub Flavored Markdown, "Task list items")."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_BOX = re.compile(r"\[([ xX])\](?=\s)")


def tasks_plugin(md: MarkdownIt) -> None:
    """Teach a parser to show the box of a task as a character, since a card holds no form."""
    md.core.ruler.after("inline", "task_boxes", _show_boxes)


def _show_boxes(state: StateCore) -> None:
    for item, paragraph, inline in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if (
            item.type != "list_item_open"
            or paragraph.type != "paragraph_open"
            or not inline.children
        ):
            continue
        first = inline.children[0]
        if first.type == "text" and (match := _BOX.match(first.content)):
            first.content = f"{'☐' if match[1] == ' ' else '☑'}{first.content[match.end() :]}"
