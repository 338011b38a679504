"""Rules for permissions to share (V25): when they run out, when they were taken back, how we know."""

from __future__ import annotations

from collections.abc import Iterator

from recovery_tui.errors import Problem
from recovery_tui.records.lists.sharing import YES
from recovery_tui.records.rules.case import Case, ask, order, refuse


def permission_dates(case: Case) -> Iterator[Problem]:
    """V25: a permission runs out after it was given, and is taken back no earlier than that."""
    decided, expires = case.day("decided_on"), case.day("expires_on")
    if decided and expires and expires <= decided:
        yield refuse("expires_on", "A permission runs out after the day it was given.", "V25")
    yield from order(case, "decided_on", "withdrawn_on", "V25")


def permission_withdrawn(case: Case) -> Iterator[Problem]:
    """V25: only what was taken back has a day on which it was."""
    if case.values.get("withdrawn_on") and case.values.get("decision") != "withdrawn":
        yield refuse("decision", "There is a day on which it was taken back: say so here too.", "V25")


def permission_evidence(case: Case) -> Iterator[Problem]:
    """V25: a yes can be shown: a signed form, or who heard it."""
    if case.became("decision", YES) and not case.values.get("evidence"):
        yield ask("evidence", "Nothing says how we know that they agreed.", "V25")
