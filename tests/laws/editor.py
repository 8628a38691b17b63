"""A site's posts as their author sees them, and the edits that one makes: for the law of edits."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline import ir
from tests.support.reading import corpus_of

_PROMPT = re.compile(r"(#* ?Q?)(\d+)([.:、] ?)(.*)", re.DOTALL)
_TERM = re.compile(r"([*-] `?)([^（，：`(]+)(.*)", re.DOTALL)
_ASIDE = re.compile(
    r"\$[^$]*\$|`[^`]*`|!?\[[^\]]*\](?:\([^)]*\))?|\{%.*?%\}|<[^>]*>|https?://\S+|\\\S+|\*\*"
)
_OPENING = re.compile(r"\s*(?:[-*+] +|\d+[.)、] ?|（\d+）)?")
_NO_TEXT = ("#", "|", ">", "!", "<", "{", "$", "`", "\\", "[", "---", "***", "    ", "\t")
WORDS = (
    "豆腐 青菜 砂锅 酱油 火候 面团 酵母 蒸笼 高汤 葱花 桂皮 花椒 腌制 翻炒 收汁 摆盘 园丁 月季 扦插 "
    "嫁接 堆肥 浇水 遮阴 修枝 盆栽 苔藓 山路 渡口 驿站 茶馆 渔船 灯塔 潮汐 帆布 缆绳 罗盘 琴弦 鼓点 "
    "合唱 曲谱 舞台 幕布 木匠 榫卯 刨花 油漆 窗棂 瓦片 石阶 庭院 雨伞 棉被 围巾 纽扣 针线 染坊 织机 "
    "陶土 釉色 窑火 砚台 宣纸 篆刻 装裱 候鸟 羽毛 鹿群 溪流 松果 蘑菇 露水 晨雾 麦田 谷仓 水车 磨坊"
).split()
NAMES = (
    "Lanolin Quokka Basalt Tundra Fjord Zephyr Marzipan Walnut Otter Gable Juniper Cobalt".split()
)
FORMS = ["{}和{}有什么区别？", "怎样用{}来照料{}？", "{}为什么离不开{}？", "什么是{}里的{}？"]
REWORDED = [
    "请谈谈{}这件事，它同{}有何关联？", "假如只有{}，没有{}，会发生什么？", "{}之外，{}还讲究些什么？",
]  # fmt: skip
BEFORE = ["请问，", "面试常问：", "简单说说，", "你知道吗，"]
AFTER = ["请举例说明？", "请展开讲讲？", "为什么？"]
SYNONYMS = [
    ("怎么", "如何"), ("怎样", "如何"), ("为什么", "为何"), ("什么", "哪些"), ("作用", "用途"),
    ("区别", "差异"), ("好处", "优势"), ("多少", "几何"), ("What", "Which"), ("How do", "How can"),
]  # fmt: skip


@dataclass(slots=True)
class Term:
    """An entry of a glossary: its line, and its true identity."""

    uid: int
    line: str

    @property
    def name(self) -> str:
        match = _TERM.match(self.line)
        return match[2] if match else self.line


@dataclass(slots=True)
class Piece:
    """A question: its prompt without the number, and the lines below it around its terms."""

    uid: int
    prompt: str
    before: list[str]
    terms: list[Term] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    stub: bool = False

    def lines(self) -> list[str]:
        return [*self.before, *(term.line for term in self.terms), *self.after]


@dataclass(slots=True)
class Post:
    """A post's file: its head, its questions, its footer, and how its prompts are numbered."""

    path: str
    head: list[str]
    pieces: list[Piece]
    tail: list[str]
    mark: tuple[str, str]
    first: int

    def text(self) -> str:
        lines = [*self.head]
        for n, piece in enumerate(self.pieces, self.first):
            lines += [f"{self.mark[0]}{n}{self.mark[1]}{piece.prompt}", *piece.lines()]
        return "\n".join([*lines, *self.tail])

    def cards(self) -> Iterator[tuple[int, str, int]]:
        """Yield the identity of each card, its kind, and its line."""
        at = len(self.head) + 1
        for piece in self.pieces:
            yield piece.uid, "question", at
            for n, term in enumerate(piece.terms, at + 1 + len(piece.before)):
                yield term.uid, "term", n
            at += 1 + len(piece.lines())


@dataclass(slots=True)
class Site:
    """Posts, and the questions that were deleted from them, with the build in which they were."""

    posts: list[Post]
    config: str | None = None
    gone: list[tuple[int, Piece, str]] = field(default_factory=list)
    uids: int = 0
    said: dict[str, int] = field(default_factory=dict)

    def uid(self) -> int:
        self.uids += 1
        return self.uids

    def stubs(self) -> set[int]:
        return {piece.uid for post in self.posts for piece in post.pieces if piece.stub}

    def write(self, folder: Path) -> Path:
        for post in self.posts:
            path = folder / post.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(post.text().encode())
        if self.config is not None:
            (folder / "_config.yml").write_text(self.config, "utf-8")
        return folder


