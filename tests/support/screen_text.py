"""What stands on a screen as text, and goldens of it that a person can read in a diff."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from textual.app import App

from recovery_tui.ui.textual_compat import painted_lines

GOLDENS = Path(__file__).parent.parent / "ui" / "goldens"
UPDATE = "UPDATE_GOLDENS"
"""Set to 1 in the environment to write what is painted now as the new goldens."""


def screen_text(app: App[Any]) -> str:
    """The screen as lines of text without colour."""
    return "\n".join(painted_lines(app)) + "\n"


def golden(name: str) -> str | None:
    """The stored text of a screen, or None when there is none yet."""
    path = GOLDENS / f"{name}.txt"
    return path.read_text(encoding="utf-8") if path.exists() else None


def updating() -> bool:
    """Whether goldens are to be written anew."""
    return os.environ.get(UPDATE) == "1"


def write_golden(app: App[Any], name: str) -> None:
    """Take what stands on the screen as the new golden."""
    GOLDENS.mkdir(exist_ok=True)
    (GOLDENS / f"{name}.txt").write_text(screen_text(app), encoding="utf-8")
