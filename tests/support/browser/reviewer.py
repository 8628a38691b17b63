"""The page in which Anki's reviewer shows a card, in Chromium.

The page, its styles, its script and its MathJax are those of the `aqt` wheel, put together as
`aqt.webview` and `aqt.reviewer` do it. Every request is answered from that wheel or from the folder of
a collection's pictures; another one is a fault.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, Route

WEB = Path(str(distribution("aqt").locate_file("_aqt/data/web")))
ORIGIN = "http://anki.localhost/"

PAGE = f"""<!doctype html>
<html dir="ltr">
<head>
  <title>main webview</title>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <base href="{ORIGIN}">
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/_anki/css/webview.css">
  <style>
    body {{ zoom: 1; background-color: var(--canvas); }}
    html {{ font-family: sans-serif; }}
  </style>
  <link rel="stylesheet" href="/_anki/css/reviewer.css">
</head>
<body>
  <script>window.bridgeCommand = () => {{}}; // a program's, not a page's</script>
  <script src="/_anki/js/webview.js"></script>
  <script src="/_anki/js/reviewer.js"></script>
  <div id="_mark" hidden>&#x2605;</div>
  <div id="_flag" hidden>&#x2691;</div>
  <div id="qa" dir="auto"></div>
</body>
</html>"""

WEAR = """([root, body]) => {
  document.documentElement.className = root;
  document.documentElement.dataset.bsTheme = root.includes("night") ? "dark" : "light";
  document.body.className = body;
}"""

# Anki draws one side after another; so a side is there when an action queued behind it runs.
SHOW = f"""async ([root, body, side]) => {{
  ({WEAR})([root, body]);
  _showAnswer(side, body);
  await new Promise((done, fail) => {{
    setTimeout(() => fail(new Error("the reviewer does not show this side")), 20000);
    _queueAction(done);
  }});
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {{}})));
  await document.fonts.ready;
}}"""


@dataclass(frozen=True, slots=True)
class Look:
    """A kind of screen: its width, and the classes that an Anki gives the page and the card on it."""

    name: str
    width: int
    root: str
    body: str
    mobile: bool = False


DAY = Look("light", 900, "", "card card1 isLin fancy")
NIGHT = Look("dark", 900, "night-mode", "card card1 isLin nightMode night_mode fancy")
ANDROID = Look("narrow", 360, "mobile android linux js", "card card1", mobile=True)
IPHONE = Look("narrow-dark", 360, "mobile iphone", "card card1 nightMode", mobile=True)


@dataclass
class Reviewer:
    """One page, for one look after another's cards. `media` is the folder of the cards' pictures."""

    page: Page
    look: Look
    media: Path
    faults: list[str] = field(default_factory=list)

    def load(self) -> None:
        """Load the page anew, without anything that a card left on it."""
        self.page.goto(ORIGIN)

    def show(self, side: str) -> None:
        """Show a side as Anki rendered it, and wait for its formulas, pictures and fonts."""
        self.page.evaluate(SHOW, [self.look.root, self.look.body, side])

    def wear(self, look: Look) -> None:
        """Change the look of the side that is shown; the width stays."""
        self.page.evaluate(WEAR, [look.root, look.body])

    def take_faults(self) -> list[str]:
        """Return the messages of the console and the requests to elsewhere since the last call."""
        faults, self.faults = self.faults, []
        return faults

    def hear(self, message: str) -> None:
        """Note a message of the console, except the one that MathJax itself sends on every page."""
        if not message.startswith("No version information available for component"):
            self.faults.append(f"console: {message}")

    def answer(self, route: Route) -> None:
        """Answer a request as Anki's own server does."""
        url = route.request.url
        name = unquote(urlsplit(url).path).lstrip("/")
        inside = name.removeprefix("_anki/")
        path = WEB / inside if inside != name else self.media / name
        if url == ORIGIN:
            route.fulfill(body=PAGE, content_type="text/html")
        elif url.startswith(ORIGIN) and path.is_file():
            route.fulfill(path=path)
        else:
            self.faults.append(f"asked for {url}")
            route.abort()


def open_reviewer(
    browser: Browser, look: Look, media: Path, *, width: int = 0, sharp: int = 1
) -> Reviewer:
    """Open a page that shows cards in this look."""
    page = browser.new_page(
        viewport={"width": width or look.width, "height": 600},
        device_scale_factor=sharp,
        is_mobile=look.mobile,
        has_touch=look.mobile,
        color_scheme="dark" if "night" in look.body.lower() else "light",
    )
    reviewer = Reviewer(page, look, media)
    page.on("console", lambda message: reviewer.hear(message.text))
    page.on("pageerror", lambda error: reviewer.faults.append(f"error: {error}"))
    page.route("**/*", reviewer.answer)
    reviewer.load()
    return reviewer
