"""Receiving files: look inside first, take in one or many, release what was kept aside, write replies."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

from recovery_tui.bundles import exporting, importing, inspecting, letters, parking, trust
from recovery_tui.bundles.received import Outcome, Received
from recovery_tui.bundles.trust import Trust
from recovery_tui.casework import cards, erasing, file_outcomes, handing_over, last_folder
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.drives import files_in, is_removable
from recovery_tui.casework.own_card import name_by_new_key
from recovery_tui.casework.person_file import person_name
from recovery_tui.casework.person_records import PersonRecords
from recovery_tui.casework.sending import ENDING, file_name
from recovery_tui.casework.sharing_views import FileResult, GapView, InspectView, SectionView, SentFile
from recovery_tui.casework.views import RecordId
from recovery_tui.errors import (
    BundleDamagedError,
    NotForYouError,
    NotFoundError,
    RecoveryError,
    StoppedError,
    UnknownSignerError,
)
from recovery_tui.journal import alias, authors, listing, reading
from recovery_tui.journal.runs import Gap

Progress = Callable[[int, int], None]
"""Told how much of how much is done; may raise to stop."""

NOTHING_TO_READ = (
    "There is no file ending in .rpb in that folder. Nothing was changed. Look where else they may lie."
)


def look(desk: Desk, path: Path, full: bool = False) -> InspectView:
    """What a file says of itself; changes nothing, whatever is trusted. With `full` everything is read and proven.

    Raises NotFoundError, BundleDamagedError, BundleTooNewError, NotForYouError.
    """
    with importing.open_file(path) as file:
        size = path.stat().st_size
        with desk.vault.reading() as conn:
            secrets = desk.vault.reading_secrets(conn)
        found = inspecting.look(file, desk.me, secrets)
        effect = None
        if full:
            file.seek(0)
            try:
                effect = _effect(desk, file, secrets)
            except UnknownSignerError:  # nothing would come of it, and it is proven all the same
                file.seek(0)
                effect = Received(inspecting.prove(file, secrets), found.signer)
        with desk.vault.reading() as conn:
            return _inspected(conn, desk, found, size, effect)


def files(path: Path) -> list[Path]:
    """A file, or the bundles in a folder by name; raises NotFoundError when there are none."""
    if not path.is_dir():
        return [path]
    found = files_in(path, ENDING)
    if not found:
        raise NotFoundError(NOTHING_TO_READ)
    return found


def receive(desk: Desk, paths: Sequence[Path], progress: Progress | None = None) -> tuple[FileResult, ...]:
    """Take in files, or every .rpb file in a folder; each whole or not at all, in any order. Asks nothing.

    A stick holds files for others too: those of a folder that are sealed to somebody else are passed over.

    What can't be taken in is told in its result. Only what `progress` raises to stop comes out; what is done stays.
    """
    found = [(file, path.is_dir()) for path in paths for file in files(path)]
    results = []
    for number, (file, shared) in enumerate(found):
        result = _one(desk, file, _share(progress, number, len(found)))
        results.append(replace(result, for_others=shared and result.code == NotForYouError.code))
    if any(result.new for result in results):
        results += release(desk)
    return tuple(results)


def accept(desk: Desk, card: str, heard: Mapping[int, str]) -> tuple[FileResult, ...]:
    """Trust a card by two of its words, {place: word}, and take in what was kept aside until then.

    Raises as `cards.trust_by_two`, and accepts nothing then.
    """
    cards.trust_by_two(desk, card, heard)
    return release(desk)


def release(desk: Desk) -> tuple[FileResult, ...]:
    """Take in what was kept aside and whose cards have been accepted since."""
    results: list[FileResult] = []
    tried: set[str] = set()
    while (kept := _next_accepted(desk, tried)) is not None:
        bundle, content = kept
        tried.add(bundle)
        results.append(_take_in(desk, "kept aside", io.BytesIO(content), None, kept_aside=True))
        if results[-1].code == BundleDamagedError.code:
            with desk.vault.writing() as conn:  # it will not get better: the sender must write it again
                parking.drop(conn, bundle)
    _let_go(desk)
    return tuple(results)


def _next_accepted(desk: Desk, tried: Collection[str]) -> tuple[str, bytes] | None:
    """A file kept aside, and not tried yet, for which a card that it waits for is accepted by now."""
    with desk.journal.reading() as conn:
        accepted = {
            each.card.fingerprint for each in trust.every(conn) if each.trust in (Trust.TRUSTED, Trust.OWN)
        }
        for each in parking.every(conn):
            if each.bundle not in tried and set(each.waits_for) & accepted:
                return each.bundle, parking.content(conn, each.bundle)
    return None


def _let_go(desk: Desk) -> None:
    """Keep no file of a revoked card aside once all of it came again from its owner, with the keys they have now."""
    with desk.vault.writing() as conn:
        replaced = {
            each.follows for each in trust.every(conn) if each.trust is Trust.TRUSTED and each.compared_at
        }
        for each in parking.every(conn):
            if each.signer in replaced and _is_revoked(conn, each.signer):
                kept = inspecting.front(io.BytesIO(parking.content(conn, each.bundle)), ())
                if inspecting.is_here(conn, kept):
                    parking.drop(conn, each.bundle)


def write_receipts(desk: Desk, folder: Path) -> tuple[SentFile, ...]:
    """A reply to everybody whose files were taken in and who has not been told; one small file each.

    People who were offered in these files are taken on. Raises DiskFullError, FolderNotWritableError.
    """
    if not folder.is_dir():
        raise NotFoundError(
            "There is no such folder. Nothing was written. Check the name, or put the stick in."
        )
    handing_over.take_on(desk, handing_over.offered_to_me(desk))
    with desk.journal.reading() as conn:
        signers = parking.unanswered(conn)
    made = tuple(reply for signer in signers if (reply := _reply(desk, signer, folder)) is not None)
    if made:
        last_folder.remember(desk, folder)
    return made


def _reply(desk: Desk, signer: str, folder: Path) -> SentFile | None:
    target = folder / file_name(desk)
    with desk.journal.reading() as conn:
        card = trust.find(conn, signer)
        if card is None or card.trust is not Trust.TRUSTED:
            return None
        letter = letters.letter_to(conn, desk.me, [card], None)
        prepared = exporting.prepare(conn, exporting.NOTHING, letter, desk.vault.author, desk.clock)
        part = exporting.write_part(conn, prepared, target, [card.card.reading])
    exporting.put_in_place(part, target)
    with desk.vault.writing() as conn:
        parking.note_answered(conn, signer, desk.clock.now())
    return SentFile(
        target.name, prepared.manifest.bundle, 0, 0, 0, target.stat().st_size, is_removable(folder)
    )


def _one(desk: Desk, path: Path, progress: Progress | None) -> FileResult:
    try:
        with importing.open_file(path) as file:
            return _take_in(desk, path.name, file, progress)
    except StoppedError:
        raise
    except RecoveryError as error:
        return _refused(path.name, error)


def _take_in(
    desk: Desk, name: str, file: BinaryIO, progress: Progress | None, *, kept_aside: bool = False
) -> FileResult:
    """One bundle, in one transaction; then what follows from it."""
    try:
        with desk.journal.receiving() as intake:
            mine = listing.own(intake.connection)
            secrets = desk.vault.reading_secrets(intake.connection)
            received = importing.receive(
                intake, file, desk.me, secrets, desk.clock.now(), progress, kept_aside=kept_aside
            )
            erasing.settle(desk, intake)
    except StoppedError:
        raise
    except RecoveryError as error:
        return _refused(name, error)
    erasing.after(desk)
    handed_over = handing_over.note_accepted(desk, received.signer)
    name_by_new_key(desk)
    with desk.journal.reading() as conn:
        gone = _gone(conn, desk, [each for each in mine if each not in handed_over])
        return _result(conn, name, received, gone)


def _gone(conn: Connection, desk: Desk, people: Sequence[str]) -> tuple[str, ...]:
    """The names of those among `people` who are here and not the owner's, also not under another record of theirs."""
    still = set(listing.own(conn))
    names = []
    for each, group in alias.members(conn, people).items():
        found = tuple(reading.of_person(conn, each, ("person",))) if still.isdisjoint(group) else ()
        if found:
            names.append(person_name(PersonRecords(each, found, desk.clock.today())))
    return tuple(names)


