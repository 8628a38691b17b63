"""The command as a user meets it, with posts of its own and a server on this machine alone."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import progress
from pipeline.findings import Code
from pipeline.settings.reader import load
from tests.quick.linkcheck.server import Server, answer, silent
from tests.support import ROOT
from tests.support.command import Postdeck, Told

HEAD = "---\ntitle: 面试题\ndate: 2024-01-02 03:04:05\n---\n\n# 1. 什么是栈？\n\n"
ALONE = {"NO_PROXY": "*", "no_proxy": "*"}


def run(postdeck: Postdeck, *arguments: str, source: str = "sources", **environment: str) -> Told:
    return postdeck(
        "linkcheck", source, "--allow-private", "--pause", "0", "--cache", "cache.json", *arguments,
        **ALONE, **environment,
    )  # fmt: skip


def posts(postdeck: Postdeck, server: Server) -> None:
    """Write two posts with links that are fine, moved and broken."""
    good, old, gone = (server.at("127.0.0.1", path) for path in ("/good", "/old", "/gone"))
    postdeck.write(
        "sources/a.md", f"{HEAD}见[好]({good}#part)。\n\n见[坏]({gone})与[坏]({gone})。\n"
    )
    postdeck.write("sources/中 文.md", f"---\ntitle: 随笔\n---\n\n[旧]({old})\n\n[没]({gone}#x)\n")
    server.paths |= {"/good": answer(200), "/old": answer(301, Location="/good")}


def test_broken_links_are_told_with_their_places(postdeck: Postdeck, server: Server) -> None:
    posts(postdeck, server)
    done = run(postdeck)
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines() == [
        "Broken (1)",
        f"  {server.at('127.0.0.1', '/gone')}",
        "      404 Not Found",
        "    sources/a.md:10",
        "    sources/a.md:10",
        "    sources/中 文.md:7",
        "",
        "Moved permanently (1)",
        f"  {server.at('127.0.0.1', '/old')}",
        f"      moved to {server.at('127.0.0.1', '/good')}",
        "    sources/中 文.md:5",
        "",
        "3 addresses: 1 ok, 1 moved, 1 broken",
    ]
    assert server.requests().count("HEAD /gone") == 1, "an address is asked once"
    asked = len(server.asked)
    again = run(postdeck)
    assert again.code == 1
    assert again.out.splitlines()[-1].endswith("; 3 from the cache")
    assert len(server.asked) == asked
    assert sorted(p.name for p in postdeck.folder.iterdir()) == ["cache.json", "sources"]
    assert sorted(p.name for p in (postdeck.folder / "sources").iterdir()) == ["a.md", "中 文.md"]


def test_pictures_on_other_servers_are_asked_too(postdeck: Postdeck, server: Server) -> None:
    gone, old, both = (server.at("127.0.0.1", path) for path in ("/gone.png", "/old.png", "/both"))
    server.paths |= {"/old.png": answer(301, Location="/new.png"), "/new.png": answer(200)}
    postdeck.write(
        "sources/a.md",
        f'{HEAD}文\n\n![图]({gone})\n\n<img src="{old}">\n\n![]({both}) [同]({both})\n\n'
        "![](mine.png) ![](data:image/png;base64,AAAA)\n",
    )
    done = run(postdeck)
    assert done.code == 1
    assert done.out.splitlines() == [
        "Broken (2)",
        f"  {both}",
        "      404 Not Found",
        "    sources/a.md:14 (picture)",
        "    sources/a.md:14",
        f"  {gone}",
        "      404 Not Found",
        "    sources/a.md:10 (picture)",
        "",
        "Moved permanently (1)",
        f"  {old}",
        f"      moved to {server.at('127.0.0.1', '/new.png')}",
        "    sources/a.md:12 (picture)",
        "",
        "3 addresses: 1 moved, 2 broken",
    ]
    told = json.loads(run(postdeck, "--format", "json").out)
    assert [(f["code"], f["line"], f["message"]) for f in told["findings"]] == [
        ("dead-link", 14, f"picture {both}: 404 Not Found"),
        ("dead-link", 14, f"{both}: 404 Not Found"),
        ("dead-link", 10, f"picture {gone}: 404 Not Found"),
        ("moved-link", 12, f"picture {old}: moved to {server.at('127.0.0.1', '/new.png')}"),
    ]
    places = [(p["kind"], p["column"]) for r in told["results"] for p in r["places"]]
    assert ("picture", None) in places


def test_pictures_of_the_blog_itself_are_asked_only_on_request(
    postdeck: Postdeck, server: Server
) -> None:
    own = server.at("127.0.0.1", "")
    config = f"url: {own}\npermalink: :title.html\n"
    postdeck.write("blog/_config.yml", config)
    postdeck.write("blog/source/_posts/a.md", f"{HEAD}![]({own}/mine.png)\n")
    assert run(postdeck, source="blog").code == 0
    assert server.asked == []
    assert run(postdeck, "--internal", source="blog").code == 1
    assert "HEAD /mine.png" in server.requests()


def test_formats(postdeck: Postdeck, server: Server) -> None:
    posts(postdeck, server)
    told = json.loads(run(postdeck, "--format", "json").out)
    assert told["schema"] == "postdeck-linkcheck/1"
    assert (told["summary"]["ok"], told["summary"]["broken"]) == (1, 1)
    (moved,) = (result for result in told["results"] if result["status"] == "moved")
    assert moved["moved_to"] == moved["final"] == server.at("127.0.0.1", "/good")
    assert moved["places"] == [{"path": "sources/中 文.md", "line": 5, "column": 1, "kind": "link"}]
    places = [(f["code"], f["severity"], f["path"], f["line"]) for f in told["findings"]]
    assert places == [
        ("dead-link", "warning", "sources/a.md", 10),
        ("dead-link", "warning", "sources/a.md", 10),
        ("dead-link", "warning", "sources/中 文.md", 7),
        ("moved-link", "info", "sources/中 文.md", 5),
    ]
    github = run(postdeck, "--format", "github").out.splitlines()
    assert github[0].startswith("::warning file=sources/a.md,line=10,col=")
    assert github[-1] == "3 addresses: 1 ok, 1 moved, 1 broken; 3 from the cache"
    strict = run(postdeck, "--format", "github", "--strict").out
    assert strict.startswith("::error file=sources/a.md,line=10")


def test_ignored_by_option_and_by_settings(postdeck: Postdeck, server: Server) -> None:
    posts(postdeck, server)
    postdeck.write("postdeck.toml", '[linkcheck]\nignore = ["*/old"]\n')
    done = run(postdeck, "--ignore", "*/gone")
    assert (done.code, done.out) == (0, "3 addresses: 1 ok, 2 ignored\n")
    postdeck.write("postdeck.toml", '[linkcheck]\nignore = "*/old"\n')
    done = run(postdeck, "--ignore", "*/gone")
    assert done.code == 1
    assert "postdeck.toml:2: error: [linkcheck] ignore must be a list" in done.out


@pytest.mark.parametrize(
    "text", ["linkcheck = 3", "[linkcheck]\nignore = [1]", "[linkcheck]\nx = 1"]
)
def test_settings_that_are_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "postdeck.toml"
    file.write_text(text)
    settings, (finding,) = load(file)
    assert (finding.code, settings.linkcheck.ignore) == (Code.BAD_CONFIG, ())


def test_own_pages_are_asked_on_request(postdeck: Postdeck, server: Server) -> None:
    own = server.at("127.0.0.1")
    postdeck.write("blog/_config.yml", f"title: 博客\nurl: {own[:-1]}\n")
    postdeck.write("blog/source/_posts/a.md", f"{HEAD}见[这里](/about/)。\n")
    server.paths["/about/"] = answer(200)
    assert run(postdeck, source="blog").out == "0 addresses\n"
    assert run(postdeck, "--internal", source="blog").out == "1 address: 1 ok\n"


def test_private_hosts_are_not_asked_by_default(postdeck: Postdeck, server: Server) -> None:
    posts(postdeck, server)
    done = postdeck("linkcheck", "sources", "--cache", "cache.json", **ALONE)
    assert done.code == 0
    assert done.out.startswith("Refused")
    assert done.out.endswith("3 addresses: 3 refused\n")
    assert server.asked == []


def test_offline(postdeck: Postdeck) -> None:
    with Server() as closed:
        gone = closed.at("127.0.0.1", "/gone")
    postdeck.write("sources/a.md", f"{HEAD}见[它]({gone})。\n")
    done = run(postdeck, "--tries", "1", "--format", "json")
    assert (done.code, done.out) == (3, "")
    assert done.err == "postdeck: no host could be reached; is this machine offline?\n"
    assert not (postdeck.folder / "cache.json").exists()


def test_posts_that_cannot_be_read_are_told(postdeck: Postdeck, server: Server) -> None:
    posts(postdeck, server)
    postdeck.write("sources/bad.md", "---\ntitle: [一\n---\n")
    done = run(postdeck, "--ignore", "*")
    assert done.code == 1
    assert "sources/bad.md:" in done.out
    assert "[bad-front-matter]" in done.out


def test_posts_without_questions_or_links(postdeck: Postdeck) -> None:
    postdeck.write("sources/a.md", "---\ntitle: 随笔\n---\n\n今天下雨。写信到 <me@example.org>。\n")
    done = run(postdeck)
    assert (done.code, done.out) == (0, "0 addresses\n")


@pytest.mark.parametrize(
    "arguments",
    [("nowhere",), ("--connections", "0"), ("--pause", "-1"), ("--timeout", "nan"),
     ("--tries", "x"), ("--cache", "sources/c.json"), ("--cache", "build/c.json"),
     ("--cache", "sources/a.md"), ("--cache", "notes.txt")],
)  # fmt: skip
def test_wrong_usage(postdeck: Postdeck, arguments: tuple[str, ...]) -> None:
    postdeck.write("sources/a.md", f"{HEAD}后进先出。\n[它](http://10.0.0.1/)\n")
    postdeck.write("notes.txt", "precious")
    done = postdeck("linkcheck", "sources", *arguments, **ALONE)
    assert (done.code, done.out) == (2, "")
    assert (postdeck.folder / "notes.txt").read_text() == "precious"


def test_interrupted(postdeck: Postdeck, server: Server) -> None:
    for n, path in enumerate(("/good", "/stuck")):
        address = server.at("127.0.0.1", path)
        postdeck.write(f"sources/{n}.md", f"{HEAD}见[它]({address})。\n")
    stuck = []

    async def interrupt(here: Server, asked, writer) -> None:  # type: ignore[no-untyped-def]
        stuck.append(asked)
        running.send_signal(signal.SIGINT)
        await silent(here, asked, writer)

    server.paths |= {"/good": answer(200), "/stuck": interrupt}
    command = [sys.executable, "-m", "pipeline", "linkcheck", "sources", "--allow-private", "--pause", "0",
               "--cache", "cache.json"]  # fmt: skip
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a child inherits "ignored"
    running = subprocess.Popen(
        command, cwd=postdeck.folder, env={**os.environ, **ALONE, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, "", "")
    assert len(stuck) == 1
    kept = json.loads((postdeck.folder / "cache.json").read_text())["answers"]
    assert {a: known["status"] for a, known in kept.items()} == {
        server.at("127.0.0.1", "/good"): "ok"
    }


def test_a_terminal_shows_how_far_it_is(
    postdeck: Postdeck, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts(postdeck, server)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(progress, "AFTER", 0.0)
    monkeypatch.setattr(progress, "EVERY", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", run(postdeck).err)
    steps = dict.fromkeys(re.findall(r"asking for addresses \S+ (\d/3)", shown))
    assert [*steps][-3:] == ["1/3", "2/3", "3/3"]


def test_a_cache_that_cannot_be_written(postdeck: Postdeck, server: Server) -> None:
    posts(postdeck, server)
    postdeck.write("notes.txt", "precious")
    done = run(postdeck, "--cache", "notes.txt/cache.json")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("postdeck: notes.txt: ")
    assert server.asked == []


def test_no_other_command_loads_what_asks() -> None:
    code = "import sys, pipeline.cli.linkcheck, pipeline.cli.linkcheck.text, pipeline.links.check; "
    code += "sys.exit('httpx' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
