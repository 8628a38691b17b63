"""`postdeck explain`: what it shows of a post, to people and to programs."""

from __future__ import annotations

import json
import math
import os
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline import cli
from pipeline.cli.explain import Explained, explain, text
from pipeline.cli.explain.accounts import Account
from pipeline.stages import Options
from pipeline.widths import columns
from tests.support import ROOT

POST = """---
title: 茶馆面试题
tags: [茶]
---

茶馆招学徒，先问这几样。

## 1. 绿茶为什么不能用滚水泡？

水太烫，叶子就闷黄了。

先晾到八十度。

## 2. 盖碗和紫砂壶有什么区别？

## 3. 行话有哪些？

- 醒茶：先用热水唤醒茶叶
- 洗茶：第一泡倒掉不喝
- 公道杯：匀开茶汤的杯子
- 挂杯：香气留在杯壁上
- 回甘：咽下以后舌根发甜
- 收敛：舌面发紧的感觉
- 茶毫：嫩芽上的细毛
- 开汤：把茶泡开来品评
- 叶底：泡过以后的茶叶
- 杀青：用高温止住发酵

---

[下一篇](next.html) [上一篇](last.html)
"""

GOLDEN = """\
茶馆.md
  title     茶馆面试题
  promise   the title or the file name announces questions
  site      notes
  read as   `questions: heading-2`, the best reading by its signs
  found     3 questions; 10 terms
  left out  7% of the text is in no card
  ending    the last answer ends with line 27: a rule follows, and after it only links,
            pictures or short lines

Readings, the likeliest first
  reading      chance  prompts  asked  marked  answered  first prompt
  ● heading-2     99%        3   100%      0%       67%  8: ## 1. 绿茶为什么不能用滚水泡？
     +0.00 the constant of its kind of reading
     +0.00 asks 1.00 × 0.00  share of prompts that are worded as questions
     +0.00 cover 0.92 × 0.00  share of the other text that is in the answers
     +0.00 asking 1.39 × 0.00  number of prompts that are worded as questions
     +0.00 numbered 1.00 × 0.00  share of prompts that have numbers
     +0.00 promised 1.39 × 0.00  number of prompts below a title, file name or heading
             that announces questions
     +0.00 = its score
    none           1%        0     0%      0%        0%
    title          0%        0     0%      0%        0%
     +0.00 the constant of its kind of reading
     +0.00 lines 2.71 × 0.00  number of lines that could be prompts
     +0.00 title-promises 1.00 × 0.00  the title announces questions
     +0.00 lines-ask 0.21 × 0.00  share of the lines that are worded as questions
     +0.00 2 more signs (--all)
     +0.00 = its score

Outline: the lines that could be prompts, and what they became
   8  prompt             heading-2  绿茶为什么不能用滚水泡？
  14  prompt             heading-2  盖碗和紫砂壶有什么区别？
  16  prompt             heading-2  行话有哪些？
  18  part of an answer  list       · 醒茶：先用热水唤醒茶叶
  19  part of an answer  list       · 洗茶：第一泡倒掉不喝
  20  part of an answer  list       · 公道杯：匀开茶汤的杯子
  21  part of an answer  list       · 挂杯：香气留在杯壁上
  22  part of an answer  list       · 回甘：咽下以后舌根发甜
  23  part of an answer  list       · 收敛：舌面发紧的感觉
  24  part of an answer  list       · 茶毫：嫩芽上的细毛
  25  part of an answer  list       · 开汤：把茶泡开来品评
  26  part of an answer  list       · 叶底：泡过以后的茶叶
  27  part of an answer  list       · 杀青：用高温止住发酵
  31  outside            short      · · 下一篇 上一篇

Questions, with the lines of prompt and answer
  1  8   10-12  answered  绿茶为什么不能用滚水泡？
  2  14  -      empty     盖碗和紫砂壶有什么区别？
  3  16  18-27  answered  行话有哪些？

Terms
  18  in question 3  醒茶
  19  in question 3  洗茶
  20  in question 3  公道杯
  21  in question 3  挂杯
  22  in question 3  回甘
  23  in question 3  收敛
  24  in question 3  茶毫
  25  in question 3  开汤
  26  in question 3  叶底
  27  in question 3  杀青

Regions
  1-4    front-matter  title: 茶馆面试题
  5-7    intro         茶馆招学徒，先问这几样。
  8-9    prompt        ## 1. 绿茶为什么不能用滚水泡？
  10-13  answer        水太烫，叶子就闷黄了。
  14-15  prompt        ## 2. 盖碗和紫砂壶有什么区别？
  16-17  prompt        ## 3. 行话有哪些？
  18-28  answer        - 醒茶：先用热水唤醒茶叶
  29-31  outro         [下一篇](next.html) [上一篇](last.html)

Findings
  茶馆.md:14: warning: question 2 has no answer yet: 盖碗和紫砂壶有什么区别？ [stub]
"""


