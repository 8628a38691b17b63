"""The docs are true: generated pages are fresh, and what exists is documented."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline import codec
from pipeline.cli.parser import argument_parser
from pipeline.findings import Code
from pipeline.products import PRODUCTS
from pipeline.questions.selection import WAYS
from tests.support import ROOT, documentation
from tests.support.reading import corpus_of
from tools.docs import DOCS, FINDINGS, pages

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
COMMAND = (DOCS / "command.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PAGES = sorted(page.relative_to(ROOT) for page in documentation.PAGES)


@pytest.mark.parametrize("name", sorted(pages()))
def test_generated_pages_are_fresh(name: str) -> None:
    page = DOCS / name
    assert page.is_file(), f"docs/{name} is missing: run `make docs`"
    assert page.read_text("utf-8") == pages()[name], f"docs/{name} is not fresh: run `make docs`"


def test_each_code_has_a_page_and_no_other_page_is_there() -> None:
    stems = {page.stem for page in FINDINGS.iterdir()}
    assert stems == set(Code), (
        "run `make docs`: it writes the page of a code, and removes an old one"
    )


def test_corpora_follow_the_schema(demo: Path) -> None:
    schema: Any = json.loads(codec.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    corpus = json.loads(codec.encode(corpus_of(demo)))
    jsonschema.Draft202012Validator(schema).validate(corpus)
    assert corpus["links"]
    del corpus["posts"][0]["title"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(corpus)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_first_page_is_short(name: str) -> None:
    assert len((ROOT / name).read_text("utf-8").splitlines()) <= 120


def test_the_index_lists_every_page() -> None:
    index = (DOCS / "index.md").read_text("utf-8")
    listed = set(re.findall(r"\]\(([^)/]+\.md)\)", index))
    assert listed == {page.name for page in DOCS.glob("*.md")} - {"index.md"}


def test_every_target_is_documented() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.MULTILINE)
    rows = re.findall(r"^\| (`make .*?) \|", COMMAND + CONTRIBUTING, re.MULTILINE)
    documented = re.findall(r"`make ([a-z-]+)`", "".join(rows))
    assert sorted({*targets} - {"help"}) == sorted(documented)
    listed = subprocess.run(
        ["make", "-C", str(ROOT), "--no-print-directory"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert all(re.search(rf"^  {target} ", listed, re.MULTILINE) for target in targets)


def test_every_command_and_option_is_documented() -> None:
    (commands,) = (
        a for a in argument_parser()._actions if isinstance(a, argparse._SubParsersAction)
    )
    for name, parser in commands.choices.items():
        assert f"postdeck {name}" in COMMAND
        for action in parser._actions:
            for option in action.option_strings:
                assert option in COMMAND or option in {"-h", "--help"}, option


def test_every_way_of_writing_is_documented() -> None:
    documented = (ROOT / "docs" / "questions.md").read_text("utf-8")
    for way in WAYS:
        shown = re.sub(r"heading-[2-5]", "heading-1", way)
        assert f"`{shown}`" in documented, way


def test_the_contract_names_every_emitter() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    [named] = [
        c["modules"]
        for c in contracts["contracts"]
        if c["name"].startswith("Emitters know nothing of each")
    ]
    packages = {product.emitter.partition(":")[0] for product in PRODUCTS.values()}
    assert set(named) == {f"pipeline{package}" for package in packages}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_between_pages_lead_to_files_and_headings(page: Path) -> None:
    text = re.sub(r"(?s)```.*?```|`[^`\n]*`", "", (ROOT / page).read_text("utf-8"))
    for target, fragment in re.findall(r"\]\(([^)#:\s]*)(?:#([^)\s]*))?\)", text):
        path = ROOT / page.parent / target if target else ROOT / page
        assert path.exists(), target
        assert not fragment or fragment in anchors(path), f"{target}#{fragment}"


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name.endswith(".zh-CN.md")], ids=str
)
def test_a_chinese_page_says_where_it_leads_to_english(page: Path) -> None:
    for line in (ROOT / page).read_text("utf-8").splitlines():
        for text, target in re.findall(r"\[([^]]*)\]\(([^)#:\s]+\.md)(?:#[^)\s]*)?\)", line):
            told = text == "English" or "（英文）" in line
            assert told or target.endswith(".zh-CN.md"), f"{text}: {target}"


def anchors(page: Path) -> set[str]:
    """Return the ids that a code host gives the headings of a page."""
    text = re.sub(r"(?s)```.*?```", "", page.read_text("utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_each_dependency_has_its_reason() -> None:
    page = (DOCS / "dependencies.md").read_text("utf-8")
    _, *listed = re.findall(r"^\| ([a-z0-9-]+) \| .+ \| .+ \|$", page, re.MULTILINE)
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert listed == sorted(re.split(r"[^\w-]", name)[0] for name in needed)


def test_no_host_of_a_registry_is_recorded() -> None:
    for path in [
        *ROOT.glob("requirements*.lock"),
        *ROOT.glob("tests/**/package-lock.json"),
    ]:
        if "node_modules" not in path.parts:
            assert not re.search(r"https?://|\"resolved\"", path.read_text("utf-8")), path
