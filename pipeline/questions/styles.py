"""Styles compete to explain a post; the best explanation that clears the bar wins.

A number alone is no evidence: tutorials, steps and outlines are numbered too. A chain holds questions
when at least half of its prompts are worded as questions, or when the title, a category or a tag says
that the post holds some, or when answers carry a marker (答：, Answer:).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from pipeline.markdown.blocks import Document
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
        if self.score < _SOUND * count:
            return False
        return self.marked >= _HALF or (self.asked >= _HALF and self.asked * count > 1)

    @property
    def score(self) -> float:
        """Tell how well this explains the post."""
        return self.chain.score + 0.5 * self.marked * len(self.chain.links)


def explanations(
    document: Document, measure: Measure, *, promised: bool, only: str | None = None
) -> list[Explanation]:
    """Give every style's best reading of the post, the best first; `only` names a numbering."""
    gaps = _Gaps(document)
    styles: dict[Style, list[Candidate]] = {}
    for candidate in collect(document, measure):
        if only is None or candidate.numbering() == only:
            styles.setdefault(candidate.style, []).append(candidate)
    readings = []
    for style, candidates in styles.items():
        chain = _chain(style, candidates, document, measure, gaps)
        links = chain.links
        if links:
            asked = sum(asks(link.text) for link in links) / len(links)
            marked = sum(gaps.is_marked(link) for link in links) / len(links)
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
        asks_more = other.asked - winner.asked
        groups = asks_more < _HALF and _groups(other, winner)
        if _holds(other, winner) and asks_more >= 0 and not groups:
            winner = other
    return winner


def by_choice(choice: str, document: Document, measure: Measure) -> tuple[Candidate, ...]:
    """Give the prompts by the author's own word (one of settings.STYLES)."""
    if choice == "none":
        return ()
    if choice.startswith("every "):
        return tuple(every_heading(document, int(choice[-1]), measure))
    readings = explanations(document, measure, promised=True, only=choice)
    return readings[0].chain.links if readings else ()


class _Gaps:
    """What stands between the lines of a post: nothing, or something."""

    def __init__(self, document: Document) -> None:
        self._lines = document.lines
        self._filled = [0, *accumulate(bool(line.strip()) for line in document.lines)]

    def is_empty(self, candidate: Candidate, following: Candidate) -> bool:
        """Tell whether nothing stands between two candidates."""
        return self._filled[candidate.span.end] == self._filled[following.span.start - 1]

    def is_marked(self, candidate: Candidate) -> bool:
        """Tell whether the first line behind a candidate begins with an answer marker."""
        for line in range(candidate.span.end, len(self._lines)):
            if self._lines[line].strip():
                return answer_marker(self._lines[line]) > 0
        return False

    def marked_bare(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Mark those behind which the next one follows at once."""
        pairs = zip(candidates, [*candidates[1:], None], strict=True)
        return [replace(c, bare=f is not None and self.is_empty(c, f)) for c, f in pairs]


def _chain(
    style: Style,
    candidates: list[Candidate],
    document: Document,
    measure: Measure,
    gaps: _Gaps,
) -> Chain:
    is_heading = style.shape == "heading"
    breaks = [
        index
        for index, block in enumerate(document.blocks)
        if (block.kind == "heading" and block.level < (style.level or 7))
        or (not is_heading and is_section_line(block, measure))
    ]
    candidates = gaps.marked_bare(candidates)
    chain = best_chain(candidates, [bisect_right(breaks, c.block) for c in candidates])
    # A heading of the winning level and family is a prompt even where its number is wrong.
    links = candidates if is_heading else list(chain.links)
    return Chain(_answered_groups(gaps.marked_bare(links)), chain.score)


def _answered_groups(links: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Leave out the groups that are no questions: nothing is answered in them, and their prompts
    return with answers (a table of contents), or nothing in them asks while the rest does (a list of
    books).
    """
    groups: list[list[Candidate]] = []
    for before, link in zip([None, *links], links, strict=False):
        if before is None or restarts(before, link):
            groups.append([])
        groups[-1].append(link)
    answered = [{link.text for link in group if not link.bare} for group in groups]
    asked = sum(asks(link.text) for link in links) >= _HALF * len(links)

    def counts(index: int) -> bool:
        group = groups[index]
        if any(not link.bare for link in group[:-1]):
            return True
        elsewhere = set().union(*answered[:index], *answered[index + 1 :])
        returns = all(link.text in elsewhere for link in group)
        silent = asked and not any(asks(link.text) for link in group)
        return not (returns or silent)

    if len(groups) == 1:
        return tuple(links)
    return tuple(link for index, group in enumerate(groups) if counts(index) for link in group)


def _holds(outer: Explanation, inner: Explanation) -> bool:
    first = outer.chain.links[0].span.start
    return all(link.span.start > first for link in inner.chain.links)


def _groups(outer: Explanation, inner: Explanation) -> bool:
    starts = {link.block for link in inner.chain.links}
    direct = sum(link.block + 1 in starts for link in outer.chain.links)
    return direct * 2 >= len(outer.chain.links)
