"""Everything worth telling a user is a `Finding`: a value with a code, a file and a line.

`catalogue` has all codes and all English that findings show, and `docs/findings/` is made from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from .catalogue import Code, Message, Phrase
from .entries import FilledText, Severity

__all__ = [
    "PRIVATE", "Code", "FilledText", "Finding", "Message", "Phrase", "Place", "Severity", "has_error",
    "shown", "stops",
]  # fmt: skip

PRIVATE: dict[str, Any] = {"public": False}
"""Marks a field that stays out of `corpus.json`."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line in a file: `path` as shown to the user, `line` from 1."""

    path: str
    line: int | None
    root: str = field(default="", compare=False, metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell: lines and columns count from 1.

    `path` is relative to the site's root, so that a corpus does not depend on the working directory;
    `root` is the site's root as the user named it, and only for showing.
    """

    code: Code
    severity: Severity
    message: str
    path: str | None = None
    line: int | None = None
    column: int | None = None
    related: tuple[Place, ...] = ()
    hint: str | None = None
    root: str = field(default="", compare=False, metadata=PRIVATE)
    said: Message | None = field(default=None, compare=False, repr=False, metadata=PRIVATE)
    """What a translation of `message` and `hint` needs, None in a corpus that was read from its file."""

    @classmethod
    def of(
        cls,
        message: Message,
        path: str | None = None,
        line: int | None = None,
        *,
        column: int | None = None,
        related: tuple[Place, ...] = (),
        root: str = "",
    ) -> Finding:
        """Return a finding that shows a message, with the severity of its code."""
        return cls(
            message.code, message.code.severity, str(message.text), path, line, column, related,
            str(message.hint) if message.hint else None, root, message,
        )  # fmt: skip

    def under(self, root: str) -> Finding:
        """Return the same finding, shown under a site's root."""
        related = tuple(replace(p, root=p.root or root) for p in self.related)
        return replace(self, root=root, related=related)

    @property
    def shown_message(self) -> str:
        """The message in the language of the terminal."""
        return self.said.text.said() if self.said else self.message

    @property
    def shown_hint(self) -> str:
        """The hint in the language of the terminal, "" for none."""
        return self.said.hint.said() if self.said and self.said.hint else self.hint or ""

    @property
    def shown_path(self) -> str | None:
        """The path as the user can open it, None where the finding has none."""
        return shown(self.root, self.path) if self.path is not None else None


def shown(root: str, path: str) -> str:
    """Return a path below a site's root as the user can open it."""
    return str(PurePath(root, path)) if root else path


def stops(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings stops the run."""
    return any(finding.code.stops for finding in findings)


def has_error(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
