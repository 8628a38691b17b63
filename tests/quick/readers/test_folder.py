from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import Code
from pipeline.ir import Site
from pipeline.readers import folder
from pipeline.readers.contract import FileRead, SourcePost
from tests.quick.readers.conftest import Read, Write
from tests.support.reading import corpus_of

NAME = "my file.md"


def reading_of(write: Write, read: Read, text: str) -> FileRead:
    return read(folder.open_blog(write({f"notes/{NAME}": text}) / "notes", [NAME]), NAME)


def post_of(reading: FileRead) -> SourcePost:
    assert reading.post is not None, reading.findings
    return reading.post


def test_a_folder(write: Write, read: Read) -> None:
    text = "---\ntitle: 1e3\ntags: [a, 2, a]\ncategory: C\nlayout: faq\n---\nBody\n"
    blog = folder.open_blog(write({f"notes/{NAME}": text}) / "notes", [NAME])
    assert blog.site == Site("notes", "folder", "notes", None, None, "UTC")
    assert (tuple(sorted(blog.keys)), blog.dialect.breaks) == ((NAME,), False)
    assert post_of(read(blog, NAME)) == SourcePost(
        site="notes",
        key="my file",
        path=NAME,
        permalink=None,
        title="1000",
        date=None,
        tags=("a", "2"),
        categories=(("C",),),
        layout="faq",
        front_matter={"title": 1000, "tags": ["a", 2, "a"], "category": "C", "layout": "faq"},
        key_lines={"title": 2, "tags": 3, "category": 4, "layout": 5},
        permalink_line=2,
        text=text,
        body_line=7,
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# A title #\n\n# 1. What?\n", "A title"),
        ("---\na: 1\n---\n\n# 面试题 (3)\n", "面试题 (3)"),
        ("# 100 questions\n", None),
        ("# 1.What?\n", None),
        ("# 一、题目\n", None),
        ("# 第 1 题\n", None),
        ("# Q1: What?\n", None),
        ("# **1. What?**\n", None),
        ("# [1、x](y)\n", None),
        ("# 一些问题\n", "一些问题"),
        ("## Deeper\n", None),
        ("Text\n\n# Later\n", "Later"),
        ("Text\n\n# One\n\n# Two\n", None),
        ("Text\n\n## Deeper\n\n# Later\n", None),
        ("[上一篇](a.md) | [目录](../README.md)\n\n# 栈与队列\n\n## 什么是栈？\n", "栈与队列"),
        ("[← back]\n[home](/)\n\n---\n\n# A\n\n# B\n", "A"),
        ("[![build](b.svg)](/ci) ![stars](s.svg)\n\n# A\n\n# B\n", "A"),
        ('<p align="center">\n<a href="/"><img src="a.png"></a>\n</p>\n\n# A\n\n# B\n', "A"),
        ('<h1 align="center">A <b>title</b></h1>\n\n## What?\n', "A title"),
        ("```sh\n# no heading\n```\n\n# A\n", "A"),
        ("A title\n=======\n\n## What?\n", "A title"),
        ("# [A](b.md) **title** ![c](d.svg) `e`\n", "A title  e"),
        ("# 3. Storage\n\n## What is a disk?\n", "3. Storage"),
        ("# 1. What?\n\n# 2. Why?\n\n## Because\n", None),
        ("## Go 题库\n\n#### 什么是切片？\n\n#### 什么是通道？\n", "Go 题库"),
        ("Text\n\n## Go 题库\n\n#### 什么是切片？\n", None),
        ("## 什么是切片？\n\n## 什么是通道？\n", None),
        ("## 1. 切片\n\n### 它是什么？\n", None),
        ("#hashtag\n", None),
        ("", None),
        ("---\ntitle: '  '\n---\n", None),
    ],
)
def test_titles(write: Write, read: Read, text: str, title: str | None) -> None:
    reading = reading_of(write, read, text)
    assert post_of(reading).title == (title or "my file")
    assert [found.code for found in reading.findings] == ([] if title else [Code.MISSING_TITLE])


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-05-04", "2024-05-04"),
        ("2024-05-04 01:02:03", "2024-05-04T01:02:03+00:00"),
        ("2024-05-04 01:02", "2024-05-04T01:02:00+00:00"),
        ("2024-05-04 01:02:03 +08:00", "2024-05-04T01:02:03+08:00"),
        ("'2024/5/4 01:02:03-0330'", "2024-05-04T01:02:03-03:30"),
        ("2024-05-04T01:02:03Z", "2024-05-04T01:02:03+00:00"),
        ("", None),
    ],
)
def test_dates(write: Write, read: Read, written: str, date: str | None) -> None:
    assert post_of(reading_of(write, read, f"---\ntitle: x\ndate: {written}\n---\n")).date == date


@pytest.mark.parametrize(
    ("head", "finding"),
    [
        ("published: false", (Code.UNPUBLISHED, 3)),
        ("a: [", (Code.BAD_FRONT_MATTER, 3)),
    ],
)
def test_heads_that_give_no_post(
    write: Write, read: Read, head: str, finding: tuple[Code, int]
) -> None:
    reading = reading_of(write, read, f"---\ntitle: x\n{head}\n---\n")
    assert reading.post is None
    assert [(found.code, found.line) for found in reading.findings] == [finding]


