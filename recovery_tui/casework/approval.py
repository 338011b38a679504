"""A supervisor's approval of a plan, as the plan's page tells it: void once the plan has changed (V24)."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.casework.dumping import line_of
from recovery_tui.casework.person_records import PersonRecords, joined, line, text, words
from recovery_tui.casework.views import Line, Mark
from recovery_tui.journal.reading import Record
from recovery_tui.practice.approvals import is_void, plan_digest
from recovery_tui.practice.day_words import spell_near
from recovery_tui.records import KINDS

_SIGNED = ("plan", "goal", "step")
"""Kinds an approval is about."""


def digest_of(plan: str, records: Iterable[Record]) -> str:
    """What an approval of the plan with this id signs, from all of the person's records."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    signed = [each for each in records if each.kind in _SIGNED]
    signed.sort(key=lambda each: (order[each.kind], each.made, each.id))
    return plan_digest(plan, (line_of(each, {}) for each in signed))


def approval_line(person: PersonRecords, plan: Record) -> Line | None:
    """What the supervisor said of this plan last, and whether that still stands; None when nothing was said."""
    said = [each for each in person.shown("approval") if text(each, "plan") == plan.id]
    last = max(said, key=lambda each: (each.made, each.id), default=None)
    if last is None:
        return None
    on = spell_near(last.made_on, person.today)
    void = is_void(last.values, digest_of(plan.id, person.records))
    note = joined(on, "the plan has changed since" if void else "", words(last, "note"))
    return line(
        last, f"Supervisor: {words(last, 'decision').lower()}", note, Mark.MISSING if void else Mark.NONE
    )
