"""Where the workflow that `postdeck init` writes takes postdeck from."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
import yaml

from pipeline.cli.init import origin
from tests.support.command import POST, Postdeck


@pytest.mark.parametrize(
    ("address", "needed"),
    [
        ("https://me:secret@git.example/me/it.git", "git+https://git.example/me/it.git"),
        ("https://git.example:8443/it", "git+https://git.example:8443/it"),
        ("git@git.example:me/it.git", "git+https://git.example/me/it.git"),
        ("ssh://git@git.example:22/me/it.git", "git+https://git.example/me/it.git"),
        *((address, "") for address in ("", "/srv/it.git", "../it", "http://git.example/it")),
    ],
)
def test_a_remote_is_what_pip_can_install_without_secrets(address: str, needed: str) -> None:
    assert origin.requirement(address) == needed


def test_the_origin_is_that_of_the_checkout_or_of_the_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Installed:
        def __init__(self, record: object) -> None:
            self._record = record

        def read_text(self, name: str) -> str:
            assert name == "direct_url.json"
            return json.dumps(self._record)

    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text('[remote "origin"]\n\turl = git@git.example:it.git\n')
    by_git = {"url": "https://git.example/of", "vcs_info": {"vcs": "git", "commit_id": "1" * 40}}
    for record, expected in (
        ({"url": tmp_path.as_uri(), "dir_info": {}}, "git+https://git.example/it.git"),
        (by_git, "git+https://git.example/of"),
        ({"url": "https://git.example/it-0.1.tar.gz", "archive_info": {}}, ""),
    ):
        monkeypatch.setattr("importlib.metadata.distribution", lambda _, r=record: Installed(r))
        assert origin.origin() == expected


@pytest.mark.skipif(os.name != "posix", reason="a runner of GitHub has a shell")
def test_the_workflow_stops_until_it_knows_where_postdeck_comes_from(
    postdeck: Postdeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    postdeck.write("_config.yml", "title: x\nurl: https://a.example\n")
    postdeck.write("source/_posts/a.md", POST)
    (postdeck.folder / ".git").mkdir()
    path = postdeck.folder / ".github/workflows/postdeck.yml"
    for known in ("", "git+https://git.example/me/postdeck.git"):
        monkeypatch.setattr("pipeline.cli.init.offers.origin", lambda known=known: known)
        told = postdeck("init", "--workflow").out
        assert ("write into its line POSTDECK" in told) == (not known)
        workflow = yaml.safe_load(path.read_text("utf-8"))
        assert workflow["env"] == {"POSTDECK": known}
        [script] = [
            s["run"] for s in workflow["jobs"]["deck"]["steps"] if "pip" in s.get("run", "")
        ]
        done = subprocess.run(
            ["sh", "-c", f"pip() {{ echo pip $*; }}\n{script}"],
            env={**os.environ, **workflow["env"]}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if known:
            assert (done.returncode, done.stdout) == (0, f"pip install {known}\n")
        else:
            assert (done.returncode, done.stdout[:37]) == (
                1,
                "::error::write into the line POSTDECK",
            )
        path.unlink()
