"""A bare app to put single screens and widgets on, with the real themes and style sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from recovery_tui.clock import SetClock
from recovery_tui.ui import app as ui_app
from recovery_tui.ui.session import Session
from recovery_tui.ui.textual_compat import QuietEnd
from recovery_tui.ui.theme import DEFAULT, PALETTES, theme_of, variables

MONDAY = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


def session_at(data: Path) -> Session:
    """A locked session on a clock that stands still."""
    return Session(data, SetClock(MONDAY))


class Stage(QuietEnd):
    """Shows the widgets it is given."""

    CSS_PATH = Path(ui_app.__file__).parent / "app.tcss"

    def __init__(
        self, make: Callable[[], Widget] | None = None, screen: Screen[object] | None = None
    ) -> None:
        super().__init__()
        self._make = make
        self._screen = screen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables(PALETTES[DEFAULT])

    def compose(self) -> ComposeResult:
        if self._make is not None:
            yield self._make()

    def on_mount(self) -> None:
        self.register_theme(theme_of(DEFAULT))
        self.theme = DEFAULT
        if self._screen is not None:
            self.push_screen(self._screen)
