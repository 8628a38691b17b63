"""Real Hexo and we agree on the names by which `post_link` may call a post."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import Code
from pipeline.stages import Options, check
from tests.rest.hexo.engine import hexo_reads

pytestmark = pytest.mark.hexo

POSTS = {"net/tcp-1.md": "TCP", "2024-05-04-dated.md": "Dated", "a b.md": "Spaced", "bare.md": ""}
NAMES = (
    "net/tcp-1", "tcp-1", "net-tcp-1", "tcp", "TCP", "2024-05-04-dated", "dated", "Dated", "a b", "a-b",
    "Spaced", "bare", "bare.md", "Bare heading", "net/tcp-1#part",
)  # fmt: skip
FOLDERS = "new_post_name: :lang/:title.md\n"
DATES = "new_post_name: :year-:month-:day-:title.md\n"


@pytest.mark.parametrize("config", ["", DATES, FOLDERS, "use_slug_as_post_title: true\n"])
def test_the_same_names_are_taken(oracle: Path, config: str, tmp_path: Path) -> None:
    posts = tmp_path / "source/_posts"
    (posts / "net").mkdir(parents=True)
    (tmp_path / "_config.yml").write_text(f"url: https://x.cn\ntimezone: UTC\n{config}")
    for path, title in POSTS.items():
        head = f"title: {title}\n" if title else ""
        (posts / path).write_text(f"---\n{head}date: 2024-05-05\n---\n# Bare heading\n")
    for at, name in enumerate(NAMES):
        text = f"---\ntitle: From {at}\ndate: 2024-05-05\n---\n{{% post_link '{name}' it %}}\n"
        (posts / f"from-{at}.md").write_text(text)
    findings = check(Options((tmp_path,), tmp_path / "out")).findings
    told = [found for found in findings if found.code is Code.BROKEN_POST_LINK]
    ours = {path for found in told for path in (found.path, *(at.path for at in found.related))}
    theirs = {
        path for path, post in hexo_reads(oracle, tmp_path, "alone").items() if "error" in post
    }
    assert {NAMES[int(str(path)[len("source/_posts/from-") : -3])] for path in theirs} >= {"tcp"}
    assert ours == theirs
