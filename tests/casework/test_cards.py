"""Cards as a keyworker meets them: given away, compared by telephone, kept, renewed and revoked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from recovery_tui.bundles import cards as card_files
from recovery_tui.bundles import trust
from recovery_tui.casework import cards
from recovery_tui.casework.card_views import CardView
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.owner import Owner, Role
from recovery_tui.casework.writers import writer_names
from recovery_tui.clock import SetClock
from recovery_tui.errors import (
    BundleDamagedError,
    FolderNotWritableError,
    NotFoundError,
    NotTrustedError,
    UsageError,
    WordsDifferError,
)
from recovery_tui.vault import backup, store
from recovery_tui.vault.folder import paths_of
from recovery_tui.vault.kdf import QUICK
from tests.support.desks import MONDAY, PASSPHRASE, reopened

ROSA = Owner("Rosa Shah", Role.SUPERVISOR, "FIC", "Fictional Prison Service")


def desk_for(data: Path, owner: Owner, seed: int, store_name: str = "rosa") -> Desk:
    clock = SetClock(MONDAY, seed)
    vault, _ = store.create(paths_of(data, store_name), PASSPHRASE, QUICK, clock)
    return Desk(vault, clock, owner)


def move(desk: Desk, **step: float) -> None:
    assert isinstance(desk.clock, SetClock)
    desk.clock.advance(**step)


@pytest.fixture
def rosa(tmp_path: Path) -> Iterator[Desk]:
    """A supervisor with a store of her own."""
    opened = desk_for(tmp_path, ROSA, 2)
    yield opened
    opened.close()


@pytest.fixture
def from_rosa(rosa: Desk, tmp_path: Path) -> Path:
    """Rosa's card in a file."""
    path = tmp_path / "rosa.rpcard"
    cards.export_card(rosa, path)
    return path


def accepted(desk: Desk, path: Path) -> CardView:
    return cards.trust_card(desk, path, " ".join(cards.look_at(desk, path).words))


def stored(desk: Desk) -> list[trust.KnownCard]:
    with desk.vault.reading() as conn:
        return trust.every(conn)


def test_ones_own_card_says_who_one_is_and_stays_the_same(desk: Desk) -> None:
    first = cards.own_card(desk)
    assert (first.name, first.role, first.trust) == ("Kim Ahmed", "keyworker", "own")
    assert (first.fingerprint, first.own_organisation) == (desk.me, True)
    move(desk, days=3)
    assert cards.own_card(desk) == first
    assert len(first.words) == 8


def test_ones_own_card_is_the_same_after_locking(desk: Desk, tmp_path: Path) -> None:
    first = cards.own_card(desk)
    desk.lock()
    again = reopened(tmp_path)
    assert cards.own_card(again) == first
    again.close()


def test_a_file_is_looked_at_without_keeping_anything(desk: Desk, from_rosa: Path, rosa: Desk) -> None:
    view = cards.look_at(desk, from_rosa)
    assert (view.name, view.role, view.trust) == ("Rosa Shah", "supervisor", "unknown")
    assert view.words == cards.own_card(rosa).words
    assert view.own_organisation
    assert stored(desk) == []


def test_a_kept_card_is_unverified_until_its_words_match(desk: Desk, from_rosa: Path) -> None:
    kept = cards.keep_card(desk, from_rosa)
    assert kept.trust == "unverified"
    words = list(kept.words)
    for wrong in (" ".join(words[:7]), " ".join(reversed(words)), ""):
        with pytest.raises(WordsDifferError):
            cards.trust_card(desk, kept.fingerprint, wrong)
    assert cards.find(desk, "rosa shah").trust is trust.Trust.UNVERIFIED
    trusted = cards.trust_card(desk, kept.fingerprint, "\n".join(f"{n}. {w}" for n, w in enumerate(words, 1)))
    assert (trusted.trust, trusted.compared_on) == ("trusted", "Mon 23 Nov 2026")


def test_a_card_is_accepted_straight_from_its_file_or_not_kept_at_all(desk: Desk, from_rosa: Path) -> None:
    with pytest.raises(WordsDifferError):
        cards.trust_card(desk, from_rosa, "abandon " * 8)
    assert stored(desk) == []
    assert accepted(desk, from_rosa).trust == "trusted"
    assert (
        cards.trust_card(desk, str(from_rosa), " ".join(cards.look_at(desk, from_rosa).words)).trust
        == "trusted"
    )


