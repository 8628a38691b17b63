"""Small blogs on disk, and short ways to ask what was found about their links."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.findings import Finding
from pipeline.ir import Corpus, Link, Occurrence, Post
from pipeline.stages import Options, check

URL = "https://x.cn"

SENTENCE = (
    "这一篇接着上次说的内容往下讲，前提都在那里写过了，这里就不再重复一遍，"
    "没有看过的读者最好先去看一看再回来，要不然后面的推导会读得很吃力，比如"
)
"""Words by which a paragraph with a link in it is a text, and not a list."""


def post(
    body: str = "正文。", title: str = "甲", date: str | None = "2024-01-02", **head: str
) -> str:
    """Return the text of a post; `head` holds more lines of its front matter. Numbered headings are its
    questions.
    """
    dated = {"date": date} if date else {}
    asked = {"questions": "heading-1 numbered"} if "# 1. " in body else {}
    keys = {"title": title, **dated, **asked, **head}
    lines = [f"{key}: {value}" for key, value in keys.items()]
    return "\n".join(["---", *lines, "---", "", body, ""])


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Write files below a folder, and return the folder."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return root


def hexo(
    root: Path,
    posts: Mapping[str, str],
    files: Mapping[str, str] | None = None,
    *,
    url: str = URL,
    permalink: str = ":title.html",
    title: str = "笔记",
) -> Path:
    """Write a Hexo site and return it; posts are named by their slug, other files by their path."""
    config = f"title: {title}\nurl: {url}\nlanguage: zh-CN\npermalink: {permalink}\n"
    named = {f"source/_posts/{slug}.md": text for slug, text in posts.items()}
    return write(root, {"_config.yml": config, **named, **(files or {})})


def jekyll(
    root: Path,
    posts: Mapping[str, str],
    files: Mapping[str, str] | None = None,
    *,
    url: str = URL,
    baseurl: str = "",
    permalink: str = "/:title.html",
) -> Path:
    """Write a Jekyll site and return it; posts are named by date and slug."""
    config = f"title: Notes\nurl: {url}\nbaseurl: '{baseurl}'\npermalink: {permalink}\n"
    named = {f"_posts/{name}.md": text for name, text in posts.items()}
    return write(root, {"_config.yml": config, **named, **(files or {})})


def corpus_with(config: Path, *sources: Path) -> Corpus:
    """Return the corpus of sources, read with settings."""
    outcome = check(Options(sources=sources, config=config, debug=True))
    assert outcome.corpus is not None
    return outcome.corpus


def link_to(corpus: Corpus, written: str) -> Link:
    """Return the one target whose address is written so."""
    (link,) = [link for link in corpus.links if written in link.written]
    return link


def leads_to(corpus: Corpus, written: str) -> tuple[str, ...]:
    """Return the status of an address and the keys of the posts that it leads to."""
    keys = {post.ref: post.key for post in corpus.posts}
    resolution = link_to(corpus, written).resolution
    return (resolution.status, *(keys[ref] for ref in resolution.posts))


def places(corpus: Corpus) -> list[Occurrence]:
    """Return every place that names a link."""
    return [place for link in corpus.links for place in link.occurrences]


def post_named(corpus: Corpus, key: str) -> Post:
    """Return the post with a key."""
    (found,) = [post for post in corpus.posts if post.key == key]
    return found


def told(corpus: Corpus, code: str) -> list[Finding]:
    """Return the findings of a code."""
    return [finding for finding in corpus.findings if finding.code == code]
