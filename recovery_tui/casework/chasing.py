"""Chasing: referrals that wait for an answer, the longest first, in neutral words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.person_file import agency_names, location_of, person_name
from recovery_tui.casework.person_records import PersonRecords, joined, text, words
from recovery_tui.casework.settings import read as settings_of
from recovery_tui.casework.views import Mark, RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.listing import how_many, mine_on
from recovery_tui.journal.reading import Record
from recovery_tui.practice.agenda import ANSWER_DAYS
from recovery_tui.practice.day_words import spell_short
from recovery_tui.practice.referrals import days_waiting, neutral_domain
from recovery_tui.records import KINDS, InfoClass
from recovery_tui.records.lists.links import DOMAIN, WAITING_REFERRALS
from recovery_tui.records.tables import table_of

SHOWN = 100
"""Lines that are made; the total tells of the rest."""

_KINDS = ("person", "stay", "contact")


@dataclass(frozen=True)
class ChaseLine:
    """A referral that waits for an answer, in neutral words."""

    person: RecordId
    referral: RecordId
    name: str
    location: str
    agency: str
    about: str
    waits: str
    """`9d`, and whether they have it."""
    phone: str
    last_attempt: str
    mark: Mark
    """Whether it is longer than the agency has to answer."""


@dataclass(frozen=True)
class ChaseView:
    """The list, and how many there are altogether."""

    lines: tuple[ChaseLine, ...]
    total: int
    mine: int
    everyone: int


def view(desk: Desk, *, mine: bool) -> ChaseView:
    """What waits, the longest first, of my people or of everybody who is not closed."""
    today = desk.clock.today()
    clinical = settings_of(desk).clinical_on_lists
    with desk.journal.reading() as conn:
        waiting = _waiting(conn, today, mine=mine)
        own, everyone = how_many(conn, today)
        shown = waiting[:SHOWN]
        ids = reading.ids_of(conn, [number for row in shown for number in row])
        people = reading.of_people(conn, dict.fromkeys(ids[person] for person, _ in shown), _KINDS)
        referrals = reading.several(conn, [ids[referral] for _, referral in shown])
        asked = {text(each, "agency") for each in referrals.values()}
        names = agency_names(conn, asked)
        agencies = reading.several(conn, list(asked))
    lines = []
    for person, number in shown:
        whose, referral = PersonRecords(ids[person], people[ids[person]], today), referrals[ids[number]]
        agency = text(referral, "agency")
        name = names.get(agency, "a service not here yet")
        lines.append(_line(whose, referral, agencies.get(agency), name, clinical=clinical))
    return ChaseView(tuple(lines), len(waiting), own, everyone)


def _waiting(conn: Connection, today: date, *, mine: bool) -> list[tuple[int, int]]:
    """Person and referral (local numbers) of all that wait, also where only one of two writers says so."""
    rows = conn.exec_driver_sql(
        f"SELECT listing.person, r.id, r.status IN ({', '.join(map(repr, WAITING_REFERRALS))}) AS waits"
        f" FROM {table_of('referral').name} AS r LEFT JOIN alias ON alias.entity = r.person"
        " JOIN listing ON listing.person = COALESCE(alias.shown, r.person) AND listing.open = 1"
        f" WHERE r.hidden IS NULL AND (waits OR r.conflict = 1){f' AND {mine_on(today)}' if mine else ''}"
        " ORDER BY COALESCE(r.sent_on, ''), listing.name, r.id"
    ).all()
    ids = reading.ids_of(conn, [number for _, number, waits in rows if not waits])
    disputed = reading.several(conn, list(ids.values()))
    return [
        (int(person), int(number))
        for person, number, waits in rows
        if waits or set(disputed[ids[number]].also.get("status", ())) & set(WAITING_REFERRALS)
    ]


def _line(
    whose: PersonRecords, referral: Record, agency: Record | None, name: str, *, clinical: bool
) -> ChaseLine:
    """A referral to `agency`, which goes by `name`, as anybody may see it."""
    days = days_waiting(referral.values, whose.today)
    has_it = "has it" if text(referral, "status") == "acknowledged" else ""
    telling = KINDS["referral"].own_class(referral.values) is InfoClass.TRT and not clinical
    domain = text(referral, "domain")
    about = DOMAIN.label(domain if clinical else neutral_domain(domain)).lower()
    allowed = agency.values.get("sla_days") if agency else None
    over = days is not None and days > (allowed if isinstance(allowed, int) else ANSWER_DAYS)
    return ChaseLine(
        RecordId(whose.person),
        RecordId(referral.id),
        person_name(whose),
        location_of(whose),
        "treatment service" if telling else name,
        "" if telling else about,
        joined("no date" if days is None else f"{days}d", has_it),
        joined(text(agency, "contact_name"), text(agency, "phone")),
        _last_attempt(whose, referral.id),
        Mark.MISSING if over else Mark.NONE,
    )


def _last_attempt(whose: PersonRecords, referral: str) -> str:
    """The newest call about a referral: `no answer Fri 20 Nov`."""
    calls = [each for each in whose.shown("contact") if text(each, "about") == referral]
    if not calls:
        return ""
    last = max(calls, key=lambda each: (text(each, "held_on"), each.made))
    return f"{words(last, 'outcome').lower()} {spell_short(text(last, 'held_on'))}"
