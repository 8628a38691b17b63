"""Real Jekyll from Debian: how tests let it read sites."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Posts = dict[str, dict[str, Any]]
"""What Jekyll reads of a site, by the path of each post."""

SCRIPT = Path(__file__).with_name("posts.rb")


def jekyll_reads_all(roots: Sequence[Path], how: str = "raw") -> dict[Path, Posts]:
    """Return the posts that Jekyll reads of sites, `rendered` or `raw`; the zone of one that names none
    is UTC.
    """
    run = subprocess.run(
        ["ruby", "-W0", SCRIPT, how, *roots],
        env={**os.environ, "TZ": "UTC", "LANG": "C.UTF-8"},
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    found = json.loads(run.stdout)
    return {
        root: {post["path"]: post for post in posts}
        for root, posts in zip(roots, found, strict=True)
    }
