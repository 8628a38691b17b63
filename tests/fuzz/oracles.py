"""What must hold whatever a target is given."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from pipeline.findings import Code, Finding
from pipeline.html import sanitise
from pipeline.html.canonical import TAG

SECONDS, SECONDS_A_BYTE = 3.0, 0.0005
"""The most CPU time for an input, twenty times that of the demo's posts and more."""
_RUNS = re.compile(r"(?i)^(?:script|iframe|object|embed|base|meta|link|style|form)$")
_ATTRIBUTE = re.compile(r"""\s([^\s"'<>/=]+)(?:="([^"]*)")?""")
_MISSING = re.compile(r'<span class="missing"(?: title="[^"]*")?>')
_ACTIVE = re.compile(r"(?i)^[\s\x00-\x20]*(?:javascript|vbscript|data|file):")


class _SlowError(BaseException):
    """The time is over; no handler of the program catches it."""


@contextmanager
def bounded(size: int) -> Iterator[None]:
    """Fail where an input of so many bytes costs too much CPU time; stop it then."""
    limit = SECONDS + size * SECONDS_A_BYTE

    def stop(number: int, frame: object) -> None:
        raise _SlowError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    began = time.process_time()
    try:
        yield
    except _SlowError:
        raise AssertionError(f"{size} bytes cost more than {limit:.1f} s") from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    assert time.process_time() - began < 2 * limit, f"{size} bytes cost more than {limit:.1f} s"


def assert_findings(findings: Iterable[Finding], lines: int) -> None:
    """Assert that findings can be shown: none is of our own fault, each is in its file, none commands."""
    for found in findings:
        assert found.code is not Code.INTERNAL_ERROR, found
        assert found.line is None or 1 <= found.line <= lines, (found, lines)
        assert found.column is None or found.column >= 1, found
        assert all(place.line is None or place.line >= 1 for place in found.related), found
        found.message.encode()


def assert_canonical(html: str) -> None:
    """Assert that our HTML is what a sanitiser makes of it, and that nothing in it runs."""
    html = _MISSING.sub("<span>", html)  # of a picture; put in afterwards
    assert sanitise(html, lambda address: address) == html
    assert_inert(html)


def assert_inert(html: str) -> None:
    """Assert that no element, attribute or address in well-formed HTML runs or loads anything."""
    for tag in TAG.finditer(html):
        assert not _RUNS.match(tag["name"]), tag[0]
        for name, value in _ATTRIBUTE.findall(tag[0]):
            assert not name.lower().startswith("on"), tag[0]
            assert name.lower() not in {"href", "src"} or not _ACTIVE.match(value), tag[0]
