"""The language of the terminal: Chinese for those who read it, English for programs."""

from __future__ import annotations

import io
import json
import os
import re
import sys

import pytest

from pipeline.cli.parser import argument_parser
from pipeline.language import use
from pipeline.widths import columns
from tests.support.command import POST, Postdeck

HAN = re.compile("[\u4e00-\u9fff]")
COMMANDS = tuple(argument_parser().commands)
UNSURE = "---\ntitle: 笔记\n---\n\n" + "\n\n".join(
    f"## {words}？\n\n这里有一句话，说得很长很长很长。"
    for words in ("为什么学它", "它的背景", "学它有什么用")
)


@pytest.fixture(autouse=True)
def _english_again() -> None:
    use("en")


def test_a_build_speaks_chinese_in_a_chinese_terminal(postdeck: Postdeck) -> None:
    postdeck.write("文章/a.md", POST)
    told = postdeck("build", "文章", "--only", "deck", LC_ALL="", LANG="zh_CN.UTF-8")
    assert told.code == 0
    assert "1 张卡片，来自 1 个站点、1 篇文章里的 1 道题" in told.out
    assert "在 Anki 里：文件 → 导入" in told.out
    assert "这是卡片的账本" in told.out
    assert told.out.endswith("0 个错误，0 个警告\n")


def test_findings_and_their_hints_are_translated(postdeck: Postdeck) -> None:
    postdeck.write("postdeck.toml", "[anki]\ndeck = 1\n")
    postdeck.write("posts/a.md", POST)
    told = postdeck("build", "posts", "--lang", "zh")
    assert told.code == 1
    assert "postdeck.toml:2: 错误: 没有 [anki] deck 这个设置 [bad-config]" in told.out
    assert "建议：是不是想写 decks？" in told.out


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["build", "nowhere"], "postdeck: nowhere：文件或文件夹不存在\n"),
        (["build", "--only", "x", "."], "postdeck: 没有产物 x，只有："),
        (["build", "--paper"], "错误：参数 --paper：需要一个值"),
        (["check", "--wrong"], "错误：无法识别的参数：--wrong"),
    ],
)
def test_wrong_usage_is_told_in_chinese(
    postdeck: Postdeck, arguments: list[str], text: str
) -> None:
    postdeck.write("a.md", POST)
    told = postdeck(*arguments, LC_ALL="zh_CN.UTF-8")
    assert told.code == 2
    assert text in told.err


def test_lang_goes_before_the_terminal(postdeck: Postdeck) -> None:
    postdeck.write("a.md", POST)
    assert HAN.search(postdeck("check", ".", "--lang", "zh").out)
    assert not HAN.search(postdeck("check", ".", "--lang", "en", LC_ALL="zh_CN.UTF-8").out)
    assert "unrecognized" in postdeck("check", "--x", "--lang", "en", LC_ALL="zh_CN.UTF-8").err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_chinese(postdeck: Postdeck, command: str) -> None:
    told = postdeck("--lang", "zh", *filter(None, [command]), "--help", COLUMNS="80")
    assert told.code == 0
    english = [line for line in told.out.splitlines() if re.search("[a-z]+ [a-z]+ [a-z]+", line)]
    assert not [line for line in english if not HAN.search(line)]
    assert all(columns(line) <= 80 for line in told.out.splitlines())
    assert not re.findall("[\u4e00-\u9fff]:|：:", told.out)


def test_bare_help_is_in_chinese(postdeck: Postdeck) -> None:
    told = postdeck(LANG="zh_CN.UTF-8", LC_ALL="")
    assert told.err.startswith("用法：postdeck")
    assert "  -h, --help      显示这份帮助并退出" in told.err


def test_c_is_english(postdeck: Postdeck) -> None:
    postdeck.write("a.md", POST)
    told = postdeck("build", ".", "--only", "deck", LC_ALL="C", LANG="zh_CN.UTF-8", LANGUAGE="zh")
    assert told.out.startswith("1 card from 1 question in 1 post")


@pytest.mark.parametrize("form", ["json", "github"])
def test_programs_get_english(postdeck: Postdeck, form: str) -> None:
    postdeck.write("postdeck.toml", "[anki]\ndeck = 1\n")
    postdeck.write("posts/a.md", POST)
    asked = ("check", "posts", "--format", form)
    told = postdeck(*asked, LC_ALL="zh_CN.UTF-8")
    assert told == postdeck(*asked, "--lang", "zh") == postdeck(*asked)
    assert "there is no setting" in told.out


