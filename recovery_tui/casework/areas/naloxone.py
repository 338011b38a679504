"""Naloxone as five dated facts, and the rest of what keeps harm away: vaccine, test, information."""

from __future__ import annotations

from recovery_tui.casework.person_records import (
    PersonRecords,
    answer,
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
from recovery_tui.practice.due import is_overdue
from recovery_tui.records.lists.treatment import NO_KIT_WANTED


def naloxone(person: PersonRecords) -> Section:
    """Offered, trained, issued, packed for the gate, handed over: each with its day, or asked for."""
    kits = person.of("naloxone")
    kit = person.newest("naloxone", "offered_on")
    older = [line(each, "earlier kit", person.day(each, "offered_on")) for each in kits if each is not kit]
    if kit is None:  # asked for at the gate
        return section("Naloxone", older)
    came_of_it = words(kit, "offer_outcome").lower()
    if text(kit, "offer_outcome") == "unknown":
        came_of_it = f"what came of it: {came_of_it}"
    offered = line(kit, f"Offered: {person.day(kit, 'offered_on')}", came_of_it, focus="offered_on")
    if text(kit, "offer_outcome") in NO_KIT_WANTED:
        return section("Naloxone", [offered, *older])
    product = joined(words(kit, "product"), f"{words(kit, 'doses')} doses" if text(kit, "doses") else "")
    return section(
        "Naloxone",
        [
            offered,
            answer(person, kit, "naloxone", "trained_on", "Trained", note=_by(kit)),
            answer(person, kit, "naloxone", "issued_on", "Issued", note=product),
            answer(person, kit, "naloxone", "ready_at_gate_on", "Packed for the gate"),
            answer(person, kit, "naloxone", "handed_over_on", "Handed over", note=words(kit, "held_where")),
            *_about_the_kit(person, kit),
            *older,
        ],
    )


def _by(kit: Record) -> str:
    return f"by {words(kit, 'trained_by').lower()}" if text(kit, "trained_by") else ""


def _about_the_kit(person: PersonRecords, kit: Record) -> list[Line]:
    """How long it keeps, where it lies, and whether somebody near can use it."""
    lines = []
    if is_overdue(text(kit, "expires_on"), person.today):
        lines.append(question(kit, "expires_on", "too old to use", f"since {person.day(kit, 'expires_on')}"))
    elif text(kit, "expires_on"):
        lines.append(line(kit, f"good until {person.day(kit, 'expires_on')}", indent=1, focus="expires_on"))
    if text(kit, "handed_over_on") and text(kit, "held_where") in {"property", "none"}:
        lines.append(question(kit, "held_where", "not in their hands", words(kit, "held_where").lower()))
    if text(kit, "carer_trained") == "yes":
        lines.append(line(kit, "family or friend trained", indent=1, focus="carer_trained"))
    issued = bool(text(kit, "issued_on"))
    asked = ("expires_on", "held_where", "carer_trained") if issued else ("carer_trained",)
    return [*lines, *to_ask(kit, *asked)]


def harm_reduction(person: PersonRecords) -> Section:
    """Hepatitis B vaccine, hepatitis C test (never its result), information given; the newest record counts."""
    newest = person.newest("harm_reduction", "recorded_on")
    earlier = [
        line(each, "earlier record", person.day(each, "recorded_on"))
        for each in person.of("harm_reduction")
        if each is not newest
    ]
    if newest is None:
        empty = missing("harm_reduction", "Vaccine, test and information", "not asked")
        return section("Against infection", [empty, *earlier])
    fields = ("hep_b_vaccine", "hep_c_test", "information_given")
    said = [
        line(
            newest, f"{title}: {words(newest, field).lower()}", person.day(newest, "recorded_on"), focus=field
        )
        for field, title in zip(
            fields, ("Hepatitis B vaccine", "Hepatitis C test", "Information given"), strict=True
        )
        if text(newest, field) not in {"", "not_asked"}
    ]
    return section("Against infection", [*said, *to_ask(newest, *fields), *earlier])
