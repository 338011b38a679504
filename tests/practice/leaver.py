"""Somebody fictional about to leave prison, for the tests of what must not be left at the gate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from recovery_tui.practice.safety import worries
from tests.practice.said import Said, said

TODAY = date(2026, 11, 23)
INSIDE: dict[str, object] = {"id": "s", "stay_type": "custody", "started_on": "2026-05-01"}
BOOKED: dict[str, object] = {
    "starts_at": "2026-11-27T14:00",
    "status": "booked",
    "structured_treatment": "yes",
}
HOME: dict[str, object] = {"home_type": "cas3", "from_on": "2026-11-01"}
KIT: dict[str, object] = {
    "offered_on": "2026-11-03",
    "offer_outcome": "issued_nasal",
    "ready_at_gate_on": "2026-11-20",
}
METHADONE: dict[str, object] = {
    "intervention_type": "pharm",
    "sub_type": "maintenance",
    "medicine": "methadone",
}

Case = dict[str, Sequence[Said]]


def person(release: str | None = "2026-11-27", **changes: Sequence[Said]) -> Case:
    """Somebody on methadone, everything ready for a release."""
    return {
        "person": [said(surname="Barnes")],
        "stay": [said(**INSIDE, release_expected_on=release)],
        "substance": [said(substance="heroin", rank=1)],
        "intervention": [said(**METHADONE)],
        "appointment": [said(**BOOKED)],
        "home": [said(**HOME)],
        "naloxone": [said(**KIT)],
        **changes,
    }


def out(day: str = "2026-11-23", **changes: Sequence[Said]) -> Case:
    """The same person, released."""
    return {**person(), "stay": [said(**INSIDE, released_on=day, ended_on=day)], **changes}


def told(case: Case, today: date = TODAY) -> list[tuple[str, str]]:
    return [(worry.code, worry.mark) for worry in worries(case, today)]


def codes(case: Case, today: date = TODAY) -> set[str]:
    return {worry.code for worry in worries(case, today) if worry.mark == "!!"}
