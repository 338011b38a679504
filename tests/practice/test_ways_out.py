"""Which stay a person leaves by where there are several, and that the red list holds whatever else was recorded."""

from __future__ import annotations

from datetime import date

import pytest

from recovery_tui.practice.ways_out import days_out, leaving, ways_out
from tests.practice.leaver import BOOKED, INSIDE, KIT, METHADONE, codes, out, person, told
from tests.practice.said import Said, disputed, said

WITH_DATE = said(**INSIDE, release_expected_on="2026-11-27")
REMAND = said(id="r", stay_type="remand", started_on="2026-02-01", release_expected_on="2026-05-01")
GONE = said(**INSIDE, released_on="2026-11-23", ended_on="2026-11-23")
RED = {"treatment_not_booked", "no_first_night", "kit_not_offered"}


def unready(*stays: Said) -> set[str]:
    return codes(person(stay=stays, appointment=[], home=[], naloxone=[]))


@pytest.mark.parametrize("began", ["2026-05-01", "2026-05-02", "2027-05-01"])
def test_a_second_stay_without_a_date_takes_nothing_off_the_list(began: str) -> None:
    """As two records have that were joined."""
    other = said(id="o", stay_type="custody", started_on=began)
    assert unready(WITH_DATE, other) == unready(other, WITH_DATE) == RED


def test_of_two_running_stays_each_day_of_release_is_believed() -> None:
    later = said(id="o", stay_type="custody", started_on="2026-05-02", release_expected_on="2026-12-20")
    for stays in ([WITH_DATE, later], [later, WITH_DATE]):
        case = person(stay=stays)
        assert days_out(ways_out(case)) == [date(2026, 11, 27), date(2026, 12, 20)]
        assert (first := leaving(case)) is not None
        assert first.id == "s"
        assert codes(case) == {"treatment_not_booked"}, "what is booked fits one of the days only"


def test_a_court_day_that_passed_before_the_sentence_is_no_release_but_is_still_to_be_recorded() -> None:
    assert days_out(ways_out(person(stay=[REMAND, WITH_DATE]))) == [date(2026, 11, 27)]
    assert codes(person(stay=[REMAND, WITH_DATE])) == {"release_not_recorded"}
    assert unready(REMAND, WITH_DATE) == RED | {"release_not_recorded"}


def test_a_remand_that_was_never_ended_hides_nothing_of_a_release() -> None:
    case = out(stay=[REMAND, GONE], appointment=[])
    assert codes(case) == {"treatment_not_booked", "kit_not_handed_over"}
    assert (stay := leaving(case)) is not None
    assert stay.id == "s"


def test_who_came_in_again_on_the_day_of_release_is_inside() -> None:
    again = said(id="g", stay_type="remand", started_on="2026-11-23", release_expected_on="2026-11-27")
    assert "court_near" in codes(out(stay=[GONE, again]))


def test_a_release_that_one_writer_knows_nothing_of_ends_no_other_stay() -> None:
    unsure = disputed("released_on", "2026-11-23", None, **INSIDE, release_expected_on="2026-11-23")
    other = said(id="o", stay_type="custody", started_on="2026-05-01", release_expected_on="2026-11-27")
    assert date(2026, 11, 27) in days_out(ways_out(person(stay=[unsure, other])))


def test_a_stay_that_ended_with_a_release_is_one_though_its_day_was_left_empty() -> None:
    ended = said(**INSIDE, ended_on="2026-11-23", end_reason="released_licence")
    assert codes(out(stay=[ended], appointment=[])) == {"treatment_not_booked", "kit_not_handed_over"}
    moved = said(**INSIDE, ended_on="2026-11-23", end_reason="transfer_prison")
    assert not codes(out(stay=[moved], appointment=[]))


def test_whatever_else_is_disputed_every_answer_counts() -> None:
    """More fields than anybody could try together."""
    noise = {f"field_{number:02}": (1, 2) for number in range(30)}
    booked = Said(BOOKED, {**noise, "status": ("booked", "cancelled_service")})
    assert codes(person(appointment=[booked])) == {"treatment_not_booked"}
    inside = {"ended_on": ("2026-06-01", None), "stay_type": ("licence", "custody")}
    stay = Said({**INSIDE, "release_expected_on": "2026-11-27"}, {**noise, **inside})
    assert codes(person(stay=[stay], appointment=[])) == {"treatment_not_booked"}


@pytest.mark.parametrize(
    ("used", "sub_type", "purpose", "mark"),
    [
        ("heroin", "maintenance", None, "!!"),
        ("heroin", "other", "maintenance", "!!"),
        ("heroin", "assess_stabilise", None, "!!"),
        (None, "maintenance", None, "!!"),
        ("alcohol", "maintenance", None, "!"),
        ("heroin", "relapse_prevention", None, "!"),
        ("heroin", "acamprosate", "maintenance", "!"),
    ],
)
def test_a_medicine_nobody_named_is_a_substitute_where_opioids_may_be_used(
    used: str | None, sub_type: str, purpose: str | None, mark: str
) -> None:
    treatment = said(intervention_type="pharm", sub_type=sub_type, purpose=purpose)
    use = [said(substance=used, rank=1)] if used else []
    case = person(substance=use, intervention=[treatment], appointment=[])
    assert ("treatment_not_booked", mark) in told(case)


def test_all_that_was_said_of_the_kit_on_its_newest_day_must_be_well() -> None:
    no = said(id="1", offered_on="2026-11-20", offer_outcome="declined")
    yes = said(id="2", offered_on="2026-11-20", offer_outcome="issued_nasal")
    for kits in ([no, yes], [yes, no]):
        assert codes(out(naloxone=kits)) == {"kit_not_handed_over"}
    newer = said(id="3", offered_on="2026-11-21", offer_outcome="declined")
    assert codes(out(naloxone=[yes, newer])) == set()
    either = disputed("offered_on", "2026-11-21", "2026-11-02", id="4", offer_outcome="declined")
    assert codes(out(naloxone=[yes, either])) == {"kit_not_handed_over"}


def test_the_kit_of_a_stay_stays_its_kit_when_the_record_of_the_same_stay_is_joined() -> None:
    twin = said(
        id="t", stay_type="custody", started_on="2026-05-02", released_on="2026-11-23", ended_on="2026-11-23"
    )
    handed = said(**KIT, handed_over_on="2026-11-23")
    assert codes(out(stay=[GONE, twin], naloxone=[handed])) == set()


def test_methadone_counts_by_its_name_whatever_is_used() -> None:
    assert codes(
        person(substance=[said(substance="alcohol")], intervention=[said(**METHADONE)], appointment=[])
    ) == {"treatment_not_booked"}
