"""Identity cards: one's own to give away, other people's to look at, keep, trust and revoke."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from recovery_tui.bundles import cards, lookalike, trust, words
from recovery_tui.bundles.cards import Card
from recovery_tui.bundles.trust import KnownCard, Reason, Trust
from recovery_tui.casework import last_folder
from recovery_tui.casework.card_views import CardView
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.own_card import own
from recovery_tui.clock import Clock, two_by_chance
from recovery_tui.errors import NotFoundError, UsageError, WordsDifferError
from recovery_tui.practice.day_words import spell
from recovery_tui.vault.atomic import plain_file_errors, refusal_in_words, write_atomically

UNKNOWN = "unknown"
"""Trust of a card that lies in a file only."""

_FAST = timedelta(days=1)
"""How far in the future a card may be made without a word about clocks."""


def own_card(desk: Desk) -> CardView:
    """The owner's own card. Not to be called inside a transaction that writes."""
    known = own(desk)
    with desk.vault.reading() as conn:
        return view_of(desk, conn, known)


def export_card(desk: Desk, path: Path) -> CardView:
    """Write the owner's card to a file, whole or not at all. Raises DiskFullError or FolderNotWritableError."""
    known = own(desk)
    with plain_file_errors("card's folder"):
        write_atomically(path, known.card.raw.encode())
    last_folder.remember(desk, path.parent)
    return own_card(desk)


def look_at(desk: Desk, path: Path) -> CardView:
    """The card in a file, and how far its author is believed here; nothing is kept.

    Raises NotFoundError, BundleDamagedError, BundleTooNewError, FolderNotWritableError.
    """
    card = _read(path)
    with desk.vault.reading() as conn:
        return _view(desk, card, trust.find(conn, card.fingerprint), trust.every(conn))


def keep_card(desk: Desk, path: Path) -> CardView:
    """Keep the card in a file; a new one is not trusted before its words were compared. Raises as `look_at` does."""
    card = _read(path)
    with desk.vault.writing() as conn:
        return view_of(desk, conn, trust.keep(conn, card, desk.clock.now()))


def trust_card(desk: Desk, fingerprint_or_path: str | Path, typed: str) -> CardView:
    """Trust a card, kept here or in a file, whose eight words were read out by its author and typed.

    Where a newer card is kept here than lies in the file, its words are the ones that count. Raises WordsDifferError,
    NotTrustedError for a revoked one, and as `find` and `look_at` do; then nothing is changed.
    """
    card = _read(Path(fingerprint_or_path)) if _is_file(fingerprint_or_path) else None
    now = desk.clock.now()
    with desk.vault.writing() as conn:
        known = trust.keep(conn, card, now) if card else _find(conn, str(fingerprint_or_path))
        newest = max(card or known.card, known.card, key=lambda each: each.order)
        if not cards.same_words(newest, typed):
            raise _words_differ()
        trusted = trust.compare(conn, known.fingerprint, now)
        return view_of(desk, conn, trust.keep(conn, card, now) if card else trusted)


def two_places(desk: Desk, fingerprint: str) -> tuple[int, int]:
    """Which two of a card's words to ask for, from 1, by chance. Raises as `find` does."""
    find(desk, fingerprint)
    return places_by_chance(desk.clock)


def places_by_chance(clock: Clock) -> tuple[int, int]:
    """Two different places among eight words, from 1, the smaller first."""
    one, other = two_by_chance(clock, words.COUNT)
    return one + 1, other + 1


def check_heard(of_card: Sequence[str], heard: Mapping[int, str]) -> None:
    """Raise WordsDifferError unless two words heard, {place: word}, are those of a card; UsageError unless two."""
    if len(heard) != 2 or not set(heard) <= set(range(1, words.COUNT + 1)):
        raise UsageError("Two of the eight words are needed. Nothing was changed.")
    for place, word in heard.items():
        if not words.same((of_card[place - 1],), word):
            raise _words_differ()


def trust_by_two(desk: Desk, fingerprint: str, typed: Mapping[int, str]) -> CardView:
    """Trust a card by the two words that `two_places` asked for, {place: word}, heard from its author.

    Raises WordsDifferError, UsageError unless there are just two, and as `trust_card` does.
    """
    known = find(desk, fingerprint)
    check_heard(known.card.words, typed)
    with desk.vault.writing() as conn:
        return view_of(desk, conn, trust.compare(conn, known.fingerprint, desk.clock.now()))


def listed(desk: Desk) -> tuple[CardView, ...]:
    """Every card kept here: the owner's own, without those of keys they had before, then by name."""
    mine = own(desk)
    with desk.vault.reading() as conn:
        known = trust.every(conn)
    others = [each for each in known if each.trust is not Trust.OWN]
    return tuple(_view(desk, each.card, each, known) for each in (mine, *others))


def revoke(desk: Desk, asked: str, reason: str) -> CardView:
    """Believe a card no more from now on; `reason` is `lost`, `stolen` or `left`. What is here already stays believed.

    Raises UsageError for another reason, NotTrustedError for the owner's own card, and as `find` does.
    """
    if reason not in list(Reason):
        raise UsageError(
            "A card is revoked because it was lost or stolen, or its owner left. Nothing was changed."
        )
    with desk.vault.writing() as conn:
        fingerprint = _find(conn, asked).fingerprint
        return view_of(desk, conn, trust.revoke(conn, fingerprint, Reason(reason), desk.clock.now()))


