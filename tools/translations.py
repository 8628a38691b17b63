"""The catalogues of gettext in `pipeline/translations/`: `make docs` completes and compiles them.

A catalogue has an entry for each template that is said to people, in the order of the code. What the code
has no more is taken out; what is new is there with an empty text, to be filled in by a translator; it
is named, and `make docs` fails.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import re
import struct
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import get_args

from pipeline.cli.explain.accounts import Became
from pipeline.findings import Code, Phrase
from pipeline.ir import RegionKind, Status
from pipeline.language import DOMAIN, ENGLISH, LANGUAGES, TRANSLATIONS
from pipeline.products import OPTIONS
from pipeline.questions.signs import SIGNS, TITLE_SIGNS
from tools import ROOT

_SAYING = {"say", "marked"}
_OF_ARGPARSE = (
    "%(prog)s: error: %(message)s\n",
    "argument %(argument_name)s: %(message)s",
    "expected one argument",
    "options",
    "positional arguments",
    "show this help message and exit",
    "usage: ",
    "expected at least one argument",
    "invalid %(type)s value: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "not allowed with argument %s",
    "the following arguments are required: %s",
    "unrecognized arguments: %s",
)
"""What argparse says in help and of wrong usage, in Python 3.11."""
_STRING = re.compile(r'^(msgid |msgstr |)("(?:[^"\\]|\\.)*")$')


@cache
def templates() -> dict[str, str]:
    """Return all templates that are said to people, with the place of each."""
    found: dict[str, str] = {}
    for template, place in (
        *_of_findings(),
        *_of_code(),
        *_of_options(),
        *_of_values(),
        *_of_argparse(),
    ):
        found.setdefault(template, place)
    return found


def _of_findings() -> Iterator[tuple[str, str]]:
    for code in Code:
        for name, said in code.entry.wordings.items():
            place = f"{code}/{name}" if name else str(code)
            yield from ((template, place) for template in (said.text, said.hint) if template)
    yield from ((phrase.value, phrase.name) for phrase in Phrase)


def _of_code() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _SAYING and node.args:
                given = node.args[0]
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield given.value, path.relative_to(ROOT).as_posix()


def _of_options() -> Iterator[tuple[str, str]]:
    for option in chain.from_iterable(OPTIONS.values()):
        texts = (option.help, option.otherwise) if option.flag else ()
        yield from ((text, option.flag) for text in texts if text)


def _of_values() -> Iterator[tuple[str, str]]:
    yield from ((sign.says, f"sign {name}") for name, sign in SIGNS.items())
    yield from ((says, f"sign {name}") for name, says in TITLE_SIGNS.items())
    for kind in (Became, RegionKind, Status):
        yield from ((name, "explain") for name in get_args(kind))


def _of_argparse() -> Iterator[tuple[str, str]]:
    known = inspect.getsource(argparse)
    for template in _OF_ARGPARSE:
        if json.dumps(template)[1:-1] in known:
            yield template, "argparse"


def read(path: Path) -> dict[str, str]:
    """Return the translations in a catalogue, by template."""
    found: list[tuple[str, str]] = []
    kept = ""
    for line in path.read_text("utf-8").splitlines():
        if (match := _STRING.match(line)) is None:
            continue
        kept, text = match[1].strip() or kept, json.loads(match[2])
        if match[1] == "msgid ":
            found.append((text, ""))
        else:
            template, translation = found[-1]
            begun = kept == "msgid"
            found[-1] = (template + text, "") if begun else (template, translation + text)
    return dict(found)


def written(translations: Mapping[str, str]) -> str:
    """Return a catalogue that is complete, with the translations that there are."""
    entries = [_entry("", translations[""])]
    entries += [
        f"#. {place}\n{_entry(template, translations.get(template, ''))}"
        for template, place in templates().items()
    ]
    return "\n".join(entries)


def _entry(template: str, translation: str) -> str:
    return f"msgid {_quoted(template)}\nmsgstr {_quoted(translation)}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def compiled(translations: Mapping[str, str]) -> bytes:
    """Return a catalogue as programs read it (GNU gettext, "The Format of GNU MO Files")."""
    pairs = sorted((a.encode(), b.encode()) for a, b in translations.items() if b)
    texts = [a for a, _ in pairs] + [b for _, b in pairs]
    head, entry = 28, 8
    at = head + entry * len(texts)
    table = b""
    for text in texts:
        table += struct.pack("<II", len(text), at)
        at += len(text) + 1
    numbers = (0x950412DE, 0, len(pairs), head, head + entry * len(pairs), 0, 0)
    return struct.pack("<7I", *numbers) + table + b"".join(text + b"\0" for text in texts)


def catalogue(language: str) -> Path:
    """Return the path of a language's catalogue, beside which the compiled one lies."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def missing(path: Path) -> list[str]:
    """Return the templates that a catalogue has no text for."""
    known = read(path)
    return [template for template in templates() if not known.get(template)]


def files() -> Iterator[tuple[Path, bytes]]:
    """Yield all that this program writes."""
    for language in LANGUAGES:
        if language != ENGLISH:
            path = catalogue(language)
            known = read(path)
            yield path, written(known).encode()
            kept = {key: said for key, said in known.items() if key in templates() or not key}
            yield path.with_suffix(".mo"), compiled(kept)


def main() -> int:
    """Write all; name what is to be translated, and return 1 if there is something."""
    for path, content in files():
        path.write_bytes(content)
    catalogues = [catalogue(language) for language in LANGUAGES if language != ENGLISH]
    untranslated = [(path, template) for path in catalogues for template in missing(path)]
    for path, template in untranslated:
        print(f"{path.relative_to(ROOT)}: not translated: {template}", file=sys.stderr)
    return bool(untranslated)


if __name__ == "__main__":
    sys.exit(main())
