"""Where the machine has nothing left to give, a run ends with code 3, says so, and publishes nothing."""

from __future__ import annotations

import ast
import contextlib
import errno
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import httpx
import pytest

import pipeline
from pipeline.html import mathml
from pipeline.network.http_client import _not_connected, _not_found
from pipeline.stages import loading, sources
from pipeline.stages.run import Options
from tests.support.command import POST, Postdeck

resource = pytest.importorskip("resource", reason="Windows has no such limits")
ARGUMENTS = ("build", ".", "--only", "links")


def assert_exhausted(postdeck: Postdeck, reason: str) -> None:
    for arguments in (ARGUMENTS, ("check", "."), (*ARGUMENTS, "--strict")):
        told = postdeck(*arguments)
        assert (told.code, told.out) == (3, "")
        assert reason in told.err
        assert "internal error" not in told.err
    assert not (postdeck.folder / "build").exists()


@contextlib.contextmanager
def handles_left(count: int) -> Iterator[None]:
    """Leave this process so many handles that it can still open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = max(int(path.name) for path in Path("/dev/fd").iterdir())
    taken = []
    resource.setrlimit(resource.RLIMIT_NOFILE, (most + 1, hard))
    try:
        with contextlib.suppress(OSError):
            while True:
                taken.append(os.open(os.devnull, os.O_RDONLY))
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(taken) + 1 + count, hard))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for handle in taken:
            os.close(handle)


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENFILE, errno.ENOMEM])
def test_a_file_that_cannot_be_opened_for_want_of_handles(
    postdeck: Postdeck, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    postdeck.write("a.md", POST)
    postdeck.write("b.md", POST)
    opened = Path.open

    def fails(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.name == "b.md":
            raise OSError(number, os.strerror(number), str(path))
        return opened(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", fails)
    assert_exhausted(postdeck, f"b.md: {os.strerror(number)}")


def test_a_picture_is_not_missing_for_want_of_handles(
    postdeck: Postdeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    postdeck.write("a.md", f"{POST}\n![x](x.png)\n")
    postdeck.write("x.png", "")

    def fails(*_: object) -> NoReturn:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE), "here")

    monkeypatch.setattr(os, "listdir", fails)
    assert_exhausted(postdeck, "here: Too many open files")


def test_no_thread_to_be_had(postdeck: Postdeck, monkeypatch: pytest.MonkeyPatch) -> None:
    postdeck.write("a.md", f"{POST}\n$a_1 + b$\n")
    mathml._converter.close()
    mathml._converter._converted.cache_clear()

    def fails(*_: object) -> NoReturn:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", fails)
    assert_exhausted(postdeck, "the machine is exhausted: can't start new thread")


def test_a_post_that_is_read_anew(postdeck: Postdeck, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if nobody had chosen: what the machine lacks then is no sign that the post cannot be read."""
    postdeck.write("a.md", POST)
    (post,), _ = loading.understand(Options((postdeck.folder,)))

    def fails(*_: object, **__: object) -> NoReturn:
        raise MemoryError

    monkeypatch.setattr(sources, "parse", fails)
    with pytest.raises(MemoryError):
        post.again()


def test_an_address_is_not_away_for_want_of_handles() -> None:
    for number in (errno.EMFILE, errno.ENOBUFS):
        error = httpx.ConnectError("all connection attempts failed")
        error.__cause__ = OSError(number, os.strerror(number))
        with pytest.raises(OSError, match=os.strerror(number)):
            _not_connected(error)
        with pytest.raises(OSError, match=os.strerror(number)):
            _not_found("a.example", OSError(number, os.strerror(number)))


ROOM = Path(pipeline.__file__).parent
BROAD = {"Exception", "BaseException", "OSError", "RuntimeError", "MemoryError"}
SPARED = {"cli/__init__.py", "cli/commands.py", "cli/output.py", "html/mathml.py"}
"""These end the run by it, or only talk to a pipe that may be closed."""


@pytest.mark.parametrize("file", sorted(ROOM.rglob("*.py")), ids=lambda file: file.name)
def test_no_handler_passes_over_what_says_that_the_machine_is_exhausted(file: Path) -> None:
    """What catches much raises on, or asks for the number or `is_exhausted`, maybe by a function."""
    if file.relative_to(ROOM).as_posix() in SPARED:
        return
    tree = ast.parse(file.read_text("utf-8"))
    asking = {"is_exhausted", "errno"} | {
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and "is_exhausted" in _names(function)
    }
    for handler in ast.walk(tree):
        if isinstance(handler, ast.ExceptHandler) and handler.type and BROAD & _names(handler.type):
            raises = any(isinstance(node, ast.Raise) for node in handler.body)
            asks = any(asking & _names(node) for node in handler.body)
            assert raises or asks, f"{file}:{handler.lineno}"


def _names(tree: ast.AST) -> set[str]:
    return {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute)
    }


def test_a_build_with_ever_more_handles(postdeck: Postdeck) -> None:
    """Each number of handles gives the set, or ends the run; no fault is blamed on a post."""
    for name in "abc":
        postdeck.write(f"{name}.md", f"{POST}\n$x$ ![x](x.png)\n")
    postdeck.write("x.png", "no picture")
    mathml._converter.close()
    assert postdeck(*ARGUMENTS).code == 0
    codes = list[int]()
    while 0 not in codes:
        more = len(codes)
        assert more < 40
        mathml._converter.close()
        mathml._converter._converted.cache_clear()
        with handles_left(more):
            told = postdeck(*ARGUMENTS)
        codes.append(told.code)
        assert told.code in (0, 3), (more, told)
        assert "internal" not in told.out + told.err, (more, told)
        assert told.code == 0 or "Too many open files" in told.err, (more, told)
    assert len(codes) > 3
