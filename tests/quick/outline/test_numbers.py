"""The number at the start of a prompt is read in every notation, and in no other place."""

from __future__ import annotations

import pytest

from pipeline.outline.numbers import Number, read_number

READ = [
    # line, family, label, value, rest, asks
    ("Q1: 甲", "question", "1", (1,), "甲", True),
    ("Q12.甲", "question", "12", (12,), "甲", True),
    ("q3、甲", "question", "3", (3,), "甲", True),
    ("Q 4 甲", "question", "4", (4,), "甲", False),
    ("Q.5: 甲", "question", "5", (5,), "甲", True),
    ("Q#6) 甲", "question", "6", (6,), "甲", True),
    ("Q 　# 7：甲", "question", "7", (7,), "甲", True),
    ("Q8．甲", "question", "8", (8,), "甲", True),
    ("Q9。甲", "question", "9", (9,), "甲", True),
    ("Q10） 甲", "question", "10", (10,), "甲", True),
    ("Q11] 甲", "question", "11", (11,), "甲", True),
    ("Q11】甲", "question", "11", (11,), "甲", True),
    ("Q13", "question", "13", (13,), "", False),
    ("Q14 : 甲", "question", "14", (14,), "甲", True),
    ("Q1.2 甲", "question", "1.2", (1, 2), "甲", False),
    ("Q1.2: 甲", "question", "1.2", (1, 2), "甲", True),
    ("Q２：甲", "question", "2", (2,), "甲", True),
    ("Q三：甲", "question", "三", (3,), "甲", True),
    ("Q二十一：甲", "question", "二十一", (21,), "甲", True),
    ("问题1：甲", "question", "1", (1,), "甲", True),
    ("问题十二：甲", "question", "十二", (12,), "甲", True),
    ("问題13：甲", "question", "13", (13,), "甲", True),
    ("问2：甲", "question", "2", (2,), "甲", True),
    ("問題3：甲", "question", "3", (3,), "甲", True),
    ("問4：甲", "question", "4", (4,), "甲", True),
    ("設問5：甲", "question", "5", (5,), "甲", True),
    ("質問6：甲", "question", "6", (6,), "甲", True),
    ("题目7：甲", "question", "7", (7,), "甲", True),
    ("题8：甲", "question", "8", (8,), "甲", True),
    ("질문9: 甲", "question", "9", (9,), "甲", True),
    ("Question 10. 甲", "question", "10", (10,), "甲", True),
    ("EXERCISE 11: 甲", "question", "11", (11,), "甲", True),
    ("Question 12 甲", "question", "12", (12,), "甲", True),
    ("第1题 甲", "ordinal", "1", (1,), "甲", True),
    ("第2題：甲", "ordinal", "2", (2,), "甲", True),
    ("第零題 甲", "ordinal", "零", (0,), "甲", True),
    ("第3问、甲", "ordinal", "3", (3,), "甲", True),
    ("第四問. 甲", "ordinal", "四", (4,), "甲", True),
    ("第5个 甲", "ordinal", "5", (5,), "甲", False),
    ("第6个问题：甲", "ordinal", "6", (6,), "甲", True),
    ("第6个問題：甲", "ordinal", "6", (6,), "甲", True),
    ("第7道题 : 甲", "ordinal", "7", (7,), "甲", True),
    ("第8道：甲", "ordinal", "8", (8,), "甲", False),
    ("【第9题】甲", "ordinal", "9", (9,), "甲", True),
    ("[第10题] 甲", "ordinal", "10", (10,), "甲", True),
    ("第一百零二题。甲", "ordinal", "一百零二", (102,), "甲", True),
    ("第一百二十三题 甲", "ordinal", "一百二十三", (123,), "甲", True),
    ("第十题 甲", "ordinal", "十", (10,), "甲", True),
    ("第8个題 甲", "ordinal", "8", (8,), "甲", True),
    ("（一）甲", "paren", "一", (1,), "甲", False),
    ("（一百二十一）甲", "paren", "一百二十一", (121,), "甲", False),
    ("一百零一、甲", "han", "一百零一", (101,), "甲", False),
    ("一百二十一、甲", "han", "一百二十一", (121,), "甲", False),
    ("第１１题．甲", "ordinal", "11", (11,), "甲", True),
    ("第2020题 甲", "ordinal", "2020", (2020,), "甲", True),
    ("（1）甲", "paren", "1", (1,), "甲", False),
    ("(2) 甲", "paren", "2", (2,), "甲", False),
    ("[3]甲", "paren", "3", (3,), "甲", False),
    ("【4】甲", "paren", "4", (4,), "甲", False),
    ("（ 5 ）、甲", "paren", "5", (5,), "甲", False),
    ("(6). 甲", "paren", "6", (6,), "甲", False),
    ("(7)．甲", "paren", "7", (7,), "甲", False),
    ("(8): 甲", "paren", "8", (8,), "甲", False),
    ("(9) ： 甲", "paren", "9", (9,), "甲", False),
    ("（十二）甲", "paren", "十二", (12,), "甲", False),
    ("（一百二十）甲", "paren", "一百二十", (120,), "甲", False),
    ("（１３）甲", "paren", "13", (13,), "甲", False),
    ("(123) 甲", "paren", "123", (123,), "甲", False),
    ("1️⃣ 甲", "plain", "1", (1,), "甲", False),
    ("2⃣甲", "plain", "2", (2,), "甲", False),
    ("3️⃣. 甲", "plain", "3", (3,), "甲", False),
    ("4️⃣ 、甲", "plain", "4", (4,), "甲", False),
    ("5️⃣：甲", "plain", "5", (5,), "甲", False),
    ("6️⃣:甲", "plain", "6", (6,), "甲", False),
    ("7️⃣．甲", "plain", "7", (7,), "甲", False),
    ("①甲", "circled", "①", (1,), "甲", False),
    ("⑳ 甲", "circled", "⑳", (20,), "甲", False),
    ("㉑甲", "circled", "㉑", (21,), "甲", False),
    ("㉟甲", "circled", "㉟", (35,), "甲", False),
    ("一、甲", "han", "一", (1,), "甲", False),
    ("二.甲", "han", "二", (2,), "甲", False),
    ("三．甲", "han", "三", (3,), "甲", False),
    ("四:甲", "han", "四", (4,), "甲", False),
    ("五：甲", "han", "五", (5,), "甲", False),
    ("六 、甲", "han", "六", (6,), "甲", False),
    ("七、甲", "han", "七", (7,), "甲", False),
    ("八、甲", "han", "八", (8,), "甲", False),
    ("九、甲", "han", "九", (9,), "甲", False),
    ("十、甲", "han", "十", (10,), "甲", False),
    ("十九、甲", "han", "十九", (19,), "甲", False),
    ("九十九、甲", "han", "九十九", (99,), "甲", False),
    ("一百二十、甲", "han", "一百二十", (120,), "甲", False),
    ("百一、甲", "han", "百一", (101,), "甲", False),
    ("1. 甲", "plain", "1", (1,), "甲", False),
    ("2.甲", "plain", "2", (2,), "甲", False),
    ("3．甲", "plain", "3", (3,), "甲", False),
    ("4。甲", "plain", "4", (4,), "甲", False),
    ("5,甲", "plain", "5", (5,), "甲", False),
    ("6，甲", "plain", "6", (6,), "甲", False),
    ("7、甲", "plain", "7", (7,), "甲", False),
    ("8：甲", "plain", "8", (8,), "甲", False),
    ("9) 甲", "plain", "9", (9,), "甲", False),
    ("10）甲", "plain", "10", (10,), "甲", False),
    ("11: 甲", "plain", "11", (11,), "甲", False),
    ("12\\. 甲", "plain", "12", (12,), "甲", False),
    ("13 . 甲", "plain", "13", (13,), "甲", False),
    ("１４．甲", "plain", "14", (14,), "甲", False),
    ("1024．甲", "plain", "1024", (1024,), "甲", False),
    ("1024. 甲", "plain", "1024", (1024,), "甲", False),
    ("1.2. 甲", "plain", "1.2", (1, 2), "甲", False),
    ("1.2.3、甲", "plain", "1.2.3", (1, 2, 3), "甲", False),
    ("1.2.3.14、甲", "plain", "1.2.3.14", (1, 2, 3, 14), "甲", False),
    ("1．２、甲", "plain", "1.2", (1, 2), "甲", False),
    ("1.32位系统", "plain", "1", (1,), "32位系统", False),
    ("1.128、256 位", "plain", "1", (1,), "128、256 位", False),
    ("１.32位系统", "plain", "1", (1,), "32位系统", False),
    ("1．32位系统", "plain", "1", (1,), "32位系统", False),
    ("100.32位系统", "plain", "100", (100,), "32位系统", False),
    ("20.３甲", "plain", "20", (20,), "３甲", False),
    ("👉 1. 甲", "plain", "1", (1,), "甲", False),
    ("⭐️ 2. 甲", "plain", "2", (2,), "甲", False),
    ("→3. 甲", "plain", "3", (3,), "甲", False),
    ("■ 4. 甲", "plain", "4", (4,), "甲", False),
    ("\u200b5.\u200b甲\ufeff", "plain", "5", (5,), "甲", False),
    ("\u30006.\u3000甲\u00a0", "plain", "6", (6,), "甲", False),
    ("&nbsp;7.&emsp;甲", "plain", "7", (7,), "甲", False),
    ("&ensp;8.&#12288;甲", "plain", "8", (8,), "甲", False),
    ("&#160;9.\t甲", "plain", "9", (9,), "甲", False),
]


