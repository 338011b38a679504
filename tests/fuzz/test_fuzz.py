"""Whatever bytes come in: an error in plain words or nothing. Short; `python -m tests.fuzz --minutes 10` goes on."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.choices import Choices
from tests.fuzz.targets import TARGETS, seeds

EXAMPLES = {
    "parser": 300,
    "manifest": 150,
    "card": 300,
    "body": 500,
    "events": 60,
    "receipt": 25,
    "start_pack": 20,
}


@pytest.mark.parametrize("target", TARGETS)
def test_any_bytes_are_taken_in_or_refused_in_plain_words(target: str) -> None:
    for begun in seeds(target):
        TARGETS[target](begun)

    @settings(
        max_examples=EXAMPLES[target],
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.binary(min_size=1, max_size=600))
    def fuzz(data: bytes) -> None:
        TARGETS[target](data)

    fuzz()


def test_decisions_follow_from_the_bytes_alone_and_end_with_them() -> None:
    first, second = Choices(b"\x05\x07\xff"), Choices(b"\x05\x07\xff")
    assert [first.number(4), first.one("abcdefgh"), first.chance(256)] == [1, "h", True]
    assert [second.number(1000), second.left] == [0x0507 % 1000, True]
    assert not first.left
    assert [first.number(9), first.one("abc"), first.chance(2)] == [0, "a", False]
