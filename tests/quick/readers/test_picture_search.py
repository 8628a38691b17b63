"""The file of a picture is found wherever its address may lead."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.readers import open_blogs
from pipeline.readers.contract import Blog
from tests.quick.readers.conftest import Read, Write

HEXO = "url: https://notes.example/blog\npermalink: :year/:month/:day/:title/\n"
POST = "source/_posts/2024-05-04-redis.md"
HEAD = "---\ndate: 2024-05-04\n---\n"


def found(blog: Blog, path: str, read: Read, *written: str) -> list[str | None]:
    """Return the path of the file that each address leads to."""
    post = read(blog, path).post
    assert post is not None
    files = (blog.find_picture(post, one) for one in written)
    return [file.relative_to(blog.root).as_posix() if file else None for file in files]


def opened(write: Write, files: Mapping[str, str | bytes], at: str = ".") -> Blog:
    (blog,) = open_blogs([write(files) / at])[0]
    return blog


def hexo(write: Write, files: Mapping[str, str], settings: str = HEXO) -> Blog:
    return opened(write, {"_config.yml": settings, POST: HEAD, **files})


def test_a_file_of_the_own_folder_by_the_address_of_the_built_site(
    write: Write, read: Read
) -> None:
    settings = HEXO + "new_post_name: :year-:month-:day-:title.md\n"
    own = "source/_posts/2024-05-04-redis/图.png"
    blog = hexo(write, {own: "1"}, settings)
    written = [
        "/2024/05/04/redis/图.png",
        "/blog/2024/05/04/redis/%E5%9B%BE.png",
        "../redis/图.png",
    ]
    assert found(blog, POST, read, *written) == [own] * 3
    absolute = "https://notes.example/blog/2024/05/04/redis/图.png"
    assert found(blog, POST, read, absolute) == [own]


def test_a_file_of_the_own_folder_of_another_post(write: Write, read: Read) -> None:
    own = "source/_posts/java/图.png"
    blog = hexo(write, {"source/_posts/java.md": HEAD, own: "1"})
    assert found(blog, POST, read, "/2024/05/04/java/图.png", "/java/2.png") == [own, None]


def test_relative_to_the_address_of_the_page(write: Write, read: Read) -> None:
    picture = "source/assets/x.png"
    blog = hexo(write, {picture: "1"})
    written = [
        "../../../../assets/x.png",
        "../../../../../../../assets/x.png",
        "../../x.png",
    ]
    assert found(blog, POST, read, *written) == [picture, picture, None]
    assert found(blog, POST, read, "../../../../gone/../assets/./x.png") == [picture]


@pytest.mark.parametrize("written", ["/其他 名/1.png", "其他 名/1.png", "./其他%20名/1.png"])
def test_whatever_folder_is_named_before_the_own_one(
    write: Write, read: Read, written: str
) -> None:
    own = "source/_posts/2024-05-04-redis/1.png"
    assert found(hexo(write, {own: "1"}), POST, read, written) == [own]


def test_the_own_folder_of_an_index_is_the_one_it_lies_in(write: Write, read: Read) -> None:
    blog = opened(write, {"posts/redis/index.md": "", "posts/redis/1.png": "1"})
    assert (
        found(blog, "posts/redis/index.md", read, "/old/1.png", "1.png")
        == ["posts/redis/1.png"] * 2
    )


def test_the_source_of_the_theme_and_the_root_of_the_repository(write: Write, read: Read) -> None:
    files = {
        "themes/dry/source/img/a.png": "1",
        "themes/wet/source/img/b.png": "1",
        "shots/1.png": "1",
    }
    blog = hexo(write, files, HEXO + "theme: dry\n")
    written = ["/img/a.png", "/blog/img/a.png", "/source/../shots/1.png"]
    at_theme = "themes/dry/source/img/a.png"
    assert found(blog, POST, read, *written) == [at_theme, at_theme, "shots/1.png"]


@pytest.mark.parametrize(
    "folder",
    ["static", "public", ".vuepress/public", "docs/.vuepress/public", "docs/public", "source"],
)
def test_public_folders_at_or_above_a_post(write: Write, read: Read, folder: str) -> None:
    picture = f"{folder}/img/1.png"
    blog = opened(write, {"docs/guide/a.md": "Text", picture: "1", "other/static/img/2.png": "2"})
    written = ["/img/1.png#center", "/img/2.png"]
    assert found(blog, "docs/guide/a.md", read, *written) == [picture, None]


def test_a_public_folder_between_the_root_and_the_post(write: Write, read: Read) -> None:
    blog = opened(
        write, {"book/docs/a.md": "Text", "book/static/1.png": "1", "other/static/2.png": ""}
    )
    assert found(blog, "book/docs/a.md", read, "/1.png", "/2.png") == ["book/static/1.png", None]


def test_typora_has_a_root_of_its_own(write: Write, read: Read) -> None:
    head = "---\ntypora-root-url: ../files\n---\n"
    blog = opened(write, {"docs/a.md": head, "files/img/1.png": "1"})
    assert found(blog, "docs/a.md", read, "/img/1.png", "img/1.png") == ["files/img/1.png"] * 2


def test_backslashes_part_names(write: Write, read: Read) -> None:
    blog = opened(write, {"docs/a.md": "", "docs/img/图.png": "1"})
    written = ["img\\图.png", ".\\img\\图.png", "..\\docs\\img\\图.png"]
    assert found(blog, "docs/a.md", read, *written) == ["docs/img/图.png"] * 3


def test_the_case_of_letters_where_one_file_fits(write: Write, read: Read) -> None:
    files = {"a.md": "", "Img/Tree.PNG": "1", "two/x.png": "", "two/X.png": "", "two/a.pdf": ""}
    blog = opened(write, files)
    written = ["img/tree.png", "/IMG/tree.png", "two/X.PNG", "two/A.pdf"]
    assert found(blog, "a.md", read, *written) == ["Img/Tree.PNG"] * 2 + [None] * 2


@pytest.mark.parametrize(
    "written",
    [
        "/Users/me/notes/net/tcp/1.png",
        "file:///Users/me/notes/net/tcp/1.png",
        "C:\\Users\\me\\net\\tcp\\1.png",
        "file:///D:/net/tcp/1.png",
        "D:/tcp/1.png",
        "\\\\nas\\me\\tcp\\1.png",
    ],
)
def test_a_path_of_the_authors_disk_that_ends_inside_the_blog(
    write: Write, read: Read, written: str
) -> None:
    blog = opened(write, {"docs/a.md": "", "net/tcp/1.png": "1", "net/udp/1.png": "2"})
    assert found(blog, "docs/a.md", read, written) == ["net/tcp/1.png"]


def test_a_path_of_the_authors_disk_that_fits_none_or_two(write: Write, read: Read) -> None:
    files = {"a.md": "", "x/img/1.png": "", "y/img/1.png": "", "y/alone.png": ""}
    written = ["/Users/me/img/1.png", "/Users/me/alone.png", "file:///home/me/../etc/passwd"]
    assert found(opened(write, files), "a.md", read, *written) == [None] * 3


def test_a_path_of_this_disk_that_leads_back_in(write: Write, read: Read) -> None:
    blog = opened(
        write, {"site/a.md": "", "site/1.png": "1", "site/2.md": "", "3.png": "3"}, "site"
    )
    inside, outside = blog.root.absolute() / "1.png", blog.root.absolute().parent / "3.png"
    written = [f"file://{inside}", str(inside), f"file://{outside}", str(outside)]
    assert found(blog, "a.md", read, *written) == ["1.png", "1.png", None, None]


def test_names_at_the_end_that_fit_one_picture_alone(write: Write, read: Read) -> None:
    files = {
        "docs/a.md": "",
        "data/pic/jvm/heap/1.png": "",
        "data/pic/jvm/stack/1.png": "",
        "myimg/disk_tree.png": "",
        "c1/image/1.png": "",
        "c1/image/image_20240504101112.png": "",
        "c1/tcp.png": "",
        "myimg/lru_1.png": "",
        "2024-05-04-sockets/1.png": "",
    }
    expected = {
        "/images/pic/jvm/heap/1.png": "data/pic/jvm/heap/1.png",
        "/img/disk_tree.png": "myimg/disk_tree.png",
        "image/image_20240504101112.png": "c1/image/image_20240504101112.png",
        "image/1.png": None,  # any chapter may have such a one
        "/images/pic/jvm/1.png": None,
        "disk_tree.png": "myimg/disk_tree.png",
        "/img/lru_1.png": "myimg/lru_1.png",
        "img/lru_1.png": None,
        "/net/lru_1.png": None,
        "net/tcp.png": None,
        "/x/sockets/1.png": "2024-05-04-sockets/1.png",  # a folder says enough too
        "https://other.example/images/pic/jvm/heap/1.png": None,
    }
    blog = opened(write, files)
    assert dict(zip(expected, found(blog, "docs/a.md", read, *expected), strict=True)) == expected


def test_a_site_inside_the_blog(write: Write, read: Read) -> None:
    files = {f"{site}/posts/a.md": "" for site in ("one", "two")}
    files |= {f"{site}/assets/1.png": "" for site in ("one", "two")}
    written = ["/assets/1.png", "/1.png"]
    assert found(opened(write, files), "two/posts/a.md", read, *written) == [
        "two/assets/1.png",
        None,
    ]


@pytest.mark.parametrize(
    ("folder", "is_found"),
    [
        ("source/_posts/redis-basics", True),
        ("source/_posts/2024-05-04-redis-md", True),
        ("source/_posts/java", False),
        ("source/_posts/redis-basics-2", False),  # another post's
        ("source/redis-basics", False),
    ],
)
def test_the_own_folder_by_a_former_name(
    write: Write, read: Read, folder: str, is_found: bool
) -> None:
    post = "source/_posts/2024-05-04-redis-basics-2.md" if "basics" in folder else POST
    files = {post: HEAD, "source/_posts/redis-basics-2.md": HEAD, f"{folder}/1.png": "1"}
    expected = f"{folder}/1.png" if is_found else None
    assert found(hexo(write, files), post, read, "1.png", "img/1.png") == [expected, None]


def test_a_preview_of_the_own_site(write: Write, read: Read) -> None:
    blog = hexo(write, {"source/img/1.png": "1"})
    hosts = [
        "http://localhost:4000",
        "//127.0.0.1:4000",
        "localhost:8080",
        "http://localhost.example",
    ]
    written = [f"{host}/img/1.png" for host in hosts]
    assert found(blog, POST, read, *written) == ["source/img/1.png"] * 3 + [None]


def test_what_obsidian_embeds_is_found_by_its_name(write: Write, read: Read) -> None:
    files = {"a.md": "", "files/x y.png": "", "one/1.png": "", "two/1.png": "", "z.png": ""}
    written = ["[[x y.png]]", "![[x y.png|300]]", "[[1.png]]", "[[one/1.png]]", "[[z.png]]"]
    expected = ["files/x y.png", "files/x y.png", None, "one/1.png", "z.png"]
    assert found(opened(write, files), "a.md", read, *written) == expected


CONFIG = '[core]\n\tbare = false\n[remote "origin"]\n\turl = {}\n'
OWN = [
    "https://raw.githubusercontent.com/Me/Notes/main/img/1.png",
    "https://raw.githubusercontent.com/me/notes/refs/heads/main/img/1.png",
    "https://github.com/me/notes/raw/main/img/1.png?raw=true",
    "https://github.com/me/notes/blob/main/img/1.png?raw=true",
    "https://cdn.jsdelivr.net/gh/me/notes@main/img/1.png",
    "https://fastly.jsdelivr.net/gh/me/notes/img/1.png",
]


@pytest.mark.parametrize(
    "remote",
    [
        "https://github.com/me/notes.git",
        "git@github.com:me/notes.git",
        "https://github.com/Me/notes",
    ],
)
def test_addresses_of_the_own_repository(write: Write, read: Read, remote: str) -> None:
    blog = opened(write, {".git/config": CONFIG.format(remote), "a.md": "", "img/1.png": "1"})
    other = [one.replace("notes", "others").replace("Notes", "others") for one in OWN]
    assert found(blog, "a.md", read, *OWN, *other) == ["img/1.png"] * len(OWN) + [None] * len(OWN)
    gone = "https://github.com/me/notes/raw/main/../../../../etc/passwd.png"
    assert found(blog, "a.md", read, gone) == [None]


def test_a_site_below_the_root_of_its_repository(write: Write, read: Read) -> None:
    files = {
        ".git/config": CONFIG.format("git@github.com:me/notes.git"),
        "site/a.md": "",
        "site/img/1.png": "1",
        "2.png": "2",
    }
    address = "https://raw.githubusercontent.com/me/notes/main"
    blog = opened(write, files, "site")
    written = [f"{address}/site/img/1.png", f"{address}/2.png"]
    assert found(blog, "a.md", read, *written) == ["img/1.png", None]


def test_no_way_leads_out_of_a_site(write: Write, read: Read) -> None:
    root = write({"out/secret/key_file.png": "1", "site/a.md": "", "site/img/1.png": ""})
    (root / "site/static").symlink_to("../out")
    (root / "site/secret").symlink_to("../out/secret")
    (root / "site/img/key_file.png").symlink_to("../../out/secret/key_file.png")
    (blog,) = open_blogs([root / "site"])[0]
    written = [
        "/secret/key_file.png",
        "secret/key_file.png",
        "img/KEY_FILE.png",
        "[[key_file.png]]",
    ]
    written += [f"/Users/me/{one.strip('/')}" for one in written]
    assert found(blog, "a.md", read, *written) == [None] * 8


def test_a_missing_picture_is_looked_for_among_the_pictures_alone(
    write: Write, read: Read, tmp_path: Path
) -> None:
    blog = opened(write, {"a.md": "", "notes/deep/key.txt": "", "node_modules/x/y/shown.png": ""})
    written = ["/x/notes/deep/key.txt", "/x/y/shown.png", "[[key.txt]]"]
    assert found(blog, "a.md", read, *written) == [None, None, None]
