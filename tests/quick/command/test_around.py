"""Without a source a command works on the blog around the working folder, and on nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.readers import docs_site
from tests.support.command import POST, Postdeck

HEXO = {"_config.yml": "title: 博客\nurl: https://a.example\n", "source/_posts/a.md": POST}


def write(postdeck: Postdeck, folder: str, files: dict[str, str]) -> None:
    for name, text in files.items():
        postdeck.write(f"{folder}/{name}", text)


@pytest.mark.parametrize(
    "files",
    [
        HEXO,
        {"_config.yml": "title: x\n", "_posts/2024-01-02-a.md": POST},
        {"hugo.toml": 'title = "x"\n', "content/posts/a.md": POST},
        {"mkdocs.yml": "site_name: x\n", "docs/a.md": POST},
        {".vitepress/config.js": "export default {}\n", "guide/a.md": POST},
        {"postdeck.toml": "", "notes/a.md": POST},
    ],
    ids=["hexo", "jekyll", "hugo", "mkdocs", "vitepress", "settings"],
)
def test_a_command_finds_the_blog_that_it_is_in(postdeck: Postdeck, files: dict[str, str]) -> None:
    write(postdeck, "blog", files)
    (postdeck.folder / "blog" / "deep" / "er").mkdir(parents=True)
    for place in ("blog", "blog/deep/er"):
        inside = postdeck.at(postdeck.folder / place)
        assert inside("check").code == 0
        assert "1 card from 1 question" in inside("build", "--only", "deck").out
    assert (postdeck.folder / "blog" / "build" / "deck.apkg").is_file()
    assert not (postdeck.folder / "blog" / "deep" / "er" / "build").exists()


def test_paths_are_those_that_can_be_opened_from_here(postdeck: Postdeck) -> None:
    write(postdeck, "blog", {**HEXO, "source/_posts/b.md": POST + "\n# 2. 什么是堆？\n"})
    told = postdeck.at(postdeck.folder / "blog" / "source" / "_posts")("check")
    [path] = [line.partition(":")[0] for line in told.out.splitlines() if "[stub]" in line]
    assert (postdeck.folder / "blog" / "source" / "_posts" / path).is_file()


def test_products_are_named_so_that_they_can_be_found(postdeck: Postdeck) -> None:
    write(postdeck, "blog", HEXO)
    root = postdeck.folder / "blog"
    assert "  build/deck.apkg  " in postdeck.at(root)("build").out
    told = postdeck.at(root / "source")("build", "--only", "deck").out
    assert f"  {root}/build/deck.apkg  " in told
    told = postdeck(
        "build", "blog", "--out", str(postdeck.folder / "out"), "--ledger", "new.json"
    ).out
    assert "  out/deck.apkg  " in told
    assert "wrote new.json" in told


@pytest.mark.parametrize("command", ["build", "check", "diff", "linkcheck", "fetch", "choose"])
def test_without_a_blog_there_is_help(postdeck: Postdeck, command: str) -> None:
    postdeck.write("notes/post.md", POST)
    postdeck.write("sources/post.md", POST)
    told = postdeck(command)
    assert (told.code, told.out) == (2, "")
    assert "examples:" in told.err
    assert told.err.endswith(f"there is no blog around {postdeck.folder}: name its folder\n")
    assert sorted(path.name for path in postdeck.folder.iterdir()) == ["notes", "sources"]


def test_the_bare_command_is_help(postdeck: Postdeck) -> None:
    told = postdeck()
    assert told.code == 2
    assert told.err.partition("examples:\n")[2].count("\n  postdeck ") == 2
    assert told.err.partition("examples:\n")[2].startswith("  postdeck build")


def test_settings_of_a_named_blog_are_used(postdeck: Postdeck) -> None:
    write(postdeck, "blog", {**HEXO, "postdeck.toml": '[sites."a.example"]\ntitle = "我的"\n'})
    write(postdeck, "other", HEXO)
    for sources in (["blog"], ["blog/source/_posts"], [str(postdeck.folder / "blog")]):
        assert postdeck("build", *sources, "--only", "corpus").code == 0
        corpus = json.loads((postdeck.folder / "build" / "corpus.json").read_text("utf-8"))
        assert corpus["sites"][0]["title"] == "我的"
    write(postdeck, "other", {"_config.yml": "title: 博客\nurl: https://b.example\n"})
    assert postdeck("build", "blog", "other", "--only", "corpus").code == 0
    corpus = json.loads((postdeck.folder / "build" / "corpus.json").read_text("utf-8"))
    assert [site["title"] for site in corpus["sites"]] == [
        "博客",
        "博客",
    ]  # of which would they be?
    postdeck.write("postdeck.toml", '[sites."a.example"]\ntitle = "这里"\n')
    assert postdeck("build", "blog", "--only", "corpus").code == 0
    corpus = json.loads((postdeck.folder / "build" / "corpus.json").read_text("utf-8"))
    assert corpus["sites"][0]["title"] == "这里"


def test_a_home_of_documentation_is_no_folder_above_one(tmp_path: Path) -> None:
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog" / "mkdocs.yml").touch()
    assert docs_site.is_home(tmp_path / "blog")
    assert not docs_site.is_home(tmp_path)
