"""A person is asked on a terminal: the readings of a post side by side, one key each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO

from pipeline.choose import Asked, Candidate, Post, keep
from pipeline.columns import columns, counted, cut, plain

SKIP, BACK, QUIT = "s", "b", "q"
_ROWS = 3


def ask(asked: Sequence[Asked], read_key: Callable[[], str], out: TextIO, width: int) -> int:
    """Ask for each, keep what is chosen at once, and return for how many posts. Raises OSError."""
    chosen: dict[int, int] = {}
    at = 0
    while at < len(asked):
        one = asked[at]
        out.write("\n".join(_shown(one, at + 1, len(asked), width)) + "\n")
        out.flush()
        key = read_key()
        if key in {QUIT, ""}:
            break
        if key == BACK:
            at = max(at - 1, 0)
        elif key == SKIP:
            at += 1
        elif key.isdigit() and int(key) < len(one.first.candidates):
            keep(one.posts, one.first.candidates[int(key)].selection)
            chosen[at] = len(one.posts)
            at += 1
    return sum(chosen.values())


def key_of(stream: TextIO) -> str:
    """Return one key from a terminal, the first letter of a line from anything else, "" at its end."""
    if not stream.isatty():
        line = stream.readline()
        return line.strip()[:1] or (line and SKIP)
    try:
        import termios
        import tty
    except ImportError:  # Windows
        import msvcrt

        return str(msvcrt.getwch())  # type: ignore[attr-defined]
    before = termios.tcgetattr(stream)
    try:
        tty.setcbreak(stream)
        return stream.read(1)
    finally:
        termios.tcsetattr(stream, termios.TCSADRAIN, before)


def _shown(asked: Asked, at: int, total: int, width: int) -> Iterator[str]:
    post = asked.first
    more = len(asked.posts) - 1
    alike = f", and {more} more of its folder that are written alike" if more else ""
    yield ""
    yield cut(f"{at} of {total}: {plain(post.title)}{alike}", width)
    yield f"{post.path}"
    yield from _side_by_side(post, width)
    yield f"one of the numbers, {SKIP} to skip, {BACK} to go back, {QUIT} to quit"


def _side_by_side(post: Post, width: int) -> Iterator[str]:
    """Yield the candidates in columns."""
    each = max(20, (width - 3 * len(post.candidates)) // len(post.candidates))
    table = [_column(n, candidate) for n, candidate in enumerate(post.candidates)]
    for row in range(max(map(len, table))):
        cells = (cut(plain(column[row]) if row < len(column) else "", each) for column in table)
        yield " │ ".join(cell + " " * (each - columns(cell)) for cell in cells).rstrip()


def _column(number: int, candidate: Candidate) -> list[str]:
    if not candidate.questions:
        return [f"[{number}] none", "no questions", f"{candidate.chance:.0%} likely"]
    rows = [f"[{number}] {candidate.selection}"]
    rows.append(f"{counted(candidate.questions, 'question')}, {candidate.answered} answered")
    rows.append(f"{candidate.chance:.0%} likely")
    rows += [f"? {prompt}" for prompt in candidate.prompts]
    rows += [""] * (_ROWS - len(candidate.prompts))
    rows.append(f"= {candidate.answer}")
    rows += [f"+ {sign}" for sign in candidate.speaks]
    return rows


def keys() -> Callable[[], str]:
    """Return what reads one key from standard input."""
    return lambda: key_of(sys.stdin)
