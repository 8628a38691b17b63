"""Styles: each way of writing prompts gives one explanation of a post.

For a numbered style it is the best chain of its numbers (`chains`), for any other all of its candidates
but those that frame the post.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from math import inf
from pathlib import PurePosixPath

from pipeline.markdown.blocks import Document
from pipeline.questions.candidates import Candidate, Measure, Style
from pipeline.questions.chains import Chain, best_chain
from pipeline.questions.explanations import Explanation
from pipeline.questions.lines import Lines
from pipeline.questions.sections import is_section_line, restarts
from pipeline.questions.shapes import collect
from pipeline.questions.wording import (
    Promise,
    asks,
    ends_as_question,
    ends_sentence,
    is_frame,
    promise,
)

_HALF = 0.5
_NEARLY_ALL = 0.8
_FEWEST = 3  # items of a list of questions
_NO_ANSWER = 0.5
_TEXT = inf  # deeper than any heading


class Reader:
    """Reads one post in every style."""

    def __init__(
        self, document: Document, measure: Measure, path: str, title: str, labels: tuple[str, ...]
    ) -> None:
        self._document = document
        self._measure = measure
        *folders, name = PurePosixPath(path).with_suffix("").parts
        self.promised = max(promise(title, (*labels, *folders)), promise(name))
        self._title = title
        self.lines = Lines(document)

    def explanations(self, only: str | None = None) -> list[Explanation]:
        """Give every style's reading of the post, the best first; `only` names a numbering."""
        styles: dict[Style, list[Candidate]] = {}
        for candidate in collect(self._document, self._measure):
            styles.setdefault(candidate.style, []).append(candidate)
        self._whole_levels(styles)
        readings = []
        for style, candidates in styles.items():
            chosen = [c for c in candidates if only is None or c.numbering() == only]
            chain = self._chain(style, chosen)
            links = tuple(self.lines.with_gaps(_filled(chain.links, _fillers(style, styles))))
            if links:
                readings.append(self._explained(style, Chain(links, chain.score)))
        return sorted(readings, key=lambda reading: -reading.score)

    def every_heading(self, level: int) -> tuple[Candidate, ...]:
        """Give every heading of a level, numbered or not."""
        found = collect(self._document, self._measure)
        return tuple(self.lines.with_gaps([c for c in found if c.style.level == level]))

    def _whole_levels(self, styles: dict[Style, list[Candidate]]) -> None:
        """Join the headings of a level with and without a number, where they are prompts alike: all
        of them where most bear none and ask about as often, else those that bear one or ask.
        """
        for style, unnumbered in list(styles.items()):
            if style.family or not style.level:
                continue
            numbered = [
                c for other, cs in styles.items()
                if other.level == style.level and other.numbered
                for c in cs
            ]  # fmt: skip
            most = len(numbered) > len(unnumbered) or _share(numbered) - _share(unnumbered) >= _HALF
            added = [c for c in unnumbered if c.asks or not most]
            if added:
                joined = sorted([*numbered, *added], key=lambda c: c.span.start)
                styles[Style("heading", style.level, "any") if most else style] = joined

    def _explained(self, style: Style, chain: Chain) -> Explanation:
        links = chain.links
        pairs = zip_longest(links, links[1:])
        return Explanation(
            style,
            chain,
            asked=_share(links),
            marked=sum(self.lines.is_marked(link, after) for link, after in pairs) / len(links),
            answered=sum(not link.bare for link in links[:-1] or links) / len(links[:-1] or links),
            promised=max(self.promised, self._promise_above(links[0])),
            title_asks=asks(self._title),
            marks=sum(ends_as_question(link.text) for link in links) / len(links),
            grouping=sum(self._lists_questions(link) for link in links) / len(links),
        )

    def _promise_above(self, first: Candidate) -> Promise:
        """Tell what the headings above the first prompt promise ("## 常见问题")."""
        level = first.style.level or _TEXT
        promised = Promise.NONE
        for block in reversed(self._document.blocks[: first.block]):
            if block.kind == "heading" and block.level < level:
                level = block.level
                promised = max(promised, promise(self._measure(block.content).text))
        return promised

    def _lists_questions(self, link: Candidate) -> bool:
        """Tell a prompt below which a list of questions begins."""
        blocks, below = self._document.blocks, link.block + 1
        if below == len(blocks) or blocks[below].kind != "list":
            return False
        items = blocks[below].children
        firsts = [item.children[0].content for item in items if item.children]
        asking = sum(asks(content.split("\n")[0]) for content in firsts)
        return len(items) >= _FEWEST and asking >= _HALF * len(items)

    def _chain(self, style: Style, candidates: Sequence[Candidate]) -> Chain:
        candidates = self.lines.with_gaps(candidates)
        if not style.numbered:
            links = _without_frames(candidates)
            score = sum(link.weight - _NO_ANSWER * link.bare for link in links)
            return Chain(tuple(links), score)
        is_heading = style.shape == "heading"
        breaks = [
            index
            for index, block in enumerate(self._document.blocks)
            if (block.kind == "heading" and block.level < (style.level or _TEXT))
            or (not is_heading and is_section_line(block, self._measure))
        ]
        chain = best_chain(candidates, [bisect_right(breaks, c.block) for c in candidates])
        # A heading of the winning level and family is a prompt even where its number is wrong.
        links = _within_frames(candidates) if is_heading else list(chain.links)
        groups = _answered_groups(self.lines.with_gaps(links), headings=is_heading)
        return Chain(groups, chain.score)


