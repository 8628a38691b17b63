"""Real Hugo from Debian: how tests let it read sites."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.readers.hugo import settings

Posts = dict[str, dict[str, Any]]
"""What Hugo reads of a site, by the path of each post."""

PAGES = Path(__file__).with_name("pages.html")
"""The template of the home page: all pages as JSON."""
_BUILT_IN = frozenset(
    "figure gist highlight instagram param ref relref tweet vimeo youtube".split()
)
_SHORTCODE = re.compile(r"\{\{[<%]\s*(/?)\s*([\w/-]+)(?:[^{}]*?(/)\s*[>%]\}\})?")


def hugo_reads_all(roots: Sequence[Path]) -> dict[Path, Posts]:
    """Return the posts that Hugo reads of sites, which must be copies: layouts are written into them."""
    return {root: _read(root) for root in roots}


def _read(root: Path) -> Posts:
    layouts = root / "layouts"
    (layouts / "_default").mkdir(parents=True, exist_ok=True)
    (layouts / "_default/single.html").write_text("{{ .Content }}", encoding="utf-8")
    (layouts / "index.html").write_bytes(PAGES.read_bytes())
    for theme in _themes(root):
        (root / "themes" / theme).mkdir(parents=True, exist_ok=True)
    _show_bodies(layouts / "shortcodes", root.rglob("*.md"))
    with tempfile.TemporaryDirectory() as out:
        run = subprocess.run(
            ["hugo", "--source", root, "--destination", out, "--quiet", "--ignoreCache"],
            env={**os.environ, "TZ": "UTC", "HUGO_CACHEDIR": f"{out}/cache"},
            capture_output=True,
            timeout=300,
            check=False,
        )
        homes = [*Path(out).glob("index.html"), *Path(out).glob("*/index.html")]
        assert run.returncode == 0, (run.stdout + run.stderr).decode()
        pages = [
            page
            for home in homes
            if (text := home.read_text("utf-8")).startswith("[")
            for page in json.loads(text)
        ]
    real = root.resolve()
    return {
        Path(page["path"]).resolve().relative_to(real).as_posix(): page
        for page in pages
        if page["permalink"]
    }


def _themes(root: Path) -> list[str]:
    """Return the names of the themes and of the modules that a site is made with."""
    config = settings.load(root)
    imports = config.table("module").get("imports")
    tables = imports if isinstance(imports, list) else []
    return config.texts("theme") + [str(one["path"]) for one in tables if isinstance(one, dict)]


def _show_bodies(folder: Path, posts: Iterable[Path]) -> None:
    """Let each shortcode that Hugo lacks show what it holds, as Markdown."""
    found: dict[str, bool] = {}
    for post in posts:
        for end, name, closed in _SHORTCODE.findall(post.read_text("utf-8", "replace")):
            found[name] = found.get(name, False) or bool(end or closed)
    for name, has_body in found.items():
        file = folder / f"{name}.html"
        if name not in _BUILT_IN and not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(
                "{{ .InnerDeindent | markdownify }}" if has_body else "", encoding="utf-8"
            )
