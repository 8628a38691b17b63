"""TOML as front matter and settings: what is typed, on which line it stands, and what is refused."""

from __future__ import annotations

import pytest

from pipeline.readers import folder, open_blogs
from pipeline.readers.front_matter.js_types import Timestamp, as_json
from pipeline.readers.front_matter.toml import load_toml
from tests.quick.readers.conftest import Read, Write
from tests.support.reading import corpus_of


def test_values_and_their_lines() -> None:
    loaded = load_toml(
        'title = "A"\n"day" = 2024-05-04\nat = 2024-05-04T01:02:03-05:00\nlong = """\nday = 1\n"""\n'
        "n = [1, 1.0, 1e30, true, 01:02:03]\na.b = 1\n[params]\ntitle = 2\n[[menu]]\nx = 1\n"
    )
    assert isinstance(loaded.value, dict)
    day, at = loaded.value["day"], loaded.value["at"]
    assert isinstance(day, Timestamp)
    assert isinstance(at, Timestamp)
    assert (day.has_time, at.clock.hour) == (False, 6)
    assert as_json(loaded.value["n"]) == [1, 1, 1e30, True, "01:02:03"]
    assert loaded.lines == {
        "title": 0, "day": 1, "at": 2, "long": 3, "n": 6, "a": 7, "params": 8, "menu": 10
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a = 1\nb = \n", 1, 4), ("a = 1\na = 2\n", 1, 5), ("a = [\n", 0, 0)],
)
def test_what_is_wrong_is_placed(text: str, line: int, column: int) -> None:
    (problem,) = load_toml(text).problems
    assert (problem.kind, problem.line, problem.column) == ("syntax", line, column)


@pytest.mark.parametrize(
    "text",
    ["x = " + "[" * 5_000, ".".join("a" * 5_000) + " = 1", "[" + ".".join("a" * 150) + "]",
     "x = " + "1" * 5_000],
)  # fmt: skip
def test_what_is_too_much_is_refused(text: str) -> None:
    (problem,) = load_toml(text).problems
    assert problem.kind == "syntax"


def test_control_characters_are_replaced() -> None:
    loaded = load_toml('a = "x\\u0001"')
    assert (loaded.value, loaded.cleaned) == ({"a": "x\N{REPLACEMENT CHARACTER}"}, True)


def test_a_folder_reads_posts_of_hugo(write: Write, read: Read) -> None:
    text = (
        '+++\ntitle = "Pools"\ndate = 2024-05-04T10:00:00+08:00\ntags = ["k"]\n+++\n\n'
        "## 1. What is a pool?\n\n{{% notice tip %}}\nWorkers.\n{{% /notice %}}\n\n"
        "## 2. What is a node?\n\n{{< highlight go >}}\nfunc main() {}\n{{< /highlight >}}\n"
    )
    root = write({"posts/a.md": text})
    (blog,), _ = open_blogs([root])
    assert isinstance(blog, folder.FolderBlog)
    post = read(blog, "posts/a.md").post
    assert post is not None
    assert (post.title, post.date, post.tags) == ("Pools", "2024-05-04T10:00:00+08:00", ("k",))
    first, second = corpus_of(root).posts[0].questions
    assert first.answer.html == '<div class="note success"><p>Workers.</p>\n</div>'
    assert second.answer.html == '<pre><code class="language-go">func main() {}\n</code></pre>'
