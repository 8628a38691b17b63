"""The number at the start of a prompt, however people write one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_DIGITS = "一二三四五六七八九"
_HAN = {c: n for n, c in enumerate(f"零{_DIGITS}")}
_UNITS = {"百": 100, "十": 10}
_HAN_NUMBER = re.compile(rf"(?:[{_DIGITS}]?百)?零?(?:[{_DIGITS}]?十)?[{_DIGITS}]?")
_HAN_DIGITS = rf"[零{_DIGITS}十百]{{1,5}}"
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
_SPACE = rf"(?:[ \t\u00a0\u3000{_ZERO_WIDTH}]|&(?:nbsp|ensp|emsp|#160|#12288);)"
_ORNAMENT = r"[\u2190-\u245f\u2500-\u2bff\U0001f000-\U0001faff\ufe0f]"  # arrows to emoji
_NUMBER = r"(?:[0-9０-９]{1,4}(?:[.．][0-9０-９]{1,2}){0,3})"
_HYPHENED = r"[0-9]{1,2}(?:-[0-9]{1,2}){1,2}"  # "1-2." and below it "1-2-1."
_MEASURES = (
    "个種种年月日次天条步类點点款张篇位台倍分秒米元人家道岁层大%"  # "3 种切片" is a quantity
)

# Each family is a form of numbers that an author keeps to within one series.
_FAMILIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?>(?:{_SPACE}|{_ORNAMENT})*){pattern}", re.IGNORECASE))
    for name, pattern in (
        ("question", rf"(?:Q|问题|问|问題|問題|問|設問|質問|题目|题|질문|question|exercise)"
                     rf"(?>{_SPACE}*)[.#]?(?>{_SPACE}*)(?P<n>{_NUMBER}|{_HAN_DIGITS})"
                     rf"{_SPACE}*(?:[.．、:：。)）\]】]|(?={_SPACE})|$){_SPACE}*"),
        ("ordinal", rf"[【\[]?第{_SPACE}*(?P<n>[0-9０-９]{{1,4}}|{_HAN_DIGITS})"
                    rf"{_SPACE}*[题題问問个道](?:题|題|问题|問題)?[】\]]?{_SPACE}*[.．、:：。]?{_SPACE}*"),
        ("paren", rf"[（(\[【]{_SPACE}*(?P<n>[0-9０-９]{{1,3}}|{_HAN_DIGITS})"
                  rf"{_SPACE}*[）)\]】]{_SPACE}*[.．、:：]?{_SPACE}*"),
        ("keycap", rf"(?P<n>[0-9])\ufe0f?\u20e3{_SPACE}*[.．、:：]?{_SPACE}*"),
        ("circled", rf"(?P<n>[①-⑳㉑-㉟]){_SPACE}*"),
        ("han", rf"(?P<n>{_HAN_DIGITS}){_SPACE}*[、.．:：]{_SPACE}*"),
        ("plain", rf"(?P<n>{_NUMBER}){_SPACE}*(?:\\?[.．。,，](?![0-9０-９])|[、：)）]|:(?!//)){_SPACE}*"),
        ("plain", rf"(?P<n>{_HYPHENED}){_SPACE}*(?:\\?[.．](?![0-9０-９])|[、)）]){_SPACE}*"),
        ("spaced", rf"(?P<n>{_NUMBER})(?>{_SPACE}+)(?![{_MEASURES}])"),
        ("before a digit",
         rf"(?P<n>[0-9０-９]{{1,3}})[.．](?![0-9０-９]{{1,3}}{_SPACE}*[元块倍%])"),
    )
)  # fmt: skip
_COUNTS_QUESTIONS = re.compile(
    r"\s*+(?:.*[题題问問질]|question|exercise|Q.+[.．、:：。)）\]】]\s*$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read: `label` as written, `value` one integer a level, `rest` what follows it.

    `asks`: the number itself says that it counts questions ("Q1:", "第1题").
    """

    family: str
    label: str
    value: tuple[int, ...]
    rest: str
    asks: bool = False


def read_number(text: str, *, heading: bool, spaced: bool = False) -> Number | None:
    """Read the number that a line begins with, or None.

    A number with only a space behind it counts in headings alone ("### 1 题目"): in running text it
    is a quantity; with `spaced` it is read there too, and is a family of its own. In headings a number
    of several levels needs no delimiter either ("1.1 题目").
    """
    for family, pattern in _FAMILIES:
        if family == "spaced" and not (heading or spaced):
            continue
        match = pattern.match(text)
        if match is None:
            continue
        value = _value(match["n"])
        if value is None:
            return None
        alike = family in {"before a digit", "keycap"} or (heading and family == "spaced")
        kind = "plain" if alike else family
        label = unicodedata.normalize("NFKC", match["n"]) if family != "circled" else match["n"]
        rest = text[match.end() :].strip(f" \t\u00a0\u3000{_ZERO_WIDTH}")
        return Number(kind, label, value, rest, bool(_COUNTS_QUESTIONS.match(match[0])))
    return None


def _value(label: str) -> tuple[int, ...] | None:
    if all(c in _HAN or c in _UNITS for c in label):
        number = _han(label)
        return None if number is None else (number,)
    plain = unicodedata.normalize("NFKC", label).replace("-", ".")
    return tuple(int(part) for part in plain.split("."))


def _han(label: str) -> int | None:
    """Read 零 to 九百九十九; None for what is no number ("十百")."""
    if not _HAN_NUMBER.fullmatch(label):
        return None
    total, digit = 0, 0
    for character in label:
        if character in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[character], 0
        else:
            digit = _HAN[character]
    return total + digit