def test_two_words_by_telephone_are_enough_when_they_are_the_ones_asked_for(
    desk: Desk, from_rosa: Path
) -> None:
    kept = cards.keep_card(desk, from_rosa)
    first, second = cards.two_places(desk, kept.fingerprint)
    right = {first: kept.words[first - 1], second: kept.words[second - 1].upper()}
    with pytest.raises(WordsDifferError):
        cards.trust_by_two(desk, kept.fingerprint, right | {second: kept.words[first - 1]})
    for not_two in ({first: kept.words[first - 1]}, {0: "zoo", 9: "zoo"}, dict(enumerate(kept.words, 1))):
        with pytest.raises(UsageError):
            cards.trust_by_two(desk, kept.fingerprint, not_two)
    assert cards.find(desk, kept.fingerprint).trust is trust.Trust.UNVERIFIED
    assert cards.trust_by_two(desk, kept.fingerprint, right).trust == "trusted"


def test_every_pair_of_places_may_be_asked_for(desk: Desk, from_rosa: Path) -> None:
    fingerprint = cards.keep_card(desk, from_rosa).fingerprint
    asked = {cards.two_places(desk, fingerprint) for _ in range(600)}
    assert asked == {(one, other) for one in range(1, 9) for other in range(one + 1, 9)}


def test_a_new_reading_key_gives_a_new_card_that_others_take_without_a_call(
    desk: Desk, rosa: Desk, from_rosa: Path
) -> None:
    before = accepted(desk, from_rosa)
    old = rosa.vault.reading_recipient
    renewed = cards.renew_reading_key(rosa)
    assert (renewed.fingerprint, renewed.words == before.words) == (before.fingerprint, False)
    cards.export_card(rosa, from_rosa)
    assert cards.keep_card(desk, from_rosa).trust == "trusted"
    known = cards.find(desk, before.fingerprint)
    assert known.card.reading == rosa.vault.reading_recipient != old


def test_keys_out_of_use_are_dropped_at_the_first_unlocking_after_the_overlap(rosa: Desk) -> None:
    def readable_after(days: int) -> int:
        move(rosa, days=days)
        rosa.lock()
        rosa.unlock(PASSPHRASE)
        with rosa.vault.reading() as conn:
            return len(rosa.vault.reading_secrets(conn))

    cards.renew_reading_key(rosa)
    assert readable_after(170) == 2
    cards.renew_reading_key(rosa)
    assert readable_after(9) == 3
    assert readable_after(2) == 2
    assert readable_after(180) == 1


def test_a_new_author_key_is_taken_without_a_call_because_the_old_one_vouches(
    desk: Desk, rosa: Desk, from_rosa: Path
) -> None:
    before = accepted(desk, from_rosa)
    rosa.vault.rotate_author_key().wipe()
    cards.export_card(rosa, from_rosa)
    kept = cards.keep_card(desk, from_rosa)
    assert (kept.trust, kept.follows, kept.warnings) == ("trusted", before.fingerprint, ())
    assert kept.fingerprint == rosa.me != before.fingerprint
    assert cards.find(desk, "Rosa Shah").fingerprint == kept.fingerprint, "the newest of one person's cards"
    assert cards.find(desk, before.fingerprint).fingerprint == before.fingerprint
    with rosa.vault.reading() as conn:
        assert conn.exec_driver_sql("SELECT COUNT(*) FROM retired_key").scalar_one() == 0
    assert cards.own_card(rosa).words == kept.words, "the card with the vouching stays the card"


def test_a_restored_copy_makes_a_card_that_replaces_a_newer_one(
    desk: Desk, rosa: Desk, from_rosa: Path, tmp_path: Path
) -> None:
    """Others would go on closing bundles to a reading key that went with the computer."""
    backup.back_up(rosa.vault, tmp_path / "rosa.rpbackup", rosa.clock)
    move(rosa, days=5)
    cards.renew_reading_key(rosa)
    cards.export_card(rosa, from_rosa)
    accepted(desk, from_rosa)
    rosa.close()
    backup.restore(tmp_path / "rosa.rpbackup", paths_of(tmp_path, "rosa"), PASSPHRASE, rosa.clock)
    again = reopened(tmp_path, "rosa", SetClock(MONDAY + timedelta(days=9), 5))
    cards.export_card(again, from_rosa)
    assert cards.keep_card(desk, from_rosa).trust == "trusted"
    assert cards.find(desk, "Rosa Shah").card.reading == again.vault.reading_recipient
    again.close()


