"""Settings of a user: `postdeck.toml`, `readings.toml` and a site's own."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st

from pipeline.questions.selection import Selection, parse
from pipeline.readers import open_blogs
from pipeline.settings import reader, readings_file
from pipeline.settings.toml_edit import TomlEditError
from tests.fuzz.mutations import read, texts
from tests.fuzz.oracles import assert_findings
from tests.fuzz.sites import lines_of, site, write_all
from tests.laws.test_readers import is_tag

_SETTINGS = """unsure = "leave"
titles = 'take'

[sites."www.x.example"]
aliases = ["x.example", "y.example:80"]
title = "手记"
deck = "学习::手记"

[sites."www.x.example".questions]
"notes/one" = "heading-2"
"notes" = "none"

[sheet]
title = "题"
paper = "Letter"
columns = 3
edition = "cards"

[links]
graph = "graphml"

[emitters.anything]
key = [1, {a = 2}]

[linkcheck]
ignore = ["https://x.example/*"]
"""
_READINGS = """# 注
["www.x.example"]
"notes/interview" = "heading-3"
notes = "none"
"notes/two" = { prompts = ["## 什么是栈"], ends = ["后进先出。"] }

["y.example"]
"a" = '''list'''
"""
_CONFIG = """title: 手记
language: [zh-CN, en]
timezone: Asia/Shanghai
url: https://x.example:80/b
root: /b/
permalink: :year/:month/:title/:hash.html
permalink_defaults: {lang: en}
source_dir: source
post_asset_folder: true
render_drafts: false
external_link: {enable: true}
highlight:
  line_threshold: 0
baseurl: /b
collections_dir: .
defaults:
  - scope: {path: "", type: posts}
    values: {permalink: "/:title/"}
kramdown: {hard_wrap: true}
"""
_HUGO = """baseURL = "https://x.example:80/b"
title = "手记"
languageCode = "zh-cn"
timeZone = "Asia/Shanghai"
contentDir = "content"
staticDir = ["static", "more"]
uglyURLs = true
[permalinks]
posts = "/:year/:month/:sections[last]/:title/"
[frontmatter]
date = [":filename", ":default"]
[languages.de]
contentDir = "content/de"
[markup.goldmark.parser]
autoHeadingIDType = "github-ascii"
[taxonomies]
tag = "tags"
[params]
a = 1
"""
HUGO = texts([_HUGO]) | st.text(max_size=40)
SETTINGS = texts([_SETTINGS])
READINGS = texts([_READINGS])
SITE_CONFIGS = texts([_CONFIG, read("_config.yml")]) | st.text(max_size=40)


def check_settings(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "postdeck.toml")
        path.write_bytes(text.encode())
        found, findings = reader.load(path)
    assert_findings(findings, lines_of(text))
    assert_findings(found.unused({"www.x.example": {"notes/one"}}), lines_of(text))
    for name in found.deck_names().values():
        name.encode()


def check_readings(text: str) -> None:
    chosen: dict[str, Selection] = {"notes/two": parse("heading-2"), '甲"\n': parse("none")}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "readings.toml")
        path.write_bytes(text.encode())
        before, findings = readings_file.load(path)
        assert_findings(findings, lines_of(text))
        assert_findings(before.unused("www.x.example", {"notes"}, own=True), lines_of(text))
        with suppress(TomlEditError):
            readings_file.save(path, "www.x.example", chosen)
            after, told = readings_file.load(path)
            assert after.of("www.x.example") == {**before.of("www.x.example"), **chosen}
            assert after.sites.keys() - {"www.x.example"} == before.sites.keys() - {"www.x.example"}
            assert len(told) <= len(findings)


def check_site_config(text: str) -> None:
    with site(config=text) as folder:
        _check_site(folder, "_config.yml", text)


def check_hugo(text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        write_all(Path(name), {"hugo.toml": text, "content/posts/a.md": ""})
        _check_site(Path(name), "hugo.toml", text)


def _check_site(folder: Path, settings: str, text: str) -> None:
    found, findings = open_blogs([folder])
    for blog in found:
        findings += blog.findings
        blog.site.key.encode()
        assert is_tag(blog.site.language), blog.site.language
        for path in blog.keys:
            read = blog.read(path, b"---\ntitle: a\n---\n")
            findings += tuple(f for f in read.findings if f.path != path)
    assert_findings([f for f in findings if f.path == settings], lines_of(text))
    assert_findings([f for f in findings if f.path != settings], 3)
