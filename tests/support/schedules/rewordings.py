"""Prompts that an author rewords: the card stays the same one."""

from __future__ import annotations

from tests.support.schedules.site import GLOSSARY, Asked, PostText
from tests.support.schedules.story import Story, scenario


def reword(post: PostText, old: str, new: str) -> dict[str, str]:
    """Change a prompt of the post; return the new one by the old one."""
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
    """Only the answer shows which card it is."""
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


@scenario
def inserted_and_prompt_typo(story: Story) -> None:
    """Every number changes, and one prompt with its own."""
    post = story.post("part-1")
    reword(post, "梯度裁剪裁掉的是什么？", "剃度裁剪裁掉的是什么？")
    story.begin()
    others = [prompt for prompt in post.prompts() if prompt != "剃度裁剪裁掉的是什么？"]
    post.questions.insert(
        0, Asked("优化器的状态占多少显存？", "每个参数两份单精度的矩，共八字节。")
    )
    reworded = reword(post, "剃度裁剪裁掉的是什么？", "梯度裁剪裁掉的是什么？")
    story.deliver(new=["优化器的状态占多少显存？"], reworded=reworded, updated=others)


@scenario
def reworded_with_an_id(story: Story) -> None:
    """Prompt and answer are new: only the id shows which card it is."""
    post = story.post("part-1")
    post.questions[3].anchor = "loss-scaling"
    story.begin()
    post.questions[3].answer = "不放大的话，小的数会下溢。"
    story.deliver(reworded=reword(post, post.questions[3].prompt, "说说 loss scaling 的用处？"))


@scenario
def inserted_above_numbered_ids(story: Story) -> None:
    """The ids move with the numbers, and name no card."""
    post = story.post("part-1")
    number_ids(post)
    story.begin()
    gone = post.questions.pop()
    others = post.prompts()
    added = Asked("优化器的状态占多少显存？", "每个参数两份单精度的矩，共八字节。")
    other = Asked("为什么要打乱训练数据？", "相邻样本太像时，梯度会朝一个方向偏。")
    post.questions = [added, other, *post.questions]
    number_ids(post)
    assert gone.anchor in {asked.anchor for asked in post.questions}
    story.deliver(new=[added.prompt, other.prompt], updated=others)


def number_ids(post: PostText) -> None:
    for number, asked in enumerate(post.questions, 1):
        asked.anchor = f"q{number}"


@scenario
def restored_and_reworded(story: Story) -> None:
    story.begin()
    post = story.post("part-1")
    gone = post.questions.pop()
    story.deliver()
    post.questions.append(gone)
    reworded = reword(post, gone.prompt, "梯度累积可以完全代替大批量吗？")
    story.deliver(day=2, reworded=reworded)


@scenario
def replaced_by_another_question(story: Story) -> None:
    """A question of its own takes no schedule of one that is gone."""
    story.begin()
    post = story.post("part-2")
    post.questions[3] = Asked(
        "零冗余优化器分几个阶段？", "三个：先切优化器状态，再切梯度，最后连参数也切开。"
    )
    story.deliver(new=[post.questions[3].prompt])
