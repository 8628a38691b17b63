"""A person is asked on a terminal: the readings of a post, one key each."""

from __future__ import annotations

import os
import pydoc
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TextIO

from ...language import say
from ...questions.selection import Selection
from ...widths import columns, cut, wrapped
from ..around import from_here
from ..terminal import lines, plain
from . import Asked, Candidate, UnsurePost, keep, near

ALL, SKIP, BACK, VIEW, QUIT = "a", "s", "b", "v", "q"
_ENDS = {QUIT, "", "\x03", "\x04"}  # Control-C and Control-D, where they come as keys
_NOTHING = {ALL, "\r", "\n"}
"""Keys that wait for another one, and Enter, which some press after each key."""
_UNKNOWN = "?"
_PROMPTS = 3
_NARROWEST = 26
"""Columns that a reading takes at least beside others; in a narrower terminal they stand one below the
other.
"""


def ask(asked: Sequence[Asked], read_key: Callable[[], str], out: TextIO, width: int) -> int:
    """Ask for each, keep what is chosen at once, and return for how many posts. Raises OSError,
    TomlEditError.
    """
    chosen: dict[int, Selection] = {}
    at, told, key = 0, -1, ""
    while at < len(asked):
        one = asked[at]
        like = [n for n in range(len(asked)) if n != at and n not in chosen and near(one, asked[n])]
        if told != at:
            where = say("{n} of {all}", n=at + 1, all=len(asked))
            shown = _shown(one, [asked[n] for n in like], chosen.get(at), where, width)
            out.write(lines("\n".join(map(plain, shown)) + "\n"))
            told = at
        out.flush()
        before, key = key, read_key().lower()
        if key in _ENDS:
            break
        if key == BACK:
            at, told = max(at - 1, 0), -1
        elif key == SKIP:
            at += 1
        elif key == VIEW:
            os.environ.setdefault("LESSCHARSET", "utf-8")  # less does not know it without a locale
            pydoc.pager(lines("\n".join(map(plain, one.first.lines))))
            told = -1
        elif key.isdecimal() and int(key) < len(one.first.candidates):
            selection = one.first.candidates[int(key)].selection
            settled = [at, *like] if before == ALL else [at]
            settled = [n for n in settled if asked[n].offers(selection)]
            keep((post for n in settled for post in asked[n].posts), selection)
            chosen |= dict.fromkeys(settled, selection)
            at += 1
            while before == ALL and at in chosen:
                at += 1
        elif key not in _NOTHING:
            out.write(say("no such key") + "\n")
    return sum(len(asked[n].posts) for n in chosen)


def keys(stream: TextIO | None = None) -> Callable[[], str]:
    """Return what reads one key from a terminal, the first letter of a line from anything else; "" is its
    end. Arrows and other keys that send more than a letter are no keys of ours.
    """
    given = stream or sys.stdin
    if not given.isatty():
        return lambda: (line := given.readline()).strip()[:1] or (line and SKIP)
    try:
        import termios
        import tty
    except ImportError:  # Windows
        return _windows_key

    def key() -> str:
        before = termios.tcgetattr(given)
        try:
            tty.setcbreak(given)
            sent = os.read(given.fileno(), 64).decode(errors="ignore")
        finally:
            termios.tcsetattr(given, termios.TCSADRAIN, before)
        sent = sent.rstrip("\r\n") or sent[:1]  # Enter, as after a line
        return sent if len(sent) < 2 else _UNKNOWN

    return key


def _windows_key() -> str:
    import msvcrt

    key: str = msvcrt.getwch()  # type: ignore[attr-defined]
    if key in {"\x00", "\xe0"}:  # the first half of an arrow
        msvcrt.getwch()  # type: ignore[attr-defined]
        return _UNKNOWN
    return key


def _shown(
    asked: Asked, like: Sequence[Asked], chosen: Selection | None, where: str, width: int
) -> Iterator[str]:
    """Yield the lines of a question; `like` are other ones that may be answered with it."""
    post = asked.first
    yield ""
    settled = say(" (chosen: {reading})", reading=chosen) if chosen else ""
    yield cut(f"{where}: {plain(post.title)}{settled}", width)
    yield plain(from_here(post.path))
    if names := [other.name for other in asked.posts[1:]]:
        also = say(
            "and {n:# more post|# more posts} of this folder, written in the same way: {names}",
            n=len(names), names=", ".join(names),
        )  # fmt: skip
        yield cut(also, width)
    each = (width + 3) // len(post.candidates) - 3
    rows = _beside(asked, each) if each >= _NARROWEST else _below(asked, width)
    yield from (cut(row, width) for row in rows)
    keys = say(
        "one key, no Enter: a number to choose; {skip} skips, {back} goes back, {view} views, {quit} quits",
        skip=SKIP, back=BACK, view=VIEW, quit=QUIT,
    )  # fmt: skip
    yield cut(keys, width)
    if like:
        same = say(
            "{all} and a number: the same for {n:# more post|# more posts}, if possible: {names}",
            all=ALL, n=sum(len(other.posts) for other in like),
            names=", ".join(other.first.name for other in like),
        )  # fmt: skip
        yield cut(same, width)


