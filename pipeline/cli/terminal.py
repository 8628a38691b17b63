"""Texts made safe for what reads them: a terminal, the log of a CI, GitHub, a program.

Names and texts come from posts, file systems and servers. `plain` is for each of them, `lines` for all
that a command prints for people, and the others are for the formats that programs read.
"""

from __future__ import annotations

import json
import re
import unicodedata

from ..characters import REPLACEMENT

_COLOURS = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_FIRST_COLONS = re.compile(r"^([^\S\n]*+):(?=:)", re.MULTILINE)
_HASHES = re.compile(r"##(?=\w*\[)")
_UNSEEN = re.compile("[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def plain(text: str) -> str:
    """Return a text as one line that no terminal takes for commands.

    White space is a space each, format characters but U+200D are removed, and control characters
    become U+FFFD.
    """
    return "".join(map(_plain, text))


def _plain(char: str) -> str:
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category in ("Cc", "Cs"):
        return REPLACEMENT
    return "" if category == "Cf" and char != "\u200d" else char


def painted(text: str, colour: str) -> str:
    """Return a text made plain, in a colour; "" is none."""
    shown = plain(text)
    return f"\x1b[{_COLOURS[colour]}m{shown}\x1b[0m" if colour and shown.strip() else shown


def lines(text: str) -> str:
    """Return lines for people in which no CI finds a command.

    GitHub takes `::name::` at the beginning of a line for one, and `##[name]` anywhere; Azure has
    `##vso[name]`.
    """
    return _HASHES.sub("## ", _FIRST_COLONS.sub(r"\1: ", text))


def github_message(text: str) -> str:
    """Return a text as the message of a workflow command, each of its lines plain."""
    return "%0A".join(plain(line).replace("%", "%25") for line in text.split("\n"))


def github_property(value: object) -> str:
    """Return a value as that of a property of a workflow command."""
    return github_message(str(value)).replace(":", "%3A").replace(",", "%2C")


def json_text(document: object) -> str:
    r"""Return a document as JSON, ending with a newline.

    What a terminal or a CI could take for a command is written as `\u…`, so nothing is lost.
    """
    text = json.dumps(document, ensure_ascii=False, indent=2)
    text = _HASHES.sub(r"#\\u0023", text)
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text) + "\n"
