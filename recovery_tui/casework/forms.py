"""What the screens may know of a kind of record: its form, made from its declaration.

A form may hold several records that must exist together; their fields are then named `step.text`, `goal.title`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.rules import HANDED_OVER, is_gone
from recovery_tui.casework.typed import pairs_typed, with_names
from recovery_tui.casework.views import Choice, FormField, FormSpec, RecordId, Widget
from recovery_tui.journal import alias, reading
from recovery_tui.journal.event import Wire
from recovery_tui.practice.day_words import as_typed, as_typed_time
from recovery_tui.records import KINDS, Bias, Entry, FieldSpec, Kind, Merge
from recovery_tui.records.labels import describe

FIELDS_A_PAGE = 12

_LIST_LENGTH = 4000
"""Characters of names and numbers on a form."""

_WIDGETS = {
    Entry.LONG: Widget.LONG,
    Entry.CODE: Widget.CHOICE,
    Entry.REF: Widget.CHOICE,
    Entry.BOOLEAN: Widget.CHOICE,
    Entry.CODES: Widget.CHOICES,
    Entry.REFS: Widget.CHOICES,
    Entry.DATE: Widget.DATE,
    Entry.PARTIAL_DATE: Widget.PARTIAL_DATE,
    Entry.INSTANT: Widget.DATE_TIME,
    Entry.LOCAL_TIME: Widget.DATE_TIME,
    Entry.INTEGER: Widget.NUMBER,
    Entry.DECIMAL: Widget.DECIMAL,
    Entry.MAP: Widget.PAIRS,
}

_YES_NO = (Choice("true", "Yes"), Choice("false", "No"))

_SEEN_BY = {
    "TRT": "seen by: you, team, treatment services",
    "RISK": "seen by: you, team; never printed",
    "THIRD": "seen by: you, team; never sent on",
    "SOC": "seen by: you, team, services the person agrees to",
    "JUS": "seen by: you, team, prison and probation",
}


@dataclass(frozen=True)
class Component:
    """One record on a form."""

    kind: str
    prefix: str = ""
    """`step.` on a form of several records, empty on a form of one."""
    names: tuple[str, ...] = ()
    """The fields shown, in order; empty means all that forms show."""
    preset: Mapping[str, Wire] = field(default_factory=dict)
    """Values the record gets without being asked for."""
    optional: bool = False
    """Left out when nothing of it is typed."""

    @property
    def specs(self) -> list[FieldSpec]:
        """The declarations of the fields shown; on a form cut by its length the required ones first."""
        kind = KINDS[self.kind]
        if self.names:
            return [kind.fields[name] for name in self.names]
        shown = [spec for spec in kind.fields.values() if not spec.hidden_in_forms]
        if kind.page_starts or len(shown) <= FIELDS_A_PAGE:
            return shown
        return sorted(shown, key=lambda spec: not spec.required)


def form(
    desk: Desk,
    conn: Connection,
    name: str,
    title: str,
    components: Sequence[Component],
    *,
    person: str | None,
    record: reading.Record | None = None,
    values: Mapping[str, Wire] | None = None,
) -> FormSpec:
    """A form of these records; `values` are wire values by key, for a new record or over a stored one."""
    given = dict(values or {})
    fields: list[FormField] = []
    typed: dict[str, str] = {}
    for component in components:
        kind = KINDS[component.kind]
        for spec in component.specs:
            key = component.prefix + spec.name
            known = given.get(key, record.values.get(spec.name) if record else None)
            fields.append(_field(conn, kind, spec, key, person, record, optional=component.optional))
            if known is not None:
                typed[key] = typed_form(desk, spec, known)
    for named in (each for each in fields if each.names):
        typed[named.key] = with_names(named, typed.get(named.named_by, ""), typed.get(named.key, ""))
    starts = {
        component.prefix + name for component in components for name in KINDS[component.kind].page_starts
    }
    return FormSpec(
        name=name,
        title=title,
        pages=_pages(fields, starts),
        record=RecordId(record.id) if record else None,
        person=RecordId(person) if person else None,
        values=typed,
        warning=HANDED_OVER if _changes_a_plan(components) and is_gone(desk, conn, person) else "",
    )


def _changes_a_plan(components: Sequence[Component]) -> bool:
    """Whether it holds more than notes: only those are taken once a colleague has the person."""
    return any(each.kind != "handover" and KINDS[each.kind].merge is not Merge.LOG for each in components)


def _pages(fields: Sequence[FormField], starts: Set[str]) -> tuple[tuple[FormField, ...], ...]:
    """Fields page by page: a new page begins where the declaration has one, else all are equally long."""
    at = [0, *(place for place, field in enumerate(fields) if field.key in starts and place)]
    if len(at) == 1:
        count = -(-len(fields) // FIELDS_A_PAGE)
        at = [len(fields) * page // count for page in range(count)]
    return tuple(tuple(fields[begin:end]) for begin, end in zip(at, [*at[1:], len(fields)], strict=True))


def _field(
    conn: Connection,
    kind: Kind,
    spec: FieldSpec,
    key: str,
    person: str | None,
    record: reading.Record | None,
    *,
    optional: bool,
) -> FormField:
    settled = spec.name in kind.fixed_fields or kind.merge is Merge.LOG or not kind.typed
    info_class = spec.info_class or (None if kind.class_rule else kind.info_class)
    return FormField(
        key=key,
        title=spec.title,
        widget=_widget(spec),
        required=spec.required and not optional,
        help=spec.help,
        choices=choices(conn, spec, person, str(record.values.get(spec.name, "")) if record else ""),
        max_length=spec.max_length or (_LIST_LENGTH if spec.entry is Entry.MAP else 200),
        past=spec.bias is Bias.PAST,
        utc=spec.entry is Entry.INSTANT,
        fixed=record is not None and settled,
        named_by=key.removesuffix(spec.name) + spec.named_by if spec.named_by else "",
        names=spec.names,
        narrowed_by=key.removesuffix(spec.name) + spec.narrowed_by if spec.narrowed_by else "",
        fitting=spec.fitting,
        seen_by=_SEEN_BY.get(str(info_class), ""),
    )


def _widget(spec: FieldSpec) -> Widget:
    if spec.entry is Entry.REF and not _offered(spec):
        return Widget.TEXT
    return _WIDGETS.get(spec.entry, Widget.TEXT)


def choices(conn: Connection, spec: FieldSpec, person: str | None, chosen: str = "") -> tuple[Choice, ...]:
    """What may be chosen for a field: its codes, or the records it may point to.

    Of agencies that were joined the one they are shown as, and what is `chosen` already.
    """
    if spec.codes is not None:
        return tuple(Choice(each.code, each.label, each.synonyms, each.help) for each in spec.codes)
    if spec.entry is Entry.BOOLEAN:
        return _YES_NO
    offered = _offered(spec) if spec.entry is Entry.REF else ()
    if not offered:
        return ()
    if all(KINDS[kind].needs_person for kind in offered):
        found = reading.of_person(conn, person, offered) if person else ()
    else:
        found = tuple(record for kind in offered for record in reading.of_kind(conn, kind))
        groups = alias.members(conn, [each.id for each in found])
        found = tuple(each for each in found if each.id in (chosen, groups[each.id][0]))
    shown = [each for each in found if each.hidden is None]
    return tuple(Choice(each.id, _label(conn, each)) for each in reversed(shown))


def _offered(spec: FieldSpec) -> tuple[str, ...]:
    """The kinds of record a reference may be chosen from."""
    return tuple(kind for kind in (spec.ref or "", *spec.among) if kind in KINDS)


def _label(conn: Connection, record: reading.Record) -> str:
    """A record in one line, with the agency it is about: a person may have given several the same permission."""
    about = record.values.get("agency")
    agency = reading.one(conn, str(about)) if about is not None else None
    named = f", {agency.values.get('name', '')}" if agency is not None else ""
    return describe(record.kind, record.values) + named


def typed_form(desk: Desk, spec: FieldSpec, value: Wire) -> str:
    """A wire value as a person would type it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict):
        return pairs_typed(value)
    if spec.entry is Entry.DATE:
        return as_typed(str(value))
    if spec.entry is Entry.INSTANT:
        local = desk.clock.to_local(datetime.fromisoformat(str(value)))
        return as_typed_time(local.isoformat(timespec="minutes"))
    if spec.entry is Entry.LOCAL_TIME:
        return as_typed_time(str(value))
    return str(value)
