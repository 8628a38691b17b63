"""The last line that could be an answer's own: before a section's name or what stands beside its prompt."""

from __future__ import annotations

import pytest

from tests.quick.outline.helpers import margins

LISTS = [
    # ways of writing, and a post with marks as in `test_extents`: what stands behind the last item is
    # its answer where it holds none, where it is the only one, or where others are answered so
    ("list", "?- 栈 ⏎ =  表 ⏎ ?- 堆 ⏎ =  树 / .@"),
    ("list", "?- 栈 ⏎ =  表 / =@ / ?- 堆 ⏎ =  树 / =@"),
    ("list", "?- 栈 ⏎ =  表 / ?- 图 ⏎ =  点 / =@ / ?- 堆 ⏎ =  树 / =@"),
    ("list", "?- 栈 ⏎ =  表 ⏎ =<div>文</div> / ?- 堆 ⏎ =  树 / =@"),
    ("list", "?- 栈 ⏎ =  表 / =@"),
    ("list unnumbered", ".1. 甲 / .@ / ?- 栈 ⏎ =  表 ⏎ ?- 堆 ⏎ =  树 / .@"),
    ("box", '?{{< fold "栈？" >}} ⏎ .{{< /fold >}} / =@ / ?::: faq 堆？ ⏎ =@ ⏎ .:::'),
    ("box", "?::: faq 栈？ ⏎ ?@ ⏎ ?::: ⏎ .::: tip 答案 ⏎ =@ ⏎ .::: / ?::: faq 堆？ ⏎ =@ ⏎ .:::"),
]
PARTS = [
    # headings beside a prompt are parts of its answer where numbers go on, unless they frame
    ("paragraph", "?1、栈 / =@ / =## 节 / =@ / ?2、堆 / =@"),
    ("paragraph", "?1、栈 / =@ / .## 节 / .@ / ?1、堆 / =@"),
    ("paragraph", "?1、栈 / =@ / .## 节 / .### 小节 / .@ / ?2、堆 / =@"),
    ("paragraph", "?1、栈 / =@ / .## 参考资料 / .@ / ?2、堆 / =@"),
    ("paragraph", "?1、栈 / =@ / =## 节 / =@ ⏎ .### 参考资料 / .@ / ?2、堆 / =@"),
    ("paragraph + heading-2 numbered", "?1、栈 / =@ / =## 节 / =@ / ?## 2. 堆 / =@"),
    ("paragraph", ".**粗** / ?1、栈 / =@ / .**粗** / .@ / ?2、堆 / =@"),
    ("paragraph", "?1、栈 / =@ / =**总结** / =@ / ?2、堆 / =@"),
    ("bold", "?**栈** / =@ / =## 节 / =@ / ?**堆** / =@"),
    ("heading-2", "?## 1. 栈 / =@ / ?## 堆 / =@ / ?## 3. 图 / =@"),
    ("heading-2 numbered", "?## 1. 栈 / =@ / =## 节 / =@ / ?## 2. 堆 / =@ / =## 节 / =@"),
    ("heading-2 numbered", "?## 1. 栈 / =@ / =## 节 / =### 小节 / =@ / ?## 2. 堆 / =@"),
    ("heading-2 numbered", "?## 1. 栈 / =@ / ?## 2. 堆 / =@ / .## 节 / .@"),
    ("heading-2 numbered", "?## 1. 栈 / =@ / .## 节 / .@ / ?## 1. 堆 / =@ / .## 节 / .@"),
    ("heading-2 numbered", "?## 1. 栈 / =@ / .## 节 / ?## 2. 堆 / =@"),
    ("heading-2 numbered", "?## 1. 栈 / =@ / .## 总结 / .@ / ?## 2. 堆 / =@"),
    ("heading-2 numbered", "?## 1. 栈 / =@ / .# 节 / .@ / ?## 2. 堆 / =@"),
]
LINES = [
    # plain lines end no answer, unless they stand right above a prompt where no numbers go on
    ("paragraph", ".怎样？ / ?1、栈 / =@ / =又怎样？ / ?2、堆 / =@ / =还怎样？ / =@"),
    ("paragraph", ".怎样？ / ?1、栈 / =@ / .又怎样？ / ?1、堆 / =@ / .还怎样？ / .@"),
    ("paragraph", ".怎样？ / ?2、栈 / =@ / =又怎样？ / =@ / ?1、堆 / =@ / =还怎样？ / =@"),
    ("paragraph + bold", ".怎样？ / ?1、栈 / =@ / .又怎样？ / ?**2、堆** / =@"),
    ("bold", ".怎样？ / ?**栈** / =@ / .又怎样？ / ?**堆** / =@"),
    ("bold", ".怎样？ / ?**栈** / =@ / =又怎样？ ⏎ =文。 ⏎ ?**堆** / =@"),
    ("sentence", ".**粗** / ?栈是什么？ / =@ / .**粗** / .@ / ?堆是什么？ / =@"),
    # nor do items, below a prompt that is a line
    ("paragraph", ".- 甲 / ?1、栈 / =@ / =- 乙 ⏎ =- 丙 / ?1、堆 / =@"),
]
GROUPS = [
    # a short line that asks nothing names a group where numbers begin anew right below it
    ("paragraph", "?1、栈 / =@ / =短句 / ?2、堆 / =@"),
    ("paragraph", "?1、栈 / =@ / .短句 / ?1、堆 / =@"),
    ("paragraph", "?1、栈 / =@ / ?2、堆 / =@ / =短句 / =@ / .乙部 / ?1、图 / =@"),
    ("paragraph", "?1、栈 / =@ / ?2、堆 / =@ / =短句 ⏎ =@ ⏎ ?1、图 / =@"),
    ("paragraph", "?1、栈 / =@ / ?2、堆 / =@ / =- 乙部 / ?1、图 / =@"),
    ("paragraph", f"?1、栈 / =@ / ?2、堆 / =@ / .**{'甲' * 20}** / ?1、图 / =@"),
    ("paragraph", f"?1、栈 / =@ / ?2、堆 / =@ / =**{'甲' * 21}** / ?1、图 / =@"),
    ("paragraph", "?1、栈 / =@ / ?2、堆 ⏎ =@ ⏎ .**乙部** ⏎ ?1、图 / =@"),
    ("paragraph", "?1、栈 / ?2、堆 / =乙部 / ?1、图 / =@"),
]


@pytest.mark.parametrize(("ways", "told"), [*LISTS, *PARTS, *LINES, *GROUPS])
def test_an_answer_ends_before_what_is_not_its_own(ways: str, told: str) -> None:
    assert margins(told, ways) == told
