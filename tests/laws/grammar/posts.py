"""Posts: questions with their answers and frames put together, and outlines that ask nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from tests.laws.grammar.answers import BLOCKS, MARKS, MARKS_ALONE, OPTIONS, STUBS
from tests.laws.grammar.frames import FOOTERS, INTROS, RULED_FOOTERS, Around
from tests.laws.grammar.prompts import STYLES, MakeStyle, Style
from tests.laws.grammar.words import Lines, Words

Span = tuple[int, int]


@dataclass(frozen=True)
class Asked:
    """A question that was put in. Spans are lines, from 1, both ends included."""

    prompt: str
    prompt_span: Span
    answer: str
    answer_span: Span | None


@dataclass
class Post:
    """A post as it grows."""

    title: str = ""
    lines: Lines = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    shape: dict[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def put(self, lines: Lines) -> Span:
        start = len(self.lines) + 1
        self.lines += lines
        return start, len(self.lines)

    def blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")


@dataclass(frozen=True)
class Plan:
    """What was drawn for a post as a whole."""

    style: Style
    words: Words
    tight: bool
    marker: str
    lead: str
    blocks: tuple[str, ...]
    between: str = ""


def _join(blocks: list[Lines]) -> Lines:
    return [line for block in blocks for line in ("", *block)][1:]


def _indented(lines: Lines, indent: int) -> Lines:
    return [" " * indent + line if line else line for line in lines]


@dataclass(frozen=True)
class Answer:
    """An answer without indentation: its lines, those above that mark it and those below that close it.
    `mark` is what marks it on its own first line.
    """

    lines: Lines
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    mark: str = ""

    @property
    def written(self) -> Lines:
        return [*self.above, self.mark + self.lines[0], *self.lines[1:], *self.below]


def _answer(draw: st.DrawFn, plan: Plan, *, last: bool) -> Answer:
    """Draw an answer. Where prompts are not headings, the last answer holds no heading, since that
    may as well begin a part that is no answer.
    """
    words, style = plan.words, plan.style
    deeper = style.level + 1 if style.level else 7 if last else 4
    if style.list_like and style.level:
        deeper = 7
    most = 1 if style.tight else 3
    names = draw(st.lists(st.sampled_from(plan.blocks), min_size=1, max_size=most))
    opens = style.mark is not None or style.own_line is not None or plan.marker == "before"
    blocks = [block for name in names for block in BLOCKS[name](draw, words, deeper)]
    if opens:
        blocks.insert(0, [words.sentence()])
    lines = _join(blocks)
    if plan.marker == "before":
        return Answer(lines, mark=MARKS[len(lines[0]) % 5])
    if plan.marker == "alone":
        return Answer(lines, above=(MARKS_ALONE[len(lines) % 5], ""))
    if plan.marker == "letter":
        told = ["ABCD"[len(lines) % 4], *([] if draw(st.booleans()) else ["", *lines])]
        return Answer(told, mark="答案：")
    if plan.marker == "details":
        return Answer(lines, ("<details><summary>答案</summary>", ""), ("", "</details>"))
    if plan.marker == "heading":
        return Answer(lines, above=(f"{'#' * (deeper if style.level else 5)} 答案", ""))
    return Answer(lines)


def _lead(draw: st.DrawFn, plan: Plan) -> Lines:
    words = plan.words
    if plan.lead == "options":
        option = draw(st.sampled_from(OPTIONS))
        return [option.format(letter) + words.phrase() for letter in "ABCD"]
    if plan.lead == "code":
        return ["```", f"1. {words.word()}", f"2. {words.question()}", "```"]
    if plan.lead == "hint":
        return [f"> {words.sentence()}"]
    return []


def _put_question(
    draw: st.DrawFn, post: Post, plan: Plan, n: int, text: str, fill: str, *, last_one: bool
) -> None:
    style, words = plan.style, plan.words
    written, prompt = style.write(n, text), style.told(n, text)
    if fill == "wrapped":
        written[-1] = written[-1].removesuffix(text) + words.word() + "，" + words.word() + "，"
        prompt = written[-1][len(style.write(n, "")[-1]) :] + "\n" + text
        written.append(text)
    tight = style.tight or (plan.tight and not style.margin)
    first, last = post.put(written[: len(written) - (written[-1] == "")])
    if written[-1] == "":
        post.put([""])
    if style.number == "summary":
        last = first + len(written) - 2
    if style.number == "summary block":
        last = first + len(written) - 1
    if fill in {"empty", "stub"}:
        _put_stub(post, style, fill, Asked(prompt, (first, last), "", None), words)
        return
    lead = _indented(_lead(draw, plan), style.indent)
    if lead:
        gap = [] if tight and plan.lead == "options" else [""]
        post.put(gap)
        last = post.put(lead)[1]
        bare = [line[style.indent :] for line in lead]
        prompt = "\n".join([prompt, *gap, *bare])
    answer = _answer(draw, plan, last=last_one)
    if style.own_line is not None:
        post.lines[-1] += style.own_line + answer.lines[0]
        start, end = last, last + len(answer.lines) - 1
        post.put(answer.lines[1:])
    else:
        if style.mark is not None:
            answer = replace(answer, mark=style.mark.format(n))
        if not tight or lead:
            post.blank()
        start, end = post.put(_indented(answer.written, style.indent))
        start, end = start + len(answer.above), end - len(answer.below)
    post.asked.append(Asked(prompt, (first, last), "\n".join(answer.lines), (start, end)))
    post.put(list(style.close))


def _put_stub(post: Post, style: Style, fill: str, asked: Asked, words: Words) -> None:
    if fill == "empty":
        post.put(list(filter(None, style.close)))
        post.asked.append(asked)
        return
    if not style.tight:
        post.blank()
    stub = STUBS[len(words.word()) % 3]
    span = post.put(_indented([stub], style.indent))
    post.asked.append(Asked(asked.prompt, asked.prompt_span, stub, span))
    post.put(list(style.close))


def _numbers(draw: st.DrawFn, style: Style, count: int, groups: str) -> list[int]:
    """Draw the numbers of the prompts of one group."""
    if style.chapters:
        return list(range(1, count + 1))
    if groups in {"restart", "lines"}:
        return list(range(1, count + 1))
    starts = [1] if style.from_one else [1, 0, 7]
    start = draw(st.sampled_from(starts if style.level and not style.list_like else starts[:2]))
    numbers = list(range(start, start + count))
    if style.level and not style.list_like and count > 3:
        odd = draw(st.sampled_from(["", "gap", "repeat"]))
        at = count // 2
        if odd:
            numbers[at:] = [n + (1 if odd == "gap" else -1) for n in numbers[at:]]
    return numbers


def _groupings(style: Style) -> list[str]:
    if style.chapters:
        return ["chapters"]
    chosen = ["none", "none"]
    if style.level != 1:
        chosen.append("on")
        if style.numbered:
            chosen.append("restart")
    if style.numbered and not style.level and not style.list_like:
        chosen.append("lines")
    return chosen


def _markers(style: Style) -> list[str]:
    if style.mark is not None or style.own_line is not None or style.close:
        return ["none"]
    chosen = ["none", "none", "before", "alone", "letter", "details"]
    deepest = 6 if not style.level else style.level + 1
    return [*chosen, "heading"] if deepest <= 6 and not style.list_like else chosen


@st.composite
def posts(
    draw: st.DrawFn, /, name: str, intro: str = "", footer: str = "", block: str = ""
) -> Post:
    """Draw a post whose prompts are of one style; what is not given is drawn too."""
    words = Words(draw(st.integers(0, 2**16)))
    style = STYLES[name](draw)
    intro = intro or draw(st.sampled_from(sorted(INTROS)))
    footer = footer or draw(st.sampled_from(sorted(FOOTERS)))
    if name == "asking bullet" and intro in {"bullets", "contents"}:
        intro = "none"  # they would be one list
    plan = _plan(draw, style, words, footer, block)
    grouping = draw(st.sampled_from(_groupings(style)))
    headed = (style.level and not style.list_like) or grouping in {"on", "restart"}
    if intro == "preface" and not headed:
        intro = "none"  # without a heading of their own the questions would belong to the preface
    groups = st.lists(st.integers(2, 4), min_size=2, max_size=3)
    sizes = [draw(st.integers(3, 6))] if grouping == "none" else draw(groups)
    fills = _fills(draw, style, plan, sum(sizes), grouping)
    promised = draw(st.booleans())
    post = Post(words.word() + ("面试题" if promised else ""))
    texts = _texts(draw, plan, fills, promised=promised)
    around = Around(words, style.level or 2, texts)
    post.shape = {
        "style": name, "number": style.number, "level": style.level, "grouping": grouping,
        "marker": plan.marker, "lead": plan.lead, "intro": intro, "footer": footer,
        "between": plan.between, "blocks": plan.blocks, "tight": plan.tight, "fills": fills,
        "title": post.title,
    }  # fmt: skip
    post.put(INTROS[intro](around))
    _put_groups(draw, post, plan, grouping, sizes, list(zip(texts, fills, strict=True)))
    post.blank()
    post.put(FOOTERS[footer](around))
    return post


def _plan(draw: st.DrawFn, style: Style, words: Words, footer: str, block: str) -> Plan:
    marker = draw(st.sampled_from(_markers(style)))
    leads = ["none", "options", "code", "hint"] if marker != "none" else ["none"]
    lead = "options" if marker == "letter" else draw(st.sampled_from(leads))
    names = {block or "sentence", *draw(st.sets(st.sampled_from(sorted(BLOCKS))))}
    if footer in RULED_FOOTERS:
        names.discard("ruled")  # where answers hold rules, a picture behind one is no footer
    if style.bare_number or not style.level:
        names -= {"points", "points told"}  # below a line's number they can be read in two ways
    if style.tight:
        names = {"two lines"}
    between = draw(st.sampled_from(["", "", "", "---"]))
    blocks = tuple(sorted(names or {"sentence"}))
    return Plan(style, words, draw(st.booleans()), marker, lead, blocks, between)


def _put_groups(
    draw: st.DrawFn,
    post: Post,
    plan: Plan,
    grouping: str,
    sizes: list[int],
    prompts: list[tuple[str, str]],
) -> None:
    """Write the questions, group by group, each below its name where there are several."""
    style, words = plan.style, plan.words
    numbers, at = [0], 0
    for chapter, size in enumerate(sizes, 1):
        before = numbers[-1]
        numbers = _numbers(draw, style, size, grouping)
        if grouping == "on" and at:
            numbers = list(range(before + 1, before + size + 1))
        if grouping != "none":
            post.blank()
            head = "" if grouping == "lines" else f"{'#' * max((style.level or 2) - 1, 1)} "
            if grouping == "chapters":
                numbers = [chapter * 100 + n for n in numbers]
                head += draw(st.sampled_from(["{} ", "{}. ", "第{}章 ", ""])).format(chapter)
            post.put([f"{head}{words.word()}", ""])
        for index, number in enumerate(numbers):
            text, fill = prompts[at]
            apart = plan.between or style.close or not plan.tight
            if apart or not index or prompts[at - 1][1] != "empty":
                post.blank()
            if plan.between and index:
                post.put([plan.between, ""])
            at += 1
            _put_question(draw, post, plan, number, text, fill, last_one=at == len(prompts))


def _fills(draw: st.DrawFn, style: Style, plan: Plan, count: int, grouping: str) -> Lines:
    """Draw which questions are wrapped over two lines, empty or stubs; most are none of these. Below
    an empty one a plain line that names a group would be its answer.
    """
    kinds = ["full"]
    if plan.marker == "none" and style.own_line is None and style.mark is None:
        kinds += ["stub"] if grouping == "lines" else ["empty", "stub"]
    if style.wraps:
        kinds.append("wrapped")
    odd = draw(st.sampled_from(kinds))
    last = count - 1 if odd in {"empty", "stub"} else count  # links below might be the last answer
    where = draw(st.sets(st.integers(0, last - 1), max_size=max(count // 3, 1)))
    return [odd if n in where else "full" for n in range(count)]


def _texts(draw: st.DrawFn, plan: Plan, fills: Lines, *, promised: bool) -> Lines:
    """Make up the prompts. Where the title promises questions, headings need not ask; but among such
    as ask, one at either end that does not might be a preface or a closing word, and an empty one
    the name of a group.
    """
    words, style = plan.words, plan.style
    wording = "ask"
    if promised and style.level and not style.list_like:
        wording = draw(st.sampled_from(["ask", "ask", "mixed", "name"]))
        # Names above deeper headings could be those of groups.
        if wording == "name" and ("empty" in fills or "sub-headings" in plan.blocks):
            wording = "ask"
    last = len(fills) - 1
    return [
        words.phrase()
        if wording == "name"
        or (wording == "mixed" and 0 < n < last and fill == "full" and draw(st.booleans()))
        else words.question()
        for n, fill in enumerate(fills)
    ]


OUTLINES: dict[str, MakeStyle] = {
    name: STYLES[name]
    for name in (
        "heading", "heading, unnumbered", "heading that is a link", "line", "bold line",
        "item, nested answer", "bold item", "item that holds a heading", "number above bold",
        "bold line, unnumbered", "bold bullet", "asking bullet", "summary",
    )
}  # fmt: skip
COUNTS_QUESTIONS = {"Q1:", "Q1.", "第1题", "问题1"}


@st.composite
def tutorials(draw: st.DrawFn, /, name: str) -> Post:
    """Draw a tutorial: an outline of statements, whatever stands below them."""
    words = Words(draw(st.integers(0, 2**16)))
    style = OUTLINES[name](draw)
    while style.number in COUNTS_QUESTIONS:
        style = OUTLINES[name](draw)
    post = Post(title=words.word())
    count = draw(st.integers(2, 7))
    names = draw(st.sets(st.sampled_from(sorted(BLOCKS)), min_size=1))
    plan = Plan(style, words, draw(st.booleans()), "none", "none", tuple(sorted(names)))
    texts = [words.phrase() for _ in range(count)]
    around = Around(words, style.level or 2, texts)
    intro = draw(st.sampled_from(sorted(INTROS)))
    footer = draw(st.sampled_from(sorted(FOOTERS)))
    post.shape = {"outline": name, "number": style.number, "blocks": plan.blocks, "intro": intro}
    post.put(INTROS[intro](around))
    for n, text in enumerate(texts, 1):
        post.blank()
        fill = "full" if draw(st.integers(0, 3)) else "empty"
        _put_question(draw, post, plan, n, text, fill, last_one=n == count)
    post.blank()
    post.put(FOOTERS[footer](around))
    post.asked.clear()
    return post
