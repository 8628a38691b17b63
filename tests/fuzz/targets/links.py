"""Links: where they stand, where they lead, and what makes two of them one."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.links.identity import identity
from pipeline.network.addresses import parsed
from tests.fuzz.mutations import HOSTILE, demo_posts, texts
from tests.fuzz.oracles import assert_findings
from tests.fuzz.sites import corpus_with, lines_of
from tests.laws.linked_posts import linked

_ADDRESSES = st.lists(
    st.sampled_from([*HOSTILE, "https://", "x.cn", "/", "//", "..", "?", "#", "#!", "a=b", "&", "[", "]",
                     "(", ")", "@", ":", ":80", "%2F", "例", "xn--", "::1",
                     "http:", "mailto:", ".md", " ", "<", ">"])
    | st.text(max_size=3),
    max_size=12,
).map("".join)  # fmt: skip
_WRITTEN = ["[甲]({})", "[甲](<{}>)", "<{}>", "{}", "[甲][r]\n\n[r]: {} '题'", "<a href=\"{}\">甲</a>",
            "{{% post_link {} 甲 %}}", "{{% link 甲 {} %}}", "![图]({})",
            "{{% asset_img {} 图 %}}"]  # fmt: skip
_POST = "---\ntitle: 题\n---\n\n## 1. 甲是什么？\n\n见 {}\n\n## 2. 乙是什么？\n\n答。\n"


@st.composite
def _addressed(draw: st.DrawFn) -> str:
    written = draw(st.lists(st.sampled_from(_WRITTEN), min_size=1, max_size=4))
    return _POST.format("\n\n".join(form.format(draw(_ADDRESSES)) for form in written))


TEXTS = (
    _addressed()
    | texts(demo_posts())
    | linked().map(lambda text: text.replace("\ue000", "")).flatmap(lambda text: texts([text]))
)


def check(text: str) -> None:
    corpus = corpus_with(text)
    assert_findings(corpus.findings, lines_of(text))
    lines = text.removeprefix("\ufeff").split("\n")
    for link in corpus.links:
        key = identity(link.href)
        assert identity(key) == key
        url = parsed(link.href)
        assert url is None or url.protocol not in {"javascript:", "vbscript:", "data:"}, link
        for found in link.occurrences:
            assert 1 <= found.line <= len(lines)
            assert 1 <= found.column <= len(lines[found.line - 1]) + 1
