"""At the gate: the first appointment that counts, the next dose, and the kit in hand."""

from __future__ import annotations

from datetime import date, timedelta

from recovery_tui.casework.areas.medicines import medicine_name, open_medicines
from recovery_tui.casework.areas.red import mark_of
from recovery_tui.casework.areas.stays import stay_of
from recovery_tui.casework.person_records import (
    PersonRecords,
    is_missing,
    joined,
    line,
    question,
    section,
    text,
    words,
)
from recovery_tui.casework.views import Line, Mark, RecordId, Section
from recovery_tui.journal.reading import Record
from recovery_tui.practice.safety import SOON_DAYS
from recovery_tui.practice.stays import day_of, release_day
from recovery_tui.records.lists.links import COMING
from recovery_tui.records.lists.release import CONTINUITY_DAYS
from recovery_tui.records.lists.treatment import NO_KIT_WANTED, OPIOID_MEDICINES

KIT_FACTS = (
    ("offered_on", "offered"),
    ("trained_on", "trained"),
    ("issued_on", "issued"),
    ("ready_at_gate_on", "packed"),
    ("handed_over_on", "handed over"),
)
"""Naloxone is five dated facts, and each is asked for."""


_STARTED = frozenset({"kept", "kept_late"})


def gate(person: PersonRecords) -> Section:
    """What must not break off between the last day inside and the first day out."""
    out = _out(person)
    lines = [_first_appointment(person, out)]
    for medicine in open_medicines(person):
        lines += _doses(person, medicine, out)
    lines.append(_kit(person))
    return section("At the gate", lines)


def _out(person: PersonRecords) -> date | None:
    stay = stay_of(person)
    return release_day(stay.values) if stay else None


def is_near(person: PersonRecords, out: date | None) -> bool:
    """Whether the gate is four weeks away or less, or behind."""
    return out is not None and (out - person.today).days <= SOON_DAYS


def _first_appointment(person: PersonRecords, out: date | None) -> Line:
    """The treatment appointment that carries on what was begun inside, or until when one would count."""
    last = out + timedelta(days=CONTINUITY_DAYS) if out else None
    until = f"; {person.spelled(last)} is the last day that counts" if last else ""
    first = _earliest_start(person, out)
    if first is None:
        mark = mark_of(person, "treatment_not_booked")
        preset: dict[str, object] = {"structured_treatment": "yes"}
        return Line("First appointment", f"none{until}", mark, None, "appointment", preset)
    day = day_of(first.values, "starts_at")
    too_late = last is not None and day is not None and day > last
    said = f"First appointment: {person.day(first, 'starts_at')}"
    note = joined(words(first, "status").lower(), words(first, "place"), words(first, "travel"))
    mark = mark_of(person, "treatment_not_booked") if too_late else Mark.NONE
    return line(first, said, note + (until if too_late else ""), mark, focus="starts_at")


def _earliest_start(person: PersonRecords, out: date | None) -> Record | None:
    """The first structured treatment appointment that is to come or was kept, from the release on."""
    since = min(out, person.today) if out else person.today
    found = [
        each
        for each in person.shown("appointment")
        if text(each, "structured_treatment") == "yes"
        and text(each, "starts_at")[:10] >= since.isoformat()
        and (
            text(each, "status") in _STARTED
            or (text(each, "status") in COMING and text(each, "starts_at")[:10] >= person.today.isoformat())
        )
    ]
    return min(found, key=lambda each: text(each, "starts_at"), default=None)


def _doses(person: PersonRecords, medicine: Record, out: date | None) -> list[Line]:
    """Next dose and last dose of a medicine; how many days the script bridges, unless it is injected."""
    name = medicine_name(medicine)
    bridges = is_near(person, out) and text(medicine, "medicine") in OPIOID_MEDICINES
    lines = []
    if is_missing(medicine, "next_dose_on"):
        mark = mark_of(person, "treatment_not_booked") if bridges else Mark.MISSING
        lines.append(
            Line(
                f"Next dose, {name}",
                "not arranged",
                mark,
                RecordId(medicine.id),
                "intervention",
                {},
                "next_dose_on",
            )
        )
    else:
        said = f"Next dose, {name}: {person.day(medicine, 'next_dose_on')}"
        lines.append(line(medicine, said, words(medicine, "next_dose_place"), focus="next_dose_on"))
        if is_missing(medicine, "next_dose_place"):
            lines.append(question(medicine, "next_dose_place", "where?", "not known"))
    if is_missing(medicine, "last_dose_at"):
        lines.append(question(medicine, "last_dose_at", "last dose"))
    else:
        said = f"last dose {person.day(medicine, 'last_dose_at')}"
        lines.append(line(medicine, said, indent=1, focus="last_dose_at"))
    if is_near(person, out) and not text(medicine, "depot_interval_days"):
        days = words(medicine, "script_days")
        lines.append(
            line(medicine, f"script for {days} days at release", indent=1, focus="script_days")
            if days
            else question(medicine, "script_days", "script at release", "how many days?")
        )
    return lines


def _kit(person: PersonRecords) -> Line:
    kit = person.newest("naloxone", "offered_on")
    if kit is None:
        mark = mark_of(person, "kit_not_offered", "kit_not_handed_over")
        return Line("Naloxone", "not offered yet", mark, None, "naloxone")
    if text(kit, "offer_outcome") in NO_KIT_WANTED:
        return line(kit, "Naloxone", words(kit, "offer_outcome").lower(), focus="offer_outcome")
    told = [f"{word} {person.day(kit, field)}" for field, word in KIT_FACTS if text(kit, field)]
    ahead = next(((field, word) for field, word in KIT_FACTS if not text(kit, field)), None)
    if ahead is None or text(kit, "handed_over_on"):
        note = joined(*told[-1:], words(kit, "held_where").lower())
        return line(kit, "Naloxone", note, focus="handed_over_on")
    field, word = ahead
    note = joined(*told, f"{word}: not yet")
    mark = mark_of(person, "kit_not_offered", "kit_not_handed_over")
    return Line("Naloxone", note, mark, RecordId(kit.id), "naloxone", focus=field)
