"""Real Hexo publishes the products as they are, with the setting that docs/authors.md names."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.support.command import POST, Postdeck

pytestmark = pytest.mark.hexo


def generated(site: Path, oracle: Path) -> Path:
    """Have Hexo write a site and return the folder of the products in it."""
    node_modules = oracle.parent / "node_modules"
    if not (site / "node_modules").exists():
        (site / "node_modules").symlink_to(node_modules)
    program = node_modules / "hexo" / "bin" / "hexo"
    for command in ("clean", "generate"):
        run = subprocess.run(
            ["node", program, command], cwd=site, capture_output=True, timeout=120, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr
    return site / "public" / "deck"


def test_hexo_copies_the_products_where_skip_render_says_so(
    postdeck: Postdeck, oracle: Path
) -> None:
    config = "title: Notes\nurl: https://notes.example\ntheme: plain\n"
    postdeck.write("_config.yml", config)
    postdeck.write("source/_posts/post.md", POST)
    postdeck.write("themes/plain/layout/index.ejs", "<main><%- page.content %></main>")
    package = {
        "name": "site", "hexo": {}, "dependencies": {"hexo": "*", "hexo-renderer-marked": "*"},
    }  # fmt: skip
    postdeck.write("package.json", json.dumps(package))
    assert postdeck("build", "--out", "source/deck").code == 0
    made = {path.name: path for path in (postdeck.folder / "source/deck").glob("*.*")}
    del made[".gitignore"]

    def spoilt() -> set[str]:
        public = generated(postdeck.folder, oracle)
        return {
            name
            for name, path in made.items()
            if not (public / name).is_file() or (public / name).read_bytes() != path.read_bytes()
        }

    hint = 'hint: in _config.yml: skip_render: "deck/**"'
    assert {"cheatsheet.html", "links.html", "links.md"} <= spoilt()
    assert hint in postdeck("check").out
    [setting] = re.findall(
        r"`(skip_render: [^`]*)`", (ROOT / "docs" / "authors.md").read_text("utf-8")
    )
    postdeck.write("_config.yml", f"{config}{setting}\n")
    assert spoilt() == set()
    assert hint not in postdeck("check").out
