"""What counts as doing something about a red reason, and that nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from recovery_tui.practice.helping import _ANSWERS, helping
from recovery_tui.practice.safety import COURT
from recovery_tui.records.lists.links import DOMAIN
from recovery_tui.records.lists.plan import AREA
from recovery_tui.records.lists.release import RELEASE_ITEMS
from tests.practice.said import Said, disputed, said

TODAY = date(2026, 11, 23)
GOALS = [
    said(id="t", area="treatment", title="Keep my script", status="active"),
    said(id="s", area="treatment", title="Sleep without tablets", status="active"),
    said(id="h", area="links", title="A place to sleep on the first night", status="active"),
    said(id="w", area="links", title="Back to scaffolding", status="active"),
]

Case = dict[str, Sequence[Said]]


def step(goal: str, text: str, status: str = "not_started", stamp: str = "1") -> Said:
    values = {"id": text, "goal": goal, "text": text, "actor": "keyworker", "status": status}
    return Said(values, id=text, stamp=stamp)


def found(code: str, **records: Sequence[Said]) -> str:
    case: Case = {"goal": GOALS, **records}
    here = helping(case, code, TODAY)
    return here[1].id if here else ""


def test_every_answer_is_made_of_codes_there_are() -> None:
    for answer in _ANSWERS.values():
        assert set(answer.items) <= RELEASE_ITEMS.keys()
        assert all(each in DOMAIN for each in answer.domains)
        assert all(each in AREA for each in answer.areas)


@pytest.mark.parametrize(
    ("code", "goal", "text", "helps"),
    [
        ("treatment_not_booked", "t", "Ring Forward", True),
        ("treatment_not_booked", "s", "Ask the clinic for a day", True),
        ("treatment_not_booked", "s", "Review the night medication", False),
        ("treatment_not_booked", "w", "Go to the dentist appointment", False),
        ("no_first_night", "h", "Ring every Tuesday", True),
        ("no_first_night", "w", "Ask the council's housing team", True),
        ("no_first_night", "w", "Write to my old boss", False),
        ("no_first_night", "s", "Review the night medication", False),
        ("kit_not_offered", "w", "Offer the naloxone kit", True),
        ("kit_not_handed_over", "t", "Bring the kit to the gate", True),
        ("kit_not_handed_over", "t", "Ask the kitchen for a job", False),
        (COURT, "w", "Ring the court", True),
        (COURT, "t", "Ring Forward", False),
        ("release_not_recorded", "t", "Ring Forward", False),
    ],
)
def test_a_step_helps_where_its_words_are_about_the_reason(
    code: str, goal: str, text: str, helps: bool
) -> None:
    assert bool(found(code, step=[step(goal, text)])) is helps


def test_what_is_over_or_may_be_over_does_not_help() -> None:
    for status in ("completed", "no_longer_needed"):
        assert not found("treatment_not_booked", step=[step("t", "Ring", status)])
    ended = disputed("status", "in_progress", "completed", goal="t", text="Ring", id="r")
    assert not found("treatment_not_booked", step=[ended])
    over = said(id="t", area="treatment", title="Keep my script", status="removed")
    assert not found("treatment_not_booked", goal=[over], step=[step("t", "Ring")])


def test_the_newest_word_is_told() -> None:
    steps = [step("t", "Ring", stamp="2"), step("t", "Write", stamp="3"), step("t", "Ask", stamp="1")]
    assert found("treatment_not_booked", step=steps) == "Write"


@pytest.mark.parametrize(
    ("domain", "status", "helps"),
    [("housing", "sent", True), ("housing", "accepted", True), ("housing", "rejected", False), ("work", "sent", False)],
)  # fmt: skip
def test_a_referral_helps_until_it_is_turned_down(domain: str, status: str, helps: bool) -> None:
    referral = said(id="r", domain=domain, status=status)
    assert bool(found("no_first_night", referral=[referral])) is helps


@pytest.mark.parametrize(
    ("starts_at", "status", "agency_type", "helps"),
    [
        ("2026-11-23T09:30", "proposed", "la_housing", True),
        ("2026-11-22T09:30", "booked", "la_housing", False),
        ("2026-11-24T09:30", "cancelled_by_service", "la_housing", False),
        ("2026-11-24T09:30", "booked", "dwp_jcp", False),
    ],
)
def test_an_appointment_helps_while_it_is_to_come(
    starts_at: str, status: str, agency_type: str, helps: bool
) -> None:
    appointment = said(id="a", starts_at=starts_at, status=status, agency_type=agency_type)
    assert bool(found("no_first_night", appointment=[appointment])) is helps


@pytest.mark.parametrize(
    ("item", "owner", "status", "helps"),
    [("rl15", "keyworker", "due", True), ("rl15", None, "due", False), ("rl15", "keyworker", "not_done", False),
     ("rl16", "keyworker", "due", False)],
)  # fmt: skip
def test_an_item_of_the_countdown_helps_once_somebody_is_named(
    item: str, owner: str | None, status: str, helps: bool
) -> None:
    recorded = said(id="i", item=item, owner=owner, status=status)
    assert bool(found("no_first_night", release_item=[recorded])) is helps
