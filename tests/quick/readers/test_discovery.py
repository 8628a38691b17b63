from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import Code
from pipeline.readers import open_blogs
from pipeline.readers.contract import Blog
from tests.quick.readers.conftest import Read, Write

HEXO = {"_config.yml": "url: http://h.example\n", "source/_posts/a.md": "", "README.md": ""}
JEKYLL = {"_config.yml": "url: http://j.example\n", "_posts/2024-05-04-a.md": "", "b.md": ""}


def under(folder: str, files: dict[str, str]) -> dict[str, str]:
    return {f"{folder}/{path}": text for path, text in files.items()}


def found(blogs: list[Blog]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(blog.site.kind, blog.site.key, tuple(sorted(blog.keys))) for blog in blogs]


HEXO_FOUND = ("hexo", "h.example", ("source/_posts/a.md",))
JEKYLL_FOUND = ("jekyll", "j.example", ("_posts/2024-05-04-a.md",))


def test_each_kind(write: Write) -> None:
    root = write({**under("h", HEXO), **under("j", JEKYLL), "f/x.md": "", "f/y.txt": ""})
    for name, expected in (
        ("h", HEXO_FOUND),
        ("j", JEKYLL_FOUND),
        ("f", ("folder", "f", ("x.md",))),
        ("f/x.md", ("folder", "f", ("x.md",))),
    ):
        blogs, findings = open_blogs([root / name])
        assert found(blogs) == [expected]
        assert findings == ()


def test_a_folder_of_sites_and_loose_files(write: Write) -> None:
    root = write(
        {
            **under("all/blogs/h", HEXO),
            **under("all/blogs/deep/er/j", JEKYLL),
            **under("all/.git", JEKYLL),
            **under("all/node_modules/x", HEXO),
            "all/note.md": "",
            "all/blogs/more.markdown": "",
            "all/_drafts/x.md": "",
            "all/_posts/y.md": "",
            "all/.hidden.md": "",
            "all/_hidden.md": "",
            "all/_config.yml": "",
        }
    )
    (root / "all/_posts").rename(root / "all/posts")
    blogs, findings = open_blogs([root / "all"])
    loose = ("folder", "all", ("blogs/more.markdown", "note.md", "posts/y.md"))
    assert found(blogs) == [loose, HEXO_FOUND, JEKYLL_FOUND]
    assert findings == ()


def test_nothing(write: Write) -> None:
    root = write({"a/x.txt": "", "b/.keep": "", "c/_config.yml": ""})
    assert open_blogs([root / "a", root / "b", root / "c", root / "a/x.txt"]) == ([], ())
    assert open_blogs([]) == ([], ())


def test_a_source_that_does_not_exist(write: Write) -> None:
    root = write({"a.md": ""})
    with pytest.raises(FileNotFoundError):
        open_blogs([root / "a.md", root / "nowhere"])


def test_no_post_is_read_twice_whatever_the_order(write: Write) -> None:
    root = write({**under("n/h", HEXO), "n/x.md": "", "n/deep/y.md": "", "z.md": ""})
    (root / "link").symlink_to("n")
    sources = [
        root / "n",
        root / "n/h",
        root / "link/h",
        root / "n/deep",
        root / "n/deep/y.md",
        root / "n/h/source/_posts/a.md",
        root / "n/h/source",
    ]
    expected = [HEXO_FOUND, ("folder", "n", ("deep/y.md", "x.md"))]
    for turn in range(len(sources)):
        chosen = sources[turn:] + sources[:turn]
        assert found(open_blogs(chosen)[0]) == expected
        assert found(open_blogs(chosen[::-1])[0]) == expected


def test_files_of_one_folder_are_one_blog(write: Write) -> None:
    root = write({"n/x.md": "", "n/y.md": "", "n/z.md": "", "m/x.md": ""})
    blogs, _ = open_blogs([root / "n/y.md", root / "m/x.md", root / "n/x.md"])
    assert found(blogs) == [("folder", "m", ("x.md",)), ("folder", "n", ("x.md", "y.md"))]


def test_the_same_key_twice_is_an_error(write: Write) -> None:
    root = write({"a/n/x.md": "", "b/n/x.md": ""})
    blogs, (finding,) = open_blogs([root / "a/n", root / "b/n"])
    assert len(blogs) == 2
    assert finding.code is Code.DUPLICATE_SITE
    assert finding.path == str(root / "b/n")
    assert [place.path for place in finding.related] == [str(root / "a/n")]


def test_the_working_directory_has_a_name(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write({"notes/x.md": ""}) / "notes")
    (blog,), _ = open_blogs([Path()])
    assert blog.site.key == "notes"
    (blog,), _ = open_blogs([Path("x.md")])
    assert (blog.site.key, tuple(sorted(blog.keys))) == ("notes", ("x.md",))


def test_a_link_out_of_a_folder_is_an_error(write: Write) -> None:
    root = write({"n/x.md": "", "out/y.md": ""})
    (root / "n/out").symlink_to("../out")
    (blog,), _ = open_blogs([root / "n"])
    assert tuple(sorted(blog.keys)) == ("x.md",)
    assert [(found.code, found.path) for found in blog.findings] == [(Code.OUTSIDE_SITE, "out")]