def test_products_are_the_same_in_every_language(postdeck: Postdeck) -> None:
    postdeck.write("posts/a.md", POST + "\n# 2. 什么是队列？\n\n[x](nowhere.md)\n")
    for language in ("en", "zh"):
        postdeck(
            "build", "posts", "--out", language, "--ledger", f"{language}.json", "--lang", language
        )
    made = {
        language: {
            path.name: path.read_bytes()
            for path in sorted((postdeck.folder / language).rglob("*"))
            if path.is_file() and path.name != "manifest.json"
        }
        for language in ("en", "zh")
    }
    assert made["en"] == made["zh"]
    assert json.loads(made["zh"]["corpus.json"])["findings"]


def test_the_environment_stays_as_it_is(postdeck: Postdeck) -> None:
    before = dict(os.environ)
    postdeck("check", ".", "--lang", "zh")
    assert dict(os.environ) == before


def test_sizes_stand_below_each_other_in_chinese_folders(postdeck: Postdeck) -> None:
    postdeck.write("a.md", POST)
    out = postdeck("build", "a.md", "--out", "输出", "--lang", "zh").out
    rows = [line for line in out.splitlines() if "kB" in line]
    assert len(rows) > 2
    assert len({columns(row.partition("kB")[0]) for row in rows}) == 1


def test_diff_speaks_chinese_to_people_and_english_to_programs(postdeck: Postdeck) -> None:
    more = "\n# 2. 什么是队列？\n\n先进先出的线性表。\n"
    postdeck.write("文章/a.md", POST + more)
    assert postdeck("build", "文章", "--lang", "zh").code == 0
    postdeck.write("文章/a.md", POST.replace("# 1.", "# 3."))
    told = postdeck("diff", "文章", LC_ALL="zh_CN.UTF-8").out
    assert "      编号从 1 改为 3\n" in told
    assert "      已下架\n" in told
    assert "导入后的变化：修改 1，已下架 1。\n" in told
    assert "与上次构建（账本 cards.lock.json）相比：\n" in told
    prose = told.partition("“")[0].partition("可用")[0].replace("cards.lock.json", "")
    assert re.findall("[A-Za-z]+", prose) == ["Anki", "Anki"]
    asked = ("diff", "文章", "--format", "json")
    assert postdeck(*asked, "--lang", "zh") == postdeck(*asked)


def test_choose_asks_in_chinese(postdeck: Postdeck, monkeypatch: pytest.MonkeyPatch) -> None:
    postdeck.write("notes/a.md", UNSURE)
    monkeypatch.setattr(sys, "stdin", io.StringIO("9\n1\n"))
    told = postdeck("choose", "notes", LC_ALL="zh_CN.UTF-8", COLUMNS="80")
    assert "1/1: 笔记" in told.out
    assert "3 道题，3 道有答案" in told.out
    assert "按数字选择；s 跳过" in told.out
    assert "没有这个选项\n" in told.out
    assert "1 篇文章里已为 1 篇选定读法\n下一步：postdeck build " in told.out
    shown = told.out.replace(str(postdeck.folder), "")  # which may be long
    assert not [line for line in shown.splitlines() if columns(line) > 80]


def test_a_console_of_gbk_shows_chinese_and_escapes_what_it_lacks(postdeck: Postdeck) -> None:
    postdeck.write("中文/题😀.md", "no question here\n")
    told = postdeck.process_bytes(
        "check", "中文", "--lang", "zh", PYTHONIOENCODING="gbk", PYTHONUTF8="0"
    )
    shown = told.out.decode("gbk")
    assert "题\\U0001f600.md" in shown
    assert "没有找到题目" in shown
    assert b"Traceback" not in told.err


def test_json_is_utf_8_on_a_console_of_gbk(postdeck: Postdeck) -> None:
    postdeck.write("中文/题😀.md", POST)
    told = postdeck.process_bytes(
        "check", "中文", "--format", "json", PYTHONIOENCODING="gbk", PYTHONUTF8="0"
    )
    assert json.loads(told.out.decode())["summary"]["posts"] == 1
