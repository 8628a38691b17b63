"""Where an answer ends: at the next prompt, at a section, at the footer.

Footers are known by shape. Behind the last answer everything is outro that follows a heading of the
prompts' level or higher, or that follows a rule, or a short label, and holds nothing but links,
pictures, rules and short lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.markdown.blocks import Block
from pipeline.questions.candidates import Candidate, Measure
from pipeline.questions.numbers import read_number

_SHORT_LINE = 60
_LABEL = 24
_SECTION_LINE = 20
_SIGN_OFF = 30
_WORDS_A_LINK = 8
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
        few = self.links > 1 and words <= _WORDS_A_LINK * self.links
        return self.plain and self.links > 0 and (few or self.linked >= words)

    @property
    def navigation(self) -> bool:
        """Tell a block that is mostly links or nothing but pictures."""
        if self.pictures and self.text <= _SHORT_LINE:
            return True
        return self.links > 0 and (self.linked * 2 >= self.text or self.text <= _SHORT_LINE)


def look(block: Block, measure: Measure) -> Look:
    """Measure a block with all that it holds."""
    if block.kind in {"heading", "paragraph"}:
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
        block.kind in {"list", "item", "quote", "tag"} and all(part.plain for part in parts),
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


def footer_start(
    blocks: Sequence[Block], first: int, level: int, known: Habits, measure: Measure
) -> int:
    """Give the index of the block at which the footer begins, or the number of blocks.

    `first` is the first block behind the last prompt; `level` the prompts' heading level, 6 for other
    shapes.
    """
    looks = {index: look(blocks[index], measure) for index in range(first, len(blocks))}
    tail = len(blocks)
    while tail > first and looks[tail - 1].furniture:
        tail -= 1  # from here to the end there is nothing but furniture
    navigation = max((i for i, part in looks.items() if part.navigation), default=first)
    links = sum(part.links for part in looks.values())  # in what stands behind the block
    bare_links = len(blocks)
    while bare_links > first + 1 and looks[bare_links - 1].links_only:
        bare_links -= 1  # from here to the end there are links, without a rule or a label
    if blocks[bare_links - 1].content.rstrip().endswith(("：", ":")):
        bare_links = len(blocks)  # the answer names these links itself
    for index in range(first, len(blocks)):
        block = blocks[index]
        if index == bare_links and links > 1 and not known.end_in_links:
            return index
        links -= looks[index].links
        is_heading = block.kind == "heading" and block.level not in known.levels
        if is_heading and block.level <= level:
            return index
        if index < tail or index >= navigation:
            continue
        behind = range(index + 1, len(blocks))
        if block.kind == "rule" and _opens_footer(((blocks[i], looks[i]) for i in behind), known):
            return index
        labels = is_heading or (
            links > 1
            and index > first
            and not known.end_in_links
            and _is_label(block, looks[index], measure)
            and not any(looks[i].states and not looks[i].navigation for i in behind)
        )
        if labels and looks[index + 1].links and looks[index + 1].navigation:
            return index
    return len(blocks)


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
    if block.kind != "paragraph" or shape.links or not 0 < shape.text <= _LABEL:
        return False
    return measure(block.content).text[-1] not in "。.!！?？；;，,"


def section_start(
    blocks: Sequence[Block], prompt: Candidate, following: Candidate, measure: Measure
) -> int:
    """Give the index of the block between two prompts at which a new section begins.

    Without one it is the block of the following prompt. For prompts that are headings a section is a
    heading of their level or higher; for others a heading, or a short line before a restart, that
    stands right above the following prompt.
    """
    if prompt.style.shape == "heading":
        for index in range(prompt.block + 1, following.block):
            block = blocks[index]
            if block.kind == "heading" and block.level <= prompt.style.level:
                return index
        return following.block
    index = following.block
    while index - 1 > prompt.block and blocks[index - 1].kind in {"heading", "rule"}:
        index -= 1
    if any(b.kind == "heading" for b in blocks[index : following.block]):
        return index
    above = following.block - 1
    if (
        above > prompt.block + (blocks[prompt.block].end == prompt.span.end)
        and restarts(prompt, following)
        and is_section_line(blocks[above], measure)
    ):
        return above
    return following.block


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
