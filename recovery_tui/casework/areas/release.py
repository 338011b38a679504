"""Release: how sure the date is, the countdown, the gate, and the checks after."""

from __future__ import annotations

from datetime import date

from recovery_tui.casework.areas.aftercare import absences, checks, if_it_goes_wrong, requirements
from recovery_tui.casework.areas.countdown import countdown_sections
from recovery_tui.casework.areas.gate import gate
from recovery_tui.casework.areas.red import mark_of
from recovery_tui.casework.areas.stays import release_said, stay_of
from recovery_tui.casework.person_records import (
    PersonRecords,
    answer,
    choices,
    is_missing,
    joined,
    line,
    missing,
    section,
    text,
    words,
)
from recovery_tui.casework.views import Area, AreaView, Line, Mark, Section
from recovery_tui.journal.reading import Record
from recovery_tui.practice.calendar import (
    earlier_release_day,
    early_release_may_apply,
    is_awkward_release,
)
from recovery_tui.practice.due import is_overdue
from recovery_tui.practice.safety import UNRECORDED


def view(person: PersonRecords) -> AreaView:
    """The release area."""
    stay = stay_of(person)
    sections = [_date(person, stay)]
    if stay is not None:
        out = bool(text(stay, "released_on"))
        before = [gate(person), *countdown_sections(person, stay)]
        after = [checks(person, stay), if_it_goes_wrong(person)]
        sections += [*after, *before] if out else [*before, *after]
    sections += [requirements(person), absences(person), _others(person, stay)]
    return AreaView(
        Area.RELEASE,
        tuple(sections),
        choices("stay", "release_item", "post_release_check", "requirement", "temporary_absence"),
    )


def _others(person: PersonRecords, stay: Record | None) -> Section:
    others = [other for other in person.of("stay") if stay is None or other.id != stay.id]
    return section(
        "Other stays",
        [
            line(o, joined(words(o, "stay_type"), words(o, "establishment")), person.day(o, "started_on"))
            for o in others
        ],
    )


def _date(person: PersonRecords, stay: Record | None) -> Section:
    if stay is None:
        return section("Release", [missing("stay", "No stay recorded", "add where the person is")])
    where = joined(words(stay, "establishment"), words(stay, "location"), by=" ")
    here = line(stay, joined(words(stay, "stay_type"), where), f"since {person.day(stay, 'started_on')}")
    if is_missing(stay, "release_expected_on") and is_missing(stay, "released_on"):
        reason = words(stay, "no_date_reason") or "no date and no reason yet"
        return section(
            "Release",
            [
                here,
                Line("Release date", reason, Mark.MISSING, here.record, "stay", focus="release_expected_on"),
            ],
        )
    said = release_said(stay, person.today)
    date_field = "released_on" if text(stay, "released_on") else "release_expected_on"
    lines = [here, line(stay, said[:1].upper() + said[1:], focus=date_field)]
    if is_missing(stay, "release_basis") and not text(stay, "released_on"):
        lines.append(
            answer(person, stay, "stay", "release_basis", "How sure is the date", ask="not confirmed yet")
        )
    lines += _awkward(person, stay)
    lines.append(answer(person, stay, "stay", "home_area", "Home area", ask="not asked"))
    return section("Release", lines)


def _awkward(person: PersonRecords, stay: Record) -> list[Line]:
    """A date that has passed unrecorded, or that lies before closed doors."""
    expected = text(stay, "release_expected_on")
    if not expected or text(stay, "released_on"):
        return []
    if is_overdue(expected, person.today):
        said = "the date has passed and nothing is recorded"
        return [line(stay, "released?", said, mark_of(person, UNRECORDED), focus="released_on")]
    day = date.fromisoformat(expected)
    if not is_awkward_release(day):
        return []
    earlier = (
        f"could be {person.spelled(earlier_release_day(day))}" if early_release_may_apply(stay.values) else ""
    )
    note = earlier or "services are closed next day"
    return [line(stay, "Friday or eve of a holiday", note, Mark.MISSING, focus="release_expected_on")]