def site_of(root: Path) -> Site:
    """Return the posts of a folder that hold questions, cut into what an author edits."""
    config = root / "_config.yml"
    site = Site([], config.read_text("utf-8") if config.is_file() else None)
    for found in corpus_of(root).posts:
        if found.questions:
            lines = (root / found.path).read_bytes().decode().split("\n")
            site.posts.append(_cut(site, found, lines))
            assert site.posts[-1].text() == "\n".join(lines)
    return site


def _cut(site: Site, found: ir.Post, lines: list[str]) -> Post:
    starts = [question.lines.start for question in found.questions]
    tail = next((r.span.start for r in found.regions if r.kind == "outro"), len(lines) + 1)
    pieces = []
    for question, start, end in zip(found.questions, starts, [*starts[1:], tail], strict=True):
        match = _PROMPT.fullmatch(lines[start - 1])
        assert match
        piece = Piece(site.uid(), match[4], lines[start : end - 1], stub=question.status == "stub")
        terms = [term.span.start for term in found.terms if term.question == question.ordinal]
        if terms:
            piece.before, piece.after = lines[start : terms[0] - 1], lines[terms[-1] : end - 1]
            piece.terms = [Term(site.uid(), lines[n - 1]) for n in terms]
        pieces.append(piece)
    match = _PROMPT.fullmatch(lines[starts[0] - 1])
    assert match
    head, mark = lines[: starts[0] - 1], (match[1], match[3])
    return Post(found.path, head, pieces, lines[tail - 1 :], mark, int(match[2]))


def sentence(rng: random.Random) -> str:
    """Return a sentence whose words stand in none of the posts."""
    words = rng.sample(WORDS, rng.randint(6, 12))
    words.insert(len(words) // 2, rng.choice("，的在与把让"))
    return "".join(words) + "。"


def places(text: str) -> list[int]:
    """Return where a letter may be mistyped, outside code, links and formulas."""
    aside = {n for match in _ASIDE.finditer(text) for n in range(*match.span())}
    return [n for n, letter in enumerate(text) if letter.isalpha() and n not in aside]


def typo(text: str, rng: random.Random) -> str:
    """Return a text with one letter left out, doubled or replaced."""
    if len(possible := places(text)) < 2:
        return text
    at = rng.choice(possible)
    letter = rng.choice("".join(WORDS)) if text[at] > "\u2e80" else rng.choice("aeinorst")
    middle = rng.choice(["", text[at] * 2, letter])
    result = text[:at] + middle + text[at + 1 :]
    return result if result[0].isalpha() or result[0] == text[0] else text


def plain_lines(lines: list[str]) -> list[int]:
    """Return the indexes of the lines that hold only words."""
    found, closing = [], ""
    for n, line in enumerate(lines):
        mark = re.match(r" *(```|~~~|\$\$)", line)
        if mark and not (mark[1] == "$$" and line.strip() != "$$" and line.count("$$") > 1):
            closing = "" if closing == mark[1] else closing or mark[1]
        elif not closing and not line.startswith(_NO_TEXT) and len(places(line)) > 5:
            found.append(n)
    return found


def ended(line: str, more: str) -> str:
    """Return a line with more at its end, before the spaces that break it."""
    return line.rstrip() + more + line[len(line.rstrip()) :]


Edit = Callable[[], bool]
"""Edits the site if it can, and returns whether it did; if not, the site must not have changed."""


def rewritten(line: str, rng: random.Random, share: float) -> str:
    """Return a line whose last part is written anew, about as long as it was."""
    opening = _OPENING.match(line)
    start = opening.end() if opening else 0
    keep = line[: start + int((len(line.rstrip()) - start) * (1 - share))]
    words = ""
    while len(words) < len(line.rstrip()) - len(keep):
        words += sentence(rng)
    return keep + words + line[len(line.rstrip()) :]


def like(prompt: str, rng: random.Random) -> str:
    """Return a prompt that asks the same of something else: another name, or else another word."""
    names = [m for m in re.finditer(r"[A-Za-z]{2,}", prompt) if m.start() in places(prompt)]
    if names:
        name, new = rng.choice(names), rng.choice(NAMES)
        return prompt[: name.start()] + new + prompt[name.end() :]
    possible = places(prompt)
    at = rng.choice(possible[: len(possible) // 2 or 1])
    return prompt[:at] + rng.choice(WORDS) + prompt[at + 2 :]
