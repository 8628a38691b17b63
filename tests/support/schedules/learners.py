"""What learners choose for an import, and what they do to cards, notes and decks in between."""

from __future__ import annotations

from tests.support.schedules.choices import (
    ALWAYS,
    IF_NEWER,
    MERGE,
    NEVER,
    NEW,
    can_choose,
    cannot_choose,
    every,
    expand,
)  # fmt: skip
from tests.support.schedules.notetypes import REVERSED
from tests.support.schedules.story import Story, Version, scenario
from tests.support.schedules.workflows import author_styles

DECK = "炼丹手记::训练技巧面试题"


@scenario
def import_options(story: Story) -> None:
    """Old versions let choose nothing. At first nothing is chosen, and what is newer is updated; what is
    chosen is remembered.
    """

    def asks(merge: int, notes: int) -> None:
        def labels(version: Version) -> set[str]:
            if not can_choose(version):
                return set()
            if version < (24, 11):
                return {
                    f"Merge notetypes: {merge}",
                    f"Update notes: {notes}",
                    "Update notetypes: 0",
                    "Also import any learning progress: 0",
                }
            return {
                f"Merge note types: {merge}",
                f"Update notes: {notes}",
                "Update note types: 0",
                "Import any learning progress: 0",
                "Import any deck presets: 0",
            }

        story.asks("options", labels)

    story.begin()
    asks(merge=0, notes=IF_NEWER)
    story.deliver(options=MERGE | {"update_notes": NEVER})
    asks(merge=1, notes=NEVER)


@scenario
def update_notes_never(story: Story) -> None:
    """New questions arrive, edits do not, until it is chosen otherwise."""
    story.begin()
    post = story.post("part-1")
    post.questions.append(NEW)
    edited = expand(post.questions[1])
    story.deliver(
        options={"update_notes": NEVER}, new=[NEW.prompt], updated=[edited], skipped_by=can_choose
    )
    story.deliver(
        day=2, options={"update_notes": IF_NEWER}, updated=[edited], skipped_by=cannot_choose
    )


@scenario
def update_notes_always(story: Story) -> None:
    """The package replaces what the learner wrote, even if that is newer."""
    story.begin()
    asked = story.post("part-1").questions[1]
    story.edits(asked.prompt, {"Extra1": "我的笔记"}, tags=["我的"], day=2)
    story.deliver(day=1, imported=3, updated=[expand(asked)], skipped_by=every)
    story.searches("tag:我的 Extra1:我的笔记", finds=[asked.prompt])
    options = {"update_notes": ALWAYS}
    story.deliver(
        day=1, imported=4, options=options, updated=[asked.prompt], skipped_by=cannot_choose
    )


@scenario
def own_styling(story: Story) -> None:
    """It stays until the author's is newer, or until the package is to replace it."""
    mine = "font-size: 31px"
    story.begin()
    story.waits_until(2)
    story.does("style", css=f".card {{ {mine}; }}")
    story.deliver(day=1, imported=3, css=mine)
    options = {"update_notetypes": ALWAYS}
    story.deliver(day=1, imported=4, options=options)
    story.asks("styles", lambda version: set() if can_choose(version) else {"postdeck"}, says=mine)
    with author_styles(story, "font-size: 23px"):
        story.deliver(day=5, css="font-size: 23px")
    story.asks("styles", lambda _: set(), says=mine)


@scenario
def update_note_types_never(story: Story) -> None:
    """The author's look does not arrive, until it is chosen otherwise."""
    story.begin()
    with author_styles(story, "font-size: 23px"):
        story.deliver(options={"update_notetypes": NEVER})
        story.asks(
            "styles", lambda version: {"postdeck"} if cannot_choose(version) else set(),
            says="font-size: 23px",
        )  # fmt: skip
        story.deliver(day=2, options={"update_notetypes": IF_NEWER}, css="font-size: 23px")


@scenario
def include_reviews(story: Story) -> None:
    """A package holds none: every schedule stays, and new questions are new."""
    story.begin()
    unseen = list(story.guids)[4::5]
    post = story.post("part-1")
    post.questions.append(NEW)
    options = {"with_scheduling": 1}
    story.deliver(new=[NEW.prompt], updated=[expand(post.questions[1])], options=options)
    story.searches("is:new", finds=[*unseen, NEW.prompt])


@scenario
def own_preset(story: Story) -> None:
    """It stays, whatever is chosen."""
    story.begin()
    story.does("preset", deck=DECK)
    story.asks("decks", lambda _: {DECK}, preset="Mine")
    edited = expand(story.post("part-1").questions[1])
    story.deliver(updated=[edited])
    story.asks("decks", lambda _: {DECK}, preset="Mine")
    edited = expand(story.post("part-1").questions[1])
    story.deliver(day=2, updated=[edited], options={"with_deck_configs": 1})
    story.asks("decks", lambda _: {DECK}, preset="Mine")


@scenario
def description_changed(story: Story) -> None:
    """Every import brings the new one."""
    story.begin()
    story.asks("decks", lambda _: {"炼丹手记"}, says="19 张卡片")
    story.post("part-1").questions.append(NEW)
    story.deliver(new=[NEW.prompt])
    story.asks("decks", lambda _: {"炼丹手记"}, says="20 张卡片")


