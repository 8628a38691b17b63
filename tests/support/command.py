"""The command in a folder of its own: in this process, which costs little, or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline import cli
from tests.support import ROOT
from tests.support.reading import NOW

POST = """---
title: 面试题
date: 2024-01-02 03:04:05
---

# 1. 什么是栈？

后进先出。
"""
"""A post of one question, on lines 6 to 8."""


class Told(NamedTuple):
    """The exit code of a run of the command, and what it printed."""

    code: int
    out: str
    err: str


class ToldBytes(NamedTuple):
    """The same, as the bytes that a terminal gets."""

    code: int
    out: bytes
    err: bytes


class Postdeck:
    """Runs `postdeck` in a folder, at a fixed time; called, it does so in this process."""

    def __init__(
        self,
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        self.folder = folder
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: str, **environment: str) -> Told:
        self._capsys.readouterr()
        with self._monkeypatch.context() as patch:
            patch.chdir(self.folder)
            for name, value in self._given(environment).items():
                patch.setenv(name, value)
            code = cli.main(arguments)
        return self._seen(Told(code, *self._capsys.readouterr()))

    def process(self, *arguments: str, program: str = "pipeline", **environment: str) -> Told:
        """Run it as a shell does: for exit codes, time zones, and what ends a process."""
        told = self.process_bytes(*arguments, program=program, **environment)
        return self._seen(Told(told.code, told.out.decode(), told.err.decode()))

    def process_bytes(
        self, *arguments: str, program: str = "pipeline", **environment: str
    ) -> ToldBytes:
        """Run it as a shell does, and return the bytes: for encodings."""
        given = {**os.environ, "PYTHONPATH": str(ROOT), **self._given(environment)}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", program, *arguments],
            cwd=self.folder, env=given, capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        return ToldBytes(done.returncode, done.stdout, done.stderr)

    def at(self, folder: Path) -> Postdeck:
        """Return the same command in another folder."""
        return Postdeck(folder, self._monkeypatch, self._capsys)

    def write(self, name: str, text: str) -> Path:
        """Write a file below the folder, byte for byte."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    @staticmethod
    def _given(environment: dict[str, str]) -> dict[str, str]:
        return {"SOURCE_DATE_EPOCH": str(NOW), "LC_ALL": "C.UTF-8", **environment}

    @staticmethod
    def _seen(told: Told) -> Told:
        assert "Traceback" not in told.out + told.err
        return told
