"""Accounts of posts as text for people: cut to the width of the terminal, coloured on request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...findings import Finding, Severity
from ...ir import Span
from ...plurals import counted
from ...questions.found import Judge
from ...widths import columns, cut, wrapped
from .. import report
from ..terminal import painted, plain
from . import Explained
from .accounts import Account, AdviceRead, TakenAccount
from .readings import ReadingRow

_PROMISES = {
    "plain": "the title or the file name announces questions",
    "hint": "a title, folder, category or tag hints at questions",
    "none": "no title, file name, folder, category or tag announces questions",
}
_LABEL = 10  # the width of the column of labels
_FEW = 3  # signs that are shown for a reading that was not taken
_LEAST = 12  # the least width of a quoted text, however narrow the terminal


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a line: its text, its colour ("" for none), and on which side it is padded."""

    text: str
    colour: str = ""
    right: bool = False


def render(explained: Explained, width: int, *, colour: bool) -> str:
    """Return accounts as text of at most about `width` columns, ending with a newline."""
    page = _Page(width, colour)
    posts = ["\n".join(page.post(post)) for post in explained.posts]
    if explained.findings:
        posts.append("\n".join(page.settings(explained.findings)))
    return "\n\n".join(posts) + "\n"


class _Page:
    """Writes accounts at one width, with colours or without."""

    def __init__(self, width: int, colour: bool) -> None:
        self._width = width
        self._colour = colour

    def post(self, post: Account) -> Iterator[str]:
        """Yield the lines on one post."""
        yield self._paint(post.path, "bold")
        if any(finding.severity is Severity.ERROR for finding in post.findings):
            yield from self._labelled(
                "refused", "a build stops at this post: see its findings", "red"
            )
        if post.title is not None:
            yield from self._summary(post)
        if post.advice is not None:
            yield from self._advice(post.advice)
        if post.title is not None:
            yield from self._readings(post)
            yield from self._outline(post)
        yield from self._questions(post)
        yield from self._terms(post)
        yield from self._regions(post)
        if post.findings:
            yield from self._findings("Findings", post.findings)

    def settings(self, findings: Sequence[Finding]) -> Iterator[str]:
        """Return the lines on errors in the settings."""
        return self._findings("Errors in the settings", findings)

    def _summary(self, post: Account) -> Iterator[str]:
        yield from self._labelled("title", post.title or "")
        if post.promise is not None:
            asks = "; the title is itself a question" if post.promise.asks else ""
            yield from self._labelled("promise", _PROMISES[post.promise.says] + asks)
        yield from self._labelled("site", post.site)
        if post.taken is not None:
            yield from self._labelled(
                "read as", _taken(post.taken), "" if post.taken.sure else "yellow"
            )
        found = counted(len(post.questions), "question") if post.questions else "no questions"
        terms = f"; {counted(len(post.terms), 'term')}" if post.terms else ""
        yield from self._labelled("found", found + terms, "bold" if post.questions else "yellow")
        if post.questions and post.left_out:
            yield from self._labelled("left out", f"{post.left_out:.0%} of the text is in no card")
        if post.ending is not None:
            yield from self._labelled(
                "ending", f"the last answer ends with line {post.ending.line}: {post.ending.why}"
            )

    def _advice(self, advice: AdviceRead) -> Iterator[str]:
        made = f"; it gives {counted(advice.questions, 'question')}, {advice.answered} answered"
        yield from self._labelled("advice", advice.line, "green")
        yield from self._labelled(
            "", f"in the front matter, if this is wrong{made if advice.questions else ''}"
        )

    def _readings(self, post: Account) -> Iterator[str]:
        yield from self._heading("Readings, the likeliest first")
        names = ["reading", "chance", "prompts", "asked", "marked", "answered", "first prompt"]
        rows = [[_Part(name, "dim", 0 < i < 6) for i, name in enumerate(names)]]
        rows += [self._reading_row(reading) for reading in post.readings]
        head, *lines = self._table(rows)
        yield head
        for reading, line in zip(post.readings, lines, strict=True):
            yield line
            for sign in reading.signs if reading.taken else reading.signs[:_FEW]:
                yield "    " + self._paint(f"{sign.adds:+5.1f}", "dim") + f" {plain(sign.says)}"

    @staticmethod
    def _reading_row(reading: ReadingRow) -> list[_Part]:
        shares = (reading.asked, reading.marked, reading.answered)
        return [
            _Part(
                f"{'●' if reading.taken else ' '} {reading.reading}",
                "green" if reading.taken else "",
            ),
            _Part(f"{reading.chance:.0%}", right=True),
            _Part(str(reading.prompts), right=True),
            *(_Part(f"{share:.0%}", right=True) for share in shares),
            _Part(f"{reading.line}: {reading.first}" if reading.line else ""),
        ]

    def _outline(self, post: Account) -> Iterator[str]:
        if not post.outline:
            return
        yield from self._heading("Outline: the lines that could be prompts, and what they became")
        colours = {"prompt": "green", "section": "cyan"}
        yield from self._table(
            [
                _Part(str(node.line), right=True),
                _Part(node.became, colours.get(node.became, "dim")),
                _Part(node.written),
                _Part("· " * node.depth + node.text, "" if node.became == "prompt" else "dim"),
            ]
            for node in post.outline
        )

    def _questions(self, post: Account) -> Iterator[str]:
        if not post.questions:
            return
        yield from self._heading("Questions, with the lines of prompt and answer")
        yield from self._table(
            [
                _Part(question.number or "-", right=True),
                _Part(_lines(question.prompt_span)),
                _Part(_lines(question.answer_span)),
                _Part(question.status, "" if question.status == "answered" else "yellow"),
                _Part(question.prompt),
            ]
            for question in post.questions
        )

    def _terms(self, post: Account) -> Iterator[str]:
        if not post.terms:
            return
        yield from self._heading("Terms")
        yield from self._table(
            [
                _Part(_lines(term.span)),
                _Part(
                    f"in {_numbered(post, term.question)}" if term.question else "in no question"
                ),
                _Part(term.term),
            ]
            for term in post.terms
        )

    def _regions(self, post: Account) -> Iterator[str]:
        if not post.regions:
            return
        yield from self._heading("Regions")
        colours = {"prompt": "green", "answer": "", "section": "cyan"}
        yield from self._table(
            [
                _Part(_lines(Span(region.start, region.end))),
                _Part(region.kind, colours.get(region.kind, "dim")),
                _Part(region.text, "" if region.kind == "prompt" else "dim"),
            ]
            for region in post.regions
        )

    def _findings(self, title: str, findings: Sequence[Finding]) -> Iterator[str]:
        yield from self._heading(title)
        for finding in findings:
            yield from (f"  {line}" for line in report.text(finding, colour=self._colour))

    def _heading(self, title: str) -> Iterator[str]:
        yield ""
        yield self._paint(title, "bold")

    def _labelled(self, label: str, text: str, colour: str = "") -> Iterator[str]:
        for line in wrapped(plain(text), self._width - _LABEL - 2):
            yield self._paint(f"  {label:<{_LABEL}}", "dim") + self._paint(line, colour)
            label = ""

    def _table(self, rows: Iterable[Sequence[_Part]]) -> Iterator[str]:
        """Yield the lines of a table; the last cell of each row is cut to what the width leaves."""
        table = [[replace(part, text=plain(part.text)) for part in row] for row in rows]
        widths = [max(columns(part.text) for part in column) for column in zip(*table, strict=True)]
        rest = max(_LEAST, self._width - sum(widths[:-1]) - 2 * len(widths))
        for row in table:
            yield self._row(row, widths, rest)

    def _row(self, row: Sequence[_Part], widths: Sequence[int], rest: int) -> str:
        cells = []
        for part, width in zip(row[:-1], widths, strict=False):
            gap = " " * (width - columns(part.text))
            text = self._paint(part.text, part.colour)
            cells.append(gap + text if part.right else text + gap)
        last = cut(row[-1].text, rest)
        return ("  " + "  ".join([*cells, self._paint(last, row[-1].colour)])).rstrip()

    def _paint(self, text: str, colour: str) -> str:
        return painted(text, colour if self._colour else "")


_JUDGES: dict[Judge, str] = {
    "front matter": "as the front matter says",
    "choice": "as chosen in readings.toml",
    "settings": "as postdeck.toml says",
    "earlier build": "as in the build that made its cards",
    "weights": "the likeliest by its signs",
}


def _taken(taken: TakenAccount) -> str:
    doubt = "" if taken.sure else "; it can be read in more than one way: postdeck choose"
    return f"`questions: {taken.selection}`, {_JUDGES[taken.judge]}{doubt}"


def _numbered(post: Account, ordinal: int) -> str:
    question = post.questions[ordinal - 1]
    if question.number or question.prompt_span is None:
        return f"question {question.number or ordinal}"
    return f"the question on line {question.prompt_span.start}"


def _lines(span: Span | None) -> str:
    if span is None:
        return "-"
    return str(span.start) if span.start == span.end else f"{span.start}-{span.end}"
