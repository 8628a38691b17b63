"""What hostile posts cost through the whole of a build, as ratios within one run: `python -m tools.costs`.

Each post is built alone, at two sizes. What it costs beyond an empty post may grow by no more than it does
itself, and per byte by no more than five times what the posts of the demo cost.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.stages import Options, build
from tests.support.reading import NOW
from tools.hostile_pieces import IN_A_LINE, LINES

SMALL, LARGE = 10_000, 20_000
GROWTH = 2.2
PER_BYTE = 5.0
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
    """What a post costs: CPU seconds at both sizes beyond an empty post, and times the demo per byte."""

    name: str
    seconds: float
    growth: float
    per_byte: float

    @property
    def is_high(self) -> bool:
        """Whether it costs more than it may."""
        return self.growth > GROWTH * NOISE or self.per_byte > PER_BYTE * NOISE

    def __str__(self) -> str:
        told = (
            f"{self.growth:5.1f} times when doubled, {self.per_byte:5.1f} times the demo per byte"
        )
        return f"{self.name:24} {told}, {self.seconds:7.3f} s"


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
    """Measures builds against an empty post and the demo, all in one run."""

    def __init__(self) -> None:
        self.seconds("x")  # imports
        self._empty = min(self.seconds(HEAD + TAIL) for _ in range(3))
        texts = [path.read_text(encoding="utf-8") for path in sorted(DEMO.rglob("*.md"))]
        spent = sum(max(0.0, min(self.seconds(t), self.seconds(t)) - self._empty) for t in texts)
        self._usual = spent / sum(len(text.encode()) for text in texts)

    def cost(self, name: str, made: Callable[[int], str]) -> Cost:
        """Return what a post costs; what looks high is measured again, and the least counts."""
        cost = self._once(name, made)
        for _ in range(2):
            if not cost.is_high:
                break
            again = self._once(name, made)
            cost = Cost(
                name,
                min(cost.seconds, again.seconds),
                min(cost.growth, again.growth),
                min(cost.per_byte, again.per_byte),
            )
        return cost

    def _once(self, name: str, made: Callable[[int], str]) -> Cost:
        small, large = (self.seconds(made(size)) - self._empty for size in (SMALL, LARGE))
        least = self._usual * SMALL / 4  # what is cheaper grows by noise alone
        growth = large / max(small, least)
        return Cost(name, large, growth, large / LARGE / self._usual)

    def seconds(self, text: str) -> float:
        """Return the CPU time of a build of one post."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "post.md").write_bytes(text.encode())
            options = Options(
                sources=(folder / "post.md",), out=folder / "out", now=NOW, debug=True
            )
            gc.collect()
            start = time.process_time()
            build(options)
            return time.process_time() - start


def high(wanted: Iterable[str] = ()) -> Iterator[Cost]:
    """Yield the cost of each hostile post, or of those whose names hold one of these words."""
    meter, words = Meter(), tuple(wanted)
    for name, made in posts():
        if not words or any(word in name for word in words):
            yield meter.cost(name, made)


def main() -> int:
    """Print what costs more than it may; with arguments, the cost of the posts that they name."""
    bad = 0
    for cost in high(sys.argv[1:]):
        if cost.is_high or sys.argv[1:]:
            print(cost, flush=True)
        bad += cost.is_high
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
