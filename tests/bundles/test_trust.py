"""Whose cards are believed: only after their words were compared or a trusted key vouched, and never a revoked one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import Connection

from recovery_tui.bundles import cards, trust
from recovery_tui.bundles.cards import Card
from recovery_tui.bundles.trust import Reason, Trust
from recovery_tui.casework.desk import Desk
from recovery_tui.errors import NotFoundError, NotTrustedError
from recovery_tui.journal import runs
from recovery_tui.journal.log import Change
from recovery_tui.vault.identity import AuthorKey, ReadingKey
from tests.journal.passing import desk_of, everything_of, take_in
from tests.support.desks import add_person

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LATER = MONDAY + timedelta(days=1)
READING, OTHER_READING = ReadingKey.generate().recipient, ReadingKey.generate().recipient


def key(number: int) -> AuthorKey:
    return AuthorKey(number.to_bytes(32, "big"))


def a_card(
    number: int = 1,
    name: str = "Rosa Shah",
    *,
    role: str = "supervisor",
    organisation: str = "Fictional Prison Service",
    reading: str = READING,
    made_at: datetime = MONDAY,
    previous: AuthorKey | None = None,
) -> Card:
    """The card of a fictional colleague whose key has this number."""
    return cards.read(
        cards.make(
            key(number),
            reading,
            name=name,
            role=role,
            organisation=organisation,
            establishment="FIC",
            made_at=made_at,
            previous=previous,
        )
    )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = desk_of(tmp_path, "kim")
    yield opened
    opened.close()


@pytest.fixture
def conn(desk: Desk) -> Iterator[Connection]:
    with desk.vault.writing() as connection:
        yield connection


def trusted(conn: Connection, card: Card) -> Card:
    trust.keep(conn, card, MONDAY)
    trust.compare(conn, card.fingerprint, MONDAY)
    return card


def state(conn: Connection, card: Card) -> Trust:
    known = trust.find(conn, card.fingerprint)
    assert known is not None
    return known.trust


def test_a_card_is_not_believed_by_being_kept(conn: Connection) -> None:
    known = trust.keep(conn, a_card(), MONDAY, "ab" * 16)
    assert (known.trust, known.introduced_by, known.compared_at) == (Trust.UNVERIFIED, "ab" * 16, None)
    assert trust.find(conn, known.fingerprint) == known
    assert trust.author_state(conn, key(1).public_key) == known
    assert trust.every(conn) == [known]


def test_comparing_its_words_makes_it_trusted(conn: Connection) -> None:
    card = a_card()
    trust.keep(conn, card, MONDAY)
    known = trust.compare(conn, card.fingerprint, LATER)
    assert (known.trust, known.compared_at, known.card) == (Trust.TRUSTED, LATER, card)


def test_a_new_reading_key_and_name_under_the_same_author_key_stay_trusted(conn: Connection) -> None:
    trusted(conn, a_card())
    newer = a_card(name="Rosa Shah-Bell", reading=OTHER_READING, made_at=LATER)
    known = trust.keep(conn, newer, LATER)
    assert (known.trust, known.card, known.compared_at) == (Trust.TRUSTED, newer, MONDAY)


@pytest.mark.parametrize("change", [{"role": "keyworker"}, {"organisation": "Another Fictional Service"}])
def test_a_card_that_claims_another_standing_must_be_compared_again(
    conn: Connection, change: dict[str, str]
) -> None:
    trusted(conn, a_card())
    newer = a_card(made_at=LATER, **change)  # type: ignore[arg-type]
    assert trust.keep(conn, newer, LATER).trust is Trust.UNVERIFIED
    assert trust.compare(conn, newer.fingerprint, LATER).card == newer


def test_the_newest_card_of_an_author_stays_in_whatever_order_they_come(conn: Connection) -> None:
    made = [
        a_card(reading=READING),
        a_card(name="R Shah"),  # in the same second
        a_card(reading=OTHER_READING, made_at=LATER),
    ]
    for order in permutations(made):
        conn.exec_driver_sql("DELETE FROM card")
        trust.keep(conn, order[0], MONDAY)
        trust.compare(conn, order[0].fingerprint, MONDAY)
        for card in order[1:]:
            trust.keep(conn, card, MONDAY)
        known = trust.find(conn, made[0].fingerprint)
        assert known is not None
        assert (known.card, known.trust) == (made[2], Trust.TRUSTED)
        first_two = [card for card in order if card != made[2]]
        conn.exec_driver_sql("DELETE FROM card")
        for card in first_two:
            known = trust.keep(conn, card, MONDAY)
        assert known.card == max(made[:2], key=lambda card: card.text)


def test_a_new_key_is_trusted_with_the_old_one_that_vouches_for_it(conn: Connection) -> None:
    old = trusted(conn, a_card())
    new = a_card(2, previous=key(1))
    known = trust.keep(conn, new, LATER)
    assert (known.trust, known.follows, known.compared_at) == (Trust.TRUSTED, old.fingerprint, None)
    assert state(conn, old) is Trust.TRUSTED


def test_a_chain_of_new_keys_that_came_first_is_trusted_once_the_first_is(conn: Connection) -> None:
    chain = [a_card(1), a_card(2, previous=key(1)), a_card(3, previous=key(2))]
    for order in permutations(chain):
        conn.exec_driver_sql("DELETE FROM card")
        for card in order:
            assert trust.keep(conn, card, MONDAY).trust is Trust.UNVERIFIED
        trust.compare(conn, chain[0].fingerprint, LATER)
        assert [state(conn, card) for card in chain] == [Trust.TRUSTED] * 3


def test_no_key_vouches_for_a_higher_standing_than_its_own(conn: Connection) -> None:
    trusted(conn, a_card(role="keyworker"))
    assert trust.keep(conn, a_card(2, role="supervisor", previous=key(1)), LATER).trust is Trust.UNVERIFIED


@pytest.mark.parametrize("prepare", ["unknown", "unverified", "revoked"])
def test_a_key_that_is_not_trusted_vouches_for_nobody(conn: Connection, prepare: str) -> None:
    old = a_card()
    if prepare != "unknown":
        trust.keep(conn, old, MONDAY)
    if prepare == "revoked":
        trusted(conn, old)
        trust.revoke(conn, old.fingerprint, Reason.STOLEN, MONDAY)
    assert trust.keep(conn, a_card(2, previous=key(1)), LATER).trust is Trust.UNVERIFIED


def test_a_revoked_key_takes_those_along_that_it_alone_vouched_for(conn: Connection) -> None:
    old = trusted(conn, a_card(1))
    alone, further, compared = (
        a_card(2, previous=key(1)),
        a_card(3, previous=key(2)),
        a_card(4, previous=key(1)),
    )
    for card in (alone, further, compared):
        assert trust.keep(conn, card, LATER).trust is Trust.TRUSTED
    trust.compare(conn, compared.fingerprint, LATER)
    trust.revoke(conn, old.fingerprint, Reason.STOLEN, LATER)
    assert [state(conn, card) for card in (old, alone, further, compared)] == [
        Trust.REVOKED,
        Trust.UNVERIFIED,
        Trust.UNVERIFIED,
        Trust.TRUSTED,
    ]


def test_a_revoked_card_stays_revoked_whatever_comes(conn: Connection) -> None:
    card = trusted(conn, a_card())
    revoked = trust.revoke(conn, card.fingerprint, Reason.LOST, LATER)
    assert (revoked.trust, revoked.reason, revoked.revoked_at) == (Trust.REVOKED, "lost", LATER)
    assert trust.keep(conn, a_card(name="Somebody Else", made_at=LATER), LATER) == revoked
    assert trust.revoke(conn, card.fingerprint, Reason.LEFT, LATER + timedelta(1)) == revoked
    with pytest.raises(NotTrustedError):
        trust.compare(conn, card.fingerprint, LATER)
    assert state(conn, card) is Trust.REVOKED


def test_who_left_and_came_back_is_trusted_once_the_words_are_compared(conn: Connection) -> None:
    card = trusted(conn, a_card())
    trust.revoke(conn, card.fingerprint, Reason.LEFT, LATER)
    known = trust.compare(conn, card.fingerprint, LATER)
    assert (known.trust, known.revoked_at, known.reason) == (Trust.TRUSTED, None, "")
    assert trust.cutoffs(conn, card.fingerprint) == {}


def test_a_card_that_is_not_here_can_be_neither_compared_nor_revoked(conn: Connection) -> None:
    with pytest.raises(NotFoundError):
        trust.compare(conn, "ab" * 16, MONDAY)
    with pytest.raises(NotFoundError):
        trust.revoke(conn, "ab" * 16, Reason.LOST, MONDAY)
    assert trust.find(conn, "ab" * 16) is None


def card_of(desk: Desk) -> Card:
    """A card with the key of a store."""
    return cards.read(
        cards.make(
            desk.vault.author,
            desk.vault.reading_recipient,
            name="Rosa Shah",
            role="supervisor",
            organisation="",
            establishment="FIC",
            made_at=MONDAY,
        )
    )


def test_ones_own_card_is_ones_own_and_can_not_be_revoked(desk: Desk) -> None:
    card = card_of(desk)
    with desk.vault.writing() as conn:
        assert trust.keep(conn, card, MONDAY).trust is Trust.OWN
        assert trust.compare(conn, card.fingerprint, MONDAY).trust is Trust.OWN
        newer = replace(trust.keep_own(conn, card, LATER), kept_at=LATER)
        assert trust.keep(conn, card, LATER + timedelta(1)) == newer
        with pytest.raises(NotTrustedError):
            trust.revoke(conn, card.fingerprint, Reason.LOST, LATER)


def test_revoking_pins_each_feed_where_it_is_held_without_a_gap(desk: Desk, tmp_path: Path) -> None:
    rosa = desk_of(tmp_path, "rosa")
    person = add_person(rosa)
    (first, events), *_ = [each for each in everything_of(rosa) if each[0].stretch.use == "record"]
    take_in(desk, [(first, events)])
    rosa.journal.save([Change("person", {"known_as": "Lee"}, person, person)])
    rosa.journal.save([Change("person", {"known_as": "Baz"}, person, person)])
    card = card_of(rosa)
    with desk.vault.writing() as conn:
        trusted(conn, card)
        trust.revoke(conn, card.fingerprint, Reason.STOLEN, LATER)
        assert trust.cutoffs(conn, card.fingerprint) == {
            first.stretch.feed: (first.stretch.last, first.stretch.head)
        }
    rosa.close()


def test_what_lies_behind_a_gap_is_not_pinned(desk: Desk, tmp_path: Path) -> None:
    rosa = desk_of(tmp_path, "rosa")
    person = add_person(rosa)
    before = {out.stretch.feed: out.stretch.last for out, _ in everything_of(rosa)}
    rosa.journal.save([Change("person", {"known_as": "Baz"}, person, person)])
    (out, events) = next(each for each in everything_of(rosa) if each[0].stretch.use == "record")
    split = before[out.stretch.feed]
    head_before = head_after(rosa, out.stretch.feed, split)
    late = replace(out, stretch=replace(out.stretch, first=split + 1, before=head_before))
    take_in(desk, [(late, tuple(events[split:]))])
    card = card_of(rosa)
    with desk.vault.writing() as conn:
        trusted(conn, card)
        trust.revoke(conn, card.fingerprint, Reason.STOLEN, LATER)
        assert trust.cutoffs(conn, card.fingerprint) == {}
    rosa.close()


def head_after(desk: Desk, feed: bytes, seq: int) -> bytes:
    with desk.vault.reading() as conn:
        no = conn.exec_driver_sql("SELECT no FROM feed WHERE id = ?", (feed,)).scalar_one()
        return runs.head_after(conn, no, runs.runs_of(conn, no)[0], seq)


def test_cards_are_found_by_name_or_by_the_beginning_of_a_fingerprint(conn: Connection) -> None:
    rosa, other = trusted(conn, a_card(1)), trusted(conn, a_card(2, name="Tom Bell"))
    same_name = trusted(conn, a_card(3))

    def found(asked: str) -> set[str]:
        return {each.fingerprint for each in trust.named(conn, asked)}

    assert found("rosa  SHAH") == {rosa.fingerprint, same_name.fingerprint}
    assert (
        found("Tom Bell")
        == found(other.fingerprint)
        == found(other.fingerprint[:8].upper())
        == {other.fingerprint}
    )
    assert found(other.fingerprint[:7]) == found("Tom") == found("") == set()


def _alike(conn: Connection, card: Card) -> list[str]:
    return trust.lookalikes(trust.every(conn), card)


def test_a_name_like_anothers_is_told_but_not_ones_own_earlier_cards(conn: Connection) -> None:
    trusted(conn, a_card(1))
    trusted(conn, a_card(2, name="Tom Bell"))
    assert _alike(conn, a_card(3, name="Rоsа Shаh")) == ["Rosa Shah"]  # noqa: RUF001 - half Cyrillic
    assert _alike(conn, a_card(3)) == ["Rosa Shah"]
    assert _alike(conn, a_card(1, made_at=LATER)) == []
    assert _alike(conn, a_card(3, previous=key(1))) == []
    trust.revoke(conn, a_card(1).fingerprint, Reason.STOLEN, LATER)
    assert _alike(conn, a_card(3, previous=key(1))) == ["Rosa Shah"]


def test_cards_nobody_asked_for_do_not_pile_up(conn: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trust, "MOST_UNVERIFIED", 4)
    known = trusted(conn, a_card(1))
    introduced = [a_card(number) for number in (2, 3)]
    for card in introduced:
        trust.keep(conn, card, MONDAY, known.fingerprint)
    others = [a_card(number) for number in range(4, 8)]
    for minute, card in enumerate(others, 1):
        trust.keep(conn, card, MONDAY + timedelta(minutes=minute))
    left = {each.fingerprint for each in trust.every(conn)}
    assert left == {card.fingerprint for card in (known, *introduced, *others[2:])}
    more = [a_card(number) for number in range(8, 12)]
    for minute, card in enumerate(more, 10):
        trust.keep(conn, card, MONDAY + timedelta(minutes=minute), known.fingerprint)
    last = a_card(12)
    trust.keep(conn, last, LATER)
    left = {each.fingerprint for each in trust.every(conn)}
    assert left == {card.fingerprint for card in (known, *more[1:], last)}
