"""`corpus.json`: decoded to what encodes to the same again, or refused with a reason."""

from __future__ import annotations

import json
import re
from contextlib import suppress

from hypothesis import strategies as st

from pipeline import codec, ledger
from pipeline.ledger import Ledger
from tests.fuzz.json_values import changed
from tests.fuzz.mutations import texts
from tests.fuzz.sites import corpus_with
from tests.fuzz.targets.rendering import PLAIN

_LINKED = f"{PLAIN}\n见 [甲](https://x.cn/a)、![](a.png)。\n\n{{% asset_img a.png 图 %}}\n"
_MADE = codec.encode(ledger.identify(corpus_with(_LINKED), Ledger()))
TEXTS = (
    texts([_MADE], most=600)
    | changed(json.loads(_MADE)).map(json.dumps)
    | changed(json.loads(_MADE)).map(lambda value: json.dumps(value, ensure_ascii=False))
    | st.text(max_size=40)
)


def check(text: str) -> None:
    with suppress(codec.DecodeError):
        corpus = codec.decode(text.encode("utf-8", "surrogatepass"))
        again = codec.encode(corpus)
        assert codec.decode(again) == corpus
        assert codec.encode(codec.decode(again)) == again
        codec.check_guids(corpus)
        names = [picture.file for post in corpus.posts for picture in post.pictures]
        assert all(name is None or re.fullmatch(r"[\w-]+\.\w+", name) for name in names), names
