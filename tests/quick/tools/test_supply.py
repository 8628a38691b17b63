"""The bill of materials of the lock, and its audit; and that no build asks the network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.support import ROOT
from tests.support.reading import NOW
from tools import supply

LOCK = (
    "nh3==0.3.7 \\\n    --hash=sha256:" + "a" * 64 + " \\\n    --hash=sha256:" + "b" * 64 + "\n"
    "tzdata==2025.2 ; sys_platform == 'win32' \\\n    --hash=sha256:" + "c" * 64 + "\n"
)


def test_every_locked_package_is_in_the_bill() -> None:
    lock = supply.LOCK.read_text("utf-8")
    bill = supply.sbom(lock)
    assert len(bill["components"]) == sum(line[:1].isalnum() for line in lock.split("\n"))
    hashes = [h for part in bill["components"] for h in part["externalReferences"][0]["hashes"]]
    assert len(hashes) == lock.count("--hash=")
    assert supply.sbom(lock) == bill
    assert supply.packages(LOCK) == [
        ("nh3", "0.3.7", ["a" * 64, "b" * 64]), ("tzdata", "2025.2", ["c" * 64]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "code", "told"),
    [
        (
            httpx.Response(200, json={"results": [{"vulns": [{"id": "X-1"}]}, {}]}),
            1,
            "pkg:pypi/nh3@0.3.7: X-1\n",
        ),
        (httpx.Response(200, json={"results": [{}, {}]}), 0, "2 packages, 0 with known"),
        (httpx.Response(503), 0, "not audited: "),
        (httpx.ConnectError("no network"), 0, "not audited: ConnectError: no network"),
    ],
)
def test_an_audit(
    answer: httpx.Response | Exception, code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        assert len(json.loads(request.content)["queries"]) == 2
        if isinstance(answer, Exception):
            raise answer
        answer.request = request
        return answer

    with httpx.Client(transport=httpx.MockTransport(respond)) as client:
        assert supply._audited(LOCK, client) == code
    assert capsys.readouterr().out.startswith(told)


NO_SOCKET = """
import sys
def forbid(event, given):
    if event.startswith("socket."):
        raise AssertionError(f"a socket: {event} {given}")
sys.addaudithook(forbid)
from pipeline.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("command", ["build", "linkcheck"])
def test_only_a_link_check_opens_a_socket(command: str, demo: Path, tmp_path: Path) -> None:
    arguments = {
        "build": ["--out", "build", "--ledger", "ledger.json"],
        "linkcheck": ["--cache", "cache.json", "--tries", "1"],
    }
    done = subprocess.run(
        [sys.executable, "-c", NO_SOCKET, command, str(demo), *arguments[command]],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": str(NOW)},
    )  # fmt: skip
    if command == "linkcheck":  # so the trap works
        assert "a socket: " in done.stdout + done.stderr
    else:
        assert (done.returncode, done.stderr) == (0, "")
        assert (tmp_path / "build/deck.apkg").is_file()
