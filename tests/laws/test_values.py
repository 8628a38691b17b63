"""Whatever value stands at a key of a post or of a file of settings, what is wrong is a finding."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import cli
from pipeline.findings import Code
from tests.support.laws import SIZE, tries

POST_KEYS = (
    "title date updated tags tag categories category published permalink abbrlink layout questions slug "
    "id lang name year month hash series comments redirect_from top_img"
).split()  # fmt: skip
CONFIG_KEYS = (
    "title url root timezone language lang permalink permalink_defaults permalink_pinyin pretty_urls "
    "new_post_name post_asset_folder source_dir source collections_dir collections code_dir archive_dir "
    "tag_dir category_dir use_slug_as_post_title default_category category_map filename_case marked "
    "markdown kramed kramdown baseurl defaults pandoc"
).split()  # fmt: skip
TOML_KEYS = (
    "unsure titles sites sheet links emitters linkcheck sites.x sites.x.aliases sites.x.title sites.x.deck "
    "sites.x.questions sites.x.questions.a sheet.title sheet.paper sheet.columns sheet.edition links.graph "
    "emitters.x linkcheck.ignore pictures pictures.width pictures.convert pictures.offer"
).split()  # fmt: skip
PLAIN = [
    "2024-01-02", "2024-13-45", "0001-01-01", "9999-12-31 23:59:59 -14:00", "9998-12-31T23:59:59-23:59",
    "0100-01-01 00:00:00 +23:59", ".inf", "-.nan", "1e400", "0x" + "f" * 300, "9" * 5000, "-1", "1_0",
    "012", "~", "true", "no", "!!binary aa", "!x y", "&a b", "*a", "<<",
    "[" * 300, "{a: 1, a: 2}", "[[],[[]]]",
    "|\n  a\n  b", "'", '"\\ud800"', '"\\0\\e\\n"', "?", "- a", "a: b", "%", "@", "`", "<x>", "?a", "/etc",
    "../..", "..", "/", ".", ":title", ":year/:i_day", ":id", ":hash/:constructor", "http://[", "//x",
    "https://x:99999999/", "Europe/", "../UTC", "America", "heading-2", "lines", "none + title", ":x:y",
    "[zh-CN]", "[{}]", "[null]", "{posts: {permalink: {}}}", "[{scope: 1, values: {permalink: []}}]",
    "[{scope: {path: {}}, values: {permalink: 1}}]", "{render: []}", "{enable: 1}", "{trailing_index: []}",
]  # fmt: skip
nested = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
SHORT = [value for value in PLAIN if len(value) < 200]  # a path of a folder has an end
values = st.sampled_from(SHORT) | nested.map(json.dumps)
BODY = "\n# 1. 甲？\n\n答 {% include_code hosts %} ![x](p.png) [y](b.md)\n\n# 2. 乙？\n\n答\n"
PRODUCTS = {"build": ("--only", "deck", "--only", "links"), "check": ()}
HOMES = {
    "hexo": ("_config.yml", "source/_posts/a.md"),
    "jekyll": ("_config.yml", "_posts/2024-01-02-a.md"),
    "folder": ("other.yml", "a.md"),
}


def keys_of(keys: list[str], most: int) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(keys), values, max_size=most)


def yaml(given: Mapping[str, str]) -> str:
    return "".join(f"{key}: {value}\n" for key, value in given.items())


def told(kind: str, config: str, head: str, settings: str, command: str = "build") -> list[str]:
    """Return the codes that a run on such a blog finds; it must end with no other failure."""
    settings_file, post = HOMES[kind]
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path(post).parent.mkdir(parents=True, exist_ok=True)
        for name, text in (
            (post, f"---\n{head}---\n{BODY}"), (settings_file, config), ("postdeck.toml", settings),
            ("readings.toml", settings),
        ):  # fmt: skip
            Path(name).write_text(text, "utf-8", errors="replace")
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = cli.main((command, ".", "--format", "json", *PRODUCTS[command]))
        assert code in (0, 1), err.getvalue()
        return [found["code"] for found in json.loads(out.getvalue())["findings"]]


@tries(300)
@given(
    st.sampled_from(sorted(HOMES)),
    keys_of(CONFIG_KEYS, 3),
    keys_of(POST_KEYS, 3),
    keys_of(TOML_KEYS, 2),
)
def test_no_value_is_an_internal_error(
    kind: str, config: dict[str, str], head: dict[str, str], settings: dict[str, str]
) -> None:
    toml = "".join(f"{key} = {value}\n" for key, value in settings.items())
    config = {"url": "https://x.example", **config}
    found = told(kind, yaml(config), yaml({"title": "面试题", **head}), toml)
    assert Code.INTERNAL_ERROR not in found


@pytest.mark.parametrize("kind", sorted(HOMES))
def test_each_hard_value_at_each_key(kind: str) -> None:
    """What is wrong with one setting hides no other, so all can have the value at once."""
    places = {"source_dir", "source", "collections_dir"}
    groups = places, set(CONFIG_KEYS) - places - {"url"}
    for value in PLAIN[:: 3 if SIZE == "small" else 1]:
        heads = [dict.fromkeys(keys, value) for keys in (POST_KEYS, ["questions"])]
        configs = [dict.fromkeys(sorted(keys), value) for keys in groups if value in SHORT]
        empty = dict[str, str]()
        runs = [(empty, head) for head in heads] + [(config, empty) for config in configs]
        for config, head in runs:
            site = yaml({"url": "https://x.example", **config})
            found = told(kind, site, yaml({"title": "面试题", **head}), "", "check")
            assert Code.INTERNAL_ERROR not in found, (config, head)
