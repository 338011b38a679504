"""Somebody whose card was revoked comes back with new keys: nothing is believed on the old key, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from recovery_tui.bundles import cards as card_files
from recovery_tui.bundles import trust
from recovery_tui.casework import cards, caseload, conflicts, exchange_state, receiving, sending
from recovery_tui.casework.card_views import CardView
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.sharing_views import Correspondent
from recovery_tui.casework.views import CaseloadOrder
from recovery_tui.clock import SetClock
from recovery_tui.errors import NotTrustedError, WordsDifferError
from recovery_tui.journal.log import Change
from recovery_tui.ui.card_facts import card_rows, trust_words
from recovery_tui.vault import backup
from tests.exchange.insider import Insider, closed
from tests.exchange.team import Team, a_team, dump, take, take_bytes
from tests.support.desks import PASSPHRASE, add_person, reopened
from tests.support.exchange import accept, colleague


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path) as made:
        take(made.rosa, made.file(made.kim, made.rosa))
        yield made


def card_goes_over(sender: Desk, to: Desk, folder: Path) -> CardView:
    """The sender's card on a stick, kept by a colleague who has not rung yet."""
    cards.export_card(sender, folder / "card.rpcard")
    return cards.keep_card(to, folder / "card.rpcard")


def heard_by_telephone(of: Desk, by: Desk) -> CardView:
    """Two words of the sender's own card, typed by the colleague as they are heard."""
    words, places = cards.own_card(of).words, cards.two_places(by, of.me)
    return cards.trust_by_two(by, of.me, {place: words[place - 1] for place in places})


def own_people(desk: Desk) -> int:
    return caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=True, offset=0, limit=9).mine


def told_of(name: str, desk: Desk) -> Correspondent:
    [found] = [each for each in exchange_state.state(desk).correspondents if each.name == name]
    return found


def test_revoked_renewed_compared_and_accepted_their_files_are_taken_again_and_nothing_between_is_lost(
    team: Team,
) -> None:
    kim, rosa, folder = team.kim, team.rosa, team.folder
    old, old_words = kim.me, " ".join(cards.own_card(kim).words)
    team.plan("before, and not sent yet")
    cards.revoke(rosa, old, "stolen")
    aside = take(rosa, team.file(kim, rosa))
    assert (aside.outcome, aside.new) == ("parked", 0)
    assert all(words in aside.told for words in ("revoked here", "new keys"))

    assert cards.renew(kim).fingerprint == kim.me != old
    team.plan("with the new keys")
    kept = card_goes_over(kim, rosa, folder)
    assert (kept.trust, bool(kept.warnings)) == ("unverified", True), "a revoked key vouches for nothing"
    early = take(rosa, team.file(kim, rosa))
    assert (early.outcome, early.new) == ("parked", 0)
    with pytest.raises(WordsDifferError):
        cards.trust_by_two(rosa, kim.me, {1: "zoo", 2: "zoo"})

    back = heard_by_telephone(kim, rosa)
    assert (back.trust, back.warnings) == ("trusted", ())
    [released] = receiving.release(rosa)
    assert (released.outcome, released.waits_for) == ("merged", ())
    assert dump(rosa) == dump(kim)
    assert exchange_state.state(rosa).kept_aside == 0, "what the old key had sent has come again"
    with pytest.raises(NotTrustedError):
        cards.trust_card(rosa, old, old_words)

    take(kim, *[folder / each.file for each in receiving.write_receipts(rosa, folder)])
    assert exchange_state.state(kim).only_here == 0
    assert told_of("Rosa Placeholder", kim).waiting == 0, "what was kept aside is waited for no longer"
    rosa.clock.advance(minutes=5)  # type: ignore[attr-defined]
    add_person(rosa, "Carter", "Jo", "A2345BC")
    assert take(kim, team.file(rosa, kim)).outcome == "merged"
    assert dump(rosa) == dump(kim)
    known = told_of("Kim Example", rosa)
    assert (known.fingerprint, bool(known.last_sent), bool(known.last_heard)) == (kim.me, True, True)
    assert all(desk.journal.check(rebuild_tables=False).ok for desk in (kim, rosa))