def _beside(asked: Asked, each: int) -> Iterator[str]:
    """Yield the candidates in columns of some width."""
    table = [
        [*_rows(asked.first, n, each), *_reason(asked.first, n, each), *_changes(asked, n, each)]
        for n in range(len(asked.first.candidates))
    ]
    for row in range(max(map(len, table))):
        cells = (cut(column[row] if row < len(column) else "", each) for column in table)
        yield " │ ".join(cell + " " * (each - columns(cell)) for cell in cells).rstrip()


def _below(asked: Asked, width: int) -> Iterator[str]:
    """Yield the candidates one below the other."""
    for n in range(len(asked.first.candidates)):
        notes = *_reason(asked.first, n, width - 4), *_changes(asked, n, width - 4)
        first, *rest = *_rows(asked.first, n), *notes
        yield first
        yield from (f"    {row}" for row in rest if row)


def _rows(post: UnsurePost, number: int, width: int = 0) -> Iterator[str]:
    """Yield what is told of one candidate; `width` is that of its column, 0 for a whole line."""
    candidate = post.candidates[number]
    now = say(" (as now)") if candidate.taken else ""
    names = str(candidate.selection).split(" + ")
    told = [say("no questions")]
    if count := len(candidate.prompts):
        answered = say("{n} answered", n=candidate.answered)
        told = [say("{n:# question|# questions}", n=count), answered]
    told.append(say("{chance:.0%} likely", chance=candidate.chance) + now)
    if width:  # the selection goes over as many rows as the longest does
        most = max(str(other.selection).count(" + ") for other in post.candidates)
        yield f"[{number}] {names[0]}"
        yield from (f"    + {name}" for name in names[1:])
        yield from ("" for _ in range(most + 1 - len(names)))
        yield say(", ").join(told[:-1])
        yield told[-1]
    else:
        yield f"[{number}] {say(', ').join(told)}: {candidate.selection}"
    if not candidate.prompts:
        return
    prompts = _telling(candidate, post.candidates)
    yield from (f"? {plain(prompt)}" for prompt in prompts)
    if width:
        yield from ("" for _ in range(_PROMPTS - len(prompts)))
    if candidate.answer:
        yield f"= {plain(candidate.answer)}"
    common = set.intersection(*(set(c.speaks) for c in post.candidates if c.prompts))
    yield from (f"+ {say(sign)}" for sign in candidate.speaks if sign not in common)


def _reason(post: UnsurePost, number: int, width: int) -> Iterator[str]:
    """Yield why nothing is taken now, where another candidate is likelier."""
    candidate = post.candidates[number]
    likeliest = max(other.chance for other in post.candidates)
    if candidate.taken and not candidate.prompts and candidate.chance < likeliest:
        told = say("no other is likely enough to take it unasked: no cards until you choose")
        yield from wrapped(told, width)


def _changes(asked: Asked, number: int, width: int) -> Iterator[str]:
    """Yield a warning where a candidate takes cards away that somebody may have studied."""
    retired, added = asked.changes(asked.first.candidates[number].selection)
    if retired:
        told = say(
            "! {retired:# card|# cards} you may have studied {retired:is|are} retired, {added} new",
            retired=retired, added=added,
        )  # fmt: skip
        yield from wrapped(told, width)


def _telling(candidate: Candidate, among: Collection[Candidate]) -> list[str]:
    """Return some prompts of a candidate: the first, then those that not all others have."""
    rivals = [set(other.prompts) for other in among if other.prompts and other is not candidate]
    shared = set.intersection(*rivals) if rivals else set()
    first, *rest = candidate.prompts
    kept = {first, *sorted(rest, key=shared.__contains__)[: _PROMPTS - 1]}
    return [prompt for prompt in dict.fromkeys(candidate.prompts) if prompt in kept]
