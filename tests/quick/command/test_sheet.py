"""The cheat sheet as a user asks for it: editions, paper, settings, and a machine without a browser."""

from __future__ import annotations

import pytest

from tests.support.command import POST, Postdeck


@pytest.fixture
def postdeck(postdeck: Postdeck) -> Postdeck:
    postdeck.write("sources/post.md", POST)
    return postdeck


@pytest.mark.parametrize(
    ("edition", "name"),
    [
        ("full", "cheatsheet.html"),
        ("questions", "cheatsheet-questions.html"),
        ("cards", "cheatsheet-cards.html"),
    ],
)
def test_each_edition_is_a_file_of_its_own(postdeck: Postdeck, edition: str, name: str) -> None:
    told = postdeck("build", "sources", "--only", "cheatsheet", "--sheet", edition)
    assert told.code == 0
    assert f"  build/{name}  " in told.out
    page = (postdeck.folder / "build" / name).read_text("utf-8")
    assert "什么是栈？" in page
    assert ("后进先出" in page) == (edition != "questions")
    assert not (postdeck.folder / "sources" / "cards.lock.json").exists(), "no deck, no ledger"


def test_paper_and_columns_are_asked_for_or_set(postdeck: Postdeck) -> None:
    def page() -> str:
        return (postdeck.folder / "build" / "cheatsheet.html").read_text("utf-8")

    postdeck.write("postdeck.toml", '[sheet]\ntitle = "复习"\npaper = "Letter"\ncolumns = 3\n')
    assert postdeck("build", "sources", "--only", "cheatsheet").code == 0
    assert "size: 215.9mm 279.4mm" in page()
    assert "--columns: 3" in page()
    assert "<h1>复习</h1>" in page()
    asked = postdeck("build", "sources", "--only", "cheatsheet", "--paper", "A4", "--columns", "1")
    assert asked.code == 0
    assert "size: 210.0mm 297.0mm" in page()
    assert "--columns: 1" in page()


@pytest.mark.parametrize(
    ("settings", "line", "told"),
    [
        ('[sheet]\npaper = "A5"\n', 2, "[sheet] paper cannot be A5"),
        ("[sheet]\n\ncolumns = 4\n", 3, "[sheet] columns cannot be 4"),
        ("[sheet]\ncolumns = true\n", 2, "[sheet] columns cannot be True"),
        ("[sheet]\ncolums = 2\n", 2, "there is no setting [sheet] colums"),
        ('[sheet]\ntitle = ""\n', 2, "[sheet] title is empty"),
        ('sheet = "A4"\n', 1, "sheet must be a table"),
    ],
)
def test_wrong_settings_are_told_with_their_line(
    postdeck: Postdeck, settings: str, line: int, told: str
) -> None:
    postdeck.write("postdeck.toml", settings)
    done = postdeck("build", "sources", "--only", "cheatsheet")
    assert done.code == 1
    assert f"postdeck.toml:{line}: error: {told}" in done.out


def test_without_a_browser_the_message_says_what_to_do(postdeck: Postdeck) -> None:
    assert postdeck("build", "sources").code == 0
    before = sorted(path.name for path in (postdeck.folder / "build").iterdir())
    for environment in ({"POSTDECK_BROWSER": "/no/such/browser"}, {"PATH": "/nowhere"}):
        done = postdeck("build", "sources", "--only", "pdf", **environment)
        assert done.code == 1
        assert "[no-browser]" in done.out
        assert "POSTDECK_BROWSER" in done.out
        assert "hint: install Chromium, Chrome or Edge" in done.out
    assert sorted(path.name for path in (postdeck.folder / "build").iterdir()) == before


def test_all_but_the_pdf_is_made_where_a_browser_is_optional(postdeck: Postdeck) -> None:
    asked = ("build", "sources", "--only", "cheatsheet", "--only", "pdf", "--browser", "optional")
    done = postdeck(*asked, POSTDECK_BROWSER="/no/such/browser")
    assert done.code == 0
    [told] = [line for line in done.out.splitlines() if "[no-pdf]" in line]
    assert "/no/such/browser" in told
    made = {path.name for path in (postdeck.folder / "build").iterdir()}
    assert "cheatsheet.html" in made
    assert "cheatsheet.pdf" not in made


def test_a_browser_that_fails_is_told(postdeck: Postdeck) -> None:
    fake = postdeck.folder / "browser"
    fake.write_text("#!/bin/sh\necho 'it broke' >&2\nexit 7\n")
    fake.chmod(0o755)
    done = postdeck("build", "sources", "--only", "pdf", POSTDECK_BROWSER=str(fake))
    assert done.code == 1
    assert "did not print (exit code 7): it broke" in done.out


def test_a_build_makes_the_sheet_and_another_product_keeps_it(postdeck: Postdeck) -> None:
    assert postdeck("build", "sources").code == 0
    sheet = (postdeck.folder / "build" / "cheatsheet.html").read_bytes()
    assert postdeck("build", "sources", "--only", "deck").code == 0
    assert (postdeck.folder / "build" / "cheatsheet.html").read_bytes() == sheet
    postdeck.write("sources/post.md", POST.replace("后进", "先进"))
    assert "[stale-product]" not in postdeck("build", "sources", "--only", "deck").out
    emitted = postdeck("emit", "build/corpus.json", "--only", "cheatsheet")
    assert emitted.code == 0
    assert "先进先出" in (postdeck.folder / "build" / "cheatsheet.html").read_text("utf-8")
