"""What is found equals what a naive reading of every record finds, whatever was saved, hidden, received or erased."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recovery_tui.casework import changing
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import RecordId
from recovery_tui.journal import erase, reading, search
from recovery_tui.journal.listing import fold
from recovery_tui.journal.log import Change
from recovery_tui.records import KINDS, Entry
from tests.journal.passing import desk_of, everything_of, take_in
from tests.support.desks import add_person

EVERYTHING = 10_000

texts = st.text(
    alphabet=st.sampled_from("abeéÉß ıİﬁ%_\"'*-\n日本\N{MATHEMATICAL SCRIPT CAPITAL A}"),
    min_size=1,
    max_size=24,
).filter(lambda text: bool(text.strip()))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    desk = desk_of(tmp_path_factory.mktemp("search"), "kim")
    yield desk, add_person(desk)
    desk.close()


def _note(desk: Desk, person: str, text: str, share: str | None = None) -> RecordId:
    values = {"held_on": "2026-11-20", "outcome": "held", "summary": text, "share_line": share}
    return RecordId(desk.journal.save([Change("contact", values, person=person)]).ids[0])


def _step(desk: Desk, person: str, text: str) -> RecordId:
    values = {"text": text, "actor": "keyworker", "status": "not_started"}
    return RecordId(desk.journal.save([Change("step", values, person=person)]).ids[0])


def _found(desk: Desk, text: str) -> set[str]:
    with desk.journal.reading() as conn:
        return set(search.records_with(conn, search.words_of(text), EVERYTHING))


def _read(desk: Desk, text: str) -> set[str]:
    """The naive reading: every shown record, every text in it, every word looked for."""
    words = fold(text).split()
    listed = {"surname", "forename", "known_as"}
    found = set()
    with desk.journal.reading() as conn:
        for kind in KINDS.values():
            names = [
                name
                for name, spec in kind.fields.items()
                if spec.entry in {Entry.SHORT, Entry.LONG, Entry.NAME}
                and not spec.hidden_in_forms
                and not (kind.name == "person" and name in listed)
                and kind.name != "identifier"
            ]
            for record in reading.of_kind(conn, kind.name):
                values = [
                    each for name in names for each in record.also.get(name, (record.values.get(name),))
                ]
                whole = " ".join(fold(value) for value in values if isinstance(value, str))
                if record.hidden is None and words and all(word in whole for word in words):
                    found.add(record.id)
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_found_equals_a_naive_reading(store: tuple[Desk, str], data: st.DataObject) -> None:
    desk, person = store
    text = data.draw(texts)
    record = (
        _note(desk, person, text) if data.draw(st.booleans()) else _step(desk, person, " ".join(text.split()))
    )
    with desk.journal.reading() as conn:
        kind = getattr(reading.one(conn, record), "kind", "")
    if kind == "step" and data.draw(st.booleans()):
        text = " ".join(data.draw(texts).split())
        desk.journal.save([Change("step", {"text": text}, record, person)])
    if data.draw(st.booleans()):
        changing.hide(desk, record, "entered by mistake")
        if data.draw(st.booleans()):
            changing.unhide(desk, record)
    start = data.draw(st.integers(0, len(text) - 1))
    wanted = text[start : start + data.draw(st.integers(1, 8))]
    if any(len(word) >= search.SHORTEST for word in search.words_of(wanted)):
        assert _found(desk, wanted) == _read(desk, wanted)
    else:
        assert _found(desk, wanted) == set()


def test_accents_case_and_the_middle_of_words_make_no_difference(store: tuple[Desk, str]) -> None:
    desk, person = store
    record = _note(desk, person, "Zoë rang the CAFÉ in Bradford")
    for wanted in ("zoe", "ZOË", "afe", "rad zo", "  café   bradford in "):
        assert record in _found(desk, wanted), wanted
    assert record not in _found(desk, "bradfort")
    assert record not in _found(desk, "café leeds")


def test_both_of_two_answers_are_found_and_what_was_changed_is_not(tmp_path: Path) -> None:
    kim, rosa = desk_of(tmp_path, "kim"), desk_of(tmp_path, "rosa")
    person = add_person(kim)
    step = _step(kim, person, "ring the forge")
    take_in(rosa, everything_of(kim))
    kim.journal.save([Change("step", {"text": "write to the quarry"}, step, person)])
    rosa.journal.save([Change("step", {"text": "visit the harbour"}, step, person)])
    take_in(rosa, everything_of(kim))
    assert _found(rosa, "quarry") == _found(rosa, "harbour") == {step}
    assert _found(rosa, "forge") == set()
    kim.close()
    rosa.close()


def test_what_comes_in_bulk_waits_and_is_found_once_it_was_worked_off(tmp_path: Path) -> None:
    kim, rosa = desk_of(tmp_path, "kim"), desk_of(tmp_path, "rosa")
    person = add_person(kim)
    texts = [f"note number {number} about the lighthouse" for number in range(search.AT_ONCE + 1)]
    kim.journal.save(
        [
            Change("contact", {"held_on": "2026-11-20", "outcome": "held", "summary": text}, person=person)
            for text in texts
        ]
    )
    take_in(rosa, everything_of(kim))
    for desk in (kim, rosa):
        assert _found(desk, "lighthouse") == set()
        assert desk.journal.check(rebuild_tables=False).ok
        with desk.vault.writing() as conn:
            left = search.waiting(conn)
            assert left > search.AT_ONCE
            while search.catch_up(conn, 100):
                left -= 100
            assert search.waiting(conn) == 0 >= left
        assert len(_found(desk, "lighthouse")) == len(texts)
        assert _found(desk, "lighthouse 300") == _read(desk, "lighthouse 300")
        assert desk.journal.check(rebuild_tables=False).ok
        desk.close()


def test_a_row_that_is_wrong_missing_or_too_many_is_found_by_the_check_and_mended(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, "kim")
    person = add_person(desk)
    note = _note(desk, person, "we went through the plan together")
    for harm in (
        "UPDATE search SET words = 'we went' WHERE words LIKE '%together%'",
        "DELETE FROM search",
        "INSERT INTO search (rowid, words) VALUES (4000, 'nobody wrote this')",
    ):
        with desk.vault.writing() as conn:
            conn.exec_driver_sql(harm)
        assert not desk.journal.check(rebuild_tables=False).projection_ok, harm
        desk.journal.check(rebuild_tables=True)
        assert desk.journal.check(rebuild_tables=False).ok
        assert _found(desk, "together") == {note}
        assert _found(desk, "nobody wrote") == set()
    desk.close()


def test_nothing_of_an_erased_person_stays_in_the_index(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, "kim")
    person, other = add_person(desk), add_person(desk, "Examplar", "Jo", "A2345BC")
    _note(desk, person, "the xylophone in the attic")
    _note(desk, other, "the plan for Friday")
    with desk.vault.writing() as conn:
        conn.exec_driver_sql("CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, search, 'row')")
        assert conn.exec_driver_sql("SELECT 1 FROM temp.seen WHERE term = 'xyl'").first()
        erase.erase(conn, person, desk.me, desk.clock.now())
        assert not conn.exec_driver_sql("SELECT 1 FROM temp.seen WHERE term = 'xyl'").first()
        conn.exec_driver_sql("DROP TABLE temp.seen")
    assert _found(desk, "xylophone") == set()
    assert len(_found(desk, "friday")) == 1
    desk.close()
