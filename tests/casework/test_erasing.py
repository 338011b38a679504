"""Erasing a person: two people agree, bodies go everywhere, and nothing old brings them back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from recovery_tui.casework import (
    asked_to_erase,
    caseload,
    drafts,
    dumping,
    erasing,
    exchange_state,
    joining,
    person_file,
    session_note,
)
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.owner import Role
from recovery_tui.casework.views import Area, CaseloadOrder, RecordId
from recovery_tui.clock import SetClock
from recovery_tui.errors import NotAllowedError, NotFoundError, UsageError
from recovery_tui.journal.access import Act
from recovery_tui.vault import backup
from tests.support.desks import PASSPHRASE, add_person
from tests.support.exchange import acquaint, back_again, colleague, receive, send

SURNAME = "Quillfeather"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    kim, rosa = colleague(tmp_path, "Kim Example"), colleague(tmp_path, "Rosa Placeholder", Role.SUPERVISOR)
    acquaint(kim, rosa)
    yield kim, rosa
    kim.close()
    rosa.close()


def _plain_bytes(desk: Desk, folder: Path) -> bytes:
    """Every byte of a decrypted copy of the store's database, free pages included."""
    desk.vault.write_log_back()
    copy = folder / "decrypted.db"
    shutil.copyfile(desk.vault.paths.database, copy)
    key = bytes(desk.vault._opened.data_key.raw()).hex()
    connection = apsw.Connection(str(copy))
    for pragma in ("cipher='sqlcipher'", "legacy=4", f"key=\"x'{key}'\"", "rekey=''"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.close()
    content = copy.read_bytes()
    copy.unlink()
    assert content.startswith(b"SQLite format 3")
    return content


def _found(desk: Desk) -> int:
    return caseload.page(desk, text=SURNAME, order=CaseloadOrder.NAME, mine=False, offset=0, limit=10).total


def _shared(kim: Desk, rosa: Desk, folder: Path) -> tuple[RecordId, Path]:
    """A person whom both hold, and the file that brought them."""
    person = RecordId(add_person(kim, SURNAME, "Lee"))
    file = send(kim, folder, rosa)
    receive(rosa, file)
    return person, file


def _asked_on_page(desk: Desk, person: RecordId, area: Area) -> list[tuple[str, str]]:
    """What stands first on a person's page where somebody asks that they be erased."""
    sections = person_file.page(desk, person, area)[1].sections
    return [(each.text, each.note) for each in sections[0].lines if each.kind == asked_to_erase.REQUEST]


def test_a_request_stands_on_every_page_of_the_person_without_its_reason_until_it_is_decided(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    person, _ = _shared(kim, rosa, tmp_path)
    assert not any(_asked_on_page(kim, person, area) for area in Area)
    asked = erasing.request(kim, person, "retention_ended")
    said = [("To erase this record", "asked by Kim Example, Mon 23 Nov 2026")]
    assert all(_asked_on_page(kim, person, area) == said for area in Area)
    receive(rosa, send(kim, tmp_path, rosa))
    assert _asked_on_page(rosa, person, Area.PLAN) == said
    assert erasing.refuse(rosa, asked).saved
    assert _asked_on_page(rosa, person, Area.PLAN) == []


def test_nothing_of_an_erased_person_is_left_in_the_database_the_backups_or_the_search(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    person, old = _shared(kim, rosa, tmp_path)
    form = session_note.form(rosa, person)
    drafts.keep(rosa, form, {"contact.summary": f"{SURNAME} said something"})
    drafts.keep_said(rosa, "why is this hidden", f"it belongs to {SURNAME}")
    ahead = SetClock(rosa.clock.now() + timedelta(days=1))
    backups = [backup.keep_generation(rosa.vault, clock) for clock in (rosa.clock, ahead)]
    rosa.journal.look(Act.OPENED, person)
    assert SURNAME.encode() in _plain_bytes(rosa, tmp_path)
    request = erasing.request(kim, person, "retention_ended")
    receive(rosa, send(kim, tmp_path, rosa))
    assert _found(rosa) == 1
    rosa.clock.advance(minutes=5)  # type: ignore[attr-defined]
    erasing.approve(rosa, request)
    assert SURNAME.encode() not in _plain_bytes(rosa, tmp_path)
    assert SURNAME.lower().encode() not in _plain_bytes(rosa, tmp_path)
    [kept] = backup.generations(rosa.vault.paths)
    assert kept not in backups
    assert _found(rosa) == 0
    assert [look.act for look in rosa.journal.looks_at(person)] == ["opened"]
    assert rosa.journal.check(rebuild_tables=False).ok
    [again] = receive(rosa, old)
    assert again.new == 0
    assert SURNAME not in "".join(dumping.dump(rosa))


def test_every_record_that_was_joined_with_a_persons_goes_with_it(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    person = RecordId(add_person(kim, SURNAME, "Lee"))
    again = RecordId(add_person(kim, SURNAME, "Li", "A2345BC"))
    other = RecordId(add_person(kim, "Fictional", "Jo", "A3456BC"))
    assert joining.join(kim, person, again).saved
    for each in (other, again):
        request = erasing.request(kim, each, "retention_ended")
    assert erasing.request(kim, again, "retention_ended") == request
    receive(rosa, send(kim, tmp_path, rosa))
    erasing.approve(rosa, request)
    receive(kim, send(rosa, tmp_path, kim))
    for desk in team:
        assert SURNAME.encode() not in _plain_bytes(desk, tmp_path)
        assert b"Fictional" in _plain_bytes(desk, tmp_path)
        assert sorted(each.done for each in erasing.listed(desk)) == [False, True, True]


def test_a_restored_backup_erases_again_as_soon_as_it_hears_of_it(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    person, _ = _shared(kim, rosa, tmp_path)
    request = erasing.request(kim, person, "court_order")
    receive(rosa, send(kim, tmp_path, rosa))
    backup.back_up(kim.vault, tmp_path / "kim.rpbackup", kim.clock)
    erasing.approve(rosa, request)
    last = send(rosa, tmp_path, kim)
    receive(kim, last)
    assert _found(kim) == 0
    kim.close()
    backup.restore(tmp_path / "kim.rpbackup", kim.vault.paths, PASSPHRASE, kim.clock)
    kim = back_again(tmp_path, kim, "restored")
    assert _found(kim) == 1
    receive(kim, last)
    assert _found(kim) == 0
    assert kim.journal.check(rebuild_tables=False).ok
    kim.close()


def test_how_many_have_erased_is_told_from_their_replies(team: tuple[Desk, Desk], tmp_path: Path) -> None:
    kim, rosa = team
    person, _ = _shared(kim, rosa, tmp_path)
    request = erasing.request(kim, person, "request_of_person")
    receive(rosa, send(kim, tmp_path, rosa))
    erasing.approve(rosa, request)
    last = send(rosa, tmp_path, kim)
    [told] = erasing.listed(rosa)
    assert (told.done, told.confirmed, told.recipients) == (True, 0, 1)
    receive(kim, last)
    [told] = erasing.listed(kim)
    assert (told.done, told.confirmed, told.recipients) == (True, 1, 1)
    receive(rosa, send(kim, tmp_path, rosa))
    [told] = erasing.listed(rosa)
    assert (told.confirmed, told.recipients) == (1, 1)


def test_it_takes_a_supervisor_who_did_not_ask(team: tuple[Desk, Desk], tmp_path: Path) -> None:
    kim, rosa = team
    person, _ = _shared(kim, rosa, tmp_path)
    with pytest.raises(UsageError):
        erasing.request(kim, person, "because")
    own = erasing.request(rosa, person, "other")
    with pytest.raises(NotAllowedError):
        erasing.approve(rosa, own)
    with pytest.raises(NotAllowedError):
        erasing.approve(kim, erasing.request(kim, person, "other"))
    assert _found(kim) == _found(rosa) == 1


def test_a_supervisor_who_did_not_ask_decides_and_a_no_leaves_everything_as_it_was(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    person, _ = _shared(kim, rosa, tmp_path)
    asked = erasing.request(kim, person, "request_of_person")
    [mine] = erasing.listed(kim)
    assert (mine.name, mine.asker, mine.reason) == (
        "QUILLFEATHER Lee",
        "Kim Example",
        "The person asked for it",
    )
    assert (mine.may_approve, mine.may_refuse) == (False, True)
    receive(rosa, send(kim, tmp_path, rosa))
    [theirs] = erasing.listed(rosa)
    assert (theirs.may_approve, theirs.may_refuse) == (True, True)
    assert exchange_state.state(rosa).erasures == 1
    assert erasing.refuse(rosa, asked).saved
    assert erasing.listed(rosa) == ()
    assert exchange_state.state(rosa).erasures == 0
    with pytest.raises(NotFoundError):
        erasing.approve(rosa, asked)
    receive(kim, send(rosa, tmp_path, kim))
    assert erasing.listed(kim) == ()
    assert _found(kim) == _found(rosa) == 1
    again = erasing.request(kim, person, "entered_in_error")
    assert again != asked


def test_neither_a_colleague_nor_an_erasure_that_is_done_takes_a_no(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    person, _ = _shared(kim, rosa, tmp_path)
    asked = erasing.request(rosa, person, "request_of_person")
    receive(kim, send(rosa, tmp_path, kim))
    with pytest.raises(NotAllowedError):
        erasing.refuse(kim, asked)
    other = erasing.request(kim, RecordId(add_person(kim, "Fictional", "Jo", "A2345BC")), "court_order")
    receive(rosa, send(kim, tmp_path, rosa))
    erasing.approve(rosa, other)
    [done] = [each for each in erasing.listed(rosa) if each.request == other]
    assert (done.name, done.may_approve, done.may_refuse) == ("", False, False)
    with pytest.raises(NotFoundError):
        erasing.refuse(rosa, other)


def test_of_a_yes_and_a_no_said_without_hearing_of_each_other_the_yes_counts_everywhere(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    sam = colleague(tmp_path, "Sam Madeup", Role.SUPERVISOR)
    acquaint(kim, sam)
    acquaint(rosa, sam)
    person, _ = _shared(kim, rosa, tmp_path)
    asked = erasing.request(kim, person, "request_of_person")
    for desk in (rosa, sam):
        receive(desk, send(kim, tmp_path, desk))
    assert erasing.refuse(rosa, asked).saved
    erasing.approve(sam, asked)
    no, yes = send(rosa, tmp_path, kim), send(sam, tmp_path, kim)
    receive(kim, no)
    assert _found(kim) == 1
    receive(kim, yes)
    receive(rosa, send(sam, tmp_path, rosa))
    receive(sam, send(rosa, tmp_path, sam))
    assert [_found(desk) for desk in (kim, rosa, sam)] == [0, 0, 0]
    assert all(each.done for desk in (kim, rosa, sam) for each in erasing.listed(desk))
    sam.close()
