"""Packages from npm, pinned by the `package-lock.json` of a folder."""

from __future__ import annotations

import subprocess
from pathlib import Path

from filelock import FileLock


def install(folder: Path) -> Path:
    """Install a folder's packages, where they are not there yet, and return their folder."""
    lock, installed = folder / "package-lock.json", folder / "node_modules/.package-lock.json"
    with FileLock(folder / ".npm.lock"):  # of two processes the second waits
        if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
            subprocess.run(["npm", "ci"], cwd=folder, check=True, capture_output=True, timeout=600)
            installed.touch()
    return installed.parent
