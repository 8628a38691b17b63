"""`postdeck init`: settings that do nothing until one is wanted, and what is written beside them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from pipeline.settings import Settings
from pipeline.settings.reader import load
from tests.support.command import POST, Postdeck

UNSURE = """---
title: 面试题
---

# 一、栈

## 1. 什么是栈？

后进先出。

## 2. 栈有什么用？

递归。

# 二、堆

## 1. 什么是堆？

一棵树。
"""
BESIDE = (".gitattributes", ".github/workflows/postdeck.yml", ".git/hooks/pre-commit")


@pytest.fixture
def blog(postdeck: Postdeck) -> Postdeck:
    """The command in a Hexo blog, which is a checkout."""
    postdeck.write("_config.yml", "title: 博客\nurl: https://a.example\n")
    postdeck.write("source/_posts/a.md", POST)
    (postdeck.folder / ".git").mkdir()
    return postdeck


@pytest.fixture(autouse=True)
def unknown_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody know where postdeck was installed from."""
    monkeypatch.setattr("pipeline.cli.init.offers.origin", lambda: "")


def written(postdeck: Postdeck) -> str:
    return (postdeck.folder / "postdeck.toml").read_text("utf-8")


def without_marks(text: str) -> str:
    """Return settings with each of them in force."""
    return re.sub(r"(?m)^#(?! )", "", text)


def test_the_settings_set_nothing_until_one_is_wanted(blog: Postdeck, tmp_path: Path) -> None:
    told = blog("init")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[0] == "wrote postdeck.toml, where each setting is commented out"
    settings, findings = load(blog.folder / "postdeck.toml")
    assert findings == ()
    assert settings.of("a.example") == Settings().of("a.example")
    assert blog("check", "--strict").code == 0
    blog.write("postdeck.toml", without_marks(written(blog)))
    settings, findings = load(blog.folder / "postdeck.toml")
    assert findings == ()
    assert (settings.of("a.example").title, settings.options["sheet"]["paper"]) == ("博客", "A4")


def test_only_what_is_of_use_is_listed(blog: Postdeck) -> None:
    blog("init")
    tables = tomllib.loads(written(blog))
    assert set(tables) == {"sites", "anki", "sheet", "findings"}
    assert not re.search(r"(?m)^#(unsure|titles|url|reverse|separate|width) ", written(blog))
    (blog.folder / "postdeck.toml").unlink()
    picture = "\n![](https://b.example/p.png)\n\n[他](https://c.example/)\n"
    blog.write("source/_posts/b.md", "---\ntitle: 什么是树？\n---\n\n没有环的图。\n" + picture)
    blog.write("source/_posts/c.md", UNSURE)
    blog("init")
    assert {"linkcheck", "pictures"} < set(tomllib.loads(written(blog)))
    assert '#titles = "take"' in written(blog)


def test_titles_of_any_letters_make_a_file_that_can_be_read(blog: Postdeck) -> None:
    title = 'a"b\\ \x7f\u2028\n[x]\n#'
    blog.write("_config.yml", f"title: {json.dumps(title)}\nurl: https://a.example\n")
    assert blog("init").code == 0
    assert load(blog.folder / "postdeck.toml")[1] == ()
    blog.write("postdeck.toml", without_marks(written(blog)))
    settings, findings = load(blog.folder / "postdeck.toml")
    assert findings == ()
    assert settings.of("a.example").title == title


def test_a_folder_of_markdown_is_named_once(postdeck: Postdeck) -> None:
    postdeck.write("notes/a.md", POST)
    inside = postdeck.at(postdeck.folder / "notes")
    assert inside("init").code == 2
    assert inside("init", ".").code == 0
    assert "#url = " in (postdeck.folder / "notes" / "postdeck.toml").read_text("utf-8")
    assert inside("check").code == 0


