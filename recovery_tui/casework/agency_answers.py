"""What an agency says to a referral: nobody answers, they have it, yes with a first appointment, or no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from recovery_tui.casework import drafts, forms
from recovery_tui.casework.changing import stored_record
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.forms import Component
from recovery_tui.casework.meanwhile import looked_again
from recovery_tui.casework.person_file import agency_names
from recovery_tui.casework.person_records import joined, text
from recovery_tui.casework.preparing import Batch
from recovery_tui.casework.typed import values_under
from recovery_tui.casework.views import Choice, FieldProblem, FormField, FormSpec, Outcome, RecordId
from recovery_tui.journal.event import Wire
from recovery_tui.journal.reading import Record
from recovery_tui.records import KINDS, InfoClass
from recovery_tui.records.lists.links import REFERRAL_CLOSED_REASON

ACCEPTED = "accepted"

NO_REASONS = tuple(Choice(each.code, each.label) for each in REFERRAL_CLOSED_REASON)
"""Why an agency says no."""

_APPOINTMENT = ("starts_at", "mode", "place", "purpose", "travel", "accompanied_by", "structured_treatment")


@looked_again
def rang(desk: Desk, referral: RecordId, reasons: Mapping[str, str]) -> Outcome:
    """Nobody answered: a contact about the referral, so that it shows when somebody last tried."""
    with desk.journal.reading() as conn:
        stored = stored_record(conn, referral)
        batch = Batch(desk, conn, reasons)
        call: dict[str, Wire] = {
            "held_on": desk.clock.today().isoformat(),
            "outcome": "no_answer",
            "with_whom": "agency",
            "about": referral,
            "mode": "phone",
        }
        batch.add("contact", call, stored.person)
    return replace(batch.save(stored.person, "rang, no answer"), record=referral)


@looked_again
def acknowledge(desk: Desk, referral: RecordId, reasons: Mapping[str, str]) -> Outcome:
    """They have it; it is not a yes."""
    today = desk.clock.today().isoformat()
    return _changed(
        desk, referral, {"status": "acknowledged", "acknowledged_on": today}, reasons, "they have it"
    )


@looked_again
def reject(desk: Desk, referral: RecordId, why: str, reasons: Mapping[str, str]) -> Outcome:
    """They said no; `why` is a code of `NO_REASONS`."""
    today = desk.clock.today().isoformat()
    values: dict[str, Wire] = {"status": "rejected", "rejected_reason": why, "closed_on": today}
    said = f"they said no: {REFERRAL_CLOSED_REASON.label(why).lower()}"
    return _changed(desk, referral, values, reasons, said)


def accept_form(desk: Desk, referral: RecordId) -> FormSpec:
    """They said yes: when and where the first appointment is, if they have said so."""
    with desk.journal.reading() as conn:
        stored = stored_record(conn, referral)
        component = Component("appointment", "appointment.", _APPOINTMENT, optional=True)
        values: dict[str, Wire] = {"appointment.purpose": "First appointment"}
        made = forms.form(
            desk, conn, ACCEPTED, "They said yes", (component,), person=stored.person, values=values
        )
        agency = agency_names(conn, [text(stored, "agency")]).get(text(stored, "agency"), "")
    treats = KINDS["referral"].own_class(stored.values) is InfoClass.TRT
    fields = [
        _as_asked(field, agency)
        for field in made.fields
        if treats or field.key != "appointment.structured_treatment"
    ]
    return replace(made, pages=(tuple(fields),), record=referral)


def _as_asked(field: FormField, agency: str) -> FormField:
    if field.key != "appointment.starts_at":
        return field
    said = joined(agency, "empty when they have not said when", by=": ")
    return replace(field, title="First appointment", help=f"{said}.")


@looked_again
def save(desk: Desk, spec: FormSpec, typed: Mapping[str, str], reasons: Mapping[str, str]) -> Outcome:
    """The yes, and with a time the first appointment, in one save; both are undone together."""
    problems: list[FieldProblem] = []
    appointment = values_under(desk, spec, "appointment.", typed, problems)
    if problems:
        return Outcome(problems=tuple(problems))
    with desk.journal.reading() as conn:
        stored = stored_record(conn, spec.record or "")
        batch = Batch(desk, conn, reasons)
        _change(batch, stored, {"status": "accepted", "accepted_on": desk.clock.today().isoformat()})
        if appointment.get("starts_at"):
            asked = {**appointment, "agency": stored.values.get("agency"), "status": "booked"}
            batch.add("appointment", asked, stored.person, prefix="appointment.")
    return batch.save(stored.person, "they said yes", draft=drafts.key_of(spec))


def _changed(
    desk: Desk, referral: RecordId, values: Mapping[str, Wire], reasons: Mapping[str, str], said: str
) -> Outcome:
    with desk.journal.reading() as conn:
        stored = stored_record(conn, referral)
        batch = Batch(desk, conn, reasons)
        _change(batch, stored, values)
    return batch.save(stored.person, said)


def _change(batch: Batch, stored: Record, values: Mapping[str, Wire]) -> None:
    if stored.values.get("status") == values["status"]:
        batch.problems.append(FieldProblem(None, "That is noted already."))
    batch.add(stored.kind, values, stored.person, stored=stored, prefix="referral.")
