"""What falls due is kept with the records: the same rows whatever the order, and after a rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery_tui.casework import today
from recovery_tui.casework.desk import Desk
from recovery_tui.journal import due
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from tests.support.desks import add_person, new_desk
from tests.support.two_writers import two_writers

STEP: dict[str, Wire] = {
    "goal": "0" * 32,
    "text": "ring the clinic",
    "actor": "person",
    "due_on": "2026-11-24",
    "status": "not_started",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.close()


def rows(desk: Desk, *codes: str) -> list[tuple[str, str]]:
    with desk.journal.reading() as conn:
        found = conn.exec_driver_sql("SELECT code, day FROM due ORDER BY day, code")
        return [(str(code), str(day)) for code, day in found if not codes or code in codes]


def save(
    desk: Desk, kind: str, person: str | None, values: dict[str, Wire], record: str | None = None
) -> str:
    return desk.journal.save([Change(kind, values, record, person)]).ids[0]


def test_a_step_has_a_row_until_it_is_done(desk: Desk) -> None:
    person = add_person(desk)
    step = save(desk, "step", person, STEP)
    assert rows(desk, "step") == [("step", "2026-11-24")]
    save(desk, "step", person, {"due_on": "2026-11-30"}, step)
    assert rows(desk, "step") == [("step", "2026-11-30")]
    save(desk, "step", person, {"status": "completed"}, step)
    assert rows(desk, "step") == []


def test_an_agency_that_changes_its_days_moves_what_waits_for_it(desk: Desk) -> None:
    person = add_person(desk)
    agency = save(
        desk, "agency", None, {"name": "Fictional Housing", "agency_type": "la_housing", "sla_days": 5}
    )
    sent: dict[str, Wire] = {"agency": agency, "domain": "housing", "status": "sent", "sent_on": "2026-11-10"}
    save(desk, "referral", person, sent)
    assert rows(desk, "referral") == [("referral", "2026-11-16")]
    save(desk, "agency", None, {"sla_days": 10}, agency)
    assert rows(desk, "referral") == [("referral", "2026-11-21")]


def test_what_is_hidden_is_not_due_and_a_rebuild_gives_the_same(desk: Desk) -> None:
    person = add_person(desk)
    step = save(desk, "step", person, STEP)
    before = rows(desk)
    assert desk.journal.check(rebuild_tables=True).ok
    assert rows(desk) == before
    desk.journal.save([Change("step", {}, step, person, hide="entered by mistake")])
    assert rows(desk, "step") == []
    assert desk.journal.check(rebuild_tables=False).ok


def test_after_much_work_people_wait_and_whoever_asks_first_works_it_off(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [add_person(desk, number=f"A{number}234BC") for number in range(1, 4)]
    monkeypatch.setattr(due, "AT_ONCE", 2)
    desk.journal.save([Change("step", STEP, person=person) for person in people])
    assert rows(desk, "step") == []
    with desk.journal.reading() as conn:
        assert due.waiting(conn)
    save(desk, "step", people[0], STEP)
    assert len(rows(desk, "step")) == 2
    view = today.view(desk, mine=True)
    assert sum(line.code == "step" for section in view.sections for line in section.lines) == 4
    with desk.journal.reading() as conn:
        assert not due.waiting(conn)
    assert desk.journal.check(rebuild_tables=False).ok


def test_a_rebuild_leaves_nobody_waiting(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [add_person(desk, number=f"A{number}234BC") for number in range(1, 4)]
    monkeypatch.setattr(due, "AT_ONCE", 2)
    desk.journal.save([Change("step", STEP, person=person) for person in people])
    assert desk.journal.check(rebuild_tables=True).ok
    assert len(rows(desk, "step")) == 3


def test_days_at_the_ends_of_the_calendar_stop_nobody(desk: Desk) -> None:
    person = add_person(desk)
    for day in ("0001-01-01", "9999-12-31"):
        stay: dict[str, Wire] = {"stay_type": "custody", "establishment": "FIC", "started_on": day}
        save(desk, "stay", person, {**stay, "release_expected_on": day})
        save(desk, "contact", person, {"held_on": day, "outcome": "held", "summary": "Met."})
    assert rows(desk)


def test_both_writers_have_the_earlier_of_two_answers(tmp_path: Path) -> None:
    both = two_writers(tmp_path)
    both.disagree("step", STEP, "due_on", "2026-12-01", "2026-11-25")
    assert rows(both.kim, "step") == rows(both.shah, "step") == [("step", "2026-11-25")]
    assert rows(both.kim) == rows(both.shah)
    both.close()
