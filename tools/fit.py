"""Fit the weights of `pipeline.questions.chances` to labelled posts, and a little to the repository's own
cases: `python -m tools.fit`.

It writes `pipeline/questions/weights.json`. The model is a conditional logit: of all readings of a
post, the right ones together are to be as likely as can be. Signs are weighed on a common scale, where
a prior holds large weights back, and the scale is folded into the weights that are written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from pipeline.ir import Span
from pipeline.markdown.blocks import Markdown
from pipeline.markdown.inline import Inline
from pipeline.outline import facts
from pipeline.outline.fences import closed
from pipeline.outline.nodes import Node
from pipeline.outline.walk import outline
from pipeline.questions.chances import Chances, Weights, best_reading, chances
from pipeline.questions.extents import extents
from pipeline.questions.readings import Reading, Readings, readings
from pipeline.questions.signs import SIGNS, TITLE_SIGNS
from tools.cases import own_cases
from tools.labelled import LabelledPost, fold, labelled, read
from tools.scoring import Counts, Got, score

WEIGHTS = Path(__file__).resolve().parents[1] / "pipeline" / "questions" / "weights.json"

SEEDS = (0, 1, 2)
"""Seeds for dividing the repositories; figures are means over them."""

_PRIOR = 3.0
_OWN = 0.3  # how much a case of our own counts, beside a stranger's post
_SLACK = 0.05  # share of a post's questions by which a right reading may fall behind the best
_DIGITS = 6
_CONSTANTS = 2
_FOLDS = 5

_Numbers: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A post as it is fitted to: its readings, and which are right; the title's is the last."""

    post: LabelledPost
    found: Readings
    right: Sequence[bool]
    _got: dict[tuple[int, ...] | None, tuple[Got, ...]] = field(default_factory=dict, repr=False)
    _counts: dict[tuple[int, ...] | None, Counts] = field(default_factory=dict, repr=False)

    def got(self, reading: Reading | None) -> tuple[Got, ...]:
        """Return the questions of a reading, that of the title for None; worked out once."""
        prompts = None if reading is None else reading.prompts
        if prompts not in self._got:
            self._got[prompts] = tuple(questions(self.found, prompts))
        return self._got[prompts]

    def counts(self, reading: Reading | None) -> Counts:
        """Return what is right and wrong in a reading; worked out once."""
        prompts = None if reading is None else reading.prompts
        if prompts not in self._counts:
            self._counts[prompts] = score(self.post, self.got(reading))
        return self._counts[prompts]


def read_all(posts: Iterable[LabelledPost]) -> list[Fitted]:
    """Return posts with their readings, and which of these are right."""
    return [Fitted(post, found, right(post, found)) for post in posts for found in [_read(post)]]


def right(post: LabelledPost, found: Readings) -> list[bool]:
    """Return for each reading of a post, and for its title's at last, whether it is right.

    Right are those with the most right prompts less wrong ones, or nearly so; where the post answers
    its title, that of the title alone.
    """
    marks = judged(post, found.nodes)
    if marks[0] == 1:
        return [False] * len(found.readings) + [True]
    gains = [
        sum((marks[prompt] == 1) - (marks[prompt] == 0) for prompt in reading.prompts)
        for reading in found.readings
    ]
    least = max(gains) - _SLACK * marks.count(1)
    return [*(gain >= least for gain in gains), False]


def judged(post: LabelledPost, nodes: Sequence[Node]) -> list[int]:
    """Return for each node 1 if the labels call it a prompt, -1 if it counts neither way, else 0.

    The first is the title's, which is a prompt where the post answers it.
    """
    marks = [0] * len(nodes)
    single = post.kind == "single"
    asked: set[int] = set()
    for label in post.labels:
        within = (n for n, node in enumerate(nodes) if n and _holds(label.prompt, node))
        at = next((n for n in within if n not in asked), None)
        if at is not None:
            asked.add(at)
            marks[at] = -1 if label.doubt or single else 1
    marks[0] = int(single)
    doubtful = [
        Span(label.prompt.start, (label.answer or label.prompt).end)
        for label in post.labels
        if label.doubt
    ]
    for n, node in enumerate(nodes):
        unread = node.span.start > post.upto or node.span.start in post.ignored
        inside = n > 0 and marks[n] == 0 and any(_holds(span, node) for span in doubtful)
        if unread or inside:
            marks[n] = -1
    return marks


