"""What the comparisons with real Hexo share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rest.hexo.engine import install


@pytest.fixture(scope="session")
def oracle() -> Path:
    """Install Hexo once; without node there is nothing to compare with."""
    return install()
