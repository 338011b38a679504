"""What must the peers page answer (domain paper 2.8, area 2): each question with its answer and without."""

from __future__ import annotations

import pytest

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, Mark, RecordId
from recovery_tui.journal.event import Wire
from tests.support.area_pages import Somebody, answers, somebody

PAGE = Area.PEERS
OUTSIDE: dict[str, Wire] = {"where": "outside"}


def mentor(lee: Somebody, **more: Wire) -> RecordId:
    values: dict[str, Wire] = {"link_kind": "peer_mentor", "introduced_on": "2026-09-07", "where": "inside"}
    return lee.has("peer_link", **{**values, **more})


def test_with_nothing_recorded_every_question_stands_in_its_place(desk: Desk) -> None:
    lee = somebody(desk)
    asked = [(line.text, *answers(line)) for line in lee.lines(PAGE)]
    unit = {"where": "inside", "link_kind": "recovery_unit"}
    assert asked == [
        ("Nobody yet", "peer_link", None, {"where": "inside"}),
        ("Recovery or substance-free unit", "peer_link", None, unit),
        ("Nobody yet", "peer_link", None, OUTSIDE),
        ("Met at the gate", "peer_link", "gate_meet", OUTSIDE),
        ("Contact after release", "peer_link", "aftercare_contact", OUTSIDE),
        ("Early warning signs", "plan", "early_signs", {}),
        ("What helps", "plan", "what_helps", {}),
        ("Who to ring", "plan", "who_to_call", {}),
        ("What could they give?", "peer_link", "gives_back", {}),
        ("Family and friends", "supporter", None, {}),
    ]


def test_a_mentor_tells_who_how_often_since_when_and_who_introduced_them(desk: Desk) -> None:
    lee = somebody(desk)
    link = mentor(lee)
    assert lee.said(PAGE, "Inside")[:4] == [
        "Peer mentor | since Mon 7 Sep",
        "! no meeting recorded",
        "! cleared until | not asked",
        "! to ask | when it meets, place, introduced by",
    ]
    assert answers(lee.line(PAGE, "no meeting")) == (
        "peer_contact",
        None,
        {"peer_link": link, "attended": "yes"},
    )
    lee.now(
        link, peer_name="Sam", meets="Tuesdays", place="Wing office", introduced_by="Keyworker",
        cleared_until_on="2027-06-01",
    )  # fmt: skip
    for day, came in (("2026-10-01", "no"), ("2026-11-10", "yes"), ("2026-11-17", "yes")):
        lee.has("peer_contact", peer_link=link, held_on=day, attended=came)
    assert lee.said(PAGE, "Inside")[:3] == [
        "Peer mentor, Sam | Tuesdays, Wing office, since Mon 7 Sep, introduced by Keyworker",
        "came 2 of 3 | in four weeks 2 of 2, last Tue 17 Nov",
        "cleared until Tue 1 Jun",
    ]


def test_a_corrected_meeting_counts_once(desk: Desk) -> None:
    lee = somebody(desk)
    link = mentor(lee)
    wrong = lee.has("peer_contact", peer_link=link, held_on="2026-11-17", attended="no")
    lee.has("peer_contact", peer_link=link, held_on="2026-11-17", attended="yes", corrects=wrong)
    assert lee.line(PAGE, "came").text == "came 1 of 1"


@pytest.mark.parametrize(("until", "mark"), [("2026-11-22", Mark.MISSING), ("2026-11-23", Mark.NONE)])
def test_a_clearance_lasts_to_the_end_of_its_day(desk: Desk, until: str, mark: Mark) -> None:
    lee = somebody(desk)
    mentor(lee, cleared_until_on=until)
    assert lee.line(PAGE, "clear").mark is mark


def test_a_group_outside_tells_its_evening_and_its_place(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has(
        "peer_link", link_kind="mutual_aid", organisation="Open Door (fictional)", introduced_on="2026-11-02",
        introduced_by="Sam, peer mentor", where="outside", meets="Tuesdays 19:00", place="Chapel hall",
    )  # fmt: skip
    assert lee.said(PAGE, "Outside")[0] == (
        "Mutual-aid group, Open Door (fictional)"
        " | Tuesdays 19:00, Chapel hall, since Mon 2 Nov, introduced by Sam, peer mentor"
    )
    assert not [line for line in lee.lines(PAGE, "Outside") if line.text.startswith(("Nobody", "clear"))]


def test_a_place_on_a_recovery_unit_answers_its_question(desk: Desk) -> None:
    lee = somebody(desk)
    mentor(lee, link_kind="recovery_unit", organisation="C wing")
    said = lee.said(PAGE, "Inside")
    assert said[0] == "Recovery or substance-free unit, C wing | since Mon 7 Sep"
    assert said[-1].startswith("! Nobody yet")
    assert len(said) == 3


def test_what_has_ended_is_told_as_such_and_asks_nothing(desk: Desk) -> None:
    lee = somebody(desk)
    mentor(lee, ended_on="2026-11-02", end_reason="Released", peer_name="Sam")
    assert lee.said(PAGE, "Inside")[0] == "Peer mentor, Sam | ended Mon 2 Nov, Released"
    assert lee.line(PAGE, "Nobody yet").mark is Mark.MISSING


def test_who_meets_them_at_the_gate_and_stays_in_touch(desk: Desk) -> None:
    lee = somebody(desk)
    inside = mentor(lee, peer_name="Sam")
    outside = mentor(lee, where="outside", peer_name="Jo", organisation="Open Door (fictional)")
    for text, field in (("Met at the gate", "gate_meet"), ("Contact after release", "aftercare_contact")):
        line = lee.line(PAGE, text)
        assert (line.record, answers(line)[1]) == (outside, field)
    lee.now(inside, gate_meet="no")
    assert lee.line(PAGE, "Met at the gate").text == "Met at the gate: No"
    lee.now(outside, gate_meet="yes", aftercare_contact="yes")
    assert lee.said(PAGE, "At the gate") == [
        "Met at the gate: Yes | Jo, Open Door (fictional)",
        "Contact after release: Yes | Jo, Open Door (fictional)",
    ]


def test_early_signs_what_helps_whom_to_ring_and_what_they_give(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has(
        "plan", started_on="2026-09-07", status="active", agreement="agreed", early_signs="Not sleeping",
        what_helps="Walking", who_to_call="My sister",
    )  # fmt: skip
    mentor(lee, gives_back="Runs the Tuesday group")
    assert lee.said(PAGE, "When it gets hard") == [
        "Early warning signs: Not sleeping",
        "What helps: Walking",
        "Who to ring: My sister",
    ]
    assert lee.said(PAGE, "Giving back") == ["Runs the Tuesday group"]


def test_family_and_friends_are_asked_whether_they_may_be_contacted(desk: Desk) -> None:
    lee = somebody(desk)
    sister = lee.has("supporter", name="Pat", relation="Sister", phone="01632 960001")
    assert lee.said(PAGE, "Family")[1] == "! to ask | we may contact them, wants to be involved"
    lee.now(sister, may_contact="no", involved="yes")
    assert lee.said(PAGE, "Family") == ["Pat, sister | 01632 960001, not to be contacted"]
