"""Files between colleagues: what is sent, what is received, what each is known to hold."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from recovery_tui.casework import cards, conflicts, dumping, exchange_state, receiving, sending, start_packs
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.owner import Role
from recovery_tui.casework.received_since import as_they_stand
from recovery_tui.casework.sharing_views import SendOrder
from recovery_tui.casework.views import RecordId
from recovery_tui.clock import SetClock
from recovery_tui.errors import NotFoundError, NotTrustedError
from recovery_tui.journal.log import Change
from tests.support.desks import MONDAY, add_person, stored
from tests.support.exchange import accept, acquaint, back_again, colleague, receive, send

PLAN = {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"}


@pytest.fixture
def team(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Kim, a keyworker, and Rosa, a supervisor, who have accepted each other's cards."""
    kim, rosa = colleague(tmp_path, "Kim Example"), colleague(tmp_path, "Rosa Placeholder", Role.SUPERVISOR)
    acquaint(kim, rosa)
    yield kim, rosa
    kim.close()
    rosa.close()


def _dump(desk: Desk) -> list[str]:
    return list(dumping.dump(desk))


def test_what_a_keyworker_sends_a_supervisor_holds(team: tuple[Desk, Desk], tmp_path: Path) -> None:
    kim, rosa = team
    person = add_person(kim)
    kim.journal.save([Change("plan", PLAN, person=person)])
    [result] = receive(rosa, send(kim, tmp_path, rosa))
    assert (result.outcome, result.new, result.sender) == ("merged", 4, "Kim Example")
    assert _dump(rosa) == _dump(kim)
    assert rosa.journal.check(rebuild_tables=False).ok


