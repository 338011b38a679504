"""The signed log of a real store: one door, one transaction, nothing lost, everything provable."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from recovery_tui.bundles.only_here import unconfirmed
from recovery_tui.casework import caseload, changing
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import CaseloadOrder, RecordId
from recovery_tui.clock import SetClock
from recovery_tui.errors import InvalidRecordError, NotFoundError
from recovery_tui.journal import drafts, reading
from recovery_tui.journal.access import Act
from recovery_tui.journal.drafts import Draft
from recovery_tui.journal.event import Body, Link, Placed, Wire, decode_body, encode, leaf_of, natural_id
from recovery_tui.journal.log import SHOW, Change
from recovery_tui.journal.merge import unpack
from recovery_tui.journal.project import Projector
from tests.support.desks import MONDAY, add_person, new_desk, reopened

PLAN = {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"}


def _bodies(desk: Desk) -> list[bytes]:
    with desk.journal.reading() as conn:
        rows = conn.exec_driver_sql(
            "SELECT body FROM event JOIN feed ON feed.no = event.feed WHERE use = 'record' ORDER BY feed, seq"
        )
        return [bytes(row[0]) for row in rows]


def test_what_is_saved_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    person = add_person(desk)
    desk.close()
    again = reopened(tmp_path)
    with again.journal.reading() as conn:
        kinds = [record.kind for record in reading.of_person(conn, person)]
    assert kinds == ["person", "identifier", "stay"]
    assert not again.journal.restored
    again.close()


def test_an_event_holds_one_information_class_and_the_first_gives_the_id(desk: Desk) -> None:
    person = add_person(desk)
    plan = desk.journal.save([Change("plan", {**PLAN, "who_to_call": "My sister"}, person=person)]).ids[0]
    bodies = [decode_body(raw) for raw in _bodies(desk)[-2:]]
    assert [(body.op, body.cls, body.ent) for body in bodies] == [
        ("make", "REC", plan),
        ("set", "THIRD", plan),
    ]
    assert set(bodies[0].set) == set(PLAN)
    assert set(bodies[1].set) == {"who_to_call"}


def test_a_change_names_the_values_it_replaces_and_only_those(desk: Desk) -> None:
    person = add_person(desk)
    plan = desk.journal.save([Change("plan", PLAN, person=person)]).ids[0]
    desk.journal.save([Change("plan", {**PLAN, "status": "agreed"}, plan, person)])
    body = decode_body(_bodies(desk)[-1])
    assert body.set == {"status": "agreed"}
    assert list(body.prev) == ["status"]


def test_saving_what_stands_already_writes_nothing(desk: Desk) -> None:
    person = add_person(desk)
    plan = desk.journal.save([Change("plan", PLAN, person=person)]).ids[0]
    before = len(_bodies(desk))
    assert not desk.journal.save([Change("plan", PLAN, plan, person)]).changed
    assert len(_bodies(desk)) == before


def test_records_saved_together_refer_to_each_other_and_typed_at_signs_stay(desk: Desk) -> None:
    person = add_person(desk)
    goal = {"title": "@plan", "area": "peer", "status": "active", "plan": "@plan"}
    saved = desk.journal.save(
        [Change("plan", PLAN, person=person), Change("goal", goal, person=person)], ["plan", None]
    )
    stored = desk.journal.record(saved.ids[1])
    assert stored is not None
    assert stored.values["plan"] == saved.ids[0]
    assert stored.values["title"] == "@plan"


def test_a_record_named_by_its_keys_can_be_made_together_with_what_its_key_points_to(desk: Desk) -> None:
    person = add_person(desk)
    stay = {"stay_type": "remand", "establishment": "QFX", "started_on": "2026-11-01"}
    item = {"stay": "@stay", "item": "rl01", "status": "due"}
    saved = desk.journal.save(
        [Change("stay", stay, person=person), Change("release_item", item, person=person)], ["stay", None]
    )
    assert saved.ids[1] == natural_id("release_item", [saved.ids[0], "rl01"])
    stored = desk.journal.record(saved.ids[1])
    assert stored is not None
    assert stored.values["stay"] == saved.ids[0]


def test_a_natural_key_gives_the_same_id_everywhere_and_a_second_making_is_a_change(desk: Desk) -> None:
    person = add_person(desk)
    with desk.journal.reading() as conn:
        stay = reading.of_person(conn, person, ("stay",))[0].id
    item = {"stay": stay, "item": "rl10", "status": "due"}
    first = desk.journal.save([Change("release_item", item, person=person)]).ids[0]
    second = desk.journal.save([Change("release_item", {**item, "status": "done"}, person=person)]).ids[0]
    assert first == second == natural_id("release_item", [stay, "rl10"])
    stored = desk.journal.record(first)
    assert stored is not None
    assert stored.values["status"] == "done"
    assert not stored.also


def test_a_written_note_is_never_changed(desk: Desk) -> None:
    person = add_person(desk)
    note = {"held_on": "2026-11-20", "outcome": "held", "summary": "Talked about Friday"}
    contact = desk.journal.save([Change("contact", note, person=person)]).ids[0]
    with pytest.raises(InvalidRecordError):
        desk.journal.save([Change("contact", {"summary": "Something else"}, contact, person)])
    assert desk.journal.record(contact).values["summary"] == "Talked about Friday"  # type: ignore[union-attr]


def test_a_refused_change_leaves_nothing_of_the_others_in_the_same_save(desk: Desk) -> None:
    person = add_person(desk)
    before = _bodies(desk)
    with pytest.raises(NotFoundError):
        desk.journal.save(
            [Change("plan", PLAN, person=person), Change("goal", {"title": "x"}, "ab" * 16, person)]
        )
    assert _bodies(desk) == before
    assert desk.journal.check(rebuild_tables=False).ok


def test_a_save_whose_ids_would_not_be_those_planned_is_refused_whole(desk: Desk) -> None:
    person = add_person(desk)
    before = _bodies(desk)
    twice = [Change("person", {"known_as": "Baz"}, person)] * 2
    goal = Change(
        "goal", {"title": "g", "area": "treatment", "status": "active", "plan": "@p"}, person=person
    )
    with pytest.raises(InvalidRecordError):
        desk.journal.save([*twice, Change("plan", PLAN, person=person), goal], [None, None, "p", None])
    assert _bodies(desk) == before


def test_hidden_records_can_be_shown_again_and_history_tells_both(desk: Desk) -> None:
    person = add_person(desk)
    plan = desk.journal.save([Change("plan", PLAN, person=person)]).ids[0]
    desk.journal.save([Change("plan", {}, plan, person, hide="entered twice")])
    assert desk.journal.record(plan).hidden == "entered twice"  # type: ignore[union-attr]
    desk.journal.save([Change("plan", {}, plan, person, hide=SHOW)])
    assert desk.journal.record(plan).hidden is None  # type: ignore[union-attr]
    versions = desk.journal.history(plan)
    assert [version.after.get("hidden") for version in versions] == [None, "entered twice", None]


def test_history_gives_old_and_new_and_the_values_of_every_version(desk: Desk) -> None:
    person = add_person(desk)
    plan = desk.journal.save([Change("plan", PLAN, person=person)]).ids[0]
    desk.clock.advance(hours=1)  # type: ignore[attr-defined]
    desk.journal.save([Change("plan", {"status": "agreed", "who_to_call": "My sister"}, plan, person)])
    first, second = desk.journal.history(plan)
    assert (second.before["status"], second.after["status"]) == ("draft", "agreed")
    assert second.after["who_to_call"] == "My sister"
    assert second.wall.startswith("2026-11-23T11:42")
    assert desk.journal.values_at(plan, first.name) == PLAN


def test_a_person_is_found_by_three_letters_of_a_name_without_accents_and_by_part_of_a_number(
    desk: Desk,
) -> None:
    person = add_person(desk, "O'Connór", "Zoë", "Z9876YX")
    add_person(desk, "Barnes", "Lee", "A1234BC")

    def found(text: str) -> list[str]:
        page = caseload.page(desk, text=text, order=CaseloadOrder.NAME, mine=False, offset=0, limit=5)
        return [row.person for row in page.rows]

    for text in ("conno", "ZOE", "876", "zo", "o'", "9876yx zoe"):
        assert found(text) == [person], text
    assert found("nobody") == found('"* OR') == []


def test_looking_is_entered_once_in_half_an_hour(desk: Desk) -> None:
    person = add_person(desk)
    for _ in range(3):
        desk.journal.look(Act.OPENED, person)
    desk.clock.advance(minutes=31)  # type: ignore[attr-defined]
    desk.journal.look(Act.OPENED, person)
    assert [look.act for look in desk.journal.looks_at(person)] == ["opened", "opened"]
    with desk.journal.reading() as conn:
        assert unconfirmed(conn)[0] == 3


def test_searching_is_entered_once_in_half_an_hour_without_what_was_typed(desk: Desk) -> None:
    for _ in range(2):
        caseload.searched(desk)
    with desk.journal.reading() as conn:
        bodies = conn.exec_driver_sql(
            "SELECT CAST(body AS TEXT) FROM event JOIN feed ON feed.no = event.feed WHERE use = 'access'"
        ).scalars()
        acts = [json.loads(body)["act"] for body in bodies]
    assert acts == ["searched"]


def test_a_tail_of_looking_left_by_a_crash_is_sealed_at_the_next_start(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.journal.look(Act.OPENED, add_person(desk))
    desk.vault.lock()
    again = reopened(tmp_path)
    access_feed = again.journal.check(rebuild_tables=False).feeds[1]
    assert access_feed.seals_ok
    with again.journal.reading() as conn:
        assert conn.exec_driver_sql("SELECT COUNT(*) FROM seal WHERE feed = 2").scalar_one() == 1
    again.close()


def test_a_restored_copy_begins_new_feeds_that_name_the_old(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    person = add_person(desk)
    desk.close()
    old = tmp_path / "copy.db"
    shutil.copy(desk.vault.paths.database, old)
    desk = reopened(tmp_path)
    desk.journal.save([Change("plan", PLAN, person=person)])
    desk.close()
    shutil.copy(old, desk.vault.paths.database)
    restored = reopened(tmp_path)
    assert restored.journal.restored
    assert any("restored copy" in notice for notice in restored.notices)
    plan = restored.journal.save([Change("plan", PLAN, person=person)]).ids[0]
    found = restored.journal.check(rebuild_tables=False)
    assert found.ok
    assert len(found.feeds) == 4
    restored.close()
    again = reopened(tmp_path)
    assert not again.journal.restored
    assert again.journal.record(plan) is not None
    again.close()


def test_a_crash_between_commit_and_anchor_is_no_restored_copy(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    anchor = desk.vault.paths.anchor.read_bytes()
    add_person(desk)
    desk.close()
    desk.vault.paths.anchor.write_bytes(anchor)
    again = reopened(tmp_path)
    assert not again.journal.restored
    again.close()


def test_a_first_start_that_was_cut_off_is_no_restored_copy(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    fresh = desk.vault.paths.anchor
    desk.vault.write_anchor({}, True)
    empty = fresh.read_bytes()
    desk.close()
    fresh.write_bytes(empty)
    again = reopened(tmp_path)
    assert not again.journal.restored
    again.close()


def test_v31_a_clock_turned_back_keeps_the_order_and_says_so(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    person = add_person(desk)
    desk.close()
    yesterday = reopened(tmp_path, clock=SetClock(MONDAY - timedelta(days=1), seed=2))
    assert any("clock" in notice for notice in yesterday.notices)
    plan = yesterday.journal.save([Change("plan", PLAN, person=person)]).ids[0]
    with yesterday.journal.reading() as conn:
        assert [record.kind for record in reading.of_person(conn, person)][-1] == "plan"
    stored = yesterday.journal.record(plan)
    assert stored is not None
    yesterday.close()


def test_what_is_written_right_after_a_commit_has_a_later_stamp(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, writing, waited = add_person(desk), desk.vault.writing, [True]

    @contextmanager
    def with_another_waiting() -> Iterator[Connection]:
        with writing() as conn:
            yield conn
        if waited:
            waited.clear()
            desk.journal.save([Change("plan", PLAN, person=person)])

    monkeypatch.setattr(desk.vault, "writing", with_another_waiting)
    desk.journal.save([Change("plan", PLAN, person=person)])
    stamps = [decode_body(raw).hlc for raw in _bodies(desk)]
    assert stamps == sorted(set(stamps))


def test_drafts_are_kept_replaced_and_dropped(desk: Desk) -> None:
    person = add_person(desk)
    with desk.vault.writing() as conn:
        drafts.keep(conn, Draft("note|x", person, "2026-11-23T10:42:07", {"summary": "half a sen"}))
        drafts.keep(conn, Draft("note|x", person, "2026-11-23T10:42:09", {"summary": "half a sentence"}))
    with desk.journal.reading() as conn:
        assert [draft.typed["summary"] for draft in drafts.every(conn)] == ["half a sentence"]
    with desk.vault.writing() as conn:
        drafts.discard(conn, "note|x")
        assert drafts.find(conn, "note|x") is None


def test_a_draft_may_hold_any_character_a_keyboard_can_send(desk: Desk) -> None:
    typed = {"summary": "broken \ud800, a NUL \0 and ☃"}
    with desk.vault.writing() as conn:
        drafts.keep(conn, Draft("note|x", None, "2026-11-23T10:42:07", typed))
        assert drafts.find(conn, "note|x") == Draft("note|x", None, "2026-11-23T10:42:07", typed)


@pytest.mark.parametrize("no_id", ["", "me", "ab", "zz" * 16, "12" * 17, "@p"])
def test_what_is_no_id_finds_nothing(desk: Desk, no_id: str) -> None:
    assert desk.journal.record(no_id) is None
    assert desk.journal.history(no_id) == ()
    assert desk.journal.looks_at(no_id) == ()
    with pytest.raises(NotFoundError):
        changing.history(desk, RecordId(no_id))


def _written_elsewhere(desk: Desk, record: str, values: dict[str, Wire], prev: dict[str, list[Link]]) -> Link:
    """An event of another computer, taken in by this store; returns how others name it."""
    feed = bytes(range(16))
    with desk.vault.writing() as conn:
        conn.exec_driver_sql(
            "INSERT OR IGNORE INTO feed (no, id, root, use, own, last_seq) VALUES (50, ?, 50, 'record', 0, 0)",
            (feed,),
        )
        seq = conn.exec_driver_sql("SELECT COUNT(*) + 1 FROM event WHERE feed = 50").scalar_one()
        body = Body(
            sv=1, seq=seq, hlc=f"01a207ffb018{seq:04x}", wall="2026-11-23T10:42:07+00:00", au="cd" * 16, ent=record,
            kind="person", op="set", cls="ID", set=values, prev=prev, salt=f"{seq:032x}",
        )  # fmt: skip
        raw = encode(body)
        projector = Projector(conn, desk.me)
        entity = projector.fold(Placed(50, seq, leaf_of(raw), body))
        projector.flush()
        conn.exec_driver_sql(
            "INSERT INTO event (feed, seq, leaf, body, entity) VALUES (50, ?, ?, ?, ?)",
            (seq, leaf_of(raw), raw, entity),
        )
    return (feed.hex(), seq, leaf_of(raw)[:8].hex())


def _tables_equal_log(desk: Desk) -> bool:
    return desk.journal.check(rebuild_tables=False).projection_ok


def test_tables_made_again_do_not_bring_back_a_value_of_another_computer_that_was_replaced(
    desk: Desk,
) -> None:
    person = add_person(desk)
    _written_elsewhere(desk, person, {"known_as": "Baz"}, {})
    desk.journal.save([Change("person", {"known_as": "Bazza"}, person)])
    assert _tables_equal_log(desk)
    assert desk.journal.check(rebuild_tables=True).projection_ok
    stored = desk.journal.record(person)
    assert stored is not None
    assert (stored.values["known_as"], stored.also) == ("Bazza", {})


def test_a_value_of_a_forks_other_branch_does_not_stand_for_the_one_that_was_replaced(desk: Desk) -> None:
    person = add_person(desk)
    feed, seq, _ = _written_elsewhere(desk, person, {"known_as": "Baz"}, {})
    other_branch: Link = (feed, seq, "ab" * 8)
    _written_elsewhere(desk, person, {"forename": "Leigh"}, {"forename": [other_branch]})
    with desk.journal.reading() as conn:
        heads = unpack(
            conn.exec_driver_sql(
                "SELECT heads FROM entity WHERE uid = ?", (bytes.fromhex(person),)
            ).scalar_one()
        )
    assert heads.replaced_early == [("forename", 50, seq, "ab" * 8)]
    assert _tables_equal_log(desk)


def test_equal_values_end_no_conflict_unless_a_person_has_chosen(desk: Desk) -> None:
    person = add_person(desk)
    desk.journal.save([Change("person", {"known_as": "Baz"}, person)])
    _written_elsewhere(desk, person, {"known_as": "Lel"}, {})
    stored = desk.journal.record(person)
    assert stored is not None
    assert sorted(map(str, stored.also["known_as"])) == ["Baz", "Lel"]
    assert not desk.journal.save([Change("person", stored.values, person)]).changed
    assert desk.journal.record(person) == stored
    shown = {"known_as": stored.values["known_as"]}
    assert desk.journal.save([Change("person", shown, person, settles=True)]).changed
    settled = desk.journal.record(person)
    assert settled is not None
    assert (settled.values, settled.also) == (stored.values, {})