def _result(conn: Connection, name: str, received: Received, gone: tuple[str, ...]) -> FileResult:
    gaps = tuple(_gap(conn, gap) for gap in received.gaps)
    sender = _name(conn, received.signer)
    waits_for = [_name(conn, each) for each in received.waits_for]
    revoked = any(_is_revoked(conn, each) for each in received.waits_for)
    return FileResult(
        file=name,
        outcome=received.outcome.value,
        sender=sender,
        written=received.manifest.wall,
        new=received.new,
        known=received.known,
        conflicts=received.conflicts,
        gaps=gaps,
        parked=received.parked,
        waits_for=received.waits_for,
        people=tuple(RecordId(each) for each in sorted(received.people)),
        told=file_outcomes.told(received, sender, gaps, waits_for, revoked=revoked, gone=gone),
        confirmed=len(received.confirmed),
        unread=received.unread,
        bundle=received.manifest.bundle,
        gone=gone,
    )


def _refused(name: str, error: RecoveryError) -> FileResult:
    return FileResult(name, Outcome.REFUSED.value, "", "", told=error.message, code=error.code)


def _share(progress: Progress | None, number: int, files: int) -> Progress | None:
    """Progress of one file among several, told in hundredths of a file."""
    if progress is None:
        return None

    def told(done: int, total: int) -> None:
        progress(number * 100 + 100 * done // max(total, 1), files * 100)

    return told


class _OnlyLookingError(Exception):
    """Rolls a trial back."""


def _effect(desk: Desk, file: BinaryIO, secrets: Sequence[str]) -> Received:
    """What would come of a file: taken in and rolled back."""
    received: list[Received] = []
    try:
        with desk.journal.receiving() as intake:
            received.append(importing.receive(intake, file, desk.me, secrets, desk.clock.now()))
            raise _OnlyLookingError
    except _OnlyLookingError:
        return received[0]


def _inspected(
    conn: Connection, desk: Desk, found: inspecting.Found, size: int, effect: Received | None
) -> InspectView:
    manifest = found.manifest
    signer = found.signer
    card = trust.find(conn, signer)
    shown = card.card if card is not None else found.own_card
    compared = inspecting.compared(conn, found)
    brought = {signer: found.own_card.name} if found.own_card is not None else {}
    written_by = {each.section.feed: each.author for each in compared}
    sections = tuple(
        SectionView(
            each.section.feed,
            _name(conn, each.author, brought),
            each.section.first,
            each.section.last,
            each.section.shown,
            each.section.withheld,
            each.outcome,
        )
        for each in compared
    )
    gaps = tuple(
        GapView(gap.feed.hex(), gap.first, gap.last, _name(conn, written_by[gap.feed.hex()], brought))
        for gap in inspecting.gaps_after(conn, found)
    )
    return InspectView(
        signer_name=shown.name if shown is not None else "",
        signer_role=shown.role if shown is not None else "",
        fingerprint=signer,
        trust=card.trust.value if card is not None else "unknown",
        to=manifest.to,
        for_me=manifest.type == importing.START_PACK
        or not (trust.own(conn) | {desk.me}).isdisjoint(manifest.to),
        type=manifest.type,
        purpose=manifest.purpose,
        written_at=manifest.wall,
        sections=sections,
        counts=dict(manifest.counts),
        people=manifest.people,
        gaps=gaps,
        withheld=manifest.withheld,
        size=size,
        app=manifest.app,
        schema=manifest.schema,
        verified="all" if effect is not None else "manifest",
        told=file_outcomes.inspected(manifest, card, shown, gaps, desk.clock.now()),
        erases=len(manifest.erases),
        effect={
            "new": effect.new,
            "known": effect.known,
            "conflicts": effect.conflicts,
            "parked": effect.parked,
        }
        if effect is not None
        else None,
    )


def _gap(conn: Connection, gap: Gap) -> GapView:
    return GapView(gap.feed.hex(), gap.first, gap.last, _name(conn, authors.of_feed(conn, gap.feed)))


def _is_revoked(conn: Connection, fingerprint: str) -> bool:
    card = trust.find(conn, fingerprint)
    return card is not None and card.trust is Trust.REVOKED


def _name(conn: Connection, fingerprint: str, brought: Mapping[str, str] | None = None) -> str:
    """The name on a card that is kept here, else on one that a file brought."""
    card = trust.find(conn, fingerprint)
    if card is not None:
        return card.card.name
    return (brought or {}).get(fingerprint, f"not known ({fingerprint[:8]})")
