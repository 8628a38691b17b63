"""What postdeck is made of: `python -m tools.supply sbom FILE`, `python -m tools.supply audit`.

Both read `requirements.lock`. `sbom` writes CycloneDX 1.5 as JSON, the same bytes for the same lock.
`audit` asks OSV (osv.dev) which of the locked versions have known vulnerabilities: it exits with 1 where
one has, and with 0 and "not audited" where OSV cannot be reached.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

import httpx

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
OSV = "https://api.osv.dev/v1/querybatch"
_PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)((?:.*\\\n)*.*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Package(NamedTuple):
    """A locked version of a package, with the SHA-256 digests of its files."""

    name: str
    version: str
    digests: list[str]

    @property
    def purl(self) -> str:
        """Its package URL."""
        return f"pkg:pypi/{self.name}@{self.version}"


def packages(lock: str) -> list[Package]:
    """Return what is in the text of a lock; a package may have a version for each Python."""
    found = _PACKAGE.findall(lock)
    return [Package(name.lower(), version, _HASH.findall(rest)) for name, version, rest in found]


def sbom(lock: str) -> dict[str, Any]:
    """Return the bill of materials of a lock, in the form of CycloneDX 1.5."""
    components = [
        {
            "type": "library",
            "bom-ref": package.purl,
            "name": package.name,
            "version": package.version,
            "purl": package.purl,
            "externalReferences": [
                {
                    "type": "distribution",
                    "url": f"https://pypi.org/project/{package.name}/{package.version}/",
                    "hashes": [
                        {"alg": "SHA-256", "content": digest} for digest in sorted(package.digests)
                    ],
                }
            ],
        }
        for package in sorted(packages(lock))
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, lock)}",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": "postdeck", "name": "postdeck"}
        },
        "components": components,
    }


def audit(lock: str, client: httpx.Client) -> Mapping[str, Sequence[str]]:
    """Return known vulnerabilities by package URL. Raise httpx.HTTPError where nobody answers."""
    found = packages(lock)
    queries = [
        {"package": {"name": package.name, "ecosystem": "PyPI"}, "version": package.version}
        for package in found
    ]
    answer = client.post(OSV, json={"queries": queries})
    answer.raise_for_status()
    results = answer.json()["results"]
    return {
        package.purl: [vulnerability["id"] for vulnerability in result["vulns"]]
        for package, result in zip(found, results, strict=True)
        if result.get("vulns")
    }


def _audited(lock: str, client: httpx.Client) -> int:
    try:
        known = audit(lock, client)
    except (httpx.HTTPError, ValueError, KeyError) as error:
        print(f"not audited: {type(error).__name__}: {error}")
        return 0
    for purl, names in known.items():
        print(f"{purl}: {', '.join(names)}")
    print(f"{len(packages(lock))} packages, {len(known)} with known vulnerabilities")
    return int(bool(known))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the bill of materials, or audit the lock."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("sbom").add_argument("file", type=Path)
    commands.add_parser("audit")
    given = parser.parse_args(arguments)
    lock = LOCK.read_text("utf-8")
    if given.command == "audit":
        with httpx.Client(timeout=30) as client:
            return _audited(lock, client)
    given.file.parent.mkdir(parents=True, exist_ok=True)
    given.file.write_text(json.dumps(sbom(lock), indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
