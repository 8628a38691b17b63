"""What holds for every kind of blog and every file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import open_blogs
from pipeline.readers.contract import Blog
from tests.support.laws import tries

KEYS = [
    "title", "date", "tags", "tag", "categories", "category", "permalink", "published", "layout",
    "abbrlink", "slug", "id", "updated", "questions", "lang",
]  # fmt: skip
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8),
    st.dates().map(str), st.datetimes(timezones=st.none() | st.timezones()).map(str),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
WRITTEN = st.one_of(
    VALUES.map(json.dumps),
    st.dates().map(str),
    st.datetimes().map(str),
    st.sampled_from([".inf", ".nan", "-0", "0x" + "f" * 400, "9" * 5000, "9999-12-31 23:59:59",
                     "2024-01-01 00:00:00 -23:59", "'0001-01-01 00:00'", ":year", "100%", "?x#y"]),
)  # fmt: skip
HEADS = st.dictionaries(st.sampled_from(KEYS), WRITTEN, max_size=6).map(
    lambda head: "".join(f"{key}: {value}\n" for key, value in head.items())
)
FILES = st.one_of(
    st.binary(),
    st.builds(lambda head, body: f"---\n{head}---\n{body}".encode(), HEADS, st.text()),
)


@pytest.fixture(scope="module")
def blogs(tmp_path_factory: pytest.TempPathFactory) -> list[Blog]:
    root = tmp_path_factory.mktemp("blogs")
    url = "url: http://{}.example/b\ntimezone: Pacific/Kiritimati\n"
    pattern = (
        "permalink: /:category/:hash/:abbrlink/:title/:year/:lang/:tags/:updated/:questions/\n"
    )
    files = {
        "h/_config.yml": url.format("h") + pattern,
        "h/source/_posts/a.md": "",
        "j/_config.yml": url.format("j"),
        "j/_posts/2024-05-04-a.md": "",
        "f/a.md": "",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "outside.png").write_bytes(b"1")
    for site in ("h/source", "j", "f"):
        (root / site / "linked").symlink_to(root)
    return open_blogs([root])[0]


@tries(500)
@given(data=FILES)
def test_no_file_makes_a_reader_raise(blogs: list[Blog], data: bytes) -> None:
    assert len(blogs) == 3
    for blog in blogs:
        (path,) = tuple(sorted(blog.keys))
        reading = blog.read(path, data)
        assert reading.post or reading.findings
        assert {found.path for found in reading.findings} <= {path}
        if reading.post:
            post = reading.post
            json.dumps(dict(post.front_matter), allow_nan=False).encode()
            assert post.title
            assert post.text.count("\n") == data.count(b"\n")
            assert 1 <= post.body_line <= post.text.count("\n") + 1
            for text in (post.title, post.permalink or "", post.date or "", *post.tags):
                assert "\x1f" not in text
                text.encode()


@tries(100)
@given(written=st.text())
def test_no_address_leads_out_of_a_site(blogs: list[Blog], written: str) -> None:
    for blog in blogs:
        post = blog.read(min(blog.keys), b"Text").post
        assert post is not None
        fronts = ("", "/", "../", "http://h.example/", "file:///", "C:\\", "[[", "localhost:4000/")
        for front in fronts:
            for end in ("", ".png", "/outside.png", "]]"):
                file = blog.find_picture(post, f"{front}{written}{end}")
                assert file is None or file.resolve().is_relative_to(Path(blog.root).resolve())
