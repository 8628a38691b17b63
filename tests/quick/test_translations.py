"""Every catalogue has all that is said to people, with the same values, and is compiled."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.language import ENGLISH, LANGUAGES, filled, names_in, preferred
from tests.support import ROOT
from tools import translations

CATALOGUES = [language for language in LANGUAGES if language != ENGLISH]
OLD_STYLE = re.compile(r"%(?:\(\w+\))?[sr]")
COMMAND = re.compile(r"--[a-z]+|\bpostdeck (?:choose|check|diff|explain|fetch|restore)\b")
BLANK = re.compile(r"[\u4e00-\u9fff] [\u4e00-\u9fff]|[,;:?!] ?[\u4e00-\u9fff]")


def catalogue(language: str) -> dict[str, str]:
    return translations.read(translations.catalogue(language))


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_text_is_missing_and_none_is_left_over(language: str) -> None:
    known, path = catalogue(language), translations.catalogue(language).relative_to(ROOT)
    new = translations.templates().keys() - known.keys()
    old = known.keys() - translations.templates().keys() - {""}
    assert not new, f"run `make docs`, which adds them to {path}, and translate them: {sorted(new)}"
    assert not old, f"run `make docs`, which takes them out of {path}: {sorted(old)}"
    empty = [template for template, said in known.items() if not said]
    assert not empty, f"translate them in {path}, and run `make docs`: {empty}"


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_translation_has_the_values_of_its_template(language: str) -> None:
    for template, said in catalogue(language).items():
        assert OLD_STYLE.findall(said) == OLD_STYLE.findall(template), said
        if template and not OLD_STYLE.search(template):
            assert names_in(said) == names_in(template), said


@pytest.mark.parametrize("language", CATALOGUES)
def test_commands_and_flags_are_not_translated(language: str) -> None:
    for template, said in catalogue(language).items():
        assert sorted(COMMAND.findall(said)) == sorted(COMMAND.findall(template)), said


def test_chinese_has_its_own_punctuation() -> None:
    odd = [said for said in catalogue("zh").values() if BLANK.search(said)]
    assert not odd


def test_catalogues_are_written_and_compiled() -> None:
    for path, content in translations.files():
        assert path.read_bytes() == content, f"run `make docs`: it writes {path.relative_to(ROOT)}"


def test_what_is_not_translated_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "zh" / "LC_MESSAGES" / "postdeck.po"
    path.parent.mkdir(parents=True)
    whole, known = translations.catalogue("zh").read_text("utf-8"), catalogue("zh")
    found = {key: place for key, place in translations.templates().items() if known.get(key)}
    monkeypatch.setattr(translations, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    path.write_text(whole.replace('msgstr "错误"', 'msgstr ""'), "utf-8")
    monkeypatch.setattr(translations, "templates", lambda: found)
    assert translations.main() == 1
    assert capsys.readouterr().err == f"{path.relative_to(tmp_path)}: not translated: error\n"
    path.write_text(whole, "utf-8")
    assert (translations.main(), capsys.readouterr().err) == (0, "")


def test_long_texts_of_editors_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text('#, fuzzy\nmsgid ""\n"a "\n"b\\n"\nmsgstr ""\n"甲"\n"乙\\"\\n"\n', "utf-8")
    assert translations.read(path) == {"a b\n": '甲乙"\n'}


def english_errors() -> Iterator[str]:
    """Yield where the command raises an error, or fails, with a text that no catalogue has."""
    for path in sorted((ROOT / "pipeline" / "cli").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                "UsageError",
                "fail",
            }:
                given = node.args[0]
                texts = given.values if isinstance(given, ast.JoinedStr) else [given]
                for text in texts:
                    if isinstance(text, ast.Constant) and re.search("[a-z]", str(text.value)):
                        yield f"{path.relative_to(ROOT)}:{node.lineno}: {text.value!r}"


def test_errors_of_the_command_are_in_the_catalogue() -> None:
    assert not list(english_errors())


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "zh-Hans"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.GBK", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANGUAGE": "zh_CN"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:zh_CN:en"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en"}, "en"),
    ],
)
def test_the_language_is_that_of_the_terminal(environment: dict[str, str], language: str) -> None:
    assert preferred(environment) == language


@pytest.mark.parametrize(("number", "text"), [(1, "1 张"), (2, "2 张")])
def test_a_language_needs_no_choice_by_number(number: int, text: str) -> None:
    assert filled("{n} 张", {"n": number}) == text
