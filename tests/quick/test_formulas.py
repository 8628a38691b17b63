"""Formulas as people write them: what is one, and which backslashes belong to it."""

from __future__ import annotations

import pytest

from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.render import render
from pipeline.markdown.tex import meant
from pipeline.readers.hexo_syntax import fence, tags

EATS = Markdown(Dialect(tags=tags(), fence=fence))
KEEPS = Markdown(Dialect(tags=tags(), fence=fence, literal_formulas=frozenset({"$", "$$"})))


def html_of(source: str, markdown: Markdown = EATS) -> str:
    document = markdown.document(source, 1)
    html = render(markdown, document, source, 1, "post.md", lambda address: address).html.strip()
    for name, kind, opening, closing in (("M", "inline", "(", ")"), ("D", "display", "[", "]")):
        html = html.replace(f'<span class="math {kind}">\\{opening}', f"<{name}>")
        html = html.replace(f"\\{closing}</span>", f"</{name}>")
    return html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (r"记 $ f = \alpha x $，$ n $ 个", r"<p>记 <M>f = \alpha x</M>，<M>n</M> 个</p>"),
        (r"$x_{0} $、$ y_1$、$\ln x $", r"<p><M>x_{0}</M>、<M>y_1</M>、<M>\ln x</M></p>"),
        ("$ n - 1 $、$ O(n) $、$ a,b $", "<p><M>n - 1</M>、<M>O(n)</M>、<M>a,b</M></p>"),
        ("$ a\n= b_1 $", "<p><M>a\n= b_1</M></p>"),
        ("$`x_1`$ 与 $` y `$ 与 `$z$`", "<p><M>x_1</M> 与 <M>y</M> 与 <code>$z$</code></p>"),
        ("```math\nx \\\\\\\\ y\\_1\n```", "<p><D>x \\\\\\\\ y\\_1</D></p>"),
        ("~~~ math\nx\n~~~", "<p><D>x</D></p>"),
        ("甲\n```math\nx\n```", "<p>甲</p>\n<p><D>x</D></p>"),
        (
            "<div>$ x_1 $ 价 $5 与 $y$ 共 $ 6</div>",
            "<div><M>x_1</M> 价 $5 与 <M>y</M> 共 $ 6</div>",
        ),
        ("{% math %}\na\\\\b\n\nc\n{% endmath %}", "<p><D>a\\\\b\n\nc</D></p>"),
        ("得 {% math %}a_1*b*{% endmath %} 时", "<p>得 <M>a_1*b*</M> 时</p>"),
        ("{% katex %}\n\\_\n{% endkatex %}", "<p><D>\\_</D></p>"),
        (
            r"$f = 0 \text{ 当 $x<0$ 时}$ 与 $y$",
            r"<p><M>f = 0 \text{ 当 $x&lt;0$ 时}</M> 与 <M>y</M></p>",
        ),
        (r"值 $\frac{1\text{$}}{2}$", r"<p>值 <M>\frac{1\text{$}}{2}</M></p>"),
        ("$k$NN、$2n$th、$ab=c$d", "<p><M>k</M>NN、<M>2n</M>th、<M>ab=c</M>d</p>"),
        ("$真，假$、$x^{收益。}$", "<p><M>真，假</M>、<M>x^{收益。}</M></p>"),
        ("得 {% mathjax %}\nx\n{% endmathjax %}", "<p>得 <D>x</D></p>"),
    ],
)
def test_what_is_a_formula(source: str, html: str) -> None:
    assert html_of(source) == html


@pytest.mark.parametrize(
    "source",
    [
        "$5 and $10", "$ 5 and $ 6", "从 $5 到 $10，或 $ 5 和 $ 6", "$ 5, $ 6", "$5-$10",
        "US$ 5 = 35 元，$ 6",
        "$ npm i\n$ git add foo_bar $", "a $ b", "$ $", "$HOME $PATH", "$ export A=b c=d $", "$ FOO_BAR $x",
        "$`$", "价格 $ 中文名 $", "$ 12 $", "let $ = f('a');与 with $ b", "$$ \\ln x\n$ 甲",
        "用this.$emit来通知。再用this.$on来收", '$attrs：含有上层的值。写作v-bind="$attrs"即可', "${a $b",
        "在$HOME/$USER里", '$a：（见上级）。写作v-bind="$a"',
    ],
)  # fmt: skip
def test_what_is_none(source: str) -> None:
    assert html_of(source) == f"<p>{source}</p>"


def test_a_fence_of_mathematica_is_code() -> None:
    assert html_of("```mathematica\nx\n```").startswith("<pre>")
    assert html_of("``` math title\nx\n```").startswith("<figure>")


@pytest.mark.parametrize(
    ("written", "tex"),
    [
        (r"L\_{max} + x\_i + \mu\_0 + f\_\*", r"L_{max} + x_i + \mu_0 + f_*"),
        (r"\begin{matrix} 1 \\\\ 0 \end{matrix}", r"\begin{matrix} 1 \\ 0 \end{matrix}"),
        (r"\\{a\\} \\|v\\| 5\\%", r"\{a\} \|v\| 5\%"),
        (r"a\\_b", r"a\_b"),
        (r"batch\_size \mathrm{max\_depth} {\_x}", r"batch\_size \mathrm{max\_depth} {\_x}"),
        (r"\text{a\_b \*}", r"\text{a\_b *}"),
        (
            "a &= b \\\\\n&= c \\\\[2pt] d \\\\& e \\\\ f",
            "a &= b \\\\\n&= c \\\\[2pt] d \\\\& e \\\\ f",
        ),
        (r"\{ \, \| \\\{x\} \\sin", r"\{ \, \| \\\{x\} \\sin"),
    ],
)
def test_what_an_author_meant_by_backslashes(written: str, tex: str) -> None:
    assert meant(written) == tex
    assert html_of(f"${written}$").replace("&amp;", "&") == f"<p><M>{tex}</M></p>"
    assert html_of(f"$$\n{written}\n$$").replace("&amp;", "&") == f"<p><D>{tex}</D></p>"
    for formula in (f"${written}$", f"甲 $${written}$$"):
        assert html_of(formula, KEEPS).replace("&amp;", "&").count(written) == 1
