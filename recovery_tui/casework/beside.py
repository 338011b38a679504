"""What stands beside a list about the line the cursor is on: of a person in neutral words, of a record its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from recovery_tui.casework import caseload, today_lines
from recovery_tui.casework.conflict_words import answer_words
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.person_records import joined, text
from recovery_tui.casework.settings import read as settings_of
from recovery_tui.casework.today_lines import ACT, AHEAD_OF_US, DUE, group_of
from recovery_tui.casework.views import Detail, Line, RecordId, Section
from recovery_tui.casework.weighed import case_of
from recovery_tui.journal import reading
from recovery_tui.practice.day_words import spell_near, spell_short
from recovery_tui.practice.seen import last_seen
from recovery_tui.records import KINDS
from recovery_tui.records.lists.plan import CONTACT_OUTCOME

_AREAS = ("treatment", "peers", "home and work", "release plan")


def of_person(desk: Desk, person: RecordId) -> Detail | None:
    """A person as lists may show them; None when nothing of theirs is here.

    It gathers what Today and the caseload say of them anyway, and is no opening of the person: nothing is journalled.
    """
    today, clinical = desk.clock.today(), settings_of(desk).clinical_on_lists
    with desk.journal.reading() as conn:
        kinds = tuple(dict.fromkeys((*caseload.KINDS, *today_lines.READ)))
        whose = next(today_lines.read(conn, [person], today, kinds), None)
    if whose is None or not whose.records.records:
        return None
    row = caseload.row_of(whose.records, last_seen(case_of(whose.records.records)))
    facts = {
        "": joined(row.number, row.location),
        "out": row.release,
        **dict(zip(_AREAS, row.areas, strict=True)),
        "agreed": row.agreed,
        "review": row.review,
        "last seen": joined(row.last_seen, _newest_contact(whose.records.newest("contact", "held_on"))),
    }
    told: dict[str, list[Line]] = {ACT: [], DUE: [], AHEAD_OF_US: []}
    for due in sorted(whose.due, key=lambda each: (each.rank, each.day, each.at, each.code)):
        group = group_of(due, today)
        if group:
            each = whose.line(due, desk.me, clinical=clinical)
            when = "" if group == ACT else each.when
            told[group].append(Line(joined(when, each.text, by="  "), each.next_said, each.mark))
    sections = (Section(title, tuple(lines)) for title, lines in told.items() if lines)
    return Detail(row.name, (Section("", tuple(_facts(facts))), *sections))


def of_line(desk: Desk, line: Line) -> Detail | None:
    """All that a line's record holds, field by field, or what the line says of what is not recorded yet.

    For a person's own pages only; None when the record is not here.
    """
    if line.record is None:
        return Detail(line.text, (Section("", (Line(line.note),)),) if line.note else ())
    return _of_record(desk, line.record)


def _of_record(desk: Desk, record: RecordId) -> Detail | None:
    with desk.journal.reading() as conn:
        found = reading.one(conn, record)
        if found is None:
            return None
        told = dict(_fields(desk, conn, found))
    written = spell_near(found.made_on, desk.clock.today()) if found.made_on else "not here yet"
    told |= {"written": written, "hidden": found.hidden or ""}
    return Detail(KINDS[found.kind].title, (Section("", tuple(_facts(told))),))


def _fields(desk: Desk, conn: Connection, record: reading.Record) -> Iterator[tuple[str, str]]:
    """The fields that have a value, by title, in the order of the form; all answers where writers disagree."""
    for name, spec in KINDS[record.kind].fields.items():
        answers = record.also.get(name, [record.values.get(name)])
        if any(each is not None for each in answers) and not spec.hidden_in_forms:
            said = (answer_words(desk, conn, record.kind, name, each) for each in answers)
            once = (each.removeprefix(f"{spec.title}: ") for each in said)  # not `Goal: Goal: Keep my script`
            yield spec.title, " or ".join(dict.fromkeys(once))


def _facts(told: Mapping[str, str]) -> Iterator[Line]:
    return (
        Line(title, said) if title else Line(said) for title, said in told.items() if said not in ("", "-")
    )


def _newest_contact(contact: reading.Record | None) -> str:
    """What became of the newest contact, where that is not the time the person was last seen."""
    if contact is None or text(contact, "outcome") == "held":
        return ""
    code = CONTACT_OUTCOME.by_code.get(text(contact, "outcome"))
    return f"{code.brief.lower() if code else 'not held'} {spell_short(text(contact, 'held_on'))}"
