"""Where the prompts and answers of a post begin and end."""

from __future__ import annotations

import pytest

from pipeline.ir import Span
from pipeline.questions.extents import extents, title_extents
from tests.quick.outline.helpers import found, margins, questions

PROMPTS = [
    # ways of writing, and a post: "?" before a prompt's lines, "=" before an answer's, "&" before
    # those of both, "." before those of neither
    ("heading-2", ".@ / ?## 栈 / =@ / ?## 堆 / =@ / =@"),
    ("heading-3", ".## 甲 / ?### 栈 / =@ / .## 乙 / ?### 堆 / =@"),
    ("paragraph", "?1、栈是什么？ ⏎ =@ ⏎ ?2、堆是什么？ ⏎ =@"),
    ("paragraph", "?1、 ⏎ ?栈是什么？ / =@ / ?2、 ⏎ ?堆是什么？ / =@"),
    ("paragraph", "?1、说到栈， ⏎ ?它像堆吗？ / =@ / ?2、堆是什么？ / =@"),
    ("bold", "?**栈** / =@ / ?**堆** / =@"),
    ("italic", "?*栈* / =@ / ?*堆* / =@"),
    ("sentence", "?栈是什么？ / =@ / ?堆是什么？ / =@"),
    ("question", "?Q：栈 ⏎ =A：表 / ?Q：堆 ⏎ =A：树"),
    ("card", "?栈是什么 ⏎ .? ⏎ =表 / ?堆是什么 ⏎ .? ⏎ =树"),
    ("list", "?- 栈是什么？ ⏎ =  表 ⏎ ?- 堆是什么？ ⏎ =  - 树 ⏎ =  - 图"),
    ("list", "?1. 栈 / =   @ / ?2. 堆 / =   @ / .@"),
    ("list", "?- 栈？ / =@ / ?- 堆？ / =@ / ?- 图？ / =@"),
    ("list-2", ".- 甲 ⏎ ?  - 栈？ ⏎ =    @ ⏎ .- 乙 ⏎ ?  - 堆？ ⏎ =    @"),
    ("quote", "?> 栈是什么？ / =@ / ?> 堆是什么？ / =@"),
    (
        "summary",
        "?<details> ⏎ ?<summary>栈？</summary> / =@ / .</details> / ?<summary>堆？</summary> / =@",
    ),
    ("html", "?<p>栈是什么？</p> / =@ / ?<p>堆是什么？</p> / =@"),
    ("code", "?``` ⏎ ?题目：栈 ⏎ ?``` / =@ / ?``` ⏎ ?题目：堆 ⏎ ?``` / =@"),
    ("heading-2", "?## 1 / ?栈是什么？ / =@ / ?## 2 / ?堆是什么？ / =@"),
]
LEADS = [
    # what is given with a question: options, code and statements before the marker of its answer
    (
        "paragraph",
        "?1、哪个？ ⏎ ?A. 甲 ⏎ ?B. 乙 ⏎ =答案：A / ?2、哪个？ ⏎ ?A. 甲 ⏎ ?B. 乙 ⏎ =答案：B",
    ),
    ("paragraph", "?1、栈 / ?```c ⏎ ?f(); ⏎ ?``` / =答案：1 / ?2、堆 / ?> 引文 / =答案：2"),
    ("heading-2", "?## 栈 / ?说说看。 / .### 答案 / =@ / ?## 堆 / ?@ / .### 答案 / =@"),
    ("heading-2", "?## 栈 / ?说说看。 / =答：@ / ?## 堆 / =答：@ / ?## 图 / =@"),
    # where few answers are marked, statements do not
    ("heading-2", "?## 栈 / =说说看。 / =答：@ / ?## 堆 / =@ / ?## 图 / =@"),
    ("heading-2", "?## 栈 / ?> 说说看。 / =答：@ / ?## 堆 / =@ / ?## 图 / =@"),
    ("heading-2", "?## 栈 / ?A. 甲 ⏎ ?B. 乙 / =答：@ / ?## 堆 / =@ / ?## 图 / =@"),
    ("heading-2", "?## 栈 / ?说说看： ⏎ ?A. 甲 ⏎ ?B. 乙 / =答：@ / ?## 堆 / =@ / ?## 图 / =@"),
    ("heading-2", "?## 栈 / ?说说看。 / .[甲]: http://x.example / =答：@ / ?## 堆 / =答：@"),
    ("heading-2", "?## 栈 / ?说说看。 / .<br> / =答：@ / ?## 堆 / ?说说看。 ⏎ =答：@"),
    # of a single one only what is short does, if it is no task
    ("heading-2", "?## 栈是什么？ / ?@ ⏎ ?@ ⏎ ?@ ⏎ ?@ ⏎ ?@ / =答：@"),
    ("heading-2", "?## 栈是什么？ / =@ ⏎ =@ ⏎ =@ ⏎ =@ ⏎ =@ ⏎ =@ / =答：@"),
    ("heading-2", "?## 栈是什么？ / =@ / =```c ⏎ =f(); ⏎ =``` / =答：@"),
    ("heading-2", "?## 实现一个栈 / ?@ ⏎ ?@ ⏎ ?@ ⏎ ?@ ⏎ ?@ ⏎ ?@ / =答：@"),
    # notes in boxes alone belong to the answer
    ("heading-2", "?## 栈 / => [!NOTE] ⏎ =>  表。 / =答：@ / ?## 堆 / =答：@"),
    ("heading-2", "?## 栈 / =::: tip ⏎ =表。 ⏎ =::: / =答：@ / ?## 堆 / =答：@"),
    ("heading-2", '?## 栈 / =!!! note "甲" ⏎ =    表。 / =答：@ / ?## 堆 / =答：@'),
    ("heading-2", "?## 栈 / ?说说看。 / ?> [!NOTE] ⏎ ?> 表。 / =答：@ / ?## 堆 / =答：@"),
    ("heading-2", "?## 栈 / ?> [!QUESTION] ⏎ ?> 表。 / =答：@ / ?## 堆 / =答：@"),
    # tasks: their solutions are opened by 思路 and the like
    ("heading-2", "?## 反转链表 / ?@ / =### 思路 / =@ / ?## 排序链表 / ?@ / =### 思路 / =@"),
    ("heading-2", "?## 反转链表 / ?@ / =思路： / =@ / ?## 排序链表 / ?@ / =代码： / =@"),
    ("heading-2", "?## 反转链表 / ?思路： / ?@ / =答案：@ / ?## 排序链表 / ?@ / =答案：@"),
    (
        "heading-2",
        "?## 反转链表 / ?@ / =思路： / =@ / ?## 排序链表 / ?@ / =思路： / ?## 查找链表 / =@",
    ),
    ("heading-2", "?## 栈 / =@ / =思路： / =@ / ?## 堆 / =@ / =思路： / =@ / ?## 图 / =@"),
    # its source, and code where it asks for its output
    ("heading-2", "?## 栈 / ?（某厂 2020） / =@ / ?## 堆 / =@"),
    (
        "heading-2",
        "?## 输出什么？ / ?```js ⏎ ?f() ⏎ ?``` / =@ / ?## 堆 / =```js ⏎ =f() ⏎ =``` / =@",
    ),
    ("heading-2", "?## 输出什么？ / =```js ⏎ =f() ⏎ =``` / ?## 堆 / =@"),
    # its source or its code, or a box with the task, where an answer stands behind it
    ("heading-2", "?## 栈 / ?::: question ⏎ ?@ ⏎ ? ::: ⏎ =@ / ?## 堆 / =@"),
    ("heading-2", "?## 栈 / =::: question 说明 ⏎ =@ ⏎ =::: / =@ / ?## 堆 / =@"),
    ("heading-2", "?## 栈 / ?::: info 题目 ⏎ ?::: ⏎ =@ / ?## 堆 / =@"),
    ("heading-2", "?## 栈 / .::: info 题目 ⏎ =@ ⏎ .::: / ?## 堆 / =::: info 题目 ⏎ =@ / =@"),
    ("heading-2", "?## 栈 / ={% note 题目 %} ⏎ =@ ⏎ ={% endnote %} / =@ / ?## 堆 / =@"),
    ("bold", "?**栈** / =（甲） / =@ / ?**堆** / =@"),
    ("heading-2", "?## 栈 / =@ / ?## 堆 / =（甲）"),
    ("heading-2", "?## 栈 / ?（甲） ⏎ =@ / ?## 堆 / =@"),
    (
        "heading-2",
        "?## 输出什么？ / ?（甲） / ?``` ⏎ ?f() ⏎ ?``` ⏎ =@ / ?## 输出什么？ / =- 甲 / =@",
    ),
]
IDLE = [
    # markers alone, wrappers, rules and definitions are no part of the answer
    ("heading-2", "?## 栈 / .答案： / =@ / ?## 堆 / .**答** / =@"),
    ("heading-2", "?## 栈 / .<summary>查看答案</summary> / =@ / .</details> / ?## 堆 / =@"),
    ("heading-2", "?## 栈 / =<summary>答案</summary>@ / ?## 堆 / =@"),
    ("heading-2", "?## 栈 / =@ / .--- / ?## 堆 / .*** / =@ / =--- / =@ @ @ @ / .==="),
    ("heading-2", "?## 栈 / =见[甲]。 / .[甲]: http://x.example / ?## 堆 / =@[^1] / .[^1]: 注"),
    ("heading-2", "?## 栈 / .<br> / =@ / .<!-- 注 --> / ?## 堆 / .&nbsp; / =@ / .</div>"),
    ("heading-2", "?## 栈 / ={% note %} ⏎ =@ ⏎ ={% endnote %} / ?## 堆 / ={% asset_img a.png %}"),
    ("heading-2", "?## 栈 / =``` ⏎ =--- ⏎ =``` / ?## 堆 / =@"),
    ("heading-2", "?## 栈 / =@ / =    --- / ?## 堆 / =<p>答案：@</p> / =@"),
    ("heading-2", "?## 栈 ⏎ .<!-- 注 --> ⏎ =文 / ?## 堆 / =@"),
    ("heading-2", "?## 栈 / =### 答案：B 项 / ?## 堆 / ?说说看。 / .#### 答案 / =@"),
    # nor what ends many answers
    ("heading-2", "?## 甲 / =@ / .[顶](#t) / ?## 乙 / =@ / .[顶](#t) / ?## 丙 / =@ / .[顶](#t)"),
    ("heading-2", "?## 甲 / =@ / .完毕 / ?## 乙 / =@ / .完毕 / ?## 丙 / =@ / .完毕"),
    ("heading-2", "?## 甲 / =@ / =完毕 / ?## 乙 / =@ / =完毕 / ?## 丙 / =@"),
    ("heading-2", "?## 甲 / =@ / =![图](a) ⏎ =### 附 / ?## 乙 / =@ / ?## 丙 / =@"),
]
BOXES = [
    ("box", "?::: question 栈？ ⏎ .::: / =@ / ?::: question 堆？ ⏎ .::: / =@"),
    ("box", "?::: question 栈？ ⏎ =@ ⏎ .::: / .@ / ?::: question 堆？ ⏎ =@ ⏎ .:::"),
    ("box", '?!!! question "栈？" ⏎ =    @ / .@ / ?!!! question "堆？" ⏎ =    @ / .@'),
    (
        "box",
        '?{{< fold "栈？" >}} ⏎ =@ ⏎ .{{</ fold >}} / .@ / ?{{< fold "堆？" >}} ⏎ =@',
    ),
    ("box", "?{% fold 栈？ %} ⏎ =@ ⏎ .{% endfold %} / .@ / ?{% fold 堆？ %} ⏎ =@ ⏎ .{% endfold %}"),
    ("box", "?> [!faq] 栈？ ⏎ => @ ⏎ => @ / .@ / ?> [!faq] 堆？ ⏎ => @ ⏎ => @"),
    ("box", "?> [!faq] 栈？ / =@ / ?> [!faq] 堆？ / =@"),
    (
        "box",
        "?::: question 栈？ ⏎ ?@ ⏎ ?::: / .::: tip 答案 ⏎ =@ ⏎ .::: / ?::: faq 堆？ ⏎ =@ ⏎ .:::",
    ),
    ("heading-2", "?## 栈 / .::: tip 答案 ⏎ =@ ⏎ .::: / ?## 堆 / .::: info ⏎ =@ ⏎ .:::"),
    ("heading-2", "?## 栈 / .:::: info ⏎ =@ ⏎ =::: tip 甲 ⏎ =@ ⏎ =::: ⏎ .:::: / ?## 堆 / =@"),
    ("heading-2", "?## 栈 / =@ ⏎ .::: / ?## 堆 / .:::: info ⏎ .::: tip 甲 ⏎ =@ ⏎ .::: ⏎ .::::"),
    ("heading-2", "?## 栈 / =@ / =::: info ⏎ =@ ⏎ =::: / ?## 堆 / =@"),
    ("heading-2", "?## 栈 / ?::: question 题目 ⏎ ?@ ⏎ ?::: / =@ / ?## 堆 / =@"),
    ("heading-2", "?## 栈 / .{% fold 答案 %} ⏎ =@ ⏎ .{% endfold %} / ?## 堆 / =@"),
    ("heading-2", "?## 栈 / .> [!success] 答案 ⏎ => @ / ?## 堆 / =@"),
]
ENDS = [
    # keys at the end of an exam
    ("paragraph", "?1、栈 / ?2、堆 / ?3、图 / .## 参考答案 / =1. 甲 ⏎ =2. 乙 ⏎ =3. 丙"),
    ("paragraph", "?1、栈 / ?2、堆 / ?3、图 / .## 答案 / =1. 甲 2. 乙 3. 丙"),
    ("paragraph", "?1、栈 ⏎ ?A. 甲 ⏎ ?B. 乙 / ?2、堆 ⏎ ?A. 甲 ⏎ ?B. 乙 / .## 答案 / =1. A ⏎ =2. B"),
    (
        "heading-3",
        "?### 1. 栈 / ?- A. 甲 ⏎ ?- B. 乙 / ?### 2. 堆 / ?@ / .## 参考答案 / =1、A，2、B",
    ),
    ("paragraph", "?1、栈 / ?2、堆 / .## 参考答案 / .1. 甲 ⏎ .3. 乙"),
    # footers
    ("heading-2", "?## 栈 / =@ / ?## 堆 / =@ / .--- / .[甲](https://x.example)"),
    ("heading-2", "?## 栈 / =@ / ?## 堆 / =@ / .转载请注明出处。"),
    (
        "heading-2",
        "?## 栈 / =@ / ?## 堆 / =@ / .往期文章 / .- [甲](https://x.example) ⏎ .- [乙](b.html)",
    ),
    ("heading-2", "?## 栈 / =@ / ?## 堆 / =@ / .# 后来 / .@"),
    # references and the like, also in the midst
    ("heading-2", "?## 栈 / =@ / ?## 堆 / =@ / .## 参考资料 / .[甲](https://x.example)"),
    ("heading-3", "?### 栈 / =@ / .## 总结 / .@ / ?### 堆 / =@"),
    ("heading-2", "?## 栈 / =@ / =### 总结 / =@ / ?## 堆 / =@"),
    ("bold", "?**栈** / =@ / ?**堆** / =@ / .## 参考资料 / .@"),
    # names of groups
    ("paragraph", ".甲部 / ?1、栈 / =@ / ?2、堆 / =@ / .乙部 / ?1、图 / =@"),
    ("paragraph", "?1、栈 / =@ / ?2、堆 / =@ / .乙部 / ?1、图 / =@"),
    ("paragraph", "?1、栈 / =@ / ?2、堆 / =@ / =乙部吗？ / ?1、图 / =@"),
    ("paragraph", "?1、栈 / =@ / ?2、堆 / =@ / =乙部 / =@ / ?1、图 / =@"),
    ("paragraph", "?1、栈 / =@ / =短句 / =@ / ?2、堆 / =@"),
    # lines that are no prompts end nothing, but the last answer ends where it stands
    ("paragraph", ".怎样？ / ?1、栈 / =@ / =又怎样？ / =@ / ?2、堆 / =@ / =还怎样？ / =@"),
    ("paragraph", ".怎样？ / ?1、栈 / =@ / ?2、堆 / =@ / .还怎样？ / .@"),
    ("paragraph", "?1、栈 / =@ / =**粗体** / => 引文 / ?2、堆 / =@"),
]
OPENS = [
    # answers that begin on the prompt's line
    ("paragraph", "&1、什么是栈？答：表 / &2、什么是堆？答：树 ⏎ =@"),
    ("paragraph", "&1、什么是栈？它是一个表。 / &2、什么是堆？它是一棵树。"),
    ("paragraph", "?1、什么是栈？它是一个表。 / =@ / &2、什么是堆？它是一棵树。"),
    ("paragraph", "&1、栈是表（√） / &2、堆是表（×）"),
    ("bold-head", "&**栈**：后进先出 / &**堆**：树 / =@"),
    ("heading-2", "&## 什么是栈？答：表 / =@ / &## 什么是堆？答：树"),
    ("card", "&栈的顶::表尾 / &堆的顶::树根 / .#flashcards"),
    (
        "summary",
        "&<details><summary>栈？</summary>表 ⏎ .</details> / ?<summary>堆？</summary> / =@",
    ),
    ("table", ".| 问题 | 答案 | ⏎ .|--|--| ⏎ &| 栈？ | 表 | ⏎ ?| 堆？ | | ⏎ &| 图？ | 点和边 |"),
]
STATUS = [
    # the status of each answer
    ("## 栈 / @ / ## 堆", "answered empty"),
    ("## 栈 / 待补充 / ## 堆 / TODO", "stub stub"),
    ("## 栈 / 为什么呢？ / ## 堆 / 答：略", "stub stub"),
    ("## 栈 / - 略 / ## 堆 / ![图](a.png)", "stub answered"),
    ("## 栈 / 为什么呢？因为它是表。 / ## 堆 / ``` ⏎ 略 ⏎ ```", "answered answered"),
    ("## 什么是栈？答：略 / ## 什么是堆？答：树", "stub answered"),
    ("## 栈 / --- / ## 堆 / <br> / ## 图 / 答案：", "empty empty empty"),
    (f"## 栈 / {'怎会这样？' * 40} / ## 堆 / {'怎会这样？' * 40}？", "stub answered"),
    ("## 栈 ⏎ 略 / ## 堆 / ![图](a.png)？", "stub answered"),
    ("## 栈 /     为什么？ / ## 堆 / 为什么？ / <div>略</div>", "answered answered"),
    ("## 什么是栈？答：略 / 它是表。 / ## 什么是堆？答：略 ⏎ 它是树。", "answered answered"),
]
ALONE = [
    # lines that say nothing, below an answer's last line
    *(
        "</p>",
        "</center>",
        "</font>",
        "</span>",
        "</ul>",
        "</li>",
        "</a>",
        "<font>",
        "<a id='x'></a>",
    ),
    *(
        "\u200b",
        "<!-- 注 -->",
        "<!---->",
        ">",
        "> ---",
        "> ===",
        "{{< /甲 >}}",
        "{{% /甲 %}}",
        "{{</甲>}}",
    ),
]
OUTPUTS = [
    # what asks for the output of code
    *(
        "以下代码的结果",
        "下面这段的代码呢",
        "下列的代码呢",
        "如下的代码呢",
        "阅读这个代码",
        "这段代码怎样",
    ),
    *(
        "以下八个字的那一段代码",
        "打印了多少",
        "运行结果",
        "执行结果",
        "返回什么",
        "返回相同吗",
        "출력",
    ),
    *(
        "What does the following code do",
        "它 print 了",
        "它 output",
        "它 outputs",
        "它 log",
        "它 logs",
    ),
    *("它 logged", "它 printed"),
]
NO_OUTPUTS = ["返回", "以下九个字的那一小段话的代码", "它 catalogs", "它 logger", "它 blueprint"]
SOURCES = ["（甲）", "(甲)", "【甲】", "[甲]", " （甲） ", f"（{'甲' * 24}）"]
NO_SOURCES = [
    f"（{'甲' * 25}）",
    "（）",
    "（甲（乙）",
    "（甲(乙）",
    "（甲【乙）",
    "（甲[乙）",
    "（甲",
    "甲）",
]
TASKS = ["题目", "问题", "question", "Exercise", "challenge"]
TITLES = [
    # a post whose title asks, the status of its answer, and the last line that could be its own
    ("=@ / =@", "answered 3"),
    (".", "empty 1"),
    ("?# 什么是栈？ / =@ / =## 历史 / =@", "answered 7"),
    ("?# 什么是栈？ ⏎ =@", "answered 2"),
    (".@ / ?# 什么是栈？ / =@ / =# 后来 / =@", "answered 9"),
    ("?# 什么是栈？ / =待补充", "stub 3"),
    ("?# 什么是栈？", "empty 1"),
    ("=待补充", "stub 1"),
    (".--- / =@ / .---", "answered 5"),
    ("=@ / =# 总结 / =@", "answered 5"),
    ("=@ / =--- / =短句", "answered 5"),
    ("=@ / =###### 用处 / =- [甲](https://x.example)", "answered 5"),
    # footers
    (
        "?# 什么是栈？ / =@ / .--- / .[甲](https://x.example) ⏎ .[乙](https://y.example)",
        "answered 3",
    ),
    ("=@ / .- [甲](https://x.example) ⏎ .- [乙](https://y.example)", "answered 1"),
    ("=@ / .## 参考资料 / .- [甲](https://x.example)", "answered 1"),
    ("?# 什么是栈？ / .转载请注明出处。", "empty 1"),
    (".转载请注明出处。", "empty 0"),
    ("=@ / .这一句话在别的文章里也有。", "answered 1"),
]


