"""What postdeck made is no source of its next run, whatever kind of blog it lies in."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from pipeline import publish
from pipeline.products import EDITIONS
from pipeline.readers import folder
from pipeline.readers.folder import FolderBlog
from pipeline.readers.outputs import FILES
from tests.support.command import POST, Postdeck

_BUFFER = io.BytesIO()
Image.new("RGB", (2, 2)).save(_BUFFER, "PNG")
PICTURE = _BUFFER.getvalue()
LINKS = (
    "\n![a](out/pictures/{picture}) [b](out/links.md) [c](out/links.html) [d](out) ![e](pic.png)\n"
)
KINDS = {
    "folder": ("a.md", "", "."),
    "hexo": ("source/_posts/a.md", "url: https://x.example\n", "source/_posts"),
    "jekyll": ("_posts/2024-01-02-a.md", "url: https://x.example\n", "_posts"),
}


def codes(told: str) -> list[tuple[str, str | None]]:
    return [(found["code"], found["path"]) for found in json.loads(told)["findings"]]


@pytest.mark.parametrize("kind", KINDS)
def test_building_twice_gives_the_same(postdeck: Postdeck, kind: str) -> None:
    path, config, place = KINDS[kind]
    if config:
        postdeck.write("_config.yml", config)
    out = Path(place, "out")
    (postdeck.folder / path).parent.mkdir(parents=True, exist_ok=True)
    (postdeck.folder / path).parent.joinpath("pic.png").write_bytes(PICTURE)
    arguments = ("build", ".", "--out", str(out), "--only", "links", "--format", "json")
    postdeck.write(path, POST)
    postdeck(*arguments)
    made = postdeck.folder / out
    postdeck.write(path, POST + "\n![e](pic.png)\n")
    postdeck(*arguments)
    (picture,) = (path.name for path in (made / "pictures").iterdir())
    postdeck.write(path, POST + LINKS.format(picture=picture))
    first = postdeck(*arguments)
    before = {name: (made / name).read_bytes() for name in ("corpus.json", "links.csv")}
    second = postdeck(*arguments)
    assert {name: (made / name).read_bytes() for name in before} == before
    assert first.out == second.out
    found = codes(second.out)
    assert "output-skipped" not in dict(found)
    assert [code for code, _ in found].count("missing-picture") == 1
    assert json.loads(second.out)["summary"]["posts"] == 1


PRODUCTS = ("deck.apkg", "cheatsheet.html", "links.html", "links.md", "links.csv", "corpus.json")


@pytest.mark.parametrize("name", PRODUCTS)
@pytest.mark.parametrize(
    ("settings", "post", "out"),
    [
        ("_config.yml", "source/_posts/a.md", "source/deck"),
        ("_config.yml", "_posts/2024-01-02-a.md", "deck"),
        ("hugo.yaml", "content/posts/a.md", "static/deck"),
    ],
)
def test_a_link_to_a_product_is_not_broken(
    postdeck: Postdeck, settings: str, post: str, out: str, name: str
) -> None:
    key = "baseURL" if settings.startswith("hugo") else "url"
    postdeck.write(settings, f"{key}: https://x.example/\n")
    postdeck.write(post, f"{POST}\n[它](/deck/{name}) [无](/deck/none.apkg)\n")
    arguments = ("build", ".", "--only", "corpus", "--format", "json", "--out")
    (postdeck.folder / out).mkdir(parents=True)
    assert f"nothing at https://x.example/deck/{name}" in postdeck(*arguments, "build").out
    told = postdeck(*arguments, out).out
    assert f"nothing at https://x.example/deck/{name}" not in told
    assert "nothing at https://x.example/deck/none.apkg" in told


def test_products_are_found_by_another_run_and_named_as_they_are_made(postdeck: Postdeck) -> None:
    postdeck.write("_config.yml", "url: https://x.example\n")
    postdeck.write("source/_posts/a.md", POST)
    for edition in EDITIONS:
        arguments = ("--sheet", edition, "--graph", "graphml", "--out", "source/deck")
        assert postdeck("build", ".", *arguments).code == 0
    made = {file.name for file in (postdeck.folder / "source/deck").iterdir() if file.is_file()}
    assert made - {".gitignore"} <= FILES
    links = " ".join(f"[{name}](/deck/{name})" for name in sorted(made - {".gitignore"}))
    postdeck.write("source/_posts/a.md", f"{POST}\n{links}\n")
    assert "broken-link" not in postdeck("check", ".").out
    other = postdeck.write("source/deck/other.txt", "x")
    postdeck.write("source/_posts/a.md", f"{POST}\n[它](/deck/{other.name})\n")
    assert "broken-link" not in postdeck("check", ".").out


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_that_leads_into_output(postdeck: Postdeck, kind: str) -> None:
    path, config, place = KINDS[kind]
    if config:
        postdeck.write("_config.yml", config)
    postdeck.write(path, POST)
    postdeck("build", ".", "--only", "links")
    link = Path(place, "2024-01-03-b.md")
    (postdeck.folder / link).symlink_to(postdeck.folder / "build/links.md")
    told = json.loads(postdeck("check", ".", "--format", "json").out)
    found = {(finding["code"], finding["path"]) for finding in told["findings"]}
    assert ("output-skipped", link.as_posix()) in found
    assert told["summary"]["posts"] == 1


def test_a_reader_that_lists_output_and_what_is_outside(
    postdeck: Postdeck, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a reader of another package lists, and the pictures that it finds, are judged here."""
    outside = tmp_path_factory.mktemp("outside") / "pic.png"
    outside.write_bytes(PICTURE)
    postdeck.write("a.md", f"{POST}\n![x](x.png)\n")
    postdeck("build", ".", "--only", "links")
    (postdeck.folder / "build/pic.png").write_bytes(PICTURE)
    listed = {path: path for path in ("a.md", "build/links.md", str(outside))}
    opened = folder.open_blog
    monkeypatch.setattr(folder, "open_blog", lambda root, *_: opened(root, [*listed]))
    for found in (postdeck.folder / "build/pic.png", outside):
        monkeypatch.setattr(FolderBlog, "find_picture", lambda *_, found=found: found)
        told = json.loads(postdeck("check", ".", "--format", "json").out)
        assert told["summary"]["posts"] == 1
        skipped = {finding["code"] for finding in told["findings"]}
        assert {"output-skipped", "outside-site", "missing-picture"} <= skipped