def test_who_did_not_revoke_the_old_card_takes_the_new_one_without_a_call(team: Team) -> None:
    old = team.kim.me
    cards.renew(team.kim)
    team.plan("with the new keys")
    assert take(team.sam, team.file(team.kim, team.sam)).outcome == "merged"
    assert dump(team.sam) == dump(team.kim)
    assert told_of("Kim Example", team.sam).fingerprint == team.kim.me, "listed once"
    assert [each.fingerprint for each in sending.recipients(team.sam)].count(old) == 0
    known = {each.fingerprint: each for each in cards.listed(team.sam)}
    assert (known[team.kim.me].trust, known[team.kim.me].follows) == ("trusted", old)
    assert trust_words(known[old]) == "accepted, new keys since"
    [row] = card_rows(known[team.kim.me], details=False)
    assert row.cells == ("accepted", "the key they had before vouches for it")
    assert "newer card is used" in str([each.cells for each in card_rows(known[old], details=False)])


def test_ones_own_people_stay_ones_own_with_new_keys_and_in_a_store_opened_again(team: Team) -> None:
    kim, old = team.kim, team.kim.me
    worker = {"worker": kim.me, "worker_name": "Kim Example", "role": "keyworker", "from_on": "2026-11-01"}
    kim.journal.save([Change("assignment", worker, person=team.lee)])
    assert own_people(kim) == 1
    renewed = cards.renew(kim)
    assert [each for each in cards.listed(kim) if each.trust == "own"] == [renewed]
    assert cards.find(kim, "Kim Example").fingerprint == kim.me
    assert own_people(kim) == 1
    kim.close()
    team.kim = reopened(team.folder, kim.store_name, SetClock(kim.clock.now(), 4))
    assert own_people(team.kim) == 1
    assert cards.own_card(team.kim).fingerprint == team.kim.me != old


def test_ones_own_people_are_found_again_after_a_crash_between_new_keys_and_the_new_card(team: Team) -> None:
    kim = team.kim
    worker = {"worker": kim.me, "worker_name": "Kim Example", "role": "keyworker", "from_on": "2026-11-01"}
    kim.journal.save([Change("assignment", worker, person=team.lee)])
    kim.journal.renew_author_key()
    kim.close()
    team.kim = reopened(team.folder, kim.store_name, SetClock(kim.clock.now(), 4))
    cards.listed(team.kim)
    assert own_people(team.kim) == 1
    assert card_goes_over(team.kim, team.rosa, team.folder).trust == "trusted"


def test_who_is_given_a_person_by_the_key_they_had_before_has_them(team: Team) -> None:
    kim, sam = team.kim, team.sam
    worker = {"worker": sam.me, "worker_name": "Sam Sample", "role": "keyworker", "from_on": "2026-11-01"}
    kim.journal.save([Change("assignment", worker, person=team.lee)])
    file = team.file(kim, sam)
    cards.renew(sam)
    take(sam, file)
    assert own_people(sam) == 1
    take(kim, team.file(sam, kim))
    assert dump(kim) == dump(sam)
    assert told_of("Sam Sample", kim).fingerprint == sam.me


def test_new_keys_choose_none_of_two_answers_to_whose_a_person_is(team: Team) -> None:
    kim, rosa, sam = team.kim, team.rosa, team.sam
    worker = {"worker": kim.me, "worker_name": "Kim Example", "role": "keyworker", "from_on": "2026-11-01"}
    [record] = kim.journal.save([Change("assignment", worker, person=team.lee)]).ids
    take(rosa, team.file(kim, rosa))
    rosa.journal.save([Change("assignment", {"worker": rosa.me}, record, team.lee)])
    kim.clock.advance(minutes=5)  # type: ignore[attr-defined]
    kim.journal.save([Change("assignment", {"worker": sam.me}, record, team.lee)])
    files = team.file(rosa, sam), team.file(kim, sam)
    before = {rosa.me, sam.me}
    cards.renew(sam)
    take(sam, *files)
    [answers] = conflicts.listed(sam)
    assert {each.value for each in answers.answers} == before


def test_a_computer_that_is_gone_with_its_keys_gives_way_to_a_new_store_whose_words_were_compared(
    team: Team, tmp_path: Path
) -> None:
    old = team.kim.me
    cards.revoke(team.rosa, old, "lost")
    again = colleague(
        tmp_path / "new", "Kim  Example"
    )  # spelled so for other chance than in the store that is gone
    kept = card_goes_over(again, team.rosa, tmp_path)
    assert kept.trust == "unverified"
    assert any("looks the same" in warning for warning in kept.warnings)
    assert heard_by_telephone(again, team.rosa).trust == "trusted"
    accept(again, team.rosa)
    add_person(again, "Doyle", "Sam", "A3456BC")
    assert take(team.rosa, team.file(again, team.rosa)).outcome == "merged"
    assert take(again, team.file(team.rosa, again, full=True)).waits_for == (old,)
    [shown] = [each for each in cards.listed(team.rosa) if each.fingerprint == old]
    cards.trust_card(again, old, " ".join(shown.words))
    receiving.release(again)
    assert dump(again) == dump(team.rosa), "what was confirmed comes back from whoever holds it"
    cards.revoke(again, old, "lost")
    assert dump(again) == dump(team.rosa)
    again.close()


