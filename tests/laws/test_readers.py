"""What holds for every kind of blog and every file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import open_blogs
from pipeline.readers.contract import Blog
from pipeline.readers.site_config import language_tag
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


SETTINGS = st.dictionaries(
    st.sampled_from(["title", "language", "timezone", "permalink", "root"]),
    st.sampled_from(["题", "zh-CN", "Asia/Shanghai", ":title/", "/b/", "012"]),
    min_size=1,
)


@tries(50)
@given(SETTINGS, st.sampled_from(["source/_posts/a.md", "_posts/2024-05-04-a.md"]))
def test_settings_by_aliases_are_those_that_they_name(settings: dict[str, str], post: str) -> None:
    numbered = list(enumerate(settings.items()))
    plain = "".join(f"{key}: {json.dumps(value)}\n" for key, value in settings.items())
    named = "".join(f"x{n}: &x{n} {json.dumps(value)}\n" for n, (_, value) in numbered)
    aliases = "".join(f"{key}: *x{n}\n" for n, (key, _) in numbered)
    read = []
    with TemporaryDirectory() as name:
        (file := Path(name, post)).parent.mkdir(parents=True)
        file.touch()
        for text in (plain, named + aliases):
            Path(name, "_config.yml").write_text(f"url: http://x.example\n{text}", "utf-8")
            [blog] = open_blogs([Path(name)])[0]
            read.append((blog.site, [found.code for found in blog.findings]))
    assert read[0] == read[1]


def is_tag(language: str | None) -> bool:
    """Whether a language is none, or what every browser takes for a tag."""
    tag = r"[a-z]{2,8}(-[A-Z][a-z]{3})?(-(?:[A-Z]{2}|[0-9]{3}))?"
    return language is None or re.fullmatch(tag, language) is not None


@tries(300)
@given(
    st.lists(
        st.sampled_from(["zh", "CN", "hans", "_", "-", ".UTF-8", "@", "419", "x", " ", "'", "<"])
        | st.text(max_size=2),
        max_size=6,
    ).map("".join)
)
def test_a_language_is_a_tag_or_none(written: str) -> None:
    assert is_tag(language_tag(written))


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
