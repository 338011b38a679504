"""A hand-over in two steps: offered with a file, accepted by the reply; then the plan is the colleague's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery_tui.bundles import exporting
from recovery_tui.casework import (
    bad_news,
    cards,
    caseload,
    changing,
    dumping,
    handing_over,
    person_file,
    receiving,
    recording,
    session_note,
)
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, CaseloadOrder, RecordId
from recovery_tui.errors import DiskFullError, UsageError
from recovery_tui.journal import reading
from recovery_tui.journal.log import Change
from tests.support.desks import add_person, stored
from tests.support.exchange import acquaint, colleague, receive, send


@pytest.fixture
def colleagues(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    kim, sam = colleague(tmp_path, "Kim Example"), colleague(tmp_path, "Sam Placeholder")
    acquaint(kim, sam)
    yield kim, sam
    kim.close()
    sam.close()


def _mine(desk: Desk) -> int:
    return caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=True, offset=0, limit=10).total


def _status(desk: Desk, person: str) -> list[str]:
    with desk.journal.reading() as conn:
        return [str(each.values["status"]) for each in reading.of_person(conn, person, ("handover",))]


def _handed_over(kim: Desk, sam: Desk, folder: Path) -> RecordId:
    person = RecordId(add_person(kim))
    worker = {"worker": kim.me, "worker_name": "Kim Example", "role": "keyworker", "from_on": "2026-11-01"}
    kim.journal.save([Change("assignment", worker, person=person)])
    add_person(kim, "Carter", "Jo", "A2345BC")
    receive(sam, send(kim, folder, sam, people=(person,), purpose="handover", reason="moves wing"))
    return person


def _reply(of: Desk, to: Desk, folder: Path) -> None:
    replies = folder / "replies"
    replies.mkdir(exist_ok=True)
    receiving.write_receipts(of, replies)
    receive(to, replies)


def test_the_person_is_the_senders_until_the_reply_and_the_colleagues_after(
    colleagues: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, sam = colleagues
    person = _handed_over(kim, sam, tmp_path)
    assert _status(kim, person) == ["offered"]
    assert (_mine(kim), _mine(sam)) == (2, 0)
    assert [each.person for each in handing_over.offered_to_me(sam)] == [person]
    _reply(sam, kim, tmp_path)
    assert _status(kim, person) == ["accepted"]
    assert (_mine(kim), _mine(sam)) == (1, 1)
    assert handing_over.offered_to_me(sam) == ()
    assert "Carter" not in "".join(dumping.dump(sam))
    assert kim.journal.check(rebuild_tables=False).ok


def test_what_was_handed_over_to_the_key_one_had_before_reaches_whoever_has_a_new_one(
    colleagues: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, sam = colleagues
    person = RecordId(add_person(kim))
    offered = send(kim, tmp_path, sam, people=(person,), purpose="handover", reason="moves wing")
    cards.renew(sam)
    receive(sam, offered)
    assert [each.person for each in handing_over.offered_to_me(sam)] == [person]
    receive(kim, send(sam, tmp_path, kim))  # brings the new card
    _reply(sam, kim, tmp_path)
    assert (_status(kim, person), _mine(sam)) == (["accepted"], 1)


def test_whoever_is_named_twice_is_offered_once_and_taken_on_once(
    colleagues: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, sam = colleagues
    person = RecordId(add_person(kim))
    receive(sam, send(kim, tmp_path, sam, people=(person, person), purpose="handover", reason="moves wing"))
    _reply(sam, kim, tmp_path)
    assert _status(kim, person) == ["accepted"]
    assert [each.values["worker"] for each in stored(sam, person, "assignment")] == [sam.me]


def test_after_acceptance_the_sender_may_only_add_notes_which_are_marked_as_late(
    colleagues: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, sam = colleagues
    person = _handed_over(kim, sam, tmp_path)
    _reply(sam, kim, tmp_path)
    edited = recording.edit_form(kim, person)
    outcome = recording.save(kim, edited, {**edited.values, "known_as": "Baz"}, {})
    assert not outcome.saved
    assert "handed over" in outcome.problems[0].reason == edited.warning
    assert not changing.hide(kim, person, "entered twice").saved
    note = session_note.form(kim, person)
    assert (note.warning, bad_news.form(kim, person).warning) == ("", "")
    typed = {**note.values, "contact.summary": "Rang about the bus"}
    assert session_note.save(kim, note, typed, {}).saved
    for desk in (kim, sam):
        if desk is sam:
            receive(sam, send(kim, tmp_path, sam, people=(person,)))
        _, view = person_file.page(desk, person, Area.EVERYTHING)
        notes = [line.note for part in view.sections for line in part.lines if line.kind == "contact"]
        assert len(notes) == 1
        assert "late note" in notes[0]
    header, _ = person_file.page(kim, person, Area.PLAN)
    assert header.handed_over.startswith("handed over")
    assert person_file.page(sam, person, Area.PLAN)[0].handed_over == ""


def test_a_hand_over_whose_file_was_not_written_is_taken_back(
    colleagues: tuple[Desk, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim, sam = colleagues
    person = RecordId(add_person(kim))

    def full(*_: object) -> None:
        raise DiskFullError("The disk is full. Nothing was changed.")

    monkeypatch.setattr(exporting, "put_in_place", full)
    with pytest.raises(DiskFullError):
        send(kim, tmp_path, sam, people=(person,), purpose="handover", reason="moves wing")
    assert _status(kim, person) == ["cancelled"]
    assert not list(tmp_path.glob("*.rpb*"))


def test_a_hand_over_names_one_colleague_and_the_people(
    colleagues: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, sam = colleagues
    add_person(kim)
    with pytest.raises(UsageError):
        send(kim, tmp_path, sam, purpose="handover")


def test_on_paper_no_reply_is_expected(colleagues: tuple[Desk, Desk]) -> None:
    kim, sam = colleagues
    person = RecordId(add_person(kim))
    [offer] = handing_over.offer(kim, [person], sam.me, "moves wing")
    assert [each.value for each in changing.next_statuses(kim, offer)] == ["on_paper", "cancelled"]
    done = changing.set_status(kim, offer, "on_paper", {})
    assert _status(kim, person) == ["on_paper"]
    assert person_file.page(kim, person, Area.PLAN)[0].handed_over
    assert _mine(kim) == 0
    assert done.undo is not None
    changing.undo(kim, done.undo)
    assert _status(kim, person) == ["offered"]
    assert _mine(kim) == 1
