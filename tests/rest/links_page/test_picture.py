"""The picture: every post is in it, every line too, and no two labels lie on each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pipeline.emitters.links.picture import HUBS, MOST_AROUND
from tests.support.browser.checkers import violations
from tests.support.browser.screen import shown
from tests.support.link_blogs import write_many
from tests.support.link_pages import PageOf, make
from tests.support.reading import corpus_of

pytestmark = pytest.mark.browser

OVERLAPS = """() => {
  const faults = [];
  for (const details of document.querySelectorAll(".around")) {
    details.removeAttribute("name");
    details.open = true;
  }
  for (const svg of document.querySelectorAll("svg.picture")) {
    const view = svg.viewBox.baseVal;
    const texts = [...svg.querySelectorAll(".node text, .band-name, .axis text")]
      .map((text) => ({ text: text.textContent, box: text.getBBox() }));
    const shapes = [...svg.querySelectorAll(".node :is(circle, rect)")]
      .map((shape) => ({ text: `node ${shape.parentElement.textContent.trim()}`, box: shape.getBBox() }));
    if (!texts.length) faults.push("no text");
    const all = [...texts, ...shapes];
    for (const [i, a] of all.entries()) {
      const { x, y, width, height } = a.box;
      if (x < 0 || y < 0 || x + width > view.width || y + height > view.height) {
        faults.push(`cut: ${a.text}`);
      }
      for (const b of all.slice(i + 1)) {
        const across = Math.min(x + width, b.box.x + b.box.width) - Math.max(x, b.box.x);
        const down = Math.min(y + height, b.box.y + b.box.height) - Math.max(y, b.box.y);
        if (across > 0.5 && down > 2) faults.push(`${a.text} lies on ${b.text}`);
      }
    }
  }
  return faults;
}"""


@pytest.mark.parametrize("name", ["demo", "examples", "awkward", "many"])
def test_labels_can_be_read(name: str, page_of: PageOf, browser: Browser) -> None:
    with shown(browser, page_of(name).html) as on_screen:
        faults = on_screen.page.evaluate(OVERLAPS)
    assert not faults, "\n".join(faults[:20])


def test_a_full_picture_can_be_read(browser: Browser, tmp_path: Path) -> None:
    """So many posts as one picture takes."""
    made = make(corpus_of(write_many(tmp_path / "blog", 150)), tmp_path / "full.html")
    assert len(made.soup().select("svg.picture")) == 1
    with shown(browser, made.html) as on_screen:
        faults = on_screen.page.evaluate(OVERLAPS)
    assert not faults, "\n".join(faults[:20])


def test_a_large_blog_shows_surroundings(page_of: PageOf, browser: Browser, axe: str) -> None:
    """Of the posts with the most lines; one at a time, without script."""
    made = page_of("many")
    hubs = made.soup().select("details[name=neighbourhood]")
    assert len(hubs) == HUBS
    assert [hub.has_attr("open") for hub in hubs] == [True] + [False] * (HUBS - 1)
    edges = {(edge.source, edge.target) for edge in made.graph.edges}
    for hub in hubs:
        (node,) = hub.select(".node.hub")
        (post,) = [p for p in made.corpus.posts if p.title == node.select("title")[0].get_text()]
        near = {end for edge in edges if post.ref in edge for end in edge} - {post.ref}
        assert len(hub.select("svg .node")) == min(len(near), MOST_AROUND) + 1
    with shown(browser, made.html, java_script_enabled=False) as on_screen:
        page = on_screen.page
        page.click(".around:nth-of-type(2) summary")
        assert page.locator("svg.picture:visible").count() == 1
        assert page.locator(".around:nth-of-type(2) svg.picture").is_visible()
    with shown(browser, made.html) as on_screen:  # axe-core needs scripts that run
        rules = ["aria-allowed-attr", "link-name", "scrollable-region-focusable", "summary-name"]
        assert violations(on_screen.page, axe, rules) == []


def test_a_node_shows_what_is_near(page_of: PageOf, browser: Browser) -> None:
    """On hover, and by the keyboard."""
    with shown(browser, page_of("awkward").html) as on_screen:
        page = on_screen.page
        edge = page.locator(".edge").first
        node = page.locator(f".node[data-node='{edge.get_attribute('data-from')}']")
        for emphasise in (node.hover, node.focus):
            page.mouse.move(0, 0)
            assert page.locator(".chosen").count() == 0
            emphasise()
            assert "near" in (edge.get_attribute("class") or "")
            far = page.locator(".node:not(.near)").count()
            assert 0 < far < page.locator(".node").count()
            page.evaluate("document.activeElement.blur()")
