"""What authors do to their posts between two builds, and learners to their notes."""

from __future__ import annotations

from tests.support.schedules.site import GLOSSARY, Asked, PostText
from tests.support.schedules.story import Story, scenario


@scenario
def nothing_changed(story: Story) -> None:
    """Without an edit the package is the same to the byte on another day."""
    story.begin()
    first = story.package.read_bytes()
    story.deliver()
    assert story.package.read_bytes() == first


@scenario
def answer_typo(story: Story) -> None:
    story.begin()
    asked = story.post("part-1").questions[1]
    asked.answer = asked.answer.replace("压到上限以内", "缩到上限以内")
    story.deliver(updated=[asked.prompt])


@scenario
def inserted_at_the_front(story: Story) -> None:
    """All others get another number, which their notes show."""
    story.begin()
    post = story.post("part-1")
    others = post.prompts()
    post.questions.insert(
        0, Asked("优化器的状态占多少显存？", "每个参数两份单精度的矩，共八字节。")
    )
    story.deliver(new=[post.questions[0].prompt], updated=others)


@scenario
def two_swapped(story: Story) -> None:
    story.begin()
    asked = story.post("part-1").questions
    asked[1], asked[2] = asked[2], asked[1]
    story.deliver(updated=[asked[1].prompt, asked[2].prompt])


@scenario
def deleted(story: Story) -> None:
    """The learner keeps the card of a question that is gone."""
    story.begin()
    asked = story.post("part-1").questions
    del asked[2]
    story.deliver(updated=[asked[2].prompt, asked[3].prompt])


@scenario
def deleted_and_restored(story: Story) -> None:
    story.begin()
    asked = story.post("part-1").questions
    gone = asked.pop(2)
    moved = [asked[2].prompt, asked[3].prompt]
    story.deliver(updated=moved)
    asked.insert(2, gone)
    story.deliver(day=2, updated=moved)


@scenario
def file_renamed(story: Story) -> None:
    """The address stays, and so does all that a card shows."""
    story.begin()
    story.site.posts["training-tricks"] = story.site.posts.pop("part-1")
    story.deliver()


@scenario
def two_posts_merged(story: Story) -> None:
    story.begin()
    part = story.site.posts.pop("part-2")
    story.post("part-1").questions += part.questions
    story.deliver(updated=part.prompts())


@scenario
def post_split(story: Story) -> None:
    story.begin()
    post = story.post("part-1")
    rest = PostText(
        "训练技巧面试题(3)", "2025-04-01 09:00:00", "t400", post.tags, post.questions[2:]
    )
    post.questions = post.questions[:2]
    story.site.posts["part-3"] = rest
    story.deliver(updated=rest.prompts())


@scenario
def post_retitled(story: Story) -> None:
    """Its cards stay in the deck where the learner has them."""
    story.begin()
    post = story.post("words")
    post.title = "训练名词与问答"
    story.deliver(updated=post.prompts())


@scenario
def blog_and_series_renamed(story: Story) -> None:
    """All cards stay in their decks, and new ones join them there."""
    story.begin()
    first, second = story.post("part-1"), story.post("part-2")
    both = first.prompts() + second.prompts()
    story.site.title = "深度学习手记"
    for post in (first, second):
        post.title = post.title.replace("技巧", "诀窍")
    added = Asked("优化器的状态占多少显存？", "每个参数两份单精度的矩，共八字节。")
    second.questions.append(added)
    story.deliver(new=[added.prompt], updated=both)
    story.searches("deck:炼丹手记::训练技巧面试题", finds=[*both, added.prompt])
    story.searches("deck:炼丹手记", finds=list(story.guids))


@scenario
def date_changed(story: Story) -> None:
    story.begin()
    post = story.post("part-1")
    post.date = "2025-03-02 09:00:00"
    story.deliver(updated=post.prompts())


@scenario
def abbrlink_fixed(story: Story) -> None:
    """Two posts share an address at first."""
    post = story.post("part-2")
    post.abbrlink = story.post("part-1").abbrlink
    story.begin()
    post.abbrlink = "t200"
    story.deliver(updated=post.prompts())


@scenario
def picture_changed(story: Story) -> None:
    """Its name in the post stays, and the learner sees the new one."""
    story.begin()
    post = story.post("part-1")
    post.pictures["curve.png"] = "orange"
    story.deliver(updated=[post.questions[0].prompt])


@scenario
def tags_changed(story: Story) -> None:
    story.begin()
    post = story.post("part-2")
    story.searches("tag:topic::分布式", finds=post.prompts())
    post.tags = ["训练", "并行"]
    story.deliver(updated=post.prompts())
    story.searches("tag:topic::分布式", finds=[])
    story.searches("tag:topic::并行", finds=post.prompts())


@scenario
def tags_below_roots(story: Story) -> None:
    """A search for a tag finds what lies below it too."""
    first, second = story.post("part-1"), story.post("part-2")
    long = first.questions[1]
    long.answer *= 90
    story.begin()
    story.asks("tags", lambda _: {"topic", "post", "postdeck"})
    story.searches("tag:post::训练技巧面试题", finds=first.prompts() + second.prompts())
    story.searches("tag:post::训练技巧面试题::02", finds=second.prompts())
    story.searches("tag:postdeck::long", finds=[long.prompt])


@scenario
def definition_changed(story: Story) -> None:
    story.begin()
    term = story.post("words").terms[1]
    term.answer = term.answer.replace("同一尺度", "同一个尺度")
    story.deliver(updated=[term.prompt, GLOSSARY])


@scenario
def learners_edit_in_an_unchanged_note(story: Story) -> None:
    """It stays, field and tags."""
    story.begin()
    mine, other = (asked.prompt for asked in story.post("part-1").questions[:2])
    story.edits(mine, {"Extra1": "我的笔记"}, tags=["我的"])
    story.post("part-1").questions[1].answer += "\n\n补一句。"
    story.deliver(updated=[other])
    story.searches("tag:我的 Extra1:我的笔记", finds=[mine])


@scenario
def learners_edit_in_a_changed_note(story: Story) -> None:
    """Anki overwrites it, fields and tags; the schedule stays."""
    story.begin()
    asked = story.post("part-1").questions[1]
    story.edits(asked.prompt, {"Extra1": "我的笔记"}, tags=["我的"])
    asked.answer += "\n\n补一句。"
    story.deliver(updated=[asked.prompt])
    story.searches("tag:我的 or Extra1:我的笔记", finds=[])


@scenario
def learners_edit_after_the_build(story: Story) -> None:
    """The newer of two edits of one note wins: the learner's, until the author's next one."""
    story.begin()
    asked = story.post("part-1").questions[1]
    story.edits(asked.prompt, {"Extra1": "我的笔记"}, day=2)
    asked.answer += "\n\n补一句。"
    story.deliver(day=1, imported=3, updated=[asked.prompt], skipped_by=lambda _: True)
    story.searches("Extra1:我的笔记", finds=[asked.prompt])
    asked.answer += "\n\n再补一句。"
    story.deliver(day=4, updated=[asked.prompt])
