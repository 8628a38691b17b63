"""How wide a formula will be, and how much room a text takes, before any browser has laid it out.

These are estimates for choosing a layout: whether a formula spans the columns, how large a card is. They
are made from the characters alone, so that the same posts give the same sheet on every machine.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html import unescape

from ...widths import columns

# The names of characters that HTML knows and XML does not.
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)(\w+);")
_SCRIPTS = {"msub", "msup", "msubsup", "mmultiscripts"}
_STACKS = {"munder", "mover", "munderover", "mfrac"}
_SCRIPT = 0.75  # the size of an index
_NARROW, _WIDE = 0.52, 1.0  # em of a character of one column, and of two


def formula_width(mathml: str) -> float:
    """Return the width of a formula in em, a little more rather than less."""
    try:
        root = ET.fromstring(_ENTITY.sub(lambda entity: unescape(entity[0]), mathml))  # noqa: S314  # our converter's own
    except ET.ParseError:
        return 0.0
    return _width(root)


def text_width(text: str) -> float:
    """Return the width of a text in one line, in em: a Han character is 1, a letter about half."""
    return _NARROW * len(text) + (_WIDE - _NARROW) * (columns(text) - len(text))


def _width(node: ET.Element) -> float:
    children = [_width(child) for child in node]
    name = node.tag
    if name == "mtable":
        rows = [[_width(cell) for cell in row] for row in node]
        number = max(map(len, rows), default=0)
        widths = (max((r[i] for r in rows if i < len(r)), default=0.0) for i in range(number))
        return sum(widths) + 0.8 * max(0, number - 1)
    if name in _SCRIPTS:
        base, *scripts = children or [0.0]
        return base + _SCRIPT * max(scripts, default=0.0)
    if name in _STACKS:
        return max(children, default=0.0) * (0.85 if name == "mfrac" else 1.0) + 0.2
    if name == "mspace":
        return _length(node.get("width", ""))
    if name in {"msqrt", "mroot"}:
        return sum(children[:1] if name == "mroot" else children) + 0.7
    if name in {"mi", "mn", "mtext", "ms"}:
        return text_width(node.text or "")
    if name == "mo":
        text = node.text or ""
        tight = node.get("lspace") == "0" or len(text) == 0 or text in "()[]{}|,.;!′"
        least = _NARROW if text else 0.0  # of an unseen one too: better too much than too little
        return max(text_width(text), least) + (0.0 if tight else 0.45)
    return sum(children)


def _length(written: str) -> float:
    match = re.fullmatch(r"([\d.]+)em", written)
    return float(match[1]) if match else 0.0