def _holds(span: Span, node: Node) -> bool:
    return span.start <= node.span.start <= span.end


def _read(post: LabelledPost) -> Readings:
    blog, source = read(post)
    markdown = Markdown(blog.dialect)
    document = closed(markdown.document(source.text, source.body_line), markdown)

    @cache
    def measure(content: str) -> Inline:
        return markdown.inline(content, document.references)

    labels = (*(name for path in source.categories for name in path), *source.tags)
    made = outline(document, measure, source.title)
    return readings(facts.read(made, source.path, source.title, labels))


def questions(found: Readings, prompts: Sequence[int] | None) -> Iterable[Got]:
    """Yield the questions of some prompts, that of the title for None."""
    if prompts is None:
        document = found.post.outline.document
        body = Span(document.body_line, max(document.body_line, document.last_line))
        yield Got(found.nodes[0].span, body, answered=True)
    elif prompts:
        for given in extents(found.post, [found.nodes[at] for at in prompts]).questions:
            yield Got(
                given.prompt_span or given.node.span, given.answer_span, given.status == "answered"
            )


@dataclass(frozen=True, slots=True)
class Scales:
    """How much each sign usually differs, and what the title's signs usually are."""

    signs: _Numbers
    title: _Numbers
    centre: _Numbers

    @classmethod
    def of(cls, posts: Sequence[Fitted]) -> Scales:
        """Return the scales of some posts, over all readings that take something."""
        signs = np.array([r.signs for one in posts for r in one.found.readings if r.prompts])
        title = np.array([one.found.title_signs for one in posts])
        signs = signs.reshape(-1, len(SIGNS))
        return cls(_spread(signs), _spread(title), title.mean(axis=0))

    def rows(self, found: Readings) -> _Numbers:
        """Return a row for each reading and one for the title: signs, title's signs, constants."""
        count, own = len(found.readings), len(SIGNS)
        rows = np.zeros((count + 1, own + len(TITLE_SIGNS) + _CONSTANTS))
        for row, reading in zip(rows, found.readings, strict=False):
            row[:own] = np.array(reading.signs) / self.signs
            row[-2] = bool(reading.prompts)
        rows[count, own:-_CONSTANTS] = (np.array(found.title_signs) - self.centre) / self.title
        rows[count, -1] = 1
        return rows

    def folded(self, weights: _Numbers) -> Weights:
        """Return the same weights for signs as they are: scales and centres go into them."""
        own = len(SIGNS)
        signs, title = weights[:own] / self.signs, weights[own:-_CONSTANTS] / self.title
        return Weights(
            signs=tuple(map(float, signs)),
            title_signs=tuple(map(float, title)),
            some=float(weights[-2]),
            title=float(weights[-1] - title @ self.centre),
        )


def _spread(values: _Numbers) -> _Numbers:
    """Return the standard deviation of each column, 1 for one that says the same throughout."""
    if not len(values):
        return np.ones(values.shape[1])
    found = np.asarray(values.std(axis=0))
    return np.where(found > 1e-9, found, 1.0)


