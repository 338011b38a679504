"""After release: who rings on which day, whether treatment carried on, what to do when it goes wrong."""

from __future__ import annotations

from datetime import date, timedelta

from recovery_tui.casework.areas.red import mark_of
from recovery_tui.casework.calls import due_call, numbers
from recovery_tui.casework.person_records import (
    PersonRecords,
    answer,
    joined,
    line,
    missing,
    section,
    text,
    to_ask,
    words,
)
from recovery_tui.casework.views import Line, Mark, Section
from recovery_tui.journal.reading import Record
from recovery_tui.practice.release import carried_on
from recovery_tui.practice.seen import CALL_DAYS
from recovery_tui.records.codes import lowered
from recovery_tui.records.lists.justice import NEEDS_WILLINGNESS
from recovery_tui.records.lists.release import CHECK_DAYS, CONTINUITY_DAYS

_FIRST_WEEKS = ("in_treatment", "housed", "dose_collected", "use_since", "benefits_claimed")
_ALWAYS = ("in_treatment", "housed", "use_since")


def checks(person: PersonRecords, stay: Record) -> Section:
    """The checks on day 1 to 182, and the first day of treatment outside; who does them, before release."""
    if not text(stay, "released_on"):
        return section("After release", [_who_rings(person)])
    released = date.fromisoformat(text(stay, "released_on"))
    done = {
        text(check, "day"): check
        for check in person.of("post_release_check")
        if text(check, "stay") == stay.id
    }
    lines = [_carried_on(person, stay, released), _who_rings(person)]
    call = due_call(person)
    for day in CHECK_DAYS:
        check = done.get(str(day))
        now = call is not None and day == call.day
        due = released + timedelta(days=day)
        lines += (
            _done(person, check, day, now) if check is not None else [_coming(person, stay, day, due, now)]
        )
    return section("After release", lines)


def _carried_on(person: PersonRecords, stay: Record, released: date) -> Line:
    """Treatment counts as carried on when it began within 21 days."""
    began = carried_on(person.values("post_release_check", "appointment"), stay.values)
    last = released + timedelta(days=CONTINUITY_DAYS)
    if began is not None:
        note = (
            "within 21 days" if began <= last else f"after {person.spelled(last)}, the last day that counts"
        )
        return Line(f"Treatment began {person.spelled(began)}", note)
    left = (last - person.today).days
    note = (
        f"{left} days left, until {person.spelled(last)}" if left >= 0 else f"not by {person.spelled(last)}"
    )
    preset: dict[str, object] = {"structured_treatment": "yes"}
    mark = mark_of(person, "treatment_not_booked")
    return Line("Treatment begun?", note, mark, None, "appointment", preset)


def _who_rings(person: PersonRecords) -> Line:
    here = [each for each in person.shown("professional") if not text(each, "until_on")]
    rings = next((each for each in here if text(each, "role") == "recovery_worker"), None)
    if rings is None:
        return missing("professional", "Who rings after release", "not known", {"role": "recovery_worker"})
    return line(rings, f"Rings after release: {words(rings, 'name')}", words(rings, "phone"))


def _done(person: PersonRecords, check: Record, day: int, now: bool) -> list[Line]:
    """What was found out on a day; `now` while Today tells of its call."""
    reached = "reached" if text(check, "contact_made") == "yes" else "not reached"
    treatment = {"yes": "in treatment", "no": "not in treatment"}.get(text(check, "in_treatment"), "")
    dose = {"yes": "dose collected", "no": "dose not collected"}.get(text(check, "dose_collected"), "")
    use = f"use since: {words(check, 'use_since').lower()}" if text(check, "use_since") else ""
    note = joined(
        person.day(check, "checked_on"), reached, treatment, dose, lowered(words(check, "housed")), use
    )
    ring = numbers(person) if now else ""
    lines = [line(check, f"Day {day}", joined(note, ring), Mark.MISSING if now else Mark.NONE)]
    if check.hidden is not None or reached != "reached":
        return lines
    return [*lines, *to_ask(check, *(_FIRST_WEEKS if day <= CONTINUITY_DAYS else _ALWAYS))]


def _coming(person: PersonRecords, stay: Record, day: int, due: date, now: bool) -> Line:
    """A day nobody has written about: the one to ring on `now` with its number; others without a call when late."""
    preset: dict[str, object] = {"stay": stay.id, "day": day}
    late = due < person.today
    said = f"{'not done, was due' if late else 'due'} {person.spelled(due)}"
    mark = Mark.MISSING if now or (late and day not in CALL_DAYS) else Mark.NONE
    note = joined(said, numbers(person) if now else "")
    return Line(f"Day {day}", note, mark, None, "post_release_check", preset)


def if_it_goes_wrong(person: PersonRecords) -> Section:
    """What happens after a lapse, without blame, and who tells the community service of a recall."""
    plan = person.newest("plan", "started_on")
    here = [each for each in person.shown("professional") if not text(each, "until_on")]
    com = next((each for each in here if text(each, "role") == "com"), None)
    tells = (
        line(com, f"If recalled: {words(com, 'name')} tells the community service", words(com, "phone"))
        if com
        else missing("professional", "If recalled", "who tells the community service?", {"role": "com"})
    )
    return section(
        "If it goes wrong",
        [
            answer(
                person, plan, "plan", "what_helps", "After a lapse, no blame", ask="what helps? not asked yet"
            ),
            tells,
        ],
    )


def requirements(person: PersonRecords) -> Section:
    """What an order or licence asks about treatment; a treatment requirement needs the person's word."""
    lines = []
    for each in person.of("requirement"):
        ends = f"until {person.day(each, 'ends_on')}" if text(each, "ends_on") else ""
        reviews = f"reviewed every {words(each, 'review_weeks')} weeks" if text(each, "review_weeks") else ""
        court = "by the court" if text(each, "court_review") == "yes" else ""
        willing = f"willing {person.day(each, 'willing_on')}" if text(each, "willing_on") else ""
        note = joined(f"from {person.day(each, 'started_on')}", ends, joined(reviews, court, by=" "), willing)
        lines.append(line(each, words(each, "requirement_kind"), note))
        if each.hidden is None:
            asked = ("willing_on",) if text(each, "requirement_kind") in NEEDS_WILLINGNESS else ()
            lines += to_ask(each, "ends_on", *asked)
    if not any(each.hidden is None for each in person.of("requirement")):
        lines.append(missing("requirement", "Conditions about treatment", "not asked: licence or order?"))
    return section("Licence and orders", lines)


def absences(person: PersonRecords) -> Section:
    """Times out of prison: medicine, naloxone, and whether a community service is met."""
    lines = []
    for each in sorted(person.of("temporary_absence"), key=lambda one: text(one, "out_at"), reverse=True):
        back = f"back {person.day(each, 'back_at')}" if text(each, "back_at") else ""
        kit = "carries naloxone" if text(each, "naloxone_carried") == "yes" else ""
        meets = "meets a community service" if text(each, "community_appointment") == "yes" else ""
        said = joined(words(each, "absence_kind"), person.day(each, "out_at"), by=": ")
        lines.append(line(each, said, joined(back, words(each, "medicine_plan"), kit, meets)))
        if each.hidden is None:
            lines += to_ask(
                each, "medicine_plan", "naloxone_carried", "community_appointment", *_back(person, each)
            )
    return section("Times out", lines)


def _back(person: PersonRecords, absence: Record) -> tuple[str, ...]:
    """Asks whether somebody is back once the day out has passed."""
    return ("back_at",) if text(absence, "out_at")[:10] < person.today.isoformat() else ()
