"""What a post shows in real Jekyll, by its settings of kramdown, it shows in ours, bold runs included."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.readers import jekyll
from tests.rest.jekyll.sites import JekyllSite
from tests.rest.jekyll.test_posts import written
from tools.engine_texts import by_jekyll, compared, whole_post

pytestmark = pytest.mark.jekyll

POSTS = {
    "quotes": """\
He said "yes", 'no' and "it's 'so' -- really". The '80s, rock 'n' roll, 6'2"; "**bold**", *"slanted"*, ("in
brackets"), "'both' at once". A line ends with "words"
"and" begins --- so... `"code" -- stays...` \\"as written\\" &quot;too&quot; \\-- \\... «x» <<
1>> << z >> \\<<.

- "item"
- 中文"引号"和 'x'
""",
    "tables": """\
one | two
three | `a|b` \\| c

|---|:-:|
| left | middle | more
|------|
| a | b
|===
| foot | f

| Head | "Two" |
|------|:---:|
| 1 | **2** |
""",
    "attributes": """\
# Heading {#own-id}
{: .class #id key="v"}

{:note: .warning title="x"}

Text with *emphasis*{: .red} and [a link](https://far.example){:target="_blank"}, `code`{:.language-ruby}.
{: note}

- {:.first} One
- Two
  {: .second}

> Quote
{: .tip}

* Contents
{:toc}

## Last {:.no_toc}
""",
    "extensions": """\
Before{::comment}hidden{:/comment} after{::options toc_levels="1..2" /}.

{::comment}
**Not** shown.

Nor this.
{:/comment}

{::nomarkdown}
<p>Plain *stars* and _lines_.</p>
{:/nomarkdown}

<div markdown="1">
**Bold** in a box.
</div>

<div>
Text in a box.
</div>
""",
    "blocks": """\
Term
: The meaning of it
: Another one

The HTML standard[^1] says so.[^long]

*[HTML]: Hypertext Markup Language
*[W3C]: World Wide Web Consortium

[^1]: A note.

[^long]: Another **note**.

See [snake\\_case\\_name][], [other\\_name][] and `{% raw %}{{ braces }}{% endraw %}`.

[snake_case_name]: https://far.example/snake

~~Struck~~ out, a\\/b, \\, \\* and \\_. Two lines\\
of one.

```ruby
puts "--"
```

Euler: $$e^{i\\pi} = -1$$ in a line.
""",
}

PLAIN = "title: Notes\nurl: http://notes.example\n"
CONFIGS = {
    "defaults": PLAIN,
    "plain quotes": PLAIN + "kramdown:\n  smart_quotes: [apos, apos, quot, quot]\n",
    "other quotes": PLAIN + "kramdown:\n  smart_quotes: laquo,raquo,bdquo,8221\n",
    "other signs": PLAIN + "kramdown:\n  typographic_symbols: {hellip: '. . .', ndash: '-'}\n",
    "no signs": PLAIN + "kramdown:\n  gfm_quirks: [paragraph_end, no_auto_typographic]\n",
    "hard wrap": PLAIN + "kramdown:\n  hard_wrap: true\n",
    "not GitHub's": PLAIN + "kramdown:\n  input: kramdown\n",
}


@pytest.mark.parametrize("name", CONFIGS)
def test_our_posts_show_the_same(tmp_path: Path, name: str) -> None:
    files = {f"_posts/2024-05-04-{post}.md": f"---\n---\n{text}" for post, text in POSTS.items()}
    root = written(JekyllSite(name, CONFIGS[name], files), tmp_path / "site")
    found = compared(jekyll.open_blog(root), by_jekyll, whole_post)
    assert found.posts == len(POSTS)
    assert [(kind, *places) for kind, places in found.kinds.items()] == []
