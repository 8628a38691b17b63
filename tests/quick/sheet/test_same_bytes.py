"""A print as a file: what differs from one print of a sheet to the next is taken out."""

from __future__ import annotations

from pathlib import Path

from pipeline.emitters.cheatsheet.pdf import _finish

PRINTED = """/CreationDate (D:{date}+00'00')
/ID (node{one:08})>> /K [9 0 R] /Headers [(node{one:08}) (node{two:08})]
/Title (a title of \\(node00000095\\)) /Names [(node{one:08}) 1 0 R (node{two:08}) 2 0 R]"""


def finished(folder: Path, **values: object) -> bytes:
    (folder / "print.pdf").write_text(PRINTED.format(**values), encoding="ascii")
    _finish(folder / "print.pdf", folder / "out.pdf")
    return (folder / "out.pdf").read_bytes()


def test_times_and_counts_of_a_browser_leave_no_trace(tmp_path: Path) -> None:
    early = finished(tmp_path, date="20240101090000", one=95, two=101)
    assert finished(tmp_path, date="20251231235959", one=94, two=99) == early
    assert len(early) == (tmp_path / "print.pdf").stat().st_size
    assert early.count(b"(node00000001)") == early.count(b"(node00000002)") + 1 == 3
    assert rb"\(node00000095\)" in early, "a text of the sheet stays"
