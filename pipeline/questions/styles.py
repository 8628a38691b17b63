"""Styles compete to explain a post; the best explanation that clears the bar wins.

A number alone is no evidence: tutorials, steps and outlines are numbered too. A chain holds questions
when at least half of its prompts are worded as questions, or when the title, a category or a tag says
that the post holds some, or when answers carry a marker (答：, Answer:).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.markdown.blocks import Block
from pipeline.questions.candidates import Candidate, Measure, Style, collect, every_heading
from pipeline.questions.chains import Chain, best_chain
from pipeline.questions.extent import is_section_line, restarts
from pipeline.questions.wording import answer_marker, asks

_HALF = 0.5
_SOUND = 0.7  # of a chain's candidates, less its faults


@dataclass(frozen=True, slots=True)
class Explanation:
    """One style's reading of a post, with the evidence for it."""

    style: Style
    chain: Chain
    asked: float
    marked: float
    promised: bool

    @property
    def believed(self) -> bool:
        """Tell whether this is evidence enough for questions.

        One question among statements is none, and neither is a list of questions in an article,
        with nothing behind any of them.
        """
        count = len(self.chain.links)
        unanswered = all(link.bare for link in self.chain.links[:-1])
        if self.promised:
            return self.asked > 0 or (count > 1 and not unanswered)
        if count < 2 or unanswered:
            return False
        if self.chain.score < _SOUND * count:
            return False
        return self.marked >= _HALF or (self.asked >= _HALF and self.asked * count > 1)

    @property
    def score(self) -> float:
        """Tell how well this explains the post."""
        return self.chain.score + 0.5 * self.marked * len(self.chain.links)


def explanations(
    blocks: Sequence[Block], measure: Measure, *, promised: bool, only: str | None = None
) -> list[Explanation]:
    """Give every style's best reading of the post, the best first; `only` names a numbering."""
    styles: dict[Style, list[Candidate]] = {}
    for candidate in collect(blocks, measure):
        if only is None or candidate.numbering() == only:
            styles.setdefault(candidate.style, []).append(candidate)
    readings = []
    for style, candidates in styles.items():
        chain = _chain(style, candidates, blocks, measure)
        links = chain.links
        asked = sum(asks(link.text) for link in links) / len(links)
        marked = sum(_is_marked(blocks, link) for link in links) / len(links)
        readings.append(Explanation(style, chain, asked, marked, promised))
    return sorted(readings, key=lambda reading: -reading.score)


def choose(readings: Sequence[Explanation]) -> Explanation | None:
    """Give the reading that wins, or None when no style has evidence enough.

    Where another believed style holds all of the winner's prompts inside its answers, and asks at
    least as often, it wins: its answers are numbered. Unless it only groups: most of its headings
    are followed by the inner prompts at once.
    """
    believed = [reading for reading in readings if reading.believed]
    if not believed:
        return None
    winner = believed[0]
    for other in believed[1:]:
        if _holds(other, winner) and other.asked >= winner.asked and not _groups(other, winner):
            winner = other
    return winner


def by_choice(choice: str, blocks: Sequence[Block], measure: Measure) -> tuple[Candidate, ...]:
    """Give the prompts by the author's own word (one of settings.STYLES)."""
    if choice == "none":
        return ()
    if choice.startswith("every "):
        return tuple(every_heading(blocks, int(choice[-1]), measure))
    readings = explanations(blocks, measure, promised=True, only=choice)
    return readings[0].chain.links if readings else ()


def _chain(
    style: Style, candidates: list[Candidate], blocks: Sequence[Block], measure: Measure
) -> Chain:
    if style.shape == "heading":
        breaks = [
            index
            for index, block in enumerate(blocks)
            if block.kind == "heading" and block.level < style.level
        ]
    else:
        breaks = [
            index
            for index, block in enumerate(blocks)
            if block.kind == "heading" or is_section_line(block, measure)
        ]
    item_ends = {
        item.start: item.end
        for block in {c.block for c in candidates if c.in_list}
        for item in blocks[block].children
    }
    marked = [
        replace(candidate, bare=_is_bare(candidate, following, blocks, item_ends))
        for candidate, following in zip(candidates, [*candidates[1:], None], strict=True)
    ]
    chain = best_chain(marked, [bisect_right(breaks, candidate.block) for candidate in marked])
    if style.shape != "heading":
        return replace(chain, links=_alike(chain.links))
    # A heading of the winning level and family is a prompt even where its number is wrong.
    return Chain(tuple(marked), chain.score)


def _alike(links: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Leave out a group in which nothing asks, where the chain as a whole does: a list of books
    below the questions begins at 1 too.
    """
    if sum(asks(link.text) for link in links) < _HALF * len(links):
        return tuple(links)
    groups: list[list[Candidate]] = []
    for before, link in zip([None, *links], links, strict=False):
        if before is None or restarts(before, link):
            groups.append([])
        groups[-1].append(link)
    return tuple(link for group in groups if any(asks(g.text) for g in group) for link in group)


def _is_bare(
    candidate: Candidate,
    following: Candidate | None,
    blocks: Sequence[Block],
    item_ends: Mapping[int, int],
) -> bool:
    """Tell whether nothing stands between a candidate and the next one of its style."""
    if following is None:
        return False
    if following.block == candidate.block and candidate.in_list:
        return item_ends[candidate.span.start] == candidate.span.end
    if following.block == candidate.block:
        return following.span.start == candidate.span.end + 1
    return (
        following.block == candidate.block + 1 and blocks[candidate.block].end == candidate.span.end
    )


def _is_marked(blocks: Sequence[Block], prompt: Candidate) -> bool:
    following = blocks[prompt.block + 1 : prompt.block + 2]
    return any(
        block.kind == "paragraph" and answer_marker(block.content) > 0 for block in following
    )


def _holds(outer: Explanation, inner: Explanation) -> bool:
    first = outer.chain.links[0].span.start
    return all(link.span.start > first for link in inner.chain.links)


def _groups(outer: Explanation, inner: Explanation) -> bool:
    starts = {link.block for link in inner.chain.links}
    direct = sum(link.block + 1 in starts for link in outer.chain.links)
    return direct * 2 >= len(outer.chain.links)
