"""`pipeline.read`: the corpus for other programs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import codec, read
from tests.support import ROOT
from tests.support.command import POST, Postdeck
from tests.support.publishing import snapshot

OTHER = POST.replace("栈", "堆").replace("后进先出", "树")


@pytest.fixture
def postdeck(postdeck: Postdeck) -> Postdeck:
    postdeck.write("sources/post.md", POST)
    return postdeck


def test_it_is_the_corpus_of_a_build_and_nothing_is_written(postdeck: Postdeck) -> None:
    before = snapshot(postdeck.folder)
    corpus = read(postdeck.folder / "sources")
    assert snapshot(postdeck.folder) == before
    assert postdeck("build", "sources").code == 0
    assert codec.encode(corpus) == (postdeck.folder / "build" / "corpus.json").read_text("utf-8")
    [post] = corpus.posts
    assert post.questions[0].guid


def test_cards_keep_their_guids(postdeck: Postdeck) -> None:
    ledger = postdeck.folder / "ledger.json"
    assert postdeck("build", "sources", "--ledger", "ledger.json").code == 0
    source = postdeck.folder / "sources"
    first = read(source).posts[0].questions[0].guid
    postdeck.write("sources/post.md", POST.replace("什么是栈", "到底什么是栈"))
    assert read(source, ledger=ledger).posts[0].questions[0].guid == first
    assert read(source, ledger=str(ledger)).posts[0].questions[0].guid == first
    assert read(source).posts[0].questions[0].guid != first


def test_several_paths_and_settings(postdeck: Postdeck, monkeypatch: pytest.MonkeyPatch) -> None:
    postdeck.write("other/post.md", OTHER)
    postdeck.write("postdeck.toml", '[sites.other]\ntitle = "笔记"\n')
    monkeypatch.chdir(postdeck.folder)
    assert [site.title for site in read("sources", "other").sites] == ["other", "sources"]
    set_so = read("other", Path("sources"), config="postdeck.toml")
    assert [site.title for site in set_so.sites] == ["笔记", "sources"]


def test_what_is_wrong_is_in_its_findings(postdeck: Postdeck) -> None:
    postdeck.write("sources/bad.md", "---\ntitle: [一\n---\n")
    corpus = read(postdeck.folder / "sources")
    assert [finding.code for finding in corpus.findings] == ["bad-front-matter"]
    assert [post.key for post in corpus.posts] == ["post"]


def test_without_a_ledger_that_can_be_read_no_card_is_identified(postdeck: Postdeck) -> None:
    postdeck.write("sources/cards.lock.json", "{}")
    corpus = read(postdeck.folder / "sources")
    assert "bad-ledger" in [finding.code for finding in corpus.findings]
    assert [question.guid for question in corpus.posts[0].questions] == [""]


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        read(tmp_path / "nowhere")


def test_to_import_the_package_costs_nothing() -> None:
    code = "import sys, pipeline; print(*(name for name in sys.modules if 'pipeline' in name))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["pipeline"]