@pytest.mark.parametrize(("ways", "told"), PROMPTS)
def test_an_answer_runs_to_the_next_prompt_or_to_a_section(ways: str, told: str) -> None:
    assert margins(told, ways) == told


@pytest.mark.parametrize(("ways", "told"), LEADS)
def test_what_is_given_with_a_question_belongs_to_its_prompt(ways: str, told: str) -> None:
    assert margins(told, ways) == told


@pytest.mark.parametrize(("ways", "told"), IDLE)
def test_lines_that_say_nothing_are_no_part_of_an_answer(ways: str, told: str) -> None:
    assert margins(told, ways) == told


@pytest.mark.parametrize(("ways", "told"), BOXES)
def test_boxes_hold_questions_or_answers(ways: str, told: str) -> None:
    assert margins(told, ways) == told


@pytest.mark.parametrize(("ways", "told"), ENDS)
def test_keys_footers_references_and_names_of_groups_are_none_of_it(ways: str, told: str) -> None:
    assert margins(told, ways) == told


@pytest.mark.parametrize(("ways", "told"), OPENS)
def test_an_answer_may_begin_on_the_line_of_its_prompt(ways: str, told: str) -> None:
    assert margins(told, ways) == told


@pytest.mark.parametrize(("told", "status"), STATUS)
def test_an_answer_is_a_stub_or_empty_where_it_says_nothing(told: str, status: str) -> None:
    assert " ".join(one.status for one in questions(told, "heading-2")) == status


