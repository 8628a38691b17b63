"""The head of a post, as each kind of blog reads it."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from tests.fuzz.mutations import demo_posts, texts
from tests.fuzz.oracles import assert_findings
from tests.fuzz.sites import blogs, lines_of
from tests.laws.test_readers import HEADS

_HEADS = ["\n".join(post.split("\n---\n")[0].split("\n")) + "\n---\n甲\n" for post in demo_posts()]
_FULL = """---
title: "题: 一"
date: 2025-05-18 22:17:33 +0800
updated: &a 2025-05-19
tags: [甲, "乙 丙", {丁: 戊}]
categories:
  - [大模型, 面试题]
  - !!str 1e3
permalink: "/a/%E9/:title"
abbrlink: 0173600
published: no
lang: zh_CN
questions: {prompts: ["## 甲"], ends: [乙]}
note: |
  多行
  文字
? 键
: *a
---
甲
"""
_TOML = """+++
title = "题: \\u7532"
date = 2025-05-18T22:17:33+08:00
lastmod = 2025-05-19
tags = ['甲', '''乙
丙''', {b = 1.5}]
draft = false
url = "/:year/%E9/x.html"
[build]
render = "always"
+++
甲
"""
_JSON = """{"title": "题", "date": "2025-05-18 22:17", "slug": "a b", "tags": ["甲", {"a": [1e9, "}"]}]}
甲
"""
TEXTS = texts([*_HEADS, _FULL, _TOML, _JSON]) | st.builds(
    "---\n{}---\n{}".format, HEADS, st.text(max_size=9)
)


def check(text: str) -> None:
    for blog in blogs():
        (path,) = blog.keys
        reading = blog.read(path, text.encode())
        assert reading.post or reading.draft or reading.findings
        assert_findings(reading.findings, lines_of(text))
        if post := reading.post:
            json.dumps(dict(post.front_matter), allow_nan=False).encode()
            assert post.text.count("\n") == text.count("\n")
            assert 1 <= post.body_line <= lines_of(text)
            for shown in (post.title, post.permalink or "", post.date or "", *post.tags):
                assert "\x1f" not in shown
                shown.encode()
