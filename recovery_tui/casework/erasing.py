"""Erasing a person: one colleague asks, a supervisor approves, and every store that hears of both erases."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from recovery_tui.bundles import ledger, parking, trust
from recovery_tui.bundles.trust import Trust
from recovery_tui.casework import changing, safekeeping
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.owner import Role
from recovery_tui.casework.person_file import person_name
from recovery_tui.casework.person_records import PersonRecords
from recovery_tui.casework.views import Choice, Outcome, RecordId
from recovery_tui.casework.writers import writer_names
from recovery_tui.errors import NotAllowedError, NotFoundError, UsageError
from recovery_tui.journal import alias, erase, reading, tables
from recovery_tui.journal.intake import Intake
from recovery_tui.journal.log import Change
from recovery_tui.records.lists.sharing import ERASURE_REASON
from recovery_tui.vault.identity import fingerprint_of

_TRACES, _LEFT = "erasure traces", "left"
"""Setting that says that somebody was erased and copies may still hold them."""


@dataclass(frozen=True)
class Erasure:
    """How far an erasure has come."""

    request: RecordId
    subject: RecordId
    name: str
    """Whom it is about, as lists say it; empty when nothing of them is here, or not any more."""
    reason: str
    asked_by: str
    """Fingerprint."""
    asker: str
    """Name."""
    asked_on: str
    done: bool
    """Whether the person is erased here."""
    confirmed: int
    """Recipients who held the person and have confirmed the erasure."""
    recipients: int
    """Recipients who were sent anything of the person."""
    may_approve: bool
    """Whether this store's owner may approve it: a supervisor who did not ask."""
    may_refuse: bool
    """Whether they may say no: a supervisor, or whoever asked."""


def reasons() -> tuple[Choice, ...]:
    """Why somebody may be erased."""
    return tuple(Choice(code.code, code.label) for code in ERASURE_REASON)


def request(desk: Desk, person: RecordId, reason: str) -> RecordId:
    """Ask that a person be erased, with every record that was joined with theirs; the request that names `person`.

    Raises NotFoundError, UsageError for a reason that is not on the list.
    """
    if reason not in ERASURE_REASON:
        known = ", ".join(code.code for code in ERASURE_REASON)
        raise UsageError(f"Give one of the reasons for erasing: {known}. Nothing was changed.")
    with desk.journal.reading() as conn:
        stored = reading.one(conn, person)
        if stored is None or stored.kind != "person":
            raise NotFoundError("There is nobody with that id here. Nothing was changed.")
        standing = {each.subject: each.request for each in reversed(erase.asked(conn))}
        wanted = [each for each in alias.members(conn, [person])[person] if each not in standing]
    today = desk.clock.today().isoformat()
    changes = [
        Change("erasure", {"subject": each, "reason": reason, "requested_on": today}) for each in wanted
    ]
    asked = dict(zip(wanted, desk.journal.save(changes).ids if changes else (), strict=True))
    return RecordId({**standing, **asked}[person])


def approve(desk: Desk, asked: RecordId) -> None:
    """A supervisor, not the one who asked, approves: the person is erased here, and wherever this arrives.

    With them goes what the same colleague asked of records that are joined with theirs. Raises NotFoundError,
    NotAllowedError.
    """
    with desk.journal.reading() as conn:
        every = erase.asked(conn)
        found = next((each for each in every if each.request == asked), None)
        if found is None:
            raise NotFoundError("There is no such request to erase here. Nothing was changed.")
        if desk.owner.role is not Role.SUPERVISOR:
            raise NotAllowedError("Only a supervisor approves an erasure. Nothing was changed. Ask yours.")
        if trust.is_one_person(conn, found.by, desk.me):
            raise NotAllowedError(
                "Whoever asks can't approve as well. Nothing was changed. Ask another supervisor."
            )
        group = alias.members(conn, [found.subject])[found.subject]
    today = desk.clock.today().isoformat()
    approvals = [
        {"request": each.request, "subject": each.subject, "approved_on": today}
        for each in every
        if each.by == found.by and each.subject in group
    ]
    desk.journal.save([Change("erasure_approval", each) for each in approvals])
    with desk.vault.writing() as conn:
        _erase_approved(conn, desk)
    after(desk)


def refuse(desk: Desk, asked: RecordId) -> Outcome:
    """A supervisor says no, or whoever asked takes it back: the request is hidden and the record stays.

    Raises NotFoundError, NotAllowedError.
    """
    found = next((each for each in listed(desk) if each.request == asked), None)
    if found is None or found.done:
        raise NotFoundError("There is no such request to erase any more. Nothing was changed.")
    if not found.may_refuse:
        raise NotAllowedError("A supervisor decides about this, or whoever asked. Nothing was changed.")
    return changing.hide(desk, asked, "the record stays")


