"""The running header: which posts each page of a print holds.

Chromium knows no `string-set`, and in the margin of a page no counter but that of pages. So a counter style
has a name for each page, and the header is the number of the page, written in that style.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...widths import cut

_LONGEST = 48  # columns of a title


class Place(NamedTuple):
    """Where an anchor was printed: its page, from 1, and whether that begins with it."""

    page: int
    begins: bool = False


def header_rules(
    titles: Mapping[str, str], places: Mapping[str, Place], string: Callable[[str], str]
) -> Iterator[str]:
    """Yield the rules for headers; `titles` are those of anchors in their order.

    `string` returns a text as a CSS string.
    """
    stops = [(places[anchor], title) for anchor, title in titles.items() if anchor in places]
    if not stops:
        return
    names = [string(name) for name in _names(stops)]
    yield "@page { @top-right { content: counter(page, running); } }"
    yield (
        f"@counter-style running {{ system: fixed; symbols: {' '.join(names)}; fallback: running-on; }}"
    )
    yield f"@counter-style running-on {{ system: cyclic; symbols: {names[-1]}; }}"


def _names(stops: Sequence[tuple[Place, str]]) -> Iterator[str]:
    """Yield the header of each page, up to that after the last stop: the first and last title on it."""
    goes_on = ""
    for page in range(1, stops[-1][0].page + 2):
        here = [(place, title) for place, title in stops if place.page == page]
        titles = [title for _, title in here]
        if goes_on and not (here and here[0][0].begins):
            titles.insert(0, goes_on)
        goes_on = titles[-1] if titles else ""
        ends = titles[:1] + titles[1:][-1:]
        yield " – ".join(cut(title, _LONGEST) for title in ends)
