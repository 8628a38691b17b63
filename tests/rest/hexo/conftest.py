"""What the comparisons with real Hexo share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rest.hexo.engine import install


@pytest.fixture(scope="session")
def oracle() -> Path:
    """The script that runs Hexo, installed once; without node there is nothing to compare with."""
    return install()
