"""Which lists, tables and definition lists are glossaries, and what their entries are."""

from __future__ import annotations

import pytest

from pipeline.questions.glossary import glossary
from tests.quick.questions.helpers import FIVE, ITEMS, parsed


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("甲：乙", "甲=乙"),
        ("甲，乙", "甲=乙"),
        ("甲: 乙", "甲=乙"),
        ("甲:乙", ""),
        ("甲, 乙", "甲=乙"),
        ("甲,乙", ""),
        ("甲 - 乙", "甲=乙"),
        ("甲 – 乙", "甲=乙"),
        ("甲 —— 乙", "甲=乙"),
        ("甲-乙", ""),
        ("甲（乙）", "甲=（乙）"),
        ("甲(乙)", "甲=(乙)"),
        ("甲（乙）：", "甲=（乙）"),
        ("甲(乙):", "甲=(乙)"),
        ("甲：乙：", "甲=乙："),
        ("**甲**：乙", "甲=乙"),
        ("__甲__：乙", "甲=乙"),
        ("*甲*：乙", "甲=乙"),
        ("`甲`：乙", "甲=乙"),
        ("``甲``：乙", "甲=乙"),
        ("**甲**（乙）", "甲=（乙）"),
        ("**甲：**乙", "甲=乙"),
        ("__甲:__ 乙", "甲=乙"),
        ("**甲：** 乙", "甲=乙"),
        ("甲 ： 乙", "甲=乙"),
        ("甲：", ""),
        ("甲？：乙", ""),
        ("甲" * 30 + "：乙", "甲" * 30 + "=乙"),
        ("甲" * 31 + "：乙", ""),
        ("甲", ""),
        ("# 甲：乙", ""),
        ("", ""),
        ("甲：乙\n  丙", "甲=乙/丙"),
        ("甲：乙\n  - 丙", "甲=乙"),
        ("<b></b>：乙", ""),
        ("[甲](https://x.example/a)：乙", "甲=乙"),
        ("**[甲](https://x.example/a)**：乙", "甲=乙"),
        ("[甲](https://x.example/a)（丙）：", "甲=（丙）"),
        ("[甲](https://x.example/a) 乙", ""),
        ("[甲]（乙）", "[甲]=（乙）"),
        ("[甲](https://x.example/a) (乙)", "甲=(乙)"),
        ("[甲]()：乙", "甲=乙"),
        ("**甲（子）**：乙", "甲（子）=乙"),
        ("**甲 (子)**: 乙", "甲 (子)=乙"),
        ("**甲：子**：乙", "甲：子=乙"),
        ("***甲***：乙", "甲=乙"),
        ("**甲**：**乙：**丙", "甲=**乙：**丙"),
        ("甲： （乙）：", "甲=（乙）"),
        ("甲(乙) :", "甲=(乙)"),
        ("甲:子: 乙", ""),
        ("甲,子, 乙", ""),
        ("*甲（乙）", ""),
        ("`甲（乙）", ""),
        ("甲\n  乙：丙", ""),
        ("**甲\n  乙：** 丙", ""),
        ("__甲乙：__ 丙", "甲乙=丙"),
        ("[](https://x.example/a)：乙", ""),
        ("![](p.png)：乙", ""),
        ("![甲](p.png)：乙", ""),
    ],
)
def test_an_entry_of_a_glossary(item: str, entry: str) -> None:
    document, measure = parsed("\n".join([*ITEMS[:5], f"- {item}"]))
    found = glossary(document.blocks, "术语", measure)
    said = [f"{e.term}={e.definition}".replace("\n", "/") for e in found]
    assert said == [f"词{n}=意思" for n in range(5)] + [entry] * bool(entry)


@pytest.mark.parametrize(
    ("text", "heading", "count"),
    [
        (FIVE, "术语", 5),
        ("\n".join(ITEMS[:4]), "术语", 0),
        ("\n".join(ITEMS), "甲", 10),
        ("\n".join(ITEMS[:9]), "甲", 0),
        (FIVE + "\n- 甲", "术语", 5),
        ("\n".join(ITEMS[:4]) + "\n- 甲", "术语", 4),
        ("\n".join(ITEMS[:4]) + "\n- 甲\n- 乙", "术语", 0),
        ("\n".join(ITEMS[:7]) + "\n- 甲\n- 乙", "术语", 0),
        ("如下。\n\n" + FIVE + "\n\n完。", "术语", 5),
        ("如下。\n\n如下。\n\n" + FIVE + "\n\n完。", "术语", 0),
        ("甲" * 60 + "\n\n" + FIVE, "术语", 5),
        ("甲" * 61 + "\n\n" + FIVE, "术语", 0),
        ("> 甲\n\n" + FIVE, "术语", 0),
        ("---\n\n甲\n\n" + FIVE + "\n\n[a]: https://x.example\n\n---\n\n乙", "术语", 5),
        (FIVE + "\n\n甲\n\n" + FIVE, "术语", 0),
        ("甲", "术语", 0),
        ("| 词 | 义 |\n|--|--|\n" + "".join(f"| 甲{n} | 乙 |\n" for n in range(5)), "术语", 5),
        ("| 词 | 义 | 例 |\n|--|--|--|\n" + "".join(f"| 甲{n} | 乙 | 丙 |\n" for n in range(5)), "术语", 0),
        ("| 词 | 义 |\n|--|--|\n" + "".join(f"| 甲{n} | |\n" for n in range(5)), "术语", 0),
        ("\n\n".join(f"甲{n}\n: 乙" for n in range(5)), "术语", 5),
        ("\n\n".join(f"甲{n}\n: 乙" for n in range(4)), "术语", 0),
        ("\n\n".join(f"甲{n}\n: 乙\n: 丙" for n in range(5)), "术语", 5),
        ("\n".join(ITEMS[:2]) + "\n- 优点：甲\n- 缺点：乙\n- pros: 丙", "术语", 0),
        ("\n".join(ITEMS[:3]) + "\n- 优点：甲\n- 缺点：乙\n- Cons: 丙", "术语", 6),
    ],
)  # fmt: skip
def test_a_glossary(text: str, heading: str, count: int) -> None:
    document, measure = parsed(text)
    found = glossary(document.blocks, heading, measure)
    assert len(found) == count


def test_an_item_of_many_pictures_is_no_entry_and_takes_no_time() -> None:
    pictures = "".join(f"![]({n}.png)" for n in range(60))  # two to this power would never end
    document, measure = parsed(f"- {pictures}\n" * 5)
    assert glossary(document.blocks, "术语", measure) == ()


@pytest.mark.parametrize(
    "side", "优点 缺点 优势 劣势 不足 特点 好处 坏处 区别 相同点 不同点 pros Cons".split()
)
def test_sides_are_no_terms(side: str) -> None:
    text = "\n".join([*ITEMS[:2], *[f"- {side}：甲"] * 3])
    document, measure = parsed(text)
    assert glossary(document.blocks, "术语", measure) == ()


def test_the_definitions_of_a_definition_list() -> None:
    text = "\n\n".join(f"甲{n}\n: 乙\n\n  丙\n: 丁\n  - 戊" for n in range(5))
    document, measure = parsed(text)
    found = glossary(document.blocks, "术语", measure)
    terms = [(f"甲{n}", "乙\n\n丙\n\n丁") for n in range(5)]
    assert [(e.term, e.definition) for e in found] == terms
    assert [(e.span.start, e.span.end) for e in found] == [(n * 7 + 1, n * 7 + 6) for n in range(5)]
