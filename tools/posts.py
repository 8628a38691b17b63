"""Posts of our own in any number, for measuring: the same seed gives the same posts."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image

_WORDS = (
    "模型 向量 缓存 注意力 训练 推理 参数 梯度 损失 采样 编码 解码 检索 索引 队列 线程 进程 事务 锁 日志 "
    "token batch Python cache index prompt embedding 批次 精度 显存 吞吐 延迟 窗口 位置 层数 权重 温度"
).split()
_CODE = """```python
def step{n}(values: list[float]) -> float:
    total = 0.0
    for value in values:
        total += value * {n}  # 累加
    return total
```"""
_TABLE = "| 方法 | 显存 | 说明 |\n|:--|--:|---|\n" + "| {a} | {n} GB | {b} |\n" * 4
_MATH = "$$\n\\mathcal{L}_{n} = -\\sum_i p_i \\log q_i\n$$"


def sentence(rng: random.Random) -> str:
    """Return a sentence of words, one of them maybe in bold, code, a link or a formula."""
    words = rng.choices(_WORDS, k=rng.randint(8, 20))
    at = rng.randrange(len(words))
    form = rng.choice(["{}", "{}", "**{}**", "`{}`", "[{}](https://example.org/{})", "$x_{{{}}}$"])
    words[at] = form.format(words[at], rng.randint(1, 999))
    return "".join(words) + "。"


def body(seed: int) -> str:
    """Return a post's body of ten questions, with code, tables, formulas and pictures."""
    rng = random.Random(seed)
    parts = [sentence(rng)]
    for number in range(1, 11):
        a, b = rng.sample(_WORDS, 2)
        parts.append(f"## {number}. {a}和{b}有什么区别？")
        parts += ["".join(sentence(rng) for _ in range(3)) for _ in range(2)]
        parts.append("\n".join(f"{i}. {sentence(rng)}" for i in range(1, 5)))
        extra = number % 4
        if extra == 0:
            parts.append(_CODE.replace("{n}", str(number)))
        elif extra == 1:
            parts.append(_TABLE.format(a=a, b=b, n=number))
        elif extra == 2:
            parts.append(_MATH.replace("{n}", str(number)))
        else:
            parts.append(f"> {sentence(rng)}\n\n![{a}](figure.png)")
    return "\n\n".join(parts) + "\n"


def post(seed: int) -> str:
    """Return a whole post with its front matter."""
    head = f"title: 面试题（{seed + 1}）\ndate: 2024-01-{seed % 28 + 1:02} 08:00:00\ntags: [面试, 模型]"
    return f"---\n{head}\ncategories:\n- 问答\n---\n\n{body(seed)}"


def write_blog(folder: Path, count: int) -> None:
    """Write a Hexo blog of so many posts."""
    posts = folder / "source" / "_posts"
    posts.mkdir(parents=True)
    (folder / "_config.yml").write_text("title: 测\nurl: https://bench.example\n", "utf-8")
    Image.new("RGB", (64, 48)).save(folder / "source" / "figure.png")
    for seed in range(count):
        (posts / f"post-{seed}.md").write_text(post(seed), "utf-8")