def test_a_folder_of_another_run_is_told_once(postdeck: Postdeck) -> None:
    postdeck.write("a.md", POST)
    postdeck("build", ".", "--out", "other")
    postdeck("build", ".")
    told = postdeck("build", ".")
    assert told.out.count("this folder was made by postdeck, and is not read") == 1
    assert "other: info: this folder was made" in told.out
    assert "1 post of 1 site" in told.out


def test_products_that_hexo_renders_are_told_until_it_is_told_not_to(postdeck: Postdeck) -> None:
    settings = "url: https://x.example\n"
    postdeck.write("_config.yml", settings)
    postdeck.write("source/_posts/a.md", f"{POST}\n[牌组](/deck/deck.apkg)\n")
    build = ("build", ".", "--out", "source/deck", "--only", "links", "--format", "json")
    assert not codes(postdeck(*build).out)
    assert codes(postdeck(*build).out) == [("output-rendered", "source/deck")]
    postdeck.write("_config.yml", f'{settings}skip_render: "deck/**"\n')
    assert postdeck(*build, "--strict").code == 0


def test_a_link_to_products_that_nobody_has_built_here(postdeck: Postdeck) -> None:
    postdeck.write("_config.yml", "url: https://x.example\n")
    links = " ".join(f"[x](/{path})" for path in ("deck/deck.apkg", "deck/links.html", "deck.apkg"))
    postdeck.write("source/_posts/a.md", f"{POST}\n{links}\n")
    told = json.loads(postdeck("check", ".", "--format", "json").out)["findings"]
    assert [one["message"] for one in told] == [
        "the blog has nothing at https://x.example/deck.apkg"
    ]


@pytest.mark.parametrize("source", ["build", "build/pictures", "build/links.md"])
def test_a_source_that_is_output(postdeck: Postdeck, source: str) -> None:
    postdeck.write("notes/a.md", POST)
    postdeck("build", "notes", "--only", "links")
    told = postdeck("check", source, "--format", "json")
    assert ("output-skipped", source) in codes(told.out)
    assert told.code == 1


def test_what_a_killed_run_left(postdeck: Postdeck) -> None:
    folder = postdeck.folder / "build"
    for left in (publish._aside(folder), publish._new_beside(folder)):
        (left / "pictures").mkdir(parents=True)
        (left / "pictures/p.png").write_bytes(PICTURE)
        (left / "links.md").write_text(POST, "utf-8")
        told = postdeck("check", left.name, "--format", "json")
        assert ("output-skipped", left.name) in codes(told.out)
        postdeck.write("a.md", f"{POST}\n![p]({left.name}/pictures/p.png)\n")
        assert ("missing-picture", "a.md") in codes(postdeck("check", ".", "--format", "json").out)


@pytest.mark.parametrize("text", ["", "{}", '{"schema": "other/1"}', "[1]", "\x00"])
def test_a_manifest_of_something_else(postdeck: Postdeck, text: str) -> None:
    """Web apps have a `manifest.json` too."""
    postdeck.write("web/manifest.json", text)
    postdeck.write("web/a.md", POST)
    assert json.loads(postdeck("check", ".", "--format", "json").out)["summary"]["posts"] == 1


def test_a_site_within_output_is_passed_over_and_kept(postdeck: Postdeck) -> None:
    postdeck.write("a.md", POST)
    postdeck("build", ".")
    kept = postdeck.write("build/inner/source/_posts/post.md", POST)
    postdeck.write("build/inner/_config.yml", "title: x\n")
    told = postdeck("build", ".", "--format", "json")
    assert told.code == 0
    assert json.loads(told.out)["summary"]["sites"] == 1
    assert kept.read_text("utf-8") == POST


@pytest.mark.parametrize("skip", ["", "skip_render: deck/**\n", "skip_render: [x/*, '*/*.html']\n"])
def test_products_that_hexo_would_render_are_told(postdeck: Postdeck, skip: str) -> None:
    postdeck.write("_config.yml", f"title: x\nurl: https://a.example\n{skip}")
    postdeck.write("source/_posts/a.md", POST)
    assert postdeck("build", "--only", "deck", "--out", "source/deck").code == 0
    told = postdeck("check").out
    assert ("source/deck: warning: the products in this folder are rendered" in told) == (not skip)
    assert ('hint: in _config.yml: skip_render: "deck/**"' in told) == (not skip)
