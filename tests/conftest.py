"""What all tests share: the example posts, and the rule that CI skips nothing for a missing tool."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write what the cases give as what they must give"
    )


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


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """Give the path of a program; skip without it, but fail in CI."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None and os.environ.get("CI"):
            pytest.fail(f"{name} is missing, and CI skips no test for a missing tool")
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return find
