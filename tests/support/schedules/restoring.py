"""Ledgers that are lost, and restored from the deck that was published."""

from __future__ import annotations

from tests.support.schedules.story import Story, scenario
from tests.support.schedules.workflows import built_by_command, command


@scenario
def ledger_restored(story: Story) -> None:
    """From the deck that was published: nothing changes, and the learner's own words stay."""
    story.begin()
    first = story.package.read_bytes()
    mine = story.post("part-2").questions[0]
    story.edits(mine.prompt, {"Extra1": "我的笔记"})
    restore(story)
    story.deliver()
    assert story.package.read_bytes() == first
    story.searches("Extra1:我的笔记", finds=[mine.prompt])


@scenario
def ledger_restored_after_edits(story: Story) -> None:
    """A prompt was reworded, an answer edited and a question retired since, and the learner wrote."""
    story.begin()
    gone = story.post("part-2").questions.pop()
    story.deliver()
    mine, asked = story.post("part-2").questions[0], story.post("part-1").questions[1]
    story.edits(mine.prompt, {"Extra1": "我的笔记"}, day=1.5)
    restore(story)
    asked.answer += "\n\n补一句。"
    old, new = "混合精度训练时为什么要放大损失？", "说说 loss scaling 解决了哪个麻烦？"
    story.post("part-1").questions[3].prompt = new
    story.post("part-2").questions.append(gone)
    story.deliver(day=2, updated=[asked.prompt], reworded={old: new})
    story.searches("Extra1:我的笔记", finds=[mine.prompt])


@scenario
def ledger_restored_after_a_post_was_renamed(story: Story) -> None:
    """No note of it is edited."""
    story.begin()
    restore(story)
    story.site.posts["training-tricks"] = story.site.posts.pop("part-1")
    story.deliver()


def restore(story: Story) -> None:
    """Lose the ledger: a build stops, and the published deck brings the ledger back to the byte."""
    before = story.ledger.read_bytes()
    story.ledger.unlink()
    assert built_by_command(story) == (1, True)
    assert command("restore", str(story.package), "--ledger", str(story.ledger)) == 0
    assert story.ledger.read_bytes() == before
