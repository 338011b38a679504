"""The list of attacks and faults, line by line, against whole stores, continued: from within, and the program's own."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import msgspec
import pytest

from recovery_tui.bundles import exporting, importing, ledger
from recovery_tui.bundles.format import Event, Leaf, Seal, padding
from recovery_tui.casework import conflicts, erasing, exchange_state, receiving
from recovery_tui.casework.views import RecordId
from recovery_tui.errors import DiskFullError, RecoveryError, StoppedError
from recovery_tui.journal import reading
from recovery_tui.journal.event import leaf_of, made_id, next_head
from recovery_tui.journal.log import Change
from recovery_tui.records.lists.sharing import ERASURE_REASON
from tests.bundles.making import bundle, read, resigned
from tests.exchange.content import digest, log
from tests.exchange.insider import Insider, closed, packed
from tests.exchange.looking import everything_shown
from tests.exchange.team import PLAN, Team, is_refused, people_in, take, take_bytes
from tests.faults.test_exchange_damage import opened
from tests.support.exchange import back_again


@pytest.mark.parametrize("salt", ["another's id", "own salt", "another seq"])
def test_a13_nobody_makes_a_record_under_an_id_that_is_taken_or_chosen(team: Team, salt: str) -> None:
    take(team.rosa, team.file(team.kim, team.rosa))
    ines = Insider()
    ines.is_accepted_by(team.rosa)
    event = ines.next(set={"surname": "Squatter"})
    event["ent"] = {
        "another's id": str(team.lee),
        "own salt": made_id(ines.feed, 1, b"x" * 16),
        "another seq": made_id(ines.feed, 2, bytes.fromhex(event["salt"])),
    }[salt]
    ines.write_raw(packed(event))
    assert is_refused(team.rosa, closed(ines.inner(team.rosa), team.rosa), team.folder)


def test_a14_a_wrong_clock_is_told_and_loses_nothing(team: Team) -> None:
    take(team.rosa, team.file(team.kim, team.rosa))
    team.kim.clock.advance(days=36_500)  # type: ignore[attr-defined]
    team.kim.journal.save([Change("person", {"forename": "Far"}, team.lee)])
    team.rosa.clock.advance(minutes=5)  # type: ignore[attr-defined]
    team.rosa.journal.save([Change("person", {"forename": "Near"}, team.lee)])
    file = team.file(team.kim, team.rosa)
    assert any("in the future" in each for each in receiving.look(team.rosa, file).told)
    assert take(team.rosa, file).conflicts == 1
    stored = team.rosa.journal.record(team.lee)
    assert stored is not None
    assert set(map(str, stored.also["forename"])) == {"Far", "Near"}
    team.rosa.journal.save([Change("plan", PLAN, person=team.lee)])
    with team.rosa.journal.reading() as conn:
        [plan] = reading.of_kind(conn, "plan")
    assert plan.made_on == "2026-11-23"


def test_a15_a_device_copied_whole_is_told_of_and_both_its_sides_are_kept(team: Team) -> None:
    team.kim.close()
    copy = team.folder / "copy"
    shutil.copytree(team.folder / "stores", copy / "stores")
    team.kim, other = back_again(team.folder, team.kim, "one"), back_again(copy, team.kim, "other")
    team.kim.journal.save([Change("person", {"forename": "One"}, team.lee)])
    other.journal.save([Change("person", {"forename": "Other"}, team.lee)])
    outcomes = {take(team.rosa, team.file(desk, team.rosa)).outcome for desk in (team.kim, other)}
    assert "fork" in outcomes
    stored = team.rosa.journal.record(team.lee)
    assert stored is not None
    assert set(map(str, stored.also["forename"])) == {"One", "Other"}
    assert team.rosa.journal.check(rebuild_tables=False).ok
    other.close()


def test_a16_what_two_wrote_of_one_plan_is_both_there_until_a_person_chooses(team: Team) -> None:
    take(team.rosa, team.file(team.kim, team.rosa))
    team.kim.journal.save([Change("person", {"forename": "Kim's"}, team.lee)])
    team.rosa.journal.save([Change("person", {"forename": "Rosa's"}, team.lee)])
    assert take(team.rosa, team.file(team.kim, team.rosa)).conflicts == 1
    [conflict] = conflicts.listed(team.rosa)
    assert {answer.value for answer in conflict.answers} == {"Kim's", "Rosa's"}


def test_a17_an_erased_person_is_not_brought_back_by_an_old_file(team: Team) -> None:
    old = team.file(team.kim, team.rosa)
    take(team.rosa, old)
    erasing.approve(team.sam, _asked_for(team))
    take(team.rosa, team.file(team.sam, team.rosa))
    assert people_in(team.rosa, team.lee) == []
    result = take(team.rosa, old)
    assert result.new == 0
    assert people_in(team.rosa, team.lee) == []
    assert "BARNES" not in everything_shown(team.rosa)
    assert team.rosa.journal.check(rebuild_tables=False).ok


def _asked_for(team: Team) -> RecordId:
    """Kim asks that Lee be erased, and Sam hears of it."""
    request = erasing.request(team.kim, team.lee, next(iter(ERASURE_REASON)).code)
    take(team.sam, team.file(team.kim, team.sam))
    return request


def test_a18_receiving_that_is_stopped_in_the_middle_changes_nothing(team: Team) -> None:
    """Stopped by Cancel here; `faults/test_exchange_killed.py` kills it at any moment."""

    def stop(done: int, total: int) -> None:
        raise StoppedError("Stopped.")

    file = team.file(team.kim, team.rosa)
    before = digest(team.rosa)
    with pytest.raises(StoppedError):
        receiving.receive(team.rosa, [file], stop)
    assert digest(team.rosa) == before
    assert take(team.rosa, file).outcome == "merged"


def test_a19_a_full_disk_leaves_neither_a_file_nor_a_line_in_the_ledger(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At its last step here; `faults/test_exchange_full_disk.py` fills it up at every size."""

    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "replace", full)
    with pytest.raises(RecoveryError, match="disk is full"):
        team.file(team.kim, team.rosa)
    assert not list(team.folder.glob("*.rpb*"))
    [rosa] = [
        each for each in exchange_state.state(team.kim).correspondents if each.name == "Rosa Placeholder"
    ]
    assert (rosa.last_sent, rosa.waiting) == ("", 0)


