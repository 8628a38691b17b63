"""Accounts of posts as text for people: cut to the width of the terminal, coloured on request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...findings import Finding
from ...ir import Span
from ...language import say
from ...widths import columns, cut, wrapped
from .. import report
from ..summary import command
from ..terminal import painted, plain
from . import Explained, wording
from .accounts import Account, AdviceRead
from .readings import ReadingRow

_LABEL = 10  # the width of the column of labels
_FEW = 3  # signs that are shown for a reading that was not taken
_LEAST = 12  # the least width of a quoted text, however narrow the terminal


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a line: its text, its colour ("" for none), and on which side it is padded."""

    text: str
    colour: str = ""
    right: bool = False


def render(explained: Explained, width: int, *, colour: bool, every: bool = False) -> str:
    """Return accounts as text of at most about `width` columns, ending with a newline; signs of little
    weight are folded unless `every` one is to be shown.
    """
    page = _Page(width, colour, every)
    posts = ["\n".join(page.post(post)) for post in explained.posts]
    if explained.findings:
        posts.append("\n".join(page.settings(explained.findings)))
    return "\n\n".join(posts) + "\n"


class _Page:
    """Writes accounts at one width, with colours or without, folded or not."""

    def __init__(self, width: int, colour: bool, every: bool) -> None:
        self._width = width
        self._colour = colour
        self._every = every

    def post(self, post: Account) -> Iterator[str]:
        """Yield the lines on one post."""
        yield self._paint(post.path, "bold")
        if any(finding.code.leaves_out for finding in post.findings):
            yield from self._labelled(
                say("refused"), say("a build leaves this post out: see its findings"), "red"
            )
        if post.title is not None:
            yield from self._summary(post)
        if post.advice is not None:
            yield from self._advice(post.advice, post.path)
        if post.title is not None:
            yield from self._readings(post)
            yield from self._outline(post)
        yield from self._questions(post)
        yield from self._terms(post)
        yield from self._regions(post)
        if post.findings:
            yield from self._findings(say("Findings"), post.findings)

    def settings(self, findings: Sequence[Finding]) -> Iterator[str]:
        """Return the lines on errors in the settings."""
        return self._findings(say("Errors in the settings"), findings)

    def _summary(self, post: Account) -> Iterator[str]:
        yield from self._labelled(say("title"), post.title or "")
        if post.promise is not None:
            asks = say("; the title is itself a question") if post.promise.asks else ""
            yield from self._labelled(
                say("promise"), say(wording.PROMISES[post.promise.says]) + asks
            )
        yield from self._labelled(say("site"), post.site)
        if post.taken is not None:
            colour = "" if post.taken.sure else "yellow"
            yield from self._labelled(say("read as"), wording.taken(post.taken, post.path), colour)
        questions = say("{n:# question|# questions}", n=len(post.questions))
        found = questions if post.questions else say("no questions")
        terms = say("; ") + say("{n:# term|# terms}", n=len(post.terms)) if post.terms else ""
        colour = "bold" if post.questions else "yellow"
        yield from self._labelled(say("found"), found + terms, colour)
        if post.questions and post.left_out:
            told = say("{share:.0%} of the text is in no card", share=post.left_out)
            yield from self._labelled(say("left out"), told)
        if post.ending is not None:
            told = say(
                "the last answer ends with line {line}: {reason}",
                line=post.ending.line, reason=say(post.ending.why),
            )  # fmt: skip
            yield from self._labelled(say("ending"), told)

    def _advice(self, advice: AdviceRead, path: str) -> Iterator[str]:
        told = say(
            "if this is wrong: {command}; or `{line}` in the front matter",
            command=command("choose", [path]), line=advice.line,
        )  # fmt: skip
        yield from self._labelled(say("advice"), told, "green")
        if advice.questions:
            made = say(
                "it gives {questions:# question|# questions}, {answered} answered",
                questions=advice.questions, answered=advice.answered,
            )  # fmt: skip
            yield from self._labelled("", made)

    def _readings(self, post: Account) -> Iterator[str]:
        yield from self._heading(say("Readings, the likeliest first"))
        names = [
            say("reading"), say("chance"), say("prompts"), say("asked"), say("marked"),
            say("answered"), say("first prompt"),
        ]  # fmt: skip
        rows = [[_Part(name, "dim", 0 < i < 6) for i, name in enumerate(names)]]
        rows += [self._reading_row(reading) for reading in post.readings]
        head, *lines = self._table(rows)
        yield head
        for reading, line in zip(post.readings, lines, strict=True):
            yield line
            yield from self._score(reading)
            yield from self._markers(reading)
        if post.more_readings:
            more = say(
                "… and {n:# more reading|# more readings}, less likely (--all)",
                n=post.more_readings,
            )
            yield self._paint(f"  {more}", "dim")

    def _score(self, reading: ReadingRow) -> Iterator[str]:
        """Yield what adds up to the score of a reading."""
        if not reading.constant:
            return
        few = len(reading.signs) if reading.taken or self._every else _FEW
        yield from self._added(reading.constant, say("the constant of its kind of reading"))
        for sign in reading.signs[:few]:
            factors = f"{sign.name} {sign.value:.2f} × {sign.weight:.2f}"
            yield from self._added(sign.adds, say(sign.says), factors)
        if rest := reading.signs[few:]:
            more = say("{n:# more sign|# more signs} (--all)", n=len(rest))
            yield from self._added(sum(sign.adds for sign in rest), more)
        yield from self._added(reading.score, say("= its score"))

    def _added(self, number: float, text: str, factors: str = "") -> Iterator[str]:
        """Yield what is added, the factors that it is the product of, and why."""
        first, *more = wrapped(
            f"{factors}  {plain(text)}" if factors else plain(text), self._width - 11
        )
        yield "    " + self._paint(f"{number:+6.2f}", "dim") + f" {first}"
        yield from (" " * 13 + line for line in more)

    def _markers(self, reading: ReadingRow) -> Iterator[str]:
        """Yield the lines that mark answers; those of the reading that was taken are shown with its
        questions.
        """
        if self._every and not reading.taken:
            for marker in reading.markers:
                told = plain(f"{marker.prompt}: {wording.marker(marker)}")
                yield self._paint("    " + cut(told, self._width - 4), "dim")

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
        yield from self._heading(
            say("Outline: the lines that could be prompts, and what they became")
        )
        colours = {"prompt": "green", "section": "cyan"}
        yield from self._table(
            [
                _Part(str(node.line), right=True),
                _Part(say(node.became), colours.get(node.became, "dim")),
                _Part(node.written),
                _Part("· " * node.depth + node.text, "" if node.became == "prompt" else "dim"),
            ]
            for node in post.outline
        )

    def _questions(self, post: Account) -> Iterator[str]:
        if not post.questions:
            return
        yield from self._heading(say("Questions, with the lines of prompt and answer"))
        rows = self._table(
            [
                _Part(question.number or "-", right=True),
                _Part(wording.lines(question.prompt_span)),
                _Part(wording.lines(question.answer_span)),
                _Part(say(question.status), "" if question.status == "answered" else "yellow"),
                _Part(question.prompt),
            ]
            for question in post.questions
        )
        for question, row in zip(post.questions, rows, strict=True):
            yield row
            if question.marker is not None:
                told = plain(wording.marker(question.marker))
                yield self._paint("      " + cut(told, self._width - 6), "dim")

    def _terms(self, post: Account) -> Iterator[str]:
        if not post.terms:
            return
        yield from self._heading(say("Terms"))
        yield from self._table(
            [
                _Part(wording.lines(term.span)),
                _Part(wording.numbered(post, term.question)),
                _Part(term.term),
            ]
            for term in post.terms
        )

    def _regions(self, post: Account) -> Iterator[str]:
        if not post.regions:
            return
        yield from self._heading(say("Regions"))
        colours = {"prompt": "green", "answer": "", "section": "cyan"}
        yield from self._table(
            [
                _Part(wording.lines(Span(region.start, region.end))),
                _Part(say(region.kind), colours.get(region.kind, "dim")),
                _Part(region.text, "" if region.kind == "prompt" else "dim"),
            ]
            for region in post.regions
        )

    def _findings(self, title: str, findings: Sequence[Finding]) -> Iterator[str]:
        yield from self._heading(title)
        yield from (f"  {line}" for line in report.texts(findings, colour=self._colour))

    def _heading(self, title: str) -> Iterator[str]:
        yield ""
        yield self._paint(title, "bold")

    def _labelled(self, label: str, text: str, colour: str = "") -> Iterator[str]:
        for line in wrapped(plain(text), self._width - _LABEL - 2):
            gap = " " * (_LABEL - columns(label))
            yield self._paint(f"  {label}{gap}", "dim") + self._paint(line, colour)
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
