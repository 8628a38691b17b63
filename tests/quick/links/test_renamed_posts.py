"""A link to a post by its former name is told with the name that the post has now."""

from __future__ import annotations

import json

import pytest

from tests.quick.links.sites import post
from tests.support.command import Postdeck

ASKING = "".join(f"# {n}. 第{n}个问题是什么？\n\n第{n}个答案，写得长一些。\n\n" for n in (1, 2, 3))
LINKS = "[前](/old-name.html)\n\n{% post_link old-name %}\n\n[又](/elsewhere.html)\n"


@pytest.fixture
def blog(postdeck: Postdeck) -> Postdeck:
    postdeck.write("_config.yml", "title: x\nurl: https://x.cn\npermalink: :title.html\n")
    postdeck.write("source/_posts/old-name.md", post(ASKING, title="题目"))
    postdeck.write("source/_posts/from.md", post(LINKS, title="来处"))
    assert postdeck("build", ".", "--only", "deck").code == 0
    return postdeck


def hints(postdeck: Postdeck) -> dict[str, str]:
    told = json.loads(postdeck("check", ".", "--format", "json").out)["findings"]
    return {
        found["message"]: found["hint"] for found in told if found["code"].startswith("broken-")
    }


def rename(postdeck: Postdeck, text: str) -> None:
    (postdeck.folder / "source/_posts/old-name.md").unlink()
    postdeck.write("source/_posts/new-name.md", text)


def test_the_new_name_is_told(blog: Postdeck) -> None:
    assert hints(blog) == {"the blog has nothing at https://x.cn/elsewhere.html": None}
    rename(blog, post(ASKING.replace("# 3. 第3个", "# 3. 最后一个"), title="新题目"))
    assert hints(blog) == {
        "the blog has nothing at https://x.cn/elsewhere.html": None,
        "the blog has nothing at https://x.cn/old-name.html any more: that post is now “新题目”": (
            "link to https://x.cn/new-name.html"
        ),
        "there is no post old-name any more": "it is new-name now",
    }


def test_the_name_that_the_engine_takes_is_told(blog: Postdeck) -> None:
    (blog.folder / "source/_posts/old-name.md").unlink()
    blog.write("source/_posts/net/new-name.md", post(ASKING, title="题目"))
    assert hints(blog)["there is no post old-name any more"] == "it is net/new-name now"
    blog.write("source/_posts/from.md", post("{% post_link new-name %}", title="来处"))
    assert hints(blog) == {"there is no post new-name": "write net/new-name"}
    blog.write("source/_posts/from.md", post("{% post_link net/new-name %}", title="来处"))
    assert hints(blog) == {}


def test_a_post_that_asks_something_else_is_another_one(blog: Postdeck) -> None:
    rename(blog, post(ASKING.replace("个问题", "道别的题"), title="新题目"))
    assert set(hints(blog).values()) == {None}


def test_a_file_of_a_folder_is_named_by_its_path(postdeck: Postdeck) -> None:
    postdeck.write("notes/old.md", ASKING)
    postdeck.write("notes/from.md", "[前](old.md)\n")
    assert postdeck("build", "notes", "--only", "deck").code == 0
    (postdeck.folder / "notes/old.md").unlink()
    postdeck.write("notes/deeper/new.md", ASKING)
    told = postdeck("check", "notes").out
    assert "hint: link to deeper/new.md\n" in told
