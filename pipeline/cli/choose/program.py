"""A program is asked in the place of a person: a JSON document per post in, one out.

In:  {"path", "title", "lines": [{"line", "text"}], "candidates": [{"reading", "chance", "questions",
     "answered", "prompts": [line]}]}
Out: {"reading": "heading-2"}: one of the candidates, or any other reading (docs/questions.md); or
     {"questions": [{"prompt": [first, last], "answer": [first, last]}]}: lines of its own, the answer null
     where there is none.

What it says is checked and kept like a person's choice; `{}` leaves the post as it is.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Sequence
from typing import Any

from ...files import naming
from ...ir import Span
from ...language import say
from ...questions.selection import GivenLines, Selection, SelectionError, parse
from . import Asked, UnsurePost, keep


class AnswerError(Exception):
    """A program failed, or said what cannot be understood; the message says which post it was about."""


def ask(asked: Sequence[Asked], command: str) -> int:
    """Ask a program for each post, and return for how many it chose. Raises AnswerError, OSError."""
    chosen = 0
    for one in asked:
        for post in one.posts:
            selection = _answer(post, command)
            if selection is not None:
                keep([post], selection)
                chosen += 1
    return chosen


def question(post: UnsurePost) -> dict[str, Any]:
    """Return the document that a program is given for a post."""
    return {
        "path": str(post.path),
        "title": post.title,
        "lines": [{"line": n, "text": text} for n, text in enumerate(post.lines, 1)],
        "candidates": [
            {
                "reading": str(candidate.selection),
                "chance": round(candidate.chance, 3),
                "questions": len(candidate.prompts),
                "answered": candidate.answered,
                "prompts": [span.start for span in candidate.spans if span is not None],
            }
            for candidate in post.candidates
        ],
    }


def _answer(post: UnsurePost, command: str) -> Selection | None:
    given = json.dumps(question(post), ensure_ascii=False) + "\n"
    with naming(command):
        done = subprocess.run(  # noqa: S603 - the user names the program
            shlex.split(command), input=given.encode(), stdout=subprocess.PIPE, check=False
        )
    if done.returncode:
        raise AnswerError(
            say(
                "{path}: {command} failed with exit code {code}",
                path=post.path,
                command=command,
                code=done.returncode,
            )
        )
    try:
        told = json.loads(done.stdout)
    except ValueError as error:
        raise AnswerError(
            say(
                "{path}: {command} wrote no JSON: {error}",
                path=post.path,
                command=command,
                error=error,
            )
        ) from None
    if not isinstance(told, dict) or not isinstance(told.get("reading", ""), str):
        raise AnswerError(
            say(
                "{path}: {command} wrote no object with a `reading`",
                path=post.path,
                command=command,
            )
        )
    try:
        if "questions" in told:
            return Selection(lines=_given_lines(post, told["questions"]))
        return parse(told["reading"]) if "reading" in told else None
    except SelectionError as error:
        raise AnswerError(f"{post.path}: {command}: {error}") from None


def _given_lines(post: UnsurePost, questions: object) -> GivenLines:
    """Check questions that are given by their lines, and return these texts. Raises SelectionError."""
    if not isinstance(questions, list):
        raise SelectionError(say("`questions` must be a list"))
    prompts, ends = [], []
    line = 0
    for question in questions:
        asked = _span(post, question, "prompt", line)
        answer = _span(post, question, "answer", asked.end) if question.get("answer") else None
        line = (answer or asked).end
        prompts.append(post.lines[asked.start - 1].strip())
        ends.append(post.lines[answer.end - 1].strip() if answer is not None else "")
    return GivenLines(tuple(prompts), tuple(ends))


def _span(post: UnsurePost, question: object, key: str, after: int) -> Span:
    """Return lines of a question that are in the post, behind others. Raises SelectionError."""
    lines = question.get(key) if isinstance(question, dict) else None
    if not isinstance(lines, list) or [type(n) for n in lines] != [int, int]:
        raise SelectionError(
            say(
                "a question's `{key}` must be two lines, not {lines}",
                key=key,
                lines=json.dumps(lines)[:60],
            )
        )
    first, last = lines
    if not after < first <= last <= len(post.lines):
        raise SelectionError(
            say(
                "the lines {first} to {last} are not in the post, or not in their order",
                first=first,
                last=last,
            )
        )
    return Span(first, last)
