"""The countdown to a release: what is late, what comes, what is settled. A line becomes a record when acted on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from recovery_tui.casework.person_records import PersonRecords, joined, line, section, text, words
from recovery_tui.casework.views import Line, Mark, Section
from recovery_tui.casework.weighed import case_of
from recovery_tui.journal.reading import Record
from recovery_tui.practice.due import is_overdue
from recovery_tui.practice.release import AMBER_DAYS, CountdownItem, countdown
from recovery_tui.practice.safety import COURT, unready_for_court
from recovery_tui.practice.stays import Values
from recovery_tui.records.lists.release import SETTLED_ITEMS

_COURT = "If freed by the court"

_NEEDED = (
    "person", "substance", "intervention", "naloxone", "home", "need", "work", "peer_link", "permission",
)  # fmt: skip
"""Kinds that decide which items apply."""


def countdown_sections(person: PersonRecords, stay: Record) -> list[Section]:
    """Late and due items first, then later ones, settled ones, and what does not apply.

    Before all of them stands what is still to do before a court may free the person, while Today tells of that.
    """
    recorded = {
        text(each, "item"): each for each in person.of("release_item") if text(each, "stay") == stay.id
    }
    court = _for_court(person)
    groups: dict[str, list[tuple[str, Line]]] = {
        _COURT: [],
        "": [],
        "later": [],
        "settled": [],
        "does not apply, as it seems": [],
    }
    ready = open_count = 0
    for item in countdown(person.values(*_NEEDED), _cautious(stay)):
        found = recorded.get(item.item.code)
        if found is not None:
            settled = text(found, "status") in SETTLED_ITEMS
            ready, open_count = ready + settled, open_count + (not settled)
            due = text(found, "due_on") or (item.due.isoformat() if item.due else "")
            group = "settled" if settled else "later" if _is_later(person, due) else ""
            told = _recorded(person, found, item, due, settled)
            if item.item.code in court and not settled:
                group, told = _COURT, _before_court(person, stay, told)
            groups[group].append((due, told))
        elif text(stay, "released_on"):
            continue
        elif item.applies is False:
            groups["does not apply, as it seems"].append((item.item.code, _not_applying(stay, item)))
        else:
            open_count += 1
            due = item.due.isoformat() if item.due else ""
            group, told = "later" if _is_later(person, due) else "", _unrecorded(person, stay, item)
            if item.item.code in court:
                group, told = _COURT, _before_court(person, stay, told)
            groups[group].append((due, told))
    total = ready + open_count
    title = f"Countdown: {ready} of {total} ready" if total else "Countdown"
    named = {_COURT: f"{_COURT}: {len(groups[_COURT])} to do", "": title}
    return [section(named.get(name, f"Countdown, {name}"), _ordered(lines)) for name, lines in groups.items()]


def _for_court(person: PersonRecords) -> list[str]:
    """Items that are not ready though a court may free the person within days."""
    is_near = any(each.code == COURT for each in person.worries)
    return unready_for_court(case_of(person.records)) if is_near else []


def _before_court(person: PersonRecords, stay: Record, told: Line) -> Line:
    """The line of an item that is due before court, whatever day it was to be done by."""
    status = told.note.partition(", ")[0] if told.record else ""
    before = f"before court, {person.spelled(str(_cautious(stay).get('release_expected_on') or ''))}"
    return replace(told, note=joined(status, before), mark=Mark.ACT)


def _cautious(stay: Record) -> Values:
    """The stay with the earliest of its disputed release dates."""
    days = [str(day) for day in stay.also.get("release_expected_on", ()) if day]
    return {**stay.values, "release_expected_on": min(days)} if days else stay.values


def _is_later(person: PersonRecords, due: str) -> bool:
    return not due or -person.days_since(due) > AMBER_DAYS


def _ordered(lines: Iterable[tuple[str, Line]]) -> list[Line]:
    return [one for _, one in sorted(lines, key=lambda pair: pair[0])]


def _when(person: PersonRecords, due: str) -> tuple[str, Mark]:
    """When something open is due; it is asked for from a week before its day."""
    if not due:
        return "no release date yet", Mark.NONE
    if is_overdue(due, person.today):
        return f"late, was due {person.spelled(due)}", Mark.MISSING
    return f"due {person.spelled(due)}", Mark.NONE if _is_later(person, due) else Mark.MISSING


def _recorded(person: PersonRecords, found: Record, item: CountdownItem, due: str, settled: bool) -> Line:
    status = words(found, "status").lower()
    why = joined(words(found, "reason"), words(found, "evidence"))
    if settled:
        return line(found, item.item.label, joined(status, person.day(found, "done_on"), why))
    said, mark = _when(person, due)
    return line(found, item.item.label, joined(status, said, words(found, "owner"), why), mark)


def _preset(stay: Record, item: CountdownItem) -> dict[str, object]:
    due = {"due_on": item.due.isoformat()} if item.due else {}
    return {"stay": stay.id, "item": item.item.code, **due}


def _unrecorded(person: PersonRecords, stay: Record, item: CountdownItem) -> Line:
    said, mark = _when(person, item.due.isoformat() if item.due else "")
    condition = f"if: {item.item.applies}" if item.applies is None else ""
    return Line(
        item.item.label, joined(said, condition), mark, None, "release_item", _preset(stay, item), "status"
    )


def _not_applying(stay: Record, item: CountdownItem) -> Line:
    return Line(
        item.item.label,
        f"for: {item.item.applies}",
        Mark.NONE,
        None,
        "release_item",
        _preset(stay, item),
        "status",
    )
