from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from recovery_tui.practice.word_diff import marked

TEXTS = st.lists(st.sampled_from(["keep", "the", "flat", "house", "\n"]), max_size=12).map(" ".join)


def test_words_that_were_replaced_stand_beside_those_that_replaced_them() -> None:
    assert marked("keep the flat", "keep the house") == "keep the [-flat-] {+house+}"


def test_words_that_were_added_or_taken_out_are_marked_alone() -> None:
    assert marked("keep the flat", "keep the flat warm") == "keep the flat {+warm+}"
    assert marked("keep the flat warm", "keep the flat") == "keep the flat [-warm-]"


def test_lines_stay_lines() -> None:
    assert marked("one\ntwo", "one\nthree\nfour") == "one\n[-two-] {+three+}\n{+four+}"


def test_a_text_of_many_equal_words_is_compared_at_once() -> None:
    assert marked("so " * 10_000, "so " * 9_999 + "be it").endswith("{+be it+}")


@given(TEXTS, TEXTS)
def test_without_what_is_gone_and_without_signs_the_later_text_is_left(before: str, after: str) -> None:
    left = re.sub(r"\[-.*?-\]", " ", marked(before, after)).replace("{+", "").replace("+}", "")
    assert left.split() == after.split()


@given(TEXTS)
def test_equal_texts_have_no_marks(text: str) -> None:
    assert marked(text, text).split() == text.split()
