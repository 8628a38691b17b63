"""No card depends on anything but posts, settings, ledger and lock."""

from __future__ import annotations

import os
import socket
import tempfile
from dataclasses import replace
from pathlib import Path
from unittest import mock

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.ir import Post
from pipeline.picture_store import Refusal
from pipeline.stages import Options, Outcome, check
from tests.support.fetched import keep, png
from tests.support.laws import tries

NAMES = ("a", "b", "c")
COLORS = ("red", "green", "blue")
names = st.sets(st.sampled_from(NAMES))


def post(shown: list[str]) -> str:
    pictures = " ".join(f"![图](https://pics.example/{name}.png)" for name in shown)
    return f"---\ntitle: 面试题\n---\n\n# 1. 图里是什么？\n\n看 {pictures}。\n"


def at(name: str) -> str:
    return f"https://pics.example/{name}.png"


def seen(above: Path, shown: list[str], locked: set[str], absent: set[str], more: str) -> Outcome:
    """Read a post in a folder, where some pictures are locked and the bytes of some are not there.

    `more` is all else that may differ: the day, the machine, what lies beside the bytes, and what the lock
    says of servers.
    """
    folder = above / "blog"
    folder.mkdir()
    (folder / "post.md").write_text(post(shown), encoding="utf-8")
    pictures = {name: png(color=COLORS[NAMES.index(name)]) for name in locked}
    store = keep(folder, **pictures)
    for name in locked & absent:
        store.file(store.lock.pictures[at(name)]).unlink()
    if more:
        store.folder.mkdir(exist_ok=True)
        for name in NAMES:
            (store.folder / f"{name}.png").write_bytes(png(color="gray"))
        refused = {at(name): Refusal(more, "2025-06-15") for name in NAMES}
        store.lock = replace(
            store.lock.with_host("pics.example", "own").with_placeholders(["0" * 64]),
            refused=refused,
        )
        store.save()
    offline = mock.Mock(side_effect=AssertionError("a build opens no socket"))
    with (
        mock.patch.object(socket, "socket", offline),
        mock.patch.object(socket, "getaddrinfo", offline),
        mock.patch.dict(os.environ, {"http_proxy": f"http://{more}.example", "LANG": str(more)}),
    ):
        return check(Options(sources=(folder,), debug=True, now=1_750_000_000 + len(str(more))))


def read(outcome: Outcome) -> Post:
    assert outcome.corpus is not None
    return outcome.corpus.posts[0]


@example(["a", "b"], {"a"}, set(), "x")
@example(["a"], {"a", "c"}, {"a"}, "")
@given(st.lists(st.sampled_from(NAMES), max_size=4), names, names, st.text("xyz", max_size=9))
@tries(40)
def test_a_card_depends_on_the_lock_and_not_on_the_bytes(
    shown: list[str], locked: set[str], absent: set[str], more: str
) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        whole = seen(Path(one), shown, locked, set(), "")
        part = seen(Path(other), shown, locked, absent, more)
        assert read(whole) == read(part)
        answer = read(part).questions[0].answer.html
        links = answer.count('<a href="https://pics.example/')
        assert links == sum(name not in locked for name in shown)
        assert answer.count('<img src="pictures/') == len(shown) - links
        missing = locked & absent & {*shown}
        stopped = [found.code for found in part.findings if found.code.stops]
        assert stopped == (["absent-picture"] if missing else [])
        linked = {at(name) for name in {*shown} - locked}
        assert part.unfetched.untried == (set() if more else linked)
        assert part.unfetched.refused == (linked if more else set())
