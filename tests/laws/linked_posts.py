"""Posts full of links, each of which has a mark that shows where it stands."""

from __future__ import annotations

import re

from hypothesis import strategies as st

_MARK = "\ue000"  # before a link that counts

LINKS = [
    "[甲](https://x.cn/a)", "[*甲* `乙`](</b c> '题')", "[甲][r]", "[r][]", "[r]", "<https://x.cn/c>",
    "https://x.cn/d", "www.x.cn/e", "<a href='/f'>甲</a>", "{% link 甲 https://x.cn/g %}",
    "[![图](p.png)](/h)", "[甲 https://x.cn/i](/i)",
]  # fmt: skip
BLOCKS = [
    "　\n> {}", "　\n{}\n{}", "　　文字{}，{} 后。",
    "{}\n{}", "# {} 题 {}", "## {} ##", "`两行\n的码` {}\n`码 {{}}` 后 {}",
    "- {}\n  - 甲 {}\n\n    段 {}",
    "> {}\n> > {}\n续 {}", "| 甲 {} | {} |\n|---|---|\n| a \\| `b \\| c` | {} |\n| {} | x {} y \\| {} |",
    "甲|乙\n-|-\n{} | {}", "> |甲|乙|\n> |-|-|\n> |{}|{}|", "1. {}\n\n   | 甲 |\n   |---|\n   | {} |",
    "<b>粗 {}</b> 和 {}", "$a$ {} $$b$$ {}", "行尾  \n{}  \n后\\\n{}", "**{}**，*后 {} 后*",
    "~~{}~~ ![图](p.png) {}",
    "{{% note %}}\n甲 {}\n\n- {}\n{{% endnote %}}", "<details><summary>甲</summary>\n\n{}\n\n</details>",
    "词<!-- 注\n注 -->{}", "{}{{% raw %}}\n乙\n{{% endraw %}} {}", "$多\n行$ {}\n`x\ny\nz` {}",
]  # fmt: skip
RAW = [
    "<div>\n<!-- <a href='/f'>否</a>\n否 -->\n甲 {}\n{}</div>", "<div>$x$\n{}\n$y$ 甲 {}\n</div>",
    "<ul>\n  <li>{}</li>\n  <li>{}</li></ul>", "{{% raw %}}\n\n<p>{}</p>\n\n<p>{}</p>\n{{% endraw %}}",
    "{{% raw %}}{}{{% endraw %}} 甲 {}", "> <div>\n> {}\n> </div>",
]  # fmt: skip
DECOYS = ["", "", "`{}` ", "词<!-- {} -->", "``{} ` ``甲 "]
QUESTIONS = [
    "{}. 什么 {}？\n\n答 {}", "{}、什么 {}？答：{}\n\n后", "- Q{}：什么 {}？\n  答 {}",
    "## {}. {}是什么\n{}",
    "**{}. 什么 {}？** 甲 {}", "{}) 什么 {}？\n   - 甲 {}",
    "第{}题\n什么 {}？\n\n答 {}", "# {}.\n\n什么 {}？\n\n答 {}",
]  # fmt: skip


@st.composite
def linked(draw: st.DrawFn) -> str:
    """Draw a post whose links have a mark each."""
    notation = draw(st.sampled_from(QUESTIONS))
    parts = ["开头。"]

    def filled(block: str, links: list[str]) -> str:
        count = len(re.findall(r"(?<!\{)\{\}", block))
        given = []
        for link in draw(st.lists(st.sampled_from(links), min_size=count, max_size=count)):
            decoy = draw(st.sampled_from(DECOYS)) if "`" not in link and links is LINKS else ""
            given.append(f"{decoy.format(link)}{_MARK}{link}")
        return block.format(*given)

    for number in range(1, draw(st.integers(2, 3)) + 1):
        parts.append(filled(notation.replace("{}", str(number), 1), LINKS))
        for _ in range(draw(st.integers(0, 2))):
            raw = draw(st.booleans())
            block = draw(st.sampled_from(RAW if raw else BLOCKS))
            parts.append(
                filled(block, ["<a href='/f'>甲</a>", '<A HREF="/f">乙</A>'] if raw else LINKS)
            )
    parts += [
        "[^n]: 注 " + _MARK + "[甲](/n)，\n    " + _MARK + "https://x.cn/n",
        "甲[^n]，乙[^n]。",
    ]
    return "\n\n".join([*parts, "[r]: /r"]) + "\n"


def marked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return a text without marks, and line, column and first character of each link."""
    places = []
    for n, line in enumerate(text.split("\n"), 1):
        before, *links = line.split(_MARK)
        column = len(before) + 1
        for link in links:
            places.append((n, column, link[0].lower()))
            column += len(link)
    return text.replace(_MARK, ""), places
