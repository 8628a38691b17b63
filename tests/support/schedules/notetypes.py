"""Reversed cards that authors turn on, and what learners do to the note type."""

from __future__ import annotations

from tests.support.schedules.story import Story, Version, scenario

REVERSED = {"anki": {"reverse": "terms"}}
MERGE = {"merge_notetypes": 1}
DECK = '"deck:炼丹手记::反向"'


def every(_: Version) -> bool:
    return True


def cannot_merge(version: Version) -> bool:
    """Whether Anki has no option to merge note types."""
    return version < (23, 10)


@scenario
def reversed_later(story: Story) -> None:
    """Each term gains a card in a deck of its own; suspended there, it stays so."""
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
def own_field(story: Story) -> None:
    """No update arrives, and nothing is lost, until the learner lets Anki merge note types."""
    story.begin()
    story.does("extend", what="field")
    asked = story.post("part-1").questions[1]
    asked.answer += "\n\n补一句。"
    story.deliver(updated=[asked.prompt], conflicts_in=every)
    asked.answer += "\n\n再补一句。"
    story.deliver(day=2, updated=[asked.prompt], options=MERGE, conflicts_in=cannot_merge)


@scenario
def own_template(story: Story) -> None:
    """As with a field of one's own: the learner's own cards stay too."""
    story.begin()
    story.does("extend", what="template")
    asked = story.post("part-1").questions[1]
    asked.answer += "\n\n补一句。"
    story.deliver(updated=[asked.prompt], conflicts_in=every)
    asked.answer += "\n\n再补一句。"
    story.deliver(day=2, updated=[asked.prompt], options=MERGE, conflicts_in=cannot_merge)


@scenario
def note_types_merged(story: Story) -> None:
    """Merging changes nothing where the learner left the note type as it is."""
    story.begin()
    asked = story.post("part-1").questions[1]
    asked.answer += "\n\n补一句。"
    story.deliver(updated=[asked.prompt], options=MERGE)
    story.flags = REVERSED
    story.deliver(day=2, updated=[term.prompt for term in story.post("words").terms], options=MERGE)