def test_a20_what_a_newer_version_wrote_is_passed_on_byte_for_byte(team: Team) -> None:
    ines = Insider()
    ines.is_accepted_by(team.rosa, team.sam)
    ines.person()
    ines.write_raw(packed(ines.next(set={"surname": "Later"}) | {"sv": 7, "op": "weave"}))
    result = take_bytes(team.rosa, closed(ines.inner(team.rosa), team.rosa), team.folder)
    assert (result.outcome, result.unread) == ("merged", 1)
    assert take(team.sam, team.file(team.rosa, team.sam)).outcome == "merged"
    with team.sam.journal.reading() as conn:
        kept = conn.exec_driver_sql("SELECT body FROM event WHERE body LIKE '%weave%'").scalars().all()
    assert list(map(bytes, kept)) == [ines.bodies[1]]


def test_a21_who_rewrites_their_history_is_found_out_and_both_versions_stay(team: Team) -> None:
    ines = Insider()
    ines.is_accepted_by(team.rosa, team.sam)
    ines.person("First")
    take_bytes(team.rosa, closed(ines.inner(team.rosa), team.rosa), team.folder)
    ines.bodies = []
    ines.person("Rewritten")
    take_bytes(team.sam, closed(ines.inner(team.sam), team.sam), team.folder)
    assert take(team.rosa, team.file(team.sam, team.rosa)).outcome == "fork"
    with team.rosa.journal.reading() as conn:
        bodies = [
            bytes(raw)
            for raw in conn.exec_driver_sql("SELECT body FROM event WHERE body LIKE '%1990-01-01%'").scalars()
        ]
    assert any(b"First" in raw for raw in bodies)
    assert any(b"Rewritten" in raw for raw in bodies)
    assert team.rosa.journal.check(rebuild_tables=False).ok