def _share(candidates: Sequence[Candidate]) -> float:
    """Give the share of candidates that ask."""
    return sum(c.asks for c in candidates) / max(len(candidates), 1)


def _without_frames(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what frames the prompts: prefaces, summaries, references, the empty name of a group
    above numbers; and where nearly all ask, what stands at either end and does not.
    """
    some_numbered = any(c.number is not None for c in candidates)
    kept = [
        c for c in candidates
        if c.asks or not ((some_numbered and c.bare and c.number is None) or is_frame(c.text))
    ]  # fmt: skip
    if kept and sum(c.asks for c in kept) >= _NEARLY_ALL * len(kept):
        of_questions = [n for n, c in enumerate(kept) if c.asks or c.number is not None]
        return kept[of_questions[0] : of_questions[-1] + 1]
    return kept


def _fillers(style: Style, styles: Mapping[Style, Sequence[Candidate]]) -> list[Candidate]:
    """Give what may fill the gaps of a style's chain: for lines those that lack their dot ("12 题目"),
    for headings those of any level.
    """
    if style == Style("line", 0, "plain"):
        return list(styles.get(Style("line", 0, "spaced"), ()))
    found = [
        candidate
        for other, candidates in styles.items()
        if style.shape == other.shape == "heading" and style.numbered
        if style.family == other.family
        for candidate in candidates
    ]
    return sorted(found, key=lambda candidate: candidate.span.start)


def _filled(links: Sequence[Candidate], fillers: Sequence[Candidate]) -> list[Candidate]:
    """Fill the gaps of a chain with candidates that bear the missing number and belong to no chain of
    their own in that gap.
    """
    filled = list(links[:1])
    waiting = deque(fillers)
    for link in links[1:]:
        seen: dict[Style, tuple[int, ...]] = {}
        while waiting and waiting[0].span.start < link.span.start:
            candidate, before = waiting.popleft(), filled[-1]
            value = _value(candidate)
            *chapter, number = _value(before)
            follows = seen.get(candidate.style) == (*value[:-1], value[-1] - 1)
            missing = value == (*chapter, number + 1) < _value(link)
            missing = missing and (candidate.asks or not ends_sentence(candidate.text))
            if missing and not follows and before.span.end < candidate.span.start:
                filled.append(candidate)
            else:
                seen[candidate.style] = value
        filled.append(link)
    return filled


def _value(candidate: Candidate) -> tuple[int, ...]:
    return candidate.number.value if candidate.number else ()


def _within_frames(links: Sequence[Candidate]) -> list[Candidate]:
    """Leave out a preface and a summary that bear a number too ("0. 前言", "9. 总结")."""
    kept = [n for n, c in enumerate(links) if c.asks or not is_frame(c.text)]
    return list(links[kept[0] : kept[-1] + 1]) if kept else []


def _answered_groups(links: Sequence[Candidate], *, headings: bool) -> tuple[Candidate, ...]:
    """Leave out the groups that are no questions: nothing is answered in them, and their prompts
    return in another (a table of contents), or nothing in them asks while the rest does (a list of
    books).
    """
    groups: list[list[Candidate]] = []
    for before, link in zip([None, *links], links, strict=False):
        if before is None or restarts(before, link):
            groups.append([])
        groups[-1].append(link)
    times = Counter(text for group in groups for text in {link.text for link in group})
    asked = sum(link.asks for link in links) >= _HALF * len(links)

    def counts(group: Sequence[Candidate]) -> bool:
        silent = asked and not any(link.asks for link in group)
        # Below the last line of several any text may stand.
        several = not headings and len(group) > 1
        if any(not link.bare for link in group[: len(group) - several]):
            return headings or several or not silent
        returns = all(times[link.text] > 1 for link in group)
        return not (returns or silent)

    return tuple(link for group in groups if counts(group) for link in group)
