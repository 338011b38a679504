"""Recording: the forms that make or change records, and from a filled one to one signed save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from recovery_tui.casework import drafts, forms, meanwhile, same_person
from recovery_tui.casework.changing import stored_record
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.form_names import EDIT, GOAL, NEW, NEW_PERSON, FormName
from recovery_tui.casework.forms import Component
from recovery_tui.casework.meanwhile import looked_again
from recovery_tui.casework.person_records import PersonRecords
from recovery_tui.casework.preparing import Batch
from recovery_tui.casework.typed import values_under
from recovery_tui.casework.views import (
    FieldProblem,
    FormSpec,
    LikelySame,
    Outcome,
    RecordId,
)
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire, is_wire
from recovery_tui.journal.log import Change
from recovery_tui.journal.reading import Record
from recovery_tui.records import KINDS, Entry, Merge

_BEGUN = "begun-plan"
"""Names the plan that is begun with a first goal, for the goal to point to."""

TODAY = ("held_on", "noted_on", "checked_on", "from_on", "offered_on", "introduced_on", "decided_on")
"""Required dates that are nearly always today's."""


def components(name: str) -> tuple[Component, ...]:
    """The records a form makes or changes, by the form's name."""
    if name == NEW_PERSON:
        return (
            Component(
                "person",
                "person.",
                ("surname", "forename", "known_as", "born_on"),
                {"record_status": "active"},
            ),
            Component("identifier", "identifier.", ("system", "value")),
            Component(
                "stay",
                "stay.",
                (
                    "stay_type",
                    "establishment",
                    "location",
                    "started_on",
                    "release_expected_on",
                    "release_basis",
                ),
            ),
        )
    if name == GOAL:
        return (
            Component(
                "goal",
                "goal.",
                ("title", "area", "own_words", "horizon", "target_on", "agreement"),
                {"status": "active"},
            ),
            Component("step", "step.", ("text", "actor", "due_on"), {"status": "not_started"}),
        )
    return (Component(FormName.read(name).about),)


def new_person_form(desk: Desk) -> FormSpec:
    """Person, number, stay and assignment on one form."""
    with desk.journal.reading() as conn:
        return forms.form(
            desk,
            conn,
            NEW_PERSON,
            "New person",
            components(NEW_PERSON),
            person=None,
            values={
                "identifier.system": "prison_number",
                "stay.stay_type": "custody",
                "stay.establishment": desk.owner.establishment,
            },
        )


def goal_form(desk: Desk, person: RecordId) -> FormSpec:
    """A goal with its first step."""
    with desk.journal.reading() as conn:
        values: dict[str, Wire] = {"step.actor": "keyworker"}
        return forms.form(
            desk, conn, GOAL, "Goal and first step", components(GOAL), person=person, values=values
        )


def new_form(desk: Desk, person: RecordId | None, kind: str, preset: Mapping[str, object]) -> FormSpec:
    """An empty form for one record of a kind; `preset` are wire values it starts with."""
    if kind == GOAL and person is not None:
        return goal_form(desk, person)
    declared = KINDS[kind]
    values: dict[str, Wire] = {
        spec.name: desk.clock.today().isoformat()
        for spec in declared.fields.values()
        if spec.required and spec.name in TODAY
    }
    if declared.status_field and declared.transitions:
        values[declared.status_field] = next(iter(declared.transitions))
    name = str(FormName(NEW, kind))
    with desk.journal.reading() as conn:
        for spec in declared.fields.values():
            options = forms.choices(conn, spec, person) if spec.required and spec.entry is Entry.REF else ()
            if len(options) == 1:
                values[spec.name] = options[0].value
        values.update({name: value for name, value in preset.items() if is_wire(value)})
        spec_of = forms.form(desk, conn, name, declared.title, components(name), person=person, values=values)
    shown = {field.key for field in spec_of.fields}
    carried = {name: str(value) for name, value in values.items() if name not in shown and value is not None}
    return replace(spec_of, values={**spec_of.values, **carried})


