"""Chasing: referrals that wait for an answer, the longest first, in neutral words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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

_KINDS = ("person", "stay", "referral", "contact")


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
    with desk.journal.reading() as conn:
        where = (
            f"FROM {table_of('referral').name} AS r LEFT JOIN alias ON alias.entity = r.person"
            " JOIN listing ON listing.person = COALESCE(alias.shown, r.person) AND listing.open = 1"
            # where writers disagree, one of them may still be waiting
            f" WHERE r.hidden IS NULL AND (r.status IN ({', '.join(map(repr, WAITING_REFERRALS))}) OR r.conflict = 1)"
        )
        rows = conn.exec_driver_sql(
            f"SELECT listing.person, r.id {where}{f' AND {mine_on(today)}' if mine else ''}"
            " ORDER BY COALESCE(r.sent_on, ''), listing.name, r.id"
        ).all()
        own, everyone = how_many(conn, today)
        ids = reading.ids_of(conn, [number for row in rows[:SHOWN] for number in row])
        people = reading.of_people(
            conn, dict.fromkeys(ids[int(person)] for person, _ in rows[:SHOWN]), _KINDS
        )
        names = agency_names(conn)
        agencies = {each.id: each for each in reading.several(conn, list(names)).values()}
        clinical = settings_of(desk).clinical_on_lists
        lines = [
            _line(
                PersonRecords(ids[person], people[ids[person]], today),
                ids[referral],
                agencies,
                names,
                clinical,
            )
            for person, referral in rows[:SHOWN]
        ]
    return ChaseView(tuple(line for line in lines if line is not None), len(rows), own, everyone)


def _line(
    whose: PersonRecords,
    record: str,
    agencies: Mapping[str, Record],
    names: Mapping[str, str],
    clinical: bool,
) -> ChaseLine | None:
    referral = whose.get(record)
    if referral is None or not {text(referral, "status"), *referral.also.get("status", ())} & set(
        WAITING_REFERRALS
    ):
        return None
    agency = agencies.get(text(referral, "agency"))
    days = days_waiting(referral.values, whose.today)
    has_it = "has it" if text(referral, "status") == "acknowledged" else ""
    telling = KINDS["referral"].own_class(referral.values) is InfoClass.TRT and not clinical
    domain = text(referral, "domain")
    about = DOMAIN.label(domain).lower() if clinical else DOMAIN.label(neutral_domain(domain)).lower()
    allowed = agency.values.get("sla_days") if agency else None
    over = days is not None and days > (allowed if isinstance(allowed, int) else ANSWER_DAYS)
    return ChaseLine(
        RecordId(whose.person),
        RecordId(record),
        person_name(whose),
        location_of(whose),
        "treatment service" if telling else names.get(text(referral, "agency"), "a service not here yet"),
        "" if telling else about,
        joined("no date" if days is None else f"{days}d", has_it),
        joined(text(agency, "contact_name"), text(agency, "phone")) if agency else "",
        _last_attempt(whose, record),
        Mark.MISSING if over else Mark.NONE,
    )


def _last_attempt(whose: PersonRecords, referral: str) -> str:
    """The newest call about a referral: `no answer Fri 20 Nov`."""
    calls = [each for each in whose.shown("contact") if text(each, "about") == referral]
    if not calls:
        return ""
    last = max(calls, key=lambda each: (text(each, "held_on"), each.made))
    return f"{words(last, 'outcome').lower()} {spell_short(text(last, 'held_on'))}"
