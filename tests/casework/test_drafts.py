"""A draft keeps what was meant, fits the form it comes back to, and tells nothing on a list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recovery_tui.casework import (
    agency_answers,
    bad_news,
    bad_news_words,
    conflicts,
    drafts,
    filling_in,
    group_session,
    recording,
    referring,
    session_note,
)
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.marks import marks_typed
from recovery_tui.casework.views import RecordId
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from tests.support.desks import add_person, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    yield made
    made.close()


def made(desk: Desk, kind: str, person: str, **values: Wire) -> RecordId:
    return RecordId(desk.journal.save([Change(kind, values, person=person)]).ids[0])


def test_a_day_told_from_today_is_kept_as_the_day_that_was_meant(desk: Desk) -> None:
    person = RecordId(add_person(desk))
    spec = session_note.form(desk, person)
    said = {"contact.summary": "x", "contact.held_on": "today", "contact.next_on": "fri"}
    drafts.keep(desk, spec, {**spec.values, **said})
    desk.clock.put(datetime(2026, 11, 28, 10, tzinfo=UTC))  # type: ignore[attr-defined]
    spec = session_note.form(desk, person)
    draft = drafts.find(desk, spec)
    assert draft is not None
    outcome = session_note.save(desk, spec, {**spec.values, **draft.values}, {})
    stored = desk.journal.record(outcome.record or "")
    assert stored is not None
    assert (stored.values["held_on"], stored.values["next_on"]) == ("2026-11-23", "2026-11-27")


def test_a_mark_whose_line_has_gone_is_left_out_and_told(desk: Desk) -> None:
    person = RecordId(add_person(desk))
    plan = made(desk, "plan", person, started_on="2026-11-01", status="active", agreement="draft")
    goal = made(desk, "goal", person, plan=plan, area="treatment", title="g", horizon="gate", status="active")
    steps = [
        made(desk, "step", person, goal=goal, text=text, actor="person", status="not_started")
        for text in ("one", "two")
    ]
    spec = session_note.form(desk, person)
    marks = marks_typed(dict.fromkeys(steps, "done"))
    drafts.keep(desk, spec, {**spec.values, "contact.summary": "x", "steps": marks})
    for step, left in zip(steps, (f"{steps[1]} done", None), strict=True):
        desk.journal.save([Change("step", {"status": "no_longer_needed"}, step, person)])
        draft = drafts.find(desk, session_note.form(desk, person))
        assert draft is not None
        assert draft.values.get("steps") == left
        assert draft.left_out == ("a mark",)


def test_words_that_have_no_field_any_more_are_told(desk: Desk) -> None:
    person = RecordId(add_person(desk))
    spec = session_note.form(desk, person)
    drafts.keep(desk, spec, {**spec.values, "new_step": "me ring Forward"})
    draft = drafts.find(desk, spec)
    assert draft is not None
    assert draft.left_out == ("me ring Forward",)


def test_somebody_recorded_on_their_own_page_does_not_stop_the_group(desk: Desk) -> None:
    people = [add_person(desk, surname=f"Madeup{n}", number=f"A{n}234BC") for n in (1, 2)]
    course = {"intervention_type": "psysoc", "sub_type": "cbt_substance", "started_on": "2026-11-01"}
    works = [made(desk, "intervention", person, **course) for person in people]
    key = group_session.groups(desk, mine=True)[0].key
    spec = group_session.form(desk, key, mine=True)
    drafts.keep(desk, spec, {**spec.values, "attendance": marks_typed(dict.fromkeys(works, "came"))})
    made(desk, "session", people[0], intervention=works[0], held_on="2026-11-23", attendance="came")
    spec = group_session.form(desk, key, mine=True)
    draft = drafts.find(desk, spec)
    assert draft is not None
    assert group_session.save(desk, spec, {**spec.values, **draft.values}, {}).saved


@pytest.mark.parametrize(
    "kind", ["naloxone", "drug_test", "substance", "harm_reduction", "flag", "supporter"]
)
def test_today_names_no_clinical_kind_among_what_is_to_finish(desk: Desk, kind: str) -> None:
    person = RecordId(add_person(desk))
    spec = recording.new_form(desk, person, kind, {})
    drafts.keep(desk, spec, spec.values)
    (line,) = drafts.lines(desk)
    assert line.text.endswith(", record")


def test_today_says_what_is_to_finish_in_words(desk: Desk) -> None:
    person = RecordId(add_person(desk))
    spec = recording.edit_form(desk, person)
    drafts.keep(desk, spec, {**spec.values, "known_as": "Baz"})
    news = bad_news.form(desk, person)
    drafts.keep(desk, news, {**news.values, "incident.what": "made up"})
    said = {line.text.partition(", ")[2] for line in drafts.lines(desk)}
    assert said == {"person, changed", "bad news"}


def test_every_form_that_was_begun_is_found_again_by_its_name(desk: Desk) -> None:
    """The words after a bar and a colon stand on disk: they keep their spelling."""
    person = RecordId(add_person(desk))
    agency = desk.journal.save([Change("agency", {"name": "Forward", "agency_type": "gp"})]).ids[0]
    asked: dict[str, Wire] = {"domain": "drug", "agency": agency, "agency_type": "gp", "reason": "r"}
    referral = made(desk, "referral", person, **asked, sent_on="2026-11-20", status="sent")
    contact = made(
        desk, "contact", person, held_on="2026-11-20", outcome="held", summary="Met.", mode="phone"
    )
    begun = {
        "new-person||": recording.new_person_form(desk),
        f"goal|{person}|": recording.goal_form(desk, person),
        f"new:flag|{person}|": recording.new_form(desk, person, "flag", {}),
        f"new:contact|{person}|{contact}": recording.edit_form(desk, contact),
        f"edit:referral|{person}|{referral}": recording.edit_form(desk, referral),
        f"session-note|{person}|": session_note.form(desk, person),
        f"bad-news|{person}|": bad_news.form(desk, person),
        f"refer|{person}|": referring.form(desk, person),
        f"accepted|{person}|{referral}": agency_answers.accept_form(desk, referral),
        "group-session:somebody||": group_session.form(desk, "somebody", mine=False),
        f"third-answer:reason|{person}|{referral}": conflicts.third_answer_form(desk, referral, "reason"),
        "bad-news-words||": bad_news_words.words_form(desk),
    }
    for spec in begun.values():
        drafts.keep(desk, spec, spec.values)
    assert {each.key for each in drafts.unfinished(desk)} == set(begun)
    again = [filling_in.reopened(desk, line) for line in drafts.lines(desk)]
    assert {drafts.key_of(spec): spec for spec in again} == begun
