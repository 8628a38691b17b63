"""What `make` tells while it sets up what a target needs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.support import ROOT


def test_an_installation_says_what_it_does_and_how_long_it_took(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.lock").write_text("one==1 \\\n    --hash=a\ntwo==2\n", "utf-8")
    for name in (".venv/bin/python", ".venv/bin/postdeck", "bin/uv"):
        program = tmp_path / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\n", "utf-8")
        program.chmod(0o755)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"

    def told() -> list[str]:
        done = subprocess.run(
            ["make", "deck"], cwd=tmp_path, env={**os.environ, "PATH": path},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return [line for line in done.stderr.splitlines() if "…" in line]

    first, last = told()
    assert (
        first
        == "Installing 2 packages of requirements.lock into .venv: once, it may take minutes …"
    )
    assert re.fullmatch(r"… done in \d+ s", last)
    assert told() == []
