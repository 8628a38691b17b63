"""Real Hexo from npm, pinned in `npm/`: how tests install it and let it read a site."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from pipeline.readers import site_config
from tests.support import npm

HERE = Path(__file__).parent / "npm"


def install() -> Path:
    """Install Hexo once and give the script that runs it."""
    npm.install(HERE)
    return HERE / "posts.js"


def hexo_reads(oracle: Path, root: Path, *how: str) -> dict[str, dict[str, Any]]:
    """Let Hexo read a site, which must be a copy, in the site's time zone."""
    (root / "package.json").write_text('{"name": "site", "hexo": {}}', encoding="utf-8")
    zone = site_config.load(root).zone().key
    run = subprocess.run(
        ["node", oracle, root, *how],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    source = site_config.load(root).text("source_dir", "source")
    return {f"{source}/{post['path']}": post for post in json.loads(run.stdout)}
