"""Findings as a person reads them on a terminal: by file and kind, with the lines of the posts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from io import StringIO
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..files import is_exhausted
from ..findings import Code, Finding, Place, has_error, shown
from ..language import say
from .summary import COLOURS, command, severity_of
from .terminal import lines, plain

IN_A_FILE, FILES, FEW = 3, 5, 2
"""How many findings of a kind are shown of one file, and of how many files; `FEW` beside what was made."""
RELATED = 2  # places that a finding names
_LARGEST = 10 * 2**20  # a post that is larger is not read


def render(
    findings: Iterable[Finding], width: int, sources: Sequence[str] = (), *, few: bool = False
) -> str:
    """Return findings in colours for a terminal that is so wide, in columns; files with errors come last,
    above the count. Long groups are folded, and with `few` also those that are not very long.
    """
    console = Console(
        file=StringIO(), force_terminal=True, color_system="standard", width=width, highlight=False
    )
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_file[finding.shown_path or ""].append(finding)
    seen, folded = Counter[Code](), defaultdict[Code, list[int]](list)
    files = FEW if few else FILES
    for path, found in sorted(by_file.items(), key=lambda item: has_error(item[1])):
        kinds = [(code, list(group)) for code, group in groupby(sorted(found, key=_kind), _code)]
        for code, group in kinds:
            if seen[code] >= files:
                folded[code].append(len(group))
        kinds = [(code, group) for code, group in kinds if seen[code] < files]
        seen.update(code for code, _ in kinds)
        if kinds:
            console.print(Text(plain(path) or "postdeck", style="bold"))
        hinted: set[str] = set()
        for _, group in kinds:
            hints = _hints(group, hinted)
            console.print(Padding(_table(path, group, hints), (0, 0, 0, 2)))
            hinted.update(hints)
    for code, counts in folded.items():
        rest = say(
            "… and {n} more of {code} in {files:# more file|# more files}",
            n=sum(counts), code=code, files=len(counts),
        )  # fmt: skip
        console.print(Text(rest, style="dim"))
    if folded:
        console.print(
            Text(
                say(
                    "these are a part; all of them: {command} | less",
                    command=plain(command("check", sources)),
                ),
                style="dim",
            )
        )
    assert isinstance(console.file, StringIO)
    return lines(console.file.getvalue())


def _kind(finding: Finding) -> tuple[int, str]:
    return list(COLOURS).index(finding.severity), finding.code


def _code(finding: Finding) -> Code:
    return finding.code


def _hints(group: Sequence[Finding], hinted: Collection[str]) -> Sequence[str]:
    """Return the hints of the findings that are shown, each once; not those that the file has already."""
    every = dict.fromkeys(finding.shown_hint for finding in group[:IN_A_FILE] if finding.hint)
    return [hint for hint in every if hint not in hinted]


def _table(path: str, group: Sequence[Finding], hints: Iterable[str]) -> Table:
    """Return the findings of one kind in a file, and below them their hints."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", min_width=4, no_wrap=True)
    table.add_column(overflow="fold")
    for finding in group[:IN_A_FILE]:
        message = Text(severity_of(finding), COLOURS[finding.severity])
        message.append(f": {plain(finding.shown_message)} ", "default")
        message.append(f"[{finding.code}]", "dim")
        table.add_row(Text(str(finding.line or ""), "dim"), message)
        if written := _line(path, finding.line):
            table.add_row("", Text(f"│ {written}", "dim", no_wrap=True, overflow="ellipsis"))
        if finding.related:
            table.add_row("", Text(_related(finding.related), "dim"))
    if rest := group[IN_A_FILE:]:
        table.add_row("", Text(say("… and {n} more of this kind", n=len(rest)), "dim"))
    for hint in hints:
        table.add_row("", Text(say("hint: {hint}", hint=plain(hint)), "green"))
    return table


def _related(places: Sequence[Place]) -> str:
    first = ", ".join(
        plain(f"{shown(place.root, place.path)}:{place.line or 1}") for place in places[:RELATED]
    )
    seen = say("see {place}", place=first)
    return seen + (say(" and {n} more", n=rest) if (rest := len(places) - RELATED) > 0 else "")


def _line(path: str, number: int | None) -> str:
    """Return a line of a file as it is shown, "" where it cannot be."""
    written = _lines(path)
    return plain(written[number - 1]).strip() if number and number <= len(written) else ""


@cache
def _lines(path: str) -> Sequence[str]:
    try:
        with Path(path).open("rb") as file:
            return file.read(_LARGEST).decode("utf-8-sig", "replace").split("\n")
    except OSError as error:
        if is_exhausted(error):
            raise
        return ()
