"""A small Hexo blog of our own words, as lists of questions that a scenario can edit."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
title: {title}
language: zh-CN
timezone: Asia/Shanghai
url: https://{host}
permalink: :abbrlink.html
post_asset_folder: true
"""


GLOSSARY = "术语速查"
"""The heading above the terms: a question too, which all of them answer."""


@dataclass(slots=True)
class Asked:
    """A question, or a term with its definition. `anchor` is the id in the question's heading."""

    prompt: str
    answer: str
    anchor: str = ""


@dataclass(slots=True)
class PostText:
    """A post before it is written. `pictures` are colours by the file names in its folder."""

    title: str
    date: str
    abbrlink: str
    tags: list[str]
    questions: list[Asked]
    terms: list[Asked] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)

    def prompts(self) -> list[str]:
        """Return the prompts of all cards of the post."""
        words = [GLOSSARY, *(term.prompt for term in self.terms)] if self.terms else []
        return words + [asked.prompt for asked in self.questions]

    def text(self) -> str:
        """Return the post as its author writes it, with the numbers in the headings."""
        head = ["---", f"title: {self.title}", f"date: {self.date}", "tags:"]
        head += [f"  - {tag}" for tag in self.tags]
        head += [f"abbrlink: {self.abbrlink}", "---"]
        parts = ["\n".join(head), "先看题，想好了再往下读。"]
        if self.terms:
            listed = "\n".join(f"* {term.prompt}：{term.answer}" for term in self.terms)
            parts += [f"# 0.{GLOSSARY}", listed]
        for number, asked in enumerate(self.questions, 1):
            named = f" {{#{asked.anchor}}}" if asked.anchor else ""
            parts += [f"# {number}.{asked.prompt}{named}", asked.answer]
        return "\n\n".join(parts) + "\n"


@dataclass(slots=True)
class Site:
    """A blog: posts by the name of their file. Without a host it is a folder of Markdown."""

    host: str
    title: str
    posts: dict[str, PostText]

    def write(self, folder: Path) -> None:
        """Write all files anew; a ledger that lies beside them stays."""
        posts = folder / ("source/_posts" if self.host else "posts")
        shutil.rmtree(posts, ignore_errors=True)
        posts.mkdir(parents=True)
        if self.host:
            config = CONFIG.format(title=self.title, host=self.host)
            (folder / "_config.yml").write_text(config, "utf-8")
        for name, post in self.posts.items():
            (posts / f"{name}.md").write_text(post.text(), "utf-8")
            for picture, colour in post.pictures.items():
                (posts / name).mkdir(exist_ok=True)
                Image.new("RGB", (64, 32), colour).save(posts / name / picture)


def training_site() -> Site:
    """Return a blog: two posts of a series, one with a picture, and one post with a glossary."""
    return Site(
        "training.example",
        "炼丹手记",
        {"part-1": _first_part(), "part-2": _second_part(), "words": _glossary()},
    )


def training_collection() -> Site:
    """Return the posts of the blog as a folder of Markdown."""
    return Site("", "", training_site().posts)


def cooking_site() -> Site:
    """Return another blog, by the same author."""
    bread = PostText(
        "面包问答",
        "2025-04-06 10:00:00",
        "c100",
        ["烘焙"],
        [
            Asked("高筋粉和低筋粉差在哪里？", "差在蛋白质多少，蛋白质越多，揉出来的面筋越有劲。"),
            Asked("面团为什么要冷藏过夜？", "低温让酵母慢下来，酶有时间分解淀粉，香味更足。"),
            Asked("烤箱为什么要先预热？", "面包进炉的头几分钟膨得最快，温度不够就涨不起来。"),
        ],
    )
    return Site("kitchen.example", "厨房手记", {"bread": bread})


def _first_part() -> PostText:
    return PostText(
        "训练技巧面试题(1)",
        "2025-03-01 09:00:00",
        "t100",
        ["训练", "优化器"],
        [
            Asked(
                "学习率为什么要先预热再慢慢降下来？",
                "刚开始时二阶矩的估计还不准，步子大了容易走偏。\n\n"
                "{% asset_img curve.png 学习率曲线 %}\n\n后期降下来，是为了在谷底附近少来回晃。",
            ),
            Asked(
                "梯度裁剪裁掉的是什么？",
                "把整个梯度向量的长度压到上限以内，方向不变，所以只限制一步迈多远。",
            ),
            Asked(
                "AdamW 和 Adam 的权重衰减有什么不同？",
                "前者直接在参数上乘一个小于一的数，后者把惩罚混进梯度，会被自适应的分母缩小。",
            ),
            Asked(
                "混合精度训练时为什么要放大损失？",
                "半精度能表示的最小正数不够小，梯度太小会变成零；先放大，更新前再除回来。",
            ),
            Asked(
                "梯度累积能完全代替大批量吗？",
                "对损失求和的部分等价，但批归一化只看到每个小批，统计量会不一样。",
            ),
        ],
        pictures={"curve.png": "navy"},
    )


def _second_part() -> PostText:
    return PostText(
        "训练技巧面试题(2)",
        "2025-03-08 09:00:00",
        "t200",
        ["训练", "分布式"],
        [
            Asked(
                "数据并行里每张卡各保存什么？",
                "每张卡都有整份参数和优化器状态，只把一批数据切开，再把梯度求平均。",
            ),
            Asked(
                "流水线并行为什么会有气泡？",
                "后面的段要等前面的段算完，首尾几步里总有卡闲着；把一批切得更碎可以减轻。",
            ),
            Asked(
                "激活重算拿什么换什么？",
                "少存中间结果，反向时重新算一遍，用大约三成的时间换显存。",
            ),
            Asked(
                "断点续训时除了权重还要存什么？",
                "优化器状态、学习率调度的步数、随机数状态和数据读到哪里，缺一样曲线就会跳。",
            ),
        ],
    )


def _glossary() -> PostText:
    return PostText(
        "训练术语与问答",
        "2025-03-15 09:00:00",
        "t300",
        ["训练", "术语"],
        [
            Asked("批量大小翻倍时学习率怎么调？", "常见的起点是跟着翻倍，再配上更长的预热。"),
            Asked("早停看的是哪条曲线？", "看验证集上的损失，连续几轮不降就停，并取最好的那一份。"),
            Asked("随机种子固定了结果就一样吗？", "不一定，有些算子的求和顺序每次都不同。"),
        ],
        terms=[
            Asked("动量", "把过去的梯度按指数衰减累加起来，当作前进的方向。"),
            Asked("批归一化", "用一小批数据的均值和方差把每个通道拉回同一尺度。"),
            Asked("丢弃法", "训练时随机把一部分激活置零，逼着网络不依赖某几个单元。"),
            Asked("标签平滑", "把独热目标里的一小份概率匀给其他类别。"),
            Asked("热重启", "学习率降到底以后突然升回去，再降一遍。"),
            Asked("指数滑动平均", "训练时另存一份缓慢跟随的权重，评测时用它。"),
        ],
    )
