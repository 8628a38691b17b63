"""Texts as no author writes them: files of the demo, with lines and characters changed by structure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from tests.laws.test_html import PIECES
from tests.laws.test_posts import SCRAPS
from tests.support import ROOT

DEMO = ROOT / "sources" / "llm-interview"
HOSTILE = [
    "\x00", "\x1b]0;x\x07", "\x1f", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\u2069",
    "\u200d", "\ufeff",
    "\ufffe", "\ufffd", "\u0301" * 9, "é", "𠮷", "👩‍👩‍👧", "🇨🇳", "１", "＃", "。", "\\ud800",
    "\\u0000", "&#0;",
    "&#xd800;", "&#x110000;", "%ff", "%00", "%", "]]>", "[sound:a.mp3]", "{{c1::x}}", "}}",
    "javascript:x",
    "JaVaScRiPt:x", "java\tscript:x", "data:text/html,x", "//x", "file:///x", "onerror=x",
    "\r", "\t", "\\", '"',
]  # fmt: skip
OPENERS = [
    "```", "~~~~", "    ```", "> ```", "$", "$$", "\\(", "\\[", "\\begin{align}",
    "\\href{x}{", "{% raw %}",
    "{% note %}", "{% tabs a %}", "{% codeblock", "{% asset_img", "{% endnote %}",
    "{% endraw %}", "{{", "{#",
    "<details>", "<summary>", "</details>", "<table>", "<div", "</div>", "<!--", "-->",
    "<script>", "<style>",
    "<svg onload=x>", "<math>", "<a href='", "<img src=x onerror=x>", "<p title=\"",
    "| a | b |", "|---|---|",
    "[a](", "![](", "[a]: x", "[^a]", "[^a]: x", "**", "__", "~~", "`", "---", "...", "- ",
    "> ", "1. ",
]  # fmt: skip
INDENTS = ["", " ", "    ", "\t", "> ", ">> ", "- ", "  - ", "1. ", "* > ", "\u3000", "  "]
SIZE = 12_000
"""A pumped text has at most so many characters."""

Change = Callable[[list[str]], list[str]]


@cache
def demo_posts() -> list[str]:
    """Return the posts of the demo."""
    return [path.read_text("utf-8") for path in sorted(DEMO.rglob("*.md"))]


def read(name: str) -> str:
    """Return a file of the demo."""
    return Path(DEMO / name).read_text("utf-8")


@st.composite
def texts(draw: st.DrawFn, sources: Sequence[str], most: int = 40) -> str:
    """Draw a mutated part, of at most so many lines, of one of some texts."""
    lines = draw(st.sampled_from(sources)).split("\n")
    start = draw(st.just(0) | st.integers(0, len(lines) - 1))
    lines = lines[start : start + draw(st.integers(1, most))]
    for change in draw(st.lists(changes(), max_size=6)):
        lines = change(lines)
    return "\n".join(lines)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Draw one change of a text's lines."""
    at, other = draw(st.integers(0, 60)), draw(st.integers(0, 60))
    kind = draw(st.sampled_from("repeat delete swap nest deepen replace insert open pump".split()))
    scrap = draw(
        st.sampled_from({"open": OPENERS, "pump": PUMPED}.get(kind, HOSTILE)) | st.text(max_size=3)
    )
    count, indent = draw(st.integers(1, 8)), draw(st.sampled_from(INDENTS))

    def change(lines: list[str]) -> list[str]:
        if not lines:
            return [scrap]
        n, m = sorted((at % len(lines), other % len(lines)))
        line = lines[n]
        column = other % (len(line) + 1)
        match kind:
            case "repeat":
                return [*lines[:n], *(lines[n : m + 1] * count), *lines[m + 1 :]]
            case "delete":
                return [*lines[:n], *lines[m + 1 :]]
            case "swap":
                lines[n], lines[m] = lines[m], line
            case "nest":
                lines[n : m + 1] = [indent * count + line for line in lines[n : m + 1]]
            case "deepen":
                lines[n : m + 1] = [indent * k + line for k, line in enumerate(lines[n : m + 1])]
            case "replace":
                lines[n] = line[:column] + scrap + line[column + count :]
            case "insert":
                lines[n] = line[:column] + scrap + line[column:]
            case "open":
                lines.insert(n, indent + scrap)
            case "pump":
                lines[n] = line[:column] + scrap * min(SIZE // max(1, len(scrap)), 9**count // 9)
        return lines

    return change


PUMPED = [
    *dict.fromkeys([*SCRAPS, *PIECES, *OPENERS, *HOSTILE, *INDENTS, "a", "a_", "[![", "\\(\\("])
]
