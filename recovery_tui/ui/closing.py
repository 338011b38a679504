"""Closing a screen once, however fast the keys come."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.await_complete import AwaitComplete


class ClosesOnce:
    """Stands before a screen class; only the first `dismiss` counts.

    Keys that were typed ahead still reach a screen that is closing. Textual would then hand over a second answer and
    take away whichever screen is on top by now.
    """

    app: App[Any]
    _is_closed = False

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close with `result`; nothing when it is closed already."""
        if self._is_closed:
            return AwaitComplete()
        self._is_closed = True
        closed: AwaitComplete = super().dismiss(result)  # type: ignore[misc]
        return closed

    def take_away(self) -> None:
        """Close it, the one in front, without an answer: whoever opened it goes as well."""
        self._is_closed = True
        self.app.pop_screen()
