"""Where two writers disagree both answers stand everywhere, until a person has chosen one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery_tui.bundles import cards, trust
from recovery_tui.casework import (
    caseload,
    changing,
    conflicts,
    dumping,
    my_plan,
    person_file,
    recording,
    today,
)
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, CaseloadOrder, RecordId
from recovery_tui.errors import NotFoundError, UsageError
from recovery_tui.journal import reading
from recovery_tui.journal.event import decode_body
from recovery_tui.journal.log import Change
from tests.support.desks import MONDAY
from tests.support.two_writers import HOME, TwoWriters, two_writers

PLAN = {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"}
FLAG = {"flag_kind": "do_not_visit_alone", "from_on": "2026-11-01"}
GOAL = {"title": "Keep my script", "area": "treatment", "status": "active"}


@pytest.fixture
def both(tmp_path: Path) -> Iterator[TwoWriters]:
    writers = two_writers(tmp_path)
    yield writers
    writers.close()


def area_text(desk: Desk, both: TwoWriters, area: Area) -> str:
    _, view = person_file.page(desk, both.person, area)
    return "\n".join(f"{line.text}  {line.note}" for section in view.sections for line in section.lines)


def test_both_answers_are_listed_with_who_when_and_what_they_replaced(both: TwoWriters) -> None:
    home = both.disagree("home", HOME, "area", "Bradford", "York")
    (found,) = conflicts.listed(both.kim)
    assert found.id == f"{home}/area"
    assert found.name.startswith("BARNES Lee")
    assert found.before is not None
    assert (found.before.words, found.before.by) == ("Leeds", "Kim Ahmed")
    assert [answer.words for answer in found.answers] == ["Bradford", "York"]
    assert [answer.by for answer in found.answers] == ["Kim Ahmed", both.shah.me[:8]]
    assert [answer.at for answer in found.answers] == ["Mon 23 Nov 10:43", "Mon 23 Nov 10:44"]
    assert all(answer.computer for answer in found.answers)


def test_a_writer_is_named_as_on_their_card(both: TwoWriters) -> None:
    home = both.disagree("home", HOME, "area", "Bradford", "York")
    card = cards.make(
        both.shah.vault.author,
        both.shah.vault.reading_recipient,
        name="Rana Shah",
        role="keyworker",
        organisation="Fictional Prison Service",
        establishment="FIC",
        made_at=MONDAY,
    )
    with both.kim.vault.writing() as conn:
        trust.keep(conn, cards.read(card), MONDAY)
    (found,) = conflicts.listed(both.kim)
    assert [answer.by for answer in found.answers] == ["Kim Ahmed", "Rana Shah"]
    assert "Ring Rana Shah" in found.ask
    assert {entry.by for entry in changing.history(both.kim, home)} == {"Kim Ahmed", "Rana Shah"}


def test_what_was_there_before_is_found_through_several_changes(both: TwoWriters) -> None:
    home = both.make("home", HOME)
    both.write(both.kim, home, area="Hull")
    both.write(both.kim, home, area="Bradford")
    both.write(both.shah, home, area="York")
    both.swap()
    (found,) = conflicts.listed(both.shah)
    assert found.before is not None
    assert found.before.words == "Leeds"
    assert [answer.words for answer in found.answers] == ["Bradford", "York"]


def test_both_stores_list_the_same_and_dump_the_same_bytes(both: TwoWriters) -> None:
    both.disagree("home", HOME, "area", "Bradford", "York")
    assert [c.id for c in conflicts.listed(both.kim)] == [c.id for c in conflicts.listed(both.shah)]
    lines = list(dumping.dump(both.kim))
    assert lines == list(dumping.dump(both.shah))
    (home,) = [json.loads(line) for line in lines if '"kind":"home"' in line]
    assert (home["fields"]["area"], home["also"]) == ("York", {"area": ["Bradford"]})


@pytest.mark.parametrize(("take", "kept"), [(1, "Bradford"), (2, "York")])
def test_taking_an_answer_is_a_change_that_names_all_and_ends_the_conflict_everywhere(
    both: TwoWriters, take: int, kept: str
) -> None:
    home = both.disagree("home", HOME, "area", "Bradford", "York")
    assert conflicts.resolve(both.kim, f"{home}/area", take=take).saved
    both.swap()
    for desk in (both.kim, both.shah):
        assert conflicts.listed(desk) == ()
        stored = desk.journal.record(home)
        assert stored is not None
        assert (stored.values["area"], stored.also) == (kept, {})
    with both.kim.journal.reading() as conn:
        raw = conn.exec_driver_sql(
            "SELECT body FROM event WHERE feed = 1 ORDER BY seq DESC LIMIT 1"
        ).scalar_one()
    assert len(decode_body(bytes(raw)).prev["area"]) == 2


def test_a_third_answer_is_read_as_in_a_form(both: TwoWriters) -> None:
    home = both.disagree("home", HOME, "from_on", "2026-11-28", "2026-11-30")
    assert [p.key for p in conflicts.resolve(both.kim, f"{home}/from_on", value="soonish").problems] == [
        "from_on"
    ]
    assert len(conflicts.listed(both.kim)) == 1
    assert conflicts.resolve(both.kim, f"{home}/from_on", value="1/12").saved
    assert both.kim.journal.record(home).values["from_on"] == "2026-12-01"  # type: ignore[union-attr]
    assert conflicts.listed(both.kim) == ()


def test_a_third_answer_that_equals_one_of_them_settles_too(both: TwoWriters) -> None:
    home = both.disagree("home", HOME, "area", "Bradford", "York")
    assert conflicts.resolve(both.kim, f"{home}/area", value="York").saved
    assert conflicts.listed(both.kim) == ()


def test_an_empty_third_answer_settles_nothing(both: TwoWriters) -> None:
    home = both.disagree("home", HOME, "area", "Bradford", "York")
    assert conflicts.resolve(both.kim, f"{home}/area", value=" ").problems
    assert len(conflicts.listed(both.kim)) == 1


def test_two_people_who_settle_differently_leave_a_smaller_conflict_and_the_same_choice_collapses(
    both: TwoWriters,
) -> None:
    home = both.disagree("home", HOME, "area", "Bradford", "York")
    conflicts.resolve(both.kim, f"{home}/area", take=1)
    conflicts.resolve(both.shah, f"{home}/area", value="Hull")
    both.swap()
    assert {answer.words for answer in conflicts.listed(both.kim)[0].answers} == {"Bradford", "Hull"}
    conflicts.resolve(both.kim, f"{home}/area", value="Hull")
    conflicts.resolve(both.shah, f"{home}/area", value="Hull")
    both.swap()
    assert conflicts.listed(both.kim) == conflicts.listed(both.shah) == ()


def test_a_choice_is_refused_when_an_answer_arrived_that_was_not_shown(both: TwoWriters) -> None:
    home = both.disagree("home", HOME, "area", "Bradford", "York")
    (shown,) = conflicts.listed(both.kim)
    both.write(both.shah, home, area="Hull")
    both.swap()
    assert not conflicts.choose(both.kim, shown, 2, {}).saved
    assert {answer.words for answer in conflicts.listed(both.kim)[0].answers} >= {"Hull"}


def test_a_choice_can_be_put_back_to_the_other_answer(both: TwoWriters) -> None:
    both.disagree("home", HOME, "area", "Bradford", "York")
    (shown,) = conflicts.listed(both.kim)
    outcome = conflicts.choose(both.kim, shown, 2, {})
    assert outcome.undo is not None
    assert changing.undo(both.kim, outcome.undo).saved
    assert both.kim.journal.record(shown.record).values["area"] == "Bradford"  # type: ignore[union-attr]


def test_changing_the_shown_answer_in_a_form_leaves_the_other_to_be_decided(both: TwoWriters) -> None:
    home = both.disagree("home", HOME, "area", "Bradford", "York")
    form = recording.edit_form(both.kim, home)
    assert form.values["area"] == "York"
    assert recording.save(both.kim, form, {**form.values, "area": "Hull"}, {}).saved
    (found,) = conflicts.listed(both.kim)
    assert [answer.words for answer in found.answers] == ["Bradford", "Hull"]
    form = recording.edit_form(both.kim, home)
    assert recording.save(both.kim, form, {**form.values, "area": "Bradford"}, {}).saved
    assert conflicts.listed(both.kim) == ()


def test_a_conflict_blocks_neither_other_fields_nor_other_records(both: TwoWriters) -> None:
    home = both.disagree("home", HOME, "area", "Bradford", "York")
    form = recording.edit_form(both.kim, home)
    assert recording.save(both.kim, form, {**form.values, "from_on": "1/12/2026"}, {}).saved
    both.write(both.kim, home, confirmed_on="2026-11-20")
    (found,) = conflicts.listed(both.kim)
    assert found.field == "area"
    other = both.make("home", {**HOME, "area": "Otley"})
    assert both.shah.journal.record(other) is not None


def test_every_area_the_header_and_today_show_both(both: TwoWriters) -> None:
    plan = both.make("plan", PLAN)
    both.disagree("goal", {**GOAL, "plan": plan}, "title", "Stay on my script", "Come off slowly")
    both.disagree("home", HOME, "area", "Bradford", "York")
    both.write(both.kim, both.person, known_as="Baz")
    both.write(both.shah, both.person, known_as="Bez")
    both.swap()
    assert "Come off slowly or Stay on my script" in area_text(both.kim, both, Area.PLAN)
    assert "York or Bradford" in area_text(both.kim, both, Area.LINKS)
    header, _ = person_file.page(both.kim, both.person, Area.PLAN)
    assert header.name == 'BARNES Lee "Bez or Baz"'


def test_a_disputed_release_is_told_both_ways_and_the_worse_home_counts(both: TwoWriters) -> None:
    with both.kim.journal.reading() as conn:
        stay = RecordId(reading.of_person(conn, both.person, ("stay",))[0].id)
    both.write(both.kim, stay, release_expected_on="2026-11-27")
    both.write(both.shah, stay, release_expected_on="2026-11-30")
    both.swap()
    home = both.make("home", {**HOME, "from_on": "2026-11-20"})
    both.write(both.kim, home, home_type="rough_sleeping")
    both.write(both.shah, home, home_type="private_rent")
    both.swap()
    header, _ = person_file.page(both.kim, both.person, Area.RELEASE)
    assert header.release == "out Mon 30 Nov, 7 days or out Fri 27 Nov, 4 days"
    assert header.worst == "no place for the first night"
    assert "Out Mon 30 Nov, 7 days or out Fri 27 Nov, 4 days" in area_text(both.kim, both, Area.RELEASE)
    page = caseload.page(both.kim, text="", order=CaseloadOrder.NAME, mine=True, offset=0, limit=9)
    assert page.rows[0].release == "Mon 30 Nov, 7d or Fri 27 Nov, 4d"


def test_the_persons_own_copy_shows_both(both: TwoWriters) -> None:
    plan = {**PLAN, "matters_to_me": "My flat"}
    both.disagree("plan", plan, "matters_to_me", "My sister", "My dog")
    assert my_plan.own_plan(both.kim, both.person).matters == "My dog or My sister"


def test_a_cleared_answer_does_not_silence_the_other(both: TwoWriters) -> None:
    plan = both.disagree("plan", {**PLAN, "matters_to_me": "My flat"}, "matters_to_me", "My sister", None)
    shown = area_text(both.kim, both, Area.PLAN)
    assert "nothing or My sister" in shown
    assert {answer.words for answer in conflicts.listed(both.kim)[0].answers} == {"nothing", "My sister"}
    assert conflicts.resolve(both.kim, f"{plan}/matters_to_me", take=1).saved


def test_equal_answers_about_safety_are_listed_until_a_person_decides(both: TwoWriters) -> None:
    flag = both.disagree(
        "flag",
        FLAG,
        "note",
        "Penicillin",
        "Penicillin",
    )
    (found,) = conflicts.listed(both.kim)
    assert [answer.words for answer in found.answers] == ["Penicillin", "Penicillin"]
    assert conflicts.resolve(both.kim, found.id, take=1).saved
    both.swap()
    assert conflicts.listed(both.shah) == ()
    assert both.shah.journal.record(flag).values["note"] == "Penicillin"  # type: ignore[union-attr]


def test_safety_stands_before_everything_else(both: TwoWriters) -> None:
    both.disagree("home", HOME, "area", "Bradford", "York")
    both.disagree("flag", FLAG, "note", "Nuts", "Penicillin")
    assert [found.title.partition(":")[0] for found in conflicts.listed(both.kim)] == ["Flag", "Home"]


def test_agencies_and_the_persons_own_fields_conflict_too(both: TwoWriters) -> None:
    agency = both.kim.journal.save(
        [Change("agency", {"name": "Forward Fictional", "agency_type": "other"})]
    ).ids[0]
    both.swap()
    both.write(both.kim, agency, phone="0113 496 0001")  # type: ignore[arg-type]
    both.write(both.shah, agency, phone="0113 496 0002")  # type: ignore[arg-type]
    both.write(both.kim, both.person, known_as="Baz")
    both.write(both.shah, both.person, known_as="Bez")
    both.swap()
    found = {each.record: each for each in conflicts.listed(both.kim)}
    assert set(found) == {agency, both.person}
    assert found[agency].name == "Forward Fictional"  # type: ignore[index]
    assert [each.record for each in conflicts.listed(both.kim, both.person)] == [both.person]


def test_long_texts_show_which_words_differ(both: TwoWriters) -> None:
    before = "Lee wants to keep the flat and to see the children at the weekend, every weekend."
    both.disagree(
        "plan",
        {**PLAN, "matters_to_me": before},
        "matters_to_me",
        before.replace("flat", "house"),
        before.replace(", every weekend", ""),
    )
    (found,) = conflicts.listed(both.kim)
    assert found.is_long
    assert "keep the [-flat-] {+house+} and" in found.answers[0].marked
    assert found.answers[1].marked.endswith("at the [-weekend, every-] weekend.")


def test_what_depends_on_the_first_night_is_named(both: TwoWriters) -> None:
    both.make("appointment", {"starts_at": "2026-11-27T10:00", "status": "booked", "place": "Leeds"})
    both.disagree("home", HOME, "area", "Bradford", "York")
    (found,) = conflicts.listed(both.kim)
    assert found.depends == ("Fri 27 Nov appointment, Leeds", "release on Fri 4 Dec")


def test_a_rule_asks_for_its_reason_before_the_conflict_is_settled(both: TwoWriters) -> None:
    plan = both.make("plan", PLAN)
    goal = both.make("goal", {**GOAL, "plan": plan})
    both.make(
        "step", {"text": "Ring the clinic", "status": "not_started", "actor": "keyworker", "goal": goal}
    )
    both.write(both.shah, goal, status="achieved")
    both.write(both.kim, goal, status="paused")
    both.swap()
    (found,) = conflicts.listed(both.kim)
    achieved = next(answer.n for answer in found.answers if answer.value == "achieved")
    asked = conflicts.resolve(both.kim, found.id, take=achieved)
    assert [problem.needs_reason for problem in asked.problems] == [True]
    rule = asked.problems[0].rule or ""
    assert conflicts.resolve(both.kim, found.id, take=achieved, reasons={rule: "other"}).saved
    assert conflicts.listed(both.kim) == ()


def test_asking_both_is_remembered_until_the_answers_change(both: TwoWriters) -> None:
    home = both.disagree("home", HOME, "area", "Bradford", "York")
    asked = conflicts.ask_both(both.kim, f"{home}/area")
    assert both.shah.me[:8] in asked.ask
    assert [each.asked_on for each in conflicts.listed(both.kim)] == ["Mon 23 Nov"]
    both.write(both.shah, home, area="Hull")
    both.swap()
    assert [each.asked_on for each in conflicts.listed(both.kim)] == [""]


def test_today_counts_the_conflicts_in_neutral_words(both: TwoWriters) -> None:
    both.disagree("home", HOME, "area", "Bradford", "York")
    both.disagree("substance", {"substance": "heroin", "rank": 1}, "days_used", 3, 20)
    sections = {section.title: section for section in today.view(both.kim, mine=True).sections}
    section = sections["Two answers"]
    assert section.total == 2
    said = {line.text for line in section.lines}
    assert said == {"home, area", "decide between them"}
    assert {line.conflict.partition("/")[2] for line in section.lines} == {"area", "days_used"}


def test_a_written_note_never_conflicts(both: TwoWriters) -> None:
    note = {"held_on": "2026-11-20", "outcome": "held", "summary": "Talked about Friday"}
    both.make("contact", note)
    both.kim.journal.save([Change("contact", {**note, "summary": "One"}, person=both.person)])
    both.shah.journal.save([Change("contact", {**note, "summary": "Two"}, person=both.person)])
    both.swap()
    assert conflicts.listed(both.kim) == ()
    with both.kim.journal.reading() as conn:
        assert len(reading.of_person(conn, both.person, ("contact",))) == 3


def test_what_is_no_conflict_can_not_be_settled(both: TwoWriters) -> None:
    home = both.make("home", HOME)
    with pytest.raises(NotFoundError):
        conflicts.resolve(both.kim, f"{home}/area", take=1)
    with pytest.raises(NotFoundError):
        conflicts.resolve(both.kim, "nothing", take=1)
    record = both.disagree("home", HOME, "area", "Bradford", "York")
    for wrong in (0, 3, None):
        with pytest.raises(UsageError):
            conflicts.resolve(both.kim, f"{record}/area", take=wrong)
