"""The places behind the unlock screen; importing this imports the database, so only a thread does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from recovery_tui.ui.screens.caseload import CaseloadScreen
from recovery_tui.ui.screens.exchange import ExchangeScreen
from recovery_tui.ui.screens.today import TodayScreen
from recovery_tui.ui.session import Session

PLACES: dict[str, Callable[[Session], Screen[Any]]] = {
    "today": TodayScreen,
    "caseload": CaseloadScreen,
    "exchange": ExchangeScreen,
}
"""Name of a mode and the screen at its bottom."""
