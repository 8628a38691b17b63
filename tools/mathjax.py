r"""Write `pipeline/html/mathjax.toml`: what MathJax may be given, of all that it knows in Anki.

`python -m tools.mathjax`. The names are those of the MathJax in the `aqt` wheel, asked in Chromium; all
that it knows are allowed but those in REFUSED. Commands by which it only draws belong to none of these.
"""

from __future__ import annotations

import json
import tempfile
import textwrap
from pathlib import Path

from tests.support.browser.chromium import chromium
from tests.support.browser.reviewer import DAY, Reviewer, open_reviewer
from tools import ROOT

PATH = ROOT / "pipeline" / "html" / "mathjax.toml"

REFUSED = {
    "makes a link, or gives the page a class, an id or a style": (
        "href class style cssId bbox mmlToken enclose unicode"
    ),
    "loads more of MathJax": "require",
    "defines for all formulas that come later": (
        "newcommand renewcommand newenvironment renewenvironment def let Newextarrow "
        "DeclarePairedDelimiter DeclarePairedDelimiterX DeclarePairedDelimiterXPP "
        "DeclarePairedDelimiters DeclarePairedDelimitersX DeclarePairedDelimitersXPP "
        "DeclareMathOperator newtagform renewtagform usetagform mathtoolsset definecolor "
        "minCDarrowwidth minCDarrowheight"
    ),
    "answers to the mouse": "toggle mathtip texttip",
    "names a place of the page, or leads to one": "label ref eqref refeq",
    "reads what follows by rules of its own, by which a backslash is none": "verb",
}
"""Commands that MathJax never gets, by the reason."""

REFUSED_ENVIRONMENTS = {"takes options by name and value": "empheq"}

_ASK = r"""async () => {
  await MathJax.startup.promise;
  const handlers = MathJax.startup.document.inputJax[0]._parseOptions.handlers;
  const keys = (kind) =>
    [...handlers.get(kind)._configuration.items ?? handlers.get(kind)._configuration].flatMap(
      ({ item }) => (item.map ? [...item.map.keys()] : []));
  return Object.fromEntries(["macro", "delimiter", "environment"].map((kind) => [kind, keys(kind)]));
}"""


def known(reviewer: Reviewer) -> tuple[set[str], set[str]]:
    """Return the commands, without their backslash, and the environments that MathJax knows."""
    reviewer.show(r"<p>\(x\)</p>")
    names: dict[str, list[str]] = reviewer.page.evaluate(_ASK)
    commands = {name[1:] if name[:1] == "\\" and name[1:] else name for name in names["macro"]}
    commands |= {name[1:] for name in names["delimiter"] if name[:1] == "\\" and name[1:]}
    return {name for name in commands if name.strip()}, set(names["environment"])


def refused(table: dict[str, str]) -> set[str]:
    """Return the names of a table of refusals."""
    return {name for names in table.values() for name in names.split()}


def written(commands: set[str], environments: set[str]) -> str:
    """Return the file, of all that MathJax knows."""
    words = {name for name in commands if len(name) > 1 or name.isalpha()}
    parts = (
        "# Written by tools/mathjax.py, which tells why a name is refused.\n",
        "[allowed]",
        f"commands = {_wrapped(words - refused(REFUSED))}",
        f"signs = {json.dumps(''.join(sorted(commands - words)))}",
        f"environments = {_wrapped(environments - refused(REFUSED_ENVIRONMENTS))}",
        "\n[refused]",
        f"commands = {_wrapped(refused(REFUSED))}",
        f"environments = {_wrapped(refused(REFUSED_ENVIRONMENTS))}",
    )
    return "\n".join(parts) + "\n"


def _wrapped(names: set[str]) -> str:
    return f"'''\n{textwrap.fill(' '.join(sorted(names)), 108, break_on_hyphens=False)}\n'''"


def main() -> None:
    """Ask MathJax and write the file."""
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        PATH.write_text(
            written(*known(open_reviewer(browser, DAY, Path(folder)))), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