def test_a_row_without_an_answer_is_empty() -> None:
    told = "| 问题 | 答案 | ⏎ |--|--| ⏎ | 栈？ | 表 | ⏎ | 堆？ | |"
    assert [one.status for one in questions(told, "table")] == ["answered", "empty"]


def test_lines_that_end_other_posts_of_the_blog_are_a_footer() -> None:
    told = "?## 栈 / =@ / ?## 堆 / =@ / .我在这里写了很多年，每个星期写一篇，从来没有停过。"
    assert (
        margins(told, "heading-2", common=["我在这里写了很多年，每个星期写一篇，从来没有停过。"])
        == told
    )
    assert margins(told, "heading-2") == told.replace("/ .我", "/ =我")


@pytest.mark.parametrize("line", ALONE)
def test_a_line_that_says_nothing_is_no_part_of_an_answer(line: str) -> None:
    told = f"?## 栈 / => 文 ⏎ .{line} / ?## 堆 / =@"
    assert margins(told, "heading-2") == told


@pytest.mark.parametrize("line", ["<abbr>", "> == 文", "> === 文", "{{< 甲 >}}"])
def test_a_line_that_says_something_is(line: str) -> None:
    told = f"?## 栈 / => 文 ⏎ ={line} / ?## 堆 / =@"
    assert margins(told, "heading-2") == told


