"""Bad news is one save: what happened, a flag, a review within the week. And the words on top are the site's."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from recovery_tui.casework import bad_news, bad_news_words, changing, drafts, filling_in, settings
from recovery_tui.casework.bad_news import FLAG, KIND
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Outcome, RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.log import Change
from recovery_tui.records import InfoClass
from recovery_tui.records.kinds import KINDS
from recovery_tui.records.lists.review import INCIDENT_KIND
from tests.support.desks import add_person
from tests.support.two_writers import two_writers

WHAT = {"incident.what": "Found on the landing, came round by himself."}


@pytest.fixture
def person(desk: Desk) -> RecordId:
    return RecordId(add_person(desk))


def add_plan(desk: Desk, person: RecordId, **more: str) -> str:
    values = {"started_on": "2026-11-02", "status": "active", "agreement": "agreed", **more}
    return desk.journal.save([Change("plan", values, person=person)]).ids[0]


def shown(desk: Desk, person: RecordId, kind: str) -> list[reading.Record]:
    with desk.journal.reading() as conn:
        return [each for each in reading.of_person(conn, person, (kind,)) if each.hidden is None]


def save(desk: Desk, person: RecordId, typed: Mapping[str, str]) -> Outcome:
    spec = bad_news.form(desk, person)
    return filling_in.save(desk, spec, {**spec.values, **typed}, {})


def test_an_overdose_brings_a_clinical_flag_and_a_review_within_seven_days(
    desk: Desk, person: RecordId
) -> None:
    add_plan(desk, person, review_due_on="2027-01-15")
    outcome = save(desk, person, {KIND: "overdose", **WHAT, "incident.told_to": "Oscar One 10:45"})
    assert outcome.saved, outcome.problems
    (incident,) = shown(desk, person, "incident")
    (flag,) = shown(desk, person, "flag")
    (plan,) = shown(desk, person, "plan")
    assert incident.values == {
        "incident_kind": "overdose", "happened_at": "2026-11-23T10:42Z", "what": WHAT["incident.what"],
        "told_to": "Oscar One 10:45",
    }  # fmt: skip
    assert flag.values == {
        "flag_kind": "recent_overdose", "from_on": "2026-11-23", "review_by_on": "2026-11-30",
    }  # fmt: skip
    assert KINDS["flag"].own_class(flag.values) is InfoClass.TRT
    assert plan.values["review_due_on"] == "2026-11-30"
    assert outcome.undo is not None
    assert changing.undo(desk, outcome.undo).saved
    assert shown(desk, person, "incident") == shown(desk, person, "flag") == []
    assert shown(desk, person, "plan")[0].values["review_due_on"] == "2027-01-15"


def test_talk_of_self_harm_brings_a_risk_flag(desk: Desk, person: RecordId) -> None:
    assert save(desk, person, {KIND: "self_harm_talk", **WHAT}).saved
    (flag,) = shown(desk, person, "flag")
    assert KINDS["flag"].own_class(flag.values) is InfoClass.RISK


@pytest.mark.parametrize(
    ("due", "then"),
    [("2026-11-20", "2026-11-20"), ("2026-11-30", "2026-11-30"), ("2026-12-01", "2026-11-30")],
)
def test_a_review_that_is_due_sooner_or_late_already_stays(
    desk: Desk, person: RecordId, due: str, then: str
) -> None:
    add_plan(desk, person, review_due_on=due)
    assert save(desk, person, {KIND: "lapse", **WHAT}).saved
    assert shown(desk, person, "plan")[0].values["review_due_on"] == then


def test_where_two_disagree_on_the_review_the_earlier_day_counts_and_both_still_stand(tmp_path: Path) -> None:
    with closing(two_writers(tmp_path)) as both:
        plan = {"started_on": "2026-11-02", "status": "active", "agreement": "agreed"}
        record = both.disagree("plan", plan, "review_due_on", "2026-11-26", "2027-01-15")
        assert save(both.kim, both.person, {KIND: "lapse", **WHAT}).saved
        stored = both.kim.journal.record(record)
        assert stored is not None
        assert set(stored.also["review_due_on"]) == {"2026-11-26", "2027-01-15"}


def test_a_flag_that_stands_is_looked_at_sooner_and_not_made_twice(desk: Desk, person: RecordId) -> None:
    flag = {"flag_kind": "overdose_risk_now", "from_on": "2026-11-01", "review_by_on": "2026-12-24"}
    desk.journal.save([Change("flag", flag, person=person)])
    assert save(desk, person, {KIND: "lapse", **WHAT}).saved
    (standing,) = shown(desk, person, "flag")
    assert standing.values == {**flag, "review_by_on": "2026-11-30"}


def test_another_flag_or_none_may_be_chosen(desk: Desk, person: RecordId) -> None:
    assert save(desk, person, {KIND: "lapse", **WHAT, FLAG: "none"}).saved
    assert shown(desk, person, "flag") == []
    assert save(desk, person, {KIND: "bereavement", **WHAT, FLAG: "do_not_visit_alone"}).saved
    assert [each.values["flag_kind"] for each in shown(desk, person, "flag")] == ["do_not_visit_alone"]


def test_without_a_kind_or_words_nothing_is_saved_and_the_draft_stays(desk: Desk, person: RecordId) -> None:
    add_plan(desk, person)
    spec = bad_news.form(desk, person)
    drafts.keep(desk, spec, {**spec.values, KIND: "lapse"})
    outcome = save(desk, person, {})
    assert [problem.key for problem in outcome.problems] == [KIND, "incident.what"]
    assert shown(desk, person, "incident") == []
    assert "review_due_on" not in shown(desk, person, "plan")[0].values
    assert drafts.find(desk, spec) is not None
    assert save(desk, person, {KIND: "lapse", **WHAT}).saved
    assert drafts.find(desk, spec) is None


def test_of_somebody_who_died_only_the_note_is_written(desk: Desk, person: RecordId) -> None:
    add_plan(desk, person)
    desk.journal.save([Change("person", {"record_status": "died"}, record=person)])
    assert save(desk, person, {KIND: "overdose", **WHAT}).saved
    assert len(shown(desk, person, "incident")) == 1
    assert shown(desk, person, "flag") == []


def test_what_will_be_written_is_told_before_it_is(desk: Desk, person: RecordId) -> None:
    assert bad_news.follows_words(desk, person, "recall", "usual") == ""
    add_plan(desk, person)
    said = bad_news.follows_words(desk, person, "overdose", "usual")
    assert (
        said == 'With it: flag "Recent overdose", to be looked at by Mon 30 Nov; plan review by Mon 30 Nov.'
    )


def test_every_kind_says_what_to_do_first_in_words_the_site_may_change(desk: Desk) -> None:
    ours = bad_news_words.words_of(desk)
    assert set(ours) == {each.code for each in INCIDENT_KIND}
    spec = bad_news_words.words_form(desk)
    typed = {**spec.values, "self_harm_talk": "Stay. Ring 4444.", "lapse": ""}
    assert filling_in.save(desk, spec, typed, {}).saved
    assert bad_news_words.words_of(desk) == {**ours, "self_harm_talk": "Stay. Ring 4444."}
    settings.change(desk, bad_news_words.SETTING, "no such thing")
    assert bad_news_words.words_of(desk) == ours
