"""Each target with some hundred texts, the same ones in every run unless POSTDECK_LAWS says `fuzz`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS
from tests.support.laws import tries


@pytest.mark.parametrize("name", TARGETS)
@given(data=st.data())
@tries(200)
def test_a_target_bears_every_text(name: str, data: st.DataObject) -> None:
    TARGETS[name](data.draw(TARGETS[name].texts))
