"""Emphasis beside Chinese, Japanese and Korean: bold where its author meant it."""

from __future__ import annotations

import pytest

from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect

MARKDOWN = Markdown(Dialect())


def shown(source: str) -> str:
    """Return a line with its emphasis in brackets: `[bold]`, `{italic}`, `(-struck-)`."""
    (line,) = MARKDOWN.tokens(source, {})[1:2]
    signs = {"strong_open": "[", "strong_close": "]", "em_open": "{", "em_close": "}"}
    signs |= {"s_open": "(-", "s_close": "-)"}
    return "".join(signs.get(token.type, token.content) for token in line.children or ())


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**注意：**先关电源", "[注意：]先关电源"),
        ("先看**“栈”**，再看**《队列》**一章", "先看[“栈”]，再看[《队列》]一章"),
        ("用**快照隔离（Snapshot Isolation）**来读", "用[快照隔离（Snapshot Isolation）]来读"),
        ("用**快照（snapshot)**来读", "用[快照（snapshot)]来读"),
        ("**`git add`**之后", "[git add]之后"),
        ("先**`git add`**再提交", "先[git add]再提交"),
        ("값은 **스택(stack)**에 있다", "값은 [스택(stack)]에 있다"),
        ("**「値」**を返す", "[「値」]を返す"),
        ("**返す。**次に", "[返す。]次に"),
        ("**[链接](/a)**后", "[链接]后"),
        ("见*（图一）*处", "见{（图一）}处"),
        ("***总之：***先试", "{[总之：]}先试"),
        ("~~（旧名）~~新名", "(-（旧名）-)新名"),
        ("一句**话。**", "一句[话。]"),
        ("**100%**的人", "[100%]的人"),
        ("占**≈50%**左右", "占[≈50%]左右"),
        ("**ᅡ(a)**ᅡ", "[ᅡ(a)]ᅡ"),  # a half of a Korean syllable is narrow
        ("葛\U000e0100**(kuzu)**は", "葛\U000e0100[(kuzu)]は"),
        ("禰\ufe00**(ne)**は", "禰\ufe00[(ne)]は"),
        ("**“a”\ufe01**b", "[“a”\ufe01]b"),
    ],
)
def test_what_is_emphasised(source: str, html: str) -> None:
    assert shown(source) == html


@pytest.mark.parametrize(
    "source",
    [
        "a**(b)**c", "a**\"b\"**c", "😀**(b)**c", "前 ** 中 ** 后", "**中 **后", "2 * 3 * 4",
        "变量_（名）_里",
        "写 *zoom: 1;即可。(*这个号)有用", "(这个号*)有用，写zoom* 即可",
        "乘**号", "路径/**/文件", "ℹ\ufe0f**(b)**c",
    ],
)  # fmt: skip
def test_stars_that_stay(source: str) -> None:
    assert shown(source) == source


def test_other_languages_are_read_as_ever() -> None:
    assert shown('**a:** b **"c"** _d_ e_f_g **h**i') == '[a:] b ["c"] {d} e_f_g [h]i'
