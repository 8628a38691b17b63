"""What a command prints holds no command: not for a terminal, not for the CI that keeps its log."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import cli
from tests.support.laws import tries

COLOURS = re.compile(r"\x1b\[(?:0|1|2|31|32|33|36)m")
COMMAND = re.compile(r"^\s*::\w|##\w*\[", re.MULTILINE)
ANNOTATION = re.compile(r"::(?:error|warning|notice) [^:]*::")

pieces = st.sampled_from([
    "\x1b]0;PWNED\x07", "\x1b[31m", "\x9b2J", "\u202e", "\u2028", "\u200f", "\x7f", "\r", "\n", "\x00",
    "%0A",
    "%0a::error::x", "\n::error::x", " ::error::x", "::set-output name=a::", "##[error]x", "##vso[a]",
    "\t", ",line=1", "[x](y.md)", "![z](q.png)", "?", "一", "a", " ", "#", "`", "https://", "'", '"', "\\",
])  # fmt: skip
texts = st.lists(pieces, min_size=1, max_size=6).map("".join)
names = texts.map(lambda text: re.sub(r"[/\x00]", "", text)[:40] or "x").filter(
    lambda name: name not in (".", "..")
)


@st.composite
def posts(draw: st.DrawFn) -> str:
    """Return a post in which every kind of text is hostile."""
    title, tag, category, picture, link, address = (draw(texts) for _ in range(6))
    prompts = [draw(texts).replace("\n", "&#10;").replace("\r", " ") for _ in range(2)]
    questions = "\n\n".join(
        f"## {number}. {prompt}？\n\n答 ![{link}]({quote(picture)}.png) [{link}][{address}] "
        f"![{link}](http://127.0.0.1/{quote(address)}.png) "
        f"[{link}](http://127.0.0.1/{quote(address)}) [{link}]({quote(address)}.md)"
        for number, prompt in enumerate(prompts, 1)
    )
    head: dict[str, object] = {"title": title, "tags": [tag], "categories": [category]}
    if wrong := draw(st.sampled_from([None, None, None, "date", "questions"])):
        head[wrong] = draw(texts)
    lines = [f"{key}: {json.dumps(value)}" for key, value in head.items()]
    return "\n".join(["---", *lines, "---", "", questions, ""])


@contextlib.contextmanager
def blog(site: str, written: dict[str, str], settings: str, config: str) -> Iterator[Path]:
    """Make a Hexo site in a folder of that name; work in the folder above."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        root = Path(site)
        (root / "source/_posts").mkdir(parents=True)
        (root / "_config.yml").write_text(config, "utf-8")
        Path("postdeck.toml").write_text(settings, "utf-8")
        for name, text in written.items():
            (root / "source/_posts" / f"{name[:60]}.md").write_bytes(
                text.encode("utf-8", "replace")
            )
        yield root


def said(*arguments: str) -> tuple[str, str]:
    """Run the command in this process and return what it prints."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "stdin", io.StringIO("v\n0\n")),
        mock.patch.dict(os.environ, {"SOURCE_DATE_EPOCH": "1700000000", "PAGER": "cat"}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        ThreadPoolExecutor(1) as other,  # in this thread a browser of another test may run its loop
    ):
        other.submit(cli.main, arguments).result()
    return out.getvalue(), err.getvalue()


def is_harmless(text: str) -> bool:
    """Whether a text holds no control or format character but line ends and our colours."""
    plain = COLOURS.sub("", text)
    kinds = {unicodedata.category(sign) for sign in plain if sign not in "\n\u200d"}
    return kinds.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


@tries(20)
@given(st.dictionaries(names, posts(), min_size=1, max_size=2), names, texts, texts)
def test_no_output_commands_a_terminal_or_a_ci(
    written: dict[str, str], site: str, deck: str, language: str
) -> None:
    settings = f"[sites.{json.dumps('x.example')}]\ndeck = {json.dumps(deck)}\n"
    config = f"url: https://x.example\nlanguage: {json.dumps(language)}\n"
    with blog(site, written, settings, config):
        runs = [
            ("build", site, "--only", "deck", "--only", "links", "--format", "github"),
            ("check", site), ("check", site, "--format", "json"), ("check", site, "--format", "github"),
            ("diff", site, "--color", "always"), ("diff", site, "--format", "json"),
            ("explain", site, "--color", "always"), ("explain", site, "--format", "json"),
            ("linkcheck", site, "--cache", "cache.json"),
            ("linkcheck", site, "--cache", "cache.json", "--format", "json"),
            ("linkcheck", site, "--cache", "cache.json", "--format", "github"),
            ("fetch", site), ("fetch", site, "--format", "json"), ("fetch", site, "--format", "github"),
            ("fetch", site, "--prune"), ("fetch", site, "--forget", deck),
            ("emit", "build/corpus.json", "--only", "links"), ("choose", site), ("build", f"{site}/{deck}"),
            ("build", deck), ("emit", deck), ("build", f"--{deck}"),
        ]  # fmt: skip
        for run in runs:
            for text in said(*run):
                assert is_harmless(text), (run, text)
                lines = text.split("\n")
                others = [n for n in lines if "github" not in run or not ANNOTATION.match(n)]
                assert not COMMAND.search("\n".join(others)), (run, text)
        findings = json.loads(said("check", site, "--format", "json")[0])["findings"]
        told = said("check", site, "--format", "github")[0].split("\n")
        assert sum(map(bool, map(ANNOTATION.match, told))) == len(findings)
        assert sum(bool(line) for line in told) - len(findings) <= 2  # the summary


@pytest.mark.parametrize("piece", ["\x1b]0;PWNED\x07", "\u202e", "\n::error::x"])
def test_the_law_sees_what_it_looks_for(piece: str) -> None:
    assert not is_harmless(piece) or COMMAND.search(piece)
