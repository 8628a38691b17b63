"""What learners choose for an import, and what they do to cards, notes and decks in between."""

from __future__ import annotations

from tests.support.schedules.notetypes import MERGE, REVERSED, every
from tests.support.schedules.site import Asked
from tests.support.schedules.story import Story, Version, scenario
from tests.support.schedules.workflows import author_styles

ALWAYS, NEVER = 1, 2
DECK = "炼丹手记::训练技巧面试题"
NEW = Asked("优化器的状态占多少显存？", "每个参数两份单精度的矩，共八字节。")


def has_options(version: Version) -> bool:
    """Whether Anki lets choose anything for an import."""
    return version >= (23, 10)


def has_none(version: Version) -> bool:
    return not has_options(version)


def expand(asked: Asked) -> str:
    """Let the author say more in an answer; return the prompt."""
    asked.answer += "\n\n补一句。"
    return asked.prompt


@scenario
def import_options(story: Story) -> None:
    """Old versions let choose nothing."""
    labels = {
        "Merge note types", "Update notes", "Update note types", "Include reviews",
        "Import any deck presets",
    }  # fmt: skip
    story.begin()
    story.asks("options", lambda version: labels if has_options(version) else set())


@scenario
def update_notes_never(story: Story) -> None:
    """New questions arrive, edits do not, until the default is chosen again."""
    story.begin()
    post = story.post("part-1")
    post.questions.append(NEW)
    edited = expand(post.questions[1])
    story.deliver(
        options={"update_notes": NEVER}, new=[NEW.prompt], updated=[edited], skipped_by=has_options
    )
    story.deliver(day=2, updated=[edited], skipped_by=has_none)


@scenario
def update_notes_always(story: Story) -> None:
    """The package replaces what the learner wrote, even if that is newer."""
    story.begin()
    mine = story.post("part-1").questions[1].prompt
    story.edits(mine, {"Extra1": "我的笔记"}, tags=["我的"], day=2)
    story.deliver(day=1, imported=3)
    story.searches("tag:我的 Extra1:我的笔记", finds=[mine])
    story.deliver(
        day=1, imported=4, options={"update_notes": ALWAYS}, updated=[mine],
        skipped_by=has_none,
    )  # fmt: skip


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
    story.asks("styles", lambda version: set() if has_options(version) else {"postdeck"}, says=mine)
    with author_styles(story, "font-size: 23px"):
        story.deliver(day=5, css="font-size: 23px")
    story.asks("styles", lambda _: set(), says=mine)


@scenario
def update_note_types_never(story: Story) -> None:
    """The author's look does not arrive, until the default is chosen again."""
    story.begin()
    with author_styles(story, "font-size: 23px"):
        story.deliver(options={"update_notetypes": NEVER})
        story.asks(
            "styles", lambda version: {"postdeck"} if has_none(version) else set(),
            says="font-size: 23px",
        )  # fmt: skip
        story.deliver(day=2, css="font-size: 23px")


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
    story.deliver(options=MERGE, updated=[expand(asked)], conflicts_in=has_none)
    kept = {story.guids[other.prompt]}
    both = kept | {story.guids[asked.prompt]}
    finds = lambda version: kept if has_options(version) else both  # noqa: E731
    story.asks("search", finds, query="Mine:我的笔记")


@scenario
def merged_once(story: Story) -> None:
    """The choice holds for one import."""
    story.begin()
    story.does("extend", what="field")
    asked = story.post("part-1").questions[1]
    story.deliver(options=MERGE, updated=[expand(asked)], conflicts_in=has_none)
    story.deliver(day=2, updated=[expand(asked)], conflicts_in=every)
    story.deliver(day=3, options=MERGE, updated=[expand(asked)], conflicts_in=has_none)


@scenario
def merged_late(story: Story) -> None:
    """A merge counts as an edit by the learner: what was built before it does not arrive."""
    story.begin()
    story.does("extend", what="field")
    asked, other = story.post("part-1").questions[1:3]
    story.deliver(imported=5, options=MERGE, updated=[expand(asked)], conflicts_in=has_none)
    story.deliver(
        day=3, imported=6, options=MERGE, updated=[expand(other)], conflicts_in=has_none
    )


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
