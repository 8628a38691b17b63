"""Components in Markdown: what is left of them, line by line."""

from __future__ import annotations

import pytest

from pipeline.readers.docs_site.components import Plain, without_components


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("import A from './a';\n\n# T\n", "\n\n# T\n"),
        ("import {\n  A,\n} from './a';\nimport 'b.css';\n\nText\n", "\n\n\n\n\nText\n"),
        ("export const a = {\n  b: 1,\n\n  c: 2,\n};\n\nText\n", "\n\n\n\n\n\nText\n"),
        ("Text\nimport of goods\n", "Text\nimport of goods\n"),
        ("import taxes are due\n", "import taxes are due\n"),
        ("```js\nimport a from 'a';\n```\n", "```js\nimport a from 'a';\n```\n"),
        ("a {/* note */}b\n", "a b\n"),
        ("## a {/* #b-c */}\n", "## a {#b-c}\n"),
        ("a {' '}{\"b\"} {`c`}\n", "a  b c\n"),
        ("a {props.b} {1 + 1}\n", "a {props.b} {1 + 1}\n"),
        ("`{'a'}` and $x^{'a'}$\n", "`{'a'}` and $x^{'a'}$\n"),
        ("## What? <Badge text='hard' />\n", "## What? hard\n"),
        ("<Hint>\n\nText\n\n</Hint>\n", "\n\nText\n\n\n"),
        ("<>\n\nText\n\n</>\n", "\n\nText\n\n\n"),
        ("a <> b\n", "a <> b\n"),
        ("List<String> of <Key, Value>\n", "List<String> of <Key, Value>\n"),
        ("`<Foo />`\n", "`<Foo />`\n"),
        ("<A.B c={`}`} />x\n", "<A.B c={`}`} />x\n"),
        ("[a](b) <Link to='/c'>d</Link>\n", '[a](b) <a href="/c">d</a>\n'),
        ("<Zoom src='/a.png' alt='b' />\n", '<img src="/a.png" alt="b">\n'),
        ("import p from './p.png';\n\n<img src={p} />\n", '\n\n<img src="./p.png">\n'),
        ("<img src={require('./p.png').default} />\n", '<img src="./p.png">\n'),
        ("<img src={useBaseUrl('/p.png')} width={9}/>\n", '<img src="/p.png">\n'),
        ("<img src={unknown} />\n", "\n"),
        ("<div style={{color: 'red'}}>\n\na\n\n</div>\n", "<div>\n\na\n\n</div>\n"),
        ("<details><summary>a</summary>b</details>\n",) * 2,
        ("<https://a.example/b?c=d>\n", "<https://a.example/b?c=d>\n"),
    ],
)
def test_mdx(written: str, shown: str) -> None:
    assert without_components(written, mdx=True).body == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("## a <Badge text='b' type='tip'/>\n", "## a b\n"),
        ("## a <Badge>b</Badge>\n", "## a b\n"),
        ('<img :src="$withBase(\'/a.png\')" alt="b">\n', '<img src="/a.png" alt="b">\n'),
        ("<img v-bind:src=\"$withBase('/a.png')\">\n", '<img src="/a.png">\n'),
        ("<router-link to='/a'>b</router-link>\n", '<a href="/a">b</a>\n'),
        ("{{ a }} {'b'} {/* c */}\n",) * 2,
        ("import a from 'a'\n",) * 2,
        ("<center>a</center>\n",) * 2,
        ("a <b c\n",) * 2,
        ('<CodeGroupItem title="a">\n\nb\n\n</CodeGroupItem>\n', "**a**\n\nb\n\n\n"),
    ],
)
def test_vue(written: str, shown: str) -> None:
    assert without_components(written, mdx=False).body == shown


def test_tabs_stand_one_below_another() -> None:
    written = """\
<Tabs
  values={[{label: 'A'}]}>
  <TabItem value="a" label="A">

    ```js
    {'x'}
      <B/>
    ```

    - one
      - two

  </TabItem>
  <TabItem value="b">
    Text
  </TabItem>
</Tabs>
End
"""
    shown = """\


**A**

```js
{'x'}
  <B/>
```

- one
  - two


**b**
Text


End
"""
    plain = without_components(written, mdx=True)
    assert "\n".join(line.rstrip() for line in plain.body.split("\n")) == shown


def test_an_indent_of_a_list_stays() -> None:
    written = "- one\n\n  <Hint>\n\n  two\n\n  </Hint>\n"
    plain = without_components(written, mdx=True)
    assert [line.rstrip() for line in plain.body.split("\n")][4] == "  two"


def test_what_nobody_knows_is_named() -> None:
    written = "a\n\n<Chart id='x' />\n\n<Hint>b</Hint> <Chart />\n"
    assert without_components(written, mdx=True) == Plain("a\n\n\n\nb \n", {"Chart": 2})


@pytest.mark.parametrize("piece", ["<A {", "<A b='", "{", "<A>", "</A>", "<A b={}", "import {\n\n"])
def test_hostile_text_keeps_its_lines(piece: str) -> None:
    written = f"{piece}\n" * 500
    assert without_components(written, mdx=True).body.count("\n") == written.count("\n")
