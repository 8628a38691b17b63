"""What every kind of blog does with the file of a post before it looks at its keys."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..files import decode, is_folder, walk
from ..findings import Code, Finding, Message
from . import front_matter
from .contract import Draft, FileRead
from .front_matter.js_types import as_js_string

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from .contract import SourcePost
    from .front_matter import FrontMatter, Split
    from .front_matter.js_types import Value


@dataclass(frozen=True, slots=True)
class Opened:
    """A post whose file is decoded and whose front matter is typed.

    `findings` grows while the reader looks at the keys; an error among them means no post.
    """

    path: str
    text: str
    head: FrontMatter
    findings: list[Finding] = field(default_factory=list)

    def note(self, message: Message, key: str | None = None) -> None:
        """Note a finding on the line of a key."""
        line = self.head.lines.get(key) if key else None
        self.findings.append(Finding.of(message, self.path, line))

    def value(self, key: str) -> Value:
        """Return the value of a key, None where it is absent."""
        return self.head.values.get(key)

    def text_of(self, key: str) -> str:
        """Return a value as text, "" where there is none; a mapping is noted as an error."""
        value = self.value(key)
        if isinstance(value, dict):
            self.note(Code.BAD_VALUE.message("text", key=key), key)
            return ""
        return "" if value is None else as_js_string(value).strip()

    def names(self, key: str, values: Sequence[Value]) -> list[str]:
        """Return the names among values under a key, "tags" say; a mapping is none, and is noted."""
        if any(isinstance(value, dict) for value in values):
            self.note(Code.BAD_VALUE.message("names", key=key), key)
        return [
            name
            for value in values
            if not isinstance(value, dict | None) and (name := as_js_string(value))
        ]

    def line_of(self, *keys: str) -> int:
        """Return the line of the first of these keys that is there; without any of them, 1."""
        return next((self.head.lines[key] for key in keys if key in self.head.lines), 1)

    def title_from_name(self, name: str = "") -> str:
        """Return the file's name, or another, as the title, and note that the post has none, if nothing
        says why.
        """
        if all(found.code is not Code.OPEN_FRONT_MATTER for found in self.findings):
            self.note(Code.MISSING_TITLE.message())
        return name or PurePosixPath(self.path).stem

    def reading(self, post: SourcePost | None) -> FileRead:
        """Return the post (None if a finding leaves it out) with all findings."""
        return FileRead(None if self.failed() else post, tuple(self.findings))

    def failed(self) -> bool:
        """Whether a finding leaves the post out."""
        return any(found.code.leaves_out for found in self.findings)


def open_post(path: str, data: bytes, split: Callable[[str], Split]) -> Opened | FileRead:
    """Decode a file and type its front matter; on an error return a reading without a post.

    `split` cuts the file into front matter and body as the engine does.
    """
    decoded = decode(data, path)
    if isinstance(decoded, Finding):
        return FileRead(None, (decoded,))
    head = front_matter.read(split(decoded.text))
    placed = [_in_file(found, path) for found in head.findings]
    if any(found.code is Code.CONTROL_CHARACTER for found in decoded.findings):  # one a post
        placed = [found for found in placed if found.code is not Code.CONTROL_CHARACTER]
    opened = Opened(path, decoded.text, head, [*decoded.findings, *placed])
    return opened.reading(None) if opened.failed() else opened


def _in_file(found: Finding, path: str) -> Finding:
    related = tuple(replace(place, path=path) for place in found.related)
    return replace(found, path=path, related=related)


def unpublished(
    opened: Opened, slug: str, permalink: str | None = None, *, key: str = "published"
) -> FileRead:
    """Return a reading that leaves out a post which a key of its front matter keeps from being published;
    this is its only finding.
    """
    opened.findings.clear()
    draft = Code.UNPUBLISHED.message("draft")
    opened.note(draft if key == "draft" else Code.UNPUBLISHED.message("published"), key)
    return FileRead(None, tuple(opened.findings), Draft(opened.path, slug, permalink))


def encrypted(
    opened: Opened, slug: str, permalink: str | None = None, *, key: str = "password"
) -> FileRead:
    """Return a reading that leaves out a post which a key of its front matter encrypts."""
    opened.findings.clear()
    opened.note(Code.UNPUBLISHED.message("encrypted"), key)
    return FileRead(
        None, tuple(opened.findings), Draft(opened.path, slug, permalink, has_page=True)
    )


def has_password(opened: Opened) -> bool:
    """Whether the front matter has a password, so that the site shows the post to nobody without it."""
    value = opened.value("password")
    return value is not None and value is not False and value != ""


def drafts_in(
    root: Path, folder: str, enter: Callable[[str], bool], is_post: Callable[[str], bool]
) -> tuple[Draft, ...]:
    """Return the drafts in a folder of a site; none if the folder does not exist.

    `enter` says of a folder's name whether to look into it, `is_post` of a path whether it is a
    post.
    """
    if not is_folder(root / folder):
        return ()
    listed, _ = walk(root, root / folder, enter)
    return tuple(Draft(path, PurePosixPath(path).stem) for path in listed if is_post(path))


_DRAFT = Code.UNPUBLISHED.message("draft")


def left_out(drafts: Iterable[Draft], why: Message = _DRAFT) -> tuple[Finding, ...]:
    """Return a finding for each draft that says why it is left out."""
    return tuple(Finding.of(why, draft.path) for draft in drafts)
