"""A small corpus of our own words for tests of the deck, with its pictures."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image

from pipeline.ir import Corpus, Post, Question, Series, Site, Span, Term, Text
from pipeline.ledger import questions_and_terms

if TYPE_CHECKING:
    from pathlib import Path

SITE = Site("notes.example", "hexo", "模型笔记", "https://notes.example", "zh-CN", "Asia/Shanghai")
PICTURE = "attention-1a2b3c4d.png"

CODE = """\
def softmax(xs):
    total = sum(exp(x) for x in xs)

    return [exp(x) / total for x in xs]
"""


def names_of(identified: Corpus) -> dict[str, str]:
    """Return a short name for each card of an identified corpus, as `basics#q1`, by its guid."""
    return {
        item.guid: f"{post.key}#{'q' if isinstance(item, Question) else 't'}{item.ordinal}"
        for post in identified.posts
        for item in questions_and_terms(post)
    }


def text(html: str, visible: str | None = None) -> Text:
    visible = html if visible is None else visible
    return Text(visible, html, visible)


def question(
    ordinal: int, prompt: str | Text, answer: str = "<p>答。</p>", **more: Any
) -> Question:
    made = Question(
        guid="", ordinal=ordinal, number=str(ordinal), status="answered",
        prompt=prompt if isinstance(prompt, Text) else text(prompt),
        answer=text(answer), prompt_span=Span(ordinal * 10, ordinal * 10),
        answer_span=Span(ordinal * 10 + 1, ordinal * 10 + 5),
    )  # fmt: skip
    return replace(made, **more)


def term(ordinal: int, name: str, definition: str, question: int | None = None) -> Term:
    return Term("", ordinal, name, text(definition), question, Span(200 + ordinal, 200 + ordinal))


def post(key: str, *questions: Question, terms: tuple[Term, ...] = (), **more: Any) -> Post:
    made = Post(
        site=SITE.key, key=key, path=f"source/_posts/{key}.md",
        permalink=f"https://notes.example/{key}/", title=key, date="2024-03-01T09:00:00+08:00",
        tags=(), categories=(), series=None, layout=None, front_matter={}, reading="list",
        regions=(), questions=questions, terms=terms, pictures=(),
    )  # fmt: skip
    return replace(made, **more)


def corpus(*posts: Post, sites: tuple[Site, ...] = (SITE,)) -> Corpus:
    return Corpus(sites, posts)


def rich() -> Corpus:
    """Return a corpus with a picture, code, math, a table, hostile text, a stub and T5 twice."""
    basics = post(
        "basics",
        question(
            1, text("什么是<strong>注意力</strong>机制？", "什么是注意力机制？"),
            f'<p>按相关程度加权求和。</p><p><img src="pictures/{PICTURE}" alt="权重图"></p>'
            '<p>权重是 <span class="math inline">\\(a_i = e^{x_i} &lt; 1\\)</span>，和为一：</p>'
            '<p><span class="math display">\\[[a] = \\sum_{i=1}^{n} a_i\\]</span></p>',
        ),
        question(
            2, "怎样写 softmax？",
            f'<p>分三步：</p><pre><code class="language-python">{CODE}</code></pre>'
            "<p>行内代码 <code>xs[0]</code>，快捷键 <kbd>Ctrl</kbd>，<mark>要点</mark>。</p>",
        ),
        question(3, "T5", "<p>一种编码器加解码器的模型。</p>"),
        question(
            4, "笔记里写 [sound:x.mp3] 会怎样？",
            "<p>不会响：[sound:x.mp3] [anki:tts lang=en_US]x[/anki:tts]</p>"
            "<p>[latex]x[/latex] [$]x[/$]</p>"
            '<p><a href="https://example.org/?a=1&amp;b=[sound:y]">外链</a>'
            '<a href="javascript:void 0">坏链</a> {{c1::x}} {{Question}}</p>',
        ),
        question(5, "还没写的问题？", "", status="empty", answer_span=None),
        terms=(
            term(1, "T5", "<p>Text-to-Text Transfer Transformer。</p>", 3),
            term(2, "LoRA", "<p>低秩适配，只训练两个小矩阵。</p>"),
        ),
        title="大模型面试题（1）", series=Series("大模型面试题", 1), tags=("NLP", "面试 题"),
        categories=(("技术", "大模型"),),
    )  # fmt: skip
    tables = post(
        "tables",
        question(
            1, "三种微调各有什么优缺点，分别适合怎样的场景？",
            "<p>见表：</p><table><thead><tr><th>方法</th><th>可训练参数</th><th>显存</th>"
            "<th>适合</th></tr></thead><tbody><tr><td>全量</td><td>100 %</td><td>高</td>"
            "<td>数据多、任务与预训练差别大</td></tr><tr><td>LoRA</td><td>约 1 %</td><td>低</td>"
            "<td>一块显卡，多个任务共用一个底座</td></tr></tbody></table>"
            "<blockquote><p>先试小的，再试大的。</p></blockquote>"
            "<ol><li>准备数据<ul><li>去重</li><li>打乱</li></ul></li><li>训练</li></ol>"
            "<details><summary>更多</summary><p>学习率从小到大。</p></details>",
        ),
        title="微调: std::vector 与 Python", date="2024-02-01", permalink=None,
    )  # fmt: skip
    return corpus(basics, tables)


def draw(folder: Path) -> Path:
    """Write the picture, dark lines on a transparent ground, into a folder, and return that."""
    folder.mkdir(parents=True, exist_ok=True)
    image = Image.new("RGBA", (320, 120), (0, 0, 0, 0))
    for x in range(320):
        for y in range(0, 120, 20):
            image.putpixel((x, y), (20, 20, 20, 255))
            image.putpixel((x, min(119, (x * y) % 120)), (180, 40, 40, 255))
    buffer = BytesIO()
    image.save(buffer, "PNG")
    (folder / PICTURE).write_bytes(buffer.getvalue())
    return folder