def fit(posts: Sequence[Fitted], own: Sequence[Fitted] = ()) -> Weights:
    """Return the weights that make the right readings of some posts likeliest, under the prior.

    `own` are small posts that count less.
    """
    scales = Scales.of(posts)
    every = [*posts, *own]
    parts = [scales.rows(one.found) for one in every]
    rows = np.vstack(parts)
    good = np.concatenate([np.array(one.right) for one in every])
    count = np.repeat([1.0, _OWN], [len(posts), len(own)])
    sizes = [len(part) for part in parts]
    starts = np.array([0, *accumulate(sizes)][:-1])
    of: NDArray[np.int_] = np.repeat(np.arange(len(parts)), sizes)
    prior = np.full(rows.shape[1], _PRIOR)
    prior[-_CONSTANTS:] = 0

    def loss(weights: _Numbers) -> tuple[float, _Numbers]:
        """Return the value to be minimised, and its gradient."""
        scores = rows @ weights
        of_good = np.where(good, scores, -np.inf)
        of_all = np.logaddexp.reduceat(scores, starts)
        likely = np.logaddexp.reduceat(of_good, starts)
        moved = count[of] * (np.exp(of_good - likely[of]) - np.exp(scores - of_all[of]))
        held = prior * weights
        return float(count @ (of_all - likely) + held @ weights / 2), held - rows.T @ moved

    limits = {1: (0, None), -1: (None, 0)}
    bounds = [limits[sign.direction] for sign in SIGNS.values()]
    bounds += [(None, None)] * (len(TITLE_SIGNS) + _CONSTANTS)
    # It goes on until nothing moves, so that the rounded weights are the same everywhere.
    options = {"maxiter": 5000, "maxfun": 50_000, "ftol": 1e-15, "gtol": 1e-8, "maxcor": 30}
    start = np.zeros(rows.shape[1])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    return scales.folded(np.asarray(best.x))


def crossed(posts: Sequence[Fitted], seed: int, own: Sequence[Fitted] = ()) -> dict[str, Chances]:
    """Return the chances of each post's readings, by weights fitted without its repository."""
    parts = {one.post.id: fold(one.post.repository, seed, _FOLDS) for one in posts}
    given: dict[str, Chances] = {}
    for part in sorted(set(parts.values())):
        seen = [one for one in posts if parts[one.post.id] != part]
        by = fit(seen, own)
        for one in posts:
            if parts[one.post.id] == part:
                given[one.post.id] = chances(one.found, by)
    return given


def figures(
    posts: Sequence[Fitted], seeds: Sequence[int] = SEEDS, own: Sequence[Fitted] = ()
) -> dict[str, float]:
    """Return how well questions are found where nobody is asked: cross-validated, the mean of seeds."""
    total = Counts()
    for seed in seeds:
        given = crossed(posts, seed, own=own)
        for one in posts:
            total += one.counts(best_reading(one.found, given[one.post.id]))
    counted = {
        "asked": total.labelled,
        "found": total.found,
        "clean": total.clean,
        "invented": total.invented,
        "articles": total.articles,
        "articles_right": total.articles_right,
        "question_posts": total.question_posts,
        "perfect": total.perfect,
        "singles": total.singles,
        "singles_right": total.singles_right,
    }
    return {name: round(count / len(seeds), 1) for name, count in counted.items()}


def written(posts: Sequence[Fitted], weights: Weights, told: dict[str, float]) -> bytes:
    """Return the bytes of the file of weights fitted to these posts, with the figures `told`."""
    content: dict[str, Any] = {
        "signs": dict(zip(SIGNS, map(_rounded, weights.signs), strict=True)),
        "title": dict(zip(TITLE_SIGNS, map(_rounded, weights.title_signs), strict=True)),
        "constants": {"some": _rounded(weights.some), "title": _rounded(weights.title)},
        "fitted": {
            "posts": len(posts),
            "repositories": len({one.post.repository for one in posts}),
            "figures": told,
        },
    }
    return (json.dumps(content, indent=2) + "\n").encode()


def _rounded(weight: float) -> float:
    return round(weight, _DIGITS) + 0.0  # no -0.0


def main() -> None:
    """Fit, and write the weights."""
    try:
        given = labelled()
    except FileNotFoundError as error:
        sys.exit(str(error))
    posts, own = read_all(given), read_all(own_cases())
    told = figures(posts, own=own)
    WEIGHTS.write_bytes(written(posts, fit(posts, own), told))
    print(f"{WEIGHTS}: {len(posts)} posts")
    for name, count in told.items():
        print(f"  {name} {count:g}")


if __name__ == "__main__":
    main()
