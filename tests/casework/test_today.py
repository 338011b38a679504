"""Today: everything that must be done stands there once, in neutral words, and opens the very line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recovery_tui.casework import caseload, changing, joining, person_file, recording, today
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.today_views import NOBODY, TodayLine, TodayOrder
from recovery_tui.casework.views import Area, CaseloadOrder, Mark, RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from recovery_tui.reports import lists
from tests.support.desks import add_person, write
from tests.support.two_writers import TwoWriters, two_writers

Values = dict[str, Wire]


def change(desk: Desk, record: RecordId, **values: Wire) -> None:
    stored = desk.journal.record(record)
    assert stored is not None
    desk.journal.save([Change(stored.kind, values, record, stored.person)])


def stay_of(desk: Desk, person: str) -> RecordId:
    with desk.journal.reading() as conn:
        return RecordId(reading.of_person(conn, person, ("stay",))[0].id)


def groups(desk: Desk, order: TodayOrder = TodayOrder.WORST) -> dict[str, list[TodayLine]]:
    view = today.view(desk, mine=True, order=order)
    return {section.title: list(section.lines) for section in view.sections}


def said(desk: Desk, title: str, *codes: str) -> list[tuple[str, str]]:
    lines = groups(desk).get(title, [])
    return [(line.when, line.text) for line in lines if not codes or line.code in codes]


@pytest.fixture
def person(desk: Desk) -> str:
    """Lee, out on Fri 4 December, seen today, nothing else known."""
    lee = add_person(desk)
    write(desk, "contact", lee, held_on="2026-11-23", outcome="held", summary="Met.")
    write(desk, "home", lee, home_type="cas3", from_on="2026-12-04")
    return lee


@pytest.fixture
def both(tmp_path: Path) -> Iterator[TwoWriters]:
    writers = two_writers(tmp_path)
    yield writers
    writers.close()


def step(desk: Desk, person: str, due: str, text: str = "ring the clinic") -> RecordId:
    return write(
        desk, "step", person, goal="0" * 32, text=text, actor="keyworker", due_on=due, status="not_started"
    )


def test_what_must_not_be_left_stands_first_with_its_reason(desk: Desk, person: str) -> None:
    write(desk, "substance", person, substance="heroin", rank=1)
    write(
        desk, "intervention", person, intervention_type="pharm", sub_type="maintenance", medicine="methadone"
    )
    step(desk, person, "2026-11-20")
    view = today.view(desk, mine=True)
    assert [section.title for section in view.sections] == ["Act today", "Due"]
    red = view.sections[0]
    assert (red.total, {line.mark for line in red.lines}) == (2, {Mark.ACT})
    assert [(line.when, line.text, line.area, line.kind) for line in red.lines] == [
        ("out Fri 4 Dec, 11d", "gate kit not offered", Area.TREATMENT, "naloxone"),
        ("out Fri 4 Dec, 11d", "treatment after release not booked", Area.TREATMENT, "appointment"),
    ]
    header, _ = person_file.page(desk, RecordId(person), Area.PLAN)
    assert header.worst_mark is Mark.ACT
    kit = write(desk, "naloxone", person, offered_on="2026-11-23", offer_outcome="declined")
    assert [line.code for line in groups(desk)["Act today"]] == ["treatment_not_booked"]
    change(desk, kit, offer_outcome="not_offered")
    assert [line.record for line in groups(desk)["Act today"]] == [kit, None]


def test_what_must_not_be_left_says_who_does_what_next_or_that_nobody_does(desk: Desk, person: str) -> None:
    write(desk, "substance", person, substance="heroin", rank=1)
    write(
        desk, "intervention", person, intervention_type="pharm", sub_type="maintenance", medicine="methadone"
    )
    clinic = write(desk, "agency", None, name="Fictional Forward", agency_type="community_drug_alcohol")

    def following() -> dict[str, str]:
        return {line.code: line.following for line in groups(desk)["Act today"]}

    assert following() == {"kit_not_offered": NOBODY, "treatment_not_booked": NOBODY}
    stay = stay_of(desk, person)
    kit: Values = {"stay": stay, "item": "rl11", "status": "due"}
    write(desk, "release_item", person, **kit, owner="Nurse Fictional", due_on="2026-11-27")
    referral: Values = {"agency": clinic, "agency_type": "community_drug_alcohol", "domain": "drug"}
    write(desk, "referral", person, **referral, status="sent", sent_on="2026-11-20")
    assert following() == {
        "kit_not_offered": "on the release list, Fri 27 Nov",
        "treatment_not_booked": "answer from a service, since Fri 20 Nov",
    }
    plan = write(desk, "plan", person, started_on="2026-06-02", status="active", agreement="agreed")
    goal: Values = {"plan": plan, "title": "Keep my script", "area": "treatment", "horizon": "gate"}
    ring: Values = {"text": "ring Forward", "actor": "keyworker", "due_on": "2026-11-23"}
    kept = write(desk, "goal", person, **goal, status="active")
    write(desk, "step", person, goal=kept, **ring, status="not_started")
    assert following()["treatment_not_booked"] == "me, ring Forward, today"
    header, _ = person_file.page(desk, RecordId(person), Area.PLAN)
    assert header.next_action == "me, ring Forward, today"
    change(desk, stay, release_expected_on="2026-11-20")
    assert following()["release_not_recorded"] == "me, record what became of it"


def test_a_disputed_date_of_release_counts_at_its_earliest_on_today_and_in_the_list(both: TwoWriters) -> None:
    stay: Values = {"stay_type": "custody", "establishment": "FIC", "started_on": "2026-06-02"}
    both.disagree("stay", stay, "release_expected_on", "2026-12-20", "2026-11-20")
    (red,) = (line for line in groups(both.kim)["Act today"] if line.code == "release_not_recorded")
    assert (red.when, red.text) == ("was Fri 20 Nov", "release date passed, not recorded")
    page = caseload.page(both.kim, text="", order=CaseloadOrder.WORST, mine=True, offset=0, limit=5)
    assert page.rows[0].worst == "release date passed, not recorded"


def test_a_home_that_is_disputed_is_not_known(both: TwoWriters) -> None:
    stay = stay_of(both.kim, both.person)
    both.write(both.kim, stay, release_expected_on="2026-11-27")
    both.disagree("home", {"home_type": "cas3", "from_on": "2026-11-27"}, "area", "Leeds", "Bradford")
    assert ("out Fri 27 Nov, 4d", "no place for the first night") in said(both.kim, "Act today")


def test_steps_are_late_due_or_ahead_and_nothing_stands_twice(desk: Desk, person: str) -> None:
    for day in ("2026-11-20", "2026-11-23", "2026-11-30", "2026-12-01"):
        step(desk, person, day)
    assert said(desk, "Due") == [
        ("3d late", "keyworker: ring the clinic"),
        ("today", "keyworker: ring the clinic"),
    ]
    assert said(desk, "Next 7 days") == [("Mon 30 Nov", "keyworker: ring the clinic")]
    every = [line.record for lines in groups(desk).values() for line in lines]
    assert len(every) == len(set(every)) == 3


def test_an_appointment_is_told_of_before_on_its_day_and_until_it_is_told_what_became_of_it(
    desk: Desk, person: str
) -> None:
    agency = write(desk, "agency", None, name="Fictional Housing", agency_type="la_housing")
    appointment: Values = {
        "agency": agency,
        "agency_type": "la_housing",
        "purpose": "Viewing",
        "mode": "phone",
    }
    met = write(desk, "appointment", person, **appointment, starts_at="2026-11-20T09:30", status="booked")
    write(desk, "appointment", person, **appointment, starts_at="2026-11-23T15:00", status="booked")
    write(desk, "appointment", person, **appointment, starts_at="2026-11-24T11:00", status="proposed")
    assert said(desk, "Due") == [
        ("kept or not?", "appointment, by phone, Fri 20 Nov 09:30"),
        ("today 15:00", "appointment, by phone"),
    ]
    assert said(desk, "Next 7 days") == [("Tue 24 Nov 11:00", "appointment, by phone")]
    change(desk, met, status="kept")
    assert len(said(desk, "Due")) == 1


def test_a_referral_nobody_answered_is_told_of_without_telling_words(desk: Desk, person: str) -> None:
    housing = write(desk, "agency", None, name="Fictional Housing", agency_type="la_housing", sla_days=5)
    clinic = write(desk, "agency", None, name="Fictional Forward", agency_type="community_drug_alcohol")
    sent: Values = {"status": "sent", "sent_on": "2026-11-14"}
    write(desk, "referral", person, agency=housing, agency_type="la_housing", domain="housing", **sent)
    write(
        desk, "referral", person, agency=clinic, agency_type="community_drug_alcohol", domain="drug", **sent
    )
    assert said(desk, "Due") == [
        ("no answer 9d", "housing, Fictional Housing"),
        ("no answer 9d", "referral sent Sat 14 Nov"),
    ]


def test_reviews_flags_and_clearances_fall_due(desk: Desk, person: str) -> None:
    plan = write(
        desk, "plan", person, started_on="2026-06-02", status="active", agreement="agreed",
        review_due_on="2026-11-20",
    )  # fmt: skip
    write(
        desk, "flag", person, flag_kind="overdose_risk_now", from_on="2026-11-01", review_by_on="2026-11-23"
    )
    write(
        desk, "peer_link", person, link_kind="peer_mentor", introduced_on="2026-08-01", cleared_until_on="2026-11-20"
    )  # fmt: skip
    assert said(desk, "Due") == [
        ("review 3d late", "was Fri 20 Nov"),
        ("peer clearance", "ran out Fri 20 Nov 2026"),
        ("flag to review", "today"),
    ]
    write(desk, "review", person, held_on="2026-11-23", person_present="yes", next_due_on="2026-11-27")
    assert said(desk, "Next 7 days") == [("Fri 27 Nov", "review")]
    change(desk, plan, status="closed")
    assert said(desk, "Next 7 days") == []


def test_a_person_nobody_saw_is_missed(desk: Desk) -> None:
    lee = add_person(desk)
    assert said(desk, "Due", "not_seen") == [("not seen yet", "was to be seen Mon 8 Jun")]
    write(desk, "contact", lee, held_on="2026-11-12", outcome="held", summary="Met.")
    for day in ("2026-11-17", "2026-11-19"):
        write(desk, "contact", lee, held_on=day, outcome="not_unlocked")
    assert said(desk, "Due", "not_seen") == [("last seen 12 Nov", "11 days ago, not unlocked x2")]
    write(desk, "contact", lee, held_on="2026-11-23", outcome="held", summary="Met.")
    assert said(desk, "Due", "not_seen") == []


def test_after_release_calls_are_due_and_say_where_no_message_may_be_left(desk: Desk, person: str) -> None:
    stay = stay_of(desk, person)
    change(desk, stay, released_on="2026-11-09", ended_on="2026-11-09")
    write(
        desk, "contact_route", person, route_type="mobile", value="07700 900123", safe_to_leave_message="no"
    )
    assert said(desk, "Due") == [("day-14 call", "do not leave a message")]
    (line,) = groups(desk)["Due"]
    assert (line.area, line.mark, line.location) == (Area.RELEASE, Mark.MISSING, "out")
    write(desk, "post_release_check", person, stay=stay, day=14, checked_on="2026-11-23", contact_made="yes")
    assert said(desk, "Due") == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-27", "release (Friday: earlier day not yet considered)"),
        ("2026-11-26", "release"),
    ],
)
def test_a_release_within_the_week_says_when_its_day_is_awkward(
    desk: Desk, person: str, day: str, words: str
) -> None:
    stay = stay_of(desk, person)
    change(desk, stay, release_expected_on=day)
    assert [text for _, text in said(desk, "Next 7 days", "release")] == [words]
    write(desk, "release_item", person, stay=stay, item="rl02", status="done")
    considered = words.replace("not yet considered", "considered")
    assert [text for _, text in said(desk, "Next 7 days", "release")] == [considered]


def test_the_groups_are_sorted_as_asked(desk: Desk, person: str) -> None:
    other = add_person(desk, "Aard", "Jo", "A2345BC")
    write(desk, "contact", other, held_on="2026-11-23", outcome="held", summary="Met.")
    change(desk, stay_of(desk, other), location="B1-02")
    first, second = step(desk, person, "2026-11-20"), step(desk, other, "2026-11-21")

    def order(by: TodayOrder) -> list[RecordId | None]:
        return [line.record for line in groups(desk, by)["Due"] if line.code == "step"]

    assert order(TodayOrder.WORST) == order(TodayOrder.TIME) == [first, second]
    assert order(TodayOrder.WING) == [second, first]


def test_what_is_counted_is_shown_even_if_the_records_do_not_tell_what_it_is(desk: Desk, person: str) -> None:
    with desk.vault.writing() as conn:
        conn.exec_driver_sql(
            "INSERT INTO due (day, person, code, record, until, rank, at)"
            " SELECT '2026-11-20', id, 'unheard_of', 0, '9999-12-31', 0, '' FROM entity WHERE uid = ?",
            (bytes.fromhex(person),),
        )
    (line,) = groups(desk)["Act today"]
    assert (line.name, line.text, line.mark) == ("BARNES Lee", "something is due: look", Mark.ACT)


def test_no_note_strikes_out_a_record_of_another_kind(desk: Desk, person: str) -> None:
    """As only foreign software writes: the stay would be out of sight, and the red lines with it."""
    write(desk, "substance", person, substance="heroin", rank=1)
    before = said(desk, "Act today")
    stay = stay_of(desk, person)
    write(desk, "contact", person, held_on="2026-11-23", outcome="held", summary="Met.", corrects=stay)
    assert said(desk, "Act today") == before


def test_of_joined_people_all_that_is_counted_is_shown_whatever_was_made_first(desk: Desk) -> None:
    for number in range(4):
        twins = [add_person(desk, surname=f"Twin{number}", number=f"A{number}{one}11BC") for one in "12"]
        for day, twin in zip(("2026-12-04", "2026-12-05"), twins, strict=True):
            change(desk, stay_of(desk, twin), release_expected_on=day)
            write(
                desk,
                "plan",
                twin,
                started_on="2026-11-01",
                status="active",
                review_due_on=day,
                agreement="draft",
            )
            write(desk, "naloxone", twin, offered_on="2026-11-20", offer_outcome="not_offered")
            write(desk, "contact", twin, held_on="2026-11-01", outcome="held", summary="Met.")
        write(desk, "substance", twins[0], substance="heroin", rank=1)
        joining.join(desk, RecordId(twins[0]), RecordId(twins[1]))
    for section in today.view(desk, mine=False).sections:
        assert section.total == len(section.lines)
        assert all(line.code for line in section.lines), "each is told by its records"
    assert desk.journal.check(rebuild_tables=False).ok


def test_who_was_joined_with_a_record_without_a_date_is_told_by_the_date(desk: Desk, person: str) -> None:
    """The red lines stay, the day they are about stands beside them, and the soonest gate stays first."""
    later = add_person(desk, surname="Aarons", number="A7777BC")
    change(desk, stay_of(desk, later), release_expected_on="2026-12-10")
    twin = add_person(desk, number="A9999BC")
    change(desk, stay_of(desk, twin), release_expected_on=None, started_on="2026-06-02")
    for each in (person, later):
        write(desk, "substance", each, substance="heroin", rank=1)
    joining.join(desk, RecordId(person), RecordId(twin))
    kit = [line for line in groups(desk)["Act today"] if line.code == "kit_not_offered"]
    assert [(line.name, line.when) for line in kit] == [
        ("BARNES Lee", "out Fri 4 Dec, 11d"),
        ("AARONS Lee", "out Thu 10 Dec, 17d"),
    ]


def test_every_line_is_given_when_all_are_asked_for(
    desk: Desk, person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today, "SHOWN", 2)
    for _ in range(5):
        step(desk, person, "2026-11-23")
    (part,) = today.view(desk, mine=True, lines=2).sections
    assert (len(part.lines), part.total) == (2, 5)
    assert len(today.view(desk, mine=True, lines=None).sections[0].lines) == 5


def test_nothing_is_due_of_a_goal_that_is_hidden_or_ended(desk: Desk, person: str) -> None:
    spec = recording.goal_form(desk, RecordId(person))
    typed = {"goal.title": "Keep my script", "goal.area": "treatment", "goal.horizon": "gate"}
    more = {"step.text": "ring Forward", "step.actor": "keyworker", "step.due_on": "+1d"}
    goal = recording.save(desk, spec, {**spec.values, **typed, **more}, {}).record
    assert goal is not None

    def due() -> list[str]:
        header, _ = person_file.page(desk, RecordId(person), Area.PLAN)
        return [
            text for text in (header.next_action, *(t for _, t in said(desk, "Next 7 days", "step"))) if text
        ]

    assert len(due()) == 2
    changing.hide(desk, goal, "entered by mistake")
    assert due() == []
    changing.unhide(desk, goal)
    assert len(due()) == 2
    change(desk, goal, status="removed", removed_reason="no_longer_wanted")
    assert due() == []


def test_nothing_stands_there_of_a_person_who_has_died_or_whose_record_is_closed(
    desk: Desk, person: str
) -> None:
    step(desk, person, "2026-11-20")
    for status in ("died", "closed", "transferred_out"):
        change(desk, RecordId(person), record_status=status)
        assert groups(desk) == {}
    change(desk, RecordId(person), record_status="active")
    assert "Due" in groups(desk)


def test_the_report_gives_the_same_lines_to_scripts_and_says_how_bad_each_is(desk: Desk, person: str) -> None:
    step(desk, person, "2026-11-20")
    step(desk, person, "2026-11-24")
    write(desk, "substance", person, substance="heroin", rank=1)
    found = lists.today_json(today.view(desk, mine=False, lines=None))
    assert [(each["code"], each["state"], each["due_on"]) for each in found] == [
        ("kit_not_offered", "red", "2026-11-06"),
        ("treatment_not_booked", "amber", "2026-11-06"),
        ("step", "overdue", "2026-11-20"),
        ("step", "coming", "2026-11-24"),
    ]


def test_the_day_decides_not_the_day_it_was_written(desk: Desk, person: str) -> None:
    step(desk, person, "2026-11-24")
    assert said(desk, "Due") == []
    desk.clock.put(datetime(2026, 11, 24, 8, 0, tzinfo=UTC))  # type: ignore[attr-defined]
    assert said(desk, "Due") == [("today", "keyworker: ring the clinic")]
