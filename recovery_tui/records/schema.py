"""How a kind of record is declared: one class per kind, one line per field, and the registry of kinds.

    @declare("goal", "Goal", InfoClass.REC)
    class GoalFields(Record):
        title: str = field(Entry.SHORT, "Goal", required=True)

Forms, tables, validation, journal, bundles, masking and print all read these declarations.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

from sqlmodel import Field, SQLModel

from recovery_tui.errors import Problem
from recovery_tui.records import checks
from recovery_tui.records.codes import CodeList
from recovery_tui.records.terms import Bias, Entry, InfoClass, Merge, Wire

__all__ = [
    "KINDS",
    "Bias",
    "Entry",
    "FieldSpec",
    "InfoClass",
    "Kind",
    "Merge",
    "Record",
    "Wire",
    "declare",
    "field",
    "made_once",
    "register",
    "unregister",
]

FieldSpec = checks.FieldSpec

ClassRule = Callable[[Mapping[str, Wire]], InfoClass]
"""The class of a record from its values, for kinds whose class depends on a field."""

Settle = Callable[[dict[str, Wire], date], list[Problem]]
"""Puts several fields of a record into their kept form together, in place; returns what is wrong."""

_SHAPES: Mapping[Entry, tuple[object, ...]] = {
    Entry.INTEGER: (int, int | None),
    Entry.BOOLEAN: (bool, bool | None),
    Entry.CODES: (list[str], list[str] | None),
    Entry.REFS: (list[str], list[str] | None),
    Entry.MAP: (dict[str, str], dict[str, str] | None),
}


class Record(SQLModel):
    """A kind's fields as wire values. Never a table: `tables` makes the table from the declaration."""

    declaration: ClassVar[Kind]


R = TypeVar("R", bound=type[Record])
T = TypeVar("T")


@dataclass(frozen=True)
class Kind:
    """Everything that is known about a kind of record."""

    name: str
    title: str
    plural_title: str
    info_class: InfoClass | None
    """None for `agency`, which has no class."""
    merge: Merge
    fields: Mapping[str, FieldSpec]
    natural_key: tuple[str, ...] | None
    """Fields from which the id is made, so that two computers make the same record."""
    needs_person: bool
    model: type[Record]
    status_field: str | None
    transitions: Mapping[str, tuple[str, ...]]
    """Status code to the codes that may follow it."""
    class_rule: ClassRule | None
    class_fields: tuple[str, ...]
    """Fields the class depends on."""
    fixed_fields: frozenset[str]
    """May not change once the record is made."""
    summary: tuple[str, ...]
    """Fields that say in one line what the record is about."""
    page_starts: tuple[str, ...]
    """Fields that begin a page of a long form; the form is cut by length where there are none."""
    settle: Settle | None
    typed: bool
    """False for records that a job writes: no screen offers to add one."""
    by_hand: Mapping[str, str | None]
    """Of such a record the statuses that a person may choose all the same, and the date that is then set to today."""
    required: tuple[str, ...]
    checkers: Mapping[str, checks.Checker] = dataclasses.field(repr=False, compare=False)

    def may_become(self, status: object) -> tuple[str, ...]:
        """The statuses that a person may choose after `status`."""
        legal = self.transitions.get(str(status), ())
        return legal if self.typed else tuple(code for code in legal if code in self.by_hand)

    @property
    def wordless(self) -> bool:
        """Whether it stays when everything about a person is gone: ids, codes and days only, never words."""
        return self.info_class is None and not self.typed

    def own_class(self, values: Mapping[str, Wire]) -> InfoClass | None:
        """The class of the record itself, from the `values` of the whole record."""
        return self.class_rule(values) if self.class_rule else self.info_class

    def class_for(self, field: str, values: Mapping[str, Wire]) -> InfoClass | None:
        """The class of one field, from the `values` of the whole record. Unknown field: KeyError."""
        return self.fields[field].info_class or self.own_class(values)


_kinds: dict[str, Kind] = {}

KINDS: Mapping[str, Kind] = MappingProxyType(_kinds)
"""Every kind, in the order in which they are listed, dumped and sent."""