def test_a_card_made_while_the_clock_was_fast_does_not_stand_in_the_way_of_the_next(desk: Desk) -> None:
    move(desk, days=400)
    fast = cards.find(desk, cards.own_card(desk).fingerprint).card
    move(desk, days=-400)
    cards.renew_reading_key(desk)
    assert cards.find(desk, desk.me).card.order > fast.order


def test_a_stranger_with_a_colleagues_name_is_warned_of(desk: Desk, from_rosa: Path, tmp_path: Path) -> None:
    accepted(desk, from_rosa)
    stranger = desk_for(tmp_path, Owner("Rоsa Shаh", Role.SUPERVISOR, "FIC"), 9, "other")  # noqa: RUF001
    cards.export_card(stranger, tmp_path / "stranger.rpcard")
    (warning,) = cards.look_at(desk, tmp_path / "stranger.rpcard").warnings
    assert "Rosa Shah" in warning
    cards.keep_card(desk, tmp_path / "stranger.rpcard")
    assert all(view.warnings for view in cards.listed(desk) if view.trust != "own")
    stranger.close()


def test_a_stranger_with_ones_own_name_is_warned_of(desk: Desk, tmp_path: Path) -> None:
    twin = desk_for(tmp_path, Owner("Ahmed Kim", Role.KEYWORKER, "FIC"), 9, "other")
    cards.export_card(twin, tmp_path / "twin.rpcard")
    assert cards.look_at(desk, tmp_path / "twin.rpcard").warnings
    twin.close()


def test_an_older_card_a_new_role_and_a_wrong_clock_are_told(desk: Desk, rosa: Desk, from_rosa: Path) -> None:
    accepted(desk, from_rosa)
    old = from_rosa.read_bytes()
    move(rosa, days=10)
    cards.renew_reading_key(rosa)
    cards.export_card(rosa, from_rosa)
    assert ["future" in told for told in cards.look_at(desk, from_rosa).warnings] == [True]
    cards.keep_card(desk, from_rosa)
    new = from_rosa.read_bytes()
    from_rosa.write_bytes(old)
    assert ["newer card" in told for told in cards.look_at(desk, from_rosa).warnings] == [True]
    with pytest.raises(WordsDifferError):
        accepted(desk, from_rosa)
    fields = json.loads(card_files.read(new).text)
    from_rosa.write_bytes(
        card_files.make(
            rosa.vault.author,
            fields["reading"],
            name="Rosa Shah",
            role="keyworker",
            organisation=fields["organisation"],
            establishment="FIC",
            made_at=MONDAY + timedelta(days=11),
        )
    )
    assert "another role" in cards.look_at(desk, from_rosa).warnings[0]
    assert cards.keep_card(desk, from_rosa).trust == "unverified"


def test_a_revoked_card_is_shown_as_such_and_not_taken_again(desk: Desk, from_rosa: Path) -> None:
    words = " ".join(accepted(desk, from_rosa).words)
    with pytest.raises(UsageError):
        cards.revoke(desk, "Rosa Shah", "bored")
    revoked = cards.revoke(desk, "Rosa Shah", "stolen")
    assert (revoked.trust, revoked.reason, revoked.revoked_on) == ("revoked", "stolen", "Mon 23 Nov 2026")
    assert cards.keep_card(desk, from_rosa).trust == "revoked"
    assert "revoked" in cards.look_at(desk, from_rosa).warnings[0]
    with pytest.raises(NotTrustedError):
        cards.trust_card(desk, from_rosa, words)


