"""Collections of Markdown without an address, in other folders and on other machines."""

from __future__ import annotations

import shutil

from pipeline.findings import Code, Severity
from tests.support.schedules.site import Asked, training_collection
from tests.support.schedules.story import Story, scenario
from tests.support.schedules.workflows import command, commit, git

NAME = "web-interview"


def begin(story: Story) -> None:
    """Make the first build of a collection, with its ledger beside it."""
    story.site = training_collection()
    move(story, NAME)
    story.begin()


def move(story: Story, folder: str) -> None:
    """Let the author's next builds be of another folder."""
    story.checkout = story.folder / folder
    story.ledger = story.checkout / "cards.lock.json"


def another_machine(story: Story) -> None:
    """Let the author know nothing of the last build."""
    shutil.rmtree(story.folder / "out")


def stopped_by(story: Story) -> list[Code]:
    """Return the errors of a build that publishes nothing."""
    outcome = story.built(1)
    assert not outcome.published
    return [found.code for found in outcome.findings if found.severity is Severity.ERROR]


def edit(story: Story) -> str:
    """Edit an answer; return its prompt."""
    asked = story.post("part-1").questions[1]
    asked.answer += "\n\n补一句。"
    return asked.prompt


def add(story: Story) -> str:
    """Add a question; return its prompt."""
    added = Asked("为什么要打乱训练数据？", "相邻样本太像时，梯度会朝一个方向偏。")
    story.post("part-1").questions.append(added)
    return added.prompt


@scenario
def cloned_with_its_ledger(story: Story) -> None:
    """A clone on another machine, in a folder of another name."""
    begin(story)
    git(story.checkout, "init", "--quiet", "--initial-branch=main")
    commit(story.checkout)
    git(story.folder, "clone", "--quiet", str(story.checkout), "my copy")
    move(story, "my copy")
    another_machine(story)
    story.deliver()
    story.deliver(day=2, new=[add(story)], updated=[edit(story)])


@scenario
def cloned_without_its_ledger(story: Story) -> None:
    """Someone else's collection: every note counts as new content, and every card is known."""
    begin(story)
    git(story.checkout, "init", "--quiet", "--initial-branch=main")
    story.ledger.unlink()
    commit(story.checkout)
    git(story.folder, "clone", "--quiet", str(story.checkout), "my copy")
    move(story, "my copy")
    another_machine(story)
    everything = list(story.guids)
    story.deliver(new=[add(story)], updated=everything, edited=[edit(story)])


@scenario
def downloaded_again(story: Story) -> None:
    """The archive has the name of its branch, and no ledger: the build asks for that of the last one."""
    begin(story)
    move(story, f"{NAME}-master")
    story.write()
    assert stopped_by(story) == [Code.LOST_LEDGER]
    assert command("restore", str(story.package), "--ledger", str(story.ledger)) == 0
    story.deliver()
    story.deliver(day=2, new=[add(story)], updated=[edit(story)])


@scenario
def downloaded_on_another_machine(story: Story) -> None:
    """Nothing is known of the first build."""
    begin(story)
    move(story, f"{NAME}-master")
    everything = list(story.guids)
    another_machine(story)
    story.deliver(new=[add(story)], updated=everything, edited=[edit(story)])


@scenario
def built_in_turn_on_two_machines(story: Story) -> None:
    """Each has a ledger of its own: what either adds or edits arrives, and nothing stands twice."""
    begin(story)
    everything = list(story.guids)
    for folder in ("first", "second"):
        (story.folder / folder).mkdir()
    shutil.copytree(story.checkout, story.folder / "first" / NAME)
    another_machine(story)
    move(story, f"second/{NAME}")
    story.deliver(new=[added := add(story)], updated=everything, edited=[edit(story)])
    another_machine(story)
    move(story, f"first/{NAME}")
    story.deliver(day=2, updated=[story.post("part-1").questions[1].prompt, added], edited=[])
    story.deliver(day=3, updated=[edit(story)])


@scenario
def folder_renamed_with_its_ledger(story: Story) -> None:
    """Its key is another one now, and no card is: the build does not ask."""
    begin(story)
    story.checkout.rename(story.folder / "questions")
    move(story, "questions")
    story.deliver()
    story.deliver(day=2, new=[add(story)], updated=[edit(story)])


@scenario
def folder_renamed_without_its_ledger(story: Story) -> None:
    """The build stops and asks which collection it is; the answer brings back the last deck's ledger."""
    begin(story)
    story.ledger.unlink()
    story.checkout.rename(story.folder / "questions")
    move(story, "questions")
    assert stopped_by(story) == [Code.DOUBTFUL_SITE]
    assert not story.ledger.exists()
    story.config = story.folder / "postdeck.toml"
    story.config.write_text(f'[keys]\nquestions = "{NAME}"\n', "utf-8")
    story.deliver()
    story.deliver(day=2, new=[add(story)], updated=[edit(story)])
