from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from recovery_tui.ui.glyphs import ASCII, UNICODE, glyphs_for
from recovery_tui.ui.safe_text import cut, encodable, padded, plain, wrapped

ESCAPE = "\x1b[31mred\x1b]0;title\x07"


def test_control_characters_never_reach_the_terminal() -> None:
    assert plain(ESCAPE) == "?[31mred?]0;title?"
    assert plain("one\ntwo\tthree") == "one two three"


def test_text_that_turns_the_writing_direction_is_shown_as_a_question_mark() -> None:
    assert plain("abc\u202edef\u2066") == "abc?def?"


@given(st.text(max_size=60))
def test_plain_text_holds_nothing_that_steers_a_terminal(text: str) -> None:
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in plain(text))


@given(st.text(max_size=60), st.integers(0, 40))
def test_padded_text_takes_exactly_its_cells(text: str, width: int) -> None:
    assert cell_len(padded(plain(text), width, "~")) == width


@given(st.text(max_size=60), st.integers(2, 40))
def test_folded_text_fits_and_loses_no_letter(text: str, width: int) -> None:
    safe = plain(text)
    lines = wrapped(safe, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(safe.split())


def test_cut_text_says_that_something_is_missing() -> None:
    assert cut("Keep my script", 8, "~") == "Keep my~"
    assert cut("Keep", 8, "~") == "Keep"


@pytest.mark.parametrize("text", ["Zoë", "O\u2019Neill", "日本", "naïve…", "Łódź"])
def test_on_an_ascii_terminal_text_keeps_its_width_and_loses_only_accents(text: str) -> None:
    shown = encodable(text, "ascii")
    assert shown.isascii()
    assert cell_len(shown) == cell_len(text)
    assert encodable(text, "utf-8") == text


def test_signs_are_chosen_by_what_the_terminal_can_show() -> None:
    assert glyphs_for("UTF-8") is UNICODE
    assert [glyphs_for(name) for name in ("ascii", "cp850", "ANSI_X3.4-1968", None)] == [ASCII] * 4
    assert all(len(sign) == 1 and sign.isascii() for sign in (ASCII.rule, ASCII.cut, ASCII.cursor))
