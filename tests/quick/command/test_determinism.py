"""The same posts and the same ledger give the same bytes, wherever and whenever they are built."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.command import POST, Postdeck


def checkout(demo: Path, folder: Path, *, backwards: bool) -> Path:
    """Copy the blog file by file, so that the folder may list them in another order; return it."""
    for path in sorted(demo.rglob("*"), reverse=backwards):
        if path.is_file():
            target = folder / path.relative_to(demo)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return folder


def built(postdeck: Postdeck, sources: list[str], **environment: str) -> dict[str, bytes]:
    arguments = ("build", *sources, "--out", "made", "--only", "deck", "--locked")
    told = postdeck.process(*arguments, **environment)
    assert told.code == 0, told
    return made_in(postdeck)


def made_in(postdeck: Postdeck) -> dict[str, bytes]:
    names = ("deck.apkg", "corpus.json")
    return {name: (postdeck.folder / "made" / name).read_bytes() for name in names}


def test_two_checkouts_an_hour_apart_in_two_time_zones(demo: Path, postdeck: Postdeck) -> None:
    one, two = postdeck.folder / "one", postdeck.folder / "别处 two" / "deeper"
    checkout(demo, one / "blog", backwards=False)
    checkout(demo, two / "blog", backwards=True)
    first = built(
        postdeck.at(one), ["blog/llm-interview"], SOURCE_DATE_EPOCH="1800000000",
        TZ="Asia/Shanghai", LC_ALL="C", PYTHONHASHSEED="1",
    )  # fmt: skip
    second = built(
        postdeck.at(two), ["blog/llm-interview"], SOURCE_DATE_EPOCH="1800003600",
        TZ="America/Los_Angeles", LC_ALL="C.UTF-8", PYTHONHASHSEED="2",
    )  # fmt: skip
    assert second == first
    assert (
        built(postdeck.at(two), [str(two / "blog")], SOURCE_DATE_EPOCH="1900000000")["deck.apkg"]
        == (first["deck.apkg"])
    )


def test_the_order_of_sources_does_not_matter(demo: Path, postdeck: Postdeck) -> None:
    checkout(demo, postdeck.folder / "blog", backwards=False)
    postdeck.write("notes/post.md", POST)
    sources = ["blog/llm-interview", "notes"]
    assert postdeck("build", *sources, "--out", "first", "--only", "deck").code == 0
    found = []
    for given in (sources, sources[::-1]):
        assert postdeck("build", *given, "--out", "made", "--only", "deck", "--locked").code == 0
        found.append(made_in(postdeck))
    assert found[0] == found[1]