def test_v31_a_file_dated_in_the_future_says_so_and_is_taken_all_the_same(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    assert isinstance(kim.clock, SetClock)
    kim.clock.put(MONDAY + timedelta(hours=25))
    add_person(kim)
    file = send(kim, tmp_path, rosa)
    assert any("written in the future" in said for said in receiving.look(rosa, file).told)
    assert [result.outcome for result in receive(rosa, file)] == ["merged"]
    rosa.clock.put(MONDAY + timedelta(hours=1))  # type: ignore[attr-defined]
    assert not any("written in the future" in said for said in receiving.look(rosa, file).told)


def test_whoever_is_not_ones_own_any_more_by_a_file_is_named(team: tuple[Desk, Desk], tmp_path: Path) -> None:
    kim, rosa = team
    people = [
        add_person(kim, name, "Lee", f"A{n}234BC") for n, name in enumerate(("Barnes", "Carter", "Doyle"))
    ]
    kim.journal.save([Change("assignment", kim.as_worker(), person=each) for each in people])
    receive(rosa, send(kim, tmp_path, rosa))
    rosa.journal.save([Change("goal", {"title": "another", "horizon": "gate"}, person=people[2])])
    [result] = receive(kim, send(rosa, tmp_path, kim))
    assert (result.gone, result.needs_looking) == ((), False)
    rosa.journal.save([Change("person", {"record_status": "closed"}, people[0])])
    [held] = stored(rosa, people[1], "assignment")
    taken = [
        Change("assignment", {"until_on": "2026-11-22"}, held.id, people[1]),
        Change("assignment", rosa.as_worker(), person=people[1]),
    ]
    rosa.journal.save(taken)
    [result] = receive(kim, send(rosa, tmp_path, kim))
    assert (result.gone, result.needs_looking) == (("BARNES Lee", "CARTER Lee"), True)
    assert "No longer among your people: BARNES Lee, CARTER Lee." in result.told


def test_receiving_a_file_again_brings_nothing_new(team: tuple[Desk, Desk], tmp_path: Path) -> None:
    kim, rosa = team
    add_person(kim)
    file = send(kim, tmp_path, rosa)
    receive(rosa, file)
    [again] = receive(rosa, file)
    assert (again.outcome, again.new, again.known) == ("nothing-new", 0, 3)


def test_only_a_reply_proves_that_a_file_arrived(team: tuple[Desk, Desk], tmp_path: Path) -> None:
    kim, rosa = team
    person = add_person(kim)
    file = send(kim, tmp_path, rosa)
    assert exchange_state.state(kim).only_here == 3
    assert sending.preview(kim, SendOrder((rosa.me,))).changes == 3
    receive(rosa, file)
    replies = tmp_path / "replies"
    replies.mkdir()
    receiving.write_receipts(rosa, replies)
    [reply] = receive(kim, replies)
    assert (reply.confirmed, reply.told) == (1, "1 file of yours has arrived there.")
    assert exchange_state.state(kim).only_here == 0
    assert sending.preview(kim, SendOrder((rosa.me,))).nothing_new
    assert receiving.write_receipts(kim, replies) == ()  # a reply is not replied to
    kim.journal.save([Change("plan", PLAN, person=person)])
    assert sending.preview(kim, SendOrder((rosa.me,))).changes == 1


def test_a_file_that_was_lost_is_waited_for_until_one_is_confirmed_that_held_all_of_it(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    person = RecordId(add_person(kim))

    def waited_for() -> int:
        [correspondent] = exchange_state.state(kim).correspondents
        return correspondent.waiting

    def goes_over(*, lost: bool = False, **order: object) -> None:
        kim.clock.advance(minutes=1)  # type: ignore[attr-defined]
        file = send(kim, tmp_path, rosa, **order)
        if not lost:
            receive(rosa, file)
            receive(kim, *(tmp_path / each.file for each in receiving.write_receipts(rosa, tmp_path)))

    goes_over(lost=True)
    assert waited_for() == 1
    goes_over(people=(person,))
    assert waited_for() == 1, "less went with this one"
    goes_over(full=True)
    assert waited_for() == 0
    goes_over(lost=True, people=(person,), purpose="handover")
    goes_over(full=True)
    assert waited_for() == 1, "nobody said yes to the hand-over"
    goes_over(people=(person,), purpose="handover")
    assert waited_for() == 0


def test_what_was_kept_back_goes_late_once_more_people_are_sent(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    lee, jo = add_person(kim), add_person(kim, "Carter", "Jo", "A2345BC")
    receive(rosa, send(kim, tmp_path, rosa, people=(lee,)))
    assert len(_dump(rosa)) == 3
    replies = tmp_path / "replies"
    replies.mkdir()
    receiving.write_receipts(rosa, replies)
    receive(kim, replies)
    found = sending.preview(kim, SendOrder((rosa.me,)))
    assert (found.changes, found.late, found.withheld) == (3, 3, 0)
    receive(rosa, send(kim, tmp_path, rosa))
    assert _dump(rosa) == _dump(kim)
    assert jo in "".join(_dump(rosa))
    assert rosa.journal.check(rebuild_tables=False).ok


def test_a_card_whose_words_were_not_compared_gets_nothing_and_brings_nothing(tmp_path: Path) -> None:
    kim, rosa = colleague(tmp_path, "Kim Example"), colleague(tmp_path, "Rosa Placeholder", Role.SUPERVISOR)
    cards.export_card(rosa, tmp_path / "rosa.rpcard")
    kept = cards.keep_card(kim, tmp_path / "rosa.rpcard")
    with pytest.raises(NotTrustedError):
        send(kim, tmp_path, rosa)
    assert not list(tmp_path.glob("*.rpb*"))
    cards.trust_card(kim, kept.fingerprint, " ".join(kept.words))
    add_person(kim)
    file = send(kim, tmp_path, rosa)
    [first] = receive(rosa, file)
    assert (first.outcome, first.parked, first.waits_for) == ("parked", 3, (kim.me,))
    assert _dump(rosa) == []
    [known] = [each for each in cards.listed(rosa) if each.fingerprint == kim.me]
    cards.trust_card(rosa, known.fingerprint, " ".join(known.words))
    [released] = receiving.release(rosa)
    assert (released.outcome, released.new) == ("merged", 3)
    [now] = as_they_stand(rosa, [first], {released.bundle: released})
    assert (now.file, now.outcome, now.new, now.needs_looking) == (first.file, "merged", 3, False)
    assert _dump(rosa) == _dump(kim)
    kim.close()
    rosa.close()


def test_of_whom_only_a_card_and_a_start_pack_came_nothing_was_heard(tmp_path: Path) -> None:
    kim, rosa = colleague(tmp_path, "Kim Example"), colleague(tmp_path, "Rosa Placeholder", Role.SUPERVISOR)
    start_packs.write(rosa, tmp_path / "rosa.rpstart")
    card = start_packs.take_in(kim, tmp_path / "rosa.rpstart")
    cards.trust_card(kim, card.fingerprint, " ".join(card.words))
    receiving.release(kim)
    [each] = exchange_state.state(kim).correspondents
    assert (each.name, each.last_heard) == ("Rosa Placeholder", "")
    assert exchange_state.state(kim).kept_aside == 0
    accept(rosa, kim)
    add_person(rosa)
    receive(kim, send(rosa, tmp_path, kim))
    assert exchange_state.state(kim).correspondents[0].last_heard.startswith("Mon 23 Nov")
    kim.close()
    rosa.close()


def test_a_new_key_is_believed_because_the_old_one_vouches_for_it(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    person = add_person(kim)
    worker = {"worker": kim.me, "worker_name": "Kim Example", "role": "keyworker", "from_on": "2026-11-01"}
    kim.journal.save([Change("assignment", worker, person=person)])
    to_the_old_key = send(rosa, tmp_path, kim)
    receive(rosa, send(kim, tmp_path, rosa))
    old = kim.me
    renewed = cards.renew_author_key(kim)
    assert renewed.fingerprint == kim.me != old
    kim.journal.save([Change("plan", PLAN, person=person)])
    [result] = receive(rosa, send(kim, tmp_path, rosa))
    assert (result.outcome, result.sender) == ("merged", "Kim Example")
    assert _dump(rosa) == _dump(kim)
    assert {each.fingerprint: each.trust for each in cards.listed(rosa)}[kim.me] == "trusted"
    assert receive(kim, to_the_old_key)[0].outcome in ("merged", "nothing-new")
    assert exchange_state.state(kim).only_here == 6
    replies = tmp_path / "replies"
    replies.mkdir()
    receiving.write_receipts(rosa, replies)
    receive(kim, replies)
    assert exchange_state.state(kim).only_here == 0
    assert kim.journal.check(rebuild_tables=False).ok
    kim = back_again(tmp_path, kim, "later")
    assert not kim.journal.restored
    kim.close()


def test_a_new_reading_key_still_opens_what_was_closed_to_the_old_one(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    add_person(kim)
    file = send(kim, tmp_path, rosa)
    cards.renew_reading_key(rosa)
    assert receive(rosa, file)[0].outcome == "merged"
    receive(kim, send(rosa, tmp_path, kim))
    add_person(kim, "Carter", "Jo", "A2345BC")
    assert receive(rosa, send(kim, tmp_path, rosa))[0].new == 3


def test_after_a_card_is_revoked_nothing_new_of_its_author_is_taken_in(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    person = add_person(kim)
    before = send(kim, tmp_path, rosa)
    receive(rosa, before)
    cards.revoke(rosa, kim.me, "stolen")
    kim.journal.save([Change("plan", PLAN, person=person)])
    [result] = receive(rosa, send(kim, tmp_path, rosa))
    assert (result.outcome, result.new) == ("parked", 0)
    assert len(_dump(rosa)) == 3
    with pytest.raises(NotTrustedError):
        send(rosa, tmp_path, kim)


def test_files_for_others_on_the_same_stick_are_passed_over(tmp_path: Path) -> None:
    people = [colleague(tmp_path, name) for name in ("Kim Example", "Sam Placeholder", "Ray Sample")]
    kim, sam, ray = people
    acquaint(*people)
    stick = tmp_path / "stick"
    stick.mkdir()
    add_person(kim)
    send(kim, stick, sam)
    for_ray = send(kim, stick, ray)
    results = receive(sam, stick)
    assert sorted((each.outcome, each.for_others, each.needs_looking) for each in results) == [
        ("merged", False, False),
        ("refused", True, False),
    ]
    [named] = receive(sam, for_ray)
    assert (named.code, named.needs_looking) == ("not-for-you", True)
    for desk in people:
        desk.close()


def test_a_file_is_not_to_be_looked_at_once_every_answer_is_given(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    person = add_person(kim)
    receive(rosa, send(kim, tmp_path, rosa))
    kim.journal.save([Change("person", {"known_as": "Baz"}, person)])
    rosa.journal.save([Change("person", {"known_as": "Bazza"}, person)])
    received = receive(rosa, send(kim, tmp_path, rosa))
    assert [(each.conflicts, each.needs_looking) for each in as_they_stand(rosa, received, {})] == [(1, True)]
    [disputed] = conflicts.listed(rosa)
    conflicts.choose(rosa, disputed, 1, {})
    [now] = as_they_stand(rosa, received, {})
    assert (now.conflicts, now.needs_looking) == (0, False)
    assert now.told == "Taken in. Where two writers disagreed, the answers are given."


def test_a_folder_that_is_not_there_is_said_to_be_missing_whoever_asks(
    team: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, rosa = team
    add_person(kim)
    with pytest.raises(NotFoundError, match="There is no such folder"):
        send(kim, tmp_path / "nowhere", rosa)
    assert not list(tmp_path.glob("*.rpb*"))


def test_whoever_has_nobody_to_send_to_is_told_what_to_do_first(tmp_path: Path) -> None:
    kim, rosa = colleague(tmp_path, "Kim Example"), colleague(tmp_path, "Rosa Placeholder", Role.SUPERVISOR)
    add_person(kim)
    assert isinstance(kim.clock, SetClock)
    kim.clock.advance(days=8)
    assert "Exchange cards with a colleague" in exchange_state.state(kim).nag
    acquaint(kim, rosa)
    assert "Send a file today" in exchange_state.state(kim).nag
    kim.close()
    rosa.close()
