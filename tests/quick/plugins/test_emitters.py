"""Emitters of other packages, through the command: found, staged, listed, carried over; or told."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.emitters.contract import GROUP
from tests.support import ROOT
from tests.support.command import POST, Postdeck
from tests.support.plugins import ANKI_TEXT, install, wheel_of, write_package
from tests.support.publishing import snapshot

Install = Callable[..., None]

HEAD = "from pipeline.findings import Code, Finding\n"


@pytest.fixture
def postdeck(postdeck: Postdeck) -> Postdeck:
    postdeck.write("sources/post.md", POST)
    return postdeck


@pytest.fixture
def anki_text(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The wheel of the documentation's package, where Python finds it."""
    wheel = wheel_of(ANKI_TEXT, tmp_path_factory.mktemp("wheel"), monkeypatch)
    install(wheel, monkeypatch, "postdeck_anki_text")
    return wheel


@pytest.fixture
def plugin(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Install:
    """A function that installs an emitter, given the body of its function; without one it is a text."""

    def installed(body: str, name: str = "poster") -> None:
        folder = tmp_path_factory.mktemp("plugin")
        lines = "".join(f"    {line}\n" for line in body.splitlines())
        code = f"{HEAD}def emitter(request):\n{lines}" if body else "emitter = 'A poster.'"
        write_package(folder, "poster_plugin", f"[{GROUP}]\n{name} = poster_plugin:emitter\n", code)
        install(folder, monkeypatch, "poster_plugin")

    return installed


def made(postdeck: Postdeck) -> dict[str, str]:
    """Return the artefacts in the manifest, each with the digest of its corpus."""
    manifest = json.loads((postdeck.folder / "build" / "manifest.json").read_text("utf-8"))
    return {name: about["corpus"] for name, about in manifest["artefacts"].items()}


@pytest.mark.usefixtures("anki_text")
def test_its_files_are_staged_listed_and_carried_over(postdeck: Postdeck) -> None:
    told = postdeck("build", "sources", "--only", "deck", "--only", "anki-text")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("1 card from 1 question")
    assert "  build/cards.txt " in told.out
    text = (postdeck.folder / "build" / "cards.txt").read_text("utf-8")
    assert sorted(made(postdeck)) == ["cards.txt", "deck.apkg"]

    assert postdeck("build", "sources", "--only", "links").code == 0
    assert (postdeck.folder / "build" / "cards.txt").read_text("utf-8") == text
    assert "cards.txt" in made(postdeck)

    postdeck.write("sources/post.md", POST.replace("后进先出", "先进后出"))
    assert "stale-product" not in postdeck("build", "sources", "--only", "deck").out
    told = postdeck("emit", "build/corpus.json", "--only", "anki-text")
    assert told.code == 0
    assert "先进后出" in (postdeck.folder / "build" / "cards.txt").read_text("utf-8")
    assert len(set(made(postdeck).values())) == 2, "the links are of the post as it was"

    postdeck.write("sources/post.md", POST)
    assert "stale-product" not in postdeck("build", "sources", "--locked").out
    for _ in range(2):
        told = postdeck("build", "sources")
        assert "cards.txt: info: cards.txt was made from other posts [stale-product]" in told.out


@pytest.mark.usefixtures("anki_text")
def test_a_build_makes_it_on_request_alone(postdeck: Postdeck) -> None:
    assert postdeck("build", "sources").code == 0
    assert "cards.txt" not in made(postdeck)


@pytest.mark.usefixtures("anki_text")
def test_it_has_what_was_set_for_it(postdeck: Postdeck) -> None:
    settings = '[sites.sources]\ndeck = "甲::乙"\n[emitters.anki-text]\nnotetype = "问答题"\n'
    postdeck.write("postdeck.toml", f"{settings}[emitters.anki-texts]\n")
    told = postdeck("build", "sources", "--only", "anki-text")
    assert "postdeck.toml:5: warning: no plugin makes anki-texts [unused-setting]" in told.out
    assert "hint: did you mean anki-text?" in told.out
    lines = (postdeck.folder / "build" / "cards.txt").read_text("utf-8").splitlines()
    [(guid, *row)] = csv.reader(lines[6:], delimiter="\t")
    sides = ('<div lang="zh-CN">什么是栈？</div>', '<div lang="zh-CN"><p>后进先出。</p></div>')
    assert row == ["问答题", "甲::乙::面试题", "post::面试题", *sides]
    corpus = json.loads((postdeck.folder / "build" / "corpus.json").read_text("utf-8"))
    assert guid == corpus["posts"][0]["questions"][0]["guid"]
    strict = postdeck("build", "sources", "--only", "anki-text", "--strict")
    assert strict.code == 1
    assert "[unused-setting]" in strict.out


def test_a_process_finds_an_installed_package(postdeck: Postdeck, anki_text: Path) -> None:
    path = f"{ROOT / '.editable'}{os.pathsep}{anki_text}"
    arguments = ("build", "sources", "--only", "anki-text")
    told = postdeck.process(*arguments, program="postdeck", PYTHONPATH=path)
    assert (told.code, told.err) == (0, "")
    assert (postdeck.folder / "build" / "cards.txt").is_file()


def test_an_unknown_product_is_told_with_all_that_there_are(
    postdeck: Postdeck, anki_text: Path
) -> None:
    for command in (("build", "sources"), ("emit", "build/corpus.json")):
        postdeck("build", "sources", "--only", "corpus")
        told = postdeck(*command, "--only", "poster")
        assert told.code == 2
        names = "corpus, deck, cheatsheet, pdf, links, anki-text"
        assert told.err == f"postdeck: there is no product poster, only these: {names}\n"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", "is no emitter, which can be called"),
        ("1 / 0", "failed: ZeroDivisionError: division by zero"),
        ("raise SystemExit", "failed: SystemExit: "),
        ("open('/no/such/file')", "failed: FileNotFoundError: [Errno 2]"),
        ("pass", "failed: TypeError: 'NoneType' object is not iterable"),
        ("return ['all is well']", "failed: TypeError: it returned what is no finding"),
        ("request.file('poster.txt')\nreturn ()", "failed: FileNotFoundError: it did not write poster.txt"),
        ("request.file('con.txt')", "failed: ValueError: 'con.txt' cannot be the name of a file"),
        ("request.file('a.txt.')", "failed: ValueError: 'a.txt.' cannot be the name of a file"),
        ("request.file('../poster.txt')", "failed: ValueError: '../poster.txt' cannot be the name of"),
        ("request.file('a\\\\b')", "failed: ValueError: 'a\\\\b' cannot be the name of"),
        ("request.file('.hidden')", "failed: ValueError: '.hidden' cannot be the name of"),
        ("request.file('')", "failed: ValueError: '' cannot be the name of"),
        ("request.file('Corpus.json')", "failed: ValueError: Corpus.json is the name of another file"),
        ("request.file('pictures')", "failed: ValueError: pictures is the name of another file"),
        ("request.file('links.md')", "failed: ValueError: links.md is the name of another file"),
        ("request.stamp([], '')", "failed: ValueError: the ledger keeps the times of one emitter's"),
    ],
)  # fmt: skip
def test_a_broken_one_is_told_and_nothing_is_published(
    postdeck: Postdeck, plugin: Install, body: str, told: str
) -> None:
    assert postdeck("build", "sources").code == 0
    before = snapshot(postdeck.folder)
    plugin(body)
    postdeck.write("sources/post.md", POST.replace("后进先出", "先进后出"))
    done = postdeck("build", "sources", *only("deck", "links", "poster"))
    assert done.code == 3
    assert done.err.startswith(f"postdeck: the plugin poster {told}")
    assert done.out == ""
    postdeck.write("sources/post.md", POST)
    assert snapshot(postdeck.folder) == before
    assert postdeck("build", "sources").code == 0, "who does not ask for it is not troubled"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("links", "is in two packages: postdeck and poster_plugin; remove one of them"),
        ("corpus", "bears the name of what every run makes"),
    ],
)
def test_a_name_that_is_taken_is_told(
    postdeck: Postdeck, plugin: Install, name: str, told: str
) -> None:
    plugin("return ()", name)
    done = postdeck("build", "sources", "--only", "deck")
    assert (done.code, done.err) == (3, f"postdeck: the plugin {name} {told}\n")
    assert not (postdeck.folder / "build").exists()


