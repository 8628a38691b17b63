"""What a block is made up of: each measure, and its limits."""

from __future__ import annotations

import pytest

from pipeline.questions.makeup import Makeup, makeup_of
from tests.quick.questions.helpers import parsed

LOOKS = [
    # text, linked, links, pictures, plain, states; furniture, links only, navigation
    ((0, 0, 0, 0, True, False), (True, False, False)),
    ((60, 0, 0, 0, True, False), (True, False, False)),
    ((61, 0, 0, 0, True, False), (False, False, False)),
    ((30, 0, 0, 0, True, True), (True, False, False)),
    ((31, 0, 0, 0, True, True), (False, False, False)),
    ((10, 0, 0, 0, False, False), (False, False, False)),
    ((60, 0, 0, 1, True, True), (True, False, True)),
    ((61, 0, 0, 1, True, False), (False, False, False)),
    ((60, 0, 1, 0, True, True), (True, False, True)),
    ((61, 30, 1, 0, True, False), (False, False, False)),
    ((62, 31, 1, 0, True, False), (True, True, True)),
    ((62, 31, 1, 0, False, False), (False, False, True)),
    ((63, 31, 1, 0, True, False), (False, False, False)),
    ((6, 2, 1, 0, True, False), (True, True, True)),
    ((7, 2, 1, 0, True, False), (True, False, True)),
    ((20, 4, 2, 0, True, False), (True, True, True)),
    ((21, 4, 2, 0, True, False), (True, False, True)),
    ((28, 4, 3, 0, True, False), (True, True, True)),
    ((0, 0, 1, 0, True, False), (True, True, True)),
]


@pytest.mark.parametrize(("told", "expected"), LOOKS)
def test_what_a_footer_may_hold(
    told: tuple[int, int, int, int, bool, bool], expected: tuple[bool, bool, bool]
) -> None:
    seen = Makeup(*told)
    assert (seen.furniture, seen.links_only, seen.navigation) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 甲", Makeup(1, 0, 0, 0, True)),
        ("甲乙[丙](https://x.example)", Makeup(3, 1, 1, 0, True)),
        ("甲 https://x.example/a", Makeup(21, 19, 1, 0, True)),
        ("https://x.example，http://y.example", Makeup(34, 33, 2, 0, True)),
        *((f"（https://x.example{end}甲", Makeup(20, 17, 1, 0, True)) for end in " ，。；）"),
        ("*甲，\n乙*", Makeup(4, 0, 0, 0, True, signed=True)),
        ("_甲乙_", Makeup(2, 0, 0, 0, True, signed=True)),
        ("**甲**", Makeup(1, 0, 0, 0, True)),
        ("__甲__", Makeup(1, 0, 0, 0, True)),
        ("**甲*", Makeup(2, 0, 0, 0, True)),
        ("*甲**", Makeup(2, 0, 0, 0, True)),
        ("*甲* 乙", Makeup(3, 0, 0, 0, True)),
        ("甲 *乙*", Makeup(3, 0, 0, 0, True)),
        ("[https://x.example](https://y.example)", Makeup(17, 17, 1, 0, True)),
        ("甲。", Makeup(2, 0, 0, 0, True, True)),
        ("甲！", Makeup(2, 0, 0, 0, True, True)),
        ("a.", Makeup(2, 0, 0, 0, True, True)),
        ("a!", Makeup(2, 0, 0, 0, True, True)),
        ("---", Makeup(0, 0, 0, 0, True)),
        ("<div></div>", Makeup(0, 0, 0, 0, True)),
        ("<div> 甲 </div>", Makeup(1, 1, 0, 0, True)),
        ("[甲]: https://x.example", Makeup(0, 0, 0, 0, True)),
        ("- 甲\n- [乙](https://x.example)", Makeup(2, 1, 1, 0, True)),
        ("1. 甲\n   - 乙", Makeup(2, 0, 0, 0, True)),
        ("> 甲", Makeup(1, 0, 0, 0, True)),
        ("| 甲 | 乙 |\n|--|--|\n| ![丙](p.png) | 丁 |", Makeup(3, 0, 0, 1, True)),
        ("甲\n: 乙", Makeup(2, 0, 0, 0, True)),
        ("{% note %}\n甲\n{% endnote %}", Makeup(1, 0, 0, 0, True)),
        ("```\n甲\n```", Makeup(0, 0, 0, 0, False)),
        ("- 甲\n\n  ```\n  乙\n  ```", Makeup(1, 0, 0, 0, False)),
    ],
)
def test_the_makeup_of_a_block(text: str, expected: Makeup) -> None:
    document, measure = parsed(text)
    [block] = document.blocks
    assert makeup_of(block, measure) == expected
