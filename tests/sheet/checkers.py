"""axe-core and the W3C checker from npm, pinned in `package-lock.json`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def install(npm: str) -> Path:
    """Install the packages once and give their folder."""
    lock, installed = HERE / "package-lock.json", HERE / "node_modules/.package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        subprocess.run([npm, "ci"], cwd=HERE, check=True, capture_output=True, timeout=600)
        installed.touch()
    return installed.parent


def axe_script(modules: Path) -> str:
    """Give the script that judges a page's accessibility."""
    return (modules / "axe-core/axe.min.js").read_text(encoding="utf-8")


def w3c(java: str, modules: Path, pages: Sequence[Path]) -> list[dict[str, Any]]:
    """Give all that the W3C checker tells of pages."""
    jar = modules / "vnu-jar/build/dist/vnu.jar"
    run = subprocess.run(
        [java, "-Xss8m", "-jar", jar, "--format", "json", "--stdout", *pages],
        capture_output=True,
        timeout=300,
        check=False,
    )
    messages: list[dict[str, Any]] = json.loads(run.stdout)["messages"]
    return messages
