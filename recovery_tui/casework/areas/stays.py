"""The stay a person is in, and when they are out, every answer told where writers disagree."""

from __future__ import annotations

from datetime import date

from recovery_tui.casework.person_records import PersonRecords
from recovery_tui.journal.reading import Record
from recovery_tui.practice.stays import current_stay, release_words
from recovery_tui.practice.ways_out import ways_out

_DATES = {"stay_type", "release_expected_on", "release_basis", "released_on", "ended_on"}
"""Fields of a stay that say when the person is out."""


def stay_of(person: PersonRecords) -> Record | None:
    """The stay the person is in now, or the last one; of several in prison the one that leads out first."""
    stays = person.shown("stay")
    inside = next((way.stay.id for way in ways_out({"stay": stays}) if way.still_inside), None)
    if inside is not None:
        return person.get(inside)
    chosen = current_stay([{**stay.values, "id": stay.id} for stay in stays])
    return person.get(str(chosen["id"])) if chosen else None


def release_said(stay: Record, today: date, *, short: bool = False) -> str:
    """When the person is out, as `release_words` has it; where writers disagree, by each of their answers."""
    answers = [
        {**stay.values, field: value}
        for field in sorted(_DATES & stay.also.keys())
        for value in stay.also[field]
    ]
    said = [release_words(values, today, short=short) for values in answers or [stay.values]]
    return " or ".join(dict.fromkeys(said))