ARTICLE = """---
title: 周末做豆腐
---

## 泡豆子

泡一整夜，换两次水。

## 磨浆

加水慢慢磨，再用布滤掉豆渣。

## 点卤

卤水分三次倒，轻轻推开。
"""


MANY = ARTICLE + "".join(
    f"\n### 第{n}步怎么做？\n\n慢慢做。\n\n**要点{n}**\n\n慢慢做。\n\n{n}、材料{n}\n\n慢慢做。\n"
    for n in range(1, 5)
)
"""An article that can be read in many ways."""

MARKED = """---
title: 豆腐面试题
---

## 1. 豆子怎么选？

先看皮。

答案：用筛子，冲着水筛。

## 2. 豆腐为什么散了？

压得太早。

**解决办法**

多等一刻钟。

## 3. 卤水放多少？

一斤豆子放一两。
"""


def steady(text: str) -> str:
    """Return an account without what changes when weights are fitted again."""
    return re.sub(r"[+-]\d+\.\d\d", "+0.00", re.sub(r"× -?\d+\.\d\d", "× 0.00", text))


class Explainer:
    """Runs `postdeck explain` in a folder of its own."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capture = capture

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = cli.main(["explain", *arguments])
        out, err = self._capture.readouterr()
        return code, out, err

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def json(self, *arguments: str) -> Any:
        code, out, err = self("--format", "json", *arguments)
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def explainer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Explainer:
    folder = tmp_path / "notes"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Explainer(folder, capsys)


def test_a_post_in_full(explainer: Explainer) -> None:
    explainer.write("茶馆.md", POST)
    code, out, err = explainer("茶馆.md")
    assert (code, steady(out), err) == (0, GOLDEN, "")


def test_json_tells_the_same(explainer: Explainer) -> None:
    explainer.write("茶馆.md", POST)
    told = explainer.json("茶馆.md")
    (post,) = told["posts"]
    assert told["findings"] == []
    assert (post["path"], post["site"], post["title"]) == ("茶馆.md", "notes", "茶馆面试题")
    assert post["promise"] == {"says": "plain", "asks": False}
    assert post["taken"] == {"selection": "heading-2", "judge": "weights", "sure": True}
    assert (post["advice"], post["left_out"]) == (None, 0.07)
    reading, none, title = post["readings"]
    assert [read["reading"] for read in (none, title)] == ["none", "title"]
    assert not none["taken"]
    signs = reading.pop("signs")
    assert reading.pop("chance") > 0.9
    assert reading.pop("score") == pytest.approx(reading.pop("constant") + added(signs), abs=0.1)
    assert reading == {
        "reading": "heading-2", "prompts": 3, "asked": 1.0, "marked": 0.0, "answered": 0.67,
        "line": 8, "first": "## 1. 绿茶为什么不能用滚水泡？", "taken": True, "markers": [],
    }  # fmt: skip
    assert "share of prompts that are worded as questions" in [
        sign["says"] for sign in signs if sign["adds"] > 0
    ]
    assert post["outline"][0] == {
        "line": 8, "depth": 0, "written": "heading-2", "text": "绿茶为什么不能用滚水泡？",
        "became": "prompt",
    }  # fmt: skip
    became = {node["line"]: node["became"] for node in post["outline"]}
    assert (became[18], became[31]) == ("part of an answer", "outside")
    assert post["regions"][2] == {
        "kind": "prompt", "start": 8, "end": 9, "text": "## 1. 绿茶为什么不能用滚水泡？",
    }  # fmt: skip
    assert post["questions"][1] == {
        "number": "2", "prompt": "盖碗和紫砂壶有什么区别？", "prompt_span": {"start": 14, "end": 14},
        "answer_span": None, "status": "empty", "marker": None,
    }  # fmt: skip
    assert post["terms"][0] == {"term": "醒茶", "span": {"start": 18, "end": 18}, "question": 3}
    assert post["ending"]["line"] == 27
    (finding,) = post["findings"]
    assert (finding["code"], finding["path"], finding["line"]) == ("stub", "茶馆.md", 14)


def test_a_sign_is_named_as_in_the_code_with_its_value_and_its_weight(explainer: Explainer) -> None:
    explainer.write("茶馆.md", POST)
    (post,) = explainer.json("茶馆.md")["posts"]
    weighed = json.loads((ROOT / "pipeline/questions/weights.json").read_text("utf-8"))
    for reading, part in zip(post["readings"], ("signs", "signs", "title"), strict=True):
        for sign in reading["signs"]:
            assert sign["weight"] == pytest.approx(weighed[part][sign["name"]], abs=0.001)
            assert sign["adds"] == pytest.approx(sign["value"] * sign["weight"], abs=0.02)
    (asks,) = (sign for sign in post["readings"][0]["signs"] if sign["name"] == "asks")
    assert asks["value"] == 1


def test_the_line_that_marks_an_answer_is_named(explainer: Explainer) -> None:
    explainer.write("豆腐.md", MARKED)
    (post,) = explainer.json("豆腐.md")["posts"]
    taken = next(reading for reading in post["readings"] if reading["taken"])
    answer = {"prompt": 5, "line": 9, "opens": "answer", "text": "答案：用筛子，冲着水筛。"}
    solution = {"prompt": 11, "line": 15, "opens": "solution", "text": "**解决办法**"}
    assert (taken["reading"], taken["marked"]) == ("heading-2", 0.67)
    assert taken["markers"] == [answer, solution]
    assert [question["marker"] for question in post["questions"]] == [answer, solution, None]
    shown = explainer("豆腐.md")[1]
    assert "\n      answer marked at line 9: 答案：用筛子，冲着水筛。\n" in shown
    assert "\n      solution marked at line 15: **解决办法**\n" in shown
    explainer.write("豆腐.md", MARKED.replace("title:", "questions: none\ntitle:"))
    assert "marked at" not in explainer("豆腐.md")[1]
    assert "\n    6: answer marked at line 10: 答案" in explainer("豆腐.md", "--all")[1]


def added(signs: list[dict[str, Any]]) -> float:
    return math.fsum(sign["adds"] for sign in signs)


def test_the_chances_can_be_reckoned_from_what_is_shown(explainer: Explainer) -> None:
    explainer.write("豆腐.md", MANY)
    (some,) = explainer.json("豆腐.md")["posts"]
    (post,) = explainer.json("豆腐.md", "--all")["posts"]
    readings = post["readings"]
    assert len(readings) == len(some["readings"]) + some["more_readings"] > len(some["readings"])
    total = sum(math.exp(reading["score"]) for reading in readings)
    for reading in readings:
        assert reading["score"] == pytest.approx(
            reading["constant"] + added(reading["signs"]), abs=0.1
        )
        assert reading["chance"] == pytest.approx(math.exp(reading["score"]) / total, abs=0.01)


def test_signs_of_little_weight_are_folded_with_their_sum(explainer: Explainer) -> None:
    explainer.write("豆腐.md", MANY)
    shown = explainer("豆腐.md")[1].partition("    heading-2 ")[2].partition("= its score")[0]
    numbers = [float(number) for number in re.findall(r"(?m)^ +([+-]\d+\.\d\d)", shown)]
    assert " more signs (--all)\n" in shown
    assert sum(numbers[:-1]) == pytest.approx(numbers[-1], abs=0.05)
    every = explainer("豆腐.md", "--all")[1]
    assert "(--all)" not in every
    assert every.count(" share of the other text that is in the answers\n") >= 1


def test_a_post_is_explained_in_chinese(explainer: Explainer) -> None:
    for name, post in {"茶馆.md": POST, "豆腐.md": MANY}.items():
        explainer.write(name, post)
        code, out, _ = explainer(name, "--lang", "zh")
        assert code == 0
        prose = re.sub(r"`[^`]*`|postdeck choose", "", out)
        assert not re.findall(r"[a-z]{3,} [a-z]{2,}", prose.replace("front matter", ""))
        wrapped = [line for line in out.splitlines() if not line.startswith("      建议：")]
        assert all(columns(line) <= 90 for line in wrapped)
    cli.main(["check", "茶馆.md", "--lang", "en"])


def test_colours_change_nothing_but_the_colour(
    explainer: Explainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    explainer.write("茶馆.md", POST)
    _, coloured, _ = explainer("茶馆.md", "--color", "always")
    assert "\x1b[32mprompt\x1b[0m" in coloured
    assert steady(re.sub(r"\x1b\[\d+m", "", coloured)) == GOLDEN
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert explainer("茶馆.md")[1] == coloured
    assert steady(explainer("茶馆.md", "--color", "never")[1]) == GOLDEN
    monkeypatch.setenv("NO_COLOR", "1")
    assert steady(explainer("茶馆.md")[1]) == GOLDEN
    assert explainer("茶馆.md", "--color", "always")[1] == coloured


def test_no_line_of_a_table_is_wider_than_the_terminal(
    explainer: Explainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    explainer.write("长.md", POST.replace("先晾到八十度。", "先晾到八十度。" * 30))
    explainer.write("longer.md", POST.replace("行话有哪些？", "行话" * 60 + "有哪些？"))
    for width in (80, 91, 132):
        monkeypatch.setenv("COLUMNS", str(width))
        _, out, _ = explainer(".")
        shown = out.partition("Outline")[2].partition("Findings")[0]
        assert max(columns(line) for line in shown.splitlines()) <= width


def test_an_article_and_its_doubts(explainer: Explainer) -> None:
    explainer.write("豆腐.md", ARTICLE)
    code, out, _ = explainer("豆腐.md")
    assert code == 0
    assert (
        "  promise   no title, file name, folder, category or tag announces questions\n  site "
        in out
    )
    assert (
        "  found     no questions\n  advice    if this is wrong: postdeck choose '豆腐.md'; or `"
        in out
    )
    assert " it gives 3 questions, 3 answered\n" in out
    assert "info: no question was found [no-questions]" in out
    (post,) = explainer.json("豆腐.md")["posts"]
    reading = next(read for read in post["readings"] if read["reading"] == "heading-2")
    assert not reading["taken"]
    against = [sign["says"] for sign in reading["signs"] if sign["adds"] < 0]
    assert f"  {against[0]} " in re.sub(r"\n {5,}", " ", out)
    explainer.write("豆腐.md", ARTICLE.replace("title:", f"{post['advice']['line']}\ntitle:"))
    (post,) = explainer.json("豆腐.md")["posts"]
    assert len(post["questions"]) == 3


def test_a_post_without_anything(explainer: Explainer) -> None:
    explainer.write("随笔.md", "---\ntitle: 随笔\n---\n\n今天下雨。\n")
    (post,) = explainer.json("随笔.md")["posts"]
    assert (post["outline"], post["advice"], post["ending"]) == ([], None, None)
    assert [read["reading"] for read in post["readings"]] == ["none", "title"]
    assert "Outline" not in explainer("随笔.md")[1]


def test_the_choice_of_the_author(explainer: Explainer) -> None:
    explainer.write("a.md", ARTICLE.replace("title:", "questions: heading-2\ntitle:"))
    _, out, _ = explainer("a.md")
    assert "  read as   `questions: heading-2`, as the front matter says\n" in out
    explainer.write("c.md", ARTICLE.replace("title:", "questions: none\ntitle:"))
    given, none = explainer.json("a.md", "c.md")["posts"]
    assert given["taken"] == {"selection": "heading-2", "judge": "front matter", "sure": True}
    assert (len(given["questions"]), given["advice"]) == (3, None)
    assert (len(none["questions"]), none["advice"]) == (0, None)
    chosen = [read["reading"] for read in given["readings"] if read["taken"]]
    assert chosen == ["heading-2"]


def test_a_choice_that_finds_nothing_is_answered_with_one_that_does(explainer: Explainer) -> None:
    explainer.write("a.md", ARTICLE.replace("title:", "questions: list\ntitle:"))
    (post,) = explainer.json("a.md")["posts"]
    assert post["taken"] == {"selection": "list", "judge": "front matter", "sure": True}
    assert post["advice"] == {"line": "questions: heading-2", "questions": 3, "answered": 3}
    (finding,) = post["findings"]
    assert "`questions: heading-2`" in finding["hint"]


def hexo(explainer: Explainer) -> Path:
    """Write a Hexo site of three posts, two of which end alike, and return it."""
    explainer.write("blog/_config.yml", "title: 手记\nurl: https://tea.example\n")
    explainer.write("blog/source/_drafts/draft.md", "---\ntitle: 草稿\n---\n")
    posts = "blog/source/_posts"
    closing = "\n本站由一只猫看管，它不识字。\n"
    explainer.write(f"{posts}/甲/one.md", POST.partition("## 3")[0] + "先看火候。\n" + closing)
    explainer.write(f"{posts}/甲/two.md", "---\ntitle: 二\n---\n\n雨。\n" + closing)
    explainer.write(f"{posts}/hidden.md", "---\ntitle: 藏\npublished: false\n---\n\n雨。\n")
    explainer.write(f"{posts}/notes.txt", "雨。\n")
    return Path(posts)


def test_a_file_is_read_as_a_post_of_its_site(
    explainer: Explainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = hexo(explainer)
    (post,) = explainer.json(str(posts / "甲/one.md"))["posts"]
    assert (post["path"], post["site"]) == (str(posts / "甲/one.md"), "tea.example")
    assert "other posts" in post["ending"]["why"]
    assert post["regions"][-1]["text"] == "本站由一只猫看管，它不识字。"
    explainer.write("postdeck.toml", '[sites."tea.example".questions]\n"甲/one" = "none"\n')
    (post,) = explainer.json(str(posts / "甲/one.md"))["posts"]
    assert post["taken"] == {"selection": "none", "judge": "settings", "sure": True}
    monkeypatch.chdir(posts / "甲")
    assert [p["path"] for p in explainer.json("one.md")["posts"]] == ["one.md"]
    assert [p["path"] for p in explainer.json("..", "two.md")["posts"]] == ["one.md", "two.md"]


def test_a_link_from_elsewhere_leads_to_the_post(explainer: Explainer) -> None:
    file = hexo(explainer) / "甲/two.md"
    (explainer.folder / "link.md").symlink_to(explainer.folder / file)
    (post,) = explainer.json("link.md")["posts"]
    assert (post["path"], post["site"], post["title"]) == ("link.md", "tea.example", "二")


def test_a_folder_explains_all_posts_of_every_site_in_it(explainer: Explainer) -> None:
    posts = hexo(explainer)
    explainer.write("beside.md", ARTICLE)
    told = [post["path"] for post in explainer.json(".", "beside.md")["posts"]]
    assert told == ["beside.md", str(posts / "甲/one.md"), str(posts / "甲/two.md")]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("nowhere.md", "no such file or folder"),
        ("plain.txt", "this is not Markdown"),
        ("empty", "no post is in this folder"),
        ("blog/_config.yml", "this is not a post of the site blog"),
        ("blog/source/_drafts/draft.md", "the post is a draft, so it is left out"),
        ("blog/source/_drafts", "no post is in this folder of the site blog"),
        ("blog/source/_posts/hidden.md", "the post is not published, so it is left out"),
        ("blog/source/_posts/notes.txt", "this is not a post of the site blog"),
    ],
)
def test_what_is_no_post(explainer: Explainer, asked: str, why: str) -> None:
    hexo(explainer)
    explainer.write("plain.txt", "雨。\n")
    (explainer.folder / "empty").mkdir()
    assert explainer(asked) == (2, "", f"postdeck: {asked}: {why}\n")


def test_wrong_usage(explainer: Explainer) -> None:
    assert explainer()[0] == 2
    assert explainer("a.md", "--color", "pink")[0] == 2


def test_errors_of_the_posts_asked_for_and_of_no_others(explainer: Explainer) -> None:
    explainer.write("a.md", POST.replace("tags:", "questions: some\ntags:"))
    explainer.write("b.md", "---\ntitle: 一\ntitle: 二\n---\n")
    explainer.write("c.md", ARTICLE)
    code, out, _ = explainer("a.md")
    assert code == 1
    assert "a.md:3: error: " in out
    assert "  found     3 questions" in out
    code, out, _ = explainer("b.md", "c.md")
    assert code == 1
    assert "b.md\n  refused   a build leaves this post out: see its findings\n\nFindings\n" in out
    assert explainer("c.md")[0] == 0
    assert explainer("a.md", "--format", "json")[0] == 1


def test_warnings_are_errors_with_strict(explainer: Explainer) -> None:
    explainer.write("a.md", POST)
    assert explainer("a.md", "--strict")[0] == 1


def test_errors_in_the_settings(explainer: Explainer) -> None:
    explainer.write("a.md", ARTICLE)
    explainer.write("postdeck.toml", "[sites]\nnotes = 1\n")
    code, out, _ = explainer("a.md")
    assert code == 1
    assert "\nErrors in the settings\n  postdeck.toml:2: error: " in out


def test_a_title_that_would_command_the_terminal() -> None:
    account = Account("a\x1b[2J.md", "notes", title="红\u202e\x9b31m")
    shown = text.render(Explained((account,), ()), 80, colour=False)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)


def test_the_demo(demo: Path) -> None:
    explained = explain(Options(sources=(Path(os.path.relpath(demo)),)))
    assert not explained.failed
    assert all(post.questions and post.advice is None for post in explained.posts)
