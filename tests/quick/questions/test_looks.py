"""What a block looks like at the end of a post: each measure, and its limits."""

from __future__ import annotations

import pytest

from pipeline.questions.looks import Look, look
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
def test_looks(
    told: tuple[int, int, int, int, bool, bool], expected: tuple[bool, bool, bool]
) -> None:
    seen = Look(*told)
    assert (seen.furniture, seen.links_only, seen.navigation) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 甲", Look(1, 0, 0, 0, True)),
        ("甲乙[丙](https://x.example)", Look(3, 1, 1, 0, True)),
        ("甲 https://x.example/a", Look(21, 19, 1, 0, True)),
        ("https://x.example，http://y.example", Look(34, 33, 2, 0, True)),
        *((f"（https://x.example{end}甲", Look(20, 17, 1, 0, True)) for end in " ，。；）"),
        ("*甲，\n乙*", Look(4, 0, 0, 0, True, signed=True)),
        ("_甲乙_", Look(2, 0, 0, 0, True, signed=True)),
        ("**甲**", Look(1, 0, 0, 0, True)),
        ("__甲__", Look(1, 0, 0, 0, True)),
        ("**甲*", Look(2, 0, 0, 0, True)),
        ("*甲**", Look(2, 0, 0, 0, True)),
        ("*甲* 乙", Look(3, 0, 0, 0, True)),
        ("甲 *乙*", Look(3, 0, 0, 0, True)),
        ("[https://x.example](https://y.example)", Look(17, 17, 1, 0, True)),
        ("甲。", Look(2, 0, 0, 0, True, True)),
        ("甲！", Look(2, 0, 0, 0, True, True)),
        ("a.", Look(2, 0, 0, 0, True, True)),
        ("a!", Look(2, 0, 0, 0, True, True)),
        ("---", Look(0, 0, 0, 0, True)),
        ("<div></div>", Look(0, 0, 0, 0, True)),
        ("<div> 甲 </div>", Look(1, 1, 0, 0, True)),
        ("[甲]: https://x.example", Look(0, 0, 0, 0, True)),
        ("- 甲\n- [乙](https://x.example)", Look(2, 1, 1, 0, True)),
        ("1. 甲\n   - 乙", Look(2, 0, 0, 0, True)),
        ("> 甲", Look(1, 0, 0, 0, True)),
        ("| 甲 | 乙 |\n|--|--|\n| ![丙](p.png) | 丁 |", Look(3, 0, 0, 1, True)),
        ("甲\n: 乙", Look(2, 0, 0, 0, True)),
        ("{% note %}\n甲\n{% endnote %}", Look(1, 0, 0, 0, True)),
        ("```\n甲\n```", Look(0, 0, 0, 0, False)),
        ("- 甲\n\n  ```\n  乙\n  ```", Look(1, 0, 0, 0, False)),
    ],
)
def test_the_look_of_a_block(text: str, expected: Look) -> None:
    document, measure = parsed(text)
    [block] = document.blocks
    assert look(block, measure) == expected
