"""Posts that are left out: what becomes of their cards, and what is told."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import POST, Postdeck

SITE = "url: https://blog.example\n"
TREE = POST.replace("栈", "树")


def retired(ledger: Path) -> list[str]:
    """Return the posts of which the ledger has cards that are in no deck any more."""
    (site,) = json.loads(ledger.read_text("utf-8"))["sites"].values()
    return [post for post, held in site["posts"].items() for c in held["cards"] if c.get("retired")]


@pytest.fixture
def blog(postdeck: Postdeck) -> Postdeck:
    postdeck.write("_config.yml", SITE)
    postdeck.write("source/_posts/stack.md", POST)
    postdeck.write("source/_posts/notes/tree.md", TREE)
    assert postdeck("build", ".").code == 0
    return postdeck


def test_a_post_that_becomes_a_draft_keeps_its_cards(blog: Postdeck) -> None:
    (blog.folder / "source/_drafts").mkdir()
    (blog.folder / "source/_posts/notes/tree.md").rename(blog.folder / "source/_drafts/tree.md")
    told = blog("build", ".")
    assert told.code == 0
    assert "1 post left out (1 unpublished)" in told.out.splitlines()
    assert not retired(blog.folder / "cards.lock.json")


CONFLICT = "<<<<<<< HEAD\n一边\n=======\n另一边\n>>>>>>> side\n"


def test_a_post_with_a_merge_conflict_keeps_its_cards(blog: Postdeck) -> None:
    blog.write("source/_posts/stack.md", f"{POST}\n{CONFLICT}")
    told = blog("build", ".")
    assert told.code == 1
    line = POST.count("\n") + 2
    error = f"stack.md:{line}: error: the post contains a merge conflict [merge-conflict]"
    assert error in told.out + told.err
    assert not retired(blog.folder / "cards.lock.json")


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{CONFLICT}```\n",
        f"{{% codeblock %}}\n{CONFLICT}{{% endcodeblock %}}\n",
        f"<pre>\n{CONFLICT}</pre>\n",
        "标题\n=======\n\n>>>>>>> 深引\n\n<<<<<<< 箭头\n",
        "<<<<<<<\n=======\n>>>>>>>\n",
    ],
)
def test_what_only_looks_like_a_merge_conflict_leaves_nothing_out(
    blog: Postdeck, text: str
) -> None:
    blog.write("source/_posts/stack.md", f"{POST}\n{text}")
    assert "merge-conflict" not in blog("check", ".").out


@pytest.mark.parametrize("key", ["published: false", "password: rain"])
def test_a_post_that_is_withdrawn_keeps_its_cards(blog: Postdeck, key: str) -> None:
    blog.write("source/_posts/notes/tree.md", TREE.replace("title:", f"{key}\ntitle:"))
    told = blog("build", ".")
    assert told.code == 0
    assert "1 post left out (1 unpublished)" in told.out.splitlines()
    assert not retired(blog.folder / "cards.lock.json")


def test_posts_of_a_folder_that_leads_out_of_the_site_keep_their_cards(
    blog: Postdeck, tmp_path_factory: pytest.TempPathFactory
) -> None:
    notes = blog.folder / "source/_posts/notes"
    there = tmp_path_factory.mktemp("there") / "notes"
    notes.rename(there)
    notes.symlink_to(there)
    told = blog("build", ".")
    assert told.code == 1
    stay = "1 post left out (1 outside-site); 1 card of earlier builds stay as they are"
    assert stay in told.out.splitlines()
    assert not retired(blog.folder / "cards.lock.json")


def test_posts_of_a_folder_that_cannot_be_read_keep_their_cards(
    blog: Postdeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> Any:
        if str(path).endswith("notes"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    scandir = os.scandir
    monkeypatch.setattr("pipeline.files.os.scandir", refused)
    assert blog("build", ".").code == 1
    assert not retired(blog.folder / "cards.lock.json")


def test_a_post_that_is_deleted_retires_its_cards(blog: Postdeck) -> None:
    (blog.folder / "source/_posts/notes/tree.md").unlink()
    assert blog("build", ".").code == 0
    assert retired(blog.folder / "cards.lock.json") == ["notes/tree"]


def test_json_counts_them(blog: Postdeck) -> None:
    blog.write("source/_posts/notes/tree.md", "---\ntitle: [\n---\n")
    told = blog("build", ".", "--format", "json")
    summary = json.loads(told.out)["summary"]
    assert (summary["left_out"], summary["kept_cards"], summary["published"]) == (1, 1, True)


def test_check_counts_them_too(blog: Postdeck) -> None:
    blog.write("source/_posts/notes/tree.md", "---\ntitle: [\n---\n")
    told = blog("check", ".")
    assert told.code == 1
    assert "1 post left out (1 bad-front-matter)" in told.out.splitlines()


def test_settings_of_a_blog_that_cannot_be_used_stop_nothing(blog: Postdeck) -> None:
    blog.write("_config.yml", f"{SITE}timezone: Nowhere/City\npost_asset_folder: maybe\n")
    told = blog("build", ".")
    assert told.code == 0
    assert (
        "_config.yml:2: warning: the time zone Nowhere/City does not exist [bad-setting]"
        in told.out
    )
    blog.write("_config.yml", "url: [\n")
    assert blog("build", ".").code == 1  # without it, the site might be another


def test_the_cards_of_a_folder_of_settings_that_broke_are_not_retired(blog: Postdeck) -> None:
    before = (blog.folder / "cards.lock.json").read_bytes()
    blog.write("_config.yml", "url: [\n")
    blog("build", ".")
    assert (blog.folder / "cards.lock.json").read_bytes() == before