def test_a22_whoever_passes_a_log_on_can_leave_out_but_not_alter(team: Team) -> None:
    """Ines, accepted herself, passes on what Kim wrote, with a word changed and every hash made right again."""
    ines = Insider()
    ines.is_accepted_by(team.rosa)
    kept = read(opened(team.rosa, team.file(team.kim, team.rosa).read_bytes()))
    assert kept.manifest is not None
    [section] = kept.manifest.sections

    def passed_on(altered: bool) -> bytes:
        items = [
            Event(item.raw.replace(b"Lee", b"Leo")) if altered and isinstance(item, Event) else item
            for item in kept.taken
        ]
        head = bytes.fromhex(section.before)
        for item in items:
            if not isinstance(item, Seal):
                head = next_head(head, item.leaf if isinstance(item, Leaf) else leaf_of(item.raw))
        told = msgspec.structs.replace(section, head=head.hex())
        return closed(
            bundle([(told, items)], author=ines.key, to=(team.rosa.me,), cards=(ines.card(),)), team.rosa
        )

    assert is_refused(team.rosa, passed_on(altered=True), team.folder)
    assert take_bytes(team.rosa, passed_on(altered=False), team.folder).outcome == "merged"


def test_a23_what_two_readers_could_read_differently_is_refused(team: Team) -> None:
    ines = Insider()
    ines.is_accepted_by(team.rosa)
    ines.person()
    inner = ines.inner(team.rosa)
    for twice in (
        b'{"type":"delta",',
        b'{"people":7,',
        b'{"to":[],',
        b'{"x":1.0,',
        b'{"x":NaN,',
        b"\xef\xbb\xbf{",
    ):
        page = resigned(inner, lambda raw, twice=twice: twice + raw[1:], ines.key)  # type: ignore[misc]
        assert is_refused(team.rosa, closed(page, team.rosa), team.folder)
    ines.bodies = [ines.bodies[0].replace(b'"surname"', b'"surname":"Other","surname"', 1)]
    assert is_refused(team.rosa, closed(ines.inner(team.rosa), team.rosa), team.folder)


def test_a24_a_file_says_little_of_its_size_and_nothing_in_its_name(team: Team) -> None:
    sizes = set()
    for words in ("", "short", "somewhat longer than that", "and a few words more, for once"):
        team.kim.journal.save([Change("person", {"known_as": words or None}, team.lee)])
        file = team.file(team.kim, team.rosa, full=True)
        sizes.add(len(opened(team.rosa, file.read_bytes())))
        assert re.fullmatch(r"rp-[0-9]{8}-[0-9]{4}-[0-9a-f]{6}\.rpb", file.name)
    assert len(sizes) == 1
    assert padding(sizes.pop()) == 0


def test_a25_a_file_is_closed_with_one_kind_of_key_only_one_line_for_each_addressee(team: Team) -> None:
    """Of the one suite there is; a later kind of key would show here."""
    front = team.file(team.kim, team.rosa, team.sam).read_bytes().split(b"\n---", 1)[0]
    kinds = [
        line.split()[1] for line in front.split(b"\n") if line.startswith(b"->") and b"-grease" not in line
    ]
    assert kinds == [b"X25519", b"X25519"]
    assert team.rosa.me.encode() not in front


def test_a_pending_file_of_a_card_accepted_later_is_read_with_the_same_care(team: Team) -> None:
    """What was kept aside unread is checked in full when its author's card is accepted."""
    ines = Insider()
    ines.person("Aside")
    ines.write_raw(packed(ines.next(set={"surname": "x"}) | {"seq": 9}))
    assert take_bytes(team.rosa, closed(ines.inner(team.rosa), team.rosa), team.folder).outcome == "parked"
    ines.is_accepted_by(team.rosa)
    before = log(team.rosa)
    assert [each.outcome for each in receiving.release(team.rosa)] == ["refused"]
    assert log(team.rosa) == before
    with team.rosa.journal.receiving() as intake, pytest.raises(RecoveryError):
        importing.receive(intake, io.BytesIO(ines.inner(team.rosa)), team.rosa.me, (), team.rosa.clock.now())


def test_a_file_that_has_its_name_is_sent_though_no_room_is_left_to_note_it(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies there whole: to call that a failure would be wrong, and at worst it is sent once more."""

    def full(conn: object, bundle: str) -> None:
        raise DiskFullError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(ledger, "written", full)
        file = team.file(team.kim, team.rosa)
    assert take(team.rosa, file).new == 3
    assert take(team.rosa, team.file(team.kim, team.rosa)).outcome == "nothing-new"
