from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files import MAX_SIZE, Decoded, decode, read_file, walk
from pipeline.findings import Code, Finding, Severity
from pipeline.readers import open_blogs
from pipeline.slugs import keys_of
from tests.quick.readers.conftest import Read, Write

CHINESE = "## 1. 什么是闭包？\n闭包是一个函数，连同它能访问的变量。"


def code_of(read: object) -> Code:
    assert isinstance(read, Finding)
    return read.code


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert code_of(read_file(tmp_path, "a.md")) is Code.NOT_REGULAR_FILE


def test_a_pipe_among_posts_is_an_error(write: Write, read: Read) -> None:
    root = write({"b.md": "Text"})
    os.mkfifo(root / "a.md")
    (blog,), _ = open_blogs([root])
    assert [found.code for found in read(blog, "a.md").findings] == [Code.NOT_REGULAR_FILE]
    assert read(blog, "b.md").post


def test_sizes(write: Write) -> None:
    root = write({"fits.md": b"x" * MAX_SIZE, "large.md": b"x" * (MAX_SIZE + 1)})
    assert read_file(root, "fits.md") == b"x" * MAX_SIZE
    assert code_of(read_file(root, "large.md")) is Code.TOO_LARGE


def test_links(tmp_path: Path, write: Write) -> None:
    root = write({"site/a.md": "A", "secret.md": "S"}) / "site"
    (root / "inside.md").symlink_to("a.md")
    (root / "outside.md").symlink_to("../secret.md")
    (root / "dangling.md").symlink_to("nowhere.md")
    (root / "loop.md").symlink_to("loop.md")
    assert read_file(root, "inside.md") == b"A"
    assert code_of(read_file(root, "outside.md")) is Code.OUTSIDE_SITE
    assert code_of(read_file(root, "../secret.md")) is Code.OUTSIDE_SITE
    assert code_of(read_file(root, "dangling.md")) is Code.UNREADABLE_FILE
    assert code_of(read_file(root, "loop.md")) is Code.UNREADABLE_FILE
    (tmp_path / "alias").symlink_to("site")
    assert read_file(tmp_path / "alias", "a.md") == b"A"


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"one\ntwo \xff\n", 2, "the byte 0xFF is not UTF-8"),
        ("题目".encode("gbk"), 1, "the byte 0xCC is not UTF-8"),
        ("Café, déjà vu".encode("cp1252"), 1, "the byte 0xE9 is not UTF-8"),
        ("text".encode("utf-32"), 1, "the byte 0xFF is not UTF-8"),
        ("text".encode("utf-16")[:-1], 1, "the byte 0xFF is not UTF-8"),
        (f"{CHINESE}\n\n{CHINESE}".encode()[:-1], 5, "the byte 0xE3 is not UTF-8"),
        ("関数と変数の組み合わせです。".encode("euc_jp"), 1, "the byte 0xB4 is not UTF-8"),
        (
            "함수와 변수의 조합을 클로저라고 합니다.".encode("euc_kr"),
            1,
            "the byte 0xC7 is not UTF-8",
        ),
        (b"\xed\xa0\x80", 1, "the byte 0xED is not UTF-8"),
    ],
)
def test_other_encodings(data: bytes, line: int, message: str) -> None:
    found = decode(data, "a.md")
    assert isinstance(found, Finding)
    assert (found.code, found.path, found.line) == (Code.BAD_ENCODING, "a.md", line)
    assert found.message == message


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (CHINESE, "gbk", "GB18030"),
        (CHINESE + "\n```js\nlet a = () => b\n```\n" * 400, "gb18030", "GB18030"),
        ("## 1. 什麼是閉包？\n閉包是函式與它能存取的變數。", "big5", "Big5"),
        (CHINESE, "utf-16", "UTF-16"),
        (CHINESE, "utf-16-le", "UTF-16"),
        (f"\ufeff{CHINESE}", "utf-16-be", "UTF-16"),
    ],
)
def test_encodings_that_are_certain(text: str, codec: str, encoding: str) -> None:
    decoded = decode(text.replace("\n", "\r\n").encode(codec), "a.md")
    assert isinstance(decoded, Decoded)
    assert decoded.text == text.removeprefix("\ufeff")
    (found,) = decoded.findings
    assert found.said == Code.OTHER_ENCODING.message(encoding=encoding)
    assert (found.path, found.severity) == ("a.md", Severity.WARNING)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfa\r\nb\rc\n", "a\nb c\n"),
        ("a\u2028b\x85c\x0cd".encode(), "a\u2028b\x85c d"),
        (b"", ""),
    ],
)
def test_text(data: bytes, text: str) -> None:
    decoded = decode(data, "a.md")
    assert isinstance(decoded, Decoded)
    assert decoded.text == text


def test_control_characters_are_one_warning() -> None:
    decoded = decode(b"one\n\ttwo \x1f\x00\n\x1f", "a.md")
    assert isinstance(decoded, Decoded)
    assert decoded.text == "one\n\ttwo \n"
    (found,) = decoded.findings
    assert (found.code, found.line, found.column) == (Code.CONTROL_CHARACTER, 2, 6)


@given(st.binary())
def test_law_decoding_raises_nothing_and_keeps_lines(data: bytes) -> None:
    decoded = decode(data, "a.md")
    utf_16 = Code.OTHER_ENCODING.message(encoding="UTF-16")  # in which a line ends otherwise
    if isinstance(decoded, Decoded) and all(found.said != utf_16 for found in decoded.findings):
        assert decoded.text.count("\n") == data.count(b"\n")


def test_walk(write: Write) -> None:
    root = (
        write({"site/b/c.md": "", "site/a.md": "", "site/skip/d.md": "", "out/e.md": ""}) / "site"
    )
    (root / "again").symlink_to("b")
    (root / "up").symlink_to(".")
    (root / "out").symlink_to("../out")
    files, (found,) = walk(root, root, lambda name: name != "skip")
    assert files == ["a.md", "b/c.md"]
    assert (found.code, found.path) == (Code.OUTSIDE_SITE, "out")


def test_names_that_are_not_utf8(write: Write) -> None:
    root = write({"a.md": ""})
    Path(os.fsdecode(os.fsencode(root) + b"/b\xff.md")).write_bytes(b"")
    files, (found,) = walk(root, root, lambda _: True)
    assert files == ["a.md"]
    assert found.code is Code.BAD_ENCODING


def test_a_folder_that_cannot_be_read(write: Write) -> None:
    root = write({"a.md": ""})
    files, (found,) = walk(root, root / "missing", lambda _: True)
    assert files == []
    assert found.code is Code.UNREADABLE_FILE


def test_keys_bear_extensions_only_where_they_must() -> None:
    paths = {"p/a.md": "a.md", "p/a.markdown": "a.markdown", "p/b.c.md": "b.c.md", "q/d.md": "d.md"}
    assert keys_of(paths) == {
        "p/a.md": "a.md",
        "p/a.markdown": "a.markdown",
        "p/b.c.md": "b.c",
        "q/d.md": "d",
    }
    assert keys_of({"p/a.md": "a.md", "q/a.md": "a.md"}) == {"p/a.md": "p/a.md", "q/a.md": "q/a.md"}
