"""The files in `docs/` that are made from the code; `make docs` writes them, a test compares them."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline import codec
from pipeline.emitters import links
from pipeline.findings import Code, Severity
from tools import ROOT

DOCS = ROOT / "docs"

_MEANING = {
    Severity.ERROR: "The build stops, exits with 1 and changes nothing.",
    Severity.WARNING: "Probably a mistake. The build goes on; with `--strict` it is an error.",
    Severity.INFO: "Worth knowing, and nothing to mend.",
}


def findings() -> str:
    """Return the page of all finding codes, as Markdown."""
    lines = [
        "# Findings",
        "",
        "All that postdeck tells about posts, with file and line. This page is made from "
        "`pipeline/findings.py` by `make docs`.",
        "",
    ]
    for severity in Severity:
        lines += [f"## {severity.capitalize()}s", "", _MEANING[severity], ""]
        lines += ["| code | what it means |", "|---|---|"]
        lines += [
            f"| `{code}` | {code.explanation} |" for code in Code if code.severity is severity
        ]
        lines.append("")
    return "\n".join(lines).replace("## Infos", "## Notices").rstrip("\n") + "\n"


def pages() -> Mapping[str, str]:
    """Return the text of each generated file, by its name in `docs/`."""
    return {
        "findings.md": findings(),
        "corpus.schema.json": codec.schema(),
        "links.schema.json": links.schema(),
    }


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
