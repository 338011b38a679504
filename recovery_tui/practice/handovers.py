"""Whose a person is after a hand-over: pure, from the hand-over records alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recovery_tui.records.terms import Wire

DONE = frozenset({"accepted", "on_paper"})
"""Statuses with which the person has left."""


def taken_by(handovers: Iterable[Mapping[str, Wire]], owner: str) -> Mapping[str, Wire] | None:
    """The hand-over by which a person left `owner` (fingerprint), or None while they have not, or are back."""
    done = [each for each in handovers if each.get("status") in DONE]
    last = max(
        done, key=lambda each: (str(each.get("accepted_on", "")), str(each.get("id", ""))), default=None
    )
    return last if last is not None and last.get("to_fingerprint") != owner else None
