"""A sheet as PDF, printed by a headless Chromium, which alone knows MathML and the spacing of Chinese.

Chromium cannot number the pages in a table of contents (CSS `target-counter`), but gives every anchor
that is linked to a named destination. So the sheet is printed, the pages of its anchors are read, and it
is printed again with these numbers, until none changes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from ...files import naming
from ...findings import Code, Message
from .running import Place

BROWSER = "POSTDECK_BROWSER"
"""The environment variable that names a browser."""

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    r"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
)
_FLAGS = (
    "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-extensions", "--no-first-run", "--no-default-browser-check",
    "--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf",
)  # fmt: skip
_ELEMENT = re.compile(
    rb"(?<!\\)\(node\d{8}\)"
)  # in the tree of tags; of one length, so that offsets stay
_CORNER = 60  # pt from the corner of a page: what stands there begins it
_PASSES = 4
_PATIENCE = 900  # seconds for one pass


class NoBrowserError(Exception):
    """There is no Chromium to print with, or it failed; `reason` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason.text))
        self.reason = reason


def browser() -> str:
    """Return the path of a Chromium, Chrome or Edge: what POSTDECK_BROWSER names, else the first found.

    Raise NoBrowserError where there is none.
    """
    named = os.environ.get(BROWSER)
    for name in (named,) if named else (*_NAMES, *_PLACES):
        if found := shutil.which(name):
            return found
    if named:
        raise NoBrowserError(Code.NO_BROWSER.message("named", variable=BROWSER, program=named))
    raise NoBrowserError(Code.NO_BROWSER.message("none"))


def print_pdf(html: Callable[[Mapping[str, Place]], str], out: Path, program: str) -> None:
    """Print a sheet to the file `out`, with the browser `program`.

    `html` returns the sheet, given the places of its anchors. Raise NoBrowserError where the program
    fails, and OSError.
    """
    places: dict[str, Place] = {}
    with tempfile.TemporaryDirectory(prefix="postdeck-print-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for _ in range(_PASSES):
            text = html(places)
            with naming(folder):
                (folder / "sheet.html").write_text(text, encoding="utf-8")
            _print(program, folder)
            found = dict(_places(folder / "sheet.pdf"))
            if found == places:
                break
            places = found
        _finish(folder / "sheet.pdf", out)


def _print(program: str, folder: Path) -> None:
    source, target = folder / "sheet.html", folder / "sheet.pdf"
    command = [
        program, *_FLAGS, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}",
        *(["--no-sandbox"] if _is_root() else []), source.as_uri(),
    ]  # fmt: skip
    target.unlink(missing_ok=True)
    try:
        with naming(program):
            done = subprocess.run(  # noqa: S603  # found above, no shell
                command,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_PATIENCE,
                check=False,
            )
    except subprocess.TimeoutExpired:
        minutes = _PATIENCE // 60
        slow = Code.NO_BROWSER.message("slow", program=program, minutes=minutes)
        raise NoBrowserError(slow) from None
    if not target.is_file():
        raise NoBrowserError(_failed(program, done.returncode, done.stderr.strip().splitlines()))


def _failed(program: str, status: int, output: Sequence[str]) -> Message:
    if not output:
        return Code.NO_BROWSER.message("silent", program=program, status=status)
    return Code.NO_BROWSER.message("failed", program=program, status=status, output=output[-1])


def _is_root() -> bool:
    """Whether the sandbox of Chromium cannot work: for root on Linux, as in most containers."""
    return sys.platform.startswith("linux") and os.geteuid() == 0


def _places(path: Path) -> Iterator[tuple[str, Place]]:
    """Yield each anchor of a PDF with its place."""
    from pypdf import PdfReader

    reader = PdfReader(path)
    pages = {
        page.indirect_reference.idnum: (number, float(page.mediabox.height))
        for number, page in enumerate(reader.pages, 1)
        if page.indirect_reference
    }
    for name, destination in reader.named_destinations.items():
        page = destination.raw_get("/Page")
        if getattr(page, "idnum", None) in pages:
            number, height = pages[page.idnum]
            left, top = float(destination.left or 0), float(destination.top or 0)
            yield name.removeprefix("/"), Place(number, left < _CORNER and height - top < _CORNER)


def _finish(printed: Path, out: Path) -> None:
    """Write a PDF without what differs from print to print, so that the same sheet gives the same bytes.

    That is the time, and the numbers of elements, which Chromium takes from a count of all it has made.
    """
    data = printed.read_bytes()
    data = re.sub(rb"/(CreationDate|ModDate) \(D:[^)]*\)", _no_time, data)
    ranks = {name: at for at, name in enumerate(sorted(set(_ELEMENT.findall(data))), 1)}
    out.write_bytes(_ELEMENT.sub(lambda found: b"(node%08d)" % ranks[found[0]], data))


def _no_time(match: re.Match[bytes]) -> bytes:
    """Return an entry with a date of the same length: the offsets in the file must stay."""
    date = b"D:20000101000000+00'00'"
    room = len(match[0]) - len(match[1]) - 4
    return b"/%s (%s)" % (match[1], date[:room].ljust(room))
