"""An outline in, questions and answers out: a pure function. docs/questions.md tells it with pictures.

A post has many readings (`readings`); signs speak for and against each (`signs`), and their weights give
its chance (`chances`). The nodes of the reading that is taken are the prompts: where their answers begin
and end is `extents`', their Markdown `cut`'s, entries of glossaries `terms`', and what no question claims
is intro, section or outro (`regions`).

Whoever gives a selection (`selection`, `given_lines`) has the last word.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..markdown.blocks import Document
from ..outline import facts
from ..outline.nodes import Measure, Node
from ..outline.walk import outline
from .chances import Chances, best_reading, chances, weights
from .cut import cut
from .extents import extents, title_extents
from .findings import question_findings
from .found import Evidence, Found, GivenSelection, Judge
from .given_lines import given_answers, given_prompts
from .naming import prompts_of, selection_of
from .readings import Readings, readings
from .recurring import closing_lines
from .regions import left_out, starts, tile
from .selection import Selection
from .terms import terms

__all__ = ["Evidence", "Found", "GivenSelection", "closing_lines", "find"]


def find(
    document: Document,
    measure: Measure,
    path: str,
    title: str,
    labels: Sequence[str] = (),
    given: GivenSelection | None = None,
    common: Collection[str] = frozenset(),
) -> Found:
    """Find the questions of a post.

    `labels` are its categories and tags; `path` is its path in the site, whose names promise too, and
    where findings are placed; `given` is what somebody says of the post; `common` holds lines that end
    other posts of the blog too (`closing_lines`).
    """
    found = readings(facts.read(outline(document, measure, title), path, title, labels))
    likely = chances(found, weights())
    taken = _taken(found, likely, given)
    if taken.selection.title:
        read = title_extents(found.post, common)
    else:
        read = extents(found.post, taken.prompts, common)
    answered = read.questions
    if taken.selection.lines is not None:
        answered = given_answers(found.post.outline, taken.selection.lines, answered)
    questions = tuple(cut(document, extent) for extent in answered)
    regions = tile(document, starts(document, answered))
    evidence = Evidence(
        found, likely, taken.selection, taken.judge, taken.prompts, answered, read.why,
        left_out(found.post.lines.letters, regions),
    )  # fmt: skip
    return Found(
        taken.selection if questions else Selection(),
        questions,
        terms(document, answered, title, measure),
        regions,
        tuple(question_findings(evidence, questions, path)),
        evidence,
    )


@dataclass(frozen=True, slots=True)
class _Taken:
    """The selection that is taken, who says so, and the prompts that it has in the post."""

    selection: Selection
    judge: Judge
    prompts: Sequence[Node]


def _taken(found: Readings, likely: Chances, given: GivenSelection | None) -> _Taken:
    """Return what somebody gave, else the selection of the reading that the weights take."""
    best = best_reading(found, likely)
    named = selection_of(found, best)
    if given is not None and not _is_same(given, named):
        prompts = _prompts(found, likely, given.selection)
        if prompts or not given.selection.ways or given.judge != "earlier build":
            return _Taken(given.selection, given.judge, prompts)
        given = None  # the lines of the earlier build are gone
    judge: Judge = given.judge if given is not None else "weights"
    prompts = [found.nodes[at] for at in best.prompts] if best is not None else []
    return _Taken(named, judge, prompts)


def _is_same(given: GivenSelection, named: Selection) -> bool:
    """Whether what is given selects the same as the likeliest reading. What an earlier build kept counts
    as the same, too, if only its conditions (numbered, below a heading …) differ.
    """
    if given.judge != "earlier build":
        return given.selection == named
    one, other = given.selection, named
    return one.title == other.title and [w.name for w in one.ways] == [w.name for w in other.ways]


def _prompts(found: Readings, likely: Chances, selection: Selection) -> list[Node]:
    """Return the prompts of a selection."""
    if selection.lines is not None:
        return given_prompts(found.post.outline, selection.lines)
    return [found.nodes[at] for at in prompts_of(found, likely, selection)]