@pytest.mark.parametrize(
    ("mark", "prompt"), [*(("?", one) for one in OUTPUTS), *(("=", one) for one in NO_OUTPUTS)]
)
def test_code_whose_output_is_asked_for_belongs_to_the_prompt(mark: str, prompt: str) -> None:
    told = f"?## {prompt} / {mark}``` ⏎ {mark}f() ⏎ {mark}``` / =@ / ?## 堆 / =@"
    assert margins(told, "heading-2") == told


@pytest.mark.parametrize(
    ("mark", "line"), [*(("?", one) for one in SOURCES), *(("=", one) for one in NO_SOURCES)]
)
def test_the_source_of_a_question_belongs_to_its_prompt(mark: str, line: str) -> None:
    told = f"?## 栈 / {mark}{line} / =@ / ?## 堆 / =@"
    assert margins(told, "heading-2") == told


@pytest.mark.parametrize("title", TASKS)
def test_a_box_with_the_task_belongs_to_the_prompt(title: str) -> None:
    told = f"?## 栈 / ?::: info {title} ⏎ ?@ ⏎ ?::: / =@ / ?## 堆 / =@"
    assert margins(told, "heading-2") == told


@pytest.mark.parametrize(("told", "status"), TITLES)
def test_the_answer_of_a_title_is_all_but_the_footer(told: str, status: str) -> None:
    lines = [one for line in told.split(" / ") for one in (*line.split(" ⏎ "), "")][:-1]
    post = found(" ⏎ ".join(line[1:] for line in lines), "什么是栈？").post
    common = frozenset({"这一句话在别的文章里也有。"})
    [one] = title_extents(post, common).questions
    assert f"{one.status} {one.limit}" == status
    for mark, span in (("?", one.prompt_span), ("=", one.answer_span)):
        marked = [n for n, line in enumerate(lines, 1) if line[:1] == mark]
        assert (span and (span.start, span.end)) == ((marked[0], marked[-1]) if marked else None)


def test_without_prompts_there_are_no_questions() -> None:
    assert extents(found("@").post, []).questions == ()


def test_why_the_last_answer_ends_is_told() -> None:
    for behind, why in (
        (" / # 后来 / @", "a heading that is not a prompt follows"),
        ("", "the post ends"),
    ):
        all_of = found(f"## 栈 / @ / ## 堆 / @{behind}")
        prompts = [node for node in all_of.nodes if node.level == 2]
        assert extents(all_of.post, prompts).why == why


def test_a_question_tells_its_spans_its_limit_and_where_its_answer_opens() -> None:
    told = "## 什么是栈？答：表 / @ / --- / ## 堆 / --- / ## 图 / @ / ---"
    told_of = [
        (q.prompt_span, q.answer_span, q.limit, q.opens) for q in questions(told, "heading-2")
    ]
    assert told_of == [
        (Span(1, 1), Span(1, 3), 6, True),
        (Span(7, 7), None, 10, False),
        (Span(11, 11), Span(13, 13), 14, False),
    ]
    [one] = questions("## 栈 / 说说看。 / 答：@ / --- ⏎ ---", "heading-2")
    assert (one.prompt_span, one.answer_span) == (Span(1, 3), Span(5, 5))