def test_debug_shows_where_it_failed(
    postdeck: Postdeck,
    plugin: Install,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    plugin("1 / 0")
    monkeypatch.chdir(postdeck.folder)
    assert cli.main(("build", "sources", "--only", "poster", "--debug")) == 3
    told = capsys.readouterr().err
    assert told.startswith("Traceback")
    assert "poster_plugin.py" in told


def test_what_it_finds_is_told(postdeck: Postdeck, plugin: Install) -> None:
    plugin(
        "request.file('poster').mkdir()\n"
        "(request.folder / 'poster' / 'a.txt').write_text('A')\n"
        "yield Finding.of(Code.MISSING_TITLE.message())"
    )
    done = postdeck("build", "sources", "--only", "poster")
    assert done.code == 0
    assert "warning: the post has no title; its file name is used [missing-title]" in done.out
    assert "  build/poster  1 kB" in done.out
    assert done.out.endswith("0 errors, 1 warning\n")
    assert (postdeck.folder / "build" / "poster" / "a.txt").read_text() == "A"
    assert postdeck("build", "sources", "--only", "links").code == 0
    assert (postdeck.folder / "build" / "poster" / "a.txt").read_text() == "A"
    assert postdeck("build", "sources", "--only", "poster", "--strict").code == 1


def test_cards_are_counted_for_the_deck_alone(postdeck: Postdeck, plugin: Install) -> None:
    plugin("request.file('poster.apkg').write_bytes(b'')\nreturn ()")
    told = postdeck("build", "sources", *only("poster", "deck"))
    assert told.out.startswith("1 card from 1 question")
    assert "  build/poster.apkg  1 kB" in told.out


def test_one_emitter_of_two_products_is_asked_once(
    postdeck: Postdeck, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "class Printer:\n"
        "    def emit(self, request):\n"
        "        told = [*sorted(request.products), *map(str, sorted(request.options.items()))]\n"
        "        request.file('poster.txt').write_text('\\n'.join(told))\n"
        "        return ()\n"
        "printer = Printer()\n"
    )
    points = f"[{GROUP}]\nposter = poster_plugin:printer.emit\nflyer = poster_plugin:printer.emit\n"
    folder = write_package(tmp_path_factory.mktemp("plugin"), "poster_plugin", points, code)
    install(folder, monkeypatch, "poster_plugin")
    postdeck.write(
        "postdeck.toml", "[emitters]\nflyer.size = 5\nposter.size = 1\nposter.dark = true\n"
    )
    assert postdeck("build", "sources", *only("poster", "flyer")).code == 0
    written = (postdeck.folder / "build" / "poster.txt").read_text().splitlines()
    assert written == ["flyer", "poster", "('dark', True)", "('size', 1)"]
    assert postdeck("build", "sources", *only("flyer")).code == 0
    written = (postdeck.folder / "build" / "poster.txt").read_text().splitlines()
    assert written == ["flyer", "('size', 5)"]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("emitters = 1\n", "postdeck.toml:1: error: emitters must be a table [bad-config]"),
        (
            "[emitters]\nlinks = 1\n",
            "postdeck.toml:2: error: [emitters] links must be a table [bad-config]",
        ),
        (
            "[links]\ngraph = 'dot'\n",
            "postdeck.toml:2: error: [links] graph cannot be dot [bad-config]",
        ),
    ],
)
def test_wrong_settings_are_told_with_their_line(
    postdeck: Postdeck, settings: str, told: str
) -> None:
    postdeck.write("postdeck.toml", settings)
    done = postdeck("build", "sources", "--only", "links")
    assert done.code == 1
    assert told in done.out


