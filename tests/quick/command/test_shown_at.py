"""Links between the posts of a folder lead to where its files are shown, as far as that is known."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from tests.support.command import Postdeck

PAGES = "https://github.com/me/notes/blob/main"
POST = """---
questions: heading-2
---

# T

## 1. What?

See [b](../more/b.md#2-why), [root](/more/b.md), [file](x.txt) and [here](#2-why).

## 2. Why?

So.
"""


def write_notes(postdeck: Postdeck, folder: str, *, is_clone: bool = False) -> None:
    postdeck.write(f"{folder}/in/a.md", POST)
    postdeck.write(f"{folder}/in/x.txt", "x")
    postdeck.write(f"{folder}/more/b.md", POST.replace("# T", "# B", 1))
    if is_clone:
        postdeck.write(
            f"{folder}/.git/config", '[remote "origin"]\nurl = git@github.com:me/notes.git\n'
        )
        postdeck.write(f"{folder}/.git/HEAD", "ref: refs/heads/main\n")


def hrefs(postdeck: Postdeck) -> list[str]:
    """Return the addresses in the first answer of the last build."""
    corpus = json.loads((postdeck.folder / "build/corpus.json").read_text("utf-8"))
    return re.findall(r'href="([^"]*)"', corpus["posts"][0]["questions"][0]["answer"]["html"])


def test_a_clone_leads_to_its_code_host(postdeck: Postdeck) -> None:
    write_notes(postdeck, "notes", is_clone=True)
    told = postdeck("build", "notes", "--strict")
    assert told.code == 0, told
    assert hrefs(postdeck) == [
        f"{PAGES}/more/b.md#2-why", f"{PAGES}/more/b.md", f"{PAGES}/in/x.txt", f"{PAGES}/in/a.md#2-why",
    ]  # fmt: skip
    sheet = (postdeck.folder / "build/cheatsheet.html").read_text("utf-8")
    links = (postdeck.folder / "build/links.csv").read_text("utf-8")
    assert f"{PAGES}/more/b.md" in sheet
    assert f"{PAGES}/more/b.md" in links
    assert str(postdeck.folder) not in sheet + links


def test_an_archive_beside_the_ledger_of_a_clone_has_the_same_cards(postdeck: Postdeck) -> None:
    write_notes(postdeck, "notes", is_clone=True)
    assert postdeck("build", "notes").code == 0
    ledger = postdeck.folder / "notes/cards.lock.json"
    before, addresses = ledger.read_bytes(), hrefs(postdeck)
    assert f'"pages": "{PAGES}"' in before.decode()
    shutil.rmtree(postdeck.folder / "notes/.git")
    assert postdeck("build", "notes").code == 0
    assert (ledger.read_bytes(), hrefs(postdeck)) == (before, addresses)


def test_a_fork_keeps_the_addresses_of_the_ledger(postdeck: Postdeck) -> None:
    write_notes(postdeck, "notes", is_clone=True)
    assert postdeck("build", "notes").code == 0
    addresses = hrefs(postdeck)
    postdeck.write("notes/.git/config", '[remote "origin"]\nurl = git@github.com:you/notes.git\n')
    assert postdeck("build", "notes").code == 0
    assert hrefs(postdeck) == addresses


@pytest.mark.parametrize(
    ("url", "pages"),
    [
        ("https://gitee.com/me/notes", "https://gitee.com/me/notes/blob/HEAD"),
        ("https://github.com/me/notes/tree/x/", "https://github.com/me/notes/tree/x"),
        ("https://me.example/notes", "https://me.example/notes"),
    ],
)
def test_an_address_that_is_set(url: str, pages: str, postdeck: Postdeck) -> None:
    write_notes(postdeck, "notes")
    postdeck.write("postdeck.toml", f'[sites.notes]\nurl = "{url}"\n')
    assert postdeck("build", "notes").code == 0
    assert hrefs(postdeck)[0] == f"{pages}/more/b.md#2-why"


@pytest.mark.parametrize(
    "url", ["notes", "ftp://a.example", "https://a.example/?b", "javascript:x"]
)
def test_what_is_no_address(url: str, postdeck: Postdeck) -> None:
    write_notes(postdeck, "notes")
    postdeck.write("postdeck.toml", f'[sites.notes]\nurl = "{url}"\n')
    assert "[bad-config]" in postdeck("build", "notes").out


def test_without_an_address_links_stay_as_they_are_written(postdeck: Postdeck) -> None:
    write_notes(postdeck, "notes")
    assert postdeck("build", "notes").code == 0
    assert hrefs(postdeck)[:3] == ["../more/b.md#2-why", "/more/b.md", "x.txt"]
    assert "pages" not in (postdeck.folder / "notes/cards.lock.json").read_text("utf-8")


def test_a_site_of_documentation_leads_to_its_pages(postdeck: Postdeck) -> None:
    write_notes(postdeck, "notes/docs", is_clone=False)
    write_notes(postdeck, "notes", is_clone=True)
    postdeck.write("notes/mkdocs.yml", "site_name: N\nsite_url: https://n.example/x/\n")
    assert postdeck("build", "notes").code == 0
    assert hrefs(postdeck)[:2] == [
        "https://n.example/x/more/b/#2-why",
        "https://n.example/x/more/b/",
    ]
