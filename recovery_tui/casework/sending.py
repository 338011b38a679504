"""Sending: to whom, whose records, exactly what leaves, and the file itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from recovery_tui.bundles import choosing, exporting, ledger, letters, trust
from recovery_tui.bundles.ledger import Sent
from recovery_tui.bundles.scope import Scope
from recovery_tui.bundles.trust import KnownCard, Trust
from recovery_tui.casework import handing_over, last_folder
from recovery_tui.casework.card_views import CardView
from recovery_tui.casework.cards import own_card, view_of
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.disclosing import same_organisation, scope_for, standing_permissions
from recovery_tui.casework.drives import is_removable
from recovery_tui.casework.sharing_views import SendOrder, SendPreview, SentFile
from recovery_tui.casework.views import Choice
from recovery_tui.errors import DiskFullError, NoBasisError, NotFoundError, NotTrustedError, UsageError
from recovery_tui.journal import reading
from recovery_tui.journal.access import Act
from recovery_tui.journal.log import Change
from recovery_tui.records import KINDS, InfoClass
from recovery_tui.records.lists.sharing import DISCLOSURE_BASIS

ENDING = ".rpb"
SHOWN_NAMES = 20
"""People named on the preview."""

HANDOVER = "handover"


@dataclass(frozen=True)
class _Choice:
    """An order, understood: cards, scope, and what of the log goes."""

    cards: tuple[KnownCard, ...]
    outside: tuple[KnownCard, ...]
    """Those of another organisation."""
    scope: Scope
    chosen: choosing.Chosen


def recipients(desk: Desk) -> tuple[CardView, ...]:
    """Accepted cards of others, whoever was sent something last first."""
    with desk.journal.reading() as conn:
        sent = ledger.sent_to(conn)
        known = trust.colleagues(conn)
        known.sort(key=lambda each: (each.card.role != "supervisor", each.card.name))
        known.sort(key=lambda each: sent.get(each.card.fingerprint, Sent()).last, reverse=True)
        return tuple(view_of(desk, conn, each) for each in known)


def bases() -> tuple[Choice, ...]:
    """The lawful bases on which something may leave the organisation."""
    return tuple(Choice(code.code, code.label, code.synonyms) for code in DISCLOSURE_BASIS)


def preview(desk: Desk, order: SendOrder) -> SendPreview:
    """Exactly what would leave; changes nothing. Raises NotTrustedError and UsageError."""
    with desk.journal.reading() as conn:
        cards = _cards(conn, order.to)
        outside = tuple(card for card in cards if not same_organisation(desk, card))
        names = tuple(f"{each.card.name}, {each.card.role}, {each.card.organisation}" for each in cards)
        if outside and not order.basis:
            return SendPreview(names, True, 0, (), (), 0, 0, 0, (), needs_basis=True)
        choice = _choose(desk, conn, order, cards)
        tally = choosing.Tally(len(choice.chosen.stretches))
        for _ in choice.chosen.items(conn, tally):
            pass
        people = sorted(tally.people)
        named = reading.of_people(conn, people[:SHOWN_NAMES], ("person",))
    return SendPreview(
        recipients=names,
        other_organisation=bool(outside),
        people=len(people),
        names=tuple(_name(records) for records in named.values() if records),
        kinds=tuple((KINDS[kind].plural_title, tally.counts[kind]) for kind in KINDS if kind in tally.counts),
        changes=sum(tally.shown) + len(choice.chosen.late),
        late=len(choice.chosen.late),
        withheld=sum(tally.withheld),
        classes=_class_words(choice.scope),
        needs_basis=False,
    )


def send(desk: Desk, order: SendOrder, target: Path, progress: exporting.Progress | None = None) -> SentFile:
    """Write a file for the recipients: whole and proven, or nothing. `target` is the file, or a folder to write to.

    For another organisation a lawful basis is needed, and what left is recorded. `progress` may raise to stop.
    Raises NotFoundError, NotTrustedError, NoBasisError, UsageError, DiskFullError, FolderNotWritableError.
    """
    target = _file_in(desk, target)
    _tidy(desk)
    with desk.journal.reading() as conn:
        cards = _cards(conn, order.to)
    own_card(desk)
    with _offered(desk, order, cards), desk.journal.reading() as conn:
        choice = _choose(desk, conn, order, cards)
        prepared = exporting.prepare(
            conn,
            choice.chosen,
            letters.letter_to(
                conn,
                desk.me,
                cards,
                choice.chosen,
                purpose=order.purpose,
                basis=order.basis,
                again=order.full,
                people=order.people,
            ),
            desk.vault.author,
            desk.clock,
            progress,
        )
        part = exporting.write_part(conn, prepared, target, [card.card.reading for card in cards], progress)
        bundle = prepared.manifest.bundle
        try:
            _enter(desk, order, choice, prepared)
            desk.journal.write_anchor()
            exporting.put_in_place(part, target)
        except BaseException:
            exporting.discard(part)
            with desk.vault.writing() as other:
                ledger.forget(other, bundle)
            raise
    with suppress(DiskFullError), desk.vault.writing() as conn:
        # without room for this the file is whole all the same; at worst what is in it goes once more
        ledger.written(conn, bundle)
    last_folder.remember(desk, target.parent)
    manifest = prepared.manifest
    return SentFile(
        file=target.name,
        bundle=bundle,
        changes=sum(section.shown for section in manifest.sections) + manifest.late,
        people=manifest.people,
        withheld=manifest.withheld,
        size=target.stat().st_size,
        removable=is_removable(target.parent),
    )


def file_name(desk: Desk) -> str:
    """A name that says when, and nothing about anybody: `rp-20261124-1042-7f3a9c.rpb`."""
    return f"rp-{desk.clock.local_now():%Y%m%d-%H%M}-{desk.clock.random_bytes(3).hex()}{ENDING}"


def _file_in(desk: Desk, target: Path) -> Path:
    if target.is_dir():
        return target / file_name(desk)
    if target.suffix.lower() != ENDING:
        raise NotFoundError(
            "There is no such folder. Nothing was written. Put the stick in, or choose another folder; the name of "
            "a file ends in .rpb."
        )
    return target


def _cards(conn: Connection, to: Sequence[str]) -> tuple[KnownCard, ...]:
    """The cards of the recipients. Raises UsageError without any, NotTrustedError for one that may not be used."""
    if not to:
        raise UsageError("Say to whom. Nothing was written.")
    found = []
    for fingerprint in dict.fromkeys(to):
        card = trust.find(conn, fingerprint)
        if card is None or card.trust is not Trust.TRUSTED:
            raise NotTrustedError(
                "The words of that card were not compared yet, or the card was revoked. Nothing was written. "
                "Compare its eight words by telephone first."
            )
        found.append(card)
    return tuple(found)


def _choose(desk: Desk, conn: Connection, order: SendOrder, cards: tuple[KnownCard, ...]) -> _Choice:
    outside = tuple(card for card in cards if not same_organisation(desk, card))
    if outside and not order.basis:
        raise NoBasisError(
            "This would leave your organisation. Nothing was written. Say on what lawful basis, and why."
        )
    if order.basis and order.basis not in {choice.value for choice in bases()}:
        raise UsageError("There is no such lawful basis. Nothing was written.")
    scope = scope_for(desk, conn, order, outside)
    lines = [] if order.full else [trust.line(conn, each.fingerprint) for each in cards]
    holdings = [ledger.holding(conn, [each.card for each in line]) for line in lines]
    return _Choice(cards, outside, scope, choosing.choose(conn, holdings, scope))


def _enter(desk: Desk, order: SendOrder, choice: _Choice, prepared: exporting.Prepared) -> None:
    """The ledger, what is recorded of a disclosure, and that people were exported; before the file has its name."""
    manifest = prepared.manifest
    disclosed = [
        change
        for card in choice.outside
        for change in _disclosures(desk, order, choice.scope, card, prepared.people)
    ]
    with desk.journal.writing() as writer:
        ledger.enter(
            writer.connection,
            manifest.bundle,
            manifest.to,
            order.purpose,
            choice.scope,
            choice.chosen.pieces,
            [(late.row, late.seq) for late in choice.chosen.late],
            desk.clock.now(),
        )
        for change in disclosed:
            writer.reserve(change)
        for change in disclosed:
            writer.append(change)
        desk.journal.enter_looks(writer.connection, Act.EXPORTED, prepared.people)


def _disclosures(
    desk: Desk, order: SendOrder, scope: Scope, card: KnownCard, people: Sequence[str]
) -> Iterator[Change]:
    organisation = card.card.organisation or card.card.establishment
    asked = standing_permissions(desk, people, organisation)
    for person in people:
        classes = (scope.classes or {}).get(person, ())
        if not classes:
            continue
        values: dict[str, object] = {
            "recipient": f"{card.card.name}, {organisation}"[:200],
            "what": "bundle",
            "info_classes": list(classes),
            "lawful_basis": order.basis,
            "permission": asked.get(person),
            "override_reason": order.reason[:200] or None,
            "sent_on": desk.clock.today().isoformat(),
        }
        yield Change("disclosure", values, person=person)  # type: ignore[arg-type]


@contextmanager
def _offered(desk: Desk, order: SendOrder, cards: tuple[KnownCard, ...]) -> Iterator[None]:
    """A hand-over is offered before its file is written, and taken back when that fails."""
    if order.purpose != HANDOVER:
        yield
        return
    if len(cards) != 1 or not order.people:
        raise UsageError("A hand-over goes to one colleague and names the people. Nothing was written.")
    offers = handing_over.offer(desk, order.people, cards[0].card.fingerprint, order.reason)
    try:
        yield
    except BaseException:
        handing_over.take_back(desk, offers)
        raise


def _tidy(desk: Desk) -> None:
    """Forget bundles whose writing was cut off: they never got their name."""
    with desk.journal.reading() as conn:
        left = ledger.unfinished(conn)
    if left:
        with desk.vault.writing() as conn:
            for bundle in left:
                ledger.forget(conn, bundle)


def _class_words(scope: Scope) -> tuple[str, ...]:
    going = {each for classes in (scope.classes or {}).values() for each in classes}
    return tuple(each.words for each in InfoClass if each.value in going)


def _name(records: Sequence[reading.Record]) -> str:
    values = records[0].values
    return f"{str(values.get('surname', '')).upper()} {values.get('forename', '')}".strip()
