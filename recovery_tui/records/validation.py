"""Values as they came in, values as they are kept out; every problem at once, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from recovery_tui.errors import InvalidRecordError, Problem
from recovery_tui.records.checks import Refused
from recovery_tui.records.schema import Kind
from recovery_tui.records.terms import Wire


def validate(
    kind: Kind,
    values: Mapping[str, object],
    *,
    today: date,
    partial: bool = False,
    standing: Mapping[str, Wire] | None = None,
) -> dict[str, Wire]:
    """`values` as they are kept.

    `partial` takes a change of some fields: required ones may be missing, and None or empty text clears a
    field and stays in the answer as None. Otherwise such fields are left out. What several fields decide
    together (the form of a number) needs all of them: those a change leaves alone are looked up in `standing`,
    the record as it stands. Raises InvalidRecordError with every problem.
    """
    kept: dict[str, Wire] = {}
    problems: list[Problem] = []
    checkers = kind.checkers
    for name, value in values.items():
        check = checkers.get(name)
        if check is None:
            problems.append(Problem(name, f"{kind.title} has no field of this name."))
            continue
        try:
            wire = None if value is None or value == "" else check(value)
        except Refused as refused:
            problems.append(Problem(name, f"{kind.fields[name].title} {refused}"))
            continue
        if wire is not None or partial:
            kept[name] = wire
    lacking = [name for name in kind.required if kept.get(name) is None]
    if lacking:
        problems += _missing(kind, lacking, kept, {problem.field for problem in problems}, partial)
    if kind.settle is not None and not problems:
        whole = {**(standing or {}), **kept}
        problems += kind.settle(whole, today)
        kept = {name: whole[name] for name in kept}
    if problems:
        raise InvalidRecordError(problems)
    return kept


def _missing(
    kind: Kind, lacking: list[str], kept: Mapping[str, Wire], refused: set[str | None], partial: bool
) -> list[Problem]:
    return [
        Problem(name, f"{kind.fields[name].title} is needed.")
        for name in lacking
        if name not in refused and not (partial and name not in kept)
    ]
