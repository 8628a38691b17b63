"""What a target is called: the title of a post, or the text that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ir import Link
from pipeline.links.anchor_texts import names_nothing
from tests.quick.links.sites import SENTENCE, hexo, post
from tests.support.reading import corpus_of

NAMELESS = [
    "", "1", "[12]", "(3)", "这里", "点击这里查看", "点此跳转", "在这里", "这篇文章", "官方文档", "參考",
    "here", "this page", "Read more", "the source code", "https://y.cn/a", "www.y.cn", "/files/a.mp4",
]  # fmt: skip
NAMES = [
    "LoRA",
    "LoRA 论文",
    "理解注意力",
    "Attention",
    "点石成金",
    "C++",
    "第 3 章",
    "therefore",
    "这样写代码",
    "A/B",
]


@pytest.mark.parametrize("text", NAMELESS)
def test_texts_that_name_nothing(text: str) -> None:
    assert names_nothing(text)


@pytest.mark.parametrize("text", NAMES)
def test_texts_that_name_something(text: str) -> None:
    assert not names_nothing(text)


def test_a_long_text_of_such_words_is_judged_at_once() -> None:
    assert not names_nothing("页面这里here/" * 20_000 + "甲")


def only_link(folder: Path, *lines: str) -> Link:
    posts = {f"a{n}": post(f"{SENTENCE}{line}") for n, line in enumerate(lines)}
    (link,) = corpus_of(hexo(folder, posts)).links
    return link


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("[甲文](https://y.cn/a)", "[乙文](https://y.cn/a)", "[乙文](http://y.cn/a)"), "乙文"),
        (("[这里](https://y.cn/a)", "[这里](https://y.cn/a)", "[甲文](https://y.cn/a)"), "甲文"),
        (
            (
                "[安装步骤](https://y.cn/a#x)",
                "[安装步骤](https://y.cn/a#x)",
                "[甲文](https://y.cn/a)",
            ),
            "甲文",
        ),
        (("[安装步骤](https://y.cn/a#x)", "[卸载步骤](https://y.cn/a#y)"), "https://y.cn/a"),
        (("[安装步骤](https://y.cn/a#x)", "[安装步骤](https://y.cn/a#x)"), "安装步骤"),
        (("[说明](https://y.cn/lora)", "[读 lora](https://y.cn/lora)"), "读 lora"),
        (("[《天工开物》](https://y.cn/a)",), "天工开物"),
        (("[两\n行](https://y.cn/a)",), "两 行"),
        (("[https://y.cn/a](https://y.cn/a)",), "https://y.cn/a"),
        (("[空]()",), "()"),
    ],
)
def test_the_text_that_names_it(lines: tuple[str, ...], title: str, tmp_path: Path) -> None:
    assert only_link(tmp_path, *lines).title == title


@pytest.mark.parametrize(
    ("lines", "href"),
    [
        (("[a](http://y.cn/a)", "[b](https://y.cn/a)"), "https://y.cn/a"),
        (("[a](http://y.cn/a)", "[b](http://y.cn/a)", "[c](https://y.cn/a)"), "http://y.cn/a"),
        (
            ("[a](https://y.cn/a#x)", "[b](https://y.cn/a#x)", "[c](https://y.cn/a)"),
            "https://y.cn/a",
        ),
        (("[a](https://y.cn/a#x)", "[b](https://y.cn/a#y)"), "https://y.cn/a"),
        (("[a](https://y.cn/a#x)",), "https://y.cn/a#x"),
    ],
)
def test_the_address_that_is_shown(lines: tuple[str, ...], href: str, tmp_path: Path) -> None:
    assert only_link(tmp_path, *lines).href == href


def test_a_page_of_the_blog_is_not_called_as_the_blog(tmp_path: Path) -> None:
    posts = {"a": post(f"{SENTENCE}[笔记](/tags/甲/)")}
    (link,) = corpus_of(hexo(tmp_path, posts)).links
    assert link.resolution.status == "page"
    assert link.title == "https://x.cn/tags/甲/"
