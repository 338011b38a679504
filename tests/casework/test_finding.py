"""Find anything: what is shown of a hit, what is masked, and where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_tui.casework import finding, settings
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.finding import Hit, around
from recovery_tui.journal import search
from recovery_tui.journal.event import Wire
from recovery_tui.journal.listing import fold
from recovery_tui.journal.log import Change
from tests.support.desks import add_person, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.close()


def _saved(desk: Desk, kind: str, person: str | None, **values: Wire) -> str:
    return desk.journal.save([Change(kind, values, person=person)]).ids[0]


def _plan(desk: Desk, person: str, **values: Wire) -> str:
    return _saved(
        desk, "plan", person, started_on="2026-11-02", status="active", agreement="agreed", **values
    )


def _said(hits: tuple[Hit, ...]) -> list[tuple[str, str, str]]:
    return [(hit.name, hit.what, hit.words) for hit in hits]


def test_people_come_first_by_any_part_of_a_name_or_number_and_by_the_beginning_with_few_letters(
    desk: Desk,
) -> None:
    person = add_person(desk, "Zoëtrope", "Lee")
    for typed in ("zo", "l", "etro", "234b", "zoe lee", "A1234BC"):
        found = finding.find(desk, typed)
        assert [(hit.person, hit.record) for hit in found.people] == [(person, None)], typed
    assert finding.find(desk, "tr").people == ()
    assert finding.find(desk, "  ").people == ()


def test_what_lists_may_show_is_shown_with_the_words_around_it(desk: Desk) -> None:
    person = add_person(desk)
    plan = _plan(
        desk, person, matters_to_me="To see my daughter every Sunday, and to keep the flat in Harehills"
    )
    (hit,) = finding.find(desk, "HAREHILL sunday").records
    assert (hit.person, hit.record, hit.kind, hit.what) == (person, plan, "plan", "Plan")
    assert "flat in Harehills" in hit.words


def test_what_is_clinical_about_safety_or_about_others_is_counted_and_never_quoted(desk: Desk) -> None:
    person = add_person(desk)
    for number in (1, 2):
        _saved(
            desk,
            "contact",
            person,
            held_on="2026-11-20",
            outcome="held",
            summary=f"the pharmacy again {number}",
        )
    flag = _saved(
        desk, "flag", person, flag_kind="self_harm", note="seen at the pharmacy", from_on="2026-11-02"
    )
    _plan(desk, person, who_to_call="my aunt, behind the pharmacy")
    agency = _saved(desk, "agency", None, name="Fictional Chemist", agency_type="pharmacy")
    _saved(
        desk, "appointment", person, agency=agency, agency_type="pharmacy", purpose="pharmacy counter",
        starts_at="2026-12-04T09:30", status="booked",
    )  # fmt: skip
    hits = finding.find(desk, "pharmacy").records
    assert {words for _, _, words in _said(hits)} == {
        "in Treatment: 3 hits",
        "about safety: 1 hit",
        "about other people: 1 hit",
    }
    assert {hit.what for hit in hits} == {""}
    assert next(hit.record for hit in hits if "safety" in hit.words) == flag
    settings.change(desk, "clinical_on_lists", "yes")
    told = [hit.words for hit in finding.find(desk, "pharmacy").records]
    assert {"the pharmacy again 1", "the pharmacy again 2", "about safety: 1 hit"} <= set(told)


def test_a_record_shows_its_open_words_and_masks_those_it_keeps(desk: Desk) -> None:
    person = add_person(desk)
    _saved(
        desk, "contact", person, held_on="2026-11-20", outcome="held", summary="spoke of the orchard",
        share_line="rang about housing",
    )  # fmt: skip
    assert _said(finding.find(desk, "housing").records) == [("BARNES Lee", "Contact", "rang about housing")]
    for typed in ("orchard", "orchard housing"):
        assert _said(finding.find(desk, typed).records) == [("BARNES Lee", "", "in Treatment: 1 hit")]


def test_what_is_found_of_two_who_were_joined_is_told_of_the_one_they_are_shown_as(desk: Desk) -> None:
    first, second = add_person(desk), add_person(desk, "Barnes", "Leigh", "A2345BC")
    for person in (first, second):
        _plan(desk, person, matters_to_me="To keep the allotment")
    desk.journal.save([Change("person", {"same_as": second}, first)])
    found = finding.find(desk, "allotment").records
    assert len(found) == 2
    assert {hit.person for hit in found} == {min(first, second)}


def test_agencies_are_found_by_any_of_their_words(desk: Desk) -> None:
    agency = _saved(
        desk, "agency", None, name="Fictional Housing Options", agency_type="la_housing", phone="0113 000"
    )
    (hit,) = finding.find(desk, "0113").records
    assert (hit.person, hit.record, hit.what, hit.words) == (None, agency, "Agency", "0113 000")


def test_more_than_is_shown_is_said(desk: Desk) -> None:
    person = add_person(desk)
    changes = [
        Change(
            "step", {"text": f"ring number {n}", "actor": "keyworker", "status": "not_started"}, person=person
        )
        for n in range(finding.RECORDS + 1)
    ]
    desk.journal.save(changes)
    found = finding.find(desk, "ring")
    assert (len(found.records), found.more, found.waiting) == (finding.RECORDS, True, 0)
    assert not finding.find(desk, "number 99").more


def test_what_waits_is_told_and_worked_off_in_pieces(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "AT_ONCE", 200)
    person = add_person(desk)
    changes = [
        Change("progress", {"goal": "0" * 32, "noted_on": "2026-11-20", "note": f"note {n}"}, person=person)
        for n in range(500)
    ]
    desk.journal.save(changes)
    assert finding.find(desk, "note 499").waiting == 500
    assert [finding.make_ready(desk) for _ in range(3)] == [300, 100, 0]
    assert len(finding.find(desk, "note 499").records) == 1


@given(text=st.text("ab éÉß\n", min_size=1, max_size=400), data=st.data())
def test_the_words_around_a_hit_hold_it_on_one_line(text: str, data: st.DataObject) -> None:
    words = fold(text).split()
    if words:
        word = data.draw(st.sampled_from(words))[:60]
        said = around(text, word)
        assert word in fold(said)
        assert "\n" not in said
        assert len(said) <= 170


def test_what_waits_is_not_shown_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a receive: a word that was changed, and a record that was hidden, are not told of any more."""
    person = add_person(desk)
    changed, hidden = (
        _plan(desk, person, matters_to_me="gardening"),
        _plan(desk, person, matters_to_me="boxing"),
    )
    assert len(finding.find(desk, "gardening").records) == len(finding.find(desk, "boxing").records) == 1
    monkeypatch.setattr(search, "AT_ONCE", 0)
    desk.journal.save([Change("plan", {"matters_to_me": "the choir"}, changed, person)])
    desk.journal.save([Change("plan", {}, hidden, person, hide="wrong person")])
    found = [finding.find(desk, word) for word in ("gardening", "boxing")]
    assert [(each.records, each.waiting) for each in found] == [((), 2), ((), 2)]


def test_a_whole_text_pasted_in_is_searched_by_its_first_words(desk: Desk) -> None:
    person = add_person(desk)
    plan = _plan(desk, person, matters_to_me=" ".join(f"word{number}" for number in range(20)))
    pasted = " ".join(f"word{number}" for number in range(3000))
    assert [hit.record for hit in finding.find(desk, pasted).records] == [plan]