def settle(desk: Desk, intake: Intake) -> None:
    """Erase whoever two authors agree on, in the transaction that took their words in."""
    intake.settle()
    _erase_approved(intake.connection, desk)


def after(desk: Desk) -> None:
    """What follows an erasure once it is committed: no copy stays in the log file or in the daily backups.

    Nothing when there is nothing left; should the computer stop before it is done, it is done the next time.
    """
    with desk.vault.reading() as conn:
        left = tables.setting(conn, _TRACES) == _LEFT
    if left:
        desk.vault.write_log_back()
        safekeeping.renew_daily(desk)
        with desk.vault.writing() as conn:
            tables.set_setting(conn, _TRACES, "")


def listed(desk: Desk) -> tuple[Erasure, ...]:
    """Every erasure that was asked for, and how far it has come."""
    with desk.journal.reading() as conn:
        asked = erase.asked(conn)
        names = writer_names(desk, conn, [each.by for each in asked])
        return tuple(_view(desk, conn, each, names[each.by]) for each in asked)


def waiting(conn: Connection) -> int:
    """How many people somebody asks to erase, and who are here still."""
    return sum(not erase.is_erased(conn, each.subject) for each in erase.asked(conn))


def _view(desk: Desk, conn: Connection, asked: erase.Asked, by: str) -> Erasure:
    confirmed, recipients = _confirmed(conn, asked)
    done = erase.is_erased(conn, asked.subject)
    mine = trust.is_one_person(conn, asked.by, desk.me)
    decides = desk.owner.role is Role.SUPERVISOR
    found = () if done else reading.of_person(conn, asked.subject, ("person",))
    return Erasure(
        request=RecordId(asked.request),
        subject=RecordId(asked.subject),
        name=person_name(PersonRecords(asked.subject, found, desk.clock.today())) if found else "",
        reason=ERASURE_REASON.label(asked.reason) if asked.reason in ERASURE_REASON else asked.reason,
        asked_by=asked.by,
        asker=by,
        asked_on=asked.on,
        done=done,
        confirmed=confirmed,
        recipients=recipients,
        may_approve=decides and not mine and not done,
        may_refuse=(decides or mine) and not done,
    )


def _erase_approved(conn: Connection, desk: Desk) -> None:
    for each in erase.asked(conn):
        if erase.is_erased(conn, each.subject):
            continue
        others = (who for who in each.approved_by if not trust.is_one_person(conn, who, each.by))
        if any(_is_supervisor(conn, desk, who) for who in others):
            erase.erase(conn, each.subject, desk.me, desk.clock.now())
            parking.drop_of_person(conn, each.subject)
            tables.set_setting(conn, _TRACES, _LEFT)


def _is_supervisor(conn: Connection, desk: Desk, fingerprint: str) -> bool:
    if fingerprint == desk.me:
        return desk.owner.role is Role.SUPERVISOR
    card = trust.find(conn, fingerprint)
    return card is not None and card.trust is Trust.TRUSTED and card.card.role == Role.SUPERVISOR.value


def _confirmed(conn: Connection, asked: erase.Asked) -> tuple[int, int]:
    """Of the recipients who were sent the person: how many have confirmed the erasure, and how many there are."""
    held = ledger.recipients_of(conn, asked.subject)
    places = _places(conn, asked)
    confirmed = {
        who
        for who in held
        if places and all(who == by or ledger.has_confirmed(conn, who, row, seq) for row, seq, by in places)
    }
    return len(confirmed), len(held)


def _places(conn: Connection, asked: erase.Asked) -> list[tuple[int, int, str]]:
    """Where the request and its approvals lie in the log, and whose they are; empty until both are here."""
    approvals = [
        each.id
        for each in reading.of_kind(conn, erase.APPROVAL)
        if each.values.get("request") == asked.request
    ]
    if not approvals:
        return []
    marks = ",".join("?" * (len(approvals) + 1))
    rows = conn.exec_driver_sql(
        "SELECT event.feed, event.seq, feed.author FROM event JOIN entity ON entity.id = event.entity"
        f" JOIN feed ON feed.no = event.feed WHERE entity.uid IN ({marks})",
        tuple(reading.raw_id(each) for each in (asked.request, *approvals)),
    )
    return [(int(row), int(seq), fingerprint_of(bytes(author))) for row, seq, author in rows]
