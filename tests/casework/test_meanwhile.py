"""What came in while somebody typed is told and asked about; nothing is written over in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from recovery_tui.casework import bad_news, changing, drafts, recording
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import FormSpec, RecordId
from recovery_tui.errors import ChangedMeanwhileError
from recovery_tui.journal import reading
from recovery_tui.journal.journal import Journal, Saved
from recovery_tui.journal.log import Change
from tests.journal.passing import everything_of, take_in
from tests.support.desks import add_person, new_desk
from tests.support.two_writers import HOME, TwoWriters, two_writers


@pytest.fixture
def both(tmp_path: Path) -> Iterator[TwoWriters]:
    made = two_writers(tmp_path)
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    yield made
    made.close()


def stay_of(desk: Desk, person: RecordId) -> RecordId:
    with desk.journal.reading() as conn:
        return RecordId(reading.of_person(conn, person, ("stay",))[0].id)


def values(desk: Desk, record: RecordId) -> Mapping[str, object]:
    stored = desk.journal.record(record)
    assert stored is not None
    return stored.values


def taken_up(desk: Desk, record: RecordId) -> tuple[FormSpec, dict[str, str]]:
    """The form of a record with its draft, as a screen takes it up."""
    spec = recording.edit_form(desk, record)
    draft = drafts.find(desk, spec)
    assert draft is not None
    return replace(spec, seen=draft.over), {**spec.values, **draft.values}


def test_a_field_that_moved_while_it_was_typed_over_is_told_and_written_only_with_a_reason(
    both: TwoWriters,
) -> None:
    stay = stay_of(both.kim, both.person)
    spec = recording.edit_form(both.kim, stay)
    both.write(both.shah, stay, location="E5-05", release_expected_on="2026-11-25")
    both.swap()
    typed = {**spec.values, "location": "D1-01"}
    asked = recording.save(both.kim, spec, typed, {})
    (problem,) = asked.problems
    assert (problem.key, problem.needs_reason) == ("location", True)
    assert '"E5-05" meanwhile' in problem.reason
    assert values(both.kim, stay)["location"] == "E5-05"
    assert changing.reasons_for(problem.rule or "")
    assert recording.save(both.kim, spec, typed, {problem.rule or "": "newer"}).saved
    assert values(both.kim, stay)["location"] == "D1-01"
    assert values(both.kim, stay)["release_expected_on"] == "2026-11-25"
    assert both.kim.journal.history(stay)[-1].reasons == {problem.rule: "newer"}


def test_who_types_what_came_in_is_asked_nothing(both: TwoWriters) -> None:
    stay = stay_of(both.kim, both.person)
    spec = recording.edit_form(both.kim, stay)
    both.write(both.shah, stay, release_expected_on="2026-11-25")
    both.swap()
    assert recording.save(both.kim, spec, {**spec.values, "location": "D1-01"}, {}).saved


def test_a_draft_takes_nothing_back_that_came_in_since(both: TwoWriters) -> None:
    stay = stay_of(both.kim, both.person)
    spec = recording.edit_form(both.kim, stay)
    drafts.keep(both.kim, spec, {**spec.values, "location": "D1-01"})
    both.write(both.shah, stay, release_expected_on="2026-11-25")
    both.swap()
    resumed, typed = taken_up(both.kim, stay)
    assert recording.save(both.kim, resumed, typed, {}).saved
    assert values(both.kim, stay)["release_expected_on"] == "2026-11-25"
    assert values(both.kim, stay)["location"] == "D1-01"


def test_a_draft_remembers_what_it_was_typed_over(both: TwoWriters) -> None:
    stay = stay_of(both.kim, both.person)
    spec = recording.edit_form(both.kim, stay)
    drafts.keep(both.kim, spec, {**spec.values, "location": "D1-01"})
    both.write(both.shah, stay, location="E5-05")
    both.swap()
    resumed, typed = taken_up(both.kim, stay)
    drafts.keep(both.kim, resumed, typed)
    resumed, typed = taken_up(both.kim, stay)
    (problem,) = recording.save(both.kim, resumed, typed, {}).problems
    assert '"E5-05" meanwhile' in problem.reason


def test_a_draft_does_not_take_back_the_earlier_review_that_bad_news_has_set(desk: Desk) -> None:
    person = RecordId(add_person(desk))
    begun = {
        "started_on": "2026-11-01",
        "status": "active",
        "agreement": "draft",
        "review_due_on": "2027-02-01",
    }
    plan = RecordId(desk.journal.save([Change("plan", begun, person=person)]).ids[0])
    spec = recording.edit_form(desk, plan)
    drafts.keep(desk, spec, {**spec.values, "matters_to_me": "my sister"})
    news = bad_news.form(desk, person)
    told = {**news.values, "incident.incident_kind": "overdose", "incident.what": "made up"}
    assert bad_news.save(desk, news, told, {}).saved
    resumed, typed = taken_up(desk, plan)
    assert recording.save(desk, resumed, typed, {}).saved
    assert values(desk, plan)["review_due_on"] == "2026-11-30"


def test_what_goes_into_a_hidden_record_is_asked_about_first(desk: Desk) -> None:
    person = RecordId(add_person(desk))
    begun = {"started_on": "2026-11-01", "status": "active", "agreement": "draft"}
    plan = RecordId(desk.journal.save([Change("plan", begun, person=person)]).ids[0])
    spec = recording.edit_form(desk, plan)
    desk.journal.save([Change("plan", {}, plan, person, hide="wrong person")])
    typed = {**spec.values, "matters_to_me": "boxing"}
    (problem,) = recording.save(desk, spec, typed, {}).problems
    assert "hidden (wrong person)" in problem.reason
    assert recording.save(desk, spec, typed, {problem.rule or "": "to_be_shown"}).saved


def test_undo_ends_no_disagreement(both: TwoWriters) -> None:
    agency = both.kim.journal.save(
        [Change("agency", {"name": "Fictional", "agency_type": "la_housing"})]
    ).ids[0]
    made = {"agency": agency, "agency_type": "la_housing", "purpose": "x", "starts_at": "2026-12-08T10:00"}
    booked = both.make("appointment", {**made, "status": "proposed"})
    both.write(both.shah, booked, status="cancelled_service")
    both.write(both.kim, booked, status="booked")
    both.swap()
    outcome = changing.set_status(both.kim, booked, "kept", {})
    assert outcome.undo is not None
    changing.undo(both.kim, outcome.undo)
    stored = both.kim.journal.record(booked)
    assert stored is not None
    assert set(stored.also["status"]) == {"booked", "cancelled_service"}


def arriving(desk: Desk, monkeypatch: pytest.MonkeyPatch, *files: Callable[[], None]) -> None:
    """From now on saves have to wait: each is decided, then the next of these files comes in, then it writes."""
    waiting, save = list(files), Journal.save

    def waited(journal: Journal, *given: Any, **named: Any) -> Saved:
        if journal is desk.journal and waiting:
            waiting.pop(0)()
        return save(journal, *given, **named)

    monkeypatch.setattr(Journal, "save", waited)


def moves_the_cell(both: TwoWriters, stay: RecordId, cell: str) -> Callable[[], None]:
    """Shah's file with another cell comes in."""

    def comes() -> None:
        both.write(both.shah, stay, location=cell)
        take_in(both.kim, everything_of(both.shah))

    return comes


