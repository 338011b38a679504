"""Which widget a field of a form gets, and what it gives back when nobody has typed."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_tui.casework.narrowing import meant
from recovery_tui.casework.views import Choice, FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.widgets.check_list import CheckRow, codes_in, joined
from recovery_tui.ui.widgets.choice_field import ChoiceRow
from recovery_tui.ui.widgets.form_field import TALL, FieldRow, LongRow
from recovery_tui.ui.widgets.marks_list import MarksRow
from recovery_tui.ui.widgets.options_line import OptionsRow


def field_row(
    field: FormField,
    value: str,
    glyphs: Glyphs,
    last_used: Sequence[str] = (),
    offered: Sequence[Choice] | None = None,
) -> FieldRow:
    """The widget for a field; `offered` are those of its choices that fit what stands in others, None for all."""
    if field.widget in TALL:
        return LongRow(field, value, glyphs)
    if field.widget is Kind.CHOICE:
        return ChoiceRow(field, value, glyphs, last_used, offered)
    if field.widget is Kind.CHOICES:
        return CheckRow(field, value, glyphs)
    if field.widget is Kind.OPTIONS:
        return OptionsRow(field, value, glyphs)
    if field.widget is Kind.MARKS:
        return MarksRow(field, value, glyphs)
    return FieldRow(field, value, glyphs)


def start_of(field: FormField, value: str) -> str:
    """`value` as a row of this field gives it back when nobody has typed: codes instead of labels."""
    if field.fixed or not value:
        return value
    if field.widget in (Kind.CHOICE, Kind.OPTIONS):
        choice = meant(field.choices, value)
        return choice.value if choice else value
    if field.widget is Kind.CHOICES:
        return joined(field, *codes_in(field, value))
    return value