def edit_form(desk: Desk, record: RecordId) -> FormSpec:
    """A form filled with a record. A note that may not change gets a form for its correction."""
    with desk.journal.reading() as conn:
        stored = stored_record(conn, record)
        kind = KINDS[stored.kind]
        if kind.merge is Merge.LOG and kind.typed:
            name = str(FormName(NEW, kind.name))
            title = f"Correct: {kind.title.lower()}"
            corrected = forms.form(
                desk, conn, name, title, components(name), person=stored.person, values=stored.values
            )
            return replace(corrected, values={**corrected.values, "corrects": stored.id})
        return _filled(desk, conn, stored)


def _filled(desk: Desk, conn: Connection, stored: Record) -> FormSpec:
    kind = KINDS[stored.kind]
    name = str(FormName(EDIT, kind.name))
    return forms.form(desk, conn, name, kind.title, components(name), person=stored.person, record=stored)


@looked_again
def save(desk: Desk, spec: FormSpec, typed: Mapping[str, str], reasons: Mapping[str, str]) -> Outcome:
    """Check everything that was typed and save it in one transaction, or say what is wrong with it.

    `reasons` are those chosen for W rules, by rule. The form's draft goes when it is saved.
    """
    problems: list[FieldProblem] = []
    drafted: list[tuple[Component, dict[str, Wire]]] = []
    for component in components(spec.name):
        values = values_under(desk, spec, component.prefix, typed, problems)
        drafted.append((component, {**component.preset, **values}))
    if problems:
        return Outcome(problems=tuple(problems))
    with desk.journal.reading() as conn:
        batch = Batch(desk, conn, reasons)
        _fill(batch, spec, drafted)
    outcome = batch.save(spec.person, about=drafted[0][0].kind, draft=drafts.key_of(spec))
    if spec.name == NEW_PERSON:
        # the page of the new person opens; to hide them there is a matter of its own
        return replace(outcome, person=outcome.record, undo=None)
    return outcome


def likely_same(desk: Desk, typed: Mapping[str, str]) -> tuple[LikelySame, ...]:
    """People here who may be the one being typed on the new-person form."""
    return same_person.likely_same(desk, {key.rpartition(".")[2]: value for key, value in typed.items()})


def _fill(batch: Batch, spec: FormSpec, drafted: Sequence[tuple[Component, dict[str, Wire]]]) -> None:
    """Put the records of a form into `batch`, named by their kinds."""
    person = "@person" if spec.name == NEW_PERSON else spec.person
    if spec.name == GOAL:
        plan, made = _plan(batch.desk, batch.conn, spec)
        if made is not None:
            batch.changes.append(made)
            batch.refs.append(_BEGUN)
        for component, values in drafted:
            values |= {"plan": plan} if component.kind == "goal" else {"goal": "@goal"}
    stored = stored_record(batch.conn, spec.record) if spec.record else None
    for component, values in drafted:
        asked = _meanwhile(batch, spec, stored, values) if stored is not None else ()
        batch.add(
            component.kind,
            values,
            person,
            stored=stored,
            prefix=component.prefix,
            ref=component.kind,
            asked=asked,
        )
    if spec.name == NEW_PERSON:
        batch.changes.append(Change("assignment", batch.desk.as_worker(), person="@person"))
        batch.refs.append(None)


def _meanwhile(
    batch: Batch, spec: FormSpec, stored: Record, values: Mapping[str, Wire]
) -> tuple[FieldProblem, ...]:
    now = _filled(batch.desk, batch.conn, stored).values
    return meanwhile.problems(batch.desk, batch.conn, spec, stored, now, values)


def _plan(desk: Desk, conn: Connection, spec: FormSpec) -> tuple[str, Change | None]:
    """The plan a new goal belongs to; one is begun when there is none."""
    whose = spec.person or ""
    plan = PersonRecords(whose, reading.of_person(conn, whose, ("plan",)), desk.clock.today()).open_plan
    if plan is not None:
        return plan.id, None
    values: dict[str, Wire] = {
        "started_on": desk.clock.today().isoformat(),
        "status": "draft",
        "agreement": "draft",
    }
    return f"@{_BEGUN}", Change("plan", values, person=spec.person)