def test_what_comes_in_between_the_look_and_the_save_is_told_and_not_written_over(
    both: TwoWriters, monkeypatch: pytest.MonkeyPatch
) -> None:
    stay = stay_of(both.kim, both.person)
    spec = recording.edit_form(both.kim, stay)
    arriving(both.kim, monkeypatch, moves_the_cell(both, stay, "E5-05"))
    (problem,) = recording.save(both.kim, spec, {**spec.values, "location": "D1-01"}, {}).problems
    assert '"E5-05" meanwhile' in problem.reason
    assert values(both.kim, stay)["location"] == "E5-05"


def test_a_save_that_other_answers_overtake_again_and_again_says_so_and_writes_nothing(
    both: TwoWriters, monkeypatch: pytest.MonkeyPatch
) -> None:
    stay = stay_of(both.kim, both.person)
    cells = (moves_the_cell(both, stay, cell) for cell in ("E5-05", "E5-06"))
    arriving(both.kim, monkeypatch, *cells)
    with pytest.raises(ChangedMeanwhileError):
        changing.hide(both.kim, stay, "entered by mistake")
    assert both.kim.journal.record(stay).hidden is None  # type: ignore[union-attr]
    assert values(both.kim, stay)["location"] == "E5-06"


def test_what_comes_in_of_other_fields_holds_nothing_up(
    both: TwoWriters, monkeypatch: pytest.MonkeyPatch
) -> None:
    stay = stay_of(both.kim, both.person)
    spec = recording.edit_form(both.kim, stay)
    arriving(both.kim, monkeypatch, moves_the_cell(both, stay, "E5-05"))
    typed = {**spec.values, "release_expected_on": "18/12/2026"}
    outcome = recording.save(both.kim, spec, typed, {"V10": "moved", "V15": "moved"})
    assert outcome.saved, outcome.problems
    assert values(both.kim, stay)["location"] == "E5-05"
    assert values(both.kim, stay)["release_expected_on"] == "2026-12-18"


def test_putting_back_an_earlier_version_ends_no_disagreement(both: TwoWriters) -> None:
    home = both.disagree("home", HOME, "area", "Leeds South", "Bradford")
    earliest = changing.history(both.kim, home)[-1]
    assert changing.restore_version(both.kim, home, earliest.version).saved
    stored = both.kim.journal.record(home)
    assert stored is not None
    assert stored.values["area"] == HOME["area"]
    assert set(stored.also["area"]) == {HOME["area"], "Leeds South"}
