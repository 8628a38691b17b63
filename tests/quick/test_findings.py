"""The catalogue and the code agree: each message has its values, and each wording is used."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from functools import cache

import pytest

from pipeline import codec
from pipeline.emitters.links.rows import LINK_CODES
from pipeline.findings import Code, Finding, Phrase
from pipeline.findings.entries import Template
from pipeline.language import filled, names_in, sayer, values_of
from tests.support import ROOT

USES = {"Code": "message", "Phrase": "text"}
CATALOGUE = ROOT / "pipeline" / "findings"
IDIOMS = re.compile(
    r"\b(?:told|tells?|stands?|holds?|bears?|lies|lie|hardly|(?<!there )is no)\b", re.IGNORECASE
)


@cache
def nodes() -> tuple[list[tuple[str, ast.Call]], list[tuple[str, ast.Attribute]]]:
    """Return the calls and the attributes in the code outside the catalogue, with their places."""
    calls, attributes = [], []
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        for node in (
            ast.walk(ast.parse(path.read_text("utf-8"))) if path.parent != CATALOGUE else ()
        ):
            if isinstance(node, ast.Call):
                calls.append((f"{path}:{node.lineno}", node))
            elif isinstance(node, ast.Attribute):
                attributes.append((f"{path}:{node.lineno}", node))
    return calls, attributes


def entry_of(node: ast.AST) -> tuple[str, str] | None:
    """Return the parts of `Code.NAME` or `Phrase.NAME`, None for anything else."""
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
        return None
    return (node.value.id, node.attr) if node.value.id in USES else None


def wordings() -> dict[tuple[str, str, str], Template]:
    codes = {("Code", c.name, name): w for c in Code for name, w in c.entry.wordings.items()}
    return codes | {("Phrase", phrase.name, ""): Template(phrase.value) for phrase in Phrase}


def uses() -> Iterator[tuple[str, tuple[str, str, str], set[str | None]]]:
    """Yield each call that makes a text: its place, the wording, and the names of its values."""
    for place, node in nodes()[0]:
        made = node.func
        if not isinstance(made, ast.Attribute) or made.attr not in USES.values():
            continue
        if (entry := entry_of(made.value)) is None or made.attr != USES[entry[0]]:
            continue
        names = [ast.literal_eval(argument) for argument in node.args]
        yield place, (*entry, *(names or [""])), {keyword.arg for keyword in node.keywords}


def test_each_message_has_the_values_of_its_wording() -> None:
    known = wordings()
    for place, wording, values in uses():
        assert wording in known, place
        said = known[wording]
        assert values == names_in(said.text) | names_in(said.hint), place


def test_each_wording_is_used() -> None:
    unused = wordings().keys() - {wording for _, wording, _ in uses()}
    told = "".join(
        f"\n  {kind}.{name}" + f" {wording!r}" * bool(wording)
        for kind, name, wording in sorted(unused)
    )
    assert not unused, (
        f"no code raises these; call {'/'.join(USES.values())} of them, or take them out:{told}"
    )


def test_messages_are_made_where_they_can_be_checked() -> None:
    """A message of a code that is a variable, or a method that is passed on, would escape the test."""
    calls, attributes = nodes()
    called = {id(call.func) for _, call in calls}
    for place, node in attributes:
        if entry_of(node.value) and node.attr in USES.values():
            assert id(node) in called, place
        elif node.attr == "message":
            assert id(node) not in called, place
    for place, call in calls:
        made = call.func.id if isinstance(call.func, ast.Name) else ""
        assert made not in {"Finding", "Message"}, f"{place}: not from the catalogue"


@pytest.mark.parametrize("code", Code, ids=str)
def test_explanations_are_plain_sentences(code: Code) -> None:
    for sentence in (code.entry.means, code.entry.do):
        assert re.fullmatch(r"[A-Z`p].*[.]", sentence)
        assert not IDIOMS.search(sentence)


@pytest.mark.parametrize("wording", wordings().values(), ids=lambda wording: wording.text)
def test_wordings_are_plain(wording: Template) -> None:
    for text in filter(None, (wording.text, wording.hint)):
        assert not text.endswith(".")
        assert not re.match(r"[A-Z](?![A-Z])", text)
        assert not IDIOMS.search(re.sub(r"\{[^}]*\}", "", text))


@pytest.mark.parametrize("values", [{}, {"date": "x"}, {"date": "x", "form": "y", "day": 1}])
def test_wrong_values_raise(values: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="bad-date/unreadable"):
        Code.BAD_DATE.message("unreadable", **values)


def test_a_wrong_value_of_a_phrase_raises() -> None:
    with pytest.raises(TypeError, match="limit"):
        Phrase.TOO_DEEP.text()


@pytest.mark.parametrize(("number", "text"), [(0, "0 cards"), (1, "a card"), (2, "2 cards")])
def test_numbers_choose_their_wording(number: int, text: str) -> None:
    assert filled("{n:a card|# cards}", {"n": number}) == text


def test_values_are_not_read_as_templates() -> None:
    message = Code.STALE_PRODUCT.message(product="{product} {0.__class__} # |")
    assert str(message.text) == "{product} {0.__class__} # | was made from other posts"


def test_a_hint_needs_its_values() -> None:
    values = {"setting": "titel", "nearest": None}
    assert Code.BAD_CONFIG.message("unknown", **values).hint is None
    message = Code.BAD_CONFIG.message("unknown", **{**values, "nearest": "title"})
    assert str(message.hint) == "did you mean title?"


def test_a_finding_keeps_what_a_translation_needs() -> None:
    reason = Phrase.TOO_DEEP.text(limit=100)
    finding = Finding.of(Code.BAD_FRONT_MATTER.message("syntax", reason=reason), "a.md", 2)
    assert finding.message == (
        "the front matter cannot be read: values are nested deeper than 100 levels"
    )
    assert finding.said is not None
    assert finding.said.text.name == "bad-front-matter/syntax"
    assert finding.said.text.values == {"reason": reason}
    assert pickle.loads(pickle.dumps(finding)).said == finding.said


@pytest.mark.parametrize("number", [1, 2, 12])
@pytest.mark.parametrize("code", sorted(LINK_CODES), ids=str)
def test_a_message_is_read_from_its_english(code: Code, number: int) -> None:
    """So a page that is made of a corpus file tells its findings as that of the build."""
    for name, wording in code.entry.wordings.items():
        numbers = re.findall(r"\{(\w+):[^}]*\|", f"{wording.text} {wording.hint}")
        names = names_in(wording.text) | names_in(wording.hint)
        values = {each: number if each in numbers else f"《{each}》, a {{b}}" for each in names}
        message = code.message(name, **values)
        read = code.read(str(message.text), str(message.hint) if message.hint else None)
        assert read is not None
        assert read.text.said(sayer("zh")) == message.text.said(sayer("zh"))
        assert str(read.hint) == str(message.hint)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", None),
        ("the blog has something at x", None),
        ("the blog has nothing at x", "a hint of somebody else"),
        ("the blog has nothing at ", "{0.__class__}"),
    ],
)
def test_a_message_that_no_wording_says(text: str, hint: str | None) -> None:
    assert Code.BROKEN_LINK.read(text, hint) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: a link leads to b", {"a": "a", "n": 1, "b": "b"}),
        ("a: 12 links lead to b", {"a": "a", "n": 12, "b": "b"}),
        ("a: no links lead to b", None),
        ("a: 1 links lead to b", None),
        ("a: 1234567890123 links lead to b", None),
        ("a leads to b", None),
    ],
)
def test_values_are_read_from_a_text(text: str, expected: dict[str, str | int] | None) -> None:
    assert values_of("{a}: {n:a link leads|# links lead} to {b}", text) == expected


def test_json_has_the_english_text_alone() -> None:
    finding = Finding.of(Code.BAD_DATE.message("unreadable", date="x", form="y"), "a.md")
    assert codec.to_json(finding) == {
        "code": "bad-date",
        "severity": "warning",
        "message": "the date x cannot be read",
        "path": "a.md",
        "line": None,
        "column": None,
        "related": [],
        "hint": "write it as y",
    }
