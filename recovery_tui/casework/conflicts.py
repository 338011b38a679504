"""Two answers: fields on which writers disagree, and settling them. Nothing is settled but by a person's choice."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from recovery_tui.casework import forms
from recovery_tui.casework.changing import stored_record
from recovery_tui.casework.conflict_views import Conflict
from recovery_tui.casework.conflict_words import answer_words, asked_name, conflicts_of, events_of
from recovery_tui.casework.depending import KINDS_NEEDED
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.form_names import THIRD_ANSWER, FormName
from recovery_tui.casework.forms import Component
from recovery_tui.casework.preparing import field_problem
from recovery_tui.casework.rules import beyond_life_cycle, rule_problems
from recovery_tui.casework.typed import understood
from recovery_tui.casework.views import FormSpec, Outcome, RecordId, Undo, refused
from recovery_tui.errors import InvalidRecordError, NotFoundError, UsageError
from recovery_tui.journal import reading, tables
from recovery_tui.journal.answers import disputes_of, in_dispute
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import SHOW, Change, Writer
from recovery_tui.journal.merge import HIDDEN
from recovery_tui.practice.day_words import spell_short
from recovery_tui.records import KINDS, Entry, Merge, validate


def listed(desk: Desk, person: RecordId | None = None, *, mine: bool = False) -> tuple[Conflict, ...]:
    """Every disputed field here, of one person, or of my people with `mine`: safety first, then by name."""
    with desk.journal.reading() as conn:
        if person is not None:
            records = [record for record in reading.of_person(conn, person) if record.also]
        else:
            whose = desk.clock.today() if mine else None
            records = list(reading.several(conn, in_dispute(conn, mine=whose)).values())
        people = reading.of_people(conn, {each.person for each in records if each.person}, KINDS_NEEDED)
        found = [
            (record, view)
            for record in records
            for view in conflicts_of(desk, conn, record, people.get(record.person or "", ()))
        ]
    return tuple(view for _, view in sorted(found, key=_place))


def _place(listed: tuple[reading.Record, Conflict]) -> tuple[object, ...]:
    """Sorts what concerns somebody's safety first, then by name, kind and age."""
    record, view = listed
    kinds = list(KINDS)
    is_safety = KINDS[record.kind].merge is Merge.SAFETY
    return (not is_safety, view.name, kinds.index(record.kind), record.made, view.id)


def find(desk: Desk, conflict: str) -> Conflict:
    """The conflict with this id (`RECORD/field`); raises `NotFoundError` when there is none, or none any more."""
    record, _, field = conflict.partition("/")
    with desk.journal.reading() as conn:
        stored = stored_record(conn, record)
        kinds = reading.of_person(conn, stored.person, KINDS_NEEDED) if stored.person else ()
        found = [view for view in conflicts_of(desk, conn, stored, kinds) if view.field == field]
    if not found:
        raise NotFoundError("Nobody disagrees about that any more. Nothing was changed.")
    return found[0]


def resolve(
    desk: Desk,
    conflict: str,
    *,
    take: int | None = None,
    value: str | None = None,
    reasons: Mapping[str, str] | None = None,
) -> Outcome:
    """Settle a conflict: take one of its answers by number, or give another as it would be typed.

    One signed change that names all answers. `reasons` are those given for W rules, by rule.
    """
    if (take is None) == (value is None):
        raise UsageError("Take one of the answers, or give a value. Nothing was changed.")
    if value is not None:
        record, _, field = conflict.partition("/")
        return give_third(desk, RecordId(record), field, value, reasons or {})
    found = find(desk, conflict)
    if not 1 <= (take or 0) <= len(found.answers):
        raise UsageError(f"There are {len(found.answers)} answers; take one of them. Nothing was changed.")
    return choose(desk, found, take or 0, reasons or {})