def test_who_left_comes_back_with_a_newer_card(desk: Desk, rosa: Desk, from_rosa: Path) -> None:
    accepted(desk, from_rosa)
    cards.revoke(desk, "Rosa Shah", "left")
    cards.renew_reading_key(rosa)
    cards.export_card(rosa, from_rosa)
    view = accepted(desk, from_rosa)
    assert view.trust == "trusted"
    assert view.words == cards.own_card(rosa).words


def test_ones_own_card_can_not_be_revoked(desk: Desk) -> None:
    with pytest.raises(NotTrustedError):
        cards.revoke(desk, cards.own_card(desk).fingerprint, "lost")


def test_the_list_has_ones_own_card_first_then_names(desk: Desk, from_rosa: Path, tmp_path: Path) -> None:
    abe = desk_for(tmp_path, Owner("Abe Bell", Role.KEYWORKER, "FIC"), 7, "abe")
    cards.export_card(abe, tmp_path / "abe.rpcard")
    for path in (from_rosa, tmp_path / "abe.rpcard"):
        cards.keep_card(desk, path)
    assert [view.name for view in cards.listed(desk)] == ["Kim Ahmed", "Abe Bell", "Rosa Shah"]
    abe.close()


def test_one_of_two_with_the_same_name_is_asked_for_by_fingerprint(
    desk: Desk, from_rosa: Path, tmp_path: Path
) -> None:
    first = cards.keep_card(desk, from_rosa)
    other = desk_for(tmp_path, Owner("Rosa Shah", Role.KEYWORKER, "FIC"), 7, "other")
    cards.export_card(other, tmp_path / "other.rpcard")
    cards.keep_card(desk, tmp_path / "other.rpcard")
    with pytest.raises(UsageError):
        cards.find(desk, "Rosa Shah")
    assert cards.find(desk, first.fingerprint[:8]).fingerprint == first.fingerprint
    with pytest.raises(NotFoundError):
        cards.find(desk, "Nobody Here")
    other.close()


def test_the_establishment_stands_for_an_organisation_without_a_name(tmp_path: Path) -> None:
    one = desk_for(tmp_path, Owner("Abe Bell", Role.KEYWORKER, "FIC"), 7, "abe")
    same = desk_for(tmp_path, Owner("Tom Fox", Role.KEYWORKER, "LEI", "fic"), 8, "tom")
    other = desk_for(tmp_path, Owner("Una Hart", Role.KEYWORKER, "LEI"), 9, "una")
    for each, expected in ((same, True), (other, False)):
        cards.export_card(each, tmp_path / "card")
        assert cards.look_at(one, tmp_path / "card").own_organisation is expected
    for desk in (one, same, other):
        desk.close()


def test_who_introduced_a_card_is_told_by_name(desk: Desk, from_rosa: Path, tmp_path: Path) -> None:
    rosas = accepted(desk, from_rosa)
    abe = desk_for(tmp_path, Owner("Abe Bell", Role.KEYWORKER, "FIC"), 7, "abe")
    cards.export_card(abe, tmp_path / "abe.rpcard")
    card = card_files.read((tmp_path / "abe.rpcard").read_bytes())
    with desk.vault.writing() as conn:
        trust.keep(conn, card, MONDAY, rosas.fingerprint)
        assert writer_names(desk, conn, [abe.me]) == {abe.me: "Abe Bell"}
    assert [view.introduced_by for view in cards.listed(desk)] == ["", "Rosa Shah", ""]
    abe.close()


def test_a_file_that_is_no_card_changes_nothing(desk: Desk, from_rosa: Path, tmp_path: Path) -> None:
    from_rosa.write_bytes(from_rosa.read_bytes()[:-9])
    for job in (cards.look_at, cards.keep_card):
        with pytest.raises(BundleDamagedError):
            job(desk, from_rosa)
        with pytest.raises(NotFoundError):
            job(desk, tmp_path / "nothing")
        with pytest.raises((NotFoundError, FolderNotWritableError)):
            job(desk, tmp_path)
    assert stored(desk) == []


def test_a_card_that_can_not_be_written_leaves_what_was_there(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritableError):
        cards.export_card(desk, tmp_path / "missing" / "kim.rpcard")
    target = tmp_path / "kim.rpcard"
    target.write_text("old")
    cards.export_card(desk, target)
    assert card_files.read(target.read_bytes()).name == "Kim Ahmed"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["kim.rpcard"]
