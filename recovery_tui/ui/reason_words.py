"""The reasons that are offered where somebody must say why."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_tui.casework.narrowing import recent_first
from recovery_tui.casework.views import Choice

OTHER = "other"
"""Chosen by who wants to say it in words."""


def offered(reasons: Sequence[Choice], last_used: Sequence[str]) -> list[Choice]:
    """The reasons of a rule, those last used first, and words of one's own at the end."""
    known = recent_first(reasons, last_used)
    if all(choice.value != OTHER for choice in known):
        known.append(Choice(OTHER, "another reason, in words"))
    return known
