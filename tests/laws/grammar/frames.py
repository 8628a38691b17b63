"""Frames: what stands above and below the questions of a post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.laws.grammar.words import Lines, Words


@dataclass(frozen=True)
class Around:
    """What an intro or a footer knows of the post."""

    words: Words
    level: int  # of the prompts; 2 where they are no headings
    texts: Lines


Piece = Callable[[Around], Lines]

INTROS: dict[str, Piece] = {
    "none": lambda a: [],
    "paragraph": lambda a: [a.words.sentence()],
    "two paragraphs": lambda a: [a.words.sentence(), "", a.words.sentence()],
    "quote": lambda a: [f"> {a.words.sentence()}"],
    "contents": lambda a: [f"- [{text}](#{n})" for n, text in enumerate(a.texts)],
    "numbered contents": lambda a: [
        f"{n}. [{text}](#{n})" for n, text in enumerate(a.texts, 1)
    ],
    "preface": lambda a: [f"{'#' * a.level} 前言", "", a.words.sentence()],
    "picture": lambda a: [a.words.picture()],
    "bullets": lambda a: [a.words.sentence(), "", *(f"- {a.words.phrase()}" for _ in range(3))],
    "more": lambda a: [a.words.sentence(), "", "<!-- more -->"],
    "toc": lambda a: ["[TOC]"],
    "rule": lambda a: [a.words.sentence(), "", "---"],
}  # fmt: skip

FOOTERS: dict[str, Piece] = {
    "none": lambda a: [],
    "rule, links": lambda a: ["---", "", f"- {a.words.link()}", f"- {a.words.link()}"],
    "rule, label, links": lambda a: [
        "---", "", f"{a.words.word()}：", "", f"- {a.words.link()}", f"- {a.words.link()}",
    ],
    "rule, one link": lambda a: ["---", "", f"{a.words.word()}：{a.words.link()}"],
    "references": lambda a: [
        f"{'#' * a.level} 参考资料", "", f"- {a.words.link()}", f"- {a.words.phrase()}",
    ],
    "references in prose": lambda a: [f"{'#' * a.level} 参考", "", f"1. {a.words.phrase()}"],
    "summary": lambda a: [f"{'#' * a.level} 总结", "", a.words.sentence()],
    "label, links": lambda a: [a.words.word(), "", a.words.link(), "", a.words.link()],
    "label, list of links": lambda a: [
        a.words.word(), "", f"- {a.words.link()}", f"- {a.words.link()}",
    ],
    "copyright": lambda a: [
        f"> 本文作者：{a.words.word()}", "> 版权声明：除特别声明外，转载请注明出处。",
    ],
    "rule, copyright": lambda a: [
        "---", "", f"- **本文作者：** {a.words.word()}", f"- **本文链接：** {a.words.link()}",
        "- **版权声明：** 转载请注明出处！",
    ],
    "rule, line, picture": lambda a: ["---", "", a.words.word(), "", a.words.picture()],
    "rule, picture, line": lambda a: ["---", "", a.words.picture(), "", a.words.word()],
    "rule, picture": lambda a: ["---", "", a.words.picture()],
    "thanks": lambda a: [f"感谢阅读，{a.words.word()}！"],
    "rule, thanks": lambda a: ["---", "", f"谢谢大家看到这里，{a.words.word()}。"],
    "follow me": lambda a: [f"欢迎关注我的公众号：{a.words.word()}", "", a.words.picture()],
    "previous, next": lambda a: [f"上一篇：{a.words.link()}", "", f"下一篇：{a.words.link()}"],
    "definitions": lambda a: [f"[{a.words.word()}]: https://d.example/{n}" for n in (1, 2)],
}  # fmt: skip
RULED_FOOTERS = {"rule, line, picture", "rule, picture, line", "rule, picture", "rule, thanks"}
