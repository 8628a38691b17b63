"""Which texts name what they link to."""

from __future__ import annotations

import re

_GENERIC = re.compile(
    r"[\[(（【]?\d{0,3}[\])）】]?|(?:https?:|www\.).*|(?:点击|请看|见)?(?:这里|此处|这|链接|传送门|原文|博客|论文|代码|官网"
    r"|文档|地址|网址|主页|源码|项目|仓库|详见|查看|参考|更多|here|link|this|click here|blog|paper|code"
    r"|docs?|github|source|website|homepage|project|repo|more|read more|pdf|arxiv)(?:链接|地址)?",
    re.IGNORECASE | re.DOTALL,
)
"""Texts that name no target."""


def names_nothing(text: str) -> bool:
    """Tell a text that says nothing of the target of a link: a number, an address, "here"."""
    return _GENERIC.fullmatch(text) is not None
