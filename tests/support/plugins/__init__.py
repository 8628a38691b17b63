"""Packages that bring plugins: one that is built as a user builds it, and faulty ones of a few lines."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from hatchling.build import build_wheel

from tests.support import ROOT

ANKI_TEXT = ROOT / "tests" / "support" / "plugins" / "anki_text"
"""The package of the documentation."""


def wheel_of(package: Path, folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Build the wheel of a package, from which Python imports as from a folder; return its path."""
    shutil.copytree(package, folder / "package")
    with patch.context() as inside:
        inside.chdir(folder / "package")
        return folder / build_wheel(str(folder))


def write_package(folder: Path, name: str, entry_points: str, code: str = "") -> Path:
    """Write a package as an installer leaves it, of one module `name`; return the folder of both."""
    about = folder / f"{name}-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (about / "entry_points.txt").write_text(entry_points, "utf-8")
    (folder / f"{name}.py").write_text(code, "utf-8")
    return folder


def install(place: Path, patch: pytest.MonkeyPatch, *modules: str) -> None:
    """Let Python import from a place; after the test it forgets the modules."""
    patch.syspath_prepend(place)
    for module in modules:
        patch.setitem(sys.modules, module, None)  # so that the patch undoes an import, too
        del sys.modules[module]
