"""The file that remembers: readable, checked, written whole or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import ledger
from pipeline.findings import Code, Finding
from pipeline.ledger import Ledger, LedgerEntry, NoteTypeStamp, SiteLedger
from pipeline.ledger.locations import LedgerFiles
from tests.support.corpora import SITE, corpus, post, question
from tests.support.ledgers import after, guids

SAMPLE = Ledger(
    {
        "b.example": SiteLedger((), NoteTypeStamp("t", 7)),
        "a.example": SiteLedger(
            (
                LedgerEntry(
                    "g1",
                    "question",
                    "技术/注意力",
                    "一",
                    "什么是“注意力”？",
                    "h",
                    5,
                    7,
                    "00000000000000ff",
                ),
                LedgerEntry("g2", "term", "技术/注意力", "", "T5", retired=True),
                LedgerEntry("g3", "question", "数据", "2", "问？", same_as="g1"),
            ),
            decks={"技术/注意力": "甲::乙"},
        ),
    }
)


def test_the_file_is_readable_and_a_card_is_a_line(tmp_path: Path) -> None:
    path = tmp_path / "cards.lock.json"
    ledger.save(path, SAMPLE)
    text = path.read_text(encoding="utf-8")
    assert text.splitlines() == [
        "{",
        '"schema": "postdeck-ledger/2",',
        '"sites": {',
        '"a.example": {',
        '"posts": {',
        '"技术/注意力": {"deck": "甲::乙", "cards": [',
        (
            '{"number": "一", "kind": "question", "prompt": "什么是“注意力”？", "guid": "g1", '
            '"hash": "h", "mod": 5, "note": 7, "answer": "00000000000000ff"},'
        ),
        (
            '{"number": "", "kind": "term", "prompt": "T5", "guid": "g2", "hash": "", "mod": 0, '
            '"note": 0, "answer": "", "retired": true}'
        ),
        "]},",
        '"数据": {"cards": [',
        (
            '{"number": "2", "kind": "question", "prompt": "问？", "guid": "g3", "hash": "", '
            '"mod": 0, "note": 0, "answer": "", "same-as": "g1"}'
        ),
        "]}",
        "}},",
        '"b.example": {',
        '"note_type": {"hash": "t", "mod": 7},',
        '"posts": {',
        "}}",
        "}}",
    ]
    assert text.endswith("}\n")
    assert json.loads(text)
    assert ledger.load(path) == SAMPLE


def test_an_absent_file_is_an_empty_ledger(tmp_path: Path) -> None:
    assert ledger.load(tmp_path / "cards.lock.json") == Ledger()
    assert ledger.parse(ledger.dump(Ledger()).encode(), "x") == Ledger()


def test_what_did_not_change_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "cards.lock.json"
    ledger.save(path, SAMPLE)
    before = path.stat()
    assert LedgerFiles(dict.fromkeys(SAMPLE.sites, path)).save(SAMPLE, SAMPLE, locked=False) == []
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_failed_write_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cards.lock.json"
    ledger.save(path, SAMPLE)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        ledger.save(path, Ledger())
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_to_the_ledger_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.json", tmp_path / "cards.lock.json"
    link.symlink_to(target)
    ledger.save(link, SAMPLE)
    assert link.is_symlink()
    assert ledger.load(target) == SAMPLE


def test_sites_part_and_join() -> None:
    assert Ledger().merged(SAMPLE.only("a.example")).merged(SAMPLE.only("b.example")) == SAMPLE
    assert SAMPLE.only("c.example") == Ledger()


def test_a_blog_that_moved_to_another_host_keeps_its_cards() -> None:
    first, known = after({"a": ["一？"]})
    moved = replace(SITE, key="new.example")
    made = corpus(post("a", question(1, "一？"), site=moved.key), sites=(moved,))
    known = known.adopted_by("new.example")
    assert guids(ledger.identify(made, known)) == first
    assert SAMPLE.adopted_by("c.example") == SAMPLE, "a file of several sites is taken at its word"
    assert known.adopted_by("new.example") == known
    assert Ledger().adopted_by("x") == Ledger()


TEXT = ledger.dump(SAMPLE)


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (TEXT.replace('"b.example"', '<<<<<<< ours\n"b.example"'), 14, "merge conflict"),
        (TEXT.replace('"mod": 5', '"mod": "5"'), 7, "`mod`"),
        (TEXT.replace('"mod": 5', '"mod": true'), 7, "`mod`"),
        (TEXT.replace('"mod": 5', '"mod": -5'), 7, "`mod`"),
        (TEXT.replace('"mod": 5', '"mod": NaN'), 7, "`mod`"),
        (TEXT.replace('"mod": 5', f'"mod": {"9" * 5000}'), 1, "not a ledger"),
        (TEXT.replace('"mod": 5, ', ""), 7, "`mod` is missing"),
        (TEXT.replace('"mod": 5', '"mod": 5, "mood": 1'), 7, "`mood`"),
        (TEXT.replace('"g2"', '"g1"'), 8, "guid g1"),
        (TEXT.replace('"g2"', '"g 2"'), 8, "guid"),
        (TEXT.replace('"term"', '"terms"'), 8, "'terms'"),
        (TEXT.replace("T5", "\\ud800"), 8, "`prompt`"),
        (TEXT.replace("数据", "\\ud800"), 10, "`\ufffd` contains"),
        (TEXT.replace("b.example", "\\ud800"), 14, "`\ufffd` contains"),
        (TEXT.replace('"b.example"', '"a.example"'), 14, "occurs twice"),
        (TEXT.replace("ledger/2", "ledger/3"), 2, "this postdeck reads postdeck-ledger/2"),
        (TEXT.replace("ledger/2", "ledger/1"), 2, "is postdeck-ledger/1; this"),
        (TEXT.replace('"note": 7, "answer": "00', '"note": 7, "answer": "0x'), 7, "`answer`"),
        (TEXT.replace('"answer": ""', '"answer": "", "same-as": "g9"', 1), 8, "no card g9"),
        (TEXT.replace('"answer": ""', '"answer": "", "same-as": "g2", "new": true', 1), 8, "both"),
        (TEXT.replace("},\n", ";\n", 1), 7, "not JSON"),
        (TEXT[:-9], 16, "not JSON"),
        (
            TEXT.replace('"ff"}', '"ff", "same-as": "g1"}').replace(
                '00ff"', '00ff", "same-as": "g1"'
            ),
            11,
            "two cards name g1",
        ),
        (TEXT.replace('"deck": "甲::乙"', '"deck": 1'), 6, "`deck`"),
        (TEXT.replace('{"cards": [', "[", 1).replace("]}\n}},", "]\n}},"), 10, "not an object"),
        (TEXT.replace('"cards"', '"card"', 1), 6, "`card`"),
        ('{"schema": "postdeck-corpus/1"}', 1, "not a ledger"),
        ('{"schema": "postdeck-ledger/2", "sites": []}', 1, "`sites`"),
        ('{"schema": "postdeck-ledger/2", "sites": {"a": []}}', 1, "not an object"),
        (
            '{"schema": "postdeck-ledger/2", "sites": {"a": {"posts": {"b": {"cards": [1]}}}}}',
            1,
            "not an object",
        ),
        ('{"schema": "postdeck-ledger/2", "sites": {"a": {"cards": []}}}', 1, "`cards`"),
        ('{"schema": "postdeck-ledger/2", "sites": {"a": {}}}', 1, "`posts`"),
        ('{"schema": "postdeck-ledger/2", "sites": {}, "site": 1}', 1, "`site`"),
        ("[]", 1, "not a ledger"),
        ("[" * 100_000, 1, "not a ledger"),
        ("", 1, "not JSON"),
    ],
)
def test_a_damaged_file_is_told_with_its_line(data: str, line: int, message: str) -> None:
    finding = ledger.parse(data.encode(), "cards.lock.json")
    assert isinstance(finding, Finding)
    assert (finding.code, finding.path, finding.line) == (Code.BAD_LEDGER, "cards.lock.json", line)
    assert message in finding.message
    assert finding.hint


def test_two_notes_may_have_one_id_after_a_merge() -> None:
    """Branches that are built in one second give it twice; the next build parts them."""
    read = ledger.parse(TEXT.replace('"note": 0', '"note": 7', 1).encode(), "cards.lock.json")
    assert isinstance(read, Ledger)
    assert [entry.note for entry in read.entries()][:2] == [7, 7]


def test_a_file_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "cards.lock.json"
    path.write_bytes(TEXT.encode("gb18030"))
    finding = ledger.load(path)
    assert isinstance(finding, Finding)
    assert (finding.path, finding.line) == (str(path), 6)


@given(st.binary(max_size=60), st.integers(0, len(TEXT.encode())))
def test_no_file_makes_it_raise(noise: bytes, at: int) -> None:
    data = TEXT.encode()
    for damaged in (data[:at] + noise + data[at:], data[:at], data[at:], noise):
        assert isinstance(ledger.parse(damaged, "x"), Ledger | Finding)