@pytest.mark.parametrize(("line", "family", "label", "value", "rest", "asking"), READ)
def test_a_number_is_read(
    line: str, family: str, label: str, value: tuple[int, ...], rest: str, asking: bool
) -> None:
    expected = Number(family, label, value, rest, asking)
    assert read_number(line, heading=False) == expected
    assert read_number(line, heading=True) == expected


@pytest.mark.parametrize(
    "line",
    [
        "甲",
        "",
        "3 个甲",
        "12345. 甲",
        "1234５. 甲",
        "8://x",
        "1,000 次",
        "1,０００ 次",
        "2024.01.02发布",
        ".5甲",
        "3 甲",
        "Q一定要：甲",
        "Qx: 甲",
        "Q：甲",
        "Q4甲",
        "第几题 甲",
        "第题 甲",
        "第12345题 甲",
        "（1234）甲",
        "（）甲",
        "（甲）乙",
        "（十百）甲",
        "十百、甲",
        "、甲",
        ") 甲",
        "一起、甲",
    ],
)
def test_no_number_is_read(line: str) -> None:
    assert read_number(line, heading=False) is None


def test_a_space_alone_delimits_in_headings() -> None:
    assert read_number("3 甲", heading=True) == Number("plain", "3", (3,), "甲")
    assert read_number("3 甲", heading=False, spaced=True) == Number("spaced", "3", (3,), "甲")
    assert read_number("1.2 甲", heading=True) == Number("plain", "1.2", (1, 2), "甲")


@pytest.mark.parametrize("space", [*" \t\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"])
def test_every_kind_of_space_is_one(space: str) -> None:
    assert read_number(f"{space}1{space}.{space}甲{space}", heading=False) == Number(
        "plain", "1", (1,), "甲"
    )


@pytest.mark.parametrize("space", ["&nbsp;", "&ensp;", "&emsp;", "&#160;", "&#12288;"])
def test_spaces_written_as_entities_are_read_too(space: str) -> None:
    assert read_number(f"{space}1{space}甲", heading=True) == Number("plain", "1", (1,), "甲")


@pytest.mark.parametrize(
    "measure", [*"个種种年月日次天条步类點点款张篇位台倍分秒米元人家道岁层大%"]
)
def test_a_quantity_is_no_number(measure: str) -> None:
    assert read_number(f"3 {measure}甲", heading=True) is None
    assert read_number(f"3  {measure}甲", heading=True) is None
