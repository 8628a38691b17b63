"""The list of what MathJax may be given, held against the MathJax that Anki loads."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from pipeline.html.mathjax import for_mathjax, refusal
from tests.support.browser.reviewer import DAY, Reviewer, open_reviewer
from tools import mathjax

pytestmark = [pytest.mark.anki, pytest.mark.browser]

HARM = '1px;background:url(//evil.example/x);" onclick="pwn()" href="javascript:pwn()'
COMMANDS = (r"\NAME{HARM}{HARM}{HARM}{HARM}", r"\NAME[href='HARM',style=HARM]{x}[HARM]{x}{x}")
ENVIRONMENTS = (
    r"\begin{NAME}[HARM]{ll}x&y\\[HARM]z&w\end{NAME}",
    r"\begin{NAME}{HARM}{HARM}x&y\\z\end{NAME}",
)
PASS_ON = r"""(formulas) => {
  const { options, inputJax } = MathJax.startup.document;
  const passes = (tex) => {
    const item = new options.MathItem(tex, inputJax[0], true);
    MathJax.texReset();
    try { item.compile(MathJax.startup.document); } catch { return false; }
    let found = false;
    item.root.walkTree((node) => {
      const attributes = node.attributes?.getAllAttributes() ?? {};
      for (const [name, value] of Object.entries(attributes)) {
        found ||= name.startsWith("on") || name === "href" || name === "style";
        found ||= !name.startsWith("data-mjx-") && name !== "title" && /evil|javascript/.test(value);
      }
    });
    return found;
  };
  return formulas.filter(passes);
}"""
HARMS = r"""() => [...document.querySelectorAll("#qa *")].flatMap((element) =>
  [...element.attributes].filter(({ name, value }) =>
    name.startsWith("on") || ["href", "src"].includes(name) || (name === "style" && /url|:\/\//.test(value))
  ).map(({ name, value }) => `${element.localName} ${name}=${value}`))"""


@pytest.fixture(scope="module")
def reviewer(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Reviewer:
    return open_reviewer(browser, DAY, tmp_path_factory.mktemp("media"))


@pytest.fixture(scope="module")
def names(reviewer: Reviewer) -> tuple[set[str], set[str]]:
    """The commands and the environments that MathJax knows."""
    return mathjax.known(reviewer)


def test_each_name_is_allowed_or_refused(names: tuple[set[str], set[str]]) -> None:
    """A new MathJax shows here what it has learnt: judge each name, then `python -m tools.mathjax`."""
    assert len(names[0]) > 900
    assert mathjax.written(*names) == mathjax.PATH.read_text(encoding="utf-8")
    assert mathjax.refused(mathjax.REFUSED) <= names[0]
    assert mathjax.refused(mathjax.REFUSED_ENVIRONMENTS) <= names[1]


def test_no_argument_does_harm(names: tuple[set[str], set[str]], reviewer: Reviewer) -> None:
    """What the list lets through with hostile arguments loads nothing and makes no link or handler."""
    formulas = [
        template.replace("NAME", name).replace("HARM", HARM)
        for templates, known in ((COMMANDS, names[0]), (ENVIRONMENTS, names[1]))
        for name in sorted(known)
        if len(name) > 1
        for template in templates
    ]
    formulas = [tex for tex in formulas if refusal(for_mathjax(tex)) is None]
    assert len(formulas) > 1500
    passed: list[str] = reviewer.page.evaluate(PASS_ON, formulas)
    assert harms(passed, reviewer) == []


@pytest.mark.parametrize(
    ("tex", "told"),
    [
        (rf"\fcolorbox{{{HARM}}}{{red}}{{x}}", "mjx-mpadded style="),
        (rf"\href{{{HARM}}}{{x}}", "a href="),
        (r"\style{background:url(//evil.example/y)}{x}", "asked for"),
    ],
)
def test_harm_is_found(tex: str, told: str, reviewer: Reviewer) -> None:
    assert reviewer.page.evaluate(PASS_ON, [tex]) == [tex]
    assert any(told in harm for harm in harms([tex], reviewer))


def harms(formulas: list[str], reviewer: Reviewer) -> list[Any]:
    """Typeset formulas on one page, and return the harm that they do."""
    reviewer.take_faults()
    reviewer.show("".join(f"<p>\\({tex}\\)</p>" for tex in formulas))
    found = reviewer.page.evaluate(HARMS)
    reviewer.page.wait_for_timeout(200)
    return [*found, *reviewer.take_faults()]
