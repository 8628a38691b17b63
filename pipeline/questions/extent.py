"""Where an answer ends: at the next prompt, at a section, at the footer.

Footers are known by shape. Behind the last answer everything is outro that follows a heading of the
prompts' level or higher, or that follows a rule, a short label, or a line on the post and its author,
and holds nothing but links, pictures, rules and short lines. Where that leaves it open, blocks that
end other posts of the blog too are outro.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.markdown.blocks import Block
from pipeline.questions.candidates import Candidate, Measure
from pipeline.questions.numbers import read_number
from pipeline.questions.wording import answer_marker, is_frame, is_notice

_DEEPEST = 6
_SHORT_LINE = 60
_LABEL = 24
_SECTION_LINE = 20
_SIGN_OFF = 30
_WORDS_A_LINK = 8
_WORDS_BEFORE_LINK = 4  # "下一篇："
_NOTICE = 200  # characters that a block on the post and its author may have
_CONTAINERS = frozenset("list item quote tag table row terms meaning".split())
_ENDS_SENTENCE = "。！？!?；;，,.：:"


@dataclass(frozen=True, slots=True)
class Look:
    """What a block looks like at the end of a post."""

    text: int
    linked: int
    links: int
    pictures: int
    plain: bool
    states: bool = False

    @property
    def furniture(self) -> bool:
        """Tell a block that a footer may hold: links, pictures, a short line, a shorter sentence."""
        longest = _SIGN_OFF if self.states else _SHORT_LINE
        return self.plain and (self.navigation or self.text <= longest)

    @property
    def links_only(self) -> bool:
        """Tell a block that is links, with a word or two before each at most."""
        words = self.text - self.linked
        few = words <= (_WORDS_A_LINK * self.links if self.links > 1 else _WORDS_BEFORE_LINK)
        return self.plain and self.links > 0 and (few or self.linked >= words)

    @property
    def navigation(self) -> bool:
        """Tell a block that is mostly links or nothing but pictures."""
        if self.pictures and self.text <= _SHORT_LINE:
            return True
        return self.links > 0 and (self.linked * 2 >= self.text or self.text <= _SHORT_LINE)


def look(block: Block, measure: Measure) -> Look:
    """Measure a block with all that it holds."""
    if block.kind in {"heading", "paragraph", "cell", "term"}:
        inline = measure(block.content)
        states = inline.text.endswith(("。", ".", "！", "!"))
        return Look(len(inline.text), inline.linked, inline.links, inline.pictures, True, states)
    if block.kind in {"rule", "definition", "html"}:
        return Look(0, 0, 0, 0, True)
    parts = [look(child, measure) for child in block.children]
    return Look(
        sum(part.text for part in parts),
        sum(part.linked for part in parts),
        sum(part.links for part in parts),
        sum(part.pictures for part in parts),
        block.kind in _CONTAINERS and all(part.plain for part in parts),
    )


@dataclass(frozen=True, slots=True)
class Habits:
    """What earlier answers hold, and what so is no sign of a footer in the last: the levels of their
    headings, and whether one ends in links, or holds a rule.
    """

    levels: frozenset[int] = frozenset()
    end_in_links: bool = False
    hold_rules: bool = False


def habits(answers: Iterable[Sequence[Block]], measure: Measure) -> Habits:
    """Gather the habits of a post from its answers but the last."""
    levels: set[int] = set()
    end_in_links = hold_rules = False
    for answer in answers:
        hold_rules = hold_rules or any(block.kind == "rule" for block in answer[:-1])
        levels |= {block.level for block in answer if block.kind == "heading"}
        end_in_links = end_in_links or bool(answer and look(answer[-1], measure).links_only)
    return Habits(frozenset(levels), end_in_links, hold_rules)


@dataclass(frozen=True, slots=True)
class Ending:
    """Where the last answer ends: before this block, for this reason."""

    block: int
    why: str


def footer_start(
    blocks: Sequence[Block],
    prompt: Candidate,
    known: Habits,
    measure: Measure,
    recurs: Callable[[Block], bool],
) -> Ending:
    """Tell at which block the footer begins: the number of blocks where there is none.

    `prompt` is the last prompt; `recurs` tells a block that ends other posts of the blog too.
    """
    first = prompt.block + 1
    # The answer may have begun in the prompt's own block, as in a list.
    least = first + (blocks[prompt.block].end == prompt.span.end)
    looks = {index: look(blocks[index], measure) for index in range(first, len(blocks))}
    level, top = prompt.style.level or _DEEPEST, prompt.style.level
    tail = len(blocks)
    while tail > first and looks[tail - 1].furniture:
        tail -= 1  # from here to the end there is nothing but furniture
    navigation = max((i for i, part in looks.items() if part.navigation), default=first)
    links = sum(part.links for part in looks.values())  # in what stands behind the block
    bare_links = len(blocks)
    while bare_links > least and looks[bare_links - 1].links_only:
        bare_links -= 1  # from here to the end there are links, without a rule or a label
    if bare_links and blocks[bare_links - 1].content.rstrip().endswith(("：", ":")):
        bare_links = len(blocks)  # the answer names these links itself
    notice = _notice_start(blocks, first, looks)
    common = _common_start(blocks, least, looks, recurs)
    for index in range(first, len(blocks)):
        block = blocks[index]
        if index == bare_links and links > 1 and not known.end_in_links:
            return Ending(index, "only links follow")
        if index == notice:
            return Ending(index, "lines on the post and its author follow")
        if index == common:
            return Ending(index, "what follows ends other posts of the blog too")
        links -= looks[index].links
        is_heading = block.kind == "heading" and (
            block.level <= top or block.level not in known.levels
        )
        if is_heading and block.level <= level:
            return Ending(index, "a heading that is no prompt follows")
        if index < tail or index >= navigation:
            continue
        behind = range(index + 1, len(blocks))
        if block.kind == "rule" and _opens_footer(((blocks[i], looks[i]) for i in behind), known):
            return Ending(
                index, "a rule follows, and behind it links, pictures or short lines alone"
            )
        labels = is_heading or (
            links > 1
            and index >= least
            and not known.end_in_links
            and _is_label(block, looks[index], measure)
            and not any(looks[i].states and not looks[i].navigation for i in behind)
        )
        if labels and looks[index + 1].links and looks[index + 1].navigation:
            return Ending(index, "a label of links follows")
    return Ending(len(blocks), "the post ends")


def _notice_start(blocks: Sequence[Block], first: int, looks: Mapping[int, Look]) -> int:
    """Give the first block from which on there is nothing but furniture and notices, if it is a
    notice: copyright, thanks, "follow me".
    """
    notices = {
        i for i, part in looks.items()
        if part.plain and part.text <= _NOTICE and is_notice(_source(blocks[i]))
        and (part.furniture or blocks[i].kind in {"quote", "list"} or part.links or part.pictures)
    }  # fmt: skip
    start = len(blocks)
    for index in range(len(blocks) - 1, first - 1, -1):
        if index in notices:
            start = index
        elif not looks[index].furniture:
            break
    return _with_rules(blocks, start)


def _common_start(
    blocks: Sequence[Block],
    first: int,
    looks: Mapping[int, Look],
    recurs: Callable[[Block], bool],
) -> int:
    """Give the first block from which on there is nothing but furniture and blocks that end other
    posts too, if it is one of these.
    """
    start = len(blocks)
    for index in range(len(blocks) - 1, first - 1, -1):
        if recurs(blocks[index]):
            start = index
        elif not looks[index].furniture:
            break
    return _with_rules(blocks, start)


def _with_rules(blocks: Sequence[Block], start: int) -> int:
    """Give the first of the rules right above a footer."""
    while start < len(blocks) and blocks[start - 1].kind == "rule":
        start -= 1
    return start


def _source(block: Block) -> str:
    return block.content or " ".join(_source(child) for child in block.children)


def _opens_footer(behind: Iterable[tuple[Block, Look]], known: Habits) -> bool:
    """Tell whether what stands between a rule and the next one is no more of the answer: it holds
    links or pictures, or next to nothing. Where answers hold rules, pictures alone do not tell.
    """
    text = 0
    for block, shape in behind:
        if block.kind == "rule" and text:
            break
        if shape.navigation and (shape.links or not known.hold_rules):
            return True
        text += shape.text
    return text <= _SIGN_OFF and not known.hold_rules


def _is_label(block: Block, shape: Look, measure: Measure) -> bool:
    """Tell a line that names the links below it ("往期文章")."""
    if answer_marker(block.content):
        return False
    if block.kind != "paragraph" or shape.links or not 0 < shape.text <= _LABEL:
        return False
    return measure(block.content).text[-1] not in "。.!！?？；;，,"


def section_start(
    blocks: Sequence[Block], prompt: Candidate, following: Candidate, measure: Measure
) -> int:
    """Give the index of the block between two prompts at which a new section begins.

    Without one it is the block of the following prompt. For prompts that are headings a section is a
    heading of a higher level, or one of theirs right above the following prompt: with a text of its
    own it is a part of the answer. For others it is a heading, or a short line before a restart, that
    stands right above the following prompt.
    """
    if prompt.style.shape == "heading":
        for index in range(prompt.block + 1, following.block):
            block = blocks[index]
            if block.kind != "heading" or block.level > prompt.style.level:
                continue
            between = blocks[index : following.block]
            if block.level < prompt.style.level or _only_heads(between) or is_frame(block.content):
                return index
        return following.block
    index = following.block
    while index - 1 > prompt.block and blocks[index - 1].start >= following.span.start:
        index -= 1  # its number stands above its text
    above = index - 1
    while index - 1 > prompt.block and blocks[index - 1].kind in {"heading", "rule"}:
        index -= 1
    if any(b.kind == "heading" for b in blocks[index : following.block]):
        return index
    if (
        above > prompt.block + (blocks[prompt.block].end == prompt.span.end)
        and restarts(prompt, following)
        and is_section_line(blocks[above], measure)
    ):
        return above
    return following.block


def _only_heads(blocks: Sequence[Block]) -> bool:
    return all(block.kind in {"heading", "rule", "html"} for block in blocks)


def restarts(prompt: Candidate, following: Candidate) -> bool:
    """Tell whether the numbers begin anew between two prompts."""
    if prompt.number is None or following.number is None:
        return False
    return following.number.value[-1] in (0, 1) and following.number.value <= prompt.number.value


def is_section_line(block: Block, measure: Measure) -> bool:
    """Tell a line of plain text that could name a section ("Redis部分")."""
    if block.kind != "paragraph" or "\n" in block.content:
        return False
    text = measure(block.content).text
    if not 0 < len(text) <= _SECTION_LINE or text[-1] in _ENDS_SENTENCE:
        return False
    return read_number(text, heading=False) is None
