"""How `[findings]` in `postdeck.toml` rules what is told, and what a run ends with."""

from __future__ import annotations

import json

import pytest

from tests.support.command import POST, Postdeck

STUB = "# 2. 什么是表？\n"


def codes(postdeck: Postdeck, *arguments: str) -> dict[str, str]:
    """Return the severity of each code that `check` tells."""
    told = postdeck("check", "posts", "--format", "json", *arguments)
    return {found["code"]: found["severity"] for found in json.loads(told.out)["findings"]}


@pytest.fixture
def stubs(postdeck: Postdeck) -> Postdeck:
    postdeck.write("posts/new/a.md", POST + STUB)
    postdeck.write("posts/old/b.md", POST + STUB.replace("表", "树"))
    return postdeck


def test_a_ruling_changes_severity_and_exit_code(stubs: Postdeck) -> None:
    assert codes(stubs)["stub"] == "warning"
    stubs.write("postdeck.toml", '[findings]\nerror = ["stub"]\n')
    assert codes(stubs)["stub"] == "error"
    assert stubs("check", "posts").code == 1
    stubs.write("postdeck.toml", '[findings]\nignore = ["stub"]\n')
    assert "stub" not in codes(stubs)
    assert stubs("build", "posts", "--strict").code == 0


def test_a_ruling_below_a_pattern_goes_before_that_for_all(stubs: Postdeck) -> None:
    stubs.write(
        "postdeck.toml", '[findings]\nerror = ["stub"]\n\n[findings."old/"]\nignore = ["stub"]\n'
    )
    told = stubs("check", "posts")
    assert (told.out.count("[stub]"), told.code) == (1, 1)
    assert "posts/new/a.md" in told.out


def test_an_error_by_ruling_stops_no_build(stubs: Postdeck) -> None:
    stubs.write("postdeck.toml", '[findings]\nerror = ["stub"]\n')
    told = stubs("build", "posts")
    assert told.code == 0
    assert "2 cards from" in told.out


def test_a_pattern_that_matches_no_post(stubs: Postdeck) -> None:
    stubs.write("posts/_config.txt", "")
    rules = '[findings."{}"]\nignore = ["stub"]\n\n'
    named = ("odl/", "old/*.md", "new/a", "/_config.txt")
    stubs.write("postdeck.toml", "".join(map(rules.format, named)))
    told = stubs("check", "posts")
    assert "postdeck.toml:1: warning: no post matches odl/ [unused-setting]" in told.out
    assert (told.out.count("[unused-setting]"), told.out.count("[stub]")) == (1, 0)
    assert "hint: did you mean old?" in told.out


def test_a_pattern_may_match_drafts_alone(postdeck: Postdeck) -> None:
    postdeck.write("_config.yml", "url: https://blog.example\n")
    postdeck.write("source/_posts/a.md", POST)
    postdeck.write("source/_posts/hidden/b.md", POST.replace("title:", "published: false\ntitle:"))
    postdeck.write("source/_drafts/c.md", POST)
    rules = '[findings."{}"]\nignore = ["unpublished"]\n\n'
    postdeck.write("postdeck.toml", "".join(map(rules.format, ("_drafts/", "hidden/", "b", "c"))))
    assert postdeck("check", "--strict", ".").out.endswith("0 errors, 0 warnings\n")


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_ledger_with_a_merge_conflict_is_told(postdeck: Postdeck, command: str) -> None:
    postdeck.write("_config.yml", "url: https://blog.example\n")
    postdeck.write("source/_posts/a.md", POST)
    assert postdeck("build", ".").code == 0
    ledger = (postdeck.folder / "cards.lock.json").read_text("utf-8")
    postdeck.write("cards.lock.json", f"<<<<<<< HEAD\n{ledger}=======\n{ledger}>>>>>>> side\n")
    told = postdeck(command, ".")
    assert told.code == 1
    assert "cards.lock.json:1: error: the file contains a merge conflict" in told.out + told.err


@pytest.mark.parametrize(
    ("written", "told", "hint"),
    [
        (
            '[sites.kettle.example.net]\ndeck = "a"',
            "[sites.kettle] example",
            '"kettle.example.net"',
        ),
        ('[sites.a.org]\ndeck = "a"\nurl = "b"', "[sites.a] org", '"a.org"'),
        ('[sites.a.b.c.questions]\n"" = "none"', "[sites.a] b", '"a.b.c"'),
    ],
)
def test_names_with_dots_need_quotes(
    postdeck: Postdeck, written: str, told: str, hint: str
) -> None:
    postdeck.write("postdeck.toml", written)
    postdeck.write("posts/a.md", POST)
    out = postdeck("check", "posts").out
    assert f"there is no setting {told} [bad-config]" in out
    assert f"hint: put a name with dots between quotes: [sites.{hint}]\n" in out


@pytest.mark.parametrize(
    ("written", "quoted"),
    [
        ("titles = leave", True), ("include = [a]", True), ("deck = 题", True),
        ("titles =", False), ("titles = @", False), ("titles leave", False), ('titles = "a', False),
    ],
)  # fmt: skip
def test_a_text_needs_quotes(postdeck: Postdeck, written: str, quoted: bool) -> None:
    postdeck.write("postdeck.toml", written)
    postdeck.write("posts/a.md", POST)
    out = postdeck("check", "posts").out
    assert "error: the file cannot be read: " in out
    assert ("hint: put a text between quotes\n" in out) is quoted


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('[series]\nname = "a"', "there is no setting [series] ["),
        ('[sheet]\npapper = "A4"', "there is no setting [sheet] papper ["),
        ('[sheet]\npaper = "B9"', "[sheet] paper cannot be B9 ["),
        ('[sites."a.org"]\ndeck = 1', '[sites."a.org"] deck must be text ['),
        ("unsure = 1", "unsure cannot be 1 ["),
    ],
)
def test_a_wrong_setting_is_named_with_its_table(
    postdeck: Postdeck, written: str, told: str
) -> None:
    postdeck.write("posts/a.md", POST)
    postdeck.write("postdeck.toml", written + "\n")
    assert f"error: {told}bad-config]" in postdeck("check", "posts").out


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('error = ["stubb"]', "postdeck.toml:2: error: there is no finding stubb [bad-config]"),
        ('ignore = ["bad-config"]', "postdeck.toml:2: error: bad-config stops a run, and cannot"),
        ('hint = ["stub"]', "postdeck.toml:2: error: there is no setting [findings] hint"),
        ('error = "stub"', "postdeck.toml:2: error: [findings] error must be a list of texts"),
    ],
)
def test_a_wrong_ruling_is_told(stubs: Postdeck, written: str, told: str) -> None:
    stubs.write("postdeck.toml", f"[findings]\n{written}\n")
    done = stubs("build", "posts")
    assert told in done.out
    assert done.code == 1