def choose(desk: Desk, conflict: Conflict, n: int, reasons: Mapping[str, str]) -> Outcome:
    """Take answer `n` of a conflict as it was shown; refused when an answer has arrived that was not shown."""
    answer = conflict.answers[n - 1]
    shown = [each.value for each in conflict.answers]
    with desk.journal.writing() as writer:
        stored = stored_record(writer.connection, conflict.record)
        if any(value not in shown for value in _standing(stored, conflict.field)):
            return refused("Another answer has arrived meanwhile. Nothing was changed; look at all of them.")
        outcome = _settle(desk, writer, stored, conflict.field, answer.value, reasons)
    others = [each.value for each in conflict.answers if each.value != answer.value]
    back = (
        Undo(conflict.record, {conflict.field: others[0]}) if len(conflict.answers) == 2 and others else None
    )
    if conflict.field == HIDDEN and answer.value is None:
        back = None
    return replace(outcome, said=answer.words, undo=back) if outcome.saved else outcome


def give_third(desk: Desk, record: RecordId, field: str, typed: str, reasons: Mapping[str, str]) -> Outcome:
    """Settle a field with what is typed, whatever was answered before."""
    form = third_answer_form(desk, record, field)
    with desk.journal.writing() as writer:
        stored = stored_record(writer.connection, record)
        kind = KINDS[stored.kind]
        try:
            wire = understood(desk, form.fields[0], typed)
            if wire is None:
                return refused("Type the answer, or go back and keep one that is there.", field)
            kept = validate(
                kind, {field: wire}, today=desk.clock.today(), partial=True, standing=stored.values
            )
        except InvalidRecordError as error:
            return Outcome(problems=tuple(map(field_problem, error.problems)))
        except ValueError as problem:
            return refused(str(problem), field)
        outcome = _settle(desk, writer, stored, field, kept[field], reasons)
    said = answer_words(desk, None, stored.kind, field, kept[field])
    return replace(outcome, said=said) if outcome.saved else outcome


def third_answer_form(desk: Desk, record: RecordId, field: str) -> FormSpec:
    """A form with this field alone; a long text begins with the answer that is shown, anything else empty."""
    with desk.journal.reading() as conn:
        stored = stored_record(conn, record)
        kind = KINDS[stored.kind]
        if field not in kind.fields or field in kind.fixed_fields or kind.merge is Merge.LOG:
            raise UsageError("No other answer can be typed here; keep one of those. Nothing was changed.")
        form = forms.form(
            desk,
            conn,
            str(FormName(THIRD_ANSWER, field)),
            "A third answer",
            [Component(kind.name, names=(field,))],
            person=stored.person,
            record=stored,
        )
    return form if kind.fields[field].entry is Entry.LONG else replace(form, values={})


def ask_both(desk: Desk, conflict: str) -> Conflict:
    """Note that the writers are being asked; the conflict with whom to ring and since when. Settles nothing."""
    found = find(desk, conflict)
    with desk.vault.writing() as conn:
        dispute = disputes_of(conn, found.record)[found.field]
        note = {"on": desk.clock.today().isoformat(), "of": events_of(dispute)}
        tables.set_setting(conn, asked_name(found.record, found.field), json.dumps(note))
    return replace(found, asked_on=spell_short(desk.clock.today()))


def _settle(
    desk: Desk,
    writer: Writer,
    stored: reading.Record,
    field: str,
    value: Wire,
    reasons: Mapping[str, str],
) -> Outcome:
    """Write the chosen value so that it replaces all answers, under the rules.

    The life cycle does not bind it: which state the record was in before is what the writers disagree about.
    """
    kind = KINDS[stored.kind]
    if field == HIDDEN:
        hide = SHOW if value is None else str(value)
        change = Change(kind.name, {}, stored.id, stored.person, hide=hide, settles=True)
    else:
        against = rule_problems(desk, writer.connection, kind.name, {field: value}, stored, stored.person)
        found = beyond_life_cycle(kind, against)
        left = [each for each in found if not (each.needs_reason and each.rule in reasons)]
        if left:
            return Outcome(problems=tuple(map(field_problem, left)))
        chosen = {each.rule: reasons[each.rule] for each in found if each.rule}
        change = Change(kind.name, {field: value}, stored.id, stored.person, chosen, settles=True)
    writer.append(change)
    tables.forget_setting(writer.connection, asked_name(stored.id, field))
    person = RecordId(stored.person) if stored.person else None
    return Outcome(saved_at=desk.clock.wall_time(), person=person, record=RecordId(stored.id))


def _standing(stored: reading.Record, field: str) -> Sequence[Wire]:
    if field in stored.also:
        return stored.also[field]
    return [stored.hidden if field == HIDDEN else stored.values.get(field)]
