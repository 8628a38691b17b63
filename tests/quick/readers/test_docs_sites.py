"""Sites of documentation: which they are, the order of their posts, and where these are shown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.findings import Code
from pipeline.ir import Corpus
from pipeline.readers import docs_site, sluggers
from pipeline.readers.docs_site import script
from tests.quick.readers.conftest import Write
from tests.support.fetched import png
from tests.support.reading import corpus_of

POST = "# T\n\n## 1. What?\n\nThat.\n\n## 2. Why?\n\nSo.\n"


def site(write: Write, files: Mapping[str, str]) -> Corpus:
    """Return the corpus of a folder of these files; one without a text is a post."""
    return corpus_of(write({f"site/{path}": text or POST for path, text in files.items()}) / "site")


def in_order(corpus: Corpus) -> list[str]:
    return [post.path for post in sorted(corpus.posts, key=lambda post: post.order)]


def address_of(corpus: Corpus, path: str) -> str | None:
    (found,) = [post.permalink for post in corpus.posts if post.path == path]
    return found


@pytest.mark.parametrize(
    ("config", "engine", "documents"),
    [
        ("docs/.vuepress/config.js", "vuepress", "docs"),
        (".vuepress/config.ts", "vuepress", "."),
        ("docs/.vitepress/config.mts", "vitepress", "docs"),
        ("docs/.vitepress/config/index.ts", "vitepress", "docs"),
        ("docusaurus.config.js", "docusaurus", "docs"),
        ("apps/site/docusaurus.config.ts", "docusaurus", "apps/site/docs"),
        ("mkdocs.yml", "mkdocs", "docs"),
    ],
)
def test_engines_by_their_settings(
    config: str, engine: str, documents: str, tmp_path: Path
) -> None:
    (tmp_path / config).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / config).write_text("title: {x: 1}\n")
    found = docs_site.find(tmp_path)
    assert found is not None
    assert (found.engine, found.documents) == (engine, documents)


@pytest.mark.parametrize(
    ("config", "text", "documents"),
    [
        ("mkdocs.yml", "site_name: x\ndocs_dir: text\n", "text"),
        (
            "docs/.vitepress/config.ts",
            "export default defineConfig({ srcDir: './src' })",
            "docs/src",
        ),
        (
            "web/docusaurus.config.js",
            "module.exports = { presets: [['classic', { docs: { path: '../text' } }]] };",
            "text",
        ),
    ],
)
def test_where_documents_lie(config: str, text: str, documents: str, write: Write) -> None:
    found = docs_site.find(write({config: text}))
    assert found is not None
    assert found.documents == documents


def test_the_folder_of_documents_alone(write: Write) -> None:
    root = write(
        {"mkdocs.yml": "site_name: x\nnav: [b.md, a.md]\n", "docs/a.md": POST, "docs/b.md": POST}
    )
    assert in_order(corpus_of(root / "docs")) == ["b.md", "a.md"]


def test_settings_that_cannot_be_read(write: Write) -> None:
    assert docs_site.find(write({"mkdocs.yml": "a: [", "docs/.vuepress/config.json": "{}"})) is None
    found = docs_site.find(write({"docs/.vuepress/config.js": "module.exports = require('./x')({"}))
    assert found is not None
    assert found.title == ""


def test_scripts_are_read_as_far_as_they_are_plain() -> None:
    (read,) = script.load("""
        // { not: 'this' }
        export default defineConfig({
          "a": 'it\\'s', b: `t`, c: `${x}`, d: true, e: process.env.E ? 'f' : 'g',
          h: [1, 'i', ['j', "k"]], ...more, l() { return 'm' }, /* n: 'n', */
          o: withTheme({ p: "q" }),
        })
    """)
    assert isinstance(read, dict)
    assert {key: read[key] for key in "abcdeho"} == {
        "a": "it's", "b": "t", "c": "", "d": True, "e": None,
        "h": [None, "i", ["j", "k"]], "o": {"p": "q"},
    }  # fmt: skip


@pytest.mark.parametrize(
    "source", ["[" * 5000, "a(" * 5000, "{a:" * 5000, "((" * 5000 + "'", "{[}]" * 99, "`", "'\\"]
)
def test_hostile_scripts(source: str) -> None:
    script.load(source)


VUE_SIDEBAR = """
module.exports = {
  title: "Notes",
  themeConfig: {
    nav: [{ text: 'a', link: '/a/' }],
    sidebar: {
      '/z/': ['two', ['one', 'a title'], { title: 'b', prefix: 'in/', children: ['', 'three.md'] }],
      '/': [{ text: 'y', link: '/y.html' }, '/a/'],
    },
  },
}
"""


@pytest.mark.parametrize(
    ("files", "order"),
    [
        (
            {"docs/.vuepress/config.js": VUE_SIDEBAR}
            | dict.fromkeys(
                ("docs/a/README.md", "docs/b.md", "docs/y.md", "docs/z/one.md", "docs/z/two.md",
                 "docs/z/in/README.md", "docs/z/in/three.md"), ""
            ),
            ["docs/z/two.md", "docs/z/one.md", "docs/z/in/README.md", "docs/z/in/three.md",
             "docs/y.md", "docs/a/README.md", "docs/b.md"],
        ),
        (
            {
                "docs/.vitepress/config.ts": "export default { themeConfig: { sidebar: bar() } }",
                "docs/.vitepress/sidebar.ts": "export function bar() { return [{ link: '/b' }, '/a.md'] }",
                "docs/a.md": "", "docs/b.md": "",
            },
            ["docs/b.md", "docs/a.md"],
        ),
        (
            {
                "mkdocs.yml": "site_name: x\nnav:\n- Home: c/index.md\n- More:\n  - B: b.md\n  - a.md\n"
                "extra: !!python/name:a.b.c\n",
                "docs/a.md": "", "docs/b.md": "", "docs/c/index.md": "", "docs/d.md": "",
            },
            ["docs/c/index.md", "docs/b.md", "docs/a.md", "docs/d.md"],
        ),
        (
            {
                "docusaurus.config.js": "", "docs/10-x.md": "", "docs/2-y.md": "",
                "docs/z.md": f"---\nsidebar_position: 1\n---\n{POST}",
                "docs/first/b.md": "", "docs/first/index.md": "",
                "docs/first/_category_.json": '{"position": 0}', "docs/2024-01-02-w.md": "",
            },
            ["docs/first/index.md", "docs/first/b.md", "docs/z.md", "docs/2-y.md", "docs/10-x.md",
             "docs/2024-01-02-w.md"],
        ),
        (
            {
                "docusaurus.config.js": "",
                "sidebars.js": "module.exports = { docs: [{ type: 'doc', id: 'z' }, 'in/y', 'x'] }",
                "docs/01-x.md": "", "docs/in/2-y.md": "", "docs/z.mdx": "", "docs/a.md": "",
            },
            ["docs/z.mdx", "docs/in/2-y.md", "docs/01-x.md", "docs/a.md"],
        ),
        (
            {"README.md": "# R\n\n- [c](c.md)\n- [b](./in/b.md#x)\n\n## B\n\n- [a](/a%20.md 'x')\n"
             "- [d](https://github.com/o/n/blob/main/d.md)\n",
             "a .md": "", "in/b.md": "", "c.md": "", "d.md": "", "e.md": ""},
            ["c.md", "in/b.md", "a .md", "d.md", "e.md"],
        ),
        (
            {"_sidebar.md": "* [c](c)\n* [b](</b.md> 'x')\n* [a](a.md)\n", "a.md": "", "b.md": "",
             "c.md": ""},
            ["c.md", "b.md", "a.md"],
        ),
    ],
)  # fmt: skip
def test_posts_come_as_the_site_lists_them(
    files: Mapping[str, str], order: list[str], write: Write
) -> None:
    assert in_order(site(write, files)) == order


def test_without_navigation_dates_count(write: Write) -> None:
    dated = f"---\ndate: 2024-01-0{{}}\n---\n{POST}"
    files = {
        "docs/.vuepress/config.js": "",
        "docs/a.md": dated.format(2),
        "docs/b.md": dated.format(1),
    }
    corpus = site(write, files)
    assert in_order(corpus) == ["docs/b.md", "docs/a.md"]
    assert {post.place for post in corpus.posts} == {None}


def test_a_readme_with_questions_is_a_post(write: Write) -> None:
    listed = "\n".join(f"- [{name}](more/{name}.md)" for name in "abc")
    asked = "### {0}. What is a {0}?\n\n<details><summary>Answer</summary>\n\nIt is {0}.\n\n</details>\n"
    readme = f"# Questions\n\n{asked.format(1)}\n{asked.format(2)}\n## More\n\n{listed}\n"
    corpus = site(write, {"README.md": readme, **{f"more/{name}.md": "" for name in "abc"}})
    assert in_order(corpus) == ["README.md", "more/a.md", "more/b.md", "more/c.md"]
    assert len(corpus.posts[0].questions) == 2


def test_drafts_parts_and_earlier_versions_are_no_pages(write: Write) -> None:
    files = {
        "docusaurus.config.js": "", "docs/a.md": "", "docs/_part.md": "",
        "versioned_docs/version-1/a.md": "",
        "docs/draft.md": f"---\ndraft: true\n---\n{POST}", "docs/b.md": f"---\nunlisted: true\n---\n{POST}",
    }  # fmt: skip
    corpus = site(write, files)
    assert [post.path for post in corpus.posts] == ["docs/a.md", "docs/b.md"]
    assert {f.code for f in corpus.findings} >= {Code.UNPUBLISHED, Code.EXCLUDED}


def test_a_component_that_nobody_knows_is_told(write: Write) -> None:
    corpus = site(
        write, {"docusaurus.config.js": "", "docs/a.md": f"---\ntitle: T\n---\n{POST}\n<Chart />\n"}
    )
    (told,) = [f for f in corpus.findings if f.code is Code.UNKNOWN_TAG]
    assert (told.line, told.message) == (14, "the tag <Chart> is not known")


def test_titles_in_the_navigation(write: Write) -> None:
    text = "## What?\n\nThat.\n"
    config = "site_name: x\nnav:\n- A b: a.md\n- c.md\n"
    corpus = site(write, {"mkdocs.yml": config, "docs/a.md": text, "docs/c.md": text})
    assert [post.title for post in corpus.posts] == ["A b", "c"]


@pytest.mark.parametrize(
    ("texts", "slugs"),
    [
        ("1. What's – C", ("_1-what-s-c", "_1-what-s-–-c", "1-whats--c", "1-whats--c")),
        ("什么是 JVM？", ("什么是-jvm",) * 4),
    ],
)  # fmt: skip
def test_slugs(texts: str, slugs: tuple[str, ...]) -> None:
    forms = (sluggers.vuepress, sluggers.vitepress, sluggers.github, sluggers.pymdownx)
    assert tuple(form(texts) for form in forms) == slugs


def test_a_title_in_the_sidebar(write: Write) -> None:
    text = "---\nsidebar_label: L\n---\n\n## What?\n\nThat.\n"
    corpus = site(write, {"docusaurus.config.js": "", "docs/a.md": text})
    assert [post.title for post in corpus.posts] == ["L"]


@pytest.mark.parametrize(
    ("config", "picture", "written"),
    [
        (
            "docs/.vuepress/config.js",
            "docs/.vuepress/public/x.png",
            "<img :src=\"$withBase('/x.png')\">",
        ),
        ("docs/.vuepress/config.js", "docs/.vuepress/public/x.png", "![](/base/x.png)"),
        ("docs/.vitepress/config.js", "docs/public/x.png", "![](/x.png)"),
        ("web/docusaurus.config.js", "web/static/x.png", "<img src={useBaseUrl('/x.png')} />"),
        ("docusaurus.config.js", "static/x.png", "![](@site/static/x.png)"),
        ("docusaurus.config.js", "docs/x.png", "<img src={require('./x.png').default} />"),
    ],
)
def test_pictures(config: str, picture: str, written: str, write: Write) -> None:
    root = write({
        f"s/{config}": "module.exports = { base: '/base/', baseUrl: '/base/' }",
        f"s/{picture}": png(),
        "s/docs/a.md": f"# T\n\n## 1. What?\n\n{written}\n",
    })  # fmt: skip
    (found,) = [picture for post in corpus_of(root / "s").posts for picture in post.pictures]
    assert found.file is not None


@pytest.mark.parametrize(
    ("files", "path", "address"),
    [
        ({"mkdocs.yml": "site_url: https://a.example/b/"}, "docs/c/d e.md", "https://a.example/b/c/d%20e/"),
        ({"mkdocs.yml": "site_url: https://a.example/"}, "docs/c/index.md", "https://a.example/c/"),
        (
            {"mkdocs.yml": "site_url: https://a.example\nuse_directory_urls: false"},
            "docs/c.md", "https://a.example/c.html",
        ),
        ({"mkdocs.yml": "site_name: x"}, "docs/c.md", None),
        ({"mkdocs.yml": "site_url: https://a.example"}, "c.md", None),
        (
            {"docs/.vuepress/config.js": "module.exports = { base: '/b/' }",
             "docs/.vuepress/public/CNAME": "a.example\n"},
            "docs/c/d.md", "https://a.example/b/c/d.html",
        ),
        (
            {"docs/.vuepress/config.js": "module.exports = { base: process.env.BASE }",
             "docs/.vuepress/public/CNAME": "a.example\n"},
            "docs/c.md", None,
        ),
        (
            {"docs/.vitepress/config.ts": "export default { cleanUrls: true }",
             "docs/public/CNAME": "a.example"},
            "docs/c.md", "https://a.example/c",
        ),
        (
            {"docusaurus.config.js": "module.exports = { url: 'https://a.example', baseUrl: '/b/' }"},
            "docs/01-c/02-d.md", "https://a.example/b/docs/c/d",
        ),
        (
            {"docusaurus.config.js": "module.exports = { url: 'https://a.example', baseUrl: '/',"
             " trailingSlash: true, presets: [['classic', { docs: { routeBasePath: '/' } }]] }"},
            "docs/c/README.md", "https://a.example/c/",
        ),
    ],
)  # fmt: skip
def test_addresses(files: Mapping[str, str], path: str, address: str | None, write: Write) -> None:
    assert address_of(site(write, {**files, path: ""}), path) == address


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("slug: /x", "https://a.example/docs/x"),
        ("slug: x", "https://a.example/docs/c/x"),
        ("id: x", "https://a.example/docs/c/x"),
    ],
)
def test_addresses_set_by_hand(head: str, address: str, write: Write) -> None:
    config = "module.exports = { url: 'https://a.example', baseUrl: '/' }"
    files = {"docusaurus.config.js": config, "docs/c/d.md": f"---\n{head}\n---\n{POST}"}
    assert address_of(site(write, files), "docs/c/d.md") == address


@pytest.mark.parametrize(
    ("config", "heading", "fragment"),
    [
        ("docs/.vuepress/config.js", "1. What's `new`?", "_1-what-s-new"),
        ("docs/.vitepress/config.ts", "What? {#own}", "own"),
        ("docusaurus.config.js", "What's new?", "whats-new"),
        ("mkdocs.yml", "What's new?", "whats-new"),
        ("mkdocs.yml", "栈", "_1"),
    ],
)
def test_ids_of_headings(config: str, heading: str, fragment: str, write: Write) -> None:
    text = f"# T\n\n## {heading}\n\n[a](#{fragment}) and [b](#none-of-these)\n"
    corpus = site(write, {config: "{x: 1}", "docs/a.md": text})
    told = [f.message for f in corpus.findings if f.code is Code.BROKEN_FRAGMENT]
    assert len(told) == 1
    assert "none-of-these" in told[0]
