"""What of a formula reaches MathJax: what only draws, judged as it goes out."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.emitters.anki.fields import harmless
from pipeline.html.mathjax import _ARGUMENTS, _names, for_mathjax, refusal
from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.render import Piece, render

MARKDOWN = Markdown(Dialect())
URL = "url(//evil.example/x.png)"


def rendered(source: str) -> Piece:
    document = MARKDOWN.document(source, 1)
    return render(MARKDOWN, document, source, 1, "post.md", lambda address: address)


ACTIVE = [
    rf"\fcolorbox{{red;background:{URL}}}{{white}}{{x}}",
    rf"\fcolorbox{{red}}{{white;background:{URL}}}{{x}}",
    rf"\fcolorbox [rgb] {{1,0,0;background:{URL}}} {{1,1,1}} {{x}}",
    r"\fcolorbox\alpha{white}{x}",
    rf"\definecolor{{z}}{{named}}{{red;background:{URL}}}\fcolorbox{{z}}{{z}}{{x}}",
    rf"\text{{$\fcolorbox{{red;background:{URL}}}{{white}}{{x}}$}}",
    r"\color{red;position:fixed}x",
    r"\color red",
    rf"\cellcolor{{{URL}}}x",
    r'\cancel[mathcolor="red;position:fixed"]{x}',
    "\\cancel\ufeff[mathcolor=red]{x}",
    r"\cancelto [mathcolor=red]{x}{y}",
    r"\bbox[red]{x}",
    r"\enclose{circle}[mathcolor=red]{x}",
    r"\framebox[red;x]{y}",
    r"\mathmakebox[3em][c;x]{y}",
    r"\begin{empheq}[left=x]{align}x\end{empheq}",
    r"\begin\alpha x",
    r"\verb\alpha\\href{javascript:f()}{x}",
    r"\ce{\\href{javascript:f()}{x}}",
    r"\foo\href{javascript:f()}{x}",
]

SPLICED = [
    r"\hr\label{a}ef{javascript:f()}{x}",
    r"\st\label{}yle{color:red}{x}",
    r"\hre\label{a}\label{b}f{javascript:f()}{x}",
]


@pytest.mark.parametrize("tex", ACTIVE)
def test_a_formula_that_could_do_harm_is_code_and_told(tex: str) -> None:
    piece = rendered(f"甲\n\n$${tex}$$")
    assert "<code>" in piece.html
    assert 'class="math' not in piece.html
    assert [(f.code, f.line) for f in piece.findings] == [("active-content", 3)]


@pytest.mark.parametrize("tex", [*ACTIVE, *SPLICED, r"\nosuch x", r"\begin{nosuch}x\end{nosuch}"])
def test_no_way_leads_past_the_list(tex: str) -> None:
    """A field is judged as it goes out, whoever made it."""
    written = tex.replace("&", "&amp;").replace("<", "&lt;")
    html = harmless(f'<p><span class="math inline">\\({written}\\)</span></p>')
    assert html.startswith("<p><code>")
    assert html.endswith("</code></p>")


@pytest.mark.parametrize(
    "tex",
    [r"\color{red}x", r"{\color{#ff0000} x}", r"\color[rgb]{1, 0.5, 0}x", r"\color[HTML]{FFAA00}x",
     r"\textcolor{BlueViolet}{x}", r"\colorbox{yellow}{x}", r"\fcolorbox{red}{#fff}{x}",
     r"\begin{array}{c}\cellcolor{red} x\\ \rowcolor[gray]{0.8} y\end{array}", r"\cancel{x}[1]",
     r"\framebox[3em][l]{x}", r"\overbracket[1px][2px]{x}", r"x \tag{1}", r"\ce{H2O -> H+ + OH-}",
     r"\begin{align*}x &= 1 \\[2pt] y &= 2\end{align*}", r"x\label{a}", r"\bm{w}+\argmax_x",
     r"\underset{n \to \infin}{\lim}", "a\\\nb", r"\text{\(x\) 元}", r"a \\b \\c", r"\left\{ x \right.",
     r"\tilde{x}\ \text{若}\;\dfrac12\%", r"\begin{ cases}x\end{cases}".replace(" ", "")],
)  # fmt: skip
def test_what_only_draws_stays_a_formula(tex: str) -> None:
    assert refusal(for_mathjax(tex)) is None


@pytest.mark.parametrize("tex", SPLICED)
def test_a_label_makes_no_command_of_what_stands_around_it(tex: str) -> None:
    piece = rendered(f"甲\n\n$${tex}$$")
    assert 'class="math' not in harmless(piece.html)
    assert [(f.code, f.line) for f in piece.findings] == [("unreadable-formula", 3)]


def test_a_command_that_mathjax_does_not_know_is_code_on_a_card_and_told() -> None:
    piece = rendered("甲\n\n$\\foo$")
    assert '<span class="math inline">\\(\\foo\\)</span>' in piece.html
    assert [f.message for f in piece.findings] == [
        'the formula \\foo cannot be read: Unknown command "\\foo"'
    ]
    assert harmless(piece.html).endswith("<p><code>\\foo</code></p>\n")


def test_a_command_that_only_the_sheet_knows_is_told() -> None:
    [finding] = rendered("$\\oiint$").findings
    assert (
        finding.message
        == "the formula \\oiint cannot be read: the command \\oiint is unknown to Anki"
    )


@pytest.mark.parametrize(
    ("tex", "written"),
    [(r"x\label{a}", "x"), (r"\al\label{a}pha", r"\al{}pha"), (r"\\label{a}", r"\\label{a}"),
     (r"\\bm", r"\\bm"), (r"\bmod 2", r"\bmod 2"), (r"\infin", r"\infty")],
)  # fmt: skip
def test_what_is_written_for_mathjax(tex: str, written: str) -> None:
    assert for_mathjax(tex) == written


@pytest.mark.parametrize("between", ["<wbr>", "<br>", "<!-- -->", "<b></b>", "<wbr><wbr>", ""])
@pytest.mark.parametrize("bracket", ["(", "["])
def test_a_backslash_in_text_opens_no_formula(between: str, bracket: str) -> None:
    html = harmless(f"<p>a \\{between}{bracket}x\\{between}) \\</p>")
    joined = re.sub(r"<(?:wbr|br|!--)[^<>]*>", "", html)
    assert not re.search(r"\\[(\[]", unescape(joined))


@pytest.mark.parametrize(
    "source",
    [
        r"\\<wbr>(x\\<wbr>)",
        r"\\<wbr>[x\\]",
        r"\\<br><wbr>(x\\)",
        "<div>\n\\<wbr>(x\\)\n</div>",
        r"\\<!-- -->(x\\)",
    ],
)
def test_what_a_tag_splits_is_told(source: str) -> None:
    findings = [f for f in rendered(f"甲\n\n{source}").findings if f.code == "active-content"]
    assert len(findings) == 1
    assert (findings[0].line or 0) >= 3


@pytest.mark.parametrize("source", [r"a\\b <wbr>(x)", r"<b>\\</b> (x)", r"`\`<wbr>(x)"])
def test_other_backslashes_are_not_told(source: str) -> None:
    assert rendered(source).findings == ()


def test_a_field_that_ends_in_a_backslash_opens_none_in_the_next() -> None:
    assert harmless("a\\") == "a\\<span></span>"


PARTS = [
    r"\label{a}",
    "\\",
    "hr",
    "ef",
    r"\bm",
    r"\ref",
    "cl",
    "ass",
    "{",
    "}",
    "x",
    "[",
    "<wbr>",
    "(",
]


@given(st.lists(st.sampled_from(PARTS), max_size=9).map("".join))
def test_nothing_new_comes_of_what_is_left_out(tex: str) -> None:
    """A law: on a card no text outside code opens a formula but ours, and ours hold no `\\href`."""
    html = harmless(rendered(f"甲 ${tex}$ {tex} \\\\{tex} \\\\<wbr>{tex}").html)
    shown = re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)
    math = re.compile(r'<span class="math (?:inline|display)">(.*?)</span>', re.DOTALL)
    assert not any(
        re.search(r"(?<!\\)(?:\\\\)*\\(?:href|class|ref)(?![A-Za-z])", formula)
        for formula in math.findall(shown)
    )
    text = re.sub(r"<(?:wbr|br)>", "", math.sub("", shown))
    assert not re.search(r"\\[(\[]", unescape(text))


@pytest.mark.parametrize("left_out", [r"\label{a}", r"\label {}"])
def test_no_command_comes_of_its_halves(left_out: str) -> None:
    """A law: wherever a command that could do harm is cut, what is left out joins no halves."""
    refused = _names().refused
    names = re.findall(r"\w+", refused.pattern.partition("(?:")[2].partition(")")[0])
    assert "toggle" in names
    for name in names:
        for at in range(1, len(name)):
            tex = f"\\{name[:at]}{left_out}{name[at:]}"
            shown = harmless(f'<p><span class="math inline">\\({tex}\\)</span></p>')
            assert "<code>" in shown or not refused.search(shown), shown


SIZED = [
    rf"\{name}[1px][2px]{{x}}" for name in "overbracket underbracket framebox mathmakebox".split()
]
COLOURED = [
    rf"\{name}[rgb]{{1, 0.5, 0}}"
    for name in "color textcolor colorbox cellcolor rowcolor columncolor".split()
]
PLAIN = [*SIZED, *COLOURED, r"\fcolorbox[HTML]{FFAA00}{AA00FF}"]


def test_every_argument_that_becomes_an_attribute_is_judged() -> None:
    """A law: a plain form of each command is not refused, and is with any one argument spoiled."""
    known = {name for name in _ARGUMENTS if "cancel" not in name}
    assert {re.split(r"[\[{]", tex)[0][1:] for tex in PLAIN} == known
    for tex in PLAIN:
        assert refusal(tex) is None, tex
        for argument in re.finditer(r"(?<=[\[{])[^\[\]{}]{2,}", tex):
            spoiled = f"{tex[: argument.start()]}red;background:url(x){tex[argument.end() :]}"
            refused = refusal(spoiled)
            assert refused, spoiled
            assert refused.active, spoiled
