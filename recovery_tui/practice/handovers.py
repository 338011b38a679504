"""Whose a person is after a hand-over, and for whose people somebody covers: pure, from these records alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from recovery_tui.records.terms import Wire

COVER = "cover"
"""Role of whoever looks after a colleague's person for some days: theirs on these days and no longer."""

DONE = frozenset({"accepted", "on_paper"})
"""Statuses with which the person has left."""


def taken_by(handovers: Iterable[Mapping[str, Wire]], owner: str) -> Mapping[str, Wire] | None:
    """The hand-over by which a person left `owner` (fingerprint), or None while they have not, or are back."""
    done = [each for each in handovers if each.get("status") in DONE]
    last = max(
        done, key=lambda each: (str(each.get("accepted_on", "")), str(each.get("id", ""))), default=None
    )
    return last if last is not None and last.get("to_fingerprint") != owner else None


def covered_days(assignments: Iterable[Mapping[str, object]], owner: str) -> set[tuple[str, str]]:
    """From which day through which `owner` (fingerprint) covers for whoever the person's worker is."""
    return {
        (str(each.get("from_on", "")), str(each.get("until_on") or date.max.isoformat()))
        for each in assignments
        if each.get("role") == COVER and each.get("worker") == owner
    }


def is_covered(assignments: Iterable[Mapping[str, Wire]], owner: str, today: date) -> bool:
    """Whether `owner` covers for the person's worker today: then the plan is theirs to change."""
    return any(first <= today.isoformat() <= last for first, last in covered_days(assignments, owner))
