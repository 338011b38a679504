"""What a field says back of what was typed: what was understood, or that it was not. Light: fields import it."""

from __future__ import annotations

_NOT_UNDERSTOOD = "Not understood: "


def not_understood(problem: ValueError) -> str:
    """The echo of what is not understood, with the sentence that says why."""
    return f"{_NOT_UNDERSTOOD}{problem}"


def is_understood(echo: str) -> bool:
    """Whether an echo tells what was understood."""
    return not echo.startswith(_NOT_UNDERSTOOD)
