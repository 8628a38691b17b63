"""`postdeck fetch`: which pictures it asks for, what it tells, and what it takes away."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from pipeline import picture_store
from pipeline.plurals import counted
from tests.quick.fetching.conftest import Blog
from tests.quick.linkcheck.server import answer
from tests.support import ROOT
from tests.support.fetched import png


def test_what_cards_show_is_fetched_once(blog: Blog) -> None:
    blog.write("a", "b", intro=f"![]({blog.at('c')})")
    told = blog.fetch()
    assert told == (0, "2 pictures fetched (0.0 MB)\n", "")
    assert blog.names == ["a", "b"]
    assert sorted(blog.server.requests()) == ["GET /a.png", "GET /b.png"]
    assert blog.fetch() == (0, "0 pictures fetched (0.0 MB)\n", "")
    assert len(blog.server.asked) == 2
    assert blog.postdeck("build", "posts", "--only", "deck").code == 0
    assert len(blog.server.asked) == 2
    corpus = json.loads((blog.postdeck.folder / "build/corpus.json").read_text("utf-8"))
    assert corpus["posts"][0]["questions"][0]["answer"]["html"].count('<img src="pictures/') == 2


def test_the_lock_lies_beside_the_ledger(blog: Blog) -> None:
    (blog.postdeck.folder / "kept").mkdir()
    assert blog.fetch("--ledger", "kept/cards.lock.json").code == 0
    assert sorted(path.name for path in (blog.postdeck.folder / "kept").iterdir()) == [
        "_fetched_pictures",
        "pictures.lock.json",
    ]
    assert not (blog.postdeck.folder / "posts/pictures.lock.json").exists()


def test_what_cannot_be_had_is_told_once_for_each_host(blog: Blog) -> None:
    blog.write("a", "x", "y", "z")
    blog.server.paths["/z.png"] = answer(200, b"<html></html>")
    told = blog.fetch()
    assert told.code == 0
    host = f"127.0.0.1:{blog.server.port}"
    assert told.out.splitlines() == [
        f"warning: {host}: 3 pictures cannot be had: 404 Not Found (2), what the server gives is no "
        f"picture (1); the first is {blog.at('x')} [unfetched-picture]",
        "1 picture fetched (0.0 MB); 3 cannot be had",
    ]
    assert blog.fetch("--strict").code == 1


def test_for_programs(blog: Blog) -> None:
    blog.write("a", "x")
    assert blog.fetched() == {
        "schema": "postdeck-fetch/1",
        "findings": [
            {
                "code": "unfetched-picture", "severity": "warning", "column": None, "hint": None,
                "line": None, "path": None, "related": [],
                "message": f"127.0.0.1:{blog.server.port}: 1 picture cannot be had: 404 Not Found (1); "
                f"the first is {blog.at('x')}",
            }
        ],
        "summary": {"new": 1, "restored": 0, "changed": 0, "same": 0, "failed": 1},
    }  # fmt: skip


def test_only_refresh_changes_a_picture(blog: Blog) -> None:
    blog.fetch()
    before = blog.store.path.read_bytes()
    blog.server.paths["/a.png"] = answer(200, png((9, 9)))
    blog.fetch()
    assert blog.store.path.read_bytes() == before
    told = blog.fetch("--refresh")
    assert told.out == "1 picture fetched (0.0 MB); 1 changed; 1 unchanged\n"
    assert blog.store.lock.pictures[blog.at("a")].width == 9


@pytest.mark.parametrize("by", ["address", "host", "host and port"])
def test_forgetting_makes_links(blog: Blog, by: str) -> None:
    blog.fetch()
    asked = len(blog.server.asked)
    host = f"127.0.0.1:{blog.server.port}"
    named = {"address": blog.at("a"), "host": "127.0.0.1", "host and port": host}[by]
    told = blog.fetch("--forget", named)
    left = ["b"] if by == "address" else []
    assert told == (0, f"{2 - len(left)} picture{'s' * (2 - len(left) > 1)} forgotten\n", "")
    assert blog.names == left
    assert len(blog.server.asked) == asked
    assert len(blog.files()) == 2
    assert blog.postdeck("build", "posts", "--only", "corpus").code == 0
    assert blog.fetch("--forget", "nowhere.example").code == 2


def test_pruning_takes_away_what_no_post_uses(blog: Blog) -> None:
    blog.fetch()
    blog.write("a")
    assert blog.fetch().code == 0
    assert blog.names == ["a", "b"]
    assert blog.fetch("--prune").out == "1 picture taken out of the lock, 1 file removed\n"
    assert blog.names == ["a"]
    assert len(blog.files()) == 1
    assert blog.fetch("--prune").out == "0 pictures taken out of the lock, 0 files removed\n"


@pytest.mark.parametrize("how", ["filter", "unread", "other site"])
def test_nothing_is_pruned_unless_all_posts_are_read(blog: Blog, how: str) -> None:
    blog.fetch()
    more = ["--exclude", "post.md"] if how == "filter" else []
    if how == "unread":
        blog.postdeck.folder.joinpath("posts/post.md").write_bytes(b"---\ntitle: \xff\xfe\n---\n")
    if how == "other site":
        site = blog.postdeck.write("other/post.md", "---\ntitle: 甲\n---\n\n# 1. 什么？\n\n答。\n")
        more = ["--ledger", "posts/cards.lock.json"]
        build = ("--only", "deck", *more)
        assert blog.postdeck("build", "posts", str(site.parent), *build).code == 0
    told = blog.fetch("--prune", *more)
    assert told.code == 2
    assert "to prune, " in told.err
    assert blog.names == ["a", "b"]


@pytest.mark.parametrize("lost", ["a", "ab"])
def test_what_was_left_out_is_brought_back_or_told_how_to_forget(blog: Blog, lost: str) -> None:
    """The command that is told forgets nothing that is there."""
    blog.fetch()
    for file in blog.files():
        file.unlink()
    for name in lost:
        blog.server.paths[f"/{name}.png"] = answer(404)
    told = blog.fetch()
    assert told.code == 1
    forget = blog.at("a") if lost == "a" else f"127.0.0.1:{blog.server.port}"
    pictures = counted(len(lost), "picture")
    assert f"{pictures} of the lock cannot be brought back: 404 Not Found ({len(lost)})" in told.out
    assert f"`postdeck fetch --forget {forget}`" in told.out
    assert f"; {len(lost)} cannot be had" in told.out
    assert blog.postdeck("build", "posts").code == 1
    assert blog.fetch("--forget", forget).code == 0
    assert blog.names == (["b"] if lost == "a" else [])
    told = blog.postdeck("build", "posts")
    assert told.code == 0
    assert (
        f"{pictures} could not be had from other servers; to try again: postdeck fetch posts\n"
        in told.out
    )


def test_posts_that_are_left_out_by_choice(blog: Blog) -> None:
    blog.write("c", name="other.md")
    assert blog.fetch("--only-path", "other.md").code == 0
    assert blog.names == ["c"]


def test_without_a_network(blog: Blog) -> None:
    blog.server.__exit__()
    told = blog.fetch()
    assert (told.code, told.out) == (3, "")
    assert told.err == (
        "postdeck: no host could be reached; is this machine offline? "
        "Nothing is lost: try again later\n"
    )
    blog.server.__enter__()


def test_a_broken_lock_is_not_written(blog: Blog) -> None:
    blog.fetch()
    blog.store.path.write_text("{", encoding="utf-8")
    for more in ((), ("--refresh",), ("--forget", "x"), ("--prune",)):
        told = blog.fetch(*more)
        assert told.code == 1
        assert "bad-picture-lock" in told.out
    path = blog.postdeck.folder / "posts" / picture_store.NAME
    assert path.read_text("utf-8") == "{"


def test_settings(blog: Blog) -> None:
    blog.postdeck.write("postdeck.toml", "[pictures]\nwidth = 4\n")
    blog.fetch()
    assert blog.store.lock.pictures[blog.at("a")].width == 4
    for wrong in ("width = -1", "width = true", 'width = "4"', "convert = 1", "size = 1"):
        blog.postdeck.write("postdeck.toml", f"[pictures]\n{wrong}\n")
        assert "postdeck.toml:2" in blog.postdeck("check", "posts").out, wrong


def test_elsewhere_a_build_names_the_command(blog: Blog) -> None:
    for command in ("build", "check"):
        told = blog.postdeck(command, "posts")
        assert "\n2 pictures lie on 1 other server: postdeck fetch posts\n" in told.out
    assert blog.server.asked == []
    assert (
        json.loads(blog.postdeck("check", "posts", "--format", "json").out)["summary"][
            "unfetched_pictures"
        ]
        == 2
    )
    blog.fetch()
    assert "postdeck fetch" not in blog.postdeck("build", "posts").out


@pytest.mark.parametrize("said", ["y", "n", ""])
def test_on_a_terminal_a_build_offers_to_fetch(
    blog: Blog, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    asked = list[str]()

    def answered(question: str) -> str:
        asked.append(question)
        if not said:
            raise EOFError
        return said

    monkeypatch.setattr("pipeline.cli.offer.may_ask", lambda arguments: True)
    monkeypatch.setattr("pipeline.network.http_client.first_private", lambda host, found: None)
    monkeypatch.setattr("builtins.input", answered)
    told = blog.postdeck("build", "posts", "--only", "deck")
    assert asked == ["2 pictures lie on 1 other server: fetch them now? [y/N] "]
    assert told.code == 0
    assert ("2 pictures fetched" in told.out) == (said == "y")
    assert told.out.count("an import brings: 1 new\n") == 1
    assert len(blog.server.asked) == (2 if said == "y" else 0)
    corpus = (blog.postdeck.folder / "build/corpus.json").read_text("utf-8")
    assert ('src=\\"pictures/' in corpus) == (said == "y")


def test_a_build_offers_nothing_where_its_settings_say_so(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.cli.offer.may_ask", lambda arguments: True)
    asked = list[str]()

    def declined(question: str) -> str:
        asked.append(question)
        return "n"

    monkeypatch.setattr("builtins.input", declined)
    told = blog.postdeck("build", "posts", "--only", "deck")
    assert len(asked) == 1
    assert "to be asked no more, write below [pictures] in postdeck.toml: offer = false" in told.out
    with (blog.postdeck.folder / "posts/postdeck.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[pictures]\noffer = false\n")
    told = blog.postdeck("build", "posts", "--only", "deck")
    assert (len(asked), told.code) == (1, 0)
    assert "2 pictures lie on 1 other server: postdeck fetch posts" in told.out


def test_a_terminal_is_asked(blog: Blog) -> None:
    """A real one; the server is in a private network, so that nothing comes."""
    leader, follower = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "build", "posts", "--only", "deck"],
        cwd=blog.postdeck.folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=follower, stdout=follower, stderr=follower,
    ) as process:  # fmt: skip
        os.close(follower)
        os.write(leader, b"y\n")
        shown = b""
        with contextlib.suppress(OSError):  # as a terminal ends
            while piece := os.read(leader, 65_536):
                shown += piece
        assert process.wait(60) == 0
    os.close(leader)
    text = shown.decode()
    order = [text.index(part) for part in ("fetch them now? [y/N]", "2 pictures cannot be had")]
    assert order == sorted(order)
    assert "is in a private network" in text
    assert text.count("an import brings: 1 new") == 1
    assert text.count("fetch them now?") == 1
    assert blog.server.asked == []


def test_a_huge_deck_is_told(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    noise = Image.effect_noise((1200, 1200), 200).convert("RGB")
    made = BytesIO()
    noise.save(made, "PNG")
    blog.server.paths["/a.png"] = answer(200, made.getvalue())
    blog.fetch()
    monkeypatch.setattr("pipeline.emitters.anki.HUGE", 1_000_000)
    told = blog.postdeck("build", "posts", "--only", "deck")
    assert "[huge-deck]" in told.out
    size = (blog.postdeck.folder / "build/deck.apkg").stat().st_size
    assert f"  {size / 1e6:.1f} MB  in Anki" in told.out
