"""Fuzz for some minutes: `python -m tests.fuzz.run [--minutes 10] [--seed 1] [TARGET …]`.

Each round gives every target some hundred texts, drawn anew from the next seed. What fails is made as
small as it gets and kept in `tests/quick/fuzz_seeds/`, where the quick tests replay it; the exit code is 1.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

from tests.fuzz.targets import TARGETS
from tests.support import ROOT

SEEDS = ROOT / "tests" / "quick" / "fuzz_seeds"
ROUND = 100
"""How many texts a target gets in a round."""


class FailedError(Exception):
    """A text that a target does not bear, made small."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{len(text)} characters")
        self.text = text


def fuzz(name: str, number: int, examples: int) -> int:
    """Run a target on texts drawn from a seed, and return how many there were. Raise FailedError."""
    target, last, count = TARGETS[name], [""], [0]

    @seed(number)
    @settings(
        max_examples=examples, deadline=None, database=None, report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck), verbosity=Verbosity.quiet,
        phases=(Phase.generate, Phase.shrink),
    )  # fmt: skip
    @given(target.texts)
    def tried(text: str) -> None:
        last[0] = text
        count[0] += 1
        target(text)

    try:
        tried()
    except Exception as error:
        raise FailedError(last[0]) from error
    return count[0]


def keep(name: str, text: str) -> Path:
    """Keep a text as a seed of a target, and return its file."""
    data = text.encode()
    path = SEEDS / name / hashlib.sha256(data).hexdigest()[:12]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def main() -> int:
    """Fuzz until the time is over, and return 1 where something failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    given_arguments = parser.parse_args()
    names = given_arguments.targets or list(TARGETS)
    number, tried, failures = given_arguments.seed, dict.fromkeys(names, 0), 0
    end = time.monotonic() + given_arguments.minutes * 60
    print(f"seed {number}")
    while names and time.monotonic() < end:
        for name in list(names):
            try:
                tried[name] += fuzz(name, number, ROUND)
            except FailedError as failed:
                names.remove(name)
                failures += 1
                traceback.print_exception(failed.__cause__)
                print(f"{name}, --seed {number}: {keep(name, failed.text)}")
        number += 1
    for name, count in tried.items():
        print(f"{name:13} {count:7} texts")
    print(f"{time.process_time() / 60:.1f} CPU minutes, {failures} failures")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
