"""Release: how sure the date is, the countdown items as recorded, and the checks after release."""

from __future__ import annotations

from datetime import date, timedelta

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
from recovery_tui.practice.calendar import is_awkward_release
from recovery_tui.practice.due import is_overdue
from recovery_tui.practice.stays import current_stay, release_words
from recovery_tui.records import KINDS
from recovery_tui.records.labels import value_words

_DATES = {"stay_type", "release_expected_on", "release_basis", "released_on", "ended_on"}
"""Fields of a stay that say when the person is out."""

CLOSED_ITEM = frozenset({"done", "not_applicable"})
CHECK_DAYS = (1, 3, 7, 14, 21, 28, 84, 182)
"""Days after release on which somebody asks (journey K9)."""


def stay_of(person: PersonRecords) -> Record | None:
    """The stay the person is in now, or the last one."""
    stays = person.shown("stay")
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


def view(person: PersonRecords) -> AreaView:
    """The release area."""
    stay = stay_of(person)
    sections = [_date(person, stay)]
    if stay is not None:
        sections.append(_items(person, stay))
        if text(stay, "released_on"):
            sections.append(_checks(person, stay))
    others = [other for other in person.of("stay") if stay is None or other.id != stay.id]
    if others:
        lines = [
            line(o, joined(words(o, "stay_type"), words(o, "establishment")), words(o, "started_on"))
            for o in others
        ]
        sections.append(section("Other stays", lines))
    return AreaView(Area.RELEASE, tuple(sections), choices("stay", "release_item", "post_release_check"))


def _date(person: PersonRecords, stay: Record | None) -> Section:
    if stay is None:
        return section("Release", [missing("stay", "No stay recorded", "enter adds where the person is")])
    where = joined(words(stay, "establishment"), words(stay, "location"), by=" ")
    lines = [line(stay, joined(words(stay, "stay_type"), where), f"since {words(stay, 'started_on')}")]
    said = release_said(stay, person.today)
    if is_missing(stay, "release_expected_on") and is_missing(stay, "released_on"):
        reason = words(stay, "no_date_reason") or "no date and no reason yet"
        lines.append(
            Line("Release date", reason, Mark.MISSING, lines[0].record, "stay", focus="release_expected_on")
        )
        return section("Release", lines)
    lines.append(line(stay, said[:1].upper() + said[1:], words(stay, "release_basis").lower()))
    expected = text(stay, "release_expected_on")
    if not text(stay, "released_on"):
        if is_overdue(expected, person.today):
            lines.append(
                Line(
                    "released?",
                    "the date has passed and nothing is recorded",
                    Mark.ACT,
                    lines[0].record,
                    "stay",
                    focus="released_on",
                )
            )
        elif expected and is_awkward_release(date.fromisoformat(expected)):
            lines.append(
                line(stay, "Friday or eve of a holiday", "is an earlier day possible?", Mark.MISSING)
            )
    lines.append(answer(person, stay, "stay", "home_area", "Home area", ask="not asked"))
    return section("Release", lines)


def _items(person: PersonRecords, stay: Record) -> Section:
    recorded = {
        text(item, "item"): item for item in person.of("release_item") if text(item, "stay") == stay.id
    }
    codes = KINDS["release_item"].fields["item"].codes
    lines = []
    for code in codes.codes if codes else ():
        item = recorded.get(code.code)
        if item is None:
            preset: dict[str, object] = {"stay": stay.id, "item": code.code}
            lines.append(
                Line(code.label, "not yet", Mark.MISSING, None, "release_item", preset, focus="status")
            )
        else:
            is_open = text(item, "status") not in CLOSED_ITEM
            due = (
                f"due {words(item, 'due_on')}" if is_open and text(item, "due_on") else words(item, "done_on")
            )
            note = joined(words(item, "status").lower(), due, words(item, "owner"), words(item, "reason"))
            late = is_open and is_overdue(text(item, "due_on"), person.today)
            lines.append(line(item, code.label, note, Mark.MISSING if late else Mark.NONE))
    lines.sort(key=lambda each: each.record is None)
    return section("Countdown", lines)


def _checks(person: PersonRecords, stay: Record) -> Section:
    released = date.fromisoformat(text(stay, "released_on"))
    done = {
        text(check, "day"): check
        for check in person.of("post_release_check")
        if text(check, "stay") == stay.id
    }
    lines = []
    for day in CHECK_DAYS:
        check = done.get(str(day))
        due = released + timedelta(days=day)
        if check is not None:
            reached = f"contact: {words(check, 'contact_made').lower()}"
            lines.append(line(check, f"Day {day}", joined(words(check, "checked_on"), reached)))
        elif due <= person.today + timedelta(days=7):
            preset: dict[str, object] = {"stay": stay.id, "day": day}
            when = value_words("stay", "released_on", due.isoformat())
            mark = Mark.ACT if due < person.today else Mark.MISSING
            lines.append(Line(f"Day {day} check", f"due {when}", mark, None, "post_release_check", preset))
    return section("After release", lines)
