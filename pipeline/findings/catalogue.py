"""The catalogue: every code of a finding, with all English that findings can show.

Each entry says what the code means, what an author can do, and how its messages and hints are worded;
`entries` tells how templates are written. A hint is left out where one of its values is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Self

from ..language import names_in, values_of
from .entries import (
    Effect,
    Entry,
    FilledText,
    Severity,
    Template,
    Topic,
    Value,
    check,
)

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
LEAVES_OUT, STOPS = Effect.LEAVES_OUT, Effect.STOPS

_SETTLE = (
    'to correct this, edit the line of this card in the ledger: add "same-as": "GUID" to make it another '
    'card, or "new": true to make it a new one'
)
_REWRITTEN = "if the post was translated or rewritten, change their lines in the ledger: {lines}"
_LOST = "the ledger of {site} is lost: the last deck was made with it"
_UNLOCK = "build without --locked, and commit the ledger"


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a code, with its hint if it has one."""

    code: Code
    text: FilledText
    hint: FilledText | None


class Code(StrEnum):
    """What a finding is about. The value is its public name."""

    entry: Entry

    def __new__(cls, entry: Entry) -> Self:
        """Make a member from its entry."""
        member = str.__new__(cls, entry.name)
        member._value_ = entry.name
        member.entry = entry
        return member

    @property
    def severity(self) -> Severity:
        """How bad it is, unless a finding says otherwise."""
        return self.entry.severity

    @property
    def leaves_out(self) -> bool:
        """Whether the post that it is about is left out."""
        return self.entry.effect is LEAVES_OUT

    @property
    def stops(self) -> bool:
        """Whether the whole run stops."""
        return self.entry.effect is STOPS

    def message(self, wording: str = "", /, **values: Value) -> Message:
        """Return the message in one of the code's wordings.

        Raise TypeError if `values` are not those of the wording.
        """
        name = f"{self}/{wording}" if wording else str(self)
        said = self.entry.wordings[wording]
        check(name, said, values)
        hinted = said.hint and all(values[value] is not None for value in names_in(said.hint))
        hint = FilledText(name, said.hint, values) if hinted else None
        return Message(self, FilledText(name, said.text, values), hint)

    def read(self, text: str, hint: str | None) -> Message | None:
        """Return the message that has this text and this hint in English, None where none has."""
        for name, said in self.entry.wordings.items():
            values, hinted = (
                values_of(said.text, text),
                values_of(said.hint if hint else "", hint or ""),
            )
            if values is not None and hinted is not None:
                message = self.message(name, **dict.fromkeys(names_in(said.hint)) | hinted | values)
                if str(message.hint or "") == (hint or ""):
                    return message
        return None

    # Reading files

    NOT_REGULAR_FILE = Entry(
        "not-regular-file",
        Topic.READING,
        ERROR,
        means="A post is a device, a pipe or a socket. Opening one could block the build.",
        do="Replace it by a regular file.",
        says="this is not a regular file",
        effect=LEAVES_OUT,
    )
    OUTSIDE_SITE = Entry(
        "outside-site",
        Topic.READING,
        ERROR,
        means="A file or a folder of a site is a symbolic link that leads out of the site.",
        do="Copy the file or the folder into the site.",
        says={
            "file": "the file is outside the site",
            "folder": "the folder is outside the site",
        },
        effect=LEAVES_OUT,
    )
    TOO_LARGE = Entry(
        "too-large",
        Topic.READING,
        ERROR,
        means="A file is larger than 10 MiB, so it is not read.",
        do="Split the post.",
        says="the file is larger than {limit} MiB",
        effect=LEAVES_OUT,
    )
    OUTPUT_SKIPPED = Entry(
        "output-skipped",
        Topic.READING,
        INFO,
        means="A folder among the sources was made by postdeck, so nothing in it is a post, a page or a "
        "picture of the blog.",
        do="Nothing, or put the output elsewhere with `--out`.",
        says={
            "folder": "this folder was made by postdeck, and is not read",
            "file": "the file is in a folder made by postdeck, and is not read",
        },
    )
    OUTPUT_RENDERED = Entry(
        "output-rendered",
        Topic.READING,
        WARNING,
        means="The output folder is in the source folder of a Hexo blog, and Hexo renders its files: "
        "it puts the sheet into the layout of the theme, and writes the page of `links.md` over "
        "`links.html`.",
        do="Name the folder in `skip_render` in `_config.yml`, and run `hexo clean` once: else Hexo goes "
        "on with what it has rendered.",
        says="the products in this folder are rendered by Hexo",
        hint='in _config.yml: skip_render: "{folder}/**"; then, once: hexo clean',
    )
    UNREADABLE_FILE = Entry(
        "unreadable-file",
        Topic.READING,
        ERROR,
        means="The system cannot read a file or a folder.",
        do="Correct what the message names: the permissions, or a link to a file that does not exist.",
        says="the file or folder cannot be read: {reason}",
        effect=LEAVES_OUT,
    )
    BAD_ENCODING = Entry(
        "bad-encoding",
        Topic.READING,
        ERROR,
        means="The text of a file, or its name, is not UTF-8, and it is not certain what else it is.",
        do="Save the file as UTF-8, or give it another name.",
        says={
            "byte": "the byte 0x{byte:02X} is not UTF-8",
            "name": "the name of the file is not UTF-8 or contains control characters",
        },
        effect=LEAVES_OUT,
    )
    OTHER_ENCODING = Entry(
        "other-encoding",
        Topic.READING,
        WARNING,
        means="A file is not UTF-8, but certainly GB18030 (or GBK), Big5 or UTF-16, and is read as that. "
        "Neither Hexo nor Jekyll reads it so.",
        do="Save the file as UTF-8.",
        says="the file is {encoding}, not UTF-8",
    )
    BAD_FRONT_MATTER = Entry(
        "bad-front-matter",
        Topic.READING,
        ERROR,
        means="The front matter cannot be read with certainty: its YAML or JSON has an error, its aliases "
        "make it grow, it is nested too deeply, or it is larger than 64 KiB.",
        do="Correct the line that the finding names.",
        says={
            "syntax": "the front matter cannot be read: {reason}",
            "colon": Template(
                "the front matter cannot be read: {reason}",
                "if a value contains a colon and a space, put the value between quotes",
            ),
            "no-end": "no line of --- ends the front matter above the text on line {line}",
            "too-large": "the front matter is larger than {limit} KiB",
        },
        effect=LEAVES_OUT,
    )
    OPEN_FRONT_MATTER = Entry(
        "open-front-matter",
        Topic.READING,
        WARNING,
        means="A file begins as if with front matter, but the engine of the blog takes it for text: no "
        "other line of --- ends it, or the opening line of --- ends with blanks. The title is then made "
        "from the name of the file.",
        do="Write a line of --- below the front matter, or remove the blanks.",
        says={
            "no-end": "no line of --- ends the front matter that begins here, so it is read as text",
            "no-opening": "blanks behind --- make Hexo read the front matter as text",
        },
    )
    DUPLICATE_KEY = Entry(
        "duplicate-key",
        Topic.READING,
        ERROR,
        means="The front matter has a key twice, so it is not certain which value is meant. Hexo does not "
        "build such a post.",
        do="Remove one of the two.",
        says="the key {key} occurs twice",
        effect=LEAVES_OUT,
    )
    REPEATED_KEY = Entry(
        "repeated-key",
        Topic.READING,
        WARNING,
        means="A key occurs twice in front matter or settings. In Jekyll and in JSON the last one counts.",
        do="Remove one of the two.",
        says="the key {key} occurs twice; the last one counts",
    )
    BAD_DATE = Entry(
        "bad-date",
        Topic.READING,
        WARNING,
        means="A date does not exist, such as 2024-02-30, or it is written in a way that the engine of the "
        "blog does not read. The post is read; its date is the one that the engine takes it for, that of "
        "its file's name, or none.",
        do="Write it as YYYY-MM-DD HH:MM:SS.",
        says={
            "unreadable": Template("the date {date} cannot be read", "write it as {form}"),
            "moved": "the date {date} does not exist; it is taken as {taken}",
            "file-name": "the date {date} in the file name does not exist",
        },
    )
    BAD_VALUE = Entry(
        "bad-value",
        Topic.READING,
        WARNING,
        means="A key of the front matter has a mapping as its value, where only text is possible. The post "
        "is read as if it did not have the key.",
        do="Write a text or, for tags and categories, a text or a list of texts.",
        says={
            "text": "{key} must be text, not a mapping",
            "names": "{key} must be a name or a list of names, not a mapping",
        },
    )
    BAD_CONFIG = Entry(
        "bad-config",
        Topic.READING,
        ERROR,
        means="`_config.yml`, `postdeck.toml` or `readings.toml` cannot be read, or has a setting that "
        "is not known or has a wrong value.",
        do="Correct the setting that the message names.",
        says={
            "syntax": "the file cannot be read: {reason}",
            "encoding": "the file is not UTF-8",
            "no-settings": "the file has no settings of the form `name: value`",
            "duplicate-key": "the key {key} occurs twice",
            "quotes": Template("the file cannot be read: {reason}", "put a text between quotes"),
            "unknown": Template("there is no setting {setting}", "did you mean {nearest}?"),
            "dots": Template(
                "there is no setting {setting}",
                "put a name with dots between quotes: {right}",
            ),
            "empty": "{setting} is empty",
            "text": "{setting} must be text",
            "table": "{setting} must be a table",
            "choice": Template("{setting} cannot be {value}", "use one of these: {choice}"),
            "outside": "{setting} must be a folder inside the site",
            "texts": "{setting} must be a list of texts",
            "pattern": "{setting} has a pattern that cannot be read: {pattern}",
            "alias": Template("the alias {alias} is not a host name", "did you mean {nearest}?"),
            "code": Template("there is no finding {code}", "did you mean {nearest}?"),
            "stopping": "{code} stops a run, and cannot be ruled",
            "reading": "{reason}",
        },
        effect=STOPS,
    )
    BAD_SETTING = Entry(
        "bad-setting",
        Topic.READING,
        WARNING,
        means="A setting of a blog, such as one in `_config.yml`, has a value that cannot be used. "
        "Its default is used instead.",
        do="Correct the setting that the message names.",
        says={
            "text": "{setting} must be text",
            "flag": "{setting} must be true or false",
            "time-zone": "the time zone {zone} does not exist",
            "url": "the url {url} does not begin with http:// or https://",
        },
    )
    UNKNOWN_LANGUAGE = Entry(
        "unknown-language",
        Topic.READING,
        WARNING,
        means="The settings of a blog name a language in a form that no browser understands. Sheet and "
        "link page then take the language that their titles are written in.",
        do="Write the tag of the language, such as `zh-CN` or `en`.",
        says="{setting} is {language}, which is not the tag of a language",
        hint="write a tag such as zh-CN or en",
    )
    UNUSED_SETTING = Entry(
        "unused-setting",
        Topic.READING,
        WARNING,
        means="`postdeck.toml` or `readings.toml` names a site, a folder, a post or an emitter that "
        "is not in this run, or rules findings for a pattern that matches none of its posts.",
        do="Correct the name, or remove the setting.",
        says={
            "site": Template("no blog of this run has the key {site}", "did you mean {nearest}?"),
            "other-site": Template(
                "the key of this site is {site}, not {other}", "did you mean {nearest}?"
            ),
            "folder": Template(
                "there is no post and no folder {folder}", "did you mean {nearest}?"
            ),
            "pattern": Template("no post matches {pattern}", "did you mean {nearest}?"),
            "emitter": Template("no plugin makes {emitter}", "did you mean {nearest}?"),
        },
    )
    DUPLICATE_SITE = Entry(
        "duplicate-site",
        Topic.READING,
        ERROR,
        means="Two sources have the same site key: the host of their `url` or, without one, the name of "
        "their repository or folder.",
        do="Give one of them another key in `postdeck.toml`, as the hint says.",
        says="two sources have the site key {site}",
        hint='give one another key in postdeck.toml: [keys] "{folder}" = "{site}-2"',
        effect=STOPS,
    )
    MISSING_TITLE = Entry(
        "missing-title",
        Topic.READING,
        WARNING,
        means="A post has no title, so the name of its file is used.",
        do="Write a `title:` into its front matter.",
        says="the post has no title; its file name is used",
    )
    CONTROL_CHARACTER = Entry(
        "control-character",
        Topic.READING,
        WARNING,
        means="Control characters show nothing, and Anki refuses them: those in the text were dropped. "
        "One that an escape in the front matter makes was replaced by U+FFFD.",
        do="Remove the character.",
        says={
            "": "the control character U+{character:04X} was dropped",
            "escape": "an escape in the front matter makes a control character",
        },
    )
    UNPUBLISHED = Entry(
        "unpublished",
        Topic.READING,
        INFO,
        means="A post is a draft, has `published: false`, is in Jekyll's `_posts` with a name without a "
        "date, has a date to come on a site that publishes no such posts, or only a password opens it on "
        "the site (`password:` in its front matter, or a tag that hexo-blog-encrypt encrypts); so it was "
        "left out. Cards that it has from before stay. Jekyll publishes posts to come with `future: true` "
        "in `_config.yml`, Hexo unless it has `future: false`, Hugo with `buildFuture = true`. In Hugo it "
        "may also be past its `expiryDate`, or have no page, by `headless` or `build`.",
        do="Nothing, if that is intended.",
        says={
            "draft": "the post is a draft",
            "published": "the post is not published",
            "encrypted": "the post is encrypted on the site, so it gives no cards",
            "undated": "the name of the file does not begin with a date, so Jekyll does not publish it",
            "future": "the site does not publish the post before its date, {date}",
            "expired": "the site does not publish the post any more, by its `expiryDate`",
            "no-page": "the post has no page on the site, by `headless` or `build` in its front matter",
        },
        effect=LEAVES_OUT,
    )

    EXCLUDED = Entry(
        "excluded",
        Topic.READING,
        INFO,
        means="Posts were left out by choice (`include`, `exclude`, `--only-path`, `--only-tag`, or since "
        "only a part of a folder was named), or a file beside posts is none: a change log, a licence, a "
        "table of contents.",
        do="Nothing, if that is intended. A file that is a post after all is named by `include`.",
        says={
            "choice": "{posts:# post is|# posts are} left out by choice",
            "beside": "{files:# file is no post|# files are no posts}: {names}",
        },
        effect=LEAVES_OUT,
    )
    PART_OF_SITE = Entry(
        "part-of-site",
        Topic.READING,
        INFO,
        means="A source is in the site of a blog, or in a folder with a ledger. It is read as a part of "
        "that, so that each card stays in one deck and one ledger.",
        do="Nothing, or name what you want with `--only-path`.",
        says={
            "site": "this is a part of the site {site}, which is read as a whole",
            "folder": "this is a part of {folder}, which has a ledger; its other posts are left out",
        },
    )

    # Markup

    UNKNOWN_TAG = Entry(
        "unknown-tag",
        Topic.MARKUP,
        WARNING,
        means="A tag plugin is not known. The text inside it is kept, the tag itself is not.",
        do="Write it in Markdown or HTML, if the text alone is not enough.",
        says="the tag {tag} is not known",
    )
    BAD_TAG = Entry(
        "bad-tag",
        Topic.MARKUP,
        WARNING,
        means="A tag plugin lacks an argument, its end or its beginning. Its text is kept as it is "
        "written.",
        do="Correct the tag.",
        says={
            "": "the tag {tag} cannot be read",
            "no-file": "the tag {tag} names no text file of the site",
            "no-end": "the tag {tag} has no end",
            "no-beginning": "the tag {tag} has no beginning",
        },
    )
    MERGE_CONFLICT = Entry(
        "merge-conflict",
        Topic.MARKUP,
        ERROR,
        means="A post has the marks of a merge that git could not finish: `<<<<<<<`, `=======` and "
        "`>>>>>>>`, each at the beginning of a line, and not in code. It is left out; its cards "
        "stay as they are.",
        do="Keep the lines of one side, or of both, and take out the marks.",
        says="the post contains a merge conflict",
        effect=LEAVES_OUT,
    )
    UNCLOSED_FENCE = Entry(
        "unclosed-fence",
        Topic.MARKUP,
        WARNING,
        means="A block of code has a fence at its beginning and none at its end, so the rest of the post "
        "is code.",
        do="Write the same fence below the code.",
        says="the code fence is never closed",
    )
    DRAWN_CODE = Entry(
        "drawn-code",
        Topic.MARKUP,
        INFO,
        means="Answers contain blocks of code that the blog shows as drawings (Mermaid, PlantUML and "
        "others). Cards show the code. This is reported once for each post.",
        do="Put a picture beside a drawing without which the answer is not understood.",
        says="{blocks:a block of code|# blocks of code} that the blog may draw ({languages}) "
        "{blocks:is|are} shown as code",
    )
    EXTRA_TABLE_CELLS = Entry(
        "extra-table-cells",
        Topic.MARKUP,
        WARNING,
        means="A row has more cells than its table has columns. The last cells are not shown.",
        do="Remove them. If a `|` is part of the text, write `\\|`.",
        says="the row has more cells than the table has columns",
    )
    OVERSIZED_DEFINITION = Entry(
        "oversized-definition",
        Topic.MARKUP,
        WARNING,
        means="A link definition (`[label]: address`) is so long and used so often that the post would "
        "become extremely large. It is not used; its links are text.",
        do="Use a shorter address.",
        says="the link definition {label} is too long to be used so often",
    )
    TOO_MANY = Entry(
        "too-many",
        Topic.MARKUP,
        ERROR,
        means="A post has more than 10,000 links, 5,000 pictures, 10,000 formulas, or 10,000 definitions "
        "of links and footnotes. It is left out; its cards stay as they are.",
        do="Split the post.",
        says={
            "links": "the post has more than {limit:,} links",
            "pictures": "the post has more than {limit:,} pictures",
            "formulas": "the post has more than {limit:,} formulas",
            "definitions": "the post has more than {limit:,} definitions of links and footnotes",
        },
        effect=LEAVES_OUT,
    )
    BARE_URL_CUT = Entry(
        "bare-url-cut",
        Topic.MARKUP,
        INFO,
        means="There is no space between an address and the text after it, so the address ends where the "
        "Chinese text begins.",
        do="Put a space after the address, or write the address between `<` and `>`.",
        says="the address {address} ends before text that follows without a space",
    )
    DUPLICATE_DEFINITION = Entry(
        "duplicate-definition",
        Topic.MARKUP,
        WARNING,
        means="A link definition (`[label]: address`) occurs twice. The first one is used "
        "(CommonMark 4.7).",
        do="Remove one of them, or give it another label.",
        says="the link definition {label} occurs twice",
    )
    UNUSED_DEFINITION = Entry(
        "unused-definition",
        Topic.MARKUP,
        INFO,
        means="No link uses a link definition (`[label]: address`), so its address is not shown anywhere.",
        do="Use it, or remove it.",
        says="no link uses the link definition {label}",
    )
    NESTING_LIMIT = Entry(
        "nesting-limit",
        Topic.MARKUP,
        WARNING,
        means="Blocks are nested deeper than 100 levels. What is deeper is read as plain paragraphs.",
        do="Write with fewer levels.",
        says="blocks are nested deeper than {limit} levels",
    )
    ACTIVE_CONTENT = Entry(
        "active-content",
        Topic.MARKUP,
        WARNING,
        means="A post contains active content: a script, a form, an embedded page, or a formula with "
        "such a command. It was taken out; its visible text is kept.",
        do="Replace it by a link or a picture, if the text alone is not enough.",
        says={
            "html": "active content was taken out: {elements}",
            "formula": "a formula is shown as code, because {command} is active content",
            "split": "a formula is shown as text, because a tag splits its opening bracket",
            "link": "a link lost its address {address}, which is active content",
            "corpus": "its HTML is not what a build writes; active content was taken out",
        },
    )
    UNREADABLE_FORMULA = Entry(
        "unreadable-formula",
        Topic.MARKUP,
        WARNING,
        means="A formula cannot be converted: a command is unknown, a brace or an environment is not "
        "closed, or what is between dollars is something else. Anki may show it wrong, or shows its source "
        "if a command is unknown to it, and so does a cheat sheet.",
        do="Correct the formula. If the dollars are part of the text, write `\\$`.",
        says="the formula {formula} cannot be read: {reason}",
    )
    MISSING_PICTURE = Entry(
        "missing-picture",
        Topic.MARKUP,
        WARNING,
        means="A picture does not exist in the site, or cannot be read. The card shows its name in its "
        "place.",
        do="Correct the address, or add the file.",
        says={
            "": "the picture {picture} does not exist",
            "no-address": "a picture has no address",
            "unreadable": "the picture {picture} cannot be read: {reason}",
        },
    )
    UNKNOWN_PICTURE_TYPE = Entry(
        "unknown-picture-type",
        Topic.MARKUP,
        WARNING,
        means="A file is used as a picture, but cards can show only PNG, JPEG, GIF, WebP, AVIF and SVG.",
        do="Save the picture in one of these formats.",
        says="cards cannot show {picture} as a picture",
    )
    HUGE_PICTURE = Entry(
        "huge-picture",
        Topic.MARKUP,
        WARNING,
        means="A picture is larger than 3 MB or 25 megapixels. Its card shows it, but the deck becomes "
        "slow to load and to synchronise. One larger than 50 MB or 89 megapixels is left out: the card "
        "shows its name in its place.",
        do="Make the picture smaller.",
        says={
            "": "the picture {picture} is very large: {width} × {height} pixels, {megabytes:.1f} MB",
            "left-out": "the picture {picture} is too large to be shown: at most {megabytes} MB and "
            "{megapixels} megapixels are read",
        },
    )
    REMOTE_PICTURE = Entry(
        "remote-picture",
        Topic.MARKUP,
        WARNING,
        means="A picture of a question, an answer or a term is on another server, and was not fetched. A "
        "build asks no server, so it became a link.",
        do="Run `postdeck fetch`, which keeps the pictures of other servers beside the ledger, and tries "
        "again what it could not have; or copy the picture into the site.",
        says={
            "": "the picture {picture} is on another server",
            "refused": "the picture {picture} could not be fetched: {reason} (since {date})",
        },
    )
    BAD_PICTURE_LOCK = Entry(
        "bad-picture-lock",
        Topic.CARDS,
        ERROR,
        means="`pictures.lock.json` says which pictures of other servers cards show, and cannot be trusted "
        "in full. Without it, pictures of learners would become links.",
        do="Restore the file from your version control.",
        says="this lock of pictures cannot be used: {reason}",
        effect=STOPS,
    )
    ABSENT_PICTURE = Entry(
        "absent-picture",
        Topic.CARDS,
        ERROR,
        means="`pictures.lock.json` knows pictures whose bytes are not beside it, or are others there. "
        "Without them, pictures of learners would become links.",
        do="Run `postdeck fetch`, which brings them back.",
        says=Template(
            "{pictures:# picture of this lock is|# pictures of this lock are} not in {folder}: {first}",
            "run `postdeck fetch`",
        ),
        effect=STOPS,
    )

    HUGE_DECK = Entry(
        "huge-deck",
        Topic.CARDS,
        WARNING,
        means="The deck is larger than 200 MB, nearly all of it pictures. It takes long to import, and to "
        "synchronise with AnkiWeb and phones.",
        do="Set a smaller `width` under `[pictures]` in `postdeck.toml`, `postdeck fetch --forget` the "
        "pictures and fetch them again; or build the posts in several decks (`--only-path`, `deck`).",
        says=Template(
            "the deck is {megabytes} MB large",
            "set a smaller width under [pictures] in postdeck.toml, forget the pictures and fetch them "
            "again, or make several decks",
        ),
    )
    UNFETCHED_PICTURE = Entry(
        "unfetched-picture",
        Topic.CARDS,
        WARNING,
        means="A server did not give pictures to `postdeck fetch`. They stay links; those that the lock "
        "knows are missing, and a build stops until they are back or forgotten.",
        do="Look at the address in a browser. If the picture is gone, remove it from the post, or copy "
        "another one into the site. `postdeck fetch` tries again.",
        says={
            "": "{host}: {pictures:# picture|# pictures} cannot be had: {reasons}; the first is {first}",
            "lost": Template(
                "{host}: {pictures:# picture|# pictures} of the lock cannot be brought back: {reasons}; "
                "the first is {first}",
                "`postdeck fetch {forget}` makes links of them again, and `postdeck fetch --refresh` takes "
                "what the server gives now",
            ),
        },
    )
    PLACEHOLDER_PICTURE = Entry(
        "placeholder-picture",
        Topic.CARDS,
        WARNING,
        means="Many addresses of a server gave `postdeck fetch` the same small picture. Some servers give "
        "a placeholder where they refuse a picture. It may be right too, and cards show it.",
        do="Look at the file. If it is a placeholder, the command that the message names makes links of "
        "these pictures, and remembers the placeholder; then `postdeck fetch` asks in other ways.",
        says=Template(
            "{host}: {pictures:# address|# addresses} gave the same picture, which may be a placeholder: "
            "{files}",
            "look at it; if it is one, run `postdeck fetch {forget}`, then `postdeck fetch`",
        ),
    )

    # Questions

    STUB = Entry(
        "stub",
        Topic.QUESTIONS,
        WARNING,
        means="A question has no answer yet, so it gets no card.",
        do="Write the answer.",
        says={
            "": "the question has no answer yet: {prompt}",
            "number": "question {number} has no answer yet: {prompt}",
        },
    )
    NUMBER_GAP = Entry(
        "number-gap",
        Topic.QUESTIONS,
        WARNING,
        means="The numbers of the questions leave one out.",
        do="Look whether a question is missing; if none is, correct the number.",
        says="question {number} comes right after question {before}",
    )
    NUMBER_REPEAT = Entry(
        "number-repeat",
        Topic.QUESTIONS,
        WARNING,
        means="Two questions of one group have the same number, or a number is lower than the one before.",
        do="Correct the number.",
        says="question {number} comes after question {before}",
    )
    NO_QUESTIONS = Entry(
        "no-questions",
        Topic.QUESTIONS,
        INFO,
        means="No questions were found in a post.",
        do="Nothing, if it has none. Otherwise choose a reading with `postdeck choose` and the path of the "
        "post, or set `questions:` in its front matter if you are its author (see [how posts are "
        "read](../questions.md)).",
        says="no question was found",
        hint="{advice}",
    )
    NO_QUESTIONS_EXPECTED = Entry(
        "no-questions-expected",
        Topic.QUESTIONS,
        WARNING,
        means="The title or the file name announces questions, or a setting says how they are written, "
        "but none was found.",
        do="`postdeck explain` shows how the post can be read. Choose a reading with `postdeck choose` and "
        "the path of the post, or set `questions:` in its front matter if you are its author.",
        says={
            "title": "no question was found, although the title or the file name announces questions",
            "front-matter": "no question was found with `questions: {reading}` in the front matter",
            "file": "no question was found with `{reading}`, the reading in {file}",
        },
        hint="{advice}",
    )
    UNSURE_QUESTIONS = Entry(
        "unsure-questions",
        Topic.QUESTIONS,
        INFO,
        means="A post can be read in more than one way, and no reading is likely enough. The best "
        "is used, and its cards have the tag `postdeck::unsure`.",
        do="Choose a reading with `postdeck choose`, which shows them side by side, or set `questions:` "
        "in the front matter if you are its author.",
        says={
            "": "this post can be read in more than one way; read as `{reading}`, it has "
            "{questions:# question|# questions}",
            "earlier": "this post can be read in more than one way; read as `{reading}`, as in the build "
            "that made its cards, it has {questions:# question|# questions}, but `{best}` is "
            "better now",
        },
        hint="{advice}",
    )
    TEXT_LEFT_OUT = Entry(
        "text-left-out",
        Topic.QUESTIONS,
        INFO,
        means="A third or more of a post's text is in no question and no footer.",
        do="Look at the post with `postdeck explain`, which shows which text that is.",
        says="{share:.0%} of this post is in no card",
        hint="{advice}",
    )
    DUPLICATE_QUESTION = Entry(
        "duplicate-question",
        Topic.QUESTIONS,
        INFO,
        means="Two posts ask the same question (apart from letter case, spaces and punctuation), so a "
        "learner gets two cards.",
        do="Nothing, if both are wanted. Otherwise remove one.",
        says="this question is also in {titles}: {prompt}",
    )
    LONG_ANSWER = Entry(
        "long-answer",
        Topic.QUESTIONS,
        INFO,
        means="An answer is so long that nobody can recall it as a whole.",
        do="Split the question, or begin the answer with what is to be remembered. Its card has the tag "
        "`postdeck::long`.",
        says="the answer of “{prompt}” has {length} characters",
    )
    LONG_PROMPT = Entry(
        "long-prompt",
        Topic.QUESTIONS,
        INFO,
        means="Much text is between the first line of a question and its answer, so the front of the card "
        "is long: an exercise may need that, but often the answer begins further up, or text was "
        "taken for a question.",
        do="See with `postdeck explain` which line marks the answer. Mark the answer where it begins "
        "(`答案：`, `Answer:`), or choose another reading with `postdeck choose`.",
        says="the question has {lines:# line|# lines} of text, {length} characters: {prompt}",
    )
    VAGUE_PROMPT = Entry(
        "vague-prompt",
        Topic.QUESTIONS,
        INFO,
        means="A prompt does not say what it asks about, so that its card cannot be understood alone.",
        do="Name the subject in the prompt. Its card has the tag `postdeck::vague`, and the question on "
        "it begins with the heading above.",
        says="“{prompt}” does not say what it asks about",
    )
    LIST_ANSWER = Entry(
        "list-answer",
        Topic.QUESTIONS,
        INFO,
        means="An answer is one long list. Who forgets one of its items fails the card.",
        do="Ask for fewer items, or ask for each by a question of its own. Its card has the tag "
        "`postdeck::list`.",
        says="the answer of “{prompt}” is a list of {items} items",
    )
    BAD_SELECTION = Entry(
        "bad-selection",
        Topic.QUESTIONS,
        ERROR,
        means="The value of `questions:` is not a way of writing prompts.",
        do="Use one of the ways in [how posts are read](../questions.md), such as `none`, `title`, "
        '`heading-2`, `paragraph`, `heading-3 below "面试题"` or `heading-2 + bold`.',
        says="questions: {reason}",
        effect=LEAVES_OUT,
    )

    # Posts together

    DUPLICATE_PERMALINK = Entry(
        "duplicate-permalink",
        Topic.POSTS,
        WARNING,
        means="Two posts have the same permalink, so the blog shows only one of them.",
        do="Give one of them another permalink (in many blogs, another `abbrlink`).",
        says="{permalink} is also the permalink of {titles}",
        hint="give one of the posts a permalink (abbrlink) of its own",
    )
    UNKNOWN_PERMALINKS = Entry(
        "unknown-permalinks",
        Topic.POSTS,
        WARNING,
        means="A plugin of the blog (hexo-permalink-pinyin) makes the addresses of posts, and postdeck "
        "does not know them. So links from cards to posts may not open, and no link between posts is "
        "called broken.",
        do="Nothing, if the links on cards open. Otherwise turn the plugin off.",
        says="only hexo-permalink-pinyin knows the addresses of the posts",
    )
    NO_POSTS = Entry(
        "no-posts",
        Topic.POSTS,
        ERROR,
        means="No post was found in any source.",
        do="Name the folder of a blog, a folder of Markdown files, or a Markdown file.",
        says={
            "": "no post was found: there is neither the site of a blog nor a Markdown file here",
            "blog": "no post was found: this was read as a blog of the kind {kind}, with its posts in "
            "{folder}",
        },
        effect=STOPS,
    )
    NOTHING_FOUND = Entry(
        "nothing-found",
        Topic.POSTS,
        ERROR,
        means="No question was found in any post.",
        do="If the posts do have questions, look at one with `postdeck explain`, which shows how it can be "
        "read, and choose a reading with `postdeck choose` and its path. If posts were left out, their own "
        "messages say why.",
        says={
            "": Template(
                "no question was found in any post ({posts:# post was|# posts were} read)",
                hint="see how a post can be read: postdeck explain {post}",
            ),
            "left-out": "no question was found, since {posts:# post was|# posts were} left out, and "
            "no other was read",
            "choice": Template(
                "no post is left: {posts:# post has another path|# posts have other paths} or other tags",
                hint="name paths and tags as they are written: postdeck check shows paths",
            ),
        },
        effect=STOPS,
    )

    # Links

    BROKEN_POST_LINK = Entry(
        "broken-post-link",
        Topic.LINKS,
        WARNING,
        means="A `post_link` names a post that does not exist, or not by the name that the engine takes: "
        "Hexo wants the whole slug, with its folders, or the title. Its text is kept.",
        do="Correct the name; Hexo builds no site with a wrong one.",
        says={
            "": "there is no post {name}",
            "renamed": Template("there is no post {name} any more", "it is {now} now"),
            "named": Template("there is no post {name}", "write {right}"),
        },
    )
    BROKEN_LINK = Entry(
        "broken-link",
        Topic.LINKS,
        WARNING,
        means="A link leads to an address of the blog where there is no post, page or file, or to a "
        "Markdown file that does not exist. This is only said of blogs that were read as a whole.",
        do="Correct the address.",
        says={
            "": "the blog has nothing at {address}",
            "scheme": Template("the blog has nothing at {address}", "write https://{written}"),
            "renamed": Template(
                "the blog has nothing at {address} any more: that post is now {titles}",
                "link to {right}",
            ),
            "file": Template(
                "{address} is the file of {titles}, which is published at another address",
                "link to {right}",
            ),
        },
    )
    DRAFT_LINK = Entry(
        "draft-link",
        Topic.LINKS,
        WARNING,
        means="A link leads to a draft or to a post with `published: false`, which readers cannot open.",
        do="Publish that post, or remove the link.",
        says="{address} is the draft {draft}",
    )
    OLD_PERMALINK = Entry(
        "old-permalink",
        Topic.LINKS,
        WARNING,
        means="A link leads to an address that a post does not have, or no longer has. Readers cannot "
        "open it, unless the server redirects it.",
        do="Link to the address of the post. If the server does redirect the old one, name it in the "
        "post's front matter (`redirect_from`, `alias` or `aliases`).",
        says="{address} is not the address of {titles}",
        hint="link to {right}",
    )
    AMBIGUOUS_LINK = Entry(
        "ambiguous-link",
        Topic.LINKS,
        WARNING,
        means="A link leads to a permalink that several posts have, so the blog shows only one of them.",
        do="Give each of the posts a permalink of its own.",
        says="{address} is the permalink of {titles}; {links:a link leads|# links lead} there",
    )
    BROKEN_FRAGMENT = Entry(
        "broken-fragment",
        Topic.LINKS,
        WARNING,
        means="A link leads to a part of a post, by what follows `#` in its address, but no heading and no "
        "id of that post is named so. Readers come to the top of the page. Where it is not known how "
        "the blog names its headings, nothing is said.",
        do="Correct the fragment.",
        says={
            "": Template("nothing in this post has the id #{fragment}", "link to #{right}"),
            "other": Template("nothing in “{title}” has the id #{fragment}", "link to #{right}"),
        },
    )
    MISMATCHED_ANCHOR_TEXT = Entry(
        "mismatched-anchor-text",
        Topic.LINKS,
        WARNING,
        means="The text of a link is the title of one post, but the link leads to another post.",
        do="Correct the text or the address.",
        says="the text of the link is “{text}”, but it leads to “{title}”",
    )
    SELF_LINK = Entry(
        "self-link",
        Topic.LINKS,
        INFO,
        means="A link leads to the post that it is in.",
        do="Correct the address, or remove the link.",
        says="{text} leads to the post that it is in",
    )
    PREVIEW_HOST = Entry(
        "preview-host",
        Topic.LINKS,
        WARNING,
        means="A link leads to a place that only its author can open: this machine (`localhost`), a "
        "private network, or a preview of the blog.",
        do="Link to the public address.",
        says="only the author can open {address}",
    )
    GLUED_URL = Entry(
        "glued-url",
        Topic.LINKS,
        WARNING,
        means="An address ends with something that is probably not part of it: a full stop, or the next "
        "address.",
        do="Put a space after the address.",
        says="the end of {address} is probably not part of the address",
    )
    INVALID_URL = Entry(
        "invalid-url",
        Topic.LINKS,
        WARNING,
        means="The address of a link is empty, or is not an address at all (WHATWG URL).",
        do="Correct the address.",
        says={"": "{address} is not an address", "empty": "a link has no address"},
    )
    ORPHAN_POST = Entry(
        "orphan-post",
        Topic.LINKS,
        INFO,
        means="No other post links to this one, though most posts of the blog have links to them.",
        do="Link to it from another post.",
        says="no other post links to this one",
    )
    NOT_IN_POST_LIST = Entry(
        "not-in-post-list",
        Topic.LINKS,
        INFO,
        means="Later posts have a list of past posts, and this post is not in it.",
        do="Add it to the list.",
        says="this post is not in the list of past posts of {posts:a later post|# later posts}",
    )
    DEAD_LINK = Entry(
        "dead-link",
        Topic.LINKS,
        WARNING,
        means="The address of a link or a picture does not exist any more or cannot be trusted: its server "
        "says so, its host is gone, its certificate is not valid, or it redirects without end. Only "
        "`postdeck linkcheck` finds this.",
        do="Correct the address, or remove the link or the picture.",
        says={"": "{address}: {answer}", "picture": "picture {address}: {answer}"},
    )
    MOVED_LINK = Entry(
        "moved-link",
        Topic.LINKS,
        INFO,
        means="The address of a link or a picture has moved for good, and its server says where to. Only "
        "`postdeck linkcheck` finds this.",
        do="Write the new address.",
        says={
            "": Template("{address}: {answer}", "write {right}"),
            "picture": Template("picture {address}: {answer}", "write {right}"),
        },
    )

    # Cards and products

    BAD_LEDGER = Entry(
        "bad-ledger",
        Topic.CARDS,
        ERROR,
        means="The ledger (`cards.lock.json`) is damaged, was written by a newer version, or contains a "
        "merge conflict. It is never overwritten.",
        do="Restore it from version control. If it has a merge conflict, keep the lines of both sides. The "
        "line `cards.lock.json merge=union` in `.gitattributes` makes git do so.",
        says={
            "encoding": "the file is not UTF-8",
            "json": "the file is not JSON: {reason}",
            "no-ledger": "the file is not a ledger of postdeck",
            "version": "the format of the ledger is {version}; this postdeck reads {readable}",
            "site": "the site {site} is not an object",
            "post": "the post {post} is not an object",
            "card": "a card is not an object",
            "missing": "`{key}` is missing",
            "unknown": "`{key}` is not known here",
            "duplicate-key": "`{key}` occurs twice",
            "value": "`{key}` cannot be {value!r:.60}",
            "character": "`{key}` contains a character that does not exist",
            "guid": "a guid cannot be {guid!r}",
            "kind": "a card is a question or a term, not {kind!r}",
            "same-guid": "two cards have the guid {guid}",
            "no-card": "`same-as`: this site has no card {guid}",
            "claimed": "`same-as`: two cards name {guid}",
            "both": "a card cannot have both `new` and `same-as`",
            "strange": Template(
                "`manifest.json` names this as the ledger of {site}, of which it has no cards",
                "name the right one with --ledger FILE",
            ),
            "file": Template(
                "this is not a regular file",
                "move it away and restore the file, or name another one with --ledger",
            ),
            "conflict": Template(
                "the file contains a merge conflict",
                "keep the lines of both sides; commas do not matter, and of two lines with the same guid "
                "the newer counts",
            ),
            "shared": Template(
                "{cards:# card belongs|# cards belong} to two sites; was a ledger copied? ({paths})"
            ),
        },
        hint="restore the file from version control; without it, every card is new to Anki",
        effect=STOPS,
    )
    MISSING_LEDGER = Entry(
        "missing-ledger",
        Topic.CARDS,
        WARNING,
        means="`emit` did not find the ledger that `manifest.json` names. Such a ledger is only used where "
        "it is there, so the deck would be made without its times, and Anki would take every card for "
        "edited. Where the last deck was made with it, `emit` stops as a build does (`lost-ledger`).",
        do="Name the ledger with `--ledger FILE`, or build again.",
        says="the ledger of {site} is not there; all its cards are sent anew",
        hint="name it with --ledger FILE, or write it anew with postdeck restore",
    )
    LOST_LEDGER = Entry(
        "lost-ledger",
        Topic.CARDS,
        ERROR,
        means="The deck in the output folder was made with a ledger that is not there any more. Without it "
        "all notes would be sent anew and replace what learners wrote into them, and a question that was "
        "reworded since its first build would become a new card.",
        do="Restore the ledger from version control, or with `postdeck restore` from the deck that you "
        "published last, which contains its ledger. To begin anew, delete the output folder.",
        says={
            "": Template(_LOST, "restore it: postdeck restore {deck}"),
            "git": Template(_LOST, "restore it: {command}, or else postdeck restore {deck}"),
        },
        effect=STOPS,
    )
    LEDGER_LOCKED = Entry(
        "ledger-locked",
        Topic.CARDS,
        ERROR,
        means="The build would change the ledger, but `--locked` forbids that.",
        do="Build without `--locked`, and commit the ledger.",
        says={
            "": Template("the ledger would change", _UNLOCK),
            "cards": Template("the ledger would change: {changes}; the first is {prompt}", _UNLOCK),
        },
        effect=STOPS,
    )
    LEDGER_NOT_WRITABLE = Entry(
        "ledger-not-writable",
        Topic.CARDS,
        ERROR,
        means="The ledger cannot be written in its folder, it was changed while the build was running, or "
        "it is there and `postdeck restore` would have to overwrite it.",
        do="Name another place for it with `--ledger FILE`, or run the build again.",
        says={
            "": Template(
                "the ledger cannot be written: {reason}", "name a place for it with --ledger FILE"
            ),
            "changed": Template("the ledger was changed during this run", "run it again"),
            "there": Template(
                "the ledger has cards of {site} already, and is not overwritten",
                "move the file away, or name another place with --ledger FILE",
            ),
        },
        effect=STOPS,
    )
    LEDGER_NOT_KEPT = Entry(
        "ledger-not-kept",
        Topic.CARDS,
        WARNING,
        means="There is no ledger yet, and none can be written in the folder of the site. The deck is "
        "made: as long as there is no ledger, its cards follow from the posts alone.",
        do="Name a place for the ledger with `--ledger FILE`.",
        says="the ledger cannot be written: {reason}",
        hint="name a place for it with --ledger FILE",
    )
    AMBIGUOUS_CARD = Entry(
        "ambiguous-card",
        Topic.CARDS,
        WARNING,
        means="It is not certain which card of an earlier build a question is, or whether it is new. The "
        "message says which card it was taken for; it keeps the schedule of that card.",
        do='If that is wrong, edit the line of the card in `cards.lock.json`: `"same-as": "GUID"` makes '
        'the question another card, `"new": true` makes it a new one. The next build does so, and '
        "removes these words from the file again.",
        says={
            "times": "“{prompt}” is asked {now:once|# times} here, and was asked {before:once|# times} "
            "before",
            "similar": "“{prompt}” was taken for the earlier “{earlier}” ({guid}), but just as similar: "
            "{others}",
            "order": "“{prompt}” may be the card with this prompt in “{post}”: it is asked "
            "{now:once|# times} now, and was asked {before:once|# times} before; the cards were matched "
            "in their order",
            "kind": Template(
                "“{prompt}” was a {before} before and is a {now} now, so it is a new card",
                'to keep the schedule, add "same-as": "{guid}" to the line of this card in the ledger',
            ),
        },
        hint=_SETTLE,
    )
    REWRITTEN_POST = Entry(
        "rewritten-post",
        Topic.CARDS,
        WARNING,
        means="All questions of a post are new, and have the numbers of the earlier ones in the same "
        "order. Or a new post has the numbers of one that is gone, and names such as LoRA in common with "
        "it. If the post was translated or rewritten, they are the same questions, but nothing in their "
        "texts shows it.",
        do="If they are the same questions, add `same-as` to their lines in `cards.lock.json`: the hint "
        "has the text for each of them, which replaces its guid. Then they keep their schedules. An id of "
        "each question, as in `{#lora}`, would have kept them too.",
        says={
            "": Template(
                "all {cards} questions are new, with the numbers of the {cards} earlier ones",
                _REWRITTEN,
            ),
            "renamed": Template(
                "all {cards} questions are new, with the numbers of those of {earlier}, which is gone",
                _REWRITTEN,
            ),
        },
    )
    REWRITTEN_CARD = Entry(
        "rewritten-card",
        Topic.CARDS,
        WARNING,
        means="A question was taken for a card of an earlier build because its prompt is nearly the "
        "same, though its answer is very different. It keeps the schedule of that card.",
        do="If it is a new question, say so in `cards.lock.json`, as for "
        "[ambiguous-card](ambiguous-card.md).",
        says="“{prompt}” was taken for the earlier “{earlier}” ({guid}), though its answer is different",
        hint=_SETTLE,
    )
    DECK_CHANGED = Entry(
        "deck-changed",
        Topic.CARDS,
        INFO,
        means="The cards of a post are now in a deck of another name, because `deck` or `decks` was set. "
        "Anki moves no cards, so those that learners have stay in the old deck.",
        do="Move the cards in Anki's browser, as the hint says, if you want them in the new deck.",
        says="the deck is “{deck}” now; in Anki, {cards:# card stays|# cards stay} in “{earlier}”",
        hint='to move them, search for deck:"{earlier}" in Anki\'s browser, and use Change Deck',
    )
    TITLE_QUESTION = Entry(
        "title-question",
        Topic.CARDS,
        INFO,
        means="The title of a post asks a question, so the whole post became one new card. Or an earlier "
        "build made that card, and the title does not ask now: the card stays until somebody chooses.",
        do="Nothing, if the title is a question. Otherwise choose none with `postdeck choose` and the path "
        "of the post, or set `questions: none` in its front matter if you are its author; "
        '`titles = "leave"` in `postdeck.toml` makes no card of any title.',
        says={
            "": "the whole post became one card, since its title asks",
            "earlier": "the whole post stays one card, as in the build that made it, though its title asks "
            "no question",
        },
        hint="{advice}",
    )
    DECKS_UNDIVIDED = Entry(
        "decks-undivided",
        Topic.CARDS,
        INFO,
        means="Cards that `decks` would divide are in one deck: they were shipped in it, or no post says a "
        "category.",
        do="Nothing, or divide them by another value of `decks`. Cards that are in Anki already stay in "
        "their deck there.",
        says={
            "kept": Template(
                "{posts:# post stays|# posts stay} in “{deck}”, where an earlier build put them: decks "
                "of folders are for new posts",
                "--decks category puts all into decks of their folders; Anki itself moves no card",
            ),
            "none": "no post of {site} says a category: all its cards are in “{deck}”",
        },
    )
    SHARED_DECK = Entry(
        "shared-deck",
        Topic.CARDS,
        WARNING,
        means="Two sites have one deck, because they have one title. Their cards get mixed.",
        do='Name the deck of one of them: `deck = "…"` below `[sites."KEY"]` in `postdeck.toml`.',
        says="the sites {sites} have one deck, {deck}",
    )
    UNKNOWN_SITE = Entry(
        "unknown-site",
        Topic.CARDS,
        INFO,
        means="A ledger has cards of other sites, but none of this one. It is added as a site of its own, "
        "and the others stay as they are.",
        do="If the site has a new name, restore the ledger as it was before, and add the old key to the "
        "site's `aliases` in `postdeck.toml`, so that its cards keep their history. Otherwise nothing "
        "has to be done.",
        says="the ledger has cards of {others} and none of {site}, which is added as a site of its own",
        hint='if {other} is the same blog, restore the ledger and write: [sites."{site}"] '
        'aliases = ["{other}"]',
    )
    DOUBTFUL_SITE = Entry(
        "doubtful-site",
        Topic.CARDS,
        ERROR,
        means="A ledger has no cards of this site, but another site in it has most of its prompts. Or "
        "there is no ledger, and another site of the last build has them. If that is the same blog under "
        "an old name, its cards have to keep their history; if it is another blog, each keeps cards of its "
        "own. Nothing is built until you say which.",
        do="Write one of the two lines that the hint shows into `postdeck.toml`. In a terminal `postdeck "
        "build` asks, and writes it for you. After a line below `[keys]`, the ledger is written anew from "
        "the deck in the output folder.",
        says={
            "ledger": Template(
                "{shared} of {prompts} prompts of {site} are in the ledger under {other}, so it may be "
                "the same blog",
                'if so, write: [sites."{site}"] aliases = ["{other}"]; if not, write: '
                '[sites."{site}"] separate = true',
            ),
            "last-build": Template(
                "{shared} of {prompts} prompts of {site} are in the last build under {other}, and there "
                "is no ledger here, so it may be the same blog",
                'if so, write: [keys] "{folder}" = "{other}"; if not, write: [sites."{site}"] '
                "separate = true",
            ),
        },
        effect=STOPS,
    )
    NO_BROWSER = Entry(
        "no-browser",
        Topic.CARDS,
        ERROR,
        means="Chromium, Chrome or Edge prints the PDF, but none was found, or it failed.",
        do="Install one, or name one in the environment variable POSTDECK_BROWSER. Or make the sheet "
        "(`--only cheatsheet`): any browser can print `cheatsheet.html`.",
        says={
            "none": "no Chromium, Chrome or Edge was found",
            "named": "{variable} names {program}, which does not exist",
            "slow": Template("{program} did not print within {minutes} minutes"),
            "failed": Template("{program} did not print (exit code {status}): {output}"),
            "silent": Template("{program} did not print (exit code {status}), and did not say why"),
        },
        hint="install Chromium, Chrome or Edge (Debian: apt install chromium fonts-noto-cjk), or name "
        "one in POSTDECK_BROWSER; or make the sheet without --only pdf: any browser prints "
        "cheatsheet.html",
        effect=STOPS,
    )
    NO_PDF = Entry(
        "no-pdf",
        Topic.CARDS,
        INFO,
        means="All was made but the PDF, since there is no browser to print it, and `--browser optional` "
        "(as `make all` has it) says that none is needed.",
        do="Nothing, or install Chromium, Chrome or Edge. Any browser can print `cheatsheet.html`.",
        says="no PDF was made: {reason}",
    )
    STALE_PRODUCT = Entry(
        "stale-product",
        Topic.CARDS,
        INFO,
        means="A file of an earlier run is still in the output folder, but was made from other posts. "
        "With `--only` or `--locked` it is not reported.",
        do="Make it again.",
        says="{product} was made from other posts",
    )
    INTERNAL_ERROR = Entry(
        "internal-error",
        Topic.CARDS,
        ERROR,
        means="postdeck itself has a fault.",
        do="Report it. `--debug` shows the traceback.",
        says="internal error: {kind}: {error}",
        effect=LEAVES_OUT,
    )
    FAULTY_DECK = Entry(
        "faulty-deck",
        Topic.CARDS,
        ERROR,
        means="The deck that was made would not be what Anki expects. postdeck itself has a fault.",
        do="Report it.",
        says={
            "": "the deck cannot be read back: {error}",
            "member": "the deck is faulty: the member {member} is damaged",
            "members": "the deck is faulty: its members are not those that its media map names",
            "database": "the deck is faulty: its database is damaged",
            "guid": "the deck is faulty: two notes have the same guid",
            "card": "the deck is faulty: a note lacks a card, or has one too many",
            "field": "the deck is faulty: the note {guid} lacks a field",
            "pictures": "the deck is faulty: pictures are missing or unused: {pictures}",
        },
        effect=STOPS,
    )


