"""A made-up person who has one of everything that records point to, and the forms on which more is typed."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework import changing, finding, forms, person_file, recording
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.form_names import GOAL
from recovery_tui.casework.views import Area, FormSpec, Line, Outcome, RecordId
from recovery_tui.journal.log import Change
from recovery_tui.records import KINDS
from tests.records.samples import sample
from tests.support.desks import add_person
from tests.support.full_records import Values, word

_MADE_FIRST = (
    "agency", "permission", "plan", "goal", "step", "stay", "intervention", "peer_link", "referral", "appointment",
    "erasure",
)  # fmt: skip
"""Records that others point to, in the order in which they point to one another."""


class Somebody:
    """A made-up person with one record of each kind that others point to."""

    def __init__(self, desk: Desk, number: str) -> None:
        self.desk = desk
        self.id = RecordId(add_person(desk, number=number))
        self.records = {"person": str(self.id)}
        for kind in _MADE_FIRST:
            values = sample(kind)
            for name, spec in KINDS[kind].fields.items():
                if spec.ref in self.records and name in values:
                    values[name] = self.records[str(spec.ref)]
            if kind in ("referral", "appointment"):
                values["agency_type"] = "community_drug_alcohol"
            if kind == "intervention":
                values["provider"] = "Healthcare (fictional)"
            if kind == "stay":
                values |= {
                    "stay_type": "pss",
                    "started_on": "2026-11-01",
                    "release_expected_on": "2026-11-20",
                }
            whose = str(self.id) if KINDS[kind].needs_person else None
            self.records[kind] = desk.journal.save([Change(kind, values, person=whose)]).ids[0]

    def typed(self, spec: FormSpec, kind: str, values: Values) -> dict[str, str]:
        """`values` as they are typed on a form of this kind."""
        shown = {each.key for each in spec.fields if not each.fixed}
        declared = KINDS[kind].fields
        return {
            name: forms.typed_form(self.desk, declared[name], value)
            for name, value in values.items()
            if name in shown
        }

    def save(self, spec: FormSpec, typed: Mapping[str, str]) -> RecordId:
        """Save a form, giving the first reason for whatever asks for one; the record."""
        reasons: dict[str, str] = {}
        outcome = Outcome()
        while not outcome.saved:
            outcome = recording.save(self.desk, spec, {**spec.values, **typed}, reasons)
            asked = [each.rule or "" for each in outcome.problems if each.needs_reason]
            assert len(asked) == len(outcome.problems), outcome.problems
            reasons |= {rule: changing.reasons_for(rule)[0].value for rule in asked}
        assert outcome.record is not None
        return outcome.record

    def kept(self, record: RecordId) -> Values:
        """What the store holds of a record."""
        found = self.desk.journal.record(record)
        assert found is not None
        return dict(found.values)

    def line(self, record: RecordId, kind: str, *, hidden: bool = False) -> Line | None:
        """The record's line on the page of everything."""
        whose = record if kind == "person" else self.id
        _, view = person_file.page(self.desk, whose, Area.EVERYTHING, hidden)
        lines = [line for section in view.sections for line in section.lines]
        return next((line for line in lines if line.record == record), None)

    def finds(self, record: RecordId, kind: str, name: str) -> bool:
        """Whether the record, or its person, is found by the word in a field."""
        found = finding.find(self.desk, word(kind, name))
        hits = [*found.records, *found.people]
        return any(hit.record == record or (hit.person == record and kind == "person") for hit in hits)


def empty_form(somebody: Somebody, kind: str) -> FormSpec:
    """The form of a new record, with what it belongs to when no form asks for it."""
    preset = {
        name: somebody.records[str(spec.ref)]
        for name, spec in KINDS[kind].fields.items()
        if spec.required and spec.hidden_in_forms and spec.ref
    }
    if kind == "assignment":
        preset["worker"] = somebody.desk.me
    desk = somebody.desk
    whose = somebody.id if KINDS[kind].needs_person else None
    if kind != GOAL:
        return recording.new_form(desk, whose, kind, preset)
    with desk.journal.reading() as conn:  # `new_form` asks for the first step with it
        components = [forms.Component(kind)]
        spec = forms.form(desk, conn, "new:goal", "Goal", components, person=whose)
    return FormSpec("new:goal", "Goal", spec.pages, None, whose, {**spec.values, **preset})
