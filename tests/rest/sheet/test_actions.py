"""What a printed sheet does when it is opened or clicked: it leads to the web and to its own pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.support.browser.printed import print_in
from tests.support.reading import build_to

pytestmark = pytest.mark.browser

ACTIONS = {f"/{name}" for name in (
    "GoTo GoToR GoToE Launch Thread URI Sound Movie Hide Named SubmitForm ResetForm ImportData JavaScript "
    "SetOCGState Rendition Trans GoTo3DView RichMediaExecute GoToDp"
).split()}  # fmt: skip
"""What a PDF may do (ISO 32000-2, table 201)."""

POST = """---
title: 面试题
date: 2025-01-01
questions: heading-1 numbered
---

# 1. 什么是 A？

[g](asset:javascript:f(1)) [h](<asset:file:///etc/passwd>) [i](https://a.example/) $x$
<a href="asset:&#10;javascript:f(2)">k</a> [l](asset:data:text/html,x) [m](javascript:f(3))

# 2. 什么是 B？

b
"""


def test_a_print_leads_to_the_web_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(POST, encoding="utf-8")
    build_to(
        tmp_path / "out", tmp_path / "p.md", ledger=tmp_path / "l.json", products=("cheatsheet",)
    )
    printed = print_in(browser, tmp_path / "out" / "cheatsheet.html", tmp_path / "sheet.pdf")
    actions = list(actions_of(PdfReader(printed.path)))
    assert {action["/S"] for action in actions} <= {"/URI", "/GoTo"}
    addresses = {str(action["/URI"]) for action in actions if action["/S"] == "/URI"}
    assert addresses == {"https://a.example/"}


def actions_of(reader: PdfReader) -> Iterator[dict[str, Any]]:
    """Yield every action of a PDF, wherever it hangs: a dictionary whose type `/S` is one of ACTIONS."""
    for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1):
        stack: list[Any] = [reader.get_object(number)]
        while stack:
            found = stack.pop()
            if isinstance(found, list):
                stack += found
            elif isinstance(found, dict):
                stack += found.values()
                if found.get("/S") in ACTIONS:
                    yield found
