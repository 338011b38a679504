"""Medicines: what, since when, from whom, whose choice, and who says so. Not a prescribing record."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework.person_records import (
    PersonRecords,
    joined,
    line,
    missing,
    question,
    section,
    text,
    to_ask,
    words,
)
from recovery_tui.casework.views import Line, Section
from recovery_tui.journal.reading import Record

STALE_DAYS = 14
"""A medicine confirmed longer ago than this is asked about again."""


def of_person(person: PersonRecords) -> list[Record]:
    """The medicines, those still taken first."""
    found = [each for each in person.of("intervention") if text(each, "intervention_type") == "pharm"]
    return sorted(found, key=lambda each: (bool(text(each, "ended_on")), each.made))


def open_medicines(person: PersonRecords) -> list[Record]:
    """The medicines that are taken now."""
    return [each for each in of_person(person) if each.hidden is None and not text(each, "ended_on")]


def medicine_name(medicine: Record) -> str:
    """The medicine, else what kind of prescribing it is."""
    return words(medicine, "medicine") or words(medicine, "sub_type")


def medicines(person: PersonRecords, confirmed_by: Mapping[str, str]) -> Section:
    """Every medicine with what is open about it; `confirmed_by` are writers' names by record id."""
    found = of_person(person)
    lines = [
        one for medicine in found for one in _medicine(person, medicine, confirmed_by.get(medicine.id, ""))
    ]
    if not any(medicine.hidden is None for medicine in found):
        lines.append(missing("intervention", "Medicines", "not asked", {"intervention_type": "pharm"}))
    return section("Medicines", lines)


def _medicine(person: PersonRecords, medicine: Record, by: str) -> list[Line]:
    dose = f"{words(medicine, 'daily_dose_mg')} mg daily" if text(medicine, "daily_dose_mg") else ""
    supervised = "supervised" if text(medicine, "supervised") == "yes" else ""
    said = joined(medicine_name(medicine), words(medicine, "purpose").lower(), dose, supervised)
    if text(medicine, "ended_on"):
        how = words(medicine, "exit_status").lower()
        ended = joined(f"ended {person.day(medicine, 'ended_on')}", how)
        return [line(medicine, said, ended), *([] if how else to_ask(medicine, "exit_status"))]
    since = f"since {person.day(medicine, 'started_on')}" if text(medicine, "started_on") else ""
    provider = f"from {words(medicine, 'provider')}" if text(medicine, "provider") else ""
    reviewed = (
        f"reviewed {person.day(medicine, 'last_reviewed_on')}" if text(medicine, "last_reviewed_on") else ""
    )
    note = joined(since, provider, words(medicine, "whose_choice").lower(), reviewed)
    open_fields = ("started_on", "purpose", "provider", "whose_choice", "last_reviewed_on")
    if medicine.hidden is not None:
        return [line(medicine, said, note)]
    return [line(medicine, said, note), _confirmed(person, medicine, by), *to_ask(medicine, *open_fields)]


def _confirmed(person: PersonRecords, medicine: Record, by: str) -> Line:
    """Who said so and when: a medicine is never shown without."""
    on = text(medicine, "confirmed_on")
    if not on:
        return question(medicine, "confirmed_on", "who says so?", "not confirmed")
    days = person.days_since(on)
    how = joined(words(medicine, "confirmed_how").lower(), person.day(medicine, "confirmed_on"), by=" ")
    if days > STALE_DAYS:
        old = joined(by, f"{days} days old, confirm with healthcare")
        return question(medicine, "confirmed_on", how, old)
    return line(medicine, how, by, indent=1, focus="confirmed_on")
