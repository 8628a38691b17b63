"""What hostile posts cost through the whole of a build, as ratios within one run: `python -m tools.costs`.

Each post is built alone, at two sizes. What it costs beyond an empty post, in time and in memory, may grow
by no more than it does itself, and per byte be no more than ten times what the posts of the demo cost.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from pipeline.stages import Options, build
from tests.support.reading import NOW
from tools.hostile_pieces import IN_A_LINE, LINES

SMALL, LARGE = 10_000, 20_000
GROWTH = 2.2
PER_BYTE = 10.0
NOISE = 1.25
HEAD = """---
title: 面试题
date: 2024-01-02
---

# 1. 什么是注意力机制？

注意力给每个词一个权重。

# 2. 为什么需要位置编码？

注意力本身不知道词的顺序。

"""
TAIL = """

# 3. 什么是过拟合？

模型记住了训练数据。

# 4. 如何避免过拟合？

使用正则化和更多数据。
"""
DEMO = Path("sources")


@dataclass(frozen=True)
class Cost:
    """What a post costs beyond an empty post: at the larger size, its growth when doubled, and per byte as
    times what the demo costs.
    """

    name: str
    kind: str
    amount: float
    growth: float
    per_byte: float

    @property
    def is_high(self) -> bool:
        """Whether it costs more than it may."""
        return self.growth > GROWTH * NOISE or self.per_byte > PER_BYTE * NOISE

    def least(self, other: Cost) -> Cost:
        """Return the least of two measures of one post, which noise alone makes higher."""
        return Cost(
            self.name,
            self.kind,
            min(self.amount, other.amount),
            min(self.growth, other.growth),
            min(self.per_byte, other.per_byte),
        )

    def __str__(self) -> str:
        told = (
            f"{self.growth:5.1f} times when doubled, {self.per_byte:5.1f} times the demo per byte"
        )
        return f"{self.name:24} {told}, {self.amount:8.3f} {self.kind}"


def posts() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield hostile posts by name, each for any number of bytes."""
    for name, pump in IN_A_LINE.items():
        yield name, partial(_line, pump)
    for name, line in LINES.items():
        yield f"lines: {name}", partial(_lines, line)


def _line(pump: str, size: int) -> str:
    return HEAD + pump * (size // len(pump.encode())) + TAIL


def _lines(line: str, size: int) -> str:
    width = len(line.format(1000, 1000).encode()) + 1
    return HEAD + "".join(f"{line.format(at, at)}\n" for at in range(size // width)) + TAIL


class Meter:
    """Measures builds against an empty post and the demo, all in one run; `measure` tells how."""

    def __init__(self, kind: str, measure: Callable[[str], float]) -> None:
        self._kind, self._measure = kind, measure
        self._texts = [path.read_text(encoding="utf-8") for path in sorted(DEMO.rglob("*.md"))]
        measure(self._texts[0])  # imports
        self._empty = min(measure(HEAD + TAIL) for _ in range(3))
        self._usual = self._of_demo()

    def cost(self, name: str, made: Callable[[int], str]) -> Cost:
        """Return what a post costs; what looks high is measured again, as the demo is on a machine that may
        have become busy since, and the least counts.
        """
        cost = self._once(name, made)
        for _ in range(2):
            if not cost.is_high:
                break
            self._usual = max(self._usual, self._of_demo())
            cost = cost.least(self._once(name, made))
        return cost

    def _of_demo(self) -> float:
        """Return what the posts of the demo cost per byte."""
        each = (min(self._measure(text), self._measure(text)) for text in self._texts)
        spent = sum(max(0.0, cost - self._empty) for cost in each)
        return spent / sum(len(text.encode()) for text in self._texts)

    def _once(self, name: str, made: Callable[[int], str]) -> Cost:
        small, large = (self._measure(made(size)) - self._empty for size in (SMALL, LARGE))
        least = self._usual * SMALL / 4  # what is cheaper grows by noise alone
        growth = large / max(small, least)
        return Cost(name, self._kind, large, growth, large / LARGE / self._usual)


def seconds(text: str) -> float:
    """Return the CPU time of a build of one post."""
    gc.collect()
    start = time.process_time()
    _build(text)
    return time.process_time() - start


def megabytes(text: str) -> float:
    """Return the most memory that Python held at any time of a build of one post."""
    gc.collect()
    tracemalloc.start()
    try:
        _build(text)
        return tracemalloc.get_traced_memory()[1] / 10**6
    finally:
        tracemalloc.stop()


def _build(text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "post.md").write_bytes(text.encode())
        build(Options(sources=(folder / "post.md",), out=folder / "out", now=NOW, debug=True))


def costs(kind: str, measure: Callable[[str], float], wanted: Iterable[str] = ()) -> Iterator[Cost]:
    """Yield the cost of each hostile post, or of those whose names hold one of these words."""
    meter, words = Meter(kind, measure), tuple(wanted)
    for name, made in posts():
        if not words or any(word in name for word in words):
            yield meter.cost(name, made)


def main() -> int:
    """Print what costs more than it may; with arguments, the cost of the posts that they name."""
    wanted, bad = sys.argv[1:], 0
    for cost in chain(costs("s", seconds, wanted), costs("MB", megabytes, wanted)):
        if cost.is_high or wanted:
            print(cost, flush=True)
        bad += cost.is_high
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
