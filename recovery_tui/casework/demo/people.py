"""Fictional people, as many as wanted: the same ones for the same seed and date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from recovery_tui.casework.demo import names, texts
from recovery_tui.casework.demo.case import APPROVAL, Case, Told
from recovery_tui.casework.demo.situations import ORDER, ORDINARY

Line = dict[str, Any]
"""A record as `load` takes it: `kind`, `ref`, `fields`, and `reasons` where a rule asks for one."""

MOST_RECORDS = 40
"""Records of one person in the demo."""


def services(today: date) -> list[Told]:
    """The services everybody is referred to."""
    return [
        Told(
            today - timedelta(days=400), f"agency.{key}", "agency", None,
            {"name": name, "agency_type": kind, "area": area, "phone": names.landline(number), "sla_days": days}, True,
        )
        for number, (key, (name, kind, area, days)) in enumerate(names.AGENCIES.items(), 1)
    ]  # fmt: skip


def cases(count: int, seed: int, today: date) -> Iterator[Case]:
    """The stories of `count` people, one after the other."""
    for index in range(count):
        case = Case(index, Random(f"{seed}:{index}"), today)
        if index < len(ORDER):
            ORDER[index](case)
        else:
            case.chance.choice(ORDER if case.chance.random() < 0.1 else ORDINARY)(case)
        case.shorten(MOST_RECORDS)
        yield case


def people(count: int, seed: int, today: date, *, records_each: int | None = None) -> Iterator[Line]:
    """Lines for `load`: the services, then one person after the other, each with all that is recorded about them.

    `records_each` asks for exactly so many records a person where their story is short enough to leave out sessions
    and notes; without it people have between 6 and 40. Approvals are left out: they sign a plan by its id, which only
    the store that holds it knows.
    """
    if count > 0:
        for told in services(today):
            yield line(told)
    for case in cases(count, seed, today):
        if records_each is not None:
            _size(case, records_each)
        yield from (line(told) for told in case.lines() if told.kind != APPROVAL)


def line(told: Told) -> Line:
    """What was told, as `load` takes it."""
    fields = dict(told.fields) if told.person is None else {"person": f"@{told.person}", **told.fields}
    made: Line = {"kind": told.kind, "ref": told.ref, "fields": fields}
    if told.reasons:
        made["reasons"] = dict(told.reasons)
    return made


def _size(case: Case, wanted: int) -> None:
    """Leave out or add notes until there are `wanted` records."""
    case.shorten(wanted)
    for number in range(wanted - len({told.ref for told in case.told})):
        ago = 3 + number * 3
        case.add(
            "contact", ago, held_on=case.day(-ago), outcome="held", with_whom="person", mode="in_person", minutes=20,
            summary=texts.NOTES[number % len(texts.NOTES)],
        )  # fmt: skip
