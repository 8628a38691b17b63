"""Prompts: the numbers that they bear, and the styles that they are written in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.laws.grammar.words import Lines

_HAN = "零一二三四五六七八九"


def han(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if tens < 2 else _HAN[tens]) + "十" * (tens > 0) + _HAN[ones] * (ones > 0)


def wide(n: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(n))


Number = Callable[[int], str]
NUMBERS: dict[str, Number] = {
    "1.": lambda n: f"{n}.",
    "1. ": lambda n: f"{n}. ",
    "1、": lambda n: f"{n}、",
    "1：": lambda n: f"{n}：",
    "1)": lambda n: f"{n}) ",
    "1 .": lambda n: f"{n} .",
    "escaped": lambda n: f"{n}\\. ",
    "（1）": lambda n: f"（{n}）",
    "(1)": lambda n: f"({n}) ",
    "Q1:": lambda n: f"Q{n}: ",
    "Q1.": lambda n: f"Q{n}. ",
    "第1题": lambda n: f"第 {n} 题 ",
    "问题1": lambda n: f"问题{n}：",
    "han": lambda n: f"{han(n)}、",
    "full-width": lambda n: f"{wide(n)}．",
    "full-width 、": lambda n: f"{wide(n)}、",
    "after nbsp": lambda n: f"\u00a0{n}、",
    "after entity": lambda n: f"&nbsp;{n}、",
    "after zero width": lambda n: f"\u200b{n}、",
    "after bom": lambda n: f"\ufeff{n}. ",
    "nbsp behind": lambda n: f"{n}.\u00a0",
    "entity behind": lambda n: f"{n}.&nbsp;",
}
IN_HEADINGS: dict[str, Number] = {
    **NUMBERS,
    "1 ": lambda n: f"{n} ",
    "1:": lambda n: f"{n}:",
}
IN_BOLD = {  # a space behind the asterisks makes no bold
    name: write for name, write in NUMBERS.items() if name not in {"after nbsp", "after entity"}
}
FROM_ONE = {"han"}  # no zero


@dataclass(frozen=True)
class Style:
    """How the prompts of a post are written.

    `write` returns a prompt's lines from its number and text; `indent` is put before each line of
    the answer; `close` ends a question and is part of nothing. `margin`: a blank line must stand
    between prompt and answer; `tight`: none may. `own_line`: the marker behind which an answer
    begins on the prompt's own line; `mark`: the one that the notation demands. `told` returns the
    prompt's Markdown from its number and text. `bare_number`: a number stands on a line of its own,
    which Markdown joins to a list of points.
    """

    write: Callable[[int, str], Lines]
    numbered: bool = True
    level: int = 0
    indent: int = 0
    close: tuple[str, ...] = ()
    margin: bool = False
    tight: bool = False
    chapters: bool = False
    bare_number: bool = False
    own_line: str | None = None
    mark: str | None = None
    from_one: bool = False
    wraps: bool = False
    list_like: bool = False
    number: str = ""
    told: Callable[[int, str], str] = lambda n, text: text


MakeStyle = Callable[[st.DrawFn], Style]


def _number(draw: st.DrawFn, table: dict[str, Number]) -> tuple[str, Number]:
    name = draw(st.sampled_from(sorted(table)))
    return name, table[name]


def heading(draw: st.DrawFn) -> Style:
    level = draw(st.integers(1, 6))
    name, number = _number(draw, IN_HEADINGS)
    closing = " " + "#" * level if draw(st.booleans()) and draw(st.booleans()) else ""
    return Style(
        lambda n, text: [f"{'#' * level} {number(n)}{text}{closing}"],
        level=level, from_one=name in FROM_ONE, number=name,
    )  # fmt: skip


def heading_alone(draw: st.DrawFn) -> Style:
    """Draw the style with the number alone in the heading and the prompt below."""
    level = draw(st.integers(1, 6))
    blank = [""] * draw(st.booleans())
    return Style(
        lambda n, text: [f"{'#' * level} 第 {n} 题", *blank, text], level=level, margin=True
    )


def plain_heading(draw: st.DrawFn) -> Style:
    level = draw(st.integers(1, 6))
    return Style(lambda n, text: [f"{'#' * level} {text}"], numbered=False, level=level)


def heading_of_mark(draw: st.DrawFn) -> Style:
    level = draw(st.integers(1, 6))
    mark = draw(st.sampled_from(["Q: ", "Q：", "问：", "问题："]))
    return Style(lambda n, text: [f"{'#' * level} {mark}{text}"], numbered=False, level=level)


def linked_heading(draw: st.DrawFn) -> Style:
    level = draw(st.integers(1, 6))
    return Style(lambda n, text: [f"{'#' * level} {n}. {_link(n, text)}"], level=level, told=_link)


def _link(n: int, text: str) -> str:
    return f"[{text}](https://x.example/{n})"


def line(draw: st.DrawFn) -> Style:
    name, number = _number(draw, NUMBERS)
    listed = name in {"1. ", "1)"}
    return Style(
        lambda n, text: [f"{number(n)}{text}"],
        from_one=name in FROM_ONE, wraps=True, list_like=listed, number=name,
    )  # fmt: skip


def bold(draw: st.DrawFn) -> Style:
    name, number = _number(draw, IN_BOLD)
    return Style(lambda n, text: [f"**{number(n)}{text}**"], from_one=name in FROM_ONE, number=name)


def item_nested(draw: st.DrawFn) -> Style:
    return Style(lambda n, text: [f"{n}. {text}"], indent=4, list_like=True)


def item_bold(draw: st.DrawFn) -> Style:
    indent = draw(st.sampled_from([0, 4]))
    return Style(lambda n, text: [f"{n}. **{text}**"], indent=indent, list_like=True)


def item_heading(draw: st.DrawFn) -> Style:
    level = draw(st.integers(1, 5))
    indent = draw(st.sampled_from([0, 4]))
    return Style(
        lambda n, text: [f"{n}. {'#' * level} {text}"], indent=indent, list_like=True, level=level
    )


def number_above_bold(draw: st.DrawFn) -> Style:
    return Style(lambda n, text: [f"{n}.", f"**{text}**"], margin=True, bare_number=True)


def plain_bold(draw: st.DrawFn) -> Style:
    return Style(lambda n, text: [f"**{text}**"], numbered=False, margin=True)


def bold_bullet(draw: st.DrawFn) -> Style:
    indent = draw(st.sampled_from([0, 2, 4]))
    mark = draw(st.sampled_from("-*+"))
    return Style(
        lambda n, text: [f"{mark} **{text}**"], numbered=False, indent=indent, list_like=True,
        margin=not indent,
    )  # fmt: skip


def bullet(draw: st.DrawFn) -> Style:
    mark = draw(st.sampled_from("-*+"))
    indent = draw(st.sampled_from([2, 4]))
    return Style(lambda n, text: [f"{mark} {text}"], numbered=False, indent=indent, list_like=True)


def letters(draw: st.DrawFn) -> Style:
    """Draw the style of Q:/A: or 问：/答：, without numbers."""
    question, answer = draw(
        st.sampled_from(
            [("Q: ", "A: "), ("Q：", "A："), ("问：", "答："), ("**Q:** ", "**A:** "),
             ("**问：**", "**答：**"), ("Question: ", "Answer: "), ("问题：", "回答：")]
        )
    )  # fmt: skip
    return Style(lambda n, text: [f"{question}{text}"], numbered=False, mark=answer, wraps=True)


def numbered_letters(draw: st.DrawFn) -> Style:
    question, answer = draw(
        st.sampled_from([("Q{}: ", "A{}: "), ("Q{}：", "A："), ("问{}：", "答：")])
    )
    return Style(lambda n, text: [f"{question.format(n)}{text}"], mark=answer)


def summary(draw: st.DrawFn) -> Style:
    """Draw the style with the prompt in a summary; the answer is Markdown between blank lines."""
    inner = draw(st.sampled_from(["{}", "<b>{}</b>", "<strong>{}</strong>"]))
    apart = draw(st.booleans())

    def write(n: int, text: str) -> Lines:
        told = f"<summary>{inner.format(text)}</summary>"
        return ["<details>", told, ""] if apart else [f"<details>{told}", ""]

    return Style(write, numbered=False, close=("", "</details>"), margin=True, number="summary")


def summary_block(draw: st.DrawFn) -> Style:
    """Draw the style with prompt and answer in one block of HTML."""
    apart = draw(st.booleans())

    def write(n: int, text: str) -> Lines:
        told = f"<summary>{text}</summary>"
        return ["<details>", told] if apart else [f"<details>{told}"]

    return Style(write, numbered=False, close=("</details>",), tight=True, number="summary block")


def chapter_heading(draw: st.DrawFn) -> Style:
    """Draw the style of headings numbered 1.1, 1.2 below chapters."""
    level = draw(st.integers(2, 6))
    delimiter = draw(st.sampled_from([" ", ". ", "、", "."]))
    return Style(
        lambda n, text: [f"{'#' * level} {n // 100}.{n % 100}{delimiter}{text}"], level=level,
        chapters=True,
    )  # fmt: skip


def own_line(draw: st.DrawFn) -> Style:
    """Draw the style whose answer begins on the prompt's line, behind a marker."""
    name, number = _number(draw, NUMBERS)
    marker = draw(st.sampled_from(["答：", " 答案：", " Answer: ", "解答："]))
    return Style(
        lambda n, text: [f"{number(n)}{text}"], own_line=marker, from_one=name in FROM_ONE,
        number=name,
    )  # fmt: skip


STYLES: dict[str, MakeStyle] = {
    "heading": heading,
    "heading, number alone": heading_alone,
    "heading, unnumbered": plain_heading,
    "heading Q:": heading_of_mark,
    "heading that is a link": linked_heading,
    "line": line,
    "bold line": bold,
    "item, nested answer": item_nested,
    "bold item": item_bold,
    "item that holds a heading": item_heading,
    "number above bold": number_above_bold,
    "bold line, unnumbered": plain_bold,
    "bold bullet": bold_bullet,
    "asking bullet": bullet,
    "Q: and A:": letters,
    "Q1: and A1:": numbered_letters,
    "summary": summary,
    "summary in one block": summary_block,
    "heading in chapters": chapter_heading,
    "answer on the prompt's line": own_line,
}
