"""The person's own plan: read for paper or for the screen turned to them, and what they say to it."""

from __future__ import annotations

from dataclasses import asdict, replace

from sqlalchemy import Connection

from recovery_tui.casework import recording
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.my_plan_parts import OwnParts
from recovery_tui.casework.my_plan_views import OwnPlan
from recovery_tui.casework.person_file import agency_names, read
from recovery_tui.casework.person_records import text
from recovery_tui.casework.views import Outcome, RecordId, Undo
from recovery_tui.errors import NotAllowedError, NotFoundError
from recovery_tui.journal import reading
from recovery_tui.journal.access import Act
from recovery_tui.practice.own_copy import NOTHING, Ticks

AGREED, NOT_AGREED = "agreed", "do_not_agree"


def own_plan(desk: Desk, person: RecordId, ticks: Ticks = NOTHING) -> OwnPlan:
    """The plan as the person may have it with these ticks; journals nothing.

    Raises `NotFoundError`, and `NotAllowedError` when the person has died (V32).
    """
    with desk.journal.reading() as conn:
        records = read(desk, conn, person)
        if any(text(each, "record_status") == "died" for each in records.shown("person")):
            raise NotAllowedError(
                "This person has died: nothing is printed or sent any more. Nothing was changed."
            )
        return OwnParts(records, _agencies(conn), ticks).plan()


def printed(desk: Desk, person: RecordId) -> None:
    """Enter that the plan was printed (once in half an hour)."""
    desk.journal.look(Act.PRINTED, person)


def say(desk: Desk, goal: RecordId, agreement: str, own_words: str = "") -> Outcome:
    """What the person says to one of their goals; what they said about it before stays unless there are new words.

    `undo` takes it back.
    """
    said = {"disagreed_words": own_words} if own_words else {}
    return _answer(desk, goal, {"agreement": agreement, **said})


def copy_given(desk: Desk, person: RecordId) -> Outcome:
    """Note that the person was given their copy today. Raises `NotFoundError` when there is no plan yet."""
    with desk.journal.reading() as conn:
        plan = read(desk, conn, person).newest("plan", "started_on")
    if plan is None:
        raise NotFoundError(
            "There is no plan yet to note it in. The copy is written; nothing else was changed."
        )
    return _answer(desk, RecordId(plan.id), {"copy_given_on": "today"})


def as_object(plan: OwnPlan) -> dict[str, object]:
    """The plan for scripts: its fields by name."""
    return asdict(plan)


def _answer(desk: Desk, record: RecordId, typed: dict[str, str]) -> Outcome:
    before = desk.journal.record(record)
    form = recording.edit_form(desk, record)
    outcome = recording.save(desk, form, {**form.values, **typed}, {})
    replaced = {name: before.values.get(name) if before else None for name in typed}
    return replace(outcome, undo=Undo(record, replaced)) if outcome.saved else outcome


def _agencies(conn: Connection) -> dict[str, tuple[str, str]]:
    """Name and type of the agencies here, by record id."""
    here = {each.id: each for each in reading.of_kind(conn, "agency")}
    names = agency_names(conn, here)
    return {record: (names.get(record, ""), text(agency, "agency_type")) for record, agency in here.items()}
