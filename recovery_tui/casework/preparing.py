"""Records made ready to be written together: each checked, the rules asked, the reasons given kept with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.rules import LATE, Company, company_with, is_taken, rule_problems
from recovery_tui.casework.views import FieldProblem, Outcome, RecordId, Undo
from recovery_tui.errors import InvalidRecordError, Problem
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from recovery_tui.journal.merge import HIDDEN
from recovery_tui.records import KINDS, Entry, Merge, validate

ENTERED_BY_MISTAKE = "entered by mistake"
"""Why a record is hidden whose making is undone."""

_UNMADE = "0" * 32
"""Stands for the id of a record made in the same save."""


@dataclass
class Batch:
    """Changes that stand or fall together. `changes` and `refs` are what `journal.save` takes."""

    desk: Desk
    conn: Connection
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Those chosen for W rules, by rule."""
    changes: list[Change] = field(default_factory=list)
    refs: list[str | None] = field(default_factory=list)
    problems: list[FieldProblem] = field(default_factory=list)
    misread: Sequence[FieldProblem] = ()
    """What was typed and not understood: nothing else is said of the same fields."""
    leaving: frozenset[str] = frozenset()
    """Records that give way in this save: the new ones are not measured against them."""
    _before: dict[str, dict[str, Wire]] = field(default_factory=dict)
    _companies: dict[str | None, Company] = field(default_factory=dict)
    """By person: somebody may have years of notes, and they are not read anew for every step that is ticked."""

    def add(
        self,
        kind: str,
        values: Mapping[str, Wire],
        person: str | None,
        *,
        stored: reading.Record | None = None,
        prefix: str = "",
        ref: str | None = None,
        asked: Sequence[FieldProblem] = (),
    ) -> None:
        """Make a record of `kind`, or change `stored`, if nothing speaks against it; else note what does.

        `prefix` stands before the field's name in problems, `@ref` for the record's id in other changes. `asked` is
        what a reason is wanted for besides the rules.
        """
        values = dict(values)
        _copy_agency_type(self.conn, kind, values)
        _carry_over(self.conn, kind, values)
        try:
            checked = _checked(self.desk, kind, values, stored)
        except InvalidRecordError as refused:
            self.problems += [field_problem(each, prefix) for each in refused.problems]
            return
        company = self._company(person or (stored.person if stored else None))
        found = rule_problems(self.desk, self.conn, kind, checked, stored, person, company)
        problems = [*asked, *(field_problem(each, prefix) for each in found)]
        self.problems += problems
        chosen = {
            each.rule: self.reasons[each.rule] for each in problems if each.rule and each.rule in self.reasons
        }
        if KINDS[kind].merge is Merge.LOG and is_taken(self.desk, company):
            chosen[LATE] = "written after the hand-over"
        owner = None if kind == "person" or not KINDS[kind].needs_person else person
        self.changes.append(
            Change(
                kind,
                checked,
                stored.id if stored else None,
                owner,
                chosen,
                over=stored.heads if stored else None,
            )
        )
        self.refs.append(ref)
        if stored is not None:
            self._before[stored.id] = {name: stored.values.get(name) for name in checked}

    def _company(self, person: str | None) -> Company:
        if person not in self._companies:
            self._companies[person] = company_with(self.conn, person, self.leaving)
        return self._companies[person]

    def save(
        self, person: str | None, said: str = "", *, about: str | None = None, draft: str = ""
    ) -> Outcome:
        """Write all of it in one transaction, or say what is wrong with it.

        The outcome tells of the record named `about`, else of the first; undoing it puts back what stood and hides
        what was made. `draft` is the key of the draft that goes with it.
        """
        if self.standing:
            return Outcome(problems=self.standing)
        ids = self.desk.journal.save(self.changes, self.refs, draft=draft or None).ids
        return Outcome(
            saved_at=self.desk.clock.wall_time(),
            person=RecordId(person) if person else None,
            record=RecordId(ids[self.refs.index(about) if about else 0]),
            said=said,
            undo=self._undo(ids),
        )

    def _undo(self, ids: Sequence[str]) -> Undo:
        each = [
            Undo(RecordId(record), self._before.get(record, {HIDDEN: ENTERED_BY_MISTAKE})) for record in ids
        ]
        return replace(each[0], also=tuple(each[1:]))

    @property
    def standing(self) -> tuple[FieldProblem, ...]:
        """The problems that no given reason settles; nothing may be written while there are any."""
        told = {each.key for each in self.misread}
        return (
            *self.misread,
            *(
                each
                for each in self.problems
                if each.key not in told and not (each.needs_reason and each.rule in self.reasons)
            ),
        )


def _checked(
    desk: Desk, kind: str, values: Mapping[str, Wire], stored: reading.Record | None
) -> dict[str, Wire]:
    """Validated values. Records made in the same save have no id yet; their `@name` stands through the check."""
    named = {
        name: value for name, value in values.items() if str(value).startswith("@") and _is_ref(kind, name)
    }
    checked = validate(
        KINDS[kind],
        {**values, **dict.fromkeys(named, _UNMADE)},
        today=desk.clock.today(),
        partial=stored is not None,
        standing=stored.values if stored else None,
    )
    return {**checked, **named}


def _is_ref(kind: str, name: str) -> bool:
    return KINDS[kind].fields[name].entry is Entry.REF


def _copy_agency_type(conn: Connection, kind: str, values: dict[str, Wire]) -> None:
    if "agency_type" in KINDS[kind].fields and "agency" in KINDS[kind].fields and values.get("agency"):
        agency = reading.one(conn, str(values["agency"]))
        if agency is not None and agency.values.get("agency_type"):
            values["agency_type"] = agency.values["agency_type"]


def _carry_over(conn: Connection, kind: str, values: dict[str, Wire]) -> None:
    """A correction keeps what the corrected note held and no form shows."""
    corrected = reading.one(conn, str(values["corrects"])) if values.get("corrects") else None
    for name, spec in KINDS[kind].fields.items() if corrected is not None else ():
        if spec.hidden_in_forms and corrected is not None and name in corrected.values:
            values.setdefault(name, corrected.values[name])


def field_problem(problem: Problem, prefix: str = "") -> FieldProblem:
    """What speaks against a record, as forms show it; `prefix` stands before the field's name."""
    key = prefix + problem.field if problem.field else None
    return FieldProblem(key, problem.reason, problem.rule, problem.needs_reason)
