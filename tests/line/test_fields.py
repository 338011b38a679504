"""What stands in a field, as line mode tells it."""

from __future__ import annotations

from recovery_tui.casework.views import Choice, FormField, Widget
from recovery_tui.ui.line.fields import words_of


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
