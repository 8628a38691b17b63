"""Front matter: the head of a post, split off and typed, with the line of each key.

Where the head ends, and in which format it is, the engine says: its reader makes a `Split`, whose `load`
reads the format. `load_yaml` is one; what another has to give is a `Loaded`. What is not a mapping is not
front matter: then the whole file is body.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...findings import Code, Finding, Message, Place
from . import js_yaml
from .js_types import Value, as_json
from .loaded import Loaded, Problem

__all__ = [
    "MAX_SIZE",
    "FrontMatter",
    "Loaded",
    "Problem",
    "Split",
    "begins_with_key",
    "load_yaml",
    "read",
    "size",
]

MAX_SIZE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Split:
    """A file cut in two: `head + body` is the file.

    `data` is the head without its fences, and begins on line `data_line`; the body begins on line
    `body_line` (both from 1). `load` reads the data; without it there is no front matter. `meant`: the
    head is surely meant as front matter, so that one which cannot be read is an error, and no text.
    `may_be_empty`: a head that holds nothing is front matter too. `open` says why the engine takes for
    text what the file begins with, though it is meant as front matter.
    """

    head: str
    body: str
    data: str = ""
    data_line: int = 1
    body_line: int = 1
    load: Callable[[str], Loaded] | None = None
    meant: bool = False
    may_be_empty: bool = False
    open: Message | None = None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The typed head of a file, and its body, which begins on line `body_line`.

    `lines` holds the line in the file of each key. On an error in the findings `values` is empty.
    """

    values: Mapping[str, Value]
    lines: Mapping[str, int]
    body: str
    body_line: int
    findings: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the values as JSON can hold them; see `js_types.as_json`."""
        return {key: as_json(value) for key, value in self.values.items()}


def read(parts: Split) -> FrontMatter:
    """Type the front matter of a file that is split as its engine does.

    The findings are `bad-front-matter` and `duplicate-key` (errors, after which there are no values),
    and as warnings `open-front-matter`, `repeated-key`, and `control-character` where an escape gave
    one.
    """
    whole = FrontMatter({}, {}, parts.head + parts.body, 1)
    if parts.open:
        return replace(whole, findings=(Finding.of(parts.open, None, 1),))
    if parts.load is None:
        return whole
    if size(parts.data) > MAX_SIZE:
        if not parts.meant:
            return whole
        message = Code.BAD_FRONT_MATTER.message("too-large", limit=MAX_SIZE // 1024)
        return _without_values(parts, Finding.of(message, None, parts.data_line))
    loaded = parts.load(parts.data)
    if isinstance(loaded.value, dict) and not loaded.failed:
        findings = tuple(_finding(problem, parts) for problem in loaded.problems)
        if loaded.cleaned:
            message = Code.CONTROL_CHARACTER.message("escape")
            findings += (Finding.of(message, None, parts.data_line),)
        lines = {key: line + parts.data_line for key, line in loaded.lines.items()}
        return FrontMatter(loaded.value, lines, parts.body, parts.body_line, findings)
    if loaded.value is None and not loaded.problems and parts.may_be_empty:
        return _without_values(parts)
    if not loaded.problems or not parts.meant:
        return whole
    return _without_values(parts, *(_finding(problem, parts) for problem in loaded.problems))


def begins_with_key(text: str) -> bool:
    """Whether the first line of a text is a key of YAML, with or without its value."""
    key, colon, value = text.partition("\n")[0].partition(":")
    named = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return bool(colon) and named and (not value or value[0] in " \t")


def no_end() -> Message:
    """Return the message that no line ends the front matter."""
    return Code.OPEN_FRONT_MATTER.message("no-end")


def size(data: str) -> int:
    """Return the size of front matter in bytes; that of more than `MAX_SIZE` is not read."""
    return len(data.encode("utf-8", "surrogatepass"))


def _without_values(parts: Split, *findings: Finding) -> FrontMatter:
    return FrontMatter({}, {}, parts.body, parts.body_line, findings)


def _finding(problem: Problem, parts: Split) -> Finding:
    related: tuple[Place, ...] = ()
    if problem.first_line is not None:
        related = (Place("", problem.first_line + parts.data_line),)
    line, column = problem.line + parts.data_line, problem.column + 1
    if problem.what == _PROSE:
        above = parts.data.split("\n")[: problem.line]
        blank = next((number for number, text in enumerate(above) if not text.strip()), None)
        if blank is not None:
            message = Code.BAD_FRONT_MATTER.message("no-end", line=line)
            return Finding.of(message, None, blank + parts.data_line)
    return Finding.of(_message(problem), None, line, column=column, related=related)


_PROSE = "could not find expected ':'"
"""What PyYAML says of a line of prose: below a blank line it is not meant as front matter."""


def _message(problem: Problem) -> Message:
    if problem.kind == "repeated":
        return Code.REPEATED_KEY.message(key=problem.what)
    if problem.kind == "duplicate":
        return Code.DUPLICATE_KEY.message(key=problem.what)
    if problem.what == "mapping values are not allowed here":
        return Code.BAD_FRONT_MATTER.message("colon", reason=problem.what)
    return Code.BAD_FRONT_MATTER.message("syntax", reason=problem.what)


def load_yaml(data: str, *, last_counts: bool = False) -> Loaded:
    """Read YAML by the rules of `js_yaml`; each tab that begins a line, save the first, is two spaces
    (`escapeYAML` of hexo-front-matter).
    """
    lines = data.split("\n")
    tabs = [0] + [len(line) - len(line.lstrip("\t")) for line in lines[1:]]
    if not any(tabs):
        return js_yaml.load(data, last_counts=last_counts)
    spaced = [" " * 2 * count + line[count:] for count, line in zip(tabs, lines, strict=True)]
    loaded = js_yaml.load("\n".join(spaced), last_counts=last_counts)
    return replace(loaded, problems=tuple(_moved(problem, tabs) for problem in loaded.problems))


def _moved(problem: Problem, tabs: Sequence[int]) -> Problem:
    """Return a problem with its column in the text as written, where line n began with `tabs[n]` tabs."""
    count = tabs[problem.line] if problem.line < len(tabs) else 0
    return replace(problem, column=problem.column - min(count, problem.column // 2))
