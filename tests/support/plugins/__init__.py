"""Packages that bring plugins: one that is built as a user builds it, and faulty ones of a few lines."""

from __future__ import annotations

import shutil
import sys
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

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


class _Postdeck(MetaPathFinder, Loader):
    """Finds `postdeck`, which packages import, where the same code is `pipeline`: in a checkout."""

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        inside = fullname.partition(".")[0] == "postdeck"
        return ModuleSpec(fullname, self, is_package=True) if inside else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = import_module(f"pipeline{spec.name.removeprefix('postdeck')}")
        spec.loader_state = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__ is not None
        module.__spec__ = module.__spec__.loader_state


def as_installed(patch: pytest.MonkeyPatch) -> None:
    """Let programs import `postdeck`."""
    patch.setattr(sys, "meta_path", [_Postdeck(), *sys.meta_path])


def install(place: Path, patch: pytest.MonkeyPatch, *modules: str) -> None:
    """Let Python import from a place; after the test it forgets the modules."""
    as_installed(patch)
    patch.syspath_prepend(place)
    for module in modules:
        patch.setitem(sys.modules, module, None)  # so that the patch undoes an import, too
        del sys.modules[module]
