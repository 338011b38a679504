"""The red list: each reason stands by its rule alone, to the day, and the most cautious of all answers wins."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from recovery_tui.practice.safety import READY_FOR_COURT, unready_for_court, worries
from recovery_tui.practice.weighing import Case
from tests.practice.leaver import BOOKED, HOME, INSIDE, KIT, METHADONE, TODAY, codes, out, person, told
from tests.practice.said import Said, disputed, said

RELEASE = date(2026, 11, 27)


def worst(case: Case) -> tuple[str, str]:
    found = worries(case, TODAY)
    return (found[0].mark, found[0].text) if found else ("", "")


def test_somebody_for_whom_everything_is_ready_worries_nobody() -> None:
    assert told(person()) == []
    assert worst(person()) == ("", "")


def test_every_red_reason_stands_by_its_rule_alone() -> None:
    assert codes(person(appointment=[])) == {"treatment_not_booked"}
    assert codes(person(home=[])) == {"no_first_night"}
    assert codes(person(naloxone=[])) == {"kit_not_offered"}
    assert codes(out("2026-11-23")) == {"kit_not_handed_over"}
    assert codes(person("2026-11-22", appointment=[said(**BOOKED)])) == {
        "release_not_recorded",
        "kit_not_handed_over",
    }
    assert codes(
        person(stay=[said(**{**INSIDE, "stay_type": "remand"}, release_expected_on="2026-11-27")])
    ) == {"court_near"}


@pytest.mark.parametrize("release", ["2026-12-22", None])
def test_a_release_far_away_or_unknown_worries_nobody_yet(release: str | None) -> None:
    assert told(person(release, appointment=[], home=[], naloxone=[])) == []


def test_a_release_that_passed_unrecorded_comes_first_the_day_after() -> None:
    assert worst(person("2026-11-22")) == ("!!", "release date passed, not recorded")
    assert "release_not_recorded" not in codes(person("2026-11-23"))
    remand = person(stay=[said(**{**INSIDE, "stay_type": "remand"}, release_expected_on="2026-11-20")])
    assert worst(remand) == ("!!", "court date passed, not recorded")


@pytest.mark.parametrize(
    ("appointment", "worried"),
    [
        ({}, False),
        ({"starts_at": "2026-12-18T09:00"}, False),
        ({"starts_at": "2026-12-19T09:00"}, True),
        ({"starts_at": "2026-11-26T09:00"}, True),
        ({"status": "proposed"}, True),
        ({"status": "cancelled_service"}, True),
        ({"status": "dna"}, True),
        ({"status": "kept"}, False),
        ({"structured_treatment": "no"}, True),
    ],
    ids=str,
)
def test_day_21_counts_as_booked_in_time_and_day_22_does_not(
    appointment: dict[str, str], worried: bool
) -> None:
    booked = [said(**{**BOOKED, **appointment})]
    expected = {"treatment_not_booked"} if worried else set()
    assert codes(person(appointment=booked)) == expected
    handed = [said(**KIT, handed_over_on="2026-11-27")]
    assert codes(out("2026-11-27", appointment=booked, naloxone=handed), RELEASE) == expected


@pytest.mark.parametrize(
    ("release", "kept", "missed"),
    [
        ("2028-02-08", "2028-02-29T10:00", "2028-03-01T10:00"),  # a leap day is a day
        ("2027-02-08", "2027-03-01T10:00", "2027-03-02T10:00"),
        ("2026-12-11", "2027-01-01T10:00", "2027-01-02T10:00"),  # over the turn of the year
    ],
)
def test_the_21_days_are_days_of_the_calendar(release: str, kept: str, missed: str) -> None:
    day = date.fromisoformat(release)
    for starts, worried in ((kept, False), (missed, True)):
        case = person(release, appointment=[said(**{**BOOKED, "starts_at": starts})])
        assert ("treatment_not_booked" in codes(case, day - timedelta(days=1))) is worried


@pytest.mark.parametrize(
    ("today", "worried"),
    [
        (date(2026, 10, 29), False),
        (date(2026, 10, 30), True),
        (date(2026, 12, 25), True),
        (date(2026, 12, 26), False),
    ],
)
def test_the_gap_is_told_of_from_four_weeks_before_release_to_four_weeks_after(
    today: date, worried: bool
) -> None:
    case = person(appointment=[]) if today <= RELEASE else out("2026-11-27", appointment=[])
    assert ("treatment_not_booked" in codes(case, today)) is worried


@pytest.mark.parametrize(
    ("substances", "interventions", "expected"),
    [
        ([], [], []),
        ([said(substance="tobacco_vape")], [], []),
        ([said(substance="not_disclosed")], [], []),
        ([said(substance="alcohol")], [], [("treatment_not_booked", "!")]),
        ([], [said(sub_type="cbt_substance")], [("treatment_not_booked", "!")]),
        ([], [said(sub_type="cbt_substance", ended_on="2026-10-01")], []),
    ],
)
def test_a_need_without_substitution_treatment_is_told_of_with_less_alarm(
    substances: list[Said], interventions: list[Said], expected: list[tuple[str, str]]
) -> None:
    assert told(person(substance=substances, intervention=interventions, appointment=[])) == expected


@pytest.mark.parametrize(("ended", "worried"), [("2026-11-22", False), ("2026-11-23", True), (None, True)])
def test_a_prescription_that_ended_at_the_gate_was_running_at_the_gate(
    ended: str | None, worried: bool
) -> None:
    medicine = said(**METHADONE, ended_on=ended)
    case = out("2026-11-23", intervention=[medicine], appointment=[], substance=[])
    assert ("treatment_not_booked" in codes(case)) is worried


@pytest.mark.parametrize(
    ("home", "worried"),
    [
        ({}, False),
        ({"from_on": "2026-11-27"}, False),
        ({"from_on": "2026-11-28"}, True),
        ({"until_on": "2026-11-27"}, True),
        ({"until_on": "2026-11-28"}, False),
        ({"home_type": "rough_sleeping"}, True),
        ({"home_type": "unknown"}, True),
    ],
    ids=str,
)
def test_there_is_a_roof_for_the_first_night(home: dict[str, str], worried: bool) -> None:
    assert codes(person(home=[said(**{**HOME, **home})])) == ({"no_first_night"} if worried else set())


@pytest.mark.parametrize(
    ("today", "mark"),
    [
        (date(2026, 10, 29), None),
        (date(2026, 10, 30), "!"),
        (date(2026, 11, 19), "!"),
        (date(2026, 11, 20), "!!"),
        (date(2026, 11, 27), "!!"),
        (date(2026, 11, 28), None),
    ],
)
def test_a_missing_roof_speaks_louder_as_the_night_comes_near(today: date, mark: str | None) -> None:
    case = person(home=[]) if today <= RELEASE else out("2026-11-27", home=[])
    assert dict(told(case, today)).get("no_first_night") == mark


def test_the_first_night_stays_open_while_nobody_recorded_the_release() -> None:
    assert "no_first_night" in codes(person(home=[]), date(2026, 11, 29))


@pytest.mark.parametrize(
    ("release", "kit", "expected"),
    [
        ("2026-11-23", {}, ("kit_not_handed_over", "!!")),
        ("2026-11-23", {"handed_over_on": "2026-11-23"}, None),
        ("2026-11-23", {"held_where": "in_possession"}, None),
        ("2026-11-23", {"held_where": "property"}, ("kit_not_handed_over", "!!")),
        ("2026-11-23", {"offer_outcome": "declined"}, None),
        ("2026-11-24", {"offer_outcome": "not_offered"}, ("kit_not_offered", "!!")),
        ("2026-12-21", {"offer_outcome": "not_offered"}, ("kit_not_offered", "!!")),
        ("2026-12-21", {"offer_outcome": "unknown"}, None),
        ("2026-12-22", {"offer_outcome": "not_offered"}, None),
        ("2026-11-30", {"ready_at_gate_on": None}, ("kit_not_packed", "!")),
        ("2026-11-30", {}, None),
        ("2026-12-01", {"ready_at_gate_on": None}, None),
    ],
    ids=str,
)
def test_the_kit_is_offered_packed_and_handed_over_on_day_0(
    release: str, kit: dict[str, str | None], expected: tuple[str, str] | None
) -> None:
    ready = said(**{**BOOKED, "starts_at": f"{release}T15:00"})
    found = told(person(release, naloxone=[said(**{**KIT, **kit})], appointment=[ready]))
    assert found == ([expected] if expected else [])


def test_only_a_link_to_opioids_makes_the_kit_matter() -> None:
    assert told(person(substance=[said(substance="alcohol")], intervention=[], naloxone=[])) == []
    assert codes(person(substance=[], naloxone=[])) == {"kit_not_offered"}
    ended = said(**METHADONE, ended_on="2026-07-01")
    assert codes(person(substance=[], intervention=[ended], naloxone=[])) == {"kit_not_offered"}


@pytest.mark.parametrize(("released", "worried"), [("2026-10-26", True), ("2026-10-25", False)])
def test_the_kit_still_matters_for_four_weeks_after_release(released: str, worried: bool) -> None:
    case = out(released, naloxone=[], appointment=[], home=[], intervention=[])
    assert codes(case) == ({"kit_not_handed_over"} if worried else set())


def test_a_kit_from_before_the_last_release_is_no_answer_for_this_one() -> None:
    before = said(
        id="t",
        stay_type="custody",
        started_on="2025-01-01",
        released_on="2025-12-01",
        ended_on="2025-12-01",
    )
    now = said(**INSIDE, release_expected_on="2026-11-27")
    old = said(offered_on="2025-11-01", offer_outcome="issued_nasal", handed_over_on="2025-12-01")
    assert codes(person(stay=[before, now], naloxone=[old])) == {"kit_not_offered"}
    moved = said(id="u", stay_type="custody", started_on="2025-01-01", ended_on="2026-05-01")
    assert codes(person(stay=[moved, now], naloxone=[old])) == set()


@pytest.mark.parametrize(
    ("court", "worried"), [("2026-11-30", True), ("2026-12-01", False), ("2026-11-23", True)]
)
def test_court_within_seven_days_on_remand_is_for_today(court: str, worried: bool) -> None:
    remand = said(**{**INSIDE, "stay_type": "remand"}, release_expected_on=court)
    ready = said(**{**BOOKED, "starts_at": "2026-12-02T09:00"})
    case = person(stay=[remand], appointment=[ready], naloxone=[said(**KIT, held_where="in_possession")])
    assert codes(case) == ({"court_near"} if worried else set())
    sentenced = said(**INSIDE, release_expected_on=court)
    assert "court_near" not in codes({**case, "stay": [sentenced]})


def test_court_says_how_much_is_not_ready() -> None:
    remand = said(**{**INSIDE, "stay_type": "remand"}, release_expected_on="2026-11-26")
    done = [said(stay="s", item=item, status="done") for item in READY_FOR_COURT]
    other = said(stay="other", item="rl21", status="done")

    def text(items: list[Said]) -> str:
        return next(
            w.text
            for w in worries(person(stay=[remand], release_item=items), TODAY)
            if w.code == "court_near"
        )

    assert text([*done[:2], other]) == "may be freed: 2 of 4 not ready"
    assert text(done) == "may be freed: all is ready"
    assert text([done[4]]) == "may be freed: 4 of 5 not ready", "what somebody took up counts"


def test_only_what_applies_is_needed_before_court_by_what_any_writer_says() -> None:
    remand = said(**{**INSIDE, "stay_type": "remand"}, release_expected_on="2026-11-26")
    bare: dict[str, list[Said]] = {"stay": [remand], "substance": [], "intervention": [], "naloxone": []}
    assert unready_for_court(bare) == ["rl15"]
    takes = disputed("ended_on", "2026-10-01", None, **METHADONE)
    assert unready_for_court({**bare, "intervention": [takes]}) == ["rl05", "rl09", "rl15"]
    sentenced = disputed("stay_type", "remand", "custody", **INSIDE, release_expected_on="2026-11-26")
    assert unready_for_court({**bare, "stay": [sentenced]}) == ["rl15", "rl21"]


def test_the_earliest_of_disputed_days_counts_and_what_is_booked_must_fit_them_all() -> None:
    """Neither answer alone is late: the earlier release with the later appointment is."""
    stay = disputed("release_expected_on", "2026-11-27", "2026-11-25", **INSIDE)
    fits = said(**{**BOOKED, "starts_at": "2026-12-16T09:00"})
    late = disputed("starts_at", "2026-12-16T09:00", "2026-12-17T09:00", **BOOKED)
    assert codes(person(stay=[stay], appointment=[fits])) == set()
    assert codes(person(stay=[stay], appointment=[late])) == {"treatment_not_booked"}
    passed = disputed("release_expected_on", "2026-12-20", "2026-11-22", **INSIDE)
    assert "release_not_recorded" in codes(person(stay=[passed]))


@pytest.mark.parametrize(
    ("kind", "record", "code"),
    [
        ("appointment", disputed("status", "booked", "dna", **BOOKED), "treatment_not_booked"),
        ("appointment", disputed("hidden", "entered twice", None, **BOOKED), "treatment_not_booked"),
        ("home", disputed("area", "Leeds", "Bradford", **HOME), "no_first_night"),
        ("home", disputed("home_type", "cas3", "social_rent", **HOME), "no_first_night"),
        ("naloxone", disputed("offer_outcome", "declined", "not_offered", **KIT), "kit_not_offered"),
        ("naloxone", disputed("held_where", "in_possession", "property", **KIT), None),
    ],
)  # fmt: skip
def test_of_what_is_disputed_the_worst_counts_and_a_disputed_home_is_not_known(
    kind: str, record: Said, code: str | None
) -> None:
    assert codes({**person(), kind: [record]}) == ({code} if code else set())


def test_a_danger_that_only_one_writer_knows_of_counts() -> None:
    use = disputed("substance", "alcohol", "heroin", rank=1)
    assert codes(person(substance=[use], intervention=[], naloxone=[])) == {"kit_not_offered"}
    medicine = disputed("ended_on", "2026-10-01", None, **METHADONE)
    assert codes(person(intervention=[medicine], appointment=[])) == {"treatment_not_booked"}
    stay = disputed("released_on", "2026-11-20", None, **INSIDE, release_expected_on="2026-11-20")
    assert "release_not_recorded" in codes(person(stay=[stay]))
    kit = disputed("handed_over_on", "2026-11-23", None, **KIT)
    assert "kit_not_handed_over" in codes(out(naloxone=[kit]))


def test_a_licence_after_release_hides_nothing() -> None:
    gone = said(**INSIDE, released_on="2026-11-23", ended_on="2026-11-23")
    licence = said(id="l", stay_type="licence", started_on="2026-11-23")
    assert codes(person(stay=[gone, licence], appointment=[])) == {
        "treatment_not_booked",
        "kit_not_handed_over",
    }


def test_nobody_worries_about_the_release_of_a_person_who_has_died() -> None:
    died = said(record_status="died")
    assert told(person("2026-11-22", person=[died], naloxone=[])) == []


def test_words_on_lists_say_nothing_clinical() -> None:
    found = worries(person("2026-11-22", appointment=[], home=[], naloxone=[]), TODAY)
    assert len(found) == 4
    words = ("naloxone", "methadone", "dose", "heroin", "drug", "opioid")
    assert not any(word in each.text for each in found for word in words)
