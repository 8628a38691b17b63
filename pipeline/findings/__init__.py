"""Everything worth telling a user is a `Finding`: a value with a code, a file and a line.

`docs/findings.md` is made from `Code`, so that each code is explained in one place only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import PurePath
from typing import Any, Self

PRIVATE: dict[str, Any] = {"public": False}
"""Marks a field that stays out of `corpus.json`."""


class Severity(StrEnum):
    """How bad a finding is; an error ends the run with exit code 1 and publishes nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO


class Code(StrEnum):
    """What a finding is about: its public name, its severity and the explanation for authors."""

    severity: Severity
    explanation: str

    def __new__(cls, value: str, severity: Severity, explanation: str) -> Self:
        """Make a member from its public name, severity and explanation."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.severity = severity
        member.explanation = explanation
        return member

    # Reading a source
    NOT_REGULAR_FILE = (
        "not-regular-file",
        _E,
        "A post is a device, a pipe or a socket, which could block the build. Posts are plain files.",
    )
    OUTSIDE_SITE = (
        "outside-site",
        _E,
        "A post is a link to a file outside its site. Copy the file into the site.",
    )
    TOO_LARGE = ("too-large", _E, "A post is larger than 10 MiB. Split it.")
    UNREADABLE_FILE = ("unreadable-file", _E, "A file could not be read; the message says why.")
    BAD_ENCODING = ("bad-encoding", _E, "A file is not UTF-8. Save it as UTF-8.")
    BAD_FRONT_MATTER = (
        "bad-front-matter",
        _E,
        "The front matter cannot be read with certainty: its YAML or JSON is broken, it uses "
        "aliases, it nests too deep, or it is larger than 64 KiB.",
    )
    DUPLICATE_KEY = ("duplicate-key", _E, "A key stands twice in one mapping. Remove one of them.")
    BAD_DATE = (
        "bad-date",
        _E,
        "A date does not exist or is written in an unknown way. Use YYYY-MM-DD HH:MM:SS.",
    )
    BAD_VALUE = ("bad-value", _E, "A front-matter key has a value of a kind that it cannot have.")
    BAD_CONFIG = (
        "bad-config",
        _E,
        "`_config.yml` or `postdeck.toml` holds a setting that cannot be understood.",
    )
    UNUSED_SETTING = (
        "unused-setting",
        _W,
        "`postdeck.toml` or `readings.toml` names a site, a folder or a post that this run does not hold.",
    )
    DUPLICATE_SITE = (
        "duplicate-site",
        _E,
        "Two sources have one site key (the host of `url`, else the folder's name). Build them apart "
        "or give them different urls.",
    )
    MISSING_TITLE = ("missing-title", _W, "A post has no title; its file name is used instead.")
    CONTROL_CHARACTER = (
        "control-character",
        _W,
        "A control character, which Anki refuses, was replaced by U+FFFD.",
    )
    UNPUBLISHED = ("unpublished", _I, "A draft or a post with `published: false` was left out.")

    # Markup
    UNKNOWN_TAG = (
        "unknown-tag",
        _W,
        "A tag plugin is not known. Its inner text is kept, the tag is not.",
    )
    BAD_TAG = (
        "bad-tag",
        _W,
        "A tag plugin lacks an argument or its end; its text is kept as written.",
    )
    UNCLOSED_FENCE = (
        "unclosed-fence",
        _W,
        "A code fence is never closed: the rest of the post is code.",
    )
    EXTRA_TABLE_CELLS = (
        "extra-table-cells",
        _W,
        "A row holds more cells than the table has columns; they are not shown. Write a `|` that is "
        "text as `\\|`.",
    )
    OVERSIZED_DEFINITION = (
        "oversized-definition",
        _W,
        "A reference definition is so long and used so often that the post would grow beyond all "
        "measure. It is not used; its links are text.",
    )
    BARE_URL_CUT = (
        "bare-url-cut",
        _I,
        "An address stands in a text without a blank or a sign behind it, so it was taken to end where the "
        "Chinese begins. Put a blank there, or the whole address between `<` and `>`.",
    )
    DUPLICATE_DEFINITION = (
        "duplicate-definition",
        _W,
        "A reference definition is given twice. The first one counts (CommonMark 4.7).",
    )
    UNUSED_DEFINITION = (
        "unused-definition",
        _I,
        "Nothing refers to a reference definition, so its address stands nowhere.",
    )
    NESTING_LIMIT = (
        "nesting-limit",
        _W,
        "Blocks nest deeper than 100 levels; what lies deeper is not read.",
    )
    ACTIVE_CONTENT = (
        "active-content",
        _W,
        "A post holds active content (a script, a form, an embedded page). It was taken out; its "
        "visible text is kept.",
    )
    UNREADABLE_FORMULA = (
        "unreadable-formula",
        _W,
        "A formula cannot be converted: a command is unknown, a brace or an environment is not closed, or "
        "text stands between dollars. Anki's MathJax may show it wrong, a cheat sheet shows its source.",
    )
    MISSING_PICTURE = (
        "missing-picture",
        _W,
        "A picture does not exist in the site. Its place is shown on the card.",
    )
    UNKNOWN_PICTURE_TYPE = (
        "unknown-picture-type",
        _W,
        "A file that is used as a picture is none that cards can show (PNG, JPEG, GIF, WebP, AVIF). An SVG "
        "drawing can run scripts and looks different from program to program, so it is left out.",
    )
    HUGE_PICTURE = (
        "huge-picture",
        _W,
        "A picture is larger than 3 MB or 25 megapixels. It stands on its card, but makes the deck slow to "
        "load and to synchronise.",
    )
    REMOTE_PICTURE = (
        "remote-picture",
        _W,
        "A picture lies on another server. Cards hold no remote files, so it became a link.",
    )

    # Questions
    STUB = ("stub", _W, "A question has no answer yet, so it gets no card.")
    NUMBER_GAP = ("number-gap", _W, "The numbers of the questions skip one. Is a question missing?")
    NUMBER_REPEAT = (
        "number-repeat",
        _W,
        "Two questions in one group bear the same number, or a number falls back.",
    )
    NO_QUESTIONS = ("no-questions", _I, "A post holds no questions.")
    NO_QUESTIONS_EXPECTED = (
        "no-questions-expected",
        _W,
        "The title says that the post holds questions, but none was found. Set `questions:` in its "
        "front matter; `postdeck explain` shows what was considered.",
    )
    UNSURE_QUESTIONS = (
        "unsure-questions",
        _I,
        "A post can be read in more than one way, and no reading is likely enough. The likeliest is taken, "
        "and its cards bear the tag `postdeck::unsure`. `postdeck choose` shows the readings side by side; "
        "`questions:` in the front matter settles it too.",
    )
    TEXT_LEFT_OUT = (
        "text-left-out",
        _I,
        "A third or more of a post's text stands in no question and no footer. `postdeck explain` shows "
        "which.",
    )
    DUPLICATE_QUESTION = (
        "duplicate-question",
        _I,
        "Two posts put the same question (letter case, spaces and punctuation aside). A learner gets "
        "two cards.",
    )
    BAD_QUESTIONS_STYLE = (
        "bad-questions-style",
        _E,
        "`questions:` names no way of writing prompts; docs/questions.md lists them (`none`, `title`, "
        '`heading-2`, `paragraph`, `heading-3 below "面试题"`, `heading-2 + bold` …).',
    )

    # Across posts
    DUPLICATE_PERMALINK = (
        "duplicate-permalink",
        _W,
        "Two posts claim one permalink, so the blog shows only one of them. Give one a new abbrlink.",
    )
    UNKNOWN_PERMALINKS = (
        "unknown-permalinks",
        _W,
        "A plugin of the blog (hexo-permalink-pinyin) makes addresses in a way of its own, so links to its "
        "posts may not open. Links between posts are resolved by their texts; none is told to be broken.",
    )
    NO_POSTS = ("no-posts", _E, "No post was found in the whole run.")
    NOTHING_FOUND = ("nothing-found", _E, "No question was found in the whole run.")

    # Links
    BROKEN_POST_LINK = (
        "broken-post-link",
        _W,
        "A `post_link` names a post that does not exist. Its text is kept.",
    )
    BROKEN_LINK = (
        "broken-link",
        _W,
        "A link leads to an address of the blog itself where there is no post, page or file, or to a "
        "Markdown file that is not there. Told where the whole blog was read.",
    )
    DRAFT_LINK = (
        "draft-link",
        _W,
        "A link leads to a draft, or to a post with `published: false`, which readers cannot open.",
    )
    OLD_PERMALINK = (
        "old-permalink",
        _W,
        "A link leads to an address that a post does not have (any more). Unless the server redirects it, "
        "readers cannot open it. `redirect_from`, `alias` or `aliases` in the post's front matter say that "
        "it is redirected.",
    )
    AMBIGUOUS_LINK = (
        "ambiguous-link",
        _W,
        "A link leads to a permalink that several posts claim, so the blog shows only one of them.",
    )
    MISMATCHED_ANCHOR_TEXT = (
        "mismatched-anchor-text",
        _W,
        "The text of a link is the title of another post than the one it leads to.",
    )
    SELF_LINK = ("self-link", _I, "A link leads to the post that it stands in.")
    PREVIEW_HOST = (
        "preview-host",
        _W,
        "A link leads to a place that only its author can open: this machine (`localhost`), a private "
        "network, or the preview of a deployment.",
    )
    GLUED_URL = (
        "glued-url",
        _W,
        "An address has something at its end that hardly belongs to it: a dot, or the next address.",
    )
    INVALID_URL = (
        "invalid-url",
        _W,
        "An address is empty, or none at all (WHATWG URL).",
    )
    ORPHAN_POST = (
        "orphan-post",
        _I,
        "No other post leads to this one, though most posts of the blog are linked.",
    )
    NOT_IN_POST_LIST = (
        "not-in-post-list",
        _I,
        "Later posts have a list of past posts, and it leaves this post out.",
    )
    DEAD_LINK = (
        "dead-link",
        _W,
        "An address does not exist any more, or cannot be trusted: its server says so, its host is gone, "
        "its certificate does not hold, or it redirects without end. Told by `postdeck linkcheck` alone.",
    )
    MOVED_LINK = (
        "moved-link",
        _I,
        "An address moved for good, and its server says where to. Told by `postdeck linkcheck` alone.",
    )

    # The ledger and the deck
    BAD_LEDGER = (
        "bad-ledger",
        _E,
        "The ledger (`cards.lock.json`) is damaged, of another version, or holds a merge conflict. "
        "It is never overwritten; restore it from version control.",
    )
    LEDGER_LOCKED = (
        "ledger-locked",
        _E,
        "The build would change the ledger, which `--locked` forbids. Build without `--locked` and "
        "commit the ledger.",
    )
    LEDGER_NOT_WRITABLE = (
        "ledger-not-writable",
        _E,
        "The ledger cannot be written where it belongs. Name a place for it with `--ledger FILE`.",
    )
    AMBIGUOUS_CARD = (
        "ambiguous-card",
        _W,
        "A question may be another card of an earlier build, or a new one, than it was taken for. Its "
        "schedule stays with what the message says. To settle it, edit the line of the card in "
        '`cards.lock.json`: `"same-as": "GUID"` gives it to another card, `"new": true` makes the '
        "question a new one. The next build does so and takes the word out of the file again.",
    )
    NO_BROWSER = (
        "no-browser",
        _E,
        "The PDF is printed by Chromium, Chrome or Edge, and none was found or it failed. Install one, or "
        "name one in POSTDECK_BROWSER. `cheatsheet.html` can be printed from any browser.",
    )
    REWRITTEN_CARD = (
        "rewritten-card",
        _I,
        "A question was taken for one of an earlier build because its prompt is nearly the same, though "
        "its answer is quite another. It keeps that card's schedule. If it is a new question, settle it as "
        "under `ambiguous-card`.",
    )
    DECK_CHANGED = (
        "deck-changed",
        _I,
        "The cards of a post are in a deck of another name now: its series, its title or the site's title "
        "was changed. Anki moves no cards, so those that learners have stay in the old deck.",
    )
    UNKNOWN_SITE = (
        "unknown-site",
        _I,
        "A ledger holds cards, but none of this site. If the site was renamed, its old key belongs into "
        "its `aliases` in `postdeck.toml`, so that its cards keep their history.",
    )
    STALE_PRODUCT = (
        "stale-product",
        _I,
        "A product of an earlier run was made from other posts than this corpus.",
    )
    INTERNAL_ERROR = (
        "internal-error",
        _E,
        "A fault of postdeck itself; `--debug` shows the traceback.",
    )


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line in a file: `path` as shown to the user, `line` from 1."""

    path: str
    line: int | None
    root: str = field(default="", compare=False, metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell: lines and columns count from 1.

    `path` is relative to the site's root, so that a corpus does not depend on the working directory;
    `root` is the site's root as the user named it, and only for showing.
    """

    code: Code
    severity: Severity
    message: str
    path: str | None = None
    line: int | None = None
    column: int | None = None
    related: tuple[Place, ...] = ()
    hint: str | None = None
    root: str = field(default="", compare=False, metadata=PRIVATE)

    @classmethod
    def of(
        cls,
        code: Code,
        message: str,
        path: str | None = None,
        line: int | None = None,
        **more: object,
    ) -> Finding:
        """Return a finding with the severity of its code; `more` are further fields."""
        return cls(code, code.severity, message, path, line, **more)  # type: ignore[arg-type]

    def under(self, root: str) -> Finding:
        """Return the same finding, shown under a site's root."""
        related = tuple(replace(p, root=p.root or root) for p in self.related)
        return replace(self, root=root, related=related)

    @property
    def shown_path(self) -> str | None:
        """The path as the user can open it, None where the finding has none."""
        return shown(self.root, self.path) if self.path is not None else None


def shown(root: str, path: str) -> str:
    """Return a path below a site's root as the user can open it."""
    return str(PurePath(root, path)) if root else path


def has_error(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
