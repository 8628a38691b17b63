"""Which selection names a reading, and which nodes of a post a selection names."""

from __future__ import annotations

from collections.abc import Sequence

from ..outline.nodes import Node, ancestors
from ..outline.wording import names_questions
from .chances import Chances
from .readings import Reading, Readings, prompts_among
from .selection import Selection, Way

_WAYS = {
    "numbered": "paragraph", "asked": "question", "term": "term", "row": "table",
    "ordered item": "list", "bullet": "list", "inner heading": "bold", "bold bullet": "bold",
    "bold head": "bold-head",
}  # fmt: skip
_DEEPEST = 3


def way_of(node: Node) -> str:
    """Return the way in which a node is written, one of `selection.WAYS`."""
    if node.kind == "heading":
        return f"heading-{node.level}"
    shape = str(node.shape[0])
    if node.kind == "item" and shape != "bold bullet":
        return "list" if not node.depth else f"list-{min(node.depth + 1, _DEEPEST)}"
    if shape == "numbered" and node.shape[2]:
        return "bold"
    return _WAYS.get(shape, shape)


def selection_of(found: Readings, reading: Reading | None) -> Selection:
    """Return the selection that names a reading; None is the title's."""
    if reading is None:
        return Selection(title=True)
    ways: dict[Way, None] = {}
    taken = set(reading.classes)
    for at in reading.classes:
        nodes = [found.nodes[n] for n in found.classes[at]]
        way = way_of(nodes[0])
        rivals = [
            found.nodes[members[0]]
            for other, members in enumerate(found.classes)
            if other not in taken and way_of(found.nodes[members[0]]) == way
        ]
        numbered = nodes[0].number is not None
        told = numbered if any((r.number is not None) != numbered for r in rivals) else None
        if nodes[0].in_section and any(not rival.in_section for rival in rivals):
            ways.update({Way(way, told, _section(node)): None for node in nodes})
        else:
            ways[Way(way, told)] = None
    return Selection(tuple(ways))


def _section(node: Node) -> str | None:
    """Return the text of the heading above a node that promises questions."""
    above = (up for up in ancestors(node) if up.kind == "heading" and names_questions(up.text))
    return next((up.text.replace('"', "'") for up in above), None)


def prompts_of(found: Readings, likely: Chances, selection: Selection) -> tuple[int, ...]:
    """Return the prompts of the likeliest reading with a selection; where none has it, those it names."""
    named = [
        (chance, reading.prompts)
        for chance, reading in zip(likely.readings, found.readings, strict=True)
        if selection_of(found, reading) == selection
    ]
    if named:
        return max(named, key=lambda one: one[0])[1]
    return tuple(prompts_among(found.nodes, selected(found.nodes, selection)))


def selected(nodes: Sequence[Node], selection: Selection) -> list[int]:
    """Return which of the nodes a selection names."""
    return [
        at for at, node in enumerate(nodes) if any(_is_written(node, way) for way in selection.ways)
    ]


def _is_written(node: Node, way: Way) -> bool:
    if way_of(node) != way.name:
        return False
    if way.numbered is not None and way.numbered != (node.number is not None):
        return False
    if way.below is None:
        return True
    return any(up.text.replace('"', "'") == way.below for up in ancestors(node))
