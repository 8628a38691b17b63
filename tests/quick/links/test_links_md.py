"""`links.md` as GitHub shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from pipeline.emitters.links import make
from pipeline.emitters.links.markdown import escaped
from tests.quick.links.sites import SENTENCE, hexo, post, write
from tests.support.reading import corpus_of

GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def place_shown(line: str, folder: Path) -> tuple[str, str]:
    """Return what is shown of the one place: its text, and the part in bold."""
    root = hexo(folder, {"a": post(f"{line}\n", title="Here"), "b": post(title="There")})
    soup = BeautifulSoup(GITHUB.render(make(corpus_of(root))["links.md"].decode()), "html.parser")
    (item,) = soup.select("li li")
    return item.get_text(), "".join(s.get_text() for s in item.select("b"))


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("See ", "the loop", " there."),
        ("如前所述，见", "《那本书》", "的第二章。"),
        ("如前所述，见", "“引文”", "的第二章。"),
        ("如前所述，见", "什么？", "的第二章。"),
        ("如前所述，见", "(3)", "的第二章。"),
    ],
)
def test_the_words_around_are_shown_with_the_link_in_bold(
    before: str, text: str, after: str, tmp_path: Path
) -> None:
    shown, bold = place_shown(f"{before}[{text}](/b.html){after}", tmp_path)
    assert (shown, bold) == (f"Here: {before}{text}{after}", text)


def test_a_tag_is_shown_as_its_text(tmp_path: Path) -> None:
    shown, bold = place_shown("如前所述，见{% post_link b 那一篇 %}的第二章。", tmp_path)
    assert (shown, bold) == ("Here: 如前所述，见那一篇的第二章。", "那一篇")


@pytest.mark.parametrize("title", ["12. 甲", "12) 甲", "2024. A year"])
def test_a_title_begins_no_list(title: str, tmp_path: Path) -> None:
    files = {
        "a.md": post(f"{SENTENCE}[那](b.md)。", title=f"'{title}'"),
        "b.md": post(title=f"'{title}'"),
    }
    assert "<ol" not in GITHUB.render(make(corpus_of(write(tmp_path, files)))["links.md"].decode())


@pytest.mark.parametrize("text", ["www.y.cn", "WWW.y.cn", "(www.y.cn)", "甲 www.y.cn"])
def test_github_makes_no_link_of_a_text(text: str) -> None:
    assert not re.search(r"(?<![^\s*_~(])www\.", str(escaped(text)), re.IGNORECASE)
