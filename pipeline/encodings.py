"""Which encoding other than UTF-8 a file is surely in: a detector proposes, strict decoding decides."""

from __future__ import annotations

from dataclasses import dataclass

_MARKS = (b"\xff\xfe", b"\xfe\xff")
_READ = {
    "gb18030": "GB18030", "big5": "Big5", "utf_16": "UTF-16", "utf_16_le": "UTF-16",
    "utf_16_be": "UTF-16",
}  # fmt: skip
_OTHERS = ["cp932", "euc_jp", "cp949", "cp1252", "cp1251", "koi8_r"]
"""What else a file may be in, so that a text in one of these is not taken for Chinese."""
_MOST_CHAOS = 0.5
"""Posts are noisy texts: much of them is code."""
_CLEAR = 0.02
_SAMPLE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Recoded:
    """The text of a file, and the name of the encoding it is in."""

    text: str
    encoding: str


def recode(data: bytes) -> Recoded | None:
    """Return the text of bytes that are not UTF-8; None where their encoding is not certain.

    It is where a byte order mark says so, or where one of the encodings that are read fits much
    better than any other. UTF-8 with some broken bytes is in no encoding at all.
    """
    codec = (
        "utf_16" if data.startswith(_MARKS) else None if _is_broken_utf8(data) else _proposed(data)
    )
    if codec is None:
        return None
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else Recoded(text, _READ[codec])


def _is_broken_utf8(data: bytes) -> bool:
    """Whether most bytes beyond ASCII are parts of characters of UTF-8."""
    whole = data.decode("utf-8", "ignore").encode()
    ascii_alone = len(data.decode("ascii", "ignore"))
    return 3 * (len(whole) - ascii_alone) > 2 * (len(data) - ascii_alone)


def _proposed(data: bytes) -> str | None:
    """Return the codec that the detector is sure of, if it is one of those that are read."""
    from charset_normalizer import from_bytes  # most posts need no detector

    found = list(from_bytes(_telling(data), cp_isolation=[*_READ, *_OTHERS], threshold=_MOST_CHAOS))
    if not found or found[0].encoding not in _READ:
        return None
    is_clear = len(found) == 1 or found[1].chaos - found[0].chaos >= _CLEAR
    return found[0].encoding if is_clear else None


def _telling(data: bytes) -> bytes:
    """Return lines that are not ASCII alone, which tell encodings apart; of UTF-16 the beginning."""
    if b"\0" in data[:_SAMPLE]:
        return data[:_SAMPLE]
    return b"".join(line for line in data.splitlines(keepends=True) if not line.isascii())[:_SAMPLE]
