from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.emitters.cheatsheet.layout import Layout
from pipeline.findings import Code
from pipeline.products import OPTIONS
from pipeline.questions.selection import parse
from pipeline.settings import Settings, SiteSettings, for_post
from pipeline.settings.reader import load
from pipeline.settings.register import TABLES, Setting, as_toml
from tests.quick.readers.conftest import Write

GOOD = """\
[sites."www.notes.example"]
aliases = ["Notes.example", "old.example"]
title = "Notes"
deck = "Study::Notes"

[sites."www.notes.example".questions]
"cs" = "heading-2"
"cs/interview/" = "heading-3"
"cs/interview/one" = "none"

[sites.other]
questions = { "" = "list" }
"""


def test_good_settings(write: Write) -> None:
    settings, findings = load(write({"postdeck.toml": GOOD}) / "postdeck.toml")
    assert findings == ()
    site = settings.of("www.notes.example")
    assert site.aliases == ("notes.example", "old.example")
    assert (site.title, site.deck) == ("Notes", "Study::Notes")
    styles = {
        "cs": "heading-2",
        "cs/a": "heading-2",
        "css/a": None,
        "cs/interview/a": "heading-3",
        "cs/interview/one": "none",
        "cs/interview/one-more": "heading-3",
        "a": None,
    }
    found = {key: for_post(site.questions, key) for key in styles}
    assert {key: given and str(given) for key, given in found.items()} == styles
    assert for_post(settings.of("other").questions, "anything/at/all") == parse("list")
    assert settings.of("unknown") == SiteSettings()
    assert for_post(Settings().of("any").questions, "a") is None


def test_a_selection_is_told_with_what_is_wrong(write: Write) -> None:
    text = "[sites.a.questions]\n'b' = 'heading-2 + bold'\n'c' = 'headin-2'\n"
    settings, (found,) = load(write({"p.toml": text}) / "p.toml")
    assert settings.of("a").questions == {"b": parse("heading-2 + bold")}
    assert (found.line, found.message) == (
        3, "'headin-2' is not a way of writing prompts; did you mean heading-2?",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("[site.a]\n", (1, None), "did you mean sites?"),
        ("\n[sites.a]\ntitel = 'x'\n", (3, None), "did you mean title?"),
        ("[sites.a]\nzzz = 'x'\n", (2, None), None),
        ("[sites.a]\ntitle = 1\n", (2, None), None),
        ("[sites.a]\ndeck = ['x']\n", (2, None), None),
        ("[sites.a]\naliases = 'x'\n", (2, None), None),
        ("[sites.a]\naliases = [\n 1]\n", (2, None), None),
        ("[sites.a]\nquestions = 'list'\n", (2, None), None),
        ("[sites.a]\ndeck = ' '\n", (2, None), None),
        ("[sites.a]\ndeck = '::'\n", (2, None), None),
        ("[sites.a]\naliases = ['https://b.example/x']\n", (2, None), "did you mean b.example?"),
        ("[sites.a]\naliases = ['']\n", (2, None), None),
        ("sites = 1\n", (1, None), None),
        ("[sites]\na = 1\n", (2, None), None),
        ("sites.a.questions.'x=y' = 'headin-1'\n", (1, None), None),
        ("[sites.a.questions]\nb = ['list']\n", (2, None), None),
        ("[sites.a.questions]\nb = '?'\n", (2, None), None),
        ("[sites.a]\ntitle = \n", (2, 9), None),
        ("[sites.a]\ntitle = 'a'\ntitle = 'b'\n", (3, 12), None),
        ("a = [", (None, None), None),
        ("a = " + "[" * 5000, (None, None), None),
    ],
)
def test_bad_settings(
    write: Write, text: str, place: tuple[int | None, int | None], hint: str | None
) -> None:
    settings, (found,) = load(write({"p.toml": text}) / "p.toml")
    assert (found.code, found.path) == (Code.BAD_CONFIG, "p.toml")
    assert (found.line, found.column) == place
    if hint is not None:
        assert found.hint == hint
    assert all(site == SiteSettings() for site in settings.sites.values())


def test_what_is_good_is_kept(write: Write) -> None:
    text = "[sites.a]\ntitle = 'T'\nx = 1\n[sites.a.questions]\nb = 'list'\nc = 'lists'\n"
    settings, findings = load(write({"p.toml": text}) / "p.toml")
    assert settings.of("a") == SiteSettings(title="T", questions={"b": parse("list")})
    assert [found.line for found in findings] == [3, 6]


def test_files_that_cannot_be_read(write: Write, tmp_path: Path) -> None:
    for path in (tmp_path / "missing.toml", tmp_path, write({"x.toml": b"\xff"}) / "x.toml"):
        settings, (found,) = load(path)
        assert settings == Settings()
        assert (found.code, found.path) == (Code.BAD_CONFIG, path.name)


@given(st.text())
def test_law_no_text_makes_it_raise(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("settings") / "p.toml"
    path.write_text(text, encoding="utf-8", errors="replace")
    load(path)


EVERY = [(table.name, setting) for table in TABLES for setting in table.settings]


def set_to(table: str, setting: Setting, value: object) -> str:
    """Return a file in which one setting has a value."""
    names = [*table.split("."), setting.name] if table else [setting.name]
    return ".".join(map(as_toml, names)) + f" = {as_toml(value)}\n"


@pytest.mark.parametrize(("table", "setting"), EVERY)
def test_every_setting_of_the_register_is_read(write: Write, table: str, setting: Setting) -> None:
    values = [setting.example, setting.default, *setting.values]
    for value in (value for value in values if value is not None):
        _, findings = load(write({"p.toml": set_to(table, setting, value)}) / "p.toml")
        assert findings == (), value
    if setting.kind != "any":
        text = set_to(table, setting, 1.5)
        _, findings = load(write({"p.toml": text}) / "p.toml")
        assert [(found.code, found.line) for found in findings] == [(Code.BAD_CONFIG, 1)]


def test_the_register_tells_the_defaults_that_products_have() -> None:
    layout = asdict(Layout())
    told = {option.name: option.default for option in OPTIONS["sheet"]}
    assert {name: told[name] for name in layout} == layout
