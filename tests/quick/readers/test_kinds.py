"""A kind of blog that somebody else adds comes in by its entry point, and needs nothing beside it."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.emitters.anki import read_package
from pipeline.findings import Code
from pipeline.readers import BUILT_IN, GROUP, hexo, jekyll, kinds, open_blogs
from pipeline.readers.contract import Reader
from tests.quick.readers import quill
from tests.quick.readers.conftest import Write
from tests.quick.readers.test_discovery import HEXO, HEXO_FOUND, found, under
from tests.support import ROOT
from tests.support.command import Postdeck
from tests.support.reading import corpus_of

READERS: tuple[Reader, ...] = (hexo, jekyll, quill)  # as mypy sees them

QUILL = "quill = tests.quick.readers.quill"
SETTINGS = "[site]\ntitle = Quill notes\nurl = https://quill.example/notes\n"
FIRST = """\
+++
title = "Stacks"
date = 2024-05-04
topics = ["data", "lists"]
"questions" = "heading-2 numbered"
+++

## 1. What is a stack?

Last in, first out. {{< picture a.png >}} As {{< see queues >}} says.

{{< aside >}}
More **here**:

{{< listing >}}
a {{< b
{{</ listing >}}
{{< /aside >}}

## 2. What is {% a heap %}?

A tree, see [queues](../queues.md) and [a file](/notes/sheet.pdf).
"""
SECOND = """\
+++
title = "Queues"
address = "q"
"questions" = "heading-2 numbered"
+++

## 1. What is a queue?

First in, first out.
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63"
    "6000000002000148afa4710000000049454e44ae426082"
)
SITE: dict[str, str | bytes] = {
    "quill.ini": SETTINGS, "notes/cs/stacks.md": FIRST, "notes/queues.md": SECOND,
    "notes/cs/a.png": PNG, "static/sheet.pdf": b"",
}  # fmt: skip

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return a function that installs a distribution of entry points, and returns the folder that
    it is installed in.
    """
    packages = tmp_path / "packages"
    written: list[str] = []

    def put(*points: str, **modules: str) -> Path:
        info = packages / "quill-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: quill\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *points, ""]))
        for name, text in modules.items():
            (packages / f"{name}.py").write_text(text)
        written.extend(modules)
        monkeypatch.syspath_prepend(packages)
        kinds.cache_clear()
        return packages

    yield put
    kinds.cache_clear()
    for name in written:
        sys.modules.pop(name, None)


def test_a_blog_is_built(install: Install, postdeck: Postdeck, write: Write) -> None:
    packages = install(QUILL)
    write({f"blog/{path}": content for path, content in SITE.items()})
    told = postdeck.process(
        "build", "blog", "--only", "deck", "--strict",
        PYTHONPATH=os.pathsep.join(map(str, (ROOT, packages))),
    )  # fmt: skip
    assert told.code == 0, told
    corpus: Any = json.loads((postdeck.folder / "build/corpus.json").read_text("utf-8"))
    (site,) = corpus["sites"]
    assert (site["key"], site["kind"], site["title"]) == (
        "quill.example", "quill", "Quill notes",
    )  # fmt: skip
    second, first = sorted(corpus["posts"], key=lambda post: str(post["title"]))
    assert (first["key"], first["permalink"]) == (
        "cs/stacks", "https://quill.example/notes/cs/stacks/",
    )  # fmt: skip
    assert (first["date"], first["tags"]) == ("2024-05-04", ["data", "lists"])
    assert second["permalink"] == "https://quill.example/notes/q/"
    stack, heap = (question["answer"]["html"] for question in first["questions"])
    assert stack.startswith('<p>Last in, first out. <img src="pictures/')
    assert '<a href="https://quill.example/notes/q/">Queues</a> says.' in stack
    assert '<div class="note"><p>More <strong>here</strong>:</p>' in stack
    assert "<pre><code>a {{&lt; b\n</code></pre>" in stack
    assert first["questions"][1]["prompt"]["text"] == "What is {% a heap %}?"
    assert {link["href"]: link["resolution"]["status"] for link in corpus["links"]} == {
        "https://quill.example/notes/q/": "post", "https://quill.example/notes/sheet.pdf": "page",
    }  # fmt: skip
    notes = read_package(postdeck.folder / "build/deck.apkg").notes
    assert len(notes) == 3
    assert any(note.fields[1].endswith(f'">{heap}</div>') for note in notes.values())


@pytest.mark.parametrize(
    ("path", "content", "finding"),
    [
        ("quill.ini", "title", (Code.BAD_CONFIG, "quill.ini", None)),
        ("quill.ini", "[site]\nurl = quill.example\n", (Code.BAD_SETTING, "quill.ini", 2)),
        ("notes/queues.md", '+++\na = "b\n+++\n', (Code.BAD_FRONT_MATTER, "notes/queues.md", 2)),
        ("notes/queues.md", SECOND.replace("heading-2", "headin-2"),
         (Code.BAD_SELECTION, "notes/queues.md", 4)),
        ("notes/queues.md", SECOND + "\n{{< nope x >}}\n", (Code.UNKNOWN_TAG, "notes/queues.md", 11)),
        ("notes/queues.md", SECOND + "\n{{< aside >}} x\n", (Code.BAD_TAG, "notes/queues.md", 11)),
        ("notes/queues.md", SECOND + "\nx {{< /aside >}}\n", (Code.BAD_TAG, "notes/queues.md", 11)),
        ("notes/cs/queues.md", SECOND, (Code.DUPLICATE_PERMALINK, "notes/cs/queues.md", 3)),
    ],
)  # fmt: skip
def test_what_is_wrong_has_its_place(
    install: Install, write: Write, path: str, content: str, finding: tuple[Code, str, int | None]
) -> None:
    install(QUILL)
    corpus = corpus_of(write({**SITE, path: content}))
    places = [(found.code, found.path, found.line) for found in corpus.findings]
    assert finding in places


def test_a_tag_is_told_as_it_is_written(install: Install, write: Write) -> None:
    install(QUILL)
    corpus = corpus_of(write({**SITE, "notes/queues.md": SECOND + "\n{{< nope x >}}\n"}))
    messages = [found.message for found in corpus.findings if found.code is Code.UNKNOWN_TAG]
    assert messages == ["the tag {{< nope x >}} is not known"]


def test_it_is_found_among_others(install: Install, write: Write) -> None:
    install(QUILL)
    root = write({**under("all/h", HEXO), **{f"all/q/{p}": text for p, text in SITE.items()}})
    blogs, findings = open_blogs([root / "all"])
    posts = ("notes/cs/stacks.md", "notes/queues.md")
    assert (found(blogs), findings) == ([HEXO_FOUND, ("quill", "quill.example", posts)], ())


def test_errors_in_its_settings_are_explained(
    install: Install, postdeck: Postdeck, write: Write
) -> None:
    install(QUILL)
    write({**SITE, "quill.ini": "[site]\nurl = quill.example\n"})
    told = postdeck("explain", "notes/queues.md", "--format", "json")
    assert [found["code"] for found in json.loads(told.out)["findings"]] == ["bad-setting"]


LACKING = "MARKERS = ('x',)\ndef is_site(root): return True\n"


IMPORT = "of quill cannot be imported: "


@pytest.mark.parametrize(
    ("point", "module", "reason"),
    [
        ("bad = nowhere_at_all", "", IMPORT + "ModuleNotFoundError: No module named 'nowhere_at_all'"),
        ("bad = bad_one:reader", "", IMPORT + "AttributeError: module 'bad_one' has no attribute 'reader'"),
        ("bad = bad_one", "1 / 0", IMPORT + "ZeroDivisionError: division by zero"),
        ("bad = bad_one", "def", IMPORT + "SyntaxError: invalid syntax"),
        ("bad = bad_one", "open('/nowhere/at/all')", IMPORT + "FileNotFoundError"),
        ("bad = bad_one", "", "lacks MARKERS, is_site, open_blog (see Reader)"),
        ("bad = bad_one", "MARKERS = 'x'\nis_site = open_blog = bool", "has MARKERS that are one name"),
        ("hexo = bad_one", LACKING, "is in two packages: postdeck and quill"),
        ("folder = bad_one", LACKING, "is in two packages: postdeck and quill"),
        ("bad = bad_one", LACKING + "open_blog = dict", "failed: TypeError: "),
        ("bad = bad_one", LACKING + "def open_blog(root): return root", "lacks addresses_known"),
        ("bad = bad_one", LACKING.replace("True", "root.nothing") + "open_blog = dict",
         "failed: AttributeError: 'PosixPath' object has no attribute 'nothing'"),
        ("bad = tests.quick.readers.quill", "", "calls its site quill"),
    ],
)  # fmt: skip
def test_a_broken_one_is_named(
    install: Install, postdeck: Postdeck, point: str, module: str, reason: str
) -> None:
    install(point, bad_one=module)
    for path, content in (("a.md", "Text"), ("quill.ini", SETTINGS)):
        postdeck.write(path, content)
    told = postdeck("check", ".")
    name = point.partition(" ")[0]
    assert told.code == 3
    assert told.err.startswith(f"postdeck: the plugin {name} {reason}"), told.err
    assert told.err.count("\n") == 1
    assert postdeck("--help").code == postdeck("schema").code == 0


def test_built_in_ones_come_through_the_same_door() -> None:
    assert {*kinds(), "folder"} == BUILT_IN.keys()
    assert kinds()["hexo"] is hexo


def test_the_built_in_ones_are_held_apart() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (held,) = [c["modules"] for c in contracts if c["name"] == "Readers know nothing of each other"]
    assert held == [f"pipeline{reference}" for reference in BUILT_IN.values()]
