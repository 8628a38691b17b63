"""Prompts that an author words anew: the card stays the same one."""

from __future__ import annotations

from tests.oracles.schedules.site import GLOSSARY, PostText
from tests.oracles.schedules.story import Story, scenario


def reword(post: PostText, old: str, new: str) -> dict[str, str]:
    """Change a prompt of the post; give the old one and the new one."""
    (asked,) = (asked for asked in post.questions + post.terms if asked.prompt == old)
    asked.prompt = new
    return {old: new}


@scenario
def prompt_typo(story: Story) -> None:
    post = story.post("part-1")
    reword(post, "梯度裁剪裁掉的是什么？", "剃度裁剪裁掉的是什么？")
    story.begin()
    story.deliver(reworded=reword(post, "剃度裁剪裁掉的是什么？", "梯度裁剪裁掉的是什么？"))


@scenario
def prompt_reworded(story: Story) -> None:
    """Nothing but the answer tells which card it is."""
    story.begin()
    old, new = "混合精度训练时为什么要放大损失？", "说说 loss scaling 解决了哪个麻烦？"
    story.deliver(reworded=reword(story.post("part-1"), old, new))


@scenario
def file_renamed_and_prompt_typo(story: Story) -> None:
    post = story.post("part-1")
    reword(post, "梯度累积能完全代替大批量吗？", "梯度累计能完全代替大批量吗？")
    story.begin()
    story.site.posts["training-tricks"] = story.site.posts.pop("part-1")
    reworded = reword(post, "梯度累计能完全代替大批量吗？", "梯度累积能完全代替大批量吗？")
    story.deliver(reworded=reworded)


@scenario
def terms_name_corrected(story: Story) -> None:
    post = story.post("words")
    reword(post, "指数滑动平均", "指数划动平均")
    story.begin()
    reworded = reword(post, "指数划动平均", "指数滑动平均")
    story.deliver(reworded=reworded, updated=[GLOSSARY])
