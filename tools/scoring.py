"""How well the questions of a labelled post are found: what counts, and what is wrong.

A question is found if its prompt's lines and the labelled ones meet. It is clean if moreover its
answer's first and last line agree, lines that say nothing left aside, and a stub is no card.
Whatever else was called a question is invented. In a single post only the title may be a card.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from pipeline.ir import Span
from tools.labelled import Label, LabelledPost

_EDGE = re.compile(
    r"""
    [\s>\-*_=]*                                                 # blank, or a rule
    | [\s>]* (?: </?[a-z][^>]*> \s* )+                          # tags alone
    | [\s>]* <summary>.*</summary> \s*
    | \s* <!--.*--> \s*
    | \s* (?: &nbsp; | \u200b )+ \s*
    | [\s>\#*_【\[<a-z]*                                        # the name of the answer, in marks,
      (?: 参考 | 标准 | 正确 )?                                 # tags or among Latin words
      (?: 答案 | 回答 | 解答 | 解析 | 答 | answers? | solutions? )
      [\s*_】\]:：</a-z>]*
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Got:
    """A question as a program read it: its prompt, the lines below it, whether they answer it."""

    prompt: Span
    answer: Span | None
    answered: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """What is right and wrong in some posts; `labelled`, `found` and `clean` count questions."""

    posts: int = 0
    labelled: int = 0
    found: int = 0
    clean: int = 0
    question_posts: int = 0
    perfect: int = 0
    articles: int = 0
    articles_right: int = 0
    singles: int = 0
    singles_right: int = 0
    singles_as_title: int = 0
    invented_in_questions: int = 0
    invented_in_articles: int = 0
    invented_in_singles: int = 0

    @property
    def invented(self) -> int:
        """The number of found questions that are none, in posts of all kinds."""
        return self.invented_in_questions + self.invented_in_articles + self.invented_in_singles

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


def score(post: LabelledPost, got: Iterable[Got]) -> Counts:
    """Return what is right and wrong in one post."""
    pairs, invented = _matched(post, got)
    if post.kind == "single":
        return Counts(
            posts=1,
            singles=1,
            singles_right=int(not invented),
            singles_as_title=int(any(given for _, given in pairs)),
            invented_in_singles=len(invented),
        )
    counted = [(label, given) for label, given in pairs if not label.doubt]
    found = [(label, given) for label, given in counted if given]
    clean = sum(_fault(post, label, given) is None for label, given in found)
    counts = Counts(posts=1, labelled=len(counted), found=len(found), clean=clean)
    if post.kind == "article":
        right = int(not invented)
        return counts + Counts(articles=1, articles_right=right, invented_in_articles=len(invented))
    perfect = int(clean == len(counted) and not invented)
    return counts + Counts(question_posts=1, perfect=perfect, invented_in_questions=len(invented))


def faults(post: LabelledPost, got: Iterable[Got]) -> list[str]:
    """Return what is wrong in a post, in the order of its lines: "12 missed", "30 invented"."""
    pairs, invented = _matched(post, got)
    wrong = [(given.prompt.start, "invented") for given in invented]
    for label, given in pairs:
        if not label.doubt and post.kind != "single" and (fault := _fault(post, label, given)):
            wrong.append((label.prompt.start, fault))
    return [f"{line} {fault}" for line, fault in sorted(wrong)]


def _matched(
    post: LabelledPost, got: Iterable[Got]
) -> tuple[list[tuple[Label, Got | None]], list[Got]]:
    """Return each label with what it was read as, and what no label asks for."""
    left = sorted(
        (
            given
            for given in got
            if given.prompt.start <= post.upto and given.prompt.start not in post.ignored
        ),
        key=lambda given: (given.prompt.start, given.prompt.end),
    )
    pairs = []
    for label in post.labels:
        given = next((given for given in left if _meet(given.prompt, label.prompt)), None)
        if given is not None:
            left.remove(given)
        pairs.append((label, given))
    return pairs, left


def _meet(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _fault(post: LabelledPost, label: Label, given: Got | None) -> str | None:
    """Return what is wrong with a labelled question, None if nothing is."""
    if given is None:
        return "missed"
    if label.answer is None:
        return "a stub, read as answered" if given.answered else None
    wanted = _said(post.lines, label.answer)
    if given.answer is None or not given.answered:
        return f"no answer, not {_told(wanted)}"
    said = _said(post.lines, given.answer)
    return None if said == wanted else f"answer {_told(said)}, not {_told(wanted)}"


def _said(lines: Sequence[str], span: Span) -> Span:
    """Return a span without the lines at its ends that say nothing; none may be left."""
    start, end = span.start, span.end
    while start <= end and _is_edge(lines, start):
        start += 1
    while start <= end and _is_edge(lines, end):
        end -= 1
    return Span(start, end)


def _is_edge(lines: Sequence[str], number: int) -> bool:
    return number > len(lines) or _EDGE.fullmatch(lines[number - 1]) is not None


def _told(span: Span) -> str:
    return f"{span.start}-{span.end}" if span.start <= span.end else "empty lines"
