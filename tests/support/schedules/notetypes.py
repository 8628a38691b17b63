"""Reversed cards that authors turn on, and what learners do to the note type."""

from __future__ import annotations

from pipeline.emitters.anki.notetype import FIELDS, is_technical
from tests.support.schedules.choices import MERGE, NEW, can_choose, cannot_choose, every, expand
from tests.support.schedules.site import Asked
from tests.support.schedules.story import Story, Version, scenario

REVERSED = {"anki": {"reverse": "terms"}}
DECK = '"deck:炼丹手记::反向"'


@scenario
def reversed_later(story: Story) -> None:
    """Each term gains a card in a deck of its own; suspended there, it stays so. That of a later term is
    not suspended.
    """
    story.begin()
    terms = [term.prompt for term in story.post("words").terms]
    story.searches("card:Reverse", finds=[])
    story.flags = REVERSED
    story.deliver(updated=terms)
    story.searches(f"{DECK} card:Reverse is:new", finds=terms)
    story.does("suspend", query=DECK)
    term = story.post("words").terms[1]
    term.answer = term.answer.replace("同一尺度", "同一个尺度")
    story.deliver(day=2, updated=[term.prompt, "术语速查"])
    story.searches(f"{DECK} is:suspended", finds=terms)
    story.searches("-card:Reverse is:suspended", finds=[])
    later = Asked("梯度噪声", "小批算出的梯度与全体的差，批越小它越大。")
    story.post("words").terms.append(later)
    story.deliver(day=3, new=[later.prompt], updated=["术语速查"])
    story.searches(f"{DECK} -is:suspended", finds=[later.prompt])


@scenario
def reversed_from_the_start(story: Story) -> None:
    """Both cards of a term are learnt, and keep their schedules."""
    story.flags = REVERSED
    story.begin()
    term = story.post("words").terms[1]
    term.answer = term.answer.replace("同一尺度", "同一个尺度")
    story.deliver(updated=[term.prompt, "术语速查"])
    story.searches(
        f"{DECK} card:Reverse", finds=[each.prompt for each in story.post("words").terms]
    )


@scenario
def reversed_no_longer(story: Story) -> None:
    """The reversed cards stay with their schedules, but show nothing: Anki's Empty Cards finds them.
    They are as before when they are turned on again.
    """
    story.flags = REVERSED
    story.begin()
    terms = [term.prompt for term in story.post("words").terms]
    story.flags = {}
    story.deliver(updated=terms, empty=len(terms))
    story.flags = REVERSED
    story.deliver(day=2, updated=terms)


@scenario
def note_type_arrives(story: Story) -> None:
    """What learners need not see is folded in the editor, where Anki can do that."""
    story.begin()
    story.asks("technical", lambda _: set(filter(is_technical, FIELDS)))


@scenario
def own_field(story: Story) -> None:
    """No update arrives, and nothing is lost, until the learner lets Anki merge note types."""
    story.begin()
    story.does("extend", what="field")
    asked = story.post("part-1").questions[1]
    story.deliver(updated=[expand(asked)], conflicts_in=every)
    story.deliver(day=2, updated=[expand(asked)], options=MERGE, conflicts_in=cannot_choose)


@scenario
def own_template(story: Story) -> None:
    """As with a field of one's own: the learner's own cards stay too."""
    story.begin()
    story.does("extend", what="template")
    asked = story.post("part-1").questions[1]
    story.deliver(updated=[expand(asked)], conflicts_in=every)
    story.deliver(day=2, updated=[expand(asked)], options=MERGE, conflicts_in=cannot_choose)


@scenario
def note_types_merged(story: Story) -> None:
    """Merging changes nothing where the learner left the note type as it is."""
    story.begin()
    asked = story.post("part-1").questions[1]
    story.deliver(updated=[expand(asked)], options=MERGE)
    story.flags = REVERSED
    story.deliver(day=2, updated=[term.prompt for term in story.post("words").terms], options=MERGE)


@scenario
def own_field_and_news(story: Story) -> None:
    """New questions arrive, in a second note type; a merge brings them into the first."""
    story.begin()
    story.does("extend", what="field")
    post = story.post("part-1")
    post.questions.append(NEW)
    story.deliver(new=[NEW.prompt], updated=[expand(post.questions[1])], conflicts_in=every)
    story.searches("note:postdeck+", finds=[NEW.prompt])
    story.deliver(
        day=2, updated=[expand(post.questions[1])], options=MERGE, conflicts_in=cannot_choose
    )

    def second(version: Version) -> set[str]:
        return set() if can_choose(version) else {story.guids[NEW.prompt]}

    story.asks("search", second, query="note:postdeck+")


@scenario
def own_field_removed(story: Story) -> None:
    """Without the learner's own field updates arrive again."""
    story.begin()
    story.does("extend", what="field")
    asked = story.post("part-1").questions[1]
    story.deliver(updated=[expand(asked)], conflicts_in=every)
    story.does("shrink")
    story.deliver(day=2, updated=[expand(asked)])


@scenario
def own_field_merged(story: Story) -> None:
    """What the learner wrote into that field stays in notes that did not change, and in no others."""
    story.begin()
    story.does("extend", what="field")
    asked, other = story.post("part-1").questions[1:3]
    for each in (asked, other):
        story.edits(each.prompt, {"Mine": "我的笔记"})
    story.deliver(options=MERGE, updated=[expand(asked)], conflicts_in=cannot_choose)

    def kept(version: Version) -> set[str]:
        return {story.guids[each.prompt] for each in (asked, other)[can_choose(version) :]}

    story.asks("search", kept, query="Mine:我的笔记")


@scenario
def own_field_added_late(story: Story) -> None:
    """To add it is an edit of all notes: what was built before does not arrive."""
    story.begin()
    asked = story.post("part-1").questions[1]
    story.waits_until(2)
    story.does("extend", what="field")
    story.deliver(
        day=1, imported=3, options=MERGE, updated=[expand(asked)], conflicts_in=cannot_choose,
        skipped_by=every,
    )  # fmt: skip
    story.deliver(day=4, updated=[expand(asked)], conflicts_in=cannot_choose)


@scenario
def merged_again(story: Story) -> None:
    """Anki remembers the choice, and updates arrive from then on."""
    story.begin()
    story.does("extend", what="field")
    asked = story.post("part-1").questions[1]
    story.deliver(options=MERGE, updated=[expand(asked)], conflicts_in=cannot_choose)
    story.deliver(day=2, updated=[expand(asked)], conflicts_in=cannot_choose)


@scenario
def merged_late(story: Story) -> None:
    """A merge is no edit by the learner: what was built before it arrives in other notes."""
    story.begin()
    story.does("extend", what="field")
    asked, other = story.post("part-1").questions[1:3]
    story.deliver(imported=5, options=MERGE, updated=[expand(asked)], conflicts_in=cannot_choose)
    story.deliver(
        day=3, imported=6, options=MERGE, updated=[expand(other)], conflicts_in=cannot_choose
    )
