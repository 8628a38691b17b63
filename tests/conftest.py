"""What all tests share: posts, the command, and that CI skips no test for lack of a tool."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.support.command import Postdeck
from tests.support.publishing import Blog

PROGRAMS = {
    "browser": ("chromium",),
    "hexo": ("node", "npm"),
    "hugo": ("hugo",),
    "java": ("java", "npm"),
    "jekyll": ("jekyll", "ruby"),
    "git": ("git",),
}
"""The programs that a test with this marker needs."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write what the cases give as what they must give"
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is missing, but fail it in CI."""
    needed = (name for mark in item.iter_markers() for name in PROGRAMS.get(mark.name, ()))
    if missing := sorted({name for name in needed if shutil.which(name) is None}):
        reason = f"{', '.join(missing)} not installed"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}, and CI skips no test for a missing tool", pytrace=False)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the example posts: POSTDECK_SHARED, by default ../shared."""
    folder = Path(os.environ.get("POSTDECK_SHARED", ROOT.parent / "shared")).resolve()
    if not (folder / "seeds" / "expected.json").is_file():
        pytest.skip(f"the example posts are not at {folder} (set POSTDECK_SHARED)")
    return folder


@pytest.fixture(scope="session")
def demo() -> Path:
    """The repository's own posts."""
    return ROOT / "sources"


@pytest.fixture
def postdeck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Postdeck:
    """The command in an empty folder."""
    return Postdeck(tmp_path, monkeypatch, capsys)


@pytest.fixture
def blog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Blog:
    """The command in a folder with a post and a picture, to be published."""
    made = Blog(tmp_path, monkeypatch, capsys)
    made.begin()
    return made
