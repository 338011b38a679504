"""What is typed on a form is saved whole, or nothing is and every mistake is named."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from recovery_tui.casework import caseload, changing, drafts, person_file, recording, session_note, today
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, CaseloadOrder, FormSpec, Line, Mark, Outcome, RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from recovery_tui.records import KINDS
from tests.support.desks import stored

BARNES = {
    "person.surname": "Barnes",
    "person.forename": "Lee",
    "person.known_as": "Baz",
    "person.born_on": "3/5/1992",
    "identifier.value": "a1234bc",
    "stay.location": "C2-14",
    "stay.started_on": "1 jun",
    "stay.release_expected_on": "fri",
    "stay.release_basis": "confirmed",
}


def new_person(desk: Desk, **typed: str) -> Outcome:
    spec = recording.new_person_form(desk)
    return recording.save(desk, spec, {**spec.values, **BARNES, **typed}, {})


@pytest.fixture
def person(desk: Desk) -> RecordId:
    outcome = new_person(desk)
    assert outcome.person is not None
    return outcome.person


def add(desk: Desk, person: RecordId, kind: str, typed: Mapping[str, str], **reasons: str) -> RecordId:
    spec = recording.new_form(desk, person, kind, {})
    outcome = recording.save(desk, spec, {**spec.values, **typed}, reasons)
    assert outcome.saved, outcome.problems
    assert outcome.record is not None
    return outcome.record


def add_goal(desk: Desk, person: RecordId, due: str = "+1d") -> RecordId:
    spec = recording.goal_form(desk, person)
    typed = {"goal.title": "Keep my script", "goal.area": "treatment", "goal.horizon": "gate"}
    step = {"step.text": "ring Forward", "step.actor": "keyworker", "step.due_on": due}
    outcome = recording.save(desk, spec, {**spec.values, **typed, **step}, {})
    assert outcome.record is not None
    return outcome.record


def spec_choice(spec: FormSpec, key: str) -> str:
    """The first choice of a field."""
    return next(field.choices[0].value for field in spec.fields if field.key == key)


def lines(desk: Desk, person: RecordId, area: Area, *, show_hidden: bool = False) -> list[Line]:
    _, view = person_file.page(desk, person, area, show_hidden)
    return [line for section in view.sections for line in section.lines]


def test_a_new_person_is_four_records_in_one_save(desk: Desk, person: RecordId) -> None:
    with desk.journal.reading() as conn:
        kept = {record.kind: record.values for record in reading.of_person(conn, person)}
        saves = conn.exec_driver_sql("SELECT COUNT(*) FROM seal").scalar_one()
    assert set(kept) == {"person", "identifier", "stay", "assignment"}
    assert kept["identifier"]["value"] == "A1234BC"
    assert kept["stay"]["release_expected_on"] == "2026-11-27"
    assert kept["stay"]["started_on"] == "2026-06-01"
    assert kept["assignment"]["worker"] == desk.me
    assert saves == 1


def test_every_mistake_on_a_form_is_named_at_once_and_nothing_is_saved(desk: Desk) -> None:
    outcome = new_person(desk, **{"person.surname": "", "person.born_on": "soon", "identifier.value": "12"})
    assert not outcome.saved
    assert "person.born_on" in {problem.key for problem in outcome.problems}
    outcome = new_person(desk, **{"person.surname": "", "identifier.value": "12"})
    assert {problem.key for problem in outcome.problems} >= {"person.surname", "identifier.value"}
    assert all("12" not in problem.reason.split() for problem in outcome.problems)
    with desk.journal.reading() as conn:
        assert conn.exec_driver_sql("SELECT COUNT(*) FROM event").scalar_one() == 0


def test_the_same_number_for_another_person_is_refused(desk: Desk, person: RecordId) -> None:
    outcome = new_person(desk, **{"person.surname": "Carter"})
    assert [problem.rule for problem in outcome.problems] == ["V29"]
    assert not outcome.saved


def test_likely_duplicates_are_told_while_typing(desk: Desk, person: RecordId) -> None:
    same_number = recording.likely_same(desk, {"identifier.value": "A1234BC", "person.surname": "Else"})
    assert [(found.person, found.certain) for found in same_number] == [(person, True)]
    near = recording.likely_same(
        desk, {"person.surname": "Barns", "person.forename": "Lee", "person.born_on": "3/5/1992"}
    )
    assert [(found.person, found.certain) for found in near] == [(person, False)]
    assert recording.likely_same(desk, {"person.surname": "Okafor", "person.forename": "Ada"}) == ()


def test_a_goal_brings_its_first_step_and_begins_a_plan(desk: Desk, person: RecordId) -> None:
    goal = add_goal(desk, person)
    (plan,) = stored(desk, person, "plan")
    (step,) = stored(desk, person, "step")
    assert stored(desk, person, "goal")[0].values["plan"] == plan.id
    assert step.values["goal"] == goal
    add_goal(desk, person)
    assert len(stored(desk, person, "plan")) == 1


def test_a_rule_that_asks_for_a_reason_saves_with_one_and_keeps_it(desk: Desk, person: RecordId) -> None:
    (stay,) = stored(desk, person, "stay")
    spec = recording.edit_form(desk, RecordId(stay.id))
    typed = {**spec.values, "release_expected_on": "18/12/2026"}
    asked = recording.save(desk, spec, typed, {})
    assert [(problem.rule, problem.needs_reason) for problem in asked.problems] == [("V15", True)]
    assert changing.reasons_for("V15")
    assert recording.save(desk, spec, typed, {"V15": "court"}).saved
    assert desk.journal.history(stay.id)[-1].reasons == {"V15": "court"}


def test_a_reason_once_given_is_not_asked_for_again_but_a_new_breach_is(desk: Desk, person: RecordId) -> None:
    kit = {"issued_on": "1 nov 2026", "offer_outcome": "", "expires_on": "1 nov 2028"}
    spec = recording.new_form(desk, person, "naloxone", {})
    typed = {**spec.values, **kit, "offer_outcome": spec_choice(spec, "offer_outcome")}
    asked = recording.save(desk, spec, typed, {})
    assert [(each.rule, each.needs_reason) for each in asked.problems] == [("V18", True)]
    made = recording.save(desk, spec, typed, {"V18": "urgent"})
    assert made.record is not None
    edit = recording.edit_form(desk, made.record)
    assert recording.save(desk, edit, {**edit.values, "expires_on": "1 dec 2028"}, {}).saved
    edit = recording.edit_form(desk, made.record)
    late = recording.save(desk, edit, {**edit.values, "expires_on": "1 oct 2026"}, {})
    assert [each.key for each in late.problems] == ["expires_on"]


def test_only_the_fields_that_were_changed_are_written(desk: Desk, person: RecordId) -> None:
    spec = recording.edit_form(desk, person)
    assert recording.save(desk, spec, {**spec.values, "known_as": "Bazza"}, {}).saved
    assert desk.journal.history(person)[-1].after == {"known_as": "Bazza"}


def test_clearing_a_required_field_is_refused_and_an_optional_one_is_cleared(
    desk: Desk, person: RecordId
) -> None:
    spec = recording.edit_form(desk, person)
    assert [p.key for p in recording.save(desk, spec, {**spec.values, "surname": ""}, {}).problems] == [
        "surname"
    ]
    assert recording.save(desk, spec, {**spec.values, "known_as": ""}, {}).saved
    assert "known_as" not in stored(desk, person, "person")[0].values


def test_a_status_goes_only_where_it_may_and_can_be_undone(desk: Desk, person: RecordId) -> None:
    goal = add_goal(desk, person)
    legal = {choice.value for choice in changing.next_statuses(desk, goal)}
    assert legal == set(KINDS["goal"].transitions["active"])
    assert not changing.set_status(desk, goal, "nonsense", {}).saved
    assert [p.key for p in changing.set_status(desk, goal, "removed", {}).problems] == ["removed_reason"]
    outcome = changing.set_status(desk, goal, "achieved", {"V23": "other"})
    assert outcome.saved, outcome.problems
    assert outcome.undo is not None
    assert " to " in outcome.said
    changing.undo(desk, outcome.undo)
    assert stored(desk, person, "goal")[0].values["status"] == "active"
    assert len(desk.journal.history(goal)) == 3


def test_hiding_takes_a_line_away_and_showing_brings_it_back(desk: Desk, person: RecordId) -> None:
    home = add(desk, person, "home", {"home_type": "private_rent"})
    assert home in {line.record for line in lines(desk, person, Area.LINKS)}
    assert not changing.hide(desk, home, "  ").saved
    changing.hide(desk, home, "entered by mistake")
    assert home not in {line.record for line in lines(desk, person, Area.LINKS)}
    assert home in {line.record for line in lines(desk, person, Area.LINKS, show_hidden=True)}
    changing.unhide(desk, home)
    assert home in {line.record for line in lines(desk, person, Area.LINKS)}


def test_an_earlier_version_can_be_restored_as_a_new_change(desk: Desk, person: RecordId) -> None:
    spec = recording.edit_form(desk, person)
    recording.save(desk, spec, {**spec.values, "known_as": "Bazza"}, {})
    first = changing.history(desk, person)[-1]
    assert changing.restore_version(desk, person, first.version).saved
    again = changing.restore_version(desk, person, first.version)
    assert [each.reason for each in again.problems] == ["It stands like that now."]
    assert stored(desk, person, "person")[0].values["known_as"] == "Baz"
    assert len(changing.history(desk, person)) == 3


def test_restoring_a_version_is_refused_where_typing_it_would_be(desk: Desk, person: RecordId) -> None:
    goal = add_goal(desk, person)
    spec = recording.edit_form(desk, goal)
    assert recording.save(desk, spec, {**spec.values, "title": "Another title"}, {}).saved
    first = changing.history(desk, goal)[-1].version
    desk.journal.save([Change("person", {"record_status": "died"}, person)])
    outcome = changing.restore_version(desk, goal, first)
    assert not outcome.saved
    assert [each.rule for each in outcome.problems] == ["V32"]


def test_correcting_a_note_keeps_both_and_shows_the_new_one(desk: Desk, person: RecordId) -> None:
    note = add(desk, person, "contact", {"outcome": "held", "summary": "Met today."})
    spec = recording.edit_form(desk, note)
    assert spec.record is None
    corrected = recording.save(desk, spec, {**spec.values, "summary": "Met on Friday."}, {})
    assert corrected.saved, corrected.problems
    kept = stored(desk, person, "contact")
    assert kept[0].values["summary"] == "Met today."
    assert kept[1].values["corrects"] == note
    shown = [line for line in lines(desk, person, Area.EVERYTHING) if line.record == note]
    assert [line.hidden for line in shown] == ["corrected"]


def test_a_corrected_contact_no_longer_counts_as_having_been_seen(desk: Desk, person: RecordId) -> None:
    note = add(desk, person, "contact", {"outcome": "held", "summary": "Calm."})
    spec = recording.edit_form(desk, note)
    assert recording.save(desk, spec, {**spec.values, "outcome": "declined", "summary": ""}, {}).saved
    page = caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=True, offset=0, limit=5)
    assert page.rows[0].last_seen == "-"


def test_a_correction_keeps_what_its_form_does_not_show(desk: Desk, person: RecordId) -> None:
    goal = add_goal(desk, person)
    values: dict[str, Wire] = {"held_on": "2026-11-20", "outcome": "held", "summary": "x", "touched": [goal]}
    note = RecordId(desk.journal.save([Change("contact", values, person=person)]).ids[0])
    spec = recording.edit_form(desk, note)
    outcome = recording.save(desk, spec, {**spec.values, "summary": "y"}, {})
    corrected = desk.journal.record(outcome.record or "")
    assert corrected is not None
    assert corrected.values == {**values, "summary": "y", "corrects": note}


def test_a_correction_and_a_new_note_have_drafts_of_their_own(desk: Desk, person: RecordId) -> None:
    note = add(desk, person, "contact", {"outcome": "held", "summary": "Calm."})
    fresh, correction = recording.new_form(desk, person, "contact", {}), recording.edit_form(desk, note)
    drafts.keep(desk, fresh, {"summary": "half a new note"})
    assert drafts.find(desk, correction) is None
    drafts.keep(desk, correction, {"summary": "half a correction"})
    assert [line.record for line in today.view(desk, mine=True).unfinished] == [None, note]
    assert recording.save(desk, correction, {**correction.values, "summary": "Not calm."}, {}).saved
    kept = drafts.find(desk, fresh)
    assert kept is not None
    assert kept.values == {"summary": "half a new note"}


def test_each_area_of_an_empty_file_says_what_is_missing_and_how_to_add_it(
    desk: Desk, person: RecordId
) -> None:
    for area in (Area.PLAN, Area.TREATMENT, Area.PEERS, Area.LINKS, Area.RELEASE):
        missing = [line for line in lines(desk, person, area) if line.mark is not Mark.NONE]
        assert missing, area
        for line in missing:
            assert line.kind in KINDS
            if line.record is None:
                assert recording.new_form(desk, person, line.kind or "", line.preset).fields


def test_every_kind_has_a_form_within_twelve_fields_a_page(desk: Desk, person: RecordId) -> None:
    for kind in KINDS.values():
        spec = recording.new_form(desk, person, kind.name, {})
        assert all(0 < len(page) <= 12 for page in spec.pages), kind.name
        assert len({field.key for field in spec.fields}) == len(spec.fields)


@pytest.mark.parametrize("typed", ["²", "--5", "5-", "1.5", "1234567890"])
def test_what_is_no_whole_number_is_named_in_plain_words(desk: Desk, person: RecordId, typed: str) -> None:
    spec = recording.new_form(desk, person, "contact", {})
    outcome = recording.save(desk, spec, {**spec.values, "outcome": "declined", "minutes": typed}, {})
    assert [each.reason for each in outcome.problems] == ["This is a whole number, like 12."]


@pytest.mark.parametrize("typed", ["ba\0rnes", "ba\ud800rnes", '"', "'); --", "ba%rnes", "*"])
def test_any_text_may_be_searched_for(desk: Desk, person: RecordId, typed: str) -> None:
    caseload.page(desk, text=typed, order=CaseloadOrder.NAME, mine=True, offset=0, limit=5)


def test_a_goal_begun_after_the_plan_was_closed_begins_a_new_plan(desk: Desk, person: RecordId) -> None:
    add_goal(desk, person)
    closed = stored(desk, person, "plan")[0]
    assert changing.set_status(desk, RecordId(closed.id), "closed", {}).saved
    goal = desk.journal.record(add_goal(desk, person))
    assert goal is not None
    assert goal.values["plan"] == stored(desk, person, "plan")[1].id


def test_caseload_and_today_show_the_person_in_neutral_words(desk: Desk, person: RecordId) -> None:
    add_goal(desk, person, due="yesterday")
    page = caseload.page(desk, text="bar", order=CaseloadOrder.LOCATION, mine=True, offset=0, limit=20)
    (row,) = page.rows
    assert (row.person, row.name, row.number, row.location) == (
        person,
        'BARNES Lee "Baz"',
        "A1234BC",
        "FIC C2-14",
    )
    assert (page.total, page.mine, page.everyone) == (1, 1, 1)
    assert (row.worst_mark, row.worst) == (Mark.ACT, "no place for the first night")
    view = today.view(desk, mine=True)
    names = {
        (line.name, line.mark) for section in view.sections for line in section.lines if line.code == "step"
    }
    assert names == {('BARNES Lee "Baz"', Mark.MISSING)}


def test_the_caseload_is_sorted_as_people_count_and_paged(desk: Desk) -> None:
    for number, cell in enumerate(["C2-14", "C2-9", "A1-3"]):
        typed = {
            "person.surname": f"Fict{'abc'[number]}",
            "identifier.value": f"A000{number}BC",
            "stay.location": cell,
        }
        assert new_person(desk, **typed).saved
    page = caseload.page(desk, text="", order=CaseloadOrder.LOCATION, mine=True, offset=0, limit=2)
    assert [row.location for row in page.rows] == ["FIC A1-3", "FIC C2-9"]
    rest = caseload.page(desk, text="", order=CaseloadOrder.LOCATION, mine=True, offset=2, limit=2)
    assert [row.location for row in rest.rows] == ["FIC C2-14"]
    by_name = caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=True, offset=0, limit=9)
    assert [row.name[:5] for row in by_name.rows] == ["FICTA", "FICTB", "FICTC"]


def test_a_draft_is_found_again_listed_on_today_and_gone_once_saved(desk: Desk, person: RecordId) -> None:
    spec = session_note.form(desk, person)
    drafts.keep(desk, spec, {"contact.summary": "half a sen"})
    found = drafts.find(desk, session_note.form(desk, person))
    assert found is not None
    assert found.values["contact.summary"] == "half a sen"
    assert [line.preset["person"] for line in today.view(desk, mine=True).unfinished] == [person]
    assert session_note.save(desk, spec, {**spec.values, "contact.summary": "half a sentence"}, {}).saved
    assert drafts.find(desk, spec) is None


def test_a_dead_persons_plan_is_frozen(desk: Desk, person: RecordId) -> None:
    goal = add_goal(desk, person)
    spec = recording.edit_form(desk, person)
    assert recording.save(desk, spec, {**spec.values, "record_status": "died"}, {}).saved
    header, _ = person_file.page(desk, person, Area.PLAN)
    assert header.frozen
    refused = changing.set_status(desk, goal, "achieved", {"V23": "other"})
    assert [problem.rule for problem in refused.problems] == ["V32"]


def test_looking_at_a_person_is_journalled(desk: Desk, person: RecordId) -> None:
    person_file.looked_at(desk, person)
    assert [look.act for look in desk.journal.looks_at(person)] == ["opened"]


def test_a_save_and_the_end_of_its_draft_are_one_commit(desk: Desk, person: RecordId) -> None:
    spec = session_note.form(desk, person)
    drafts.keep(desk, spec, {"contact.summary": "half"})
    with desk.vault.writing() as conn:
        conn.exec_driver_sql(
            "CREATE TRIGGER no_discard BEFORE DELETE ON draft BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    with pytest.raises(Exception, match="full"):
        session_note.save(desk, spec, {**spec.values, "contact.summary": "whole"}, {})
    assert stored(desk, person, "contact") == []
    assert drafts.find(desk, spec) is not None