@pytest.mark.parametrize(
    ("head", "finding"),
    [
        ("date: soon", (Code.BAD_DATE, 3)),
        ("date: 7", (Code.BAD_DATE, 3)),
        ("date: '2024-05-04 25:00'", (Code.BAD_DATE, 3)),
        ("date: '2024-05-04 05:00 +30:00'", (Code.BAD_DATE, 3)),
        ("tags: [{a: b}]", (Code.BAD_VALUE, 3)),
        ("categories: {a: b}", (Code.BAD_VALUE, 3)),
    ],
)
def test_what_is_no_value_is_left_out(
    write: Write, read: Read, head: str, finding: tuple[Code, int]
) -> None:
    reading = reading_of(write, read, f"---\ntitle: x\n{head}\n---\n")
    post = post_of(reading)
    assert (post.title, post.date, post.tags, post.categories) == ("x", None, (), ())
    assert [(found.code, found.line) for found in reading.findings] == [finding]


def test_a_date_that_does_not_exist_is_moved(write: Write, read: Read) -> None:
    reading = reading_of(write, read, "---\ntitle: x\ndate: 2024-02-30 24:00:00\n---\n")
    assert post_of(reading).date == "2024-03-02T00:00:00+00:00"
    assert [(found.code, found.line) for found in reading.findings] == [(Code.BAD_DATE, 3)]


def test_control_characters_are_one_warning(write: Write, read: Read) -> None:
    reading = reading_of(write, read, '---\ntitle: "\\x1f"\n---\na\x1fb\x00\n')
    assert post_of(reading).text.endswith("ab\n")
    assert post_of(reading).title == "\ufffd"
    assert [(found.code, found.line) for found in reading.findings] == [(Code.CONTROL_CHARACTER, 4)]


def test_pictures(write: Write, read: Read) -> None:
    files = {
        "notes/a/b.md": "Text",
        "notes/a/p.png": "1",
        "notes/a/b/q.png": "2",
        "notes/r.png": "3",
    }
    blog = folder.open_blog(write({**files, "s.png": "4"}) / "notes", ["a/b.md"])
    post = post_of(read(blog, "a/b.md"))
    expected = {
        "p.png": "1", "q.png": "2", "b/q.png": "2", "../r.png": "3", "r.png": "3", "/r.png": "3",
        "/a/p.png": "1", "/p.png": None, "../../s.png": None, "http://x.example/p.png": None,
        "//x.example/p.png": None,
    }  # fmt: skip
    found = {written: blog.find_picture(post, written) for written in expected}
    assert {key: file and file.read_text() for key, file in found.items()} == expected


def test_tag_plugins_are_read_as_those_of_hexo(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: 面试题\n---\n# 1. 什么是栈？\n\n见 {% post_link b %}、{% post_link c %}。\n\n"
        "{% note %}\n**注**\n{% endnote %}\n",
        encoding="utf-8",
    )
    (tmp_path / "b.md").write_text(
        "---\ntitle: 另一篇问答\n---\n# 1. 怎么入栈？\n\n甲。\n", encoding="utf-8"
    )
    corpus = corpus_of(tmp_path)
    assert corpus.posts[0].questions[0].answer.html == (
        '<p>见 <a>另一篇问答</a>、<a>c</a>。</p>\n<div class="note"><p><strong>注</strong></p>\n</div>'
    )
    assert [f.code for f in corpus.findings] == ["broken-post-link"]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ('{% hint style="warning" %}\n**A** b\n{% endhint %}',
         '<div class="note warning"><p><strong>A</strong> b</p>\n</div>'),
        ('{% hint style="odd" %}\nA\n{% endhint %}', '<div class="note"><p>A</p>\n</div>'),
        ('{% hint %}\n```js\n{% a %}\n```\n{% endhint %}',
         '<div class="note"><pre><code class="language-js">{% a %}\n</code></pre>\n</div>'),
        ('{% tabs %}\n{% tab title="A & B" %}\nc\n{% endtab %}\n{% endtabs %}',
         '<div class="tabs"><div><div class="caption">A &amp; B</div>\n<p>c</p>\n</div>\n</div>'),
        ('{% embed url="https://y.example/?a=1&b" caption="Play" %}',
         '<p><a href="https://y.example/?a=1&amp;b">Play</a></p>'),
        ('{% content-ref url="https://y.example/" %}\n[Y](https://y.example/)\n{% endcontent-ref %}',
         '<div><p><a href="https://y.example/">Y</a></p>\n</div>'),
    ],
)  # fmt: skip
def test_blocks_of_gitbook(tmp_path: Path, body: str, html: str) -> None:
    (tmp_path / "a.md").write_text(
        f"# A\n\n## 1. What is a quark?\n\n{body}\n\n## 2. What is a lepton?\n\nB\n",
        encoding="utf-8",
    )
    corpus = corpus_of(tmp_path)
    question, _ = corpus.posts[0].questions
    assert (question.answer.html.strip(), [*corpus.findings]) == (html, [])


def test_a_block_of_gitbook_without_an_address_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# A\n\n## 1. What is a quark?\n\nA {% embed x %}\n", encoding="utf-8"
    )
    assert [found.code for found in corpus_of(tmp_path).findings].count(Code.BAD_TAG) == 1
