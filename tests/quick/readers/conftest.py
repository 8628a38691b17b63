"""Writing small blogs to disk and reading them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.files import read_file
from pipeline.findings import Finding
from pipeline.readers.contract import Blog, FileRead

Write = Callable[[Mapping[str, str | bytes]], Path]
Read = Callable[[Blog, str], FileRead]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes files below a new folder, and returns the folder."""

    def write_files(files: Mapping[str, str | bytes]) -> Path:
        for path, content in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return write_files


@pytest.fixture
def read() -> Read:
    """Return a function that reads one post of a blog from disk."""

    def read_post(blog: Blog, path: str) -> FileRead:
        data = read_file(blog.root, path)
        return FileRead(None, (data,)) if isinstance(data, Finding) else blog.read(path, data)

    return read_post