def test_a_folder_without_posts_gets_nothing(postdeck: Postdeck) -> None:
    (postdeck.folder / "empty").mkdir()
    told = postdeck("init", "empty", "--yes")
    assert (told.code, "nothing was written" in told.out) == (1, True)
    assert list((postdeck.folder / "empty").iterdir()) == []


def test_what_is_needed_and_harmless_is_written_where_nobody_is_asked(blog: Postdeck) -> None:
    told = blog("init")
    assert [name for name in BESIDE if (blog.folder / name).exists()] == [".gitattributes"]
    assert "added to .gitattributes: cards.lock.json merge=union\n" in told.out
    assert told.out.endswith("next: postdeck build\n")


def test_outside_git_settings_alone_are_written(postdeck: Postdeck) -> None:
    postdeck.write("my notes/a.md", POST)
    told = postdeck("init", "my notes")
    assert told.out.endswith("next: postdeck build 'my notes'\n")
    assert {path.name for path in (postdeck.folder / "my notes").iterdir()} == {
        "a.md", "postdeck.toml",
    }  # fmt: skip


def test_all_is_written_at_a_word_and_nothing_twice(blog: Postdeck) -> None:
    blog.write(".gitattributes", "*.png binary")
    assert blog("init", "--yes").code == 0
    made = {name: (blog.folder / name).read_text("utf-8") for name in (*BESIDE, "postdeck.toml")}
    assert made[".gitattributes"] == "*.png binary\ncards.lock.json merge=union\n"
    again = blog("init", "--yes")
    assert again.code == 0
    assert {name: (blog.folder / name).read_text("utf-8") for name in made} == made


def test_what_is_there_stays(blog: Postdeck) -> None:
    own = {
        "postdeck.toml": "titles = 'leave'\n",
        BESIDE[1]: "name: mine\n",
        BESIDE[2]: "#!/bin/sh\n",
    }
    for name, text in own.items():
        blog.write(name, text)
    told = blog("init", "--yes")
    assert told.code == 0
    assert all((blog.folder / name).read_text("utf-8") == text for name, text in own.items())
    assert "postdeck.toml is there, and stays as it is" in told.out
    refused = blog("init", "--hook", "--gitattributes")
    assert (refused.code, "add `postdeck build --only deck --locked` to it" in refused.err) == (
        2,
        True,
    )


def test_a_hook_needs_a_checkout_whose_hooks_lie_there(blog: Postdeck) -> None:
    blog.write(".git/config", "[core]\n\thooksPath = .husky\n")
    assert "lie elsewhere" in blog("init", "--hook").err
    (blog.folder / ".git" / "config").unlink()
    (blog.folder / ".git").rmdir()
    assert "no git repository" in blog("init", "--hook").err
    assert not (blog.folder / "postdeck.toml").exists()


def test_the_workflow_builds_the_blog_where_it_lies(postdeck: Postdeck) -> None:
    (postdeck.folder / ".git").mkdir()
    postdeck.write("it's/_config.yml", "title: 博客\nurl: https://a.example\n")
    postdeck.write("it's/source/_posts/a.md", POST)
    inside = postdeck.at(postdeck.folder / "it's" / "source")
    assert inside("init", "--workflow").code == 0
    workflow = yaml.safe_load((postdeck.folder / BESIDE[1]).read_text("utf-8"))
    job = workflow["jobs"]["deck"]
    assert job["defaults"]["run"]["working-directory"] == "it's"
    steps = job["steps"]
    [command] = [step["run"] for step in steps if step.get("run", "").startswith("postdeck ")]
    place = postdeck.at(postdeck.folder / "it's")
    assert place(*command.split()[1:]).code == 1, "no ledger was committed"
    assert place("build", "--only", "deck").code == 0
    assert place(*command.split()[1:]).code == 0
    assert (postdeck.folder / steps[-1]["with"]["path"]).is_file()


