"""A field for a passphrase: hidden until a key shows it, without undo, and easy to empty."""

from __future__ import annotations

from textual.widget import Widget

from recovery_tui.casework.views import FormField
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.typed_input import TypedInput


class SecretRow(FieldRow):
    """Label and dots."""

    def __init__(self, field: FormField, glyphs: Glyphs) -> None:
        super().__init__(field, "", glyphs)

    def make_control(self) -> Widget:
        """A line of dots."""
        return TypedInput(password=True, limit=self.field.max_length)

    @property
    def line(self) -> TypedInput:
        """Where it is typed."""
        return self.query_one(TypedInput)

    def toggle(self) -> None:
        """Show what is typed, or hide it."""
        self.line.password = not self.line.password

    def forget(self) -> None:
        """Empty the field and hide what is typed next."""
        self.line.forget()
        self.line.password = True
