"""Chasing: what waits longest stands first, in neutral words, and every answer is one save that can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery_tui.casework import agency_answers, changing, chasing, filling_in, settings
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Mark, Outcome, RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from recovery_tui.journal.reading import Record
from tests.support.desks import add_person, new_desk
from tests.support.two_writers import two_writers


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.close()


def _saved(desk: Desk, kind: str, person: str | None = None, **values: Wire) -> RecordId:
    return RecordId(desk.journal.save([Change(kind, values, person=person)]).ids[0])


def _agency(desk: Desk, name: str, agency_type: str = "la_housing", **values: Wire) -> RecordId:
    given: dict[str, Wire] = {"name": name, "agency_type": agency_type, **values}
    return RecordId(desk.journal.save([Change("agency", given)]).ids[0])


def _referral(desk: Desk, person: str, agency: str, sent_on: str | None, **values: Wire) -> RecordId:
    given: dict[str, Wire] = {
        "agency": agency,
        "sent_on": sent_on,
        "agency_type": "la_housing",
        "domain": "housing",
        "status": "sent",
        "lawful_basis": "safeguarding",
        **values,
    }
    return RecordId(desk.journal.save([Change("referral", given, person=person)]).ids[0])


def _of(desk: Desk, person: str, kind: str) -> list[Record]:
    with desk.journal.reading() as conn:
        return [each for each in reading.of_person(conn, person, (kind,)) if each.hidden is None]


def _record(desk: Desk, record: str) -> Record:
    found = desk.journal.record(record)
    assert found is not None
    return found


def _undone(desk: Desk, outcome: Outcome) -> None:
    assert outcome.undo is not None
    assert changing.undo(desk, outcome.undo).saved


def test_what_waits_longest_stands_first_and_what_was_answered_does_not_stand(desk: Desk) -> None:
    lee, jo = add_person(desk), add_person(desk, "Examplar", "Jo", "A2345BC")
    quick = _agency(desk, "Fictional Housing", sla_days=3, phone="0113 000 0000", contact_name="Pat Sample")
    slow = _agency(desk, "Fictional Jobcentre", "dwp_jcp", sla_days=30)
    for status in ("draft", "accepted", "rejected", "withdrawn", "done"):
        _referral(desk, lee, quick, "2026-09-01", status=status)
    hidden = _referral(desk, lee, quick, "2026-09-01")
    changing.hide(desk, hidden, "entered by mistake")
    ten = _referral(
        desk, lee, slow, "2026-11-13", agency_type="dwp_jcp", domain="benefits", status="acknowledged"
    )
    four = _referral(desk, jo, quick, "2026-11-19")
    three = _referral(desk, jo, quick, "2026-11-20")
    one = _referral(desk, jo, quick, "2026-11-22")
    undated = _referral(desk, jo, quick, None)
    found = chasing.view(desk, mine=True)
    assert [line.referral for line in found.lines] == [undated, ten, four, three, one]
    assert [line.waits for line in found.lines] == ["no date", "10d, has it", "4d", "3d", "1d"]
    assert [line.mark for line in found.lines] == [Mark.NONE, Mark.NONE, Mark.MISSING, Mark.NONE, Mark.NONE]
    assert (found.total, found.mine, found.everyone) == (5, 2, 2)
    line = found.lines[2]
    assert (line.name, line.agency, line.about, line.phone) == (
        "EXAMPLAR Jo",
        "Fictional Housing",
        "housing",
        "Pat Sample, 0113 000 0000",
    )
    assert found.lines[1].about == "benefits"


def test_only_mine_or_everybody_but_never_who_is_closed(desk: Desk) -> None:
    lee, jo, ray = (
        add_person(desk),
        add_person(desk, "Examplar", "Jo", "A2345BC"),
        add_person(desk, "Gone", "Ray", "A3BC"),
    )
    agency = _agency(desk, "Fictional Housing")
    for person in (lee, jo, ray):
        _referral(desk, person, agency, "2026-11-13")
    _saved(
        desk,
        "assignment",
        jo,
        worker="f" * 32,
        worker_name="Rosa Example",
        role="keyworker",
        from_on="2026-11-02",
    )
    desk.journal.save([Change("person", {"record_status": "died"}, ray)])
    assert [line.person for line in chasing.view(desk, mine=True).lines] == [lee]
    assert {line.person for line in chasing.view(desk, mine=False).lines} == {lee, jo}


def test_of_two_answers_it_waits_while_one_says_so_and_what_is_over_either_way_is_not_counted(
    tmp_path: Path,
) -> None:
    both = two_writers(tmp_path)
    agency = _agency(both.kim, "Fictional Housing")
    referral: dict[str, Wire] = {
        "agency": agency,
        "sent_on": "2026-11-13",
        "agency_type": "la_housing",
        "domain": "housing",
        "status": "sent",
    }
    waits = both.disagree("referral", referral, "status", "acknowledged", "accepted")
    over = {**referral, "status": "rejected", "rejected_reason": "no_capacity"}
    both.disagree("referral", over, "rejected_reason", "ineligible", "duplicate")
    found = chasing.view(both.kim, mine=False)
    assert ([line.referral for line in found.lines], found.total) == ([waits], 1)
    both.close()


def test_which_treatment_it_is_stands_on_no_list_unless_the_site_says_so(desk: Desk) -> None:
    person = add_person(desk)
    agency = _agency(desk, "Fictional Methadone Clinic", "community_drug_alcohol", phone="0113 1")
    _referral(desk, person, agency, "2026-11-13", agency_type="community_drug_alcohol", domain="drug")
    (line,) = chasing.view(desk, mine=True).lines
    assert (line.agency, line.about, line.phone) == ("treatment service", "", "0113 1")
    settings.change(desk, "clinical_on_lists", "yes")
    (line,) = chasing.view(desk, mine=True).lines
    assert (line.agency, line.about) == ("Fictional Methadone Clinic", "drugs")


def test_a_call_that_nobody_answered_is_a_contact_about_the_referral_and_can_be_undone(desk: Desk) -> None:
    person = add_person(desk)
    referral = _referral(desk, person, _agency(desk, "Fictional Housing"), "2026-11-13")
    outcome = agency_answers.rang(desk, referral, {})
    (call,) = _of(desk, person, "contact")
    told = {"about": referral, "outcome": "no_answer", "with_whom": "agency", "held_on": "2026-11-23"}
    assert told.items() <= call.values.items()
    assert chasing.view(desk, mine=True).lines[0].last_attempt == "no answer Mon 23 Nov"
    _undone(desk, outcome)
    assert _of(desk, person, "contact") == []
    assert chasing.view(desk, mine=True).lines[0].last_attempt == ""


def test_having_it_is_not_a_yes(desk: Desk) -> None:
    person = add_person(desk)
    referral = _referral(desk, person, _agency(desk, "Fictional Housing"), "2026-11-13")
    outcome = agency_answers.acknowledge(desk, referral, {})
    assert (outcome.said, _record(desk, referral).values["acknowledged_on"]) == ("they have it", "2026-11-23")
    assert [line.waits for line in chasing.view(desk, mine=True).lines] == ["10d, has it"]
    again = agency_answers.acknowledge(desk, referral, {})
    assert not again.saved
    _undone(desk, outcome)
    assert "acknowledged_on" not in _record(desk, referral).values
    assert _record(desk, referral).values["status"] == "sent"


def test_a_no_says_why_and_leaves_the_list(desk: Desk) -> None:
    person = add_person(desk)
    referral = _referral(desk, person, _agency(desk, "Fictional Housing"), "2026-11-13")
    outcome = agency_answers.reject(desk, referral, "no_capacity", {})
    values = _record(desk, referral).values
    assert (values["status"], values["rejected_reason"], values["closed_on"]) == (
        "rejected",
        "no_capacity",
        "2026-11-23",
    )
    assert chasing.view(desk, mine=True).lines == ()
    _undone(desk, outcome)
    assert [line.referral for line in chasing.view(desk, mine=True).lines] == [referral]


@pytest.mark.parametrize(("agency_type", "asks"), [("la_housing", False), ("community_drug_alcohol", True)])
def test_a_yes_books_the_first_appointment_of_the_same_class_and_both_are_undone(
    desk: Desk, agency_type: str, asks: bool
) -> None:
    person = add_person(desk)
    agency = _agency(desk, "Fictional Service", agency_type)
    referral = _referral(desk, person, agency, "2026-11-13", agency_type=agency_type)
    spec = agency_answers.accept_form(desk, referral)
    assert ("appointment.structured_treatment" in {field.key for field in spec.fields}) is asks
    typed = {**spec.values, "appointment.starts_at": "7/12 09:30", "appointment.place": "Fictional House"}
    outcome = filling_in.save(desk, spec, typed, {})
    assert outcome.saved, outcome.problems
    (appointment,) = _of(desk, person, "appointment")
    assert (appointment.values["agency"], appointment.values["agency_type"]) == (agency, agency_type)
    assert (appointment.values["starts_at"], appointment.values["status"]) == ("2026-12-07T09:30", "booked")
    assert _record(desk, referral).values["accepted_on"] == "2026-11-23"
    assert chasing.view(desk, mine=True).lines == ()
    _undone(desk, outcome)
    assert _of(desk, person, "appointment") == []
    assert _record(desk, referral).values["status"] == "sent"


def test_a_yes_without_a_time_is_a_yes_and_a_wrong_time_saves_nothing(desk: Desk) -> None:
    person = add_person(desk)
    referral = _referral(desk, person, _agency(desk, "Fictional Housing"), "2026-11-13")
    spec = agency_answers.accept_form(desk, referral)
    wrong = filling_in.save(desk, spec, {**spec.values, "appointment.starts_at": "teatime"}, {})
    assert [each.key for each in wrong.problems] == ["appointment.starts_at"]
    sunday = filling_in.save(desk, spec, {**spec.values, "appointment.starts_at": "29/11 09:30"}, {})
    assert [each.rule for each in sunday.problems] == ["V17"]
    assert _record(desk, referral).values["status"] == "sent"
    assert filling_in.save(desk, spec, spec.values, {}).saved
    assert _record(desk, referral).values["status"] == "accepted"
    assert _of(desk, person, "appointment") == []
