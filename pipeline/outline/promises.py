"""What a post promises as a whole, before a line of it is read: by its title, names and labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from .nodes import Outline
from .wording import (
    asks,
    ends_as_question,
    hints_questions,
    names_questions,
    names_tasks,
    only_tells,
    tells_how,
    without_treatise,
)

_IN_BRACKETS = re.compile(r"[（(【\[][^（）()【】\[\]]*[）)】\]]")
_FEW_WORDS = 4
_NAMES_ONE = re.compile(r"[:：]\s*\S{4}")  # "面试题：什么是 X"
_JOINED = re.compile(r"[_-]+")


@dataclass(frozen=True, slots=True)
class Promises:
    """What title, file name, labels and folders say: that the title asks one question itself (`asks`), that
    title or file name promise questions, that any of them hints at some, that they speak of programming
    tasks.
    """

    asks: bool
    questions: bool
    hints: bool
    tasks: bool


def promises(outline: Outline, path: str, title: str, labels: Sequence[str]) -> Promises:
    """Return what a post promises; `labels` are its categories and tags."""
    *folders, name = PurePosixPath(path).with_suffix("").parts
    if name == "index" and folders:  # a folder of one page
        *folders, name = folders
    said = [title, name, " / ".join(labels), " / ".join(folders)]
    said = [_JOINED.sub(" ", text) for text in said]
    tasks = names_tasks(" ".join(said))
    announced = any(map(names_questions, (title, *said[2:]))) or hints_questions(said[3])
    title_asks = _asks_one(title, announced) and not _is_one_of_many(outline)
    if title_asks:  # it asks one question itself, and promises none
        said[:2] = "", ""
    questions = names_questions(said[0]) or names_questions(said[1])
    hints = not questions and any(names_questions(t) or hints_questions(t) for t in said)
    return Promises(title_asks, questions, hints, tasks)


def _is_one_of_many(outline: Outline) -> bool:
    """Whether the title is a heading beside others of the first level."""
    tops = [b for b in outline.document.blocks if b.kind == "heading" and b.level == 1]
    return len(tops) > 1 and outline.title.span.start == tops[0].start


def _asks_one(title: str, announced: bool) -> bool:
    """Whether a title asks one question, asides in brackets left out.

    Without a question mark, a name of a few Latin words does not ("Which Platform"), nor, where no folder
    or label announces questions, what tells of its author or shows how to do something ("Why I left X").
    """
    told = without_treatise(_IN_BRACKETS.sub("", title).strip() or title)
    if ends_as_question(told):
        return True
    if only_tells(told) or (tells_how(told) and not announced):
        return False
    names_one = not names_questions(told) or _NAMES_ONE.search(told) is not None
    return asks(told) and names_one and not (told.isascii() and len(told.split()) < _FEW_WORDS)