@pytest.mark.skipif(os.name != "posix", reason="hooks of git are shell scripts")
def test_the_hook_keeps_back_a_commit_without_its_ledger(blog: Postdeck) -> None:
    blog("init", "--hook")
    hook = blog.folder / ".git" / "hooks" / "pre-commit"
    programs = blog.folder / "bin"
    from tests.support import ROOT

    command = blog.write("bin/postdeck", f"#!/bin/sh\nexec '{sys.executable}' -m pipeline \"$@\"\n")
    command.chmod(0o755)

    def run(path: str) -> subprocess.CompletedProcess[str]:
        given = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [hook], cwd=blog.folder, env=given, capture_output=True, text=True, check=False
        )

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=blog.folder, check=True, capture_output=True)

    def is_silent(done: subprocess.CompletedProcess[str]) -> bool:
        return (done.returncode, done.stdout, done.stderr) == (0, "", "")

    git("init", "--quiet")
    written = hook.read_text("utf-8")
    hook.write_text(
        written.replace(f"echo {Path(sys.executable).parent}", "echo /nowhere"), "utf-8"
    )
    assert "was not checked" in run("/nowhere").stderr
    hook.write_text(written, "utf-8")
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    assert is_silent(run(path)), "nothing is in the commit"
    assert str(Path(sys.executable).with_name("postdeck")) in hook.read_text("utf-8")
    git("add", "_config.yml")
    assert is_silent(run(path)), "no post is in the commit"
    blog.write("source/_posts/b.md", "---\ntitle: 1\n---\n## 1. 什么是堆？\n\n![](no.png)\n")
    git("add", "source")
    refused = run(path)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert len(refused.stderr.splitlines()) == 2, "the error and its hint, and no warning"
    assert "[ledger-locked]" in refused.stderr
    assert not (blog.folder / "build").exists()
    assert blog("build", "--only", "deck").code == 0
    assert run(path).stderr == "cards.lock.json is not in git yet: git add cards.lock.json\n"
    git("add", "cards.lock.json")
    assert is_silent(run(path))
    blog.write("source/_posts/a.md", POST.replace("后进先出", "先进后出"))
    assert "edits that are not staged were read too" in run(path).stderr
    assert blog("build", "--only", "deck").code == 0
    git("add", "source")
    assert "is changed and not staged: git add cards" in run(path).stderr


@pytest.mark.parametrize(
    ("given", "made"),
    [
        (["y\n", "n\n", "yes\n"], [BESIDE[0], BESIDE[2]]),
        (["\n", "\n", ""], [BESIDE[0]]),
        (["No\n", "Y\n", "n\n"], [BESIDE[1]]),
    ],
)
def test_a_terminal_is_asked(
    blog: Postdeck, monkeypatch: pytest.MonkeyPatch, given: list[str], made: list[str]
) -> None:
    answers = iter(given)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdin, "readline", lambda: next(answers))
    told = blog("init")
    assert (told.out.count("[Y/n]"), told.out.count("[y/N]")) == (1, 2)
    assert told.out.index("postdeck is not on PyPI yet") < told.out.index("Check each push")
    assert [name for name in BESIDE if (blog.folder / name).exists()] == made


def test_what_is_there_is_told_and_not_asked_about(
    blog: Postdeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog("init", "--yes")
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdin, "readline", lambda: pytest.fail("a question was asked"))
    told = blog("init").out
    assert ".gitattributes has the line cards.lock.json merge=union" in told
    for name in ("postdeck.toml", *BESIDE[1:]):
        assert f"{name} is there, and stays as it is\n" in told
    blog.write(BESIDE[2], "#!/bin/sh\n")
    assert "there is a hook before commits: add" in blog("init").out


def test_jekyll_would_publish_it(postdeck: Postdeck) -> None:
    postdeck.write("_config.yml", "title: x\n")
    postdeck.write("_posts/2024-01-02-a.md", POST)
    assert "exclude: [build, cards.lock.json, postdeck.toml]" in postdeck("init").out
