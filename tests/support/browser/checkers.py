"""axe-core and the W3C checker from npm, pinned in `package-lock.json`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.support import npm

Message = dict[str, Any]
"""What the W3C checker reports: its `url`, `message`, `extract` and more."""

QUICKLY = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""A program that ends in seconds is not worth its optimising compiler."""


def install() -> Path:
    """Install the packages once and return their folder."""
    return npm.install(Path(__file__).parent)


def axe_script(modules: Path) -> str:
    """Return the script that judges a page's accessibility."""
    return (modules / "axe-core/axe.min.js").read_text(encoding="utf-8")


def w3c(modules: Path, pages: Sequence[Path]) -> list[Message]:
    """Return all that the W3C checker reports on pages."""
    jar = modules / "vnu-jar/build/dist/vnu.jar"
    run = subprocess.run(
        ["java", *QUICKLY, "-Xss8m", "-jar", jar, "--format", "json", "--stdout", *pages],
        capture_output=True,
        timeout=300,
        check=False,
    )
    messages: list[Message] = json.loads(run.stdout)["messages"]
    return messages


COLOURS = ["color-contrast", "link-in-text-block"]


def violations(page: Page, axe: str, rules: Sequence[str] = ()) -> list[str]:
    """Run axe-core on a page, all of its rules or some, and return what breaks them."""
    page.evaluate(
        "for (const e of document.querySelectorAll('.question')) e.style.contentVisibility = 'visible'"
    )
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found = page.evaluate(
        "(only) => axe.run(document, {resultTypes: ['violations'], ...only})", only
    )
    return [
        f"{rule['id']}: {node['html'][:150]} {' '.join(node.get('failureSummary', '').split())[:300]}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]
