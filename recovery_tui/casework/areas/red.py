"""What stands on Today's red list about a person: only that is marked `!!` on their pages."""

from __future__ import annotations

from recovery_tui.casework.person_records import PersonRecords
from recovery_tui.casework.views import Mark
from recovery_tui.practice.safety import ACT


def mark_of(person: PersonRecords, *codes: str) -> Mark:
    """How loudly something missing speaks that answers these worries: `!!` while one of them is for today."""
    red = {each.code for each in person.worries if each.mark == ACT}
    return Mark.ACT if red & set(codes) else Mark.MISSING