def test_a_configured_source_folder(write: Write) -> None:
    root = write({"_config.yml": "source_dir: src\nurl: http://h.example\n", "src/_posts/a.md": ""})
    assert found(open_blogs([root])[0]) == [("hexo", "h.example", ("src/_posts/a.md",))]


def test_a_site_with_broken_settings_is_still_one(write: Write) -> None:
    root = write({"h/_config.yml": "a: b: c\n", "h/source/_posts/a.md": ""})
    (blog,), _ = open_blogs([root / "h"])
    assert (blog.site.kind, blog.site.key) == ("hexo", "h")
    assert [found.code for found in blog.findings] == [Code.BAD_CONFIG]


HEXO_KEYS = "new_post_name: :title.md\nskip_render:\n"
JEKYLL_KEYS = "baseurl:\nkramdown:\n  input: GFM\n"


@pytest.mark.parametrize(
    ("settings", "files", "kind", "posts"),
    [
        # the root of the posts of either engine, by the settings
        (HEXO_KEYS, ["_posts/a.md"], "hexo", ["_posts/a.md"]),
        (HEXO_KEYS, ["_posts/2024-05-04-a.md"], "hexo", ["_posts/2024-05-04-a.md"]),
        (JEKYLL_KEYS, ["_posts/2024-05-04-a.md", "_posts/b.md"], "jekyll", ["_posts/2024-05-04-a.md"]),
        (JEKYLL_KEYS, ["_posts/b.md"], "jekyll", []),
        # by what lies beside them, if the settings tell nothing or cannot be read
        ("title: x\n", ["_posts/a.md", "scaffolds/post.md"], "hexo", ["_posts/a.md"]),
        ("title: x\n", ["_posts/a.md", "_layouts/post.html"], "jekyll", []),
        ("title: [\n", ["_posts/2024-05-04-a.md"], "jekyll", ["_posts/2024-05-04-a.md"]),
        # by the names of the posts, if nothing else tells
        ("", ["_posts/a.md", "_posts/sub/b.md"], "hexo", ["_posts/a.md", "_posts/sub/b.md"]),
        ("", ["_posts/a.md", "_posts/sub/2024-05-04-b.md"], "jekyll", ["_posts/sub/2024-05-04-b.md"]),
        ("", ["_posts/a.txt"], "jekyll", []),
        # the folder that is Hexo's as a rule
        ("", ["source/_posts/2024-05-04-a.md"], "hexo", ["source/_posts/2024-05-04-a.md"]),
        (JEKYLL_KEYS, ["source/_posts/a.md"], "hexo", ["source/_posts/a.md"]),
        (JEKYLL_KEYS + "source: source\n", ["source/_posts/2024-05-04-a.md"], "jekyll",
         ["source/_posts/2024-05-04-a.md"]),
        (JEKYLL_KEYS, ["_posts/2024-05-04-a.md", "source/_posts/b.md"], "jekyll",
         ["_posts/2024-05-04-a.md"]),
        (HEXO_KEYS, ["_posts/a.md", "source/_posts/b.md"], "hexo", ["source/_posts/b.md"]),
        # where the settings say
        (HEXO_KEYS + "source_dir: ./src\n", ["src/_posts/a.md", "_posts/b.md"], "hexo",
         ["src/_posts/a.md"]),
        (HEXO_KEYS + "source_dir: .\n", ["_posts/a.md", "_drafts/b.md"], "hexo", ["_posts/a.md"]),
        (HEXO_KEYS + "source_dir: gone\n", ["source/_posts/a.md"], "hexo", ["source/_posts/a.md"]),
    ],
)  # fmt: skip
def test_settings_of_one_name_are_of_one_engine(
    write: Write, settings: str, files: list[str], kind: str, posts: list[str]
) -> None:
    root = write({"n/_config.yml": f"url: http://n.example\n{settings}"} | dict.fromkeys(
        [f"n/{path}" for path in files], ""
    ))  # fmt: skip
    key = "n" if "[" in settings else "n.example"
    assert found(open_blogs([root / "n"])[0]) == [(kind, key, tuple(posts))]


def test_a_hexo_site_without_its_source_folder(write: Write, read: Read) -> None:
    root = write({
        "_config.yml": f"url: http://n.example\npermalink: :title/\npost_asset_folder: true\n{HEXO_KEYS}",
        "_posts/sub/a.md": "---\ntitle: A\n---\n", "_posts/sub/a/x.png": "1", "images/y.png": "2",
        "about/index.md": "", "node_modules/z/b.md": "---\npermalink: /b/\n---\n",
    })  # fmt: skip
    (blog,), _ = open_blogs([root])
    post = read(blog, "_posts/sub/a.md").post
    assert post is not None
    assert (post.key, post.permalink) == ("sub/a", "http://n.example/sub/a/")
    assert blog.find_picture(post, "x.png") == root / "_posts/sub/a/x.png"
    assert blog.find_picture(post, "/images/y.png") == root / "images/y.png"
    assert [blog.has_page(path) for path in ("about/", "b/")] == [True, False]