def field(
    entry: Entry,
    title: str,
    help: str = "",
    *,
    required: bool = False,
    codes: CodeList | None = None,
    ref: str | None = None,
    among: tuple[str, ...] = (),
    low: int | None = None,
    high: int | None = None,
    allowed: tuple[int, ...] = (),
    max_length: int | None = None,
    bias: Bias = Bias.NONE,
    info_class: InfoClass | None = None,
    hidden_in_forms: bool = False,
    named_by: str = "",
    names: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    narrowed_by: str = "",
    fitting: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> Any:
    """Declare a field; it is named as what it is assigned to. Limits left out are those of `entry`."""
    spec = FieldSpec(
        name="",
        title=title,
        help=help,
        entry=entry,
        required=required,
        codes=codes,
        ref=ref,
        among=among,
        low=low,
        high=high,
        allowed=allowed,
        max_length=max_length or checks.MAX_LENGTH.get(entry, 0),
        bias=bias,
        info_class=info_class,
        hidden_in_forms=hidden_in_forms,
        named_by=named_by,
        names=names,
        narrowed_by=narrowed_by,
        fitting=fitting,
    )
    return Field(default=... if required else None, schema_extra={"json_schema_extra": {"spec": spec}})


def declare(
    name: str,
    title: str,
    info_class: InfoClass | None,
    *,
    plural: str = "",
    merge: Merge = Merge.REGISTER,
    natural_key: tuple[str, ...] | None = None,
    needs_person: bool = True,
    status_field: str | None = None,
    transitions: Mapping[str, tuple[str, ...]] | None = None,
    class_rule: ClassRule | None = None,
    class_fields: tuple[str, ...] = (),
    fixed: tuple[str, ...] = (),
    summary: tuple[str, ...] = (),
    page_starts: tuple[str, ...] = (),
    settle: Settle | None = None,
    typed: bool = True,
    by_hand: Mapping[str, str | None] | None = None,
) -> Callable[[R], R]:
    """Class decorator: say what kind of record the class declares. `register` makes it known.

    Raises TypeError when an annotation and the way a field is entered do not go together.
    """

    def attach(cls: R) -> R:
        model: type[Record] = cls
        fields = {each: _spec_of(model, each) for each in model.model_fields}
        always_fixed = (*class_fields, *fixed, *(natural_key or ()), *(("person",) if needs_person else ()))
        cls.declaration = Kind(
            name=name,
            title=title,
            plural_title=plural or title + "s",
            info_class=info_class,
            merge=merge,
            fields=MappingProxyType(fields),
            natural_key=natural_key,
            needs_person=needs_person,
            model=cls,
            status_field=status_field,
            transitions=MappingProxyType(dict(transitions or {})),
            class_rule=class_rule,
            class_fields=class_fields,
            fixed_fields=frozenset(always_fixed),
            summary=summary or tuple(fields)[:1],
            page_starts=page_starts,
            settle=settle,
            typed=typed,
            by_hand=MappingProxyType(dict(by_hand or {})),
            required=tuple(each for each, spec in fields.items() if spec.required),
            checkers=MappingProxyType({each: checks.checker(spec) for each, spec in fields.items()}),
        )
        return cls

    return attach


def register(kind_class: type[Record]) -> Kind:
    """Make a declared kind known to the whole program. Raises ValueError if there is one of that name."""
    kind = kind_class.declaration
    if kind.name in _kinds:
        raise ValueError(f"there is a kind named {kind.name} already")
    _kinds[kind.name] = kind
    return kind


def unregister(name: str) -> None:
    """Forget a kind again. Raises KeyError if there is none of that name."""
    del _kinds[name]


def made_once(make: Callable[[Kind], T]) -> Callable[[Kind], T]:
    """What `make` makes of a kind, kept until another kind is declared under its name."""
    made: dict[str, tuple[Kind, T]] = {}

    @wraps(make)
    def of(kind: Kind) -> T:
        kept = made.get(kind.name)
        if kept is None or kept[0] is not kind:
            kept = made[kind.name] = (kind, make(kind))
        return kept[1]

    return of


def _spec_of(cls: type[Record], name: str) -> FieldSpec:
    info = cls.model_fields[name]
    extra = info.json_schema_extra
    spec = extra.get("spec") if isinstance(extra, dict) else None
    if not isinstance(spec, FieldSpec):
        raise TypeError(f"{cls.__name__}.{name} is not declared with field()")
    required, optional = _SHAPES.get(spec.entry, (str, str | None))
    if info.annotation != (required if spec.required else optional):
        raise TypeError(f"{cls.__name__}.{name} is annotated for something else than it is entered as")
    if spec.entry in (Entry.CODE, Entry.CODES) and spec.codes is None:
        raise TypeError(f"{cls.__name__}.{name} needs a code list")
    return dataclasses.replace(spec, name=name)
