"""Cover for a colleague: from its first day through its last their people are one's own, and then no longer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from recovery_tui.casework import caseload, conflicts, covering, day_sheet, person_file, recording, today
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, CaseloadOrder, Outcome, RecordId
from recovery_tui.errors import UsageError
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from tests.support.desks import add_person

SHAH = "5" * 64


@pytest.fixture
def people(desk: Desk) -> list[str]:
    """Two people of R Shah's; a third is one's own."""
    theirs = [add_person(desk, "Abbot", "Al", "A1111AA"), add_person(desk, "Beck", "Bo", "A2222AA")]
    add_person(desk, "Own", "Oz", "A3333AA")
    held: dict[str, Wire] = {
        "worker": SHAH, "worker_name": "R Shah (fictional)", "role": "keyworker", "from_on": "2026-01-05",
    }  # fmt: skip
    desk.journal.save([Change("assignment", held, person=person) for person in theirs])
    return theirs


def mine(desk: Desk) -> list[str]:
    page = caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=True, offset=0, limit=9)
    assert page.mine == page.total == len(page.rows) == today.view(desk, mine=True).mine
    assert len(day_sheet.rows(desk, mine=True)) == page.total
    return [row.name for row in page.rows]


def covered(desk: Desk, **typed: str) -> Outcome:
    return covering.save(desk, covering.form(desk), typed)


def at(desk: Desk, day: str) -> None:
    desk.clock.put(datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=UTC))  # type: ignore[attr-defined]


def test_cover_is_one_command_for_all_and_ends_by_itself(desk: Desk, people: list[str]) -> None:
    assert mine(desk) == ["OWN Oz"]
    spec = covering.form(desk)
    assert [choice.label for choice in spec.fields[0].choices] == ["R Shah (fictional), 2 people"]
    outcome = covered(desk, from_on="tue", until_on="fri", reason="leave")
    assert (outcome.saved, outcome.said) == (True, "2 people are yours too until Fri 27 Nov")
    for day, names in {
        "2026-11-23": ["OWN Oz"],
        "2026-11-24": ["ABBOT Al", "BECK Bo", "OWN Oz"],
        "2026-11-27": ["ABBOT Al", "BECK Bo", "OWN Oz"],
        "2026-11-28": ["OWN Oz"],
    }.items():
        at(desk, day)
        assert mine(desk) == names
    assert {line.name for section in today.view(desk, mine=True).sections for line in section.lines} == {
        "OWN Oz"
    }


def test_cover_is_journalled_like_any_change_and_leaves_the_colleague_their_people(
    desk: Desk, people: list[str]
) -> None:
    covered(desk, reason="leave")
    with desk.journal.reading() as conn:
        saves = conn.exec_driver_sql("SELECT COUNT(*) FROM seal").scalar_one()
        held = reading.of_person(conn, people[0], ("assignment",))
    theirs, own = (each.values for each in held)
    assert (theirs["worker"], theirs.get("until_on")) == (SHAH, None)
    assert own == {
        "worker": desk.me, "worker_name": "Kim Ahmed", "role": "cover", "from_on": "2026-11-23",
        "until_on": "2026-12-06", "reason": "leave",
    }  # fmt: skip
    assert len(desk.journal.history(held[1].id)) == 1
    assert desk.journal.check(rebuild_tables=False).ok
    covered(desk, until_on="today")
    with desk.journal.reading() as conn:
        assert conn.exec_driver_sql("SELECT COUNT(*) FROM seal").scalar_one() == saves + 1
        assert len(reading.of_person(conn, people[0], ("assignment",))) == 2


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"until_on": "yesterday"}, "until_on"),
        ({"until_on": "+400d"}, "until_on"),
        ({"until_on": ""}, "until_on"),
    ],
)
def test_days_that_make_no_sense_are_refused(
    desk: Desk, people: list[str], typed: dict[str, str], key: str
) -> None:
    outcome = covered(desk, **typed)
    assert [each.key for each in outcome.problems] == [key]
    assert mine(desk) == ["OWN Oz"]


def test_where_everybody_is_ones_own_there_is_nobody_to_cover_for(desk: Desk) -> None:
    add_person(desk)
    with pytest.raises(UsageError):
        covering.form(desk)


def test_nobody_is_covered_for_whoever_has_no_people_here(desk: Desk, people: list[str]) -> None:
    first = desk.clock.today()
    assert covering.cover(desk, SHAH, first, first + timedelta(days=1)) == 2
    assert covering.cover(desk, "6" * 64, first, date(2026, 12, 1)) == 0
    assert conflicts.listed(desk, mine=True) == ()


def test_the_plan_of_somebody_handed_over_may_be_changed_while_their_new_worker_is_covered_for(
    desk: Desk,
) -> None:
    person = add_person(desk)
    given: dict[str, Wire] = {
        "to_fingerprint": SHAH, "reason": "moves wing", "status": "accepted", "accepted_on": "2026-11-20",
    }  # fmt: skip
    desk.journal.save([Change("handover", given, person=person)])
    assert mine(desk) == []
    spec = recording.new_form(desk, RecordId(person), "supporter", {})
    typed = {**spec.values, "name": "Ann (fictional)", "relation": "sister"}
    assert not recording.save(desk, spec, typed, {}).saved
    assert covered(desk).saved
    assert mine(desk) == ["BARNES Lee"]
    header, _ = person_file.page(desk, RecordId(person), Area.PLAN)
    assert header.handed_over == ""
    assert recording.save(desk, spec, typed, {}).saved
    at(desk, "2026-12-07")
    assert not recording.save(desk, spec, typed, {}).saved
