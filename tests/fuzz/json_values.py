"""JSON documents with some of their values changed, taken away or put elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from tests.fuzz.mutations import HOSTILE

_SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from([*HOSTILE, "", "1"])
)
_VALUES = st.recursive(
    _SCALARS | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)


def changed(document: Any) -> st.SearchStrategy[Any]:
    """Return a strategy: a document with one to three of its values changed."""
    places = list(_places(document))

    @st.composite
    def draw_changed(draw: st.DrawFn) -> Any:
        made = deepcopy(document)
        for _ in range(draw(st.integers(1, 3))):
            *path, last = draw(st.sampled_from(places))
            change = draw(st.sampled_from(["set", "drop", "move", "add"]))
            try:
                parent = _at(made, path)
                if change == "drop":
                    del parent[last]
                elif change == "move":
                    parent[last] = deepcopy(_at(made, draw(st.sampled_from(places))))
                elif change == "add" and isinstance(parent, dict):
                    parent[draw(st.text(max_size=3))] = draw(_VALUES)
                else:
                    parent[last] = draw(_VALUES)
            except (LookupError, TypeError):
                continue  # an earlier change took the place away
        return made

    return draw_changed()


def _at(value: Any, path: Any) -> Any:
    for step in path:
        value = value[step]
    return value


def _places(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of each value in a document."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*at, key)
            yield from _places(inner, (*at, key))
