from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

import pytest

from recovery_tui.errors import Problem
from recovery_tui.records import KINDS
from recovery_tui.records.rules import _CHANGING, _LISTED, _RULES, _SAVING
from recovery_tui.records.rules.case import Case, Rule
from tests.records.every_rule import ELSEWHERE, ROWS, Others, Row
from tests.records.samples import TODAY, Values, noted, sample, told

NUMBERED = [f"V{number:02}" for number in range(1, 33)]

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)


def said(row: Row, values: Values, others: Others) -> list[tuple[str | None, str | None, str]]:
    """What is said of a record: rule, field and how severe."""
    if row.severity == "Q":
        return [(note.rule, note.field, "Q") for note in noted(row.kind, values, others)]
    found = told(row.kind, values, others, row.before)
    return [(rule, field, "W" if asks else "E") for rule, field, asks in found]


@each_row
def test_each_rule_speaks_of_what_breaks_it_and_is_silent_once_that_is_put_right(row: Row) -> None:
    expected = (row.rule or None, row.field, row.severity)
    assert expected in said(row, row.broken, row.others)
    changed: Values = {**row.broken, **row.put_right}
    right: Values = {name: value for name, value in changed.items() if value is not None}
    assert expected not in said(row, right, row.others if row.then is None else row.then)


@pytest.mark.parametrize("rule", NUMBERED)
def test_every_numbered_rule_is_proven_here_or_where_it_is_said(rule: str) -> None:
    if rule in ELSEWHERE:
        module, test = ELSEWHERE[rule]
        assert callable(getattr(import_module(f"tests.{module}"), test))
    else:
        assert any(row.rule == rule for row in ROWS)


def _rules() -> Iterator[tuple[str, Rule]]:
    for kind, rules in [*_RULES.items(), *_LISTED.items()]:
        yield from ((kind, rule) for rule in rules)
    yield from (("", rule) for rule in (*_CHANGING, *_SAVING))


def _speaks(rule: Rule, rows: Iterable[Row]) -> bool:
    problems: list[Problem] = []
    for row in rows:
        case = Case(KINDS[row.kind], row.broken, row.others, TODAY, row.before, standing=row.severity == "Q")
        problems += rule(case)
    return bool(problems)


@pytest.mark.parametrize(("kind", "rule"), list(_rules()), ids=lambda part: getattr(part, "__name__", part))
def test_no_rule_stands_that_nothing_here_breaks(kind: str, rule: Rule) -> None:
    assert _speaks(rule, [row for row in ROWS if kind in ("", row.kind) or rule.__name__ == "period"])


def _pairs() -> Iterator[tuple[str, str, str]]:
    for kind in KINDS.values():
        if kind.status_field:
            for before in kind.transitions:
                yield from ((kind.name, before, after) for after in kind.transitions if after != before)


@pytest.mark.parametrize(("kind", "before", "after"), list(_pairs()))
def test_a_status_is_followed_by_what_its_life_cycle_declares_and_by_nothing_else(
    kind: str, before: str, after: str
) -> None:
    name = str(KINDS[kind].status_field)
    was = sample(kind, **{name: before})
    refused = (None, name, False) in told(kind, {**was, name: after}, before=was)
    assert refused == (after not in KINDS[kind].transitions[before])
