"""A group session is one page and one save for everybody who came, and nobody is told of twice."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework import changing, drafts, filling_in, group_session, recording, today
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.group_session import ATTENDED
from recovery_tui.casework.marks import marks_typed
from recovery_tui.casework.views import FormSpec, Outcome, RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.log import Change
from tests.support.desks import add_person

CBT = {"intervention_type": "psysoc", "sub_type": "cbt_substance", "started_on": "2026-11-02"}


def join(desk: Desk, person: str, **more: str) -> str:
    values = {**CBT, "provider": "Example Prison", **more}
    return desk.journal.save([Change("intervention", values, person=person)]).ids[0]


def members(desk: Desk, *names: str) -> list[tuple[str, str]]:
    """People with their place in the group."""
    people = [add_person(desk, name, "Lee", f"A{1000 + at}BC") for at, name in enumerate(names)]
    return [(person, join(desk, person)) for person in people]


def sessions(desk: Desk, person: str) -> list[dict[str, object]]:
    with desk.journal.reading() as conn:
        found = reading.of_person(conn, person, ("session",))
    return [{**each.values} for each in found if each.hidden is None]


def the_form(desk: Desk) -> FormSpec:
    (group,) = group_session.groups(desk, mine=False)
    return group_session.form(desk, group.key, mine=False)


def save(desk: Desk, typed: Mapping[str, str]) -> Outcome:
    spec = the_form(desk)
    return filling_in.save(desk, spec, {**spec.values, **typed}, {})


def test_groups_are_open_talking_work_by_what_it_is_and_who_gives_it(desk: Desk) -> None:
    (first, _), (second, _), (third, _) = members(desk, "Fictone", "Ficttwo", "Fictthree")
    join(desk, first, provider="Example Charity")
    join(desk, second, sub_type="counselling_accredited", ended_on="2026-11-20", exit_status="planned")
    join(desk, third, intervention_type="pharm", sub_type="maintenance")
    found = group_session.groups(desk, mine=False)
    assert [(group.title.rpartition(", ")[2], group.people) for group in found] == [
        ("Example Prison", 3),
        ("Example Charity", 1),
    ]


def test_everybody_who_is_marked_has_a_session_and_nobody_else(desk: Desk) -> None:
    (one, came), (two, late), (three, locked), (four, _) = members(
        desk, "Fictone", "Ficttwo", "Fictthree", "Fictfour"
    )
    spec = the_form(desk)
    labels = [choice.label for choice in spec.fields[0].choices]
    assert labels == sorted(labels)
    marks = marks_typed({came: "came", late: "late", locked: "not_unlocked"})
    outcome = save(desk, {ATTENDED: marks, "minutes": "90"})
    assert outcome.said == "saved 10:42 for 3 people"
    assert sessions(desk, one) == [
        {"intervention": came, "held_on": "2026-11-23", "attendance": "came", "minutes": 90}
    ]
    assert [each["attendance"] for person in (two, three) for each in sessions(desk, person)] == [
        "late",
        "not_unlocked",
    ]
    assert sessions(desk, four) == []
    assert outcome.undo is not None
    assert changing.undo(desk, outcome.undo).saved
    assert sessions(desk, one) == sessions(desk, two) == []


def test_one_thing_wrong_saves_nobody(desk: Desk) -> None:
    ((one, came),) = members(desk, "Fictone")
    assert not save(desk, {}).saved
    assert not save(desk, {ATTENDED: f"{came} came", "held_on": "next fri"}).saved
    assert not save(desk, {ATTENDED: f"{came} came", "minutes": "lots"}).saved
    assert not save(desk, {ATTENDED: f"{came} danced"}).saved
    assert sessions(desk, one) == []


def test_nobody_is_told_of_twice_on_one_day(desk: Desk) -> None:
    (one, came), (_, other) = members(desk, "Fictone", "Ficttwo")
    opened_before = the_form(desk)
    assert save(desk, {ATTENDED: f"{came} came"}).saved
    assert [choice.value for choice in the_form(desk).fields[0].choices] == [other]
    marks = marks_typed({came: "came", other: "came"})
    again = filling_in.save(desk, opened_before, {**opened_before.values, ATTENDED: marks}, {})
    assert "FICTONE Lee" in again.problems[0].reason
    assert len(sessions(desk, one)) == 1


def test_a_group_that_was_begun_stands_on_today_until_it_is_saved(desk: Desk) -> None:
    ((_, came),) = members(desk, "Fictone")
    spec = the_form(desk)
    drafts.keep(desk, spec, {**spec.values, ATTENDED: f"{came} came"})
    (line,) = today.view(desk, mine=True).unfinished
    assert line.text == "group session"
    reopened = filling_in.reopened(desk, line)
    draft = drafts.find(desk, reopened)
    assert draft is not None
    assert filling_in.save(desk, reopened, draft.values, {}).saved
    assert today.view(desk, mine=True).unfinished == ()


def test_attendance_is_put_right_by_a_correction(desk: Desk) -> None:
    ((one, came),) = members(desk, "Fictone")
    assert save(desk, {ATTENDED: f"{came} came"}).saved
    with desk.journal.reading() as conn:
        (session,) = reading.of_person(conn, one, ("session",))
    spec = recording.edit_form(desk, RecordId(session.id))
    assert recording.save(desk, spec, {**spec.values, "attendance": "late"}, {}).saved
    assert len(sessions(desk, one)) == 2
