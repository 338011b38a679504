"""Treatment: what happens at the gate, medicines, groups and one-to-ones, substances, naloxone as dated facts."""

from __future__ import annotations

from recovery_tui.casework.person_records import (
    PersonRecords,
    answer,
    by_date,
    choices,
    is_missing,
    joined,
    line,
    missing,
    section,
    text,
    words,
)
from recovery_tui.casework.views import AddChoice, Area, AreaView, Line, Mark, RecordId, Section
from recovery_tui.journal.reading import Record

CAME = frozenset({"came", "late"})
STALE_DAYS = 14
"""A medicine confirmed longer ago than this is asked about again."""


def view(person: PersonRecords) -> AreaView:
    """The treatment area."""
    return AreaView(
        Area.TREATMENT,
        (_gate(person), _medicines(person), _sessions(person), _substances(person), _naloxone(person)),
        (
            AddChoice("intervention", "Medicine", {"intervention_type": "pharm"}),
            AddChoice("intervention", "Group or one-to-one", {"intervention_type": "psysoc"}),
            *choices("session", "substance", "naloxone", "appointment"),
        ),
    )


def _gate(person: PersonRecords) -> Section:
    return section(
        "At the gate",
        [_first_appointment(person), *(_next_dose(m) for m in medicines(person) if not text(m, "ended_on"))],
    )


def _first_appointment(person: PersonRecords) -> Line:
    """The next structured treatment appointment, or that there is none."""
    booked = [
        each
        for each in person.shown("appointment")
        if text(each, "structured_treatment") == "yes"
        and text(each, "status") in {"proposed", "booked"}
        and text(each, "starts_at")[:10] >= person.today.isoformat()
    ]
    first = min(booked, key=lambda each: text(each, "starts_at"), default=None)
    if first is None:
        preset: dict[str, object] = {"structured_treatment": "yes"}
        on_medicine = any(not text(each, "ended_on") for each in medicines(person))
        mark = Mark.ACT if on_medicine else Mark.MISSING
        return Line("First appointment", "none booked", mark, None, "appointment", preset)
    return line(
        first,
        f"First appointment: {words(first, 'starts_at')}",
        joined(words(first, "place"), words(first, "status").lower()),
    )


def medicines(person: PersonRecords) -> list[Record]:
    """The medicines, those still taken first."""
    found = [each for each in person.of("intervention") if text(each, "intervention_type") == "pharm"]
    return sorted(found, key=lambda each: (bool(text(each, "ended_on")), each.made))


def _next_dose(medicine: Record) -> Line:
    name = words(medicine, "medicine") or words(medicine, "sub_type")
    if is_missing(medicine, "next_dose_on"):
        return Line(
            f"Next dose, {name}",
            "not arranged",
            Mark.ACT,
            RecordId(medicine.id),
            "intervention",
            focus="next_dose_on",
        )
    return line(
        medicine, f"Next dose, {name}: {words(medicine, 'next_dose_on')}", words(medicine, "next_dose_place")
    )


def _medicines(person: PersonRecords) -> Section:
    lines = []
    for medicine in medicines(person):
        dose = f"{words(medicine, 'daily_dose_mg')} mg daily" if words(medicine, "daily_dose_mg") else ""
        name = words(medicine, "medicine") or words(medicine, "sub_type")
        ended = f"ended {words(medicine, 'ended_on')}" if text(medicine, "ended_on") else ""
        since = f"since {words(medicine, 'started_on')}" if text(medicine, "started_on") else ""
        said = joined(name, words(medicine, "purpose").lower(), dose)
        lines.append(line(medicine, said, joined(ended or since, words(medicine, "whose_choice").lower())))
        if not ended:
            lines.append(_confirmed(person, medicine))
    if not any(medicine.hidden is None for medicine in medicines(person)):
        lines.append(missing("intervention", "Medicines", "not asked", {"intervention_type": "pharm"}))
    return section("Medicines", lines)


