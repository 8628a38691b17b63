"""Search, filters, order and groups, driven by the keyboard; the address keeps their state."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import Tag
from playwright.sync_api import Browser, Page

from tests.support.browser.screen import shown
from tests.support.link_pages import Made, PageOf, holders, make

pytestmark = pytest.mark.browser

every = pytest.mark.parametrize("name", ["demo", "examples", "awkward"])
WORDS = ("的", "面试 大模型", "ＬＩＮＳＩＧＨＴ", "shared.example", "full width", "没有这样的字")
VISIBLE = """(selector) => [...document.querySelectorAll(selector)]
  .filter((element) => element.checkVisibility()).map((element) => element.id)"""


def visible(page: Page) -> list[str]:
    """Return the ids of the rows that can be seen, in their order."""
    ids: list[str] = page.evaluate(VISIBLE, "#rows > .row")
    return ids


def rows_with(made: Made, *words: str, kind: str = "all", listings: bool = False) -> list[str]:
    """Return the ids of the rows that hold all words, by what the file says."""

    def folded(text: str) -> str:
        return unicodedata.normalize("NFKC", text).lower()

    def texts(row: Tag) -> str:
        all_shown = listings or "faulty" in row["class"]
        parts = [
            p
            for p in row.select(".title, .address, .where, .question, .from")
            if all_shown or not in_list(p)
        ]
        return folded("\n".join(part.get_text() for part in parts))

    return [
        str(row["id"])
        for row in made.soup().select(".row")
        if (listings or row["data-places"] != "0" or "faulty" in row["class"])
        and kind in ("all", row["data-kind"])
        and all(folded(word) in texts(row) for word in words)
    ]


def in_list(element: Tag) -> bool:
    return element.find_parent(class_="listed") is not None


def test_a_language_that_is_none(page_of: PageOf, browser: Browser, tmp_path: Path) -> None:
    """The page works whatever a corpus, which may be of an earlier version, calls its language."""
    corpus = page_of("awkward").corpus
    for language in ("zh_CN", "a", "中文", "en-a-bb-a-cc"):
        sites = tuple(replace(site, language=language) for site in corpus.sites)
        made = make(replace(corpus, sites=sites), tmp_path / "page.html")
        with shown(browser, made.html) as on_screen:
            on_screen.page.select_option("#sort", "title")
            on_screen.page.keyboard.press("/")
            on_screen.page.keyboard.insert_text("no such words")
            assert visible(on_screen.page) == []


@every
def test_search_and_kinds(name: str, page_of: PageOf, browser: Browser) -> None:
    """Typing leaves the rows that hold all words; a kind leaves its own; their number is shown."""
    made = page_of(name)
    with shown(browser, made.html) as on_screen:
        page = on_screen.page
        for words in WORDS:
            expected = rows_with(made, *words.split())
            page.keyboard.press("/")
            page.keyboard.insert_text(words)
            assert visible(page) == expected, words
            status = page.inner_text("#status")
            assert str(len(expected)) in status if expected else "没有" in status
            page.keyboard.press("Escape")
            assert visible(page) == rows_with(made)
            assert page.evaluate("document.activeElement.id") != "search"
        for listings in (False, True):
            for kind in ("internal", "external", "broken"):
                page.select_option("#kind", kind)
                assert visible(page) == rows_with(made, kind=kind, listings=listings)
            page.select_option("#kind", "all")
            page.keyboard.press("Escape")
            page.evaluate("document.activeElement.blur()")
            page.keyboard.press("n")
        assert on_screen.faults == []


@every
def test_order(name: str, page_of: PageOf, browser: Browser) -> None:
    made = page_of(name)
    named = made.named
    dates = {post.ref: post.date or "" for post in made.corpus.posts}
    newest = [max(map(dates.__getitem__, holders(row))) for row in named]
    places = [len(row.mentions) for row in named]
    with shown(browser, made.html) as on_screen:
        page = on_screen.page
        first = visible(page)
        of = dict(zip(first, named, strict=True))
        page.select_option("#sort", "places")
        assert [len(of[row].mentions) for row in visible(page)] == sorted(places, reverse=True)
        page.select_option("#sort", "host")
        hosts = [of[row].host for row in visible(page)]
        assert sorted(hosts, key=lambda host: (not host, hosts.index(host))) == hosts
        page.select_option("#sort", "newest")
        dates = dict(zip(first, newest, strict=True))
        assert [dates[row][:10] for row in visible(page)] == [d[:10] for d in sorted(newest)[::-1]]
        page.select_option("#sort", "title")
        assert sorted(visible(page)) == sorted(first)
        page.select_option("#sort", "posts")
        assert visible(page) == first


@every
def test_groups(name: str, page_of: PageOf, browser: Browser) -> None:
    """A row stands in each group that it belongs to, and each group shows how many it holds."""
    made = page_of(name)
    posts = {post.ref: post for post in made.corpus.posts}
    held_by = [[posts[ref] for ref in holders(row)] for row in made.named]
    expected = {
        "host": [{row.host} for row in made.named],
        "post": [{post.title for post in held} for held in held_by],
        "series": [{post.series.name if post.series else "" for post in held} for held in held_by],
    }
    with shown(browser, made.html) as on_screen:
        page = on_screen.page
        for way, groups in expected.items():
            page.select_option("#group", way)
            assert visible(page) == []
            for group in page.query_selector_all(".group"):
                size = sum(group.get_attribute("data-name") in names for names in groups)
                assert f"({size})" in (group.text_content() or "")
                group.evaluate("(element) => { element.open = true; }")
            page.wait_for_function(
                "[...document.querySelectorAll('.group')].every((g) => g.children.length > 1)"
            )
            shown_names = page.eval_on_selector_all(".group", "(g) => g.map((e) => e.dataset.name)")
            assert set(shown_names) == set().union(*groups)
            assert page.locator(".group .row").count() == sum(map(len, groups))
            assert on_screen.check("ids") == []
            page.keyboard.press("Escape")
        page.select_option("#group", "none")
        assert visible(page) == rows_with(made)
        assert on_screen.faults == []


@every
def test_keys(name: str, page_of: PageOf, browser: Browser) -> None:
    """J and K go on and back, space and Enter unfold, also in groups."""
    with shown(browser, page_of(name).html) as on_screen:
        page = on_screen.page
        here = "document.activeElement.id"
        order = visible(page)
        seen = []
        for _ in order[:6]:
            page.keyboard.press("j")
            seen.append(page.evaluate(here))
        assert seen == order[:6]
        page.keyboard.press("k")
        assert page.evaluate(here) == order[: len(seen)][-2:][0]
        details = page.locator(f"[id='{page.evaluate(here)}'] details")
        for key, is_open in (("Space", True), ("Enter", False), ("Enter", True)):
            page.keyboard.press(key)
            assert details.evaluate("(e) => e.open") == is_open
        page.select_option("#group", "host")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.closest('.group') !== null")
        page.keyboard.press("Enter")
        assert page.locator(".row.at details").evaluate("(e) => e.open")
        assert on_screen.faults == []


@every
def test_the_address_keeps_it(name: str, page_of: PageOf, browser: Browser) -> None:
    """A reload, or the same address in another window, shows the same."""
    with shown(browser, page_of(name).html) as on_screen:
        page = on_screen.page
        for key in "nd":
            page.keyboard.press(key)
        page.select_option("#kind", "internal")
        page.select_option("#sort", "title")
        page.fill("#search", "题 (1")
        before = state(page)
        assert before["navigation"] is True
        page.reload()
        assert state(page) == before
        page.select_option("#group", "post")
        grouped = state(page)
        assert grouped != before
        other = page.context.new_page()
        other.goto(page.url)
        assert state(other) == grouped
        assert on_screen.faults == []


def state(page: Page) -> dict[str, object]:
    """Return what a reader has chosen, and what is shown of it."""
    return {
        **{name: page.input_value(f"#{name}") for name in ("search", "kind", "sort", "group")},
        "navigation": page.is_checked("#navigation"),
        "rows": visible(page),
        "groups": page.locator(".group").all_text_contents(),
        "colour": page.evaluate("getComputedStyle(document.documentElement).backgroundColor"),
        "button": page.inner_text("#theme"),
    }


def test_a_link_to_a_row_that_is_hidden_shows_it(page_of: PageOf, browser: Browser) -> None:
    """From the picture, or from the entry of a post."""
    made = page_of("awkward")
    with shown(browser, made.html) as on_screen:
        page = on_screen.page
        page.select_option("#kind", "broken")
        link = made.soup().select_one(".post a[href^='#link-']")
        assert link
        page.click(f".post a[href='{link['href']}']")
        page.wait_for_function("document.querySelector('#kind').value === 'all'")
        assert page.locator(f"{link['href']} .places").is_visible()


POSTS = """() => [...document.querySelectorAll(".post")]
  .filter((element) => element.checkVisibility()).map((element) => element.id)"""


@every
def test_posts_that_no_post_leads_to(name: str, page_of: PageOf, browser: Browser) -> None:
    """They are left alone in the list of posts; the address keeps it; a link to another shows it again."""
    made = page_of(name)
    posts = [str(post["id"]) for post in made.soup().select(".post")]
    orphans = [str(post["id"]) for post in made.soup().select(".post.orphan")]
    with shown(browser, made.html) as on_screen:
        page = on_screen.page
        page.select_option("#kind", "orphans")
        for _ in range(2):
            assert page.evaluate(POSTS) == orphans
            assert visible(page) == []
            assert str(len(orphans)) in page.inner_text("#status")
            page.reload()
        others = [post for post in posts if post not in orphans]
        for post in others[:1]:
            page.evaluate("(id) => { location.hash = id; }", post)
            page.wait_for_function(
                "(id) => document.getElementById(id).checkVisibility()", arg=post
            )
            assert page.input_value("#kind") == "all"
        assert on_screen.faults == []


@every
def test_search_finds_questions_and_files(name: str, page_of: PageOf, browser: Browser) -> None:
    """Those of places and those of posts."""
    made = page_of(name)
    question = made.soup().select_one(".row:not(.listing) .places .question")
    where = made.soup().select_one(".row:not(.listing) .places .where")
    path = made.corpus.posts[-1].path
    assert where
    with shown(browser, made.html) as on_screen:
        page = on_screen.page
        for found in filter(None, (question, where)):
            row = found.find_parent(class_="row")
            assert row
            label = found.select_one(".label")
            words = found.get_text().replace(label.get_text() if label else "", "").strip()
            page.fill("#search", words)
            assert row["id"] in visible(page)
        page.fill("#search", path)
        titles = page.eval_on_selector_all(
            ".post:not(.away) > .where", "(all) => all.map((each) => each.textContent)"
        )
        assert path in titles
        assert all(path in title for title in titles)
        assert "1" in page.inner_text("#status")
