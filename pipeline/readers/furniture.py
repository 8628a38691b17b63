"""What lies beside the posts of a folder and is none: change logs, licences, tables of contents."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from ..files import decode, read_file
from ..findings import Finding

_LANGUAGE = r"(?:[._-][A-Za-z]{2}(?:[_-][A-Za-z]{2,4})?)?"
_CLEAR = "CHANGELOG|CODE_OF_CONDUCT|CONTRIBUT(?:ING|ORS)|LICEN[CS]E|(?:ISSUE|PULL_REQUEST)_TEMPLATE"
_IN_CAPITALS = re.compile(
    rf"(?:{_CLEAR}|AGENTS|AUTHORS|CLAUDE|CHANGES|HISTORY|MAINTAINERS|NOTICE|SECURITY|SUPPORT){_LANGUAGE}"
)
_AT_TOP = re.compile(rf"(?:{_CLEAR}){_LANGUAGE}", re.IGNORECASE)
_CONTENTS = re.compile(rf"(?:README|SUMMARY|INDEX|TOC|CONTENTS|目录){_LANGUAGE}", re.IGNORECASE)
_OF_DOCSIFY = frozenset({"_sidebar", "_navbar", "_coverpage", "_footer", "_404"})
_MARKUP = re.compile(r"^\s*+(?:#|-{3,}|={3,}|<!--|!\[|\[!\[|</?[a-z]|\|?\s*+:?-{2,})")
_LINKED = re.compile(r"\]\([^)\s]|\[\[|<a\s|https?://")
_MOSTLY = 0.7
_FEWEST = 3


def is_furniture(root: Path, path: str) -> bool:
    """Whether a Markdown file below a folder is no post, by its name or as a mere table of contents.

    In small letters only names that nothing else bears count, and only at the top of the folder.
    """
    file = PurePosixPath(path)
    if (
        file.stem in _OF_DOCSIFY
        or _IN_CAPITALS.fullmatch(file.stem)
        or ("/" not in path and _AT_TOP.fullmatch(file.stem))
    ):
        return True
    if not _CONTENTS.fullmatch(file.stem):
        return False
    data = read_file(root, path)
    decoded = data if isinstance(data, Finding) else decode(data, path)
    return not isinstance(decoded, Finding) and is_contents(decoded.text)


def is_contents(text: str) -> bool:
    """Whether a text has hardly a line, beside headings and markup, that is no link.

    With a heading for nearly every link, the headings are what the text is about.
    """
    written = [line for line in text.split("\n") if line.strip()]
    headings = sum(line.startswith("#") for line in written)
    lines = [line for line in written if not _MARKUP.match(line)]
    linked = sum(bool(_LINKED.search(line)) for line in lines)
    return linked >= max(_FEWEST, 2 * headings, _MOSTLY * len(lines))