def test_from_a_backup_of_the_computer_that_was_stolen_one_goes_on_with_new_keys(team: Team) -> None:
    kim, old = team.kim, team.kim.me
    backup.back_up(kim.vault, team.folder / "kim.rpbackup", kim.clock)
    team.plan("after the backup, and sent")
    take(team.rosa, team.file(kim, team.rosa))
    cards.revoke(team.rosa, old, "stolen")
    kim.close()
    backup.restore(team.folder / "kim.rpbackup", kim.vault.paths, PASSPHRASE, kim.clock)
    team.kim = reopened(team.folder, kim.store_name, SetClock(kim.clock.now() + timedelta(hours=1), 5))
    add_person(team.kim, "Doyle", "Sam", "A3456BC")
    cards.renew(team.kim)
    card_goes_over(team.kim, team.rosa, team.folder)
    heard_by_telephone(team.kim, team.rosa)
    assert take(team.rosa, team.file(team.kim, team.rosa)).waits_for == ()
    assert take(team.kim, team.file(team.rosa, team.kim)).waits_for == ()
    assert dump(team.kim) == dump(team.rosa)


def test_who_left_and_is_back_is_accepted_by_the_words_of_their_newest_card(team: Team) -> None:
    cards.revoke(team.rosa, team.kim.me, "left")
    cards.renew_reading_key(team.kim)
    kept = card_goes_over(team.kim, team.rosa, team.folder)
    assert (kept.trust, kept.words) == ("revoked", cards.own_card(team.kim).words)
    assert heard_by_telephone(team.kim, team.rosa).trust == "trusted"
    team.plan("back again")
    assert take(team.rosa, team.file(team.kim, team.rosa)).outcome == "merged"


@pytest.mark.parametrize(
    ("told", "compared"), [({"name": "Kim Example"}, False), ({"role": "supervisor"}, True)]
)
def test_whoever_stole_a_key_can_not_write_on_in_its_owners_name(
    team: Team, told: dict[str, str], compared: bool
) -> None:
    """An accepted colleague's next card says that it follows the stolen key, which signs whatever they like."""
    victim, thief = Insider("Kim Example", seed=61), Insider("Ines Example", seed=62)
    for each in (victim, thief):
        each.is_accepted_by(team.rosa)
    cards.revoke(team.rosa, victim.me, "stolen")
    later = thief.card(previous=victim.key, made_at=team.rosa.clock.now(), **told)
    with team.rosa.vault.writing() as conn:
        trust.keep(conn, card_files.read(later.encode()), team.rosa.clock.now())
        if compared:
            trust.compare(conn, thief.me, team.rosa.clock.now())
    victim.person("Forged")
    forged = victim.inner(team.rosa, author=thief.key, cards=(later,))
    result = take_bytes(team.rosa, closed(forged, team.rosa), team.folder)
    assert (result.outcome, result.waits_for) == ("parked", (victim.me,))
    assert not any("Forged" in line for line in dump(team.rosa))


def test_what_a_revoked_key_left_behind_can_not_stop_the_taking_in_of_files(team: Team) -> None:
    """Whoever stole it sends a file with a card that is none; kept aside, it is looked at once its owner is back."""
    victim, back = Insider("Kim Example", seed=61), Insider("Kim Example", seed=63)
    victim.is_accepted_by(team.rosa)
    cards.revoke(team.rosa, victim.me, "stolen")
    victim.person("Forged")
    left = victim.inner(team.rosa, cards=("no card at all",))
    assert take_bytes(team.rosa, closed(left, team.rosa), team.folder).outcome == "parked"
    new = card_files.read(back.card(previous=victim.key, made_at=team.rosa.clock.now()).encode())
    with team.rosa.vault.writing() as conn:
        trust.keep(conn, new, team.rosa.clock.now())
        trust.compare(conn, back.me, team.rosa.clock.now())
    back.person("Honest")
    result = take_bytes(team.rosa, closed(back.inner(team.rosa), team.rosa), team.folder)
    assert (result.outcome, result.new) == ("merged", 1)
    assert not any("Forged" in line for line in dump(team.rosa))
