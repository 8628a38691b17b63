"""What a block is made up of: links, pictures, a short line, or a text. Footers are known by it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..html import text_of
from ..markdown.blocks import Block
from ..outline.nodes import Measure

_URL = re.compile(r"https?://[^\s，。；）]+")
_SIGNED = re.compile(r"([*_])(?!\1).+(?<!\1)\1", re.DOTALL)
_ANCHOR = re.compile(r"<a\s", re.IGNORECASE)
_SHORT_LINE = 60
_SIGN_OFF = 30
_WORDS_A_LINK = 8
_WORDS_BEFORE_LINK = 4  # "下一篇："
_CONTAINERS = frozenset("list item quote tag table row terms meaning".split())


@dataclass(frozen=True, slots=True)
class Makeup:
    """What a block holds: letters, those in links, links, pictures; `plain`: nothing but lines of these."""

    text: int
    linked: int
    links: int
    pictures: int
    plain: bool
    states: bool = False
    signed: bool = False

    @property
    def furniture(self) -> bool:
        """Whether a footer may hold the block: links, pictures, a short line, a shorter sentence, a
        paragraph all in italics.
        """
        longest = _SIGN_OFF if self.states else _SHORT_LINE
        return self.plain and (self.navigation or self.signed or self.text <= longest)

    @property
    def links_only(self) -> bool:
        """Whether the block is links, with a word or two before each at most."""
        words = self.text - self.linked
        few = words <= (_WORDS_A_LINK * self.links if self.links > 1 else _WORDS_BEFORE_LINK)
        return self.plain and self.links > 0 and (few or self.linked >= words)

    @property
    def navigation(self) -> bool:
        """Whether the block is mostly links or nothing but pictures."""
        if self.pictures and self.text <= _SHORT_LINE:
            return True
        return self.links > 0 and (self.linked * 2 >= self.text or self.text <= _SHORT_LINE)


def makeup_of(block: Block, measure: Measure) -> Makeup:
    """Measure a block with all that it holds."""
    if block.kind in {"heading", "paragraph", "cell", "term"}:
        inline = measure(block.content)
        states = inline.text.endswith(("。", ".", "！", "!"))
        bare = [] if inline.links else _URL.findall(inline.text)  # written without brackets
        linked, links = inline.linked + sum(map(len, bare)), inline.links + len(bare)
        signed = _SIGNED.fullmatch(block.content) is not None
        return Makeup(len(inline.text), linked, links, inline.pictures, True, states, signed)
    if block.kind == "html":
        text = len(text_of(block.content))
        return Makeup(
            text, text, len(_ANCHOR.findall(block.content)), block.content.count("<img"), True
        )
    if block.kind in {"rule", "definition"}:
        return Makeup(0, 0, 0, 0, True)
    parts = [makeup_of(child, measure) for child in block.children]
    return Makeup(
        sum(part.text for part in parts),
        sum(part.linked for part in parts),
        sum(part.links for part in parts),
        sum(part.pictures for part in parts),
        block.kind in _CONTAINERS and all(part.plain for part in parts),
    )
