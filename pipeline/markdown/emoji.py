"""Emoji by their names, `:smile:`, as GitHub calls them; those of rich are nearly the same."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .bare_links import MARKUP

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

_NAME = re.compile(r":(?P<name>[A-Za-z0-9_+-]++)(?=:)")
_OF_GITHUB = {
    "beetle": "🪲", "breast_feeding": "🤱", "cursing_face": "🤬", "disguised_face": "🥸",
    "egg": "🥚", "email": "📧", "facepalm": "🤦", "fist_oncoming": "👊", "fist_raised": "✊",
    "hand_over_mouth": "🤭", "heart_hands": "🫶", "hugs": "🤗", "love_you_gesture": "🤟",
    "melting_face": "🫠", "metal": "🤘", "money_mouth_face": "🤑", "monocle_face": "🧐",
    "pinched_fingers": "🤌", "pout": "😡", "raised_eyebrow": "🤨", "rofl": "🤣",
    "roll_eyes": "🙄", "saluting_face": "🫡", "shrug": "🤷", "smiling_face_with_tear": "🥲",
    "smiling_face_with_three_hearts": "🥰", "snowman": "⛄", "star_struck": "🤩",
    "thinking": "🤔", "umbrella": "☔", "upside_down_face": "🙃", "vomiting_face": "🤮",
    "zipper_mouth_face": "🤐",
}  # fmt: skip
"""Those that rich lacks, or calls otherwise."""


def emoji_plugin(md: MarkdownIt) -> None:
    """Teach a parser emoji in text; code and bare addresses stay as written."""
    md.core.ruler.before("text_join", "emoji", _show)


def with_emoji(text: str) -> str:
    """Return a text with the emoji that it names; other words between colons stay as written."""
    parts, at = list[str](), 0
    for match in _NAME.finditer(text):
        if match.start() >= at and (shown := _emoji(match["name"])):
            parts += text[at : match.start()], shown
            at = match.end() + 1
    return "".join(parts) + text[at:]


@cache
def _emoji(name: str) -> str:
    """Return the emoji of a name, "" for none."""
    from rich.emoji import Emoji, NoEmoji  # most blogs need none

    try:
        return _OF_GITHUB.get(name) or str(Emoji(name))
    except NoEmoji:
        return ""


def _show(state: StateCore) -> None:
    for block in state.tokens:
        in_address = False
        for token in block.children or ():
            if token.markup == MARKUP:
                in_address = token.nesting > 0
            elif token.type == "text" and not in_address:
                token.content = with_emoji(token.content)