def renew(desk: Desk) -> CardView:
    """New keys to sign and to read with, and one new card: the old one was revoked, or somebody else has the keys.

    Who still believes the old card takes the new one by itself, since the old key vouches; who revoked it compares
    the new words. Raises as `renew_reading_key`.
    """
    desk.vault.rotate_reading_key()  # first: only the card that is made next is vouched for
    return renew_author_key(desk)


def renew_reading_key(desk: Desk) -> CardView:
    """Read with a new key and have a new card; the old key opens what others still close to it for half a year.

    Raises DiskFullError or FolderNotWritableError.
    """
    desk.vault.rotate_reading_key()
    return own_card(desk)


def renew_author_key(desk: Desk) -> CardView:
    """Sign with a new key and have a new card, for which the old key vouches: colleagues accept it by themselves.

    Records that name the old card as the worker's name the new one from now on. Raises as `renew_reading_key`.
    """
    own(desk)  # a card that nobody saw would be vouched for by a key that nobody knows
    desk.journal.renew_author_key()
    return own_card(desk)


def find(desk: Desk, asked: str) -> KnownCard:
    """The one card of this name or fingerprint (eight or more digits of it); of one person's the one that follows.

    Raises NotFoundError, or UsageError when several have it.
    """
    with desk.vault.reading() as conn:
        return _find(conn, asked)


def shown(desk: Desk, asked: str) -> CardView:
    """A card kept here as pages show it, found as `find` finds it."""
    with desk.vault.reading() as conn:
        return view_of(desk, conn, _find(conn, asked))


def view_of(desk: Desk, conn: Connection, known: KnownCard) -> CardView:
    """A kept card as pages show it."""
    return _view(desk, known.card, known, trust.every(conn))


def _find(conn: Connection, asked: str) -> KnownCard:
    found = trust.named(conn, asked)
    before = {each.follows for each in found if each.trust is Trust.TRUSTED}
    own_ones = sorted((each for each in found if each.trust is Trust.OWN), key=lambda each: each.card.order)
    before |= {each.fingerprint for each in own_ones[:-1]}
    found = [each for each in found if each.fingerprint not in before]
    if not found:
        raise NotFoundError("There is no card of that name or fingerprint here. Nothing was changed.")
    if len(found) > 1:
        raise UsageError(
            "Several cards here have that name. Nothing was changed. Give the fingerprint of the one you mean."
        )
    return found[0]


def _view(desk: Desk, card: Card, known: KnownCard | None, kept: Sequence[KnownCard]) -> CardView:
    """`card` as pages show it; `known` is what is kept of its author."""
    names = {each.fingerprint: each.card.name for each in kept}
    introduced = known.introduced_by if known else ""
    return CardView(
        name=card.name,
        role=card.role,
        organisation=card.organisation,
        establishment=card.establishment,
        fingerprint=card.fingerprint,
        words=card.words,
        trust=known.trust.value if known else UNKNOWN,
        own_organisation=card.belongs_to == desk.owner.belongs_to,
        warnings=tuple(_warnings(desk, card, known, kept)),
        compared_on=_day(desk, known.compared_at if known else None),
        introduced_by=names.get(introduced, introduced[:8]),
        follows=known.follows if known else "",
        replaced=any(each.trust is Trust.TRUSTED and each.follows == card.fingerprint for each in kept),
        reason=known.reason if known else "",
        revoked_on=_day(desk, known.revoked_at if known else None),
    )


def _warnings(desk: Desk, card: Card, known: KnownCard | None, kept: Sequence[KnownCard]) -> list[str]:
    if known is not None and known.trust is Trust.OWN:
        return []
    told = []
    if known is not None and known.trust is Trust.REVOKED:
        told.append("This card was revoked here: believe nothing new that is signed with it.")
    own_name = [desk.owner.name] if lookalike.alike(desk.owner.name, card.name) else []
    for name in dict.fromkeys(trust.lookalikes(_others(kept, known), card) + own_name):
        told.append(
            f"Another card here has a name that looks the same: {name}. Make sure which of them this is."
        )
    if known is not None and card.order < known.card.order:
        told.append("A newer card of this person is kept here. Compare the words of that one.")
    elif known is not None and not trust.claims_the_same(known.card, card):
        told.append("This person's last card named another role or organisation. Compare the words again.")
    if card.made_at > desk.clock.now() + _FAST:
        told.append("This card says that it was made in the future: a clock is wrong, here or there.")
    return told


def _others(kept: Sequence[KnownCard], known: KnownCard | None) -> list[KnownCard]:
    """Cards but those of the same person, as somebody confirmed who compared the words of the one that follows."""
    own = {known.fingerprint, known.follows} if known is not None else set()
    return [each for each in kept if each.fingerprint not in own and each.follows not in own - {""}]


def _day(desk: Desk, instant: datetime | None) -> str:
    return spell(desk.clock.to_local(instant).date()) if instant else ""


def _is_file(asked: str | Path) -> bool:
    return isinstance(asked, Path) or Path(asked).suffix.lower() == cards.ENDING or Path(asked).is_file()


def _read(path: Path) -> Card:
    try:
        with path.open("rb") as file:
            return cards.read(file.read(cards.LARGEST_FILE + 1))
    except (FileNotFoundError, IsADirectoryError):
        raise NotFoundError(
            "There is no card file of that name. Nothing was changed. Check the name."
        ) from None
    except OSError as refusal:
        raise refusal_in_words(refusal, "folder of the card") from None


def _words_differ() -> WordsDifferError:
    return WordsDifferError(
        "Those are not the words of this card, so it was not accepted. Ask for the words again, by telephone or face "
        "to face. If they still differ, this is not their card: tell your security department."
    )