@scenario
def leech(story: Story) -> None:
    """Anki's tag is an edit by the learner: what was built before it does not arrive any more."""
    story.begin()
    asked = story.post("part-1").questions[1]
    story.waits_until(2)
    story.does("forget", guid=story.guids[asked.prompt])
    story.searches("tag:leech", finds=[asked.prompt])
    story.deliver(day=1, imported=3, updated=[expand(asked)], skipped_by=every)
    story.searches("tag:leech", finds=[asked.prompt])
    story.deliver(day=4, updated=[expand(asked)])
    story.searches("tag:leech", finds=[])


@scenario
def suspended_and_flagged(story: Story) -> None:
    """Both stay, on notes that change too; a new question of the same tag is neither."""
    story.begin()
    asked = story.post("part-1").questions[1]
    story.does("suspend", query="tag:topic::优化器")
    story.does("flag", query="tag:topic::优化器")
    mine = story.post("part-1").prompts()
    story.post("part-1").questions.append(NEW)
    story.deliver(new=[NEW.prompt], updated=[expand(asked)])
    story.searches("is:suspended flag:1", finds=mine)
    story.searches("tag:topic::优化器 -is:suspended flag:0", finds=[NEW.prompt])


@scenario
def long_answers_suspended(story: Story) -> None:
    """By the tag that says so; they stay suspended when they change."""
    asked = story.post("part-1").questions[1]
    asked.answer *= 90
    story.begin()
    story.does("suspend", query="tag:postdeck::long")
    story.deliver(updated=[expand(asked)])
    story.searches("is:suspended", finds=[asked.prompt])


@scenario
def deleted_by_learner(story: Story) -> None:
    """A note that is still in the deck comes back as a new one, without its schedule."""
    story.begin()
    gone = story.post("part-1").questions[1].prompt
    story.does("delete", query=f"Question:*{gone[:6]}*")
    del story.guids[gone]
    story.deliver(new=[gone])
    story.searches(f"is:new Question:*{gone[:6]}*", finds=[gone])


@scenario
def deck_deleted_by_learner(story: Story) -> None:
    """So does everything of a deck that is deleted with its cards."""
    story.begin()
    gone = story.post("part-1").prompts() + story.post("part-2").prompts()
    story.does("remove", deck=DECK)
    for prompt in gone:
        del story.guids[prompt]
    story.deliver(new=gone)
    story.searches(f"is:new deck:{DECK}", finds=gone)


@scenario
def retired_deleted(story: Story) -> None:
    """The search of `diff` finds what the author removed; what the learner deletes stays away."""
    story.begin()
    asked = story.post("part-1").questions
    gone = asked.pop(2)
    search = f'"Key:re:#({story.guids[gone.prompt]})$"'
    moved = [each.prompt for each in asked[2:]]
    story.deliver(updated=moved)
    story.searches(search, finds=[gone.prompt])
    story.does("delete", query=search)
    story.deliver(day=2, updated=[expand(asked[0])])
    story.searches(search, finds=[])


@scenario
def own_decks(story: Story) -> None:
    """Cards stay where the learner put them; new ones come into the deck of the blog."""
    story.begin()
    post = story.post("part-1")
    old = post.prompts()
    story.does("put", query="tag:topic::优化器", deck="考试::优化")
    post.questions.append(NEW)
    story.deliver(new=[NEW.prompt], updated=[expand(post.questions[1])])
    story.searches("deck:考试::优化", finds=old)
    story.searches(f"deck:{DECK} tag:topic::优化器", finds=[NEW.prompt])


@scenario
def deck_renamed_by_learner(story: Story) -> None:
    """It keeps its cards, and new ones make the old deck again."""
    story.begin()
    old = list(story.guids)
    story.does("rename", deck="炼丹手记", to="学习::炼丹")
    story.post("part-1").questions.append(NEW)
    story.deliver(new=[NEW.prompt])
    story.searches("deck:学习::炼丹", finds=old)
    story.searches("deck:炼丹手记", finds=[NEW.prompt])


@scenario
def filtered_deck(story: Story) -> None:
    """An import leaves cards in it, and updates their notes."""
    story.begin()
    story.does("gather", query="tag:topic::优化器")
    story.deliver(updated=[expand(story.post("part-1").questions[1])])


@scenario
def moved_by_collection(story: Story) -> None:
    """A file of the whole collection takes all schedules along, and updates go on."""
    story.begin()
    story.does("move", by="collection")
    story.deliver(updated=[expand(story.post("part-1").questions[1])])


@scenario
def moved_by_decks(story: Story) -> None:
    """So does an exported deck with scheduling information."""
    story.begin()
    story.does("move", by="decks")
    story.deliver(updated=[expand(story.post("part-1").questions[1])])


@scenario
def older_package(story: Story) -> None:
    """A package that is older than what is there changes nothing."""
    story.begin()
    first = story.package
    story.deliver(updated=[expand(story.post("part-1").questions[1])])
    story.imports_another(first, ())


@scenario
def empty_cards(story: Story) -> None:
    """Removing them leaves the notes and their other cards alone."""
    story.flags = REVERSED
    story.begin()
    terms = [term.prompt for term in story.post("words").terms]
    story.flags = {}
    story.deliver(updated=terms, empty=len(terms))
    story.does("empty")
    story.searches("card:Reverse", finds=[])
    story.searches("card:Card", finds=list(story.guids))
