"""What is misspelt is told with what must have been meant, and what does nothing is refused."""

from __future__ import annotations

import subprocess

import pytest

from tests.support import ROOT
from tests.support.command import POST, Postdeck


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("bild", "posts"), "build"),
        (("posts",), "postdeck build posts"),
        (("build", "post"), "posts"),
        (("build", "Posts/Aa.md"), "posts/a.md"),
        (("build", "posts/a.mdd"), "posts/a.md"),
        (("check", "posts", "--strct"), "--strict"),
        (("--strct", "check", "posts"), "--strict"),
        (("--lnag", "zh", "check", "posts"), "--lang"),
        (("build", "posts", "--papper=a4"), "--paper"),
        (("build", "posts", "--paper", "leter"), "Letter"),
        (("build", "posts", "--only", "dek"), "deck"),
        (("build", "posts", "--config", "setings.toml"), "settings.toml"),
        (("emit", "post/a.json"), "posts/a.json"),
        (("diff", "posts", "--against", "dek.apkg"), "deck.apkg"),
        (("restore", "dek.apkg"), "deck.apkg"),
        (("schema", "corps"), "corpus"),
    ],
)
def test_what_must_have_been_meant(
    postdeck: Postdeck, arguments: tuple[str, ...], meant: str
) -> None:
    postdeck.write("posts/a.md", POST)
    for name in ("posts/a.json", "settings.toml", "deck.apkg"):
        postdeck.write(name, "")
    told = postdeck(*arguments)
    assert (told.code, f"(did you mean {meant}?)" in told.err) == (2, True), told.err


def test_nothing_is_guessed_where_nothing_is_alike(postdeck: Postdeck) -> None:
    for arguments in (("frobnicate",), ("build", "nowhere/at/all"), ("build", "--zzz")):
        told = postdeck(*arguments)
        assert (told.code, "did you mean" in told.err) == (2, False)


def test_a_misspelt_setting(postdeck: Postdeck) -> None:
    postdeck.write("posts/a.md", POST)
    postdeck.write("postdeck.toml", '[sheet]\nPapper = "A4"\n')
    told = postdeck("check", "posts")
    assert (told.code, "hint: did you mean paper?" in told.out) == (1, True)


def test_values_in_any_case(postdeck: Postdeck) -> None:
    postdeck.write("posts/a.md", POST)
    made = ("build", "posts", "--only", "cheatsheet", "--ledger", "l.json")
    assert postdeck(*made, "--paper", "LETTER", "--sheet", "Cards").code == 0
    flags = (postdeck.folder / "build" / "cheatsheet-cards.html").read_bytes()
    postdeck.write("postdeck.toml", '[sheet]\npaper = "letter"\nedition = "CARDS"\n')
    assert postdeck(*made).code == 0
    assert (postdeck.folder / "build" / "cheatsheet-cards.html").read_bytes() == flags
    assert postdeck("check", "posts", "--format", "JSON").out.startswith("{")


@pytest.mark.parametrize(
    ("products", "option", "users"),
    [
        (("deck",), ("--paper", "A4"), "cheatsheet or pdf"),
        (("corpus", "links"), ("--decks", "one"), "deck"),
        (("cheatsheet",), ("--graph", "graphml"), "links"),
    ],
)
def test_an_option_that_does_nothing(
    postdeck: Postdeck, products: tuple[str, ...], option: tuple[str, str], users: str
) -> None:
    postdeck.write("posts/a.md", POST)
    only = [word for product in products for word in ("--only", product)]
    told = postdeck("build", "posts", *only, *option)
    assert told.code == 2
    assert f"{option[0]} does nothing for {', '.join(products)}, only for {users}" in told.err
    assert postdeck("build", "posts", *option).code == 0


def make(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "-C", str(ROOT), "--no-print-directory", "--dry-run", *words],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_misspelt_variable_of_make() -> None:
    told = make("deck", "SOURCE=blog")
    assert (told.returncode, "SOURCE (did you mean SOURCES?)" in told.stderr) == (2, True)
    assert make("deck", "SOURCES=blog").returncode == 0


def test_make_passes_what_it_was_given() -> None:
    assert "--exit-zero --only deck" in make("deck", "PAPER=a4").stdout
    assert "--paper a4" in make("deck", "PAPER=a4").stdout
    assert 'explain "posts/one.md"' in make("explain", "POST=posts/one.md").stdout
    assert "name a post" in make("explain").stderr
