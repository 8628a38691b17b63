"""Front matter as hexo-front-matter 4.2 splits and types it.

It is YAML between lines of `---`, or JSON without its braces between lines of `;;;`. The opening
line may be left out. What is not a mapping is not front matter: then the whole file is body.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pipeline.characters import clean, was_replaced
from pipeline.findings import Code, Finding, Place
from pipeline.readers.front_matter import js_yaml
from pipeline.readers.front_matter.js_types import (
    Value,
    as_json,
    js_number,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_SIZE = 64 * 1024

_COLON_HINT = "Put a value that holds a colon followed by a space between quotes."
_CODES = {
    "syntax": Code.BAD_FRONT_MATTER,
    "duplicate": Code.DUPLICATE_KEY,
    "date": Code.BAD_DATE,
}


@dataclass(frozen=True, slots=True)
class Split:
    """A file cut in two: `head + body` is the file.

    `data` is the head without its fences, and begins on line `data_line`; the body begins on line
    `body_line` (both from 1). `fenced`: the head has an opening line, so that it is surely meant
    as front matter. `may_be_empty`: a head that holds nothing is front matter too, unlike in Hexo.
    """

    head: str
    body: str
    data: str = ""
    data_line: int = 1
    body_line: int = 1
    kind: Literal["yaml", "json", "none"] = "none"
    fenced: bool = False
    may_be_empty: bool = False


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


def split(text: str) -> Split:
    r"""Cut a file into head and body where hexo-front-matter does (`rFrontMatter`).

    The expressions there are `^(-{3,}|;{3,})\n([\s\S]+?)\n\1\n?([\s\S]*)` and, for a file that
    does not begin with a fence, `^([\s\S]+?)\n(-{3,}|;{3,})\n?([\s\S]*)`.
    """
    fence = _fence(text)
    if fence:
        start = len(fence)
        end = text.find(f"\n{fence}", start + 2)
        if text[start : start + 1] != "\n" or end < 0:
            return Split("", text)
        start += 1
    else:
        start = 0
        ends = [at for mark in ("\n---", "\n;;;") if (at := text.find(mark, 1)) >= 0]
        if not ends:
            return Split("", text)
        end = min(ends)
    closing = fence or _fence(text[end + 1 :])
    after = end + 1 + len(closing)
    after += text[after : after + 1] == "\n"
    head = text[:after]
    return Split(
        head,
        text[after:],
        text[start:end],
        data_line=1 + bool(fence),
        body_line=1 + head.count("\n"),
        kind="json" if closing[0] == ";" else "yaml",
        fenced=bool(fence),
    )


def _fence(text: str) -> str:
    """Return the dashes or semicolons, three or more, that a text begins with, or ""."""
    if text.startswith(("---", ";;;")):
        return text[: len(text) - len(text.lstrip(text[0]))]
    return ""


def read(parts: Split) -> FrontMatter:
    """Type the front matter of a file that is already split, maybe as another engine does.

    It raises nothing. The findings are `bad-front-matter`, `duplicate-key` and `bad-date` (errors,
    after which there are no values) and `control-character` (a warning: an escape gave one).
    """
    whole = FrontMatter({}, {}, parts.head + parts.body, 1)
    if parts.kind == "none":
        return whole
    if len(parts.data.encode("utf-8", "surrogatepass")) > MAX_SIZE:
        if not parts.fenced:
            return whole
        message = f"the front matter is larger than {MAX_SIZE // 1024} KiB"
        return _without_values(
            parts, Finding.of(Code.BAD_FRONT_MATTER, message, None, parts.data_line)
        )
    loaded = _load_json(parts.data) if parts.kind == "json" else _load_yaml(parts.data)
    if isinstance(loaded.value, dict) and not loaded.problems:
        findings: tuple[Finding, ...] = ()
        if loaded.cleaned:
            message = "an escape in the front matter gives a control character"
            found = Finding.of(Code.CONTROL_CHARACTER, message, None, parts.data_line)
            findings = (found,)
        lines = {key: line + parts.data_line for key, line in loaded.lines.items()}
        return FrontMatter(loaded.value, lines, parts.body, parts.body_line, findings)
    if loaded.value is None and not loaded.problems and parts.may_be_empty:
        return _without_values(parts)
    if not loaded.problems or not (parts.fenced or _looks_meant(parts)):
        return whole
    return _without_values(
        parts, *(_finding(problem, parts.data_line) for problem in loaded.problems)
    )


def _without_values(parts: Split, *findings: Finding) -> FrontMatter:
    return FrontMatter({}, {}, parts.body, parts.body_line, findings)


def _looks_meant(parts: Split) -> bool:
    """Whether broken YAML above a `---`, without an opening line, is meant as front matter."""
    key, colon, value = parts.data.partition("\n")[0].partition(":")
    named = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    spaced = not value or value[0] in " \t"
    blank = "\n\n" in f"{parts.data}\n"
    return parts.kind == "yaml" and bool(colon) and named and spaced and not blank


def _finding(problem: js_yaml.Problem, data_line: int) -> Finding:
    related: tuple[Place, ...] = ()
    if problem.first_line is not None:
        related = (Place("", problem.first_line + data_line),)
    return Finding.of(
        _CODES[problem.kind],
        problem.message,
        None,
        problem.line + data_line,
        column=problem.column + 1,
        related=related,
        hint=_COLON_HINT if problem.message == "mapping values are not allowed here" else None,
    )


def _load_yaml(data: str) -> js_yaml.YamlDocument:
    """Read YAML; as in `escapeYAML`, each tab that begins a line, save the first, is two spaces."""
    lines = data.split("\n")
    tabs = [0] + [len(line) - len(line.lstrip("\t")) for line in lines[1:]]
    if not any(tabs):
        return js_yaml.load(data)
    spaced = [" " * 2 * count + line[count:] for count, line in zip(tabs, lines, strict=True)]
    loaded = js_yaml.load("\n".join(spaced))
    return loaded.moved(tabs)


@dataclass(slots=True)
class _Json:
    """Reads an object without its braces, and notes duplicate keys and control characters."""

    problems: list[js_yaml.Problem] = field(default_factory=list)
    data: str = ""
    cleaned: bool = False

    def mapping(self, pairs: list[tuple[str, Value]]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for key, value in pairs:
            if key in found:
                line, column = self.place(key)
                message = f"the key {clean(key)} stands twice"
                self.problems.append(js_yaml.Problem("duplicate", message, line, column))
            found[self._clean(key)] = self._value(value)
        return found

    def _value(self, value: Value) -> Value:
        if isinstance(value, str):
            return self._clean(value)
        return [self._value(item) for item in value] if isinstance(value, list) else value

    def _clean(self, text: str) -> str:
        cleaned = clean(text)
        self.cleaned = self.cleaned or was_replaced(text, cleaned)
        return cleaned

    def place(self, key: str) -> tuple[int, int]:
        """Return the line and column, from 0, of the last place that names a key."""
        at = max(self.data.rfind(f'"{key}"'), 0)
        return self.data.count("\n", 0, at), at - self.data.rfind("\n", 0, at) - 1


def _load_json(data: str) -> js_yaml.YamlDocument:
    reader = _Json(data=data)
    try:
        value = json.loads(
            f"{{{data}}}",
            object_pairs_hook=reader.mapping,
            parse_int=_json_number,
            parse_float=_json_number,
            parse_constant=_no_constant,
        )
    except json.JSONDecodeError as error:
        line, column = error.lineno - 1, error.colno - 1 - (error.lineno == 1)
        reader.problems.append(js_yaml.Problem("syntax", error.msg, line, max(column, 0)))
        value = None
    except (ValueError, RecursionError) as error:
        message = str(error) if type(error) is ValueError else "values nest too deep"
        reader.problems.append(js_yaml.Problem("syntax", message, 0, 0))
        value = None
    lines = {key: reader.place(key)[0] for key in value} if value else {}
    return js_yaml.YamlDocument(value, lines, tuple(reader.problems), reader.cleaned)


def _json_number(text: str) -> int | float:
    number = float(text)
    return js_number(number) if math.isfinite(number) else number


def _no_constant(text: str) -> Value:
    raise ValueError(f"{text} is no JSON")