class Phrase(Enum):
    """Texts that are part of the messages and hints of several codes."""

    # Advice on the questions of a post
    OTHER_READING = (
        "to read the post as {questions:# question|# questions}, {answered} answered, choose `{reading}` "
        "with `postdeck choose` and the path of the post; its author can write `questions: {reading}` in "
        "the front matter"
    )
    NO_QUESTIONS = (
        "if this post has no questions, choose none with `postdeck choose` and the path of the post; its "
        "author can write `questions: none` in the front matter"
    )

    # Why YAML or JSON cannot be read
    ALIASES_GROW = "aliases make the values too large; write them out"
    BAD_CHARACTER = "the character U+{character:04X} is not allowed"
    MERGE_KEY = "a merge key must have a mapping, or a list of mappings"
    NO_JSON = "{word} is not JSON"
    TOO_DEEP = "values are nested deeper than {limit} levels"
    TOO_DEEP_JSON = "values are nested too deeply"
    UNCLOSED_BRACKET = "the bracket that opens here is not closed"
    UNCLOSED_QUOTE = "the quote that opens here is not closed"
    UNKNOWN_YAML_TAG = "the tag {tag} is not supported"
    WRONG_YAML_TAG = "the value is not of the type of its tag {tag}"

    # Why a formula cannot be read
    SLOW_FORMULA = "its conversion takes too long"
    UNCLOSED_BRACKETS = "more than {limit} of its brackets stay open"
    UNTRIED_FORMULA = (
        "it was not tried, because the conversion of {count} others of this post took too long"
    )
    UNKNOWN_COMMAND = "the command {command} is unknown to Anki"

    # Why a text is no reading
    UNKNOWN_WAY = "{words!r} is not a way of writing prompts; use one of these: {ways}"
    NEAREST_WAY = "{words!r} is not a way of writing prompts; did you mean {nearest}?"
    TOO_MANY_WAYS = "{words!r} names more than {limit} ways of writing prompts"
    NO_READING = (
        'this must be a reading, such as "heading-2"; put a key that contains a dot between quotes'
    )
    UNEQUAL_LINES = "prompts and ends must be two lists of lines of the same length"

    def text(self, **values: Value) -> FilledText:
        """Return the phrase with its values. Raise TypeError if `values` are not those of the phrase."""
        check(self.name, Template(self.value), values)
        return FilledText(self.name, self.value, values)
