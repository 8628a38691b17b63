"""What is installed: one package, `postdeck`, which makes what the checkout makes."""

from __future__ import annotations

import os
import re
import site
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline import __version__
from tests.support import ROOT
from tests.support.command import POST, Postdeck
from tests.support.publishing import snapshot
from tests.support.reading import NOW

FORMULA = "\n# 2. 什么是能量？\n\n$E = mc^2$\n"


class User(NamedTuple):
    """An environment of its own, with the libraries of the one in which the tests run."""

    folder: Path

    def place(self, kind: str) -> Path:
        """Return the folder of its scripts or of its libraries."""
        return Path(sysconfig.get_path(kind, "venv", {"base": str(self.folder)}))

    def install(self, *package: str | Path) -> None:
        """Install a package without its dependencies, and without the network."""
        run("-m", "uv", "pip", "install", "--offline", "--no-cache", "--no-deps",
            "--no-build-isolation", "--python", self.folder, *package)  # fmt: skip

    def run(self, name: str, *arguments: str | Path, path: str = "") -> str:
        """Return what one of its programs prints, run outside the checkout."""
        return run(*arguments, program=self.place("scripts") / name, folder=self.folder, path=path)


def run(
    *arguments: str | Path,
    program: str | Path = sys.executable,
    folder: Path = ROOT,
    path: str = "",
) -> str:
    given = {**os.environ, "PYTHONPATH": path, "SOURCE_DATE_EPOCH": str(NOW)}
    command = [program, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=given, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture
def user(tmp_path: Path) -> User:
    """An environment in which postdeck is not installed."""
    user = User(tmp_path / "user")
    venv.create(user.folder, symlinks=os.name == "posix")
    (user.place("purelib") / "libraries.pth").write_text("\n".join(site.getsitepackages()))
    return user


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made of the source archive."""
    folder = tmp_path_factory.mktemp("package")
    run("-m", "hatchling", "build", "-t", "sdist", "-d", folder)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # from 3.11.4
        archive.extractall(folder)
    source = folder / f"postdeck-{__version__}"
    run("-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=source)
    return next(folder.glob("*.whl"))


def test_a_wheel_holds_one_package(wheel: Path) -> None:
    files = set(zipfile.ZipFile(wheel).namelist())
    assert {name.split("/")[0] for name in files} == {
        "postdeck",
        f"postdeck-{__version__}.dist-info",
    }
    assert "postdeck/py.typed" in files


def test_a_user_has_the_command_and_one_package(wheel: Path, user: User) -> None:
    before = set(user.place("purelib").iterdir())
    user.install(wheel)
    made = {path.name for path in set(user.place("purelib").iterdir()) - before}
    assert made == {"postdeck", f"postdeck-{__version__}.dist-info"}
    assert user.run("postdeck", "--version") == f"postdeck {__version__}"
    assert user.run("python", "-m", "postdeck", "--version") == f"postdeck {__version__}"
    assert user.run("python", "-c", "import postdeck; print(postdeck.__version__)") == __version__


def assert_products_are_ours(postdeck: Postdeck, user: User, path: str = "") -> None:
    """Templates, words, weights and translations are found, and the converter of formulas starts."""
    postdeck.write("posts/post.md", POST + FORMULA)
    assert postdeck("build", "posts", "--out", "ours").code == 0
    posts, theirs = postdeck.folder / "posts", postdeck.folder / "theirs"
    told = user.run(
        "python", "-m", "postdeck", "build", posts, "--out", theirs, "--lang", "zh", path=path
    )
    assert told.startswith("2 张卡片")
    assert "<math" in (theirs / "cheatsheet.html").read_text("utf-8")
    assert snapshot(theirs) == snapshot(postdeck.folder / "ours")


def test_products_are_those_of_the_checkout(wheel: Path, user: User, postdeck: Postdeck) -> None:
    user.install(wheel)
    assert_products_are_ours(postdeck, user)


def test_it_runs_from_a_zip_with_libraries_beside_it(
    wheel: Path, user: User, postdeck: Postdeck
) -> None:
    (user.place("purelib") / "libraries.pth").unlink()
    path = os.pathsep.join([str(wheel), *site.getsitepackages()])
    assert_products_are_ours(postdeck, user, path)


@pytest.mark.skipif(os.name != "posix", reason="a link to a folder is another thing there")
def test_an_editable_package_is_the_checkout(user: User) -> None:
    user.install("--editable", ROOT)
    assert user.run("postdeck", "--version") == f"postdeck {__version__}"
    code = "import postdeck.emitters.templates as t; print(t.__file__); print(t.template_folder('anki'))"
    module, templates = user.run("python", "-c", code).splitlines()
    assert Path(module).resolve() == ROOT / "pipeline" / "emitters" / "templates.py"
    assert Path(templates) == ROOT / "templates" / "anki"


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
def test_make_makes_a_command_that_runs_the_checkout_from_anywhere(
    user: User, postdeck: Postdeck
) -> None:
    command = user.place("scripts") / "postdeck"
    run("--no-print-directory", "-s", f"VENV={user.folder}", command, program="make")
    (user.folder / "pipeline").mkdir()  # which it must not take for ours
    assert user.run("postdeck", "--version") == f"postdeck {__version__}"
    link = user.folder / "link"
    link.symlink_to(command)
    postdeck.write("it's a blog/post.md", POST)
    postdeck.write("it's a blog/postdeck.toml", "")
    folder = postdeck.folder / "it's a blog"
    assert "1 card from" in run("build", "--only", "deck", program=link, folder=folder)
    assert (folder / "build" / "deck.apkg").is_file()


def test_imports_hold_under_either_name() -> None:
    """An absolute import would not find the package by the name under which it is installed."""
    absolute = re.compile(r"^\s*(?:from|import) +pipeline\b", re.MULTILINE)
    paths = (ROOT / "pipeline").rglob("*.py")
    assert [path for path in paths if absolute.search(path.read_text("utf-8"))] == []
