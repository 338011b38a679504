"""What only wants a look stands on the page of everything, and opens the field it is about."""

from __future__ import annotations

import pytest

from recovery_tui.casework import changing, person_file
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, Line, Mark, RecordId
from recovery_tui.journal.log import Change
from tests.records.samples import sample
from tests.support.desks import add_person


@pytest.fixture
def person(desk: Desk) -> RecordId:
    return RecordId(add_person(desk))


def listed(desk: Desk, person: RecordId) -> list[Line]:
    _, view = person_file.page(desk, person, Area.EVERYTHING)
    return [line for part in view.sections if part.title == "Worth a look" for line in part.lines]


def test_nothing_is_listed_of_a_file_in_order(desk: Desk, person: RecordId) -> None:
    assert listed(desk, person) == []


def test_what_a_rule_only_lists_and_what_came_in_broken_stand_there_until_they_are_put_right(
    desk: Desk, person: RecordId
) -> None:
    peer = sample("peer_link", cleared_until_on="2026-11-01")
    broken = sample("home", until_on="2026-11-01")  # as only a file from elsewhere brings it
    made = desk.journal.save(
        [Change("peer_link", peer, person=person), Change("home", broken, person=person)]
    ).ids
    lines = {line.record: line for line in listed(desk, person)}
    assert set(lines) == set(made)
    assert lines[RecordId(made[0])].text == "The peer's clearance has run out."
    assert lines[RecordId(made[0])].focus == "cleared_until_on"
    assert lines[RecordId(made[1])].focus == "until_on"
    assert {line.mark for line in lines.values()} == {Mark.MISSING}
    desk.journal.save([Change("home", {"until_on": "2026-12-24"}, made[1], person)])
    changing.hide(desk, RecordId(made[0]), "entered twice")
    assert listed(desk, person) == []
