"""Find regular expressions of the code that are not linear: `python -m tools.regexes`.

Each pattern meets texts made to trouble it, of what its own parts match, repeated. If twice the text costs
more than twice the time, within one run, it is named with the text. Times are ratios, never limits.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pipeline
from tools.regex_samples import hostile

_SCANS = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
_ANCHORED = frozenset({"match", "fullmatch"})
_LARGE = 8_192
_SHORT = range(12, 33, 4)
_NOTICED = 0.004  # seconds: what is faster is not compared, since noise would decide
_EXPONENTIAL = 50 * _NOTICED
_RATIO = 2.9  # linear is 2, quadratic 4


@dataclass(frozen=True)
class Found:
    """A pattern, where it stands, and whether it is ever looked for at every place of a text."""

    place: str
    pattern: re.Pattern[str]
    scans: bool


@dataclass(frozen=True)
class Trouble:
    """A text of which twice as much costs far more than twice the time."""

    found: Found
    prefix: str
    pump: str
    suffix: str
    length: int
    ratio: float

    def __str__(self) -> str:
        text = f"{self.prefix!r} + {self.pump!r} * n + {self.suffix!r}"
        return f"{self.found.place}: {text}: {self.ratio:.1f} times at {self.length}"


def collected(package: ModuleType = pipeline) -> list[Found]:
    """Return the patterns of a package: those of modules and classes, and literals in functions."""
    names = [package.__name__] + [
        module.name
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not module.name.endswith("__main__")
    ]
    modules = [importlib.import_module(name) for name in names]
    trees = {
        module.__name__: ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
        for module in modules
    }
    uses = {name: dict(_uses(tree)) for name, tree in trees.items()}
    found: dict[tuple[str, int], Found] = {}
    for module in modules:
        own = uses[module.__name__]
        held = {name for name, _ in _patterns(module)}
        others = {way for name, ways in own.items() if name not in held for way in ways} - {"split"}
        for name, pattern in _patterns(module):
            known = (own,) if name.startswith("_") else uses.values()
            ways = {way for use in known for way in use.get(name, ())} or others  # used in a loop
            entry = Found(f"{module.__name__}.{name}", pattern, not ways or not ways <= _ANCHORED)
            key = (pattern.pattern, pattern.flags)
            if key not in found or entry.scans:
                found[key] = entry
        for at, pattern, scans in _literals(trees[module.__name__]):
            entry = Found(f"{module.__name__}:{at}", pattern, scans)
            found.setdefault((pattern.pattern, pattern.flags), entry)
    return list(found.values())


def _patterns(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the patterns that a module's own names hold, with these names."""
    for name, value in vars(module).items():
        yield from ((name, pattern) for pattern in _within(value, set()))


def _within(value: object, seen: set[int]) -> Iterator[re.Pattern[str]]:
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
        return
    inner: Iterable[Any] = ()
    if isinstance(value, Mapping):
        inner = [*value.keys(), *value.values()]
    elif isinstance(value, (tuple, list, set, frozenset)):
        inner = value
    elif getattr(type(value), "__module__", "").startswith("pipeline"):
        inner = [getattr(value, name, None) for name in dir(value) if not name.startswith("__")]
    elif isinstance(value, type) and value.__module__.startswith("pipeline"):
        inner = vars(value).values()
    for part in inner:
        yield from _within(part, seen)


def _uses(tree: ast.AST) -> Iterator[tuple[str, set[str]]]:
    """Yield each name of which a method of patterns is used, with these methods."""
    uses: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _SCANS | _ANCHORED:
            owner = node.value
            name = getattr(owner, "id", None) or getattr(owner, "attr", None)
            if name and name != "re":
                uses.setdefault(name, set()).add(node.attr)
    yield from uses.items()


def _literals(tree: ast.AST) -> Iterator[tuple[int, re.Pattern[str], bool]]:
    """Yield the patterns that are literals in calls of `re`; a part that is put in counts as a word."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    for node in (node for function in functions for node in ast.walk(function)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        owner = node.func.value
        if not (isinstance(owner, ast.Name) and owner.id == "re"):
            continue
        written = _written(node.args[0])
        if written is not None:
            yield node.lineno, re.compile(written), node.func.attr in _SCANS


def _written(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "ab" for part in node.values]
        try:
            re.compile(written := "".join(map(str, parts)))
        except re.error:
            return None
        return written
    return None


def troubles(found: Iterable[Found]) -> Iterator[Trouble]:
    """Yield one text for each pattern that is not linear."""
    for entry in found:
        if trouble := next(filter(None, map(_Trial(entry), hostile(entry.pattern))), None):
            yield trouble


class _Trial:
    """Runs one pattern on hostile texts."""

    def __init__(self, found: Found) -> None:
        self._found = found
        pattern = found.pattern
        self._run: Callable[[str], object] = self._scan if found.scans else pattern.match

    def _scan(self, text: str) -> object:
        return sum(1 for _ in self._found.pattern.finditer(text))

    def __call__(self, parts: tuple[str, str, str]) -> Trouble | None:
        prefix, pump, suffix = parts
        for times in _SHORT:
            if self._time(prefix + pump * times + suffix) > _NOTICED:
                taken = self._least(prefix + pump * times + suffix)
                if taken > _NOTICED and self._grows(parts, times):
                    return Trouble(self._found, *parts, times, float("inf"))
        length = 128
        while length <= _LARGE:
            text = prefix + pump * (length // len(pump)) + suffix
            if self._time(text) > _NOTICED:
                ratio = self._ratio(parts, length)
                if ratio > _RATIO and (ratio := self._confirmed(parts, length)) > _RATIO:
                    return Trouble(self._found, *parts, length, ratio)
            length *= 2
        return None

    def _grows(self, parts: tuple[str, str, str], times: int) -> bool:
        prefix, pump, suffix = parts
        fewer = self._least(prefix + pump * (times - 4) + suffix)
        return self._least(prefix + pump * times + suffix) > 4 * fewer

    def _confirmed(self, parts: tuple[str, str, str], length: int) -> float:
        """Return the least ratio up to four times the length, where noise no longer decides."""
        return min(self._ratio(parts, longer) for longer in (length, 2 * length, 4 * length))

    def _ratio(self, parts: tuple[str, str, str], length: int) -> float:
        """Return how many times longer a text takes than half of it."""
        prefix, pump, suffix = parts
        whole, half = (
            self._least(prefix + pump * (size // len(pump)) + suffix)
            for size in (length, length // 2)
        )
        return whole / half

    def _least(self, text: str) -> float:
        return min(self._time(text) for _ in range(3))

    def _time(self, text: str) -> float:
        start = time.process_time()
        self._run(text)
        return time.process_time() - start


def main() -> int:
    """Print the patterns that are not linear; return 1 if there are any."""
    bad = 0
    for trouble in troubles(collected()):
        print(trouble, flush=True)
        print(f"    {trouble.found.pattern.pattern!r}")
        bad += 1
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
