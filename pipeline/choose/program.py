"""A program is asked in the place of a person: a JSON document per post in, one out.

In:  {"path", "title", "lines": [{"line", "text"}], "candidates": [{"reading", "chance", "questions",
     "answered", "prompts": [line]}]}
Out: {"reading": "heading-2"}: one of the candidates, or any other reading (docs/questions.md).

What it says is checked and kept like a person's choice; `{}` leaves the post as it is.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Sequence
from typing import Any

from pipeline.choose import Asked, Post, keep
from pipeline.selection import Selection, SelectionError, parse


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


def question(post: Post) -> dict[str, Any]:
    """Return the document that a program is given for a post."""
    return {
        "path": str(post.path),
        "title": post.title,
        "lines": [{"line": n, "text": text} for n, text in enumerate(post.lines, 1)],
        "candidates": [
            {
                "reading": str(candidate.selection),
                "chance": round(candidate.chance, 3),
                "questions": candidate.questions,
                "answered": candidate.answered,
                "prompts": [span.start for span in candidate.spans if span is not None],
            }
            for candidate in post.candidates
        ],
    }


def _answer(post: Post, command: str) -> Selection | None:
    given = json.dumps(question(post), ensure_ascii=False) + "\n"
    done = subprocess.run(  # noqa: S603 - the user names the program
        shlex.split(command), input=given.encode(), stdout=subprocess.PIPE, check=False
    )
    if done.returncode:
        raise AnswerError(f"{post.path}: {command} failed with exit code {done.returncode}")
    try:
        told = json.loads(done.stdout)
    except ValueError as error:
        raise AnswerError(f"{post.path}: {command} wrote no JSON: {error}") from None
    if not isinstance(told, dict) or not isinstance(told.get("reading", ""), str):
        raise AnswerError(f"{post.path}: {command} wrote no object with a `reading`")
    if "reading" not in told:
        return None
    try:
        return parse(told["reading"])
    except SelectionError as error:
        raise AnswerError(f"{post.path}: {command}: {error}") from None
