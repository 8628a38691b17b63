from __future__ import annotations

import pytest

from pipeline.findings import Code, Finding
from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.render import render
from pipeline.readers.hugo_syntax import fence, post_address, prepare, shortcodes

MARKDOWN = Markdown(
    Dialect(
        tags=shortcodes({"colour": "green"}),
        prepare=lambda body: prepare(post_address, body),
        fence=fence,
    )
)


def rendered(text: str) -> tuple[str, tuple[Finding, ...]]:
    document = MARKDOWN.document(text, 1)
    source = "\n".join(document.lines)
    piece = render(MARKDOWN, document, source, 1, "a.md", lambda href: href)
    return piece.html.strip(), piece.findings


FIGURE = '<img data-line="1" src="/a.png" alt="{}">'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('{{< figure src="/a.png" alt="b" >}}', FIGURE.format("b")),
        ("{{<figure src=/a.png alt=`b \"c\"`>}}", FIGURE.format("b &quot;c&quot;")),
        ('{{< figure src="/a.png"\n  alt="b" />}}', FIGURE.format("b")),
        (
            '{{< figure src="/a.png" title="T" caption="C" attr="A" attrlink="https://a.example" >}}',
            f"<figure>{FIGURE.format('C')}<figcaption>T<br>C "
            '<a href="https://a.example">A</a></figcaption></figure>',
        ),
        (
            '{{< highlight go "hl_lines=1 3-4" >}}\nx := 1\n\n{{< y >}}\n{{< /highlight >}}',
            '<pre><code class="language-go" data-marked="1,3,4">x := 1\n\n{{&lt; y &gt;}}\n</code></pre>',
        ),
        (
            "```go {linenos=table,hl_lines=[2,\"4-5\"]}\nx\n```",
            '<pre><code class="language-go" data-marked="2,4,5">x\n</code></pre>',
        ),
        ("```{{< x >}}\n{{</* y */>}}\n```", "<pre><code>{{&lt; y &gt;}}\n</code></pre>"),
        ("a {{</* x */>}} b `{{%/* y */%}}`", "<p>a {{&lt; x &gt;}} b <code>{{% y %}}</code></p>"),
        ("a {{< param Colour >}} b", "<p>a green b</p>"),
        ("by {{< ref \"posts/b.md\" >}}", "<p>by posts/b.md</p>"),
        ("{{< youtube w7Ft2ymGmfc >}}", '<p><a href="https://www.youtube.com/watch?v=w7Ft2ymGmfc">'
         "https://www.youtube.com/watch?v=w7Ft2ymGmfc</a></p>"),
        ('{{< tweet user="a" id="1" >}}',
         '<p><a href="https://x.com/a/status/1">https://x.com/a/status/1</a></p>'),
        ("{{% notice tip %}}\nA **b**\n{{% /notice %}}",
         '<div class="note success"><p>A <strong>b</strong></p>\n</div>'),
        ("{{< details summary=\"S\" >}}\nA\n{{< /details >}}",
         '<details open=""><summary>S</summary><p>A</p>\n</details>'),
        ("{{< tabs >}}\n  {{< tab name=\"One\" >}}\n    A\n\n    ```\n    b\n    ```\n  {{< /tab >}}\n"
         "{{< /tabs >}}",
         '<div class="tabs"><div><div class="caption">One</div>\n<p>A</p>\n<pre><code>b\n</code></pre>\n'
         "</div>\n</div>"),
        ("- a\n\n  {{< highlight go >}}\n  b\n  {{< /highlight >}}",
         '<ul>\n<li>\n<p>a</p>\n<pre><code class="language-go">b\n</code></pre>\n</li>\n</ul>'),
        ("{{< rawhtml >}}\n<b>a</b>\n\n*c*\n{{< /rawhtml >}}", "<b>a</b>\n\n*c*"),
        ("[a]({{< ref \"b.md#c\" >}}) {{< ref \"/d/index.md\" >}}",
         '<p><a href="post:b#c">a</a> /d/index.md</p>'),
    ],
)  # fmt: skip
def test_shortcodes(text: str, html: str) -> None:
    assert rendered(text) == (html, ())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("{{< own x=1 >}}\nA *b*\n\nc\n{{< /own >}}", "<p>A <em>b</em></p>\n<p>c</p>"),
        ("a {{< own >}}b{{< / own >}} c", "<p>a b c</p>"),
        ("a {{< own />}} c", "<p>a  c</p>"),
        ("{{< own/deep >}}\nA\n{{< /own/deep >}}", "<p>A</p>"),
        ("{{% own %}}\nA\n{{% /own %}}", "<p>A</p>"),
    ],
)
def test_unknown_shortcodes_keep_what_they_hold(text: str, html: str) -> None:
    shown, findings = rendered(text)
    assert shown == html
    assert [found.code for found in findings] == [Code.UNKNOWN_TAG]


def test_self_closing_ones_hide_no_end() -> None:
    text = "{{< own />}}\n\n{{< own >}}\nA\n{{< /own >}}"
    shown, findings = rendered(text)
    assert shown.endswith("<p>A</p>")
    assert {found.code for found in findings} == {Code.UNKNOWN_TAG}


@pytest.mark.parametrize("text", ["{{< figure >}}", "{{< gist >}}", "{{< param none >}}"])
def test_what_lacks_an_argument_is_told(text: str) -> None:
    _, findings = rendered(text)
    assert [found.code for found in findings] == [Code.BAD_TAG]


@pytest.mark.parametrize("lines", [2, 29])
def test_lines_keep_their_number(lines: int) -> None:
    text = '{{< figure src="/a.png"\n' + "\n" * lines + 'alt="b" >}} after\nlast'
    assert prepare(post_address, text).count("\n") == text.count("\n")