def _confirmed(person: PersonRecords, medicine: Record) -> Line:
    """Who said so and when: a medicine is never shown without."""
    on = text(medicine, "confirmed_on")
    if not on:
        return Line(
            "who says so?",
            "not confirmed",
            Mark.MISSING,
            RecordId(medicine.id),
            "intervention",
            focus="confirmed_on",
            indent=1,
        )
    days = person.days_since(on)
    stale = days > STALE_DAYS
    said = joined(words(medicine, "confirmed_how").lower(), words(medicine, "confirmed_on"), by=" ")
    note = f"{days} days old, confirm with healthcare" if stale else ""
    return line(medicine, said, note, Mark.MISSING if stale else Mark.NONE, indent=1)


def _sessions(person: PersonRecords) -> Section:
    lines = []
    for each in person.of("intervention"):
        if text(each, "intervention_type") == "pharm":
            continue
        held = [s for s in person.shown("session") if text(s, "intervention") == each.id]
        came = sum(text(s, "attendance") in CAME for s in held)
        last = next(by_date(held, "held_on"), None)
        planned = text(each, "sessions_planned")
        count = f"came {came} of {len(held)}" if held else "nothing held yet"
        left = f"{int(planned) - len(held)} to go" if planned and int(planned) > len(held) else ""
        ended = f"ended {words(each, 'ended_on')}" if text(each, "ended_on") else ""
        note = joined(count, left, f"last {words(last, 'held_on')}" if last else "", ended)
        lines.append(line(each, words(each, "sub_type"), note))
    if not any(one.hidden is None for one in lines):
        lines.append(
            missing("intervention", "Groups and one-to-ones", "none yet", {"intervention_type": "psysoc"})
        )
    return section("Groups and one-to-ones", lines)


def _substances(person: PersonRecords) -> Section:
    lines = []
    for each in sorted(person.of("substance"), key=lambda s: (text(s, "rank"), s.made)):
        days = words(each, "days_used")
        last = f"last used {words(each, 'last_used_on')}" if text(each, "last_used_on") else ""
        lines.append(
            line(
                each,
                joined(words(each, "rank"), words(each, "substance"), by=" "),
                joined(f"{days} of 28 days" if days else "", words(each, "route").lower(), last),
            )
        )
        if is_missing(each, "overdose_ever"):
            lines.append(
                Line(
                    "ever overdosed?",
                    "not asked",
                    Mark.MISSING,
                    RecordId(each.id),
                    "substance",
                    focus="overdose_ever",
                    indent=1,
                )
            )
        elif text(each, "overdose_ever") == "yes":
            when = words(each, "last_overdose_on")
            lines.append(line(each, "has overdosed", f"last {when}" if when else "", indent=1))
    if not any(each.hidden is None for each in person.of("substance")):
        lines.append(missing("substance", "Substances", "not asked", {"rank": 1}))
    return section("Substances", lines)


def _naloxone(person: PersonRecords) -> Section:
    kits = person.of("naloxone")
    if not any(kit.hidden is None for kit in kits):
        return section(
            "Naloxone", [missing("naloxone", "Offered?", "not asked"), *(line(k, "kit") for k in kits)]
        )
    kit = person.newest("naloxone", "offered_on")
    return section(
        "Naloxone",
        [
            answer(kit, "naloxone", "offered_on", "Offered", note=words(kit, "offer_outcome").lower()),
            answer(kit, "naloxone", "trained_on", "Trained", note=words(kit, "trained_by")),
            answer(
                kit,
                "naloxone",
                "issued_on",
                "Issued",
                note=joined(words(kit, "product"), words(kit, "doses")),
            ),
            answer(kit, "naloxone", "ready_at_gate_on", "Packed for the gate"),
            answer(kit, "naloxone", "handed_over_on", "Handed over", note=words(kit, "held_where")),
            *(line(older, "earlier kit", words(older, "offered_on")) for older in kits if older is not kit),
        ],
    )
