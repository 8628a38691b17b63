"""How the values of an account are worded."""

from __future__ import annotations

from ...ir import Span
from ...language import marked, say
from ...questions.found import Judge
from ..summary import command
from .accounts import Account, TakenAccount
from .readings import MarkerRead

PROMISES = {
    "plain": marked("the title or the file name announces questions"),
    "hint": marked("a title, folder, category or tag hints at questions"),
    "none": marked("no title, file name, folder, category or tag announces questions"),
}
"""How far a post promises questions."""

_JUDGES: dict[Judge, str] = {
    "front matter": marked("as the front matter says"),
    "choice": marked("as chosen in readings.toml"),
    "settings": marked("as postdeck.toml says"),
    "earlier build": marked("as in the build that made its cards"),
    "weights": marked("the best reading by its signs"),
}


def taken(account: TakenAccount, path: str) -> str:
    """Return how a post was read, and who says so."""
    told = say(
        "`questions: {reading}`, {judge}",
        reading=account.selection,
        judge=say(_JUDGES[account.judge]),
    )
    if account.sure:
        return told
    choose = command("choose", [path])
    return told + say("; it can be read in more than one way: {command}", command=choose)


def numbered(post: Account, ordinal: int | None) -> str:
    """Return in which question a term is."""
    if not ordinal:
        return say("in no question")
    question = post.questions[ordinal - 1]
    if question.number or question.prompt_span is None:
        return say("in question {number}", number=question.number or ordinal)
    return say("in the question on line {line}", line=question.prompt_span.start)


def lines(span: Span | None) -> str:
    """Return the first and the last line of a span."""
    if span is None:
        return "-"
    return str(span.start) if span.start == span.end else f"{span.start}-{span.end}"


def marker(found: MarkerRead) -> str:
    """Return which line marks an answer or a solution."""
    if found.opens == "answer":
        return say("answer marked at line {line}: {text}", line=found.line, text=found.text)
    return say("solution marked at line {line}: {text}", line=found.line, text=found.text)
