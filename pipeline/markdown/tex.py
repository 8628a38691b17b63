r"""What is a formula between dollars, and what its author meant by the backslashes in it.

MathJax takes all that stands between two dollars for a formula, blanks or not; but prices, variables and
commands of a shell stand there too. An engine whose Markdown knows no formulas takes backslashes out before
MathJax reads the page: who writes for it writes `\_`, `\\\\` and `\\{` for `_`, `\\` and `\{`.
"""

from __future__ import annotations

import re

_TEX = re.compile(r"\\[A-Za-z]|[\^_=]|^\s*[A-Za-z]\s*$")
_CERTAIN = re.compile(r"\\[A-Za-z]{2}|[\^_]\{")
_SIGN = re.compile(r"[\^_=]")
_GLUED = re.compile(r"[A-Za-z0-9]")
_LETTER = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[A-Za-z]{2}")
_SENTENCE = re.compile(r"[\u3040-\u9fff\uac00-\ud7ff]{2}[）」』”]?[，。、：；！？]")
_PROSE = re.compile(r"[\u2e80-\uffff]|(?<![A-Za-z])[A-Za-z]{2,}+[\s,.;:]++[A-Za-z]")
_ESCAPES = re.compile(
    r"(?P<text>\\text[a-z]*+\{[^{}]*\})"
    r"|(?P<name>(?<![A-Za-z\\])[A-Za-z]{2,}+(?:\\_[A-Za-z]{2,}+)+)"
    r"|(?P<row>\\{4})"
    r"|\\(?P<sign>\\[{}|_%#,;!$])"
    r"|(?<=[^\s{(])\\(?P<index>_)"
    r"|\\(?P<star>\*)"
    r"|\\.",
    re.DOTALL,
)


def is_formula(content: str, before: str, behind: str) -> bool:
    """Whether what stands between two single dollars is a formula; `before` and `behind` are the characters
    on their other sides.

    Beside a digit, with a blank inside, before a letter with a word inside, and where a sentence goes on or
    ends, it has to look like one.
    """
    if "`" in content or not content.strip():
        return False
    if _SENTENCE.search(content) and not _CERTAIN.search(content):
        return False
    named = _LETTER.match(behind) and _WORD.search(content)  # as in "$HOME/$USER"
    if (before.isdigit() or behind.isdigit() or named) and not _TEX.search(content):
        return False
    outside = [
        sign
        for sign, inside in zip((before, behind), (content[0], content[-1]), strict=True)
        if inside.isspace()
    ]
    if not outside:
        return True
    if "$" in outside:  # one of two
        return False
    if _CERTAIN.search(content):
        return True
    if any(map(_GLUED.match, outside)) or _PROSE.search(content) or not _LETTER.search(content):
        return False
    has_word = _WORD.search(content) is not None
    if len(outside) == 1:  # as in "$x_1 $"
        return not has_word and _TEX.search(content) is not None
    return not has_word or _SIGN.search(content) is not None


def meant(tex: str) -> str:
    r"""Return a formula as an engine that takes backslashes out hands it to MathJax.

    A name such as `top\_level` keeps its underscore, and what makes sense as TeX alone stays as it is.
    """
    return _ESCAPES.sub(_meant, tex) if "\\" in tex else tex


def _meant(match: re.Match[str]) -> str:
    if match["text"]:
        return match["text"].replace("\\*", "*")
    if match["row"]:
        return "\\\\"
    return match["sign"] or match["index"] or match["star"] or match[0]
