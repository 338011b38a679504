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


def check_golden(app: App[Any], name: str) -> None:
    """The screen looks as the golden `name` says."""
    path = GOLDENS / f"{name}.txt"
    painted = screen_text(app)
    if os.environ.get(UPDATE) == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(painted, encoding="utf-8")
    assert path.exists(), f"there is no golden {name}; set {UPDATE}=1 to make it"
    assert painted == path.read_text(encoding="utf-8")
