"""Real Hexo from npm, pinned in `hexo/`: how tests install it and let it read a site."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pipeline.readers import site_config

HERE = Path(__file__).parent / "hexo"


def install() -> Path:
    """Install Hexo once and give the script that runs it; skip without node."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        if os.environ.get("CI"):
            pytest.fail("node and npm are needed to compare with real Hexo")
        pytest.skip("node and npm are not installed")
    lock, installed = HERE / "package-lock.json", HERE / "node_modules/.package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        subprocess.run([npm, "ci"], cwd=HERE, check=True, capture_output=True, timeout=600)
        installed.touch()
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
