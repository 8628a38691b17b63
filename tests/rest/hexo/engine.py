"""Real Hexo from npm, pinned in `npm/`: how tests install it and let it read a site."""

from __future__ import annotations

import json
import os
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.readers import site_config
from pipeline.readers.hexo import SETTINGS
from tests.support import npm

Posts = dict[str, dict[str, Any]]
"""What Hexo reads of a site, by the path of each post."""

HERE = Path(__file__).parent / "npm"


def install() -> Path:
    """Install Hexo once and return the script that runs it."""
    npm.install(HERE)
    return HERE / "posts.js"


def hexo_reads(oracle: Path, root: Path, how: str = "raw") -> Posts:
    """Return the posts that Hexo reads of a site, which must be a copy, in the site's zone."""
    return hexo_reads_all(oracle, [root], how)[root]


def hexo_reads_all(oracle: Path, roots: Sequence[Path], how: str = "raw") -> dict[Path, Posts]:
    """Return the posts that Hexo reads of sites, which must be copies; a process per time zone."""
    zones: defaultdict[str, list[Path]] = defaultdict(list)
    for root in roots:
        _name_hexo(root / "package.json")
        zones[site_config.load(root, SETTINGS).zone().key].append(root)
    found: dict[Path, Posts] = {}
    for zone, within in zones.items():
        run = subprocess.run(
            ["node", oracle, how, *within],
            env={**os.environ, "TZ": zone},
            capture_output=True,
            timeout=600,
            check=False,
        )
        assert run.returncode == 0, run.stderr.decode()
        for root, posts in zip(within, json.loads(run.stdout), strict=True):
            source = site_config.load(root, SETTINGS).text("source_dir", "source")
            found[root] = {f"{source}/{post['path']}": post for post in posts}
    return found


def _name_hexo(path: Path) -> None:
    """Write the `package.json` without which Hexo reads nothing; it keeps what the site depends on."""
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        package = {}
    kept = {"name": "site", "hexo": {}, "dependencies": package.get("dependencies", {})}
    path.write_text(json.dumps(kept), encoding="utf-8")
