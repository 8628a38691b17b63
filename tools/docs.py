"""The files in `docs/` that are made from the code; `make docs` writes them, a test compares them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from pipeline import codec
from pipeline.emitters import links
from pipeline.findings import Code, Severity
from pipeline.findings.entries import Effect, Topic
from pipeline.settings.register import TABLES, Setting, as_toml
from tools import ROOT

DOCS = ROOT / "docs"
FINDINGS = DOCS / "findings"

_MEANING = {
    Severity.ERROR: "A mistake: `check` fails, and a build with `--strict` stops and changes nothing.",
    Severity.WARNING: "Probably a mistake: with `--strict` it is an error.",
    Severity.INFO: "Good to know.",
}
_SHORT = {
    Effect.NONE: "goes on",
    Effect.LEAVES_OUT: "leaves the post out",
    Effect.STOPS: "stops",
}
_KINDS = {
    "text": "text",
    "texts": "list of texts",
    "truth": "`true` or `false`",
    "patterns": "list of patterns",
    "hosts": "list of hosts",
    "address": "address",
    "codes": "list of [codes](findings.md)",
    "reading": "[reading](questions.md)",
    "any": "any",
}
_CHOICE = re.compile(r"\{(\w+):[^|}]*\|([^}]*)\}")
_FORMAT = re.compile(r"\{(\w+)[!:][^}]*\}")


def index() -> str:
    """Return the page of all finding codes, as Markdown."""
    lines = [
        "# Findings",
        "",
        "All that postdeck reports about posts, with file and line. This page and those of the codes are "
        "made from `pipeline/findings/catalogue.py` by `make docs`.",
        "",
        *(f"- **{severity}**: {_MEANING[severity]}" for severity in Severity),
        "",
        "Whatever the severity, a code also says what becomes of the build:",
        "",
        *(f"- **{_SHORT[effect]}**: {effect.value}" for effect in Effect),
    ]
    for topic in Topic:
        lines += [
            "",
            f"## {topic.value}",
            "",
            "| code | severity | the build | what it means |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| [{code}](findings/{code}.md) | {code.severity} | {_SHORT[code.entry.effect]} | "
            f"{code.entry.means} |"
            for code in Code
            if code.entry.topic is topic
        ]
    return "\n".join(lines) + "\n"


def page(code: Code) -> str:
    """Return the page of a code, as Markdown."""
    lines = [
        f"# {code}",
        "",
        f"**{code.severity.capitalize()}.** {_MEANING[code.severity]} {code.entry.effect.value}",
        "",
        f"**What it means.** {code.entry.means}",
        "",
        f"**What to do.** {code.entry.do}",
        "",
        "## Messages",
        "",
        "```text",
        *_messages(code),
        "```",
        "",
        "[All findings](../findings.md)",
    ]
    return "\n".join(lines) + "\n"


def _messages(code: Code) -> Iterator[str]:
    """Yield the wordings of a code; several of one hint stand above it together."""
    for hint, wordings in groupby(code.entry.wordings.values(), key=lambda wording: wording.hint):
        yield from (_shown(wording.text) for wording in wordings)
        if hint:
            yield f"    hint: {_shown(hint)}"


def _shown(template: str) -> str:
    """Return a template with the names of its values alone, and the plural where it has one."""
    plural = _CHOICE.sub(lambda match: match[2].replace("#", f"{{{match[1]}}}"), template)
    return _FORMAT.sub(r"{\1}", plural)


def settings() -> str:
    """Return the page of all settings, as Markdown."""
    lines = [
        "# Settings",
        "",
        "`postdeck.toml` sets what a blog does not say itself. It is read from the working folder, or else "
        "from the blog that the sources are of; `--config` names another file. `postdeck init` writes one "
        "with what is useful for a blog. This page is made from `pipeline/settings/register.py` by "
        "`make docs`.",
        "",
        "Each line is a key in its table: `sheet.paper` is `paper` below `[sheet]`. What stands in "
        'capitals is yours, and needs quotes where it has a dot: `[sites."www.example.org"]`. An option '
        "of the command goes before a setting.",
        "",
        "| setting | value | without it | what it is |",
        "|---|---|---|---|",
    ]
    for table in TABLES:
        if table.name:
            lines.append(f"| **`[{table.name}]`** | | | {table.help} |")
        head = f"{table.name}." if table.name else ""
        lines += [
            f"| `{head}{setting.name}` | {_kind(setting)} | {_without(setting)} | {setting.help} |"
            for setting in table.settings
        ]
    return "\n".join(lines) + "\n"


def _kind(setting: Setting) -> str:
    """Return what a setting takes."""
    if setting.kind == "choice":
        return " or ".join(f"`{as_toml(value)}`" for value in setting.values)
    if setting.kind == "number":
        return " to ".join(map(str, setting.values))
    return _KINDS[setting.kind]


def _without(setting: Setting) -> str:
    return setting.otherwise or f"`{as_toml(setting.default)}`"


def pages() -> Mapping[str, str]:
    """Return the text of each generated file, by its name in `docs/`."""
    return {
        "findings.md": index(),
        **{f"{FINDINGS.name}/{code}.md": page(code) for code in Code},
        "settings.md": settings(),
        "corpus.schema.json": codec.schema(),
        "links.schema.json": links.schema(),
    }


if __name__ == "__main__":
    FINDINGS.mkdir(exist_ok=True)
    for old in FINDINGS.glob("*.md"):
        old.unlink()
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
