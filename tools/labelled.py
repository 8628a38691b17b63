"""Real posts that people read by hand: what their questions are, and where each answer lies.

They lie in `labelled/` of the shared folder, which POSTDECK_SHARED names (by default `../shared`);
its README says what the labels mean. No text of theirs is kept here.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pipeline.ir import Span
from pipeline.readers import open_blogs
from pipeline.readers.contract import Blog, SourcePost

Kind = Literal["questions", "article", "single"]

_SHARED = Path(__file__).resolve().parents[2] / "shared"
_PART = re.compile(r" \(lines.*$")  # the path of a part of a file says which lines it is
_HIDDEN = re.compile(r"(^|/)_+(?=[^/]+$)")  # a file of such a name is no post to a reader


@dataclass(frozen=True, slots=True)
class Label:
    """A question as a person read it; `answer` is None for a stub. A `doubt` counts neither way."""

    prompt: Span
    answer: Span | None
    doubt: bool


@dataclass(frozen=True, slots=True)
class LabelledPost:
    """A post and its labels. Lines after `upto` and the `ignored` ones count neither way."""

    id: str
    set: str
    repository: str
    path: str
    kind: Kind
    language: str
    upto: int
    ignored: frozenset[int]
    labels: tuple[Label, ...]
    lines: tuple[str, ...]


def labelled(sets: str = "") -> list[LabelledPost]:
    """Return the labelled posts of some sets, one letter each; by default those of all."""
    folder = Path(os.environ.get("POSTDECK_SHARED", _SHARED)).resolve() / "labelled"
    labels = folder / "labels.jsonl"
    if not labels.is_file():
        raise FileNotFoundError(
            f"no labelled posts at {folder}: set POSTDECK_SHARED to the folder that holds labelled/"
        )
    found = (json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines())
    return [_post(data, folder) for data in found if not sets or data["id"][0] in sets]


def read(post: LabelledPost) -> tuple[Blog, SourcePost]:
    """Return the blog, a folder of Markdown, and the post as that blog reads it.

    It lies alone in the folder, under its path, since names of folders promise too. Where the front
    matter is refused (a date, a list: not what is measured here) it is read with its title alone.
    """
    path = _HIDDEN.sub(r"\1", _PART.sub("", post.path)).replace("_drafts/", "_posts/")
    folder = _laid() / post.id
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes("\n".join(post.lines).encode())
    (blog,), _ = open_blogs([folder])
    source = (
        blog.read(path, file.read_bytes()).post
        or blog.read(path, "\n".join(_with_title_alone(post.lines)).encode()).post
    )
    if source is None:
        raise ValueError(f"{post.id} cannot be read, even with its title alone")
    return blog, source


def fold(repository: str, seed: int, folds: int) -> int:
    """Return in which of `folds` parts a repository falls: the same in every run with this seed."""
    return int(hashlib.sha256(f"{repository}{seed}".encode()).hexdigest(), 16) % folds


def _post(data: Mapping[str, Any], folder: Path) -> LabelledPost:
    text = (folder / "posts" / f"{data['id']}.md").read_bytes().decode("utf-8", "replace")
    lines = tuple(line.removesuffix("\r") for line in text.split("\n"))
    return LabelledPost(
        id=data["id"],
        set=data["id"][0],
        repository=data["repo"],
        path=data["path"],
        kind=data["kind"],
        language=data["language"],
        upto=data["upto"] or len(lines),
        ignored=frozenset(n for a, b in data.get("ignore", ()) for n in range(a, b + 1)),
        labels=tuple(_label(question) for question in data["questions"]),
        lines=lines,
    )


def _label(data: Mapping[str, Any]) -> Label:
    answer = Span(*data["answer"]) if data["answer"] else None
    return Label(Span(*data["prompt"]), answer, bool(data.get("doubt")))


@cache
def _laid() -> Path:
    """Return the folder where this run lays its posts; it goes when the run ends."""
    folder = Path(tempfile.mkdtemp(prefix="postdeck-labelled-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _with_title_alone(lines: Sequence[str]) -> list[str]:
    """Return the lines with those of the front matter empty, all but the title's."""
    end = next((n for n, line in enumerate(lines) if n and line.rstrip() == "---"), 0)
    head = [line if line.startswith("title:") else "" for line in lines[1:end]]
    return [lines[0], *head, *lines[max(end, 1) :]]
