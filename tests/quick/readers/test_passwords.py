"""A post that only a password opens is left out, and one that is merely not listed is not."""

from __future__ import annotations

import pytest

from pipeline.findings import Code
from pipeline.readers import open_blogs
from tests.quick.readers.conftest import Read, Write
from tests.support.reading import corpus_of

KINDS = {
    "hexo": {"_config.yml": "url: http://n.example\n", "source/_posts/a.md": ""},
    "jekyll": {"_config.yml": "url: http://n.example\n", "_posts/2024-05-04-a.md": ""},
    "folder": {"a.md": ""},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("password: rain", 3),
        ("password: 0", 3),
        ("password: 4711", 3),
        ("password:", None),
        ("password: ''", None),
        ("password: false", None),
        ("hidden: true", None),  # hexo-hide-posts: it is published, and in no list
    ],
)
def test_a_password_of_its_own(
    write: Write, read: Read, kind: str, head: str, line: int | None
) -> None:
    files = KINDS[kind]
    path = next(name for name in files if name.endswith(".md"))
    root = write({**files, path: f"---\ntitle: x\n{head}\n---\n"})
    (blog,), _ = open_blogs([root])
    assert blog.site.kind == kind
    reading = read(blog, path)
    assert (reading.post is None) == (line is not None)
    told = [(found.code, found.line, found.message) for found in reading.findings]
    message = "the post is encrypted on the site, so it gives no cards"
    assert told == ([(Code.UNPUBLISHED, line, message)] if line else [])


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("tags: [diary]", 3),
        ("tags:\n- other\n- diary", 3),
        ("tag: '2024'", 3),
        ("tags: [other]", None),
        ("tags: [diary]\npassword: ''", None),  # an empty password opens it
        ("tags: [diary]\npassword: rain", 4),
    ],
)
def test_a_password_of_its_tag(write: Write, read: Read, head: str, line: int | None) -> None:
    named = "[{name: diary, password: rain}, {name: 2024, password: a}, x]"
    settings = f"encrypt:\n  tags: {named}\n"
    root = write({"_config.yml": settings, "source/_posts/a.md": f"---\ntitle: x\n{head}\n---\n"})
    (blog,), _ = open_blogs([root])
    reading = read(blog, "source/_posts/a.md")
    assert [found.code for found in reading.findings] == ([Code.UNPUBLISHED] if line else [])
    assert (reading.post is None) == (line is not None)


def test_other_forms_of_its_settings_encrypt_no_tag(write: Write, read: Read) -> None:
    for settings in ("encrypt: true\n", "encrypt:\n  tags: diary\n", "encrypt:\n  enable: true\n"):
        root = write({"_config.yml": settings, "source/_posts/a.md": "---\ntags: diary\n---\n"})
        (blog,), _ = open_blogs([root])
        assert read(blog, "source/_posts/a.md").post is not None


def test_links_lead_to_the_page_that_asks_for_it(write: Write) -> None:
    links = "[a](/secret/) [b](/secret)\n\n{% post_link secret %}\n"
    root = write({
        "_config.yml": "url: http://n.example\npermalink: :title/\n",
        "source/_posts/secret.md": "---\ntitle: S\npassword: rain\n---\n",
        "source/_posts/a.md": f"---\ntitle: A\n---\n\n# 1. What?\n\nThis: {links}\n# 2. And?\n\nThat.\n",
    })  # fmt: skip
    corpus = corpus_of(root)
    assert {(link.href, link.resolution.status) for link in corpus.links} == {
        ("http://n.example/secret/", "page"), ("http://n.example/secret", "page"),
    }  # fmt: skip
    assert not {found.code for found in corpus.findings} & {Code.DRAFT_LINK, Code.BROKEN_LINK}
