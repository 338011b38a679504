"""Appointments: the next ones with place, way there and who comes along, and those nobody has told the end of."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework.person_records import (
    PersonRecords,
    joined,
    line,
    missing,
    section,
    text,
    to_ask,
    words,
)
from recovery_tui.casework.views import Line, Mark, RecordId, Section
from recovery_tui.journal.reading import Record
from recovery_tui.records.lists.links import COMING

PAST_SHOWN = 3
"""Past appointments on the page; earlier ones stand under Everything."""

_FROM_AFAR = frozenset({"phone", "video"})


def appointments(person: PersonRecords, agencies: Mapping[str, str]) -> Section:
    """What is to come, the next first, then what was; `agencies` are names by record id."""
    found = sorted(person.of("appointment"), key=lambda each: text(each, "starts_at"))
    today = person.today.isoformat()
    coming = [a for a in found if text(a, "status") in COMING and text(a, "starts_at")[:10] >= today]
    lines = [one for each in coming for one in _coming(person, each, agencies)]
    if not any(each.hidden is None for each in coming):
        lines.append(missing("appointment", "Next appointment", "none booked"))
    past = [each for each in reversed(found) if each not in coming]
    unanswered = [each for each in past if text(each, "status") in COMING and each.hidden is None]
    told = [each for each in past if each not in unanswered]
    lines += [_unanswered(person, each, agencies) for each in unanswered]
    lines += [_told(person, each, agencies) for each in told[:PAST_SHOWN]]
    if len(told) > PAST_SHOWN:
        lines.append(Line(f"{len(told) - PAST_SHOWN} earlier ones", "under Everything"))
    return section("Appointments", lines)


def _said(person: PersonRecords, appointment: Record, agencies: Mapping[str, str]) -> str:
    agency = agencies.get(text(appointment, "agency"), "")
    return joined(person.day(appointment, "starts_at"), agency, words(appointment, "purpose"))


def _coming(person: PersonRecords, appointment: Record, agencies: Mapping[str, str]) -> list[Line]:
    from_afar = text(appointment, "mode") in _FROM_AFAR
    how = words(appointment, "mode").lower() if from_afar else words(appointment, "place")
    along = f"with {words(appointment, 'accompanied_by')}" if text(appointment, "accompanied_by") else ""
    note = joined(words(appointment, "status").lower(), how, words(appointment, "travel"), along)
    lines = [line(appointment, _said(person, appointment, agencies), note)]
    if appointment.hidden is not None:
        return lines
    return [*lines, *to_ask(appointment, *(() if from_afar else ("place", "travel", "accompanied_by")))]


def _unanswered(person: PersonRecords, appointment: Record, agencies: Mapping[str, str]) -> Line:
    said = _said(person, appointment, agencies)
    return Line(said, "kept or not?", Mark.MISSING, RecordId(appointment.id), "appointment", focus="status")


def _told(person: PersonRecords, appointment: Record, agencies: Mapping[str, str]) -> Line:
    note = joined(words(appointment, "status").lower(), words(appointment, "reason"))
    return line(appointment, _said(person, appointment, agencies), note, focus="status")
