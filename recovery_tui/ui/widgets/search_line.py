"""A line that narrows the list beneath it: letters go to the line, the arrows walk in the list."""

from __future__ import annotations

from textual import events

from recovery_tui.ui.widgets.line_list import LineList
from recovery_tui.ui.widgets.typed_input import TypedInput

_STEPS = {"down": 1, "up": -1}
_PAGES = {"pagedown": 1, "pageup": -1}


class SearchLine(TypedInput):
    """Stands on a screen with one list."""

    def on_key(self, event: events.Key) -> None:
        """Hand what moves to the list."""
        listed = self.screen.query_one(LineList)
        if event.key in _STEPS:
            listed.action_move(_STEPS[event.key])
        elif event.key in _PAGES:
            listed.action_page(_PAGES[event.key])
        else:
            return
        event.stop()
        event.prevent_default()
