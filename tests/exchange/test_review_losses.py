"""Nothing is lost when a card is in doubt, a copy is put back or a computer stops half-way; nothing erased stays."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recovery_tui.bundles import cards as card_files
from recovery_tui.bundles import trust
from recovery_tui.bundles.format import Late
from recovery_tui.casework import (
    erasing,
    handing_over,
    receiving,
    restoring,
    safekeeping,
    start_packs,
)
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import RecordId
from recovery_tui.clock import SetClock
from recovery_tui.journal import event, reading
from recovery_tui.journal.log import Change
from tests.bundles.making import bundle, read
from tests.exchange.held import barnes, names
from tests.exchange.insider import Insider, closed, packed
from tests.support.desks import PASSPHRASE, add_person, reopened
from tests.support.exchange import receive, send

PLAN = {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"}


def test_a_late_body_of_somebody_in_doubt_is_taken_since_its_leaf_pins_it(
    rosa: Desk, kim: Desk, ines: Insider, tmp_path: Path
) -> None:
    ines.person("One")
    ines.person("Two")
    receive(rosa, ines.file(tmp_path / "one.rpb", rosa, withheld={2}))
    promoted = Insider(bodies=ines.bodies)
    with rosa.vault.writing() as conn:
        newer = promoted.card(role="supervisor", made_at=datetime(2026, 11, 22, tzinfo=UTC))
        known = trust.keep(conn, card_files.read(newer.encode()), rosa.clock.now())
    assert known.trust is trust.Trust.UNVERIFIED
    inner = bundle(
        [], [Late(ines.feed, 2, ines.bodies[1])], author=kim.vault.author, to=(rosa.me,), bundle="0c" * 16
    )
    (tmp_path / "two.rpb").write_bytes(closed(inner, rosa))
    receive(rosa, tmp_path / "two.rpb")
    assert "Two" in names(rosa)


def test_a_hand_over_is_accepted_though_the_computer_stopped_between_receipt_and_record(
    rosa: Desk, kim: Desk, shah: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = barnes(kim)
    receive(shah, send(kim, tmp_path, shah, people=(person,), purpose="handover"))
    replies = tmp_path / "replies"
    replies.mkdir()
    receiving.write_receipts(shah, replies)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(handing_over, "note_accepted", stop)
        with pytest.raises(KeyboardInterrupt):
            receive(kim, *replies.iterdir())
    receive(kim, *replies.iterdir())
    with kim.journal.reading() as conn:
        [offer] = reading.of_person(conn, person, ("handover",))
    assert offer.values["status"] == "accepted"


def test_no_backup_keeps_somebody_erased_though_the_computer_stopped_before_they_were_renewed(
    rosa: Desk, kim: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(rosa, send(kim, tmp_path, rosa))
    asked = erasing.request(kim, barnes(kim), "court_order")
    receive(rosa, send(kim, tmp_path, rosa))
    erasing.approve(rosa, asked)
    file = send(rosa, tmp_path, kim)
    renewed: list[Desk] = []

    def stop(_: Desk) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(safekeeping, "renew_daily", stop)
        with pytest.raises(KeyboardInterrupt):
            receive(kim, file)
    monkeypatch.setattr(safekeeping, "renew_daily", renewed.append)
    receive(kim, file)
    receive(kim, file)
    assert renewed == [kim]


def test_a_newer_versions_event_of_somebody_erased_is_not_kept(
    rosa: Desk, kim: Desk, ines: Insider, tmp_path: Path
) -> None:
    ines.is_accepted_by(kim)
    person = ines.person("Gone")
    later = ines.next(op="set", ent=person, set={"surname": "Back"})
    receive(rosa, ines.file(tmp_path / "one.rpb", rosa))
    receive(kim, send(rosa, tmp_path, kim))
    asked = erasing.request(kim, RecordId(person), "court_order")
    receive(rosa, send(kim, tmp_path, rosa))
    erasing.approve(rosa, asked)
    ines.write_raw(packed(later | {"sv": 2, "more": "x"}))
    receive(rosa, ines.file(tmp_path / "two.rpb", rosa, first=2, bundle="0c" * 16))
    with rosa.journal.reading() as conn:
        bodies = [bytes(raw) for (raw,) in conn.exec_driver_sql("SELECT body FROM event WHERE body NOT NULL")]
    assert not [raw for raw in bodies if json.loads(raw).get("ent") == person]


def test_what_somebody_misses_is_sent_again_though_they_confirmed_it_before(
    rosa: Desk, kim: Desk, tmp_path: Path
) -> None:
    """Who was put back from a backup and writes nothing asks in the reply; that must be heard."""
    before = tmp_path / "before.rpbackup"

    receive(rosa, send(kim, tmp_path, rosa))
    safekeeping.back_up(rosa, before)
    person = barnes(kim)
    kim.journal.save([Change("plan", PLAN, person=person)])
    receive(rosa, send(kim, tmp_path, rosa))
    replies = tmp_path / "replies"
    replies.mkdir()
    receiving.write_receipts(rosa, replies)
    receive(kim, *replies.iterdir())
    rosa.close()
    elsewhere = tmp_path / "elsewhere"
    restoring.put_in_place(elsewhere, "rosa", before, PASSPHRASE, rosa.clock)
    back = reopened(elsewhere, "rosa", SetClock(rosa.clock.now(), 77))
    kim.clock.advance(days=7)  # type: ignore[attr-defined]
    back.clock.advance(days=7)  # type: ignore[attr-defined]
    kim.journal.save([Change("person", {"forename": "Leo"}, person, person)])
    [result] = receive(back, send(kim, tmp_path, back))
    assert result.outcome == "merged-with-gap"
    more = tmp_path / "more"
    more.mkdir()
    receiving.write_receipts(back, more)
    receive(kim, *more.iterdir())
    receive(back, send(kim, tmp_path, back))
    with back.journal.reading() as conn:
        assert reading.of_person(conn, person, ("plan",))
    back.close()


def test_what_could_not_be_read_here_and_was_kept_back_goes_when_everything_does(
    rosa: Desk, kim: Desk, shah: Desk, ines: Insider, tmp_path: Path
) -> None:
    for desk in (kim, shah):
        ines.is_accepted_by(desk)
    person = ines.person("One")
    newer = packed(ines.next(op="set", ent=person, set={"surname": "Two"}) | {"sv": 2, "more": "x"})
    ines.write_raw(newer)
    receive(kim, ines.file(tmp_path / "one.rpb", kim))
    replies = tmp_path / "replies"
    replies.mkdir()
    receive(shah, send(kim, tmp_path, shah, people=(RecordId(person),)))
    receiving.write_receipts(shah, replies)
    receive(kim, *replies.iterdir())
    kim.clock.advance(minutes=1)  # type: ignore[attr-defined]
    receive(shah, send(kim, tmp_path, shah))
    with shah.journal.reading() as conn:
        bodies = conn.exec_driver_sql("SELECT body FROM event WHERE body NOT NULL").all()
    assert newer in {bytes(raw) for (raw,) in bodies}


def test_what_could_not_be_read_here_goes_to_whoever_may_have_it_once_it_can(
    rosa: Desk, kim: Desk, shah: Desk, ines: Insider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for desk in (kim, shah):
        ines.is_accepted_by(desk)
    person = ines.person("One")
    newer = packed(ines.next(op="set", ent=person, set={"surname": "Two"}) | {"sv": 2})
    ines.write_raw(newer)
    receive(kim, ines.file(tmp_path / "one.rpb", kim))
    replies = tmp_path / "replies"
    replies.mkdir()
    receive(shah, send(kim, tmp_path, shah, people=(RecordId(person),)))
    receiving.write_receipts(shah, replies)
    receive(kim, *replies.iterdir())
    monkeypatch.setattr(event, "EVENT_VERSION", 2)
    kim.journal.check(rebuild_tables=True)
    kim.clock.advance(minutes=1)  # type: ignore[attr-defined]
    receive(shah, send(kim, tmp_path, shah, people=(RecordId(person),)))
    with shah.journal.reading() as conn:
        bodies = conn.exec_driver_sql("SELECT body FROM event WHERE body NOT NULL").all()
    assert newer in {bytes(raw) for (raw,) in bodies}


def test_a_hand_over_does_not_wait_for_cards_of_people_of_whom_nothing_is_shown(
    rosa: Desk, kim: Desk, shah: Desk, ines: Insider, tmp_path: Path
) -> None:
    ines.is_accepted_by(kim)
    ines.person("Not yours")
    receive(kim, ines.file(tmp_path / "one.rpb", kim))
    [result] = receive(shah, send(kim, tmp_path, shah, people=(barnes(kim),)))
    assert result.outcome == "merged"
    with shah.journal.reading() as conn:
        assert trust.find(conn, ines.me) is None
        assert not conn.exec_driver_sql("SELECT 1 FROM feed WHERE id = ?", (ines.feed,)).all()


def test_nothing_of_somebody_erased_stays_in_what_is_kept_aside(
    rosa: Desk, kim: Desk, ines: Insider, tmp_path: Path
) -> None:
    ines.is_accepted_by(kim)
    person = ines.person("Gone")
    receive(rosa, ines.file(tmp_path / "one.rpb", rosa))
    receive(kim, send(rosa, tmp_path, kim))
    stranger = Insider("Nobody Fictional", seed=9)
    stranger.write(op="set", ent=person, set={"forename": "Still here"})
    receive(rosa, stranger.file(tmp_path / "two.rpb", rosa, bundle="0c" * 16))
    asked = erasing.request(kim, RecordId(person), "court_order")
    receive(rosa, send(kim, tmp_path, rosa))
    erasing.approve(rosa, asked)
    with rosa.journal.reading() as conn:
        assert not conn.exec_driver_sql("SELECT 1 FROM parked").first()


def test_a_start_pack_says_nothing_of_erasures(rosa: Desk, kim: Desk, tmp_path: Path) -> None:
    asked = erasing.request(rosa, RecordId(add_person(rosa, "Fictional", "Sam", "A3456BC")), "court_order")
    start_packs.write(rosa, tmp_path / "new.rpstart")
    kept = read((tmp_path / "new.rpstart").read_bytes())
    assert kept.manifest is not None
    assert not kept.manifest.erases
    assert not kept.manifest.counts.get("erasure")
    assert asked not in repr(kept.taken)