def test_products_have_their_options_from_the_settings_and_flags_go_before(
    postdeck: Postdeck,
) -> None:
    settings = '[sheet]\nedition = "questions"\n[links]\ngraph = "graphml"\n'
    postdeck.write("postdeck.toml", settings)
    assert postdeck("build", "sources", *only("cheatsheet", "links")).code == 0
    assert {"cheatsheet-questions.html", "links.graphml"} <= made(postdeck).keys()
    assert postdeck("build", "sources", "--only", "cheatsheet", "--sheet", "cards").code == 0
    assert "cheatsheet-cards.html" in made(postdeck)


def test_help_looks_for_no_package() -> None:
    """It has to be quick, so no module is loaded that it does not need."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pipeline", "build", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE)
    assert "--only PRODUCT" in done.stdout
    ours = {name for name in loaded if name.startswith("pipeline")}
    assert ours == {
        "pipeline", "pipeline.cli", "pipeline.cli.around", "pipeline.cli.commands",
        "pipeline.cli.network_arguments", "pipeline.cli.options", "pipeline.cli.output",
        "pipeline.cli.parser", "pipeline.cli.spelt", "pipeline.language", "pipeline.plugins",
        "pipeline.products", "pipeline.signals", "pipeline.spelling",
    }  # fmt: skip
    assert not {"importlib.metadata", "dataclasses", "difflib", "jinja2", "genanki"} & set(loaded)


def only(*products: str) -> list[str]:
    """Return the arguments that ask for products."""
    return [word for product in products for word in ("--only", product)]
