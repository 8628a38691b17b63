"""One way for every emitter to change canonical HTML: pictures, links, formulas and code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_MARKS = ("<img", "<a ", '<span class="math', "<pre")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: `src` is `assets/NAME` in canonical HTML; sizes in CSS pixels, as written."""

    src: str
    alt: str
    title: str | None
    width: str | None
    height: str | None


def rewrite(
    html: str,
    *,
    image: Callable[[Image], str] | None = None,
    link: Callable[[str, str], str] | None = None,
    math: Callable[[str, bool], str] | None = None,
    code: Callable[[str, str | None], str] | None = None,
) -> str:
    r"""Replace the named elements by the HTML that the callbacks give; leave the rest as it is.

    - `image(picture)`
    - `link(href, inner_html)`
    - `math(tex, display)`, the formula without its `\(…\)` or `\[…\]`
    - `code(source, language)` for a block of code, not for code within a line
    """
    if not any(mark in html for mark in _MARKS):
        return html
    from bs4 import BeautifulSoup, Tag  # costs 0.1 s at start-up

    def parsed(markup: str) -> BeautifulSoup:
        return BeautifulSoup(markup, "html.parser")

    soup = parsed(html)

    def attribute(tag: Tag, name: str) -> str | None:
        value = tag.get(name)
        return value if isinstance(value, str) else None

    if image is not None:
        for tag in soup.find_all("img"):
            picture = Image(
                attribute(tag, "src") or "",
                attribute(tag, "alt") or "",
                *(attribute(tag, name) for name in ("title", "width", "height")),
            )
            tag.replace_with(parsed(image(picture)))
    if math is not None:
        for tag in soup.find_all("span", class_="math"):
            tex = tag.get_text()[2:-2]
            tag.replace_with(parsed(math(tex, "display" in (tag.get("class") or ()))))
    if code is not None:
        for tag in soup.find_all("pre"):
            inner = tag.find("code")
            if inner is None:
                continue
            language = next(
                (
                    name.removeprefix("language-")
                    for name in inner.get("class") or ()
                    if name.startswith("language-")
                ),
                None,
            )
            tag.replace_with(parsed(code(inner.get_text(), language)))
    if link is not None:
        for tag in soup.find_all("a"):
            tag.replace_with(parsed(link(attribute(tag, "href") or "", tag.decode_contents())))
    return soup.decode(formatter="minimal")
