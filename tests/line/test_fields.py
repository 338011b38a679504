"""What stands in a field, as line mode tells it, and how it is asked."""

from __future__ import annotations

import io
from pathlib import Path

from recovery_tui.casework.views import Choice, FormField, Widget
from recovery_tui.clock import SetClock
from recovery_tui.ui.glyphs import ASCII
from recovery_tui.ui.line.fields import Asked, ask_field, words_of
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.session import Session
from tests.ui.stage import MONDAY


def test_a_long_text_says_before_each_further_line_how_it_ends(tmp_path: Path) -> None:
    said = io.StringIO()
    talk = Talk(Session(tmp_path, SetClock(MONDAY), ASCII), io.StringIO("one\ntwo\n.\n"), said)
    text = ask_field(talk, Asked(FormField("text", "What was said", Widget.LONG), ""), lambda kept: None)
    assert text == "one\ntwo"
    assert said.getvalue().count("What was said, next line, or a full stop to end: ") == 2


def test_a_choice_is_told_by_its_label_also_where_it_cannot_be_changed() -> None:
    for fixed in (False, True):
        agency = FormField(
            "agency",
            "Agency",
            Widget.CHOICE,
            choices=(Choice("5be5c3ab", "Forward (fictional)"),),
            fixed=fixed,
        )
        assert words_of(agency, "5be5c3ab", str) == "Forward (fictional)"
        assert words_of(agency, "", str) == "empty"
