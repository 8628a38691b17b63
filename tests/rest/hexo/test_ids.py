"""The ids that real Hexo gives to headings are those that links are checked by."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from pipeline.stages import Options
from pipeline.stages.loading import read
from tests.quick.links.sites import hexo, post
from tests.rest.hexo.engine import hexo_reads

pytestmark = pytest.mark.hexo

_ID = re.compile(r'<h[1-6] id="([^"]*)"')

HEADINGS = """\
# 一、什么是栈？

## 什么是栈？

## 什么是栈?

## What is a `Stack`, and **why**?

## A_b *c* ~d @e

##   Two  blanks   inside ##

## 见 [说明](/b.html#x) 和 <https://y.cn/a>

## Ünïcode Ørsted ß

## 全角（括号）、顿号，句号。书名《甲》

## C++ / C# & F#

## 1. 第一

## 1.2.3 小节

1. 列表

   ### 列表里

> ### 引用里

Underlined
----------

又一个
===

## 什么是栈
"""


@pytest.mark.parametrize("transform", [0, 1, 2])
def test_ids_of_headings(oracle: Path, tmp_path: Path, transform: int) -> None:
    root = hexo(tmp_path / "ours", {"a": post(HEADINGS)})
    with (root / "_config.yml").open("a", encoding="utf-8") as config:
        config.write(f"marked:\n  modifyAnchors: {transform}\n")
    copy = shutil.copytree(root, tmp_path / "theirs")
    (theirs,) = hexo_reads(oracle, copy, "rendered").values()
    (ours,) = read(Options(sources=(root,))).posts
    assert ours.anchors is not None
    assert list(ours.anchors.headings) == [unescape(i) for i in _ID.findall(theirs["content"])]
