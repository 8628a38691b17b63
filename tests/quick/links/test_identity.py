"""Which addresses are one link: those that a server cannot distinguish, and no others."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.links.identity import identity, resolve

PAGE = "https://x.cn/a"
quickly = settings(max_examples=200, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://x.cn/a", PAGE),
        ("HTTPS://x.cn/a", PAGE),
        ("https://X.CN/a", PAGE),
        ("https://x.cn:443/a", PAGE),
        ("http://x.cn:80/a", PAGE),
        ("https://x.cn/b/../a", PAGE),
        ("https://x.cn/./a", PAGE),
        ("https://x.cn/%2e/a", PAGE),
        ("https:\\\\x.cn\\a", PAGE),
        ("https://x.cn/\ta\n", PAGE),
        (" https://x.cn/a ", PAGE),
        ("https://x.cn", "https://x.cn/"),
        ("https://x.cn/a#top", PAGE),
        ("https://x.cn/a#", PAGE),
        ("https://x.cn/a#:~:text=%E4%BB%80%E4%B9%88", PAGE),
        ("https://x.cn/a#:~:text=b/c.html", PAGE),
        ("https://x.cn/a#b.html", PAGE),
        ("https://x.cn/a?utm_source=wx", PAGE),
        ("https://x.cn/a?spm=1.2.3", PAGE),
        ("https://x.cn/a?spm", PAGE),
        ("https://x.cn/a?fbclid=1&gclid=2&share_token=3", PAGE),
        ("https://x.cn/a?utm_source=wx&id=3&utm_medium=y#h", "https://x.cn/a?id=3"),
        ("https://x.cn/a?id=3&utm_source=", "https://x.cn/a?id=3"),
        ("https://x.cn/中文", "https://x.cn/%E4%B8%AD%E6%96%87"),
        ("https://x.cn/%e4%b8%ad?q=%2f", "https://x.cn/%E4%B8%AD?q=%2F"),
        ("https://中文.cn/", "https://xn--fiq228c.cn/"),
        ("https://x.cn/a b", "https://x.cn/a%20b"),
        ("https://1.1/", "https://1.0.0.1/"),
        ("file:///notes/a.md#h", "file:///notes/a.md"),
        ("http://x.cn/#!/a?utm_source=1", "https://x.cn/#!/a?utm_source=1"),
    ],
)  # fmt: skip
def test_these_are_one(one: str, other: str) -> None:
    assert identity(one) == identity(other)


WECHAT = "https://mp.weixin.qq.com/s?"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{WECHAT}src=11&timestamp=1&signature=a", f"{WECHAT}src=12&timestamp=1&signature=a"),
        (f"{WECHAT}src=11&timestamp=1&signature=a", f"{WECHAT}src=11&timestamp=2&signature=a"),
        (f"{WECHAT}src=11&timestamp=1&signature=a", f"{WECHAT}src=11&timestamp=1&signature=b"),
        ("https://x.cn/#!/a", "https://x.cn/#!/b"),
        ("https://x.cn/#/a", "https://x.cn/#/b"),
        ("https://x.cn/#/a", "https://x.cn/"),
        ("https://x.cn/#docs/a.html", "https://x.cn/#docs/b.html"),
        ("https://x.cn/#!a", "https://x.cn/#!/a"),
        ("https://x.cn/?id=3", "https://x.cn/?id=4"),
        ("https://x.cn/?id=3", "https://x.cn/"),
        ("https://x.cn/A", "https://x.cn/a"),
        ("https://x.cn/?q=A", "https://x.cn/?q=a"),
        ("https://x.cn/a/", PAGE),
        ("https://x.cn/a//b", "https://x.cn/a/b"),
        ("https://x.cn/a.html", PAGE),
        ("https://x.cn/a/index.html", "https://x.cn/a/"),
        ("https://www.x.cn/a", PAGE),
        ("https://m.x.cn/a", PAGE),
        ("https://x.cn:8443/a", PAGE),
        ("https://me@x.cn/a", PAGE),
        ("https://arxiv.org/abs/2106.09685", "https://arxiv.org/pdf/2106.09685"),
        ("https://arxiv.org/abs/2106.09685", "https://arxiv.org/abs/2106.09685v2"),
        ("https://arxiv.org/abs/2106.09685v1", "https://arxiv.org/abs/2106.09685v2"),
        ("https://github.com/a/b", "https://github.com/a/b.git"),
        ("https://x.cn/?a=1&b=2", "https://x.cn/?b=2&a=1"),
        ("https://x.cn/?a=1&a=1", "https://x.cn/?a=1"),
        ("https://x.cn/?q=a%20b", "https://x.cn/?q=a+b"),
        ("https://x.cn/?q=a%2Fb", "https://x.cn/?q=a/b"),
        ("https://x.cn/a%2Fb", "https://x.cn/a/b"),
        ("https://x.cn/a%252Fb", "https://x.cn/a%2Fb"),
        ("https://x.cn/?spmid=1", "https://x.cn/"),
        ("https://x.cn/?gclids=1", "https://x.cn/"),
        ("https://x.cn/?utm=1", "https://x.cn/"),
        ("https://x.cn/?xutm_source=1", "https://x.cn/"),
        ("https://x.cn/?q=utm_source=1", "https://x.cn/"),
        ("https://x.cn/?SPM=1", "https://x.cn/"),
        ("https://x.cn/?from=1", "https://x.cn/"),
        ("ftp://x.cn/a", PAGE),
        ("mailto:a@x.cn", "mailto:b@x.cn"),
        ("mailto:a@x.cn?subject=utm_1", "mailto:a@x.cn"),
        ("magnet:?xt=1#a", "magnet:?xt=1#b"),
    ],
)  # fmt: skip
def test_these_are_two(one: str, other: str) -> None:
    assert identity(one) != identity(other)


@pytest.mark.parametrize("text", ["", "甲", "http://", "http://[::1", "https://a b/", "//x.cn/a"])
def test_what_is_no_address_is_its_own_key(text: str) -> None:
    assert identity(text) == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("c.html", "https://x.cn/a/c.html"),
        ("../c.html", "https://x.cn/c.html"),
        ("/c.html", "https://x.cn/c.html"),
        ("//y.cn/c", "https://y.cn/c"),
        ("?q=1", "https://x.cn/a/b.html?q=1"),
        ("#h", "https://x.cn/a/b.html#h"),
        (" http://y.cn/c ", "http://y.cn/c"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_an_address_is_read_from_where_its_post_is(written: str, meant: str) -> None:
    assert resolve(written, "https://x.cn/a/b.html") == meant


NAME = st.text(f"{string.ascii_letters}{string.digits}-_~中", min_size=1, max_size=6)
PATH = st.lists(NAME, max_size=3).map("/".join)
PIECES = st.lists(st.builds("{}={}".format, NAME, NAME), max_size=3)
HASH = st.sampled_from(["", "#top", "#!/a", "#/a", "#:~:text=a"])
PLACE = st.builds("{}://x.cn/{}".format, st.sampled_from(["http", "https"]), PATH)
URLISH = st.text("htps:/.x?&=#!%2efutm_spm[]@\\ \t中A0", max_size=40).map("http://x".__add__)


@given(st.text() | URLISH)
@quickly
def test_any_text_has_a_key_and_a_key_is_its_own(text: str) -> None:
    assert identity(identity(text)) == identity(text)


@given(PLACE, PIECES, HASH, st.integers(0, 3), NAME)
@quickly
def test_a_tracker_makes_no_other_link(
    place: str, pieces: list[str], fragment: str, at: int, value: str
) -> None:
    def address(parts: list[str]) -> str:
        return f"{place}?{'&'.join(parts)}{fragment}" if parts else f"{place}{fragment}"

    tracked = [*pieces[:at], f"utm_{value}={value}", *pieces[at:]]
    assert identity(address(tracked)) == identity(address(pieces))


@given(PATH, PATH, PIECES, HASH)
@quickly
def test_other_paths_are_other_links(
    path: str, other: str, pieces: list[str], fragment: str
) -> None:
    query = f"?{'&'.join(pieces)}" if pieces else ""
    keys = {identity(f"https://x.cn/{at}{query}{fragment}") for at in (path, other)}
    assert len(keys) == len({path, other})


@given(PLACE, PIECES, PIECES)
@quickly
def test_other_parameters_are_other_links(place: str, some: list[str], others: list[str]) -> None:
    trackers = ("utm_", "spm=", "fbclid=", "gclid=", "share_token=")
    kept, left = ([p for p in pieces if not p.startswith(trackers)] for pieces in (some, others))
    same = identity(f"{place}?{'&'.join([*kept, 'z=1'])}") == identity(
        f"{place}?{'&'.join([*left, 'z=1'])}"
    )
    assert same == (kept == left)
