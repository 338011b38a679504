"""Everything: the timeline of all that is recorded about a person, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework.person_records import (
    PersonRecords,
    choices,
    joined,
    line,
    section,
    text,
    words,
)
from recovery_tui.casework.views import TURN, Area, AreaView, Line, RecordId, Section, TimelineWish
from recovery_tui.journal.reading import Record
from recovery_tui.journal.timeline import DAY_FIELDS
from recovery_tui.records import KINDS
from recovery_tui.records.day_words import spell_month
from recovery_tui.records.labels import describe

PAGE = 100
"""Records on a page."""

KINDS_OF: Mapping[Area, frozenset[str]] = {
    Area.PLAN: frozenset({"plan", "goal", "progress", "step", "need", "review", "approval", "flag"}),
    Area.TREATMENT: frozenset(
        {
            "treatment_episode", "substance", "intervention", "session", "naloxone", "harm_reduction", "drug_test",
            "incident",
        }
    ),
    Area.PEERS: frozenset({"peer_link", "peer_contact", "supporter"}),
    Area.LINKS: frozenset(
        {
            "referral", "appointment", "home", "work", "permission", "disclosure", "professional", "contact_route",
        }
    ),
    Area.RELEASE: frozenset({"stay", "requirement", "release_item", "temporary_absence", "post_release_check"}),
    Area.SCORES: frozenset({"score", "top"}),
}  # fmt: skip
"""What belongs to an area; goals, needs and contacts also to the one they name."""

AREA_CODES = {Area.TREATMENT: "treatment", Area.PEERS: "peer", Area.LINKS: "links", Area.RELEASE: "aftercare"}
"""Codes by which goals, needs and contacts name an area."""


def view(
    person: PersonRecords,
    told: TimelineWish,
    start: int,
    total: int,
    names: Mapping[str, str],
    writer: str = "",
) -> AreaView:
    """A page of the timeline: `person` holds its records in their order, `start` and `total` say which they are.

    `names` tells agencies and groups by record id.
    """
    sections: list[Section] = []
    if narrowed := _narrowed(told, writer):
        sections.append(section("Narrowed", [Line(narrowed, f"{total} found")]))
    if start > 0:
        sections.append(section("", [_turn("Later ones", told, max(start - PAGE, 0), f"{start} more")]))
    months: dict[str, list[Line]] = {}
    begin: RecordId | None = None
    for record in person.records:
        field, when = _when(record)
        on = person.local_day(when)
        if begin is None and start == 0 and on <= person.today.isoformat():
            begin = RecordId(record.id)
        note = joined(
            person.spelled(when) if record.made or on else "",
            "" if record.made else "part of this record has not arrived",
            "late note" if record.id in person.late else "",
            _answers(record),
        )
        said = describe(
            record.kind, record.values, without=field, name_of=names.get, to_local=person.to_local
        )
        months.setdefault(on[:7], []).append(line(record, said, note))
    sections += [section(month_words(month), lines) for month, lines in months.items()]
    ahead = start + len(person.records)
    if ahead < total:
        sections.append(section("", [_turn("Earlier ones", told, ahead, f"{total - ahead} more")]))
    kinds = [kind.name for kind in KINDS.values() if kind.typed and kind.name not in {"person", "agency"}]
    return AreaView(Area.EVERYTHING, tuple(sections), choices(*kinds), begin)


def _narrowed(told: TimelineWish, writer: str) -> str:
    """What the timeline is narrowed to, in words."""
    area = told.area.word if told.area else ""
    return joined(area, f"by {writer}" if writer else "", month_words(told.month) if told.month else "")


def _turn(said: str, told: TimelineWish, start: int, note: str) -> Line:
    return Line(said, note, kind=TURN, preset={"start": start})


def _answers(record: Record) -> str:
    """What writers disagree about, of the fields the line is made of."""
    kind = KINDS.get(record.kind)
    if kind is None:
        return ""
    fields = [field for field in kind.summary if field in record.also and kind.fields[field].ref is None]
    return joined(*(f"{kind.fields[field].title}: {words(record, field)}" for field in fields))


def _when(record: Record) -> tuple[str, str]:
    """The field that says when a record happened, and its value; without one the day on which it was made."""
    found = ((field, text(record, field)) for field in DAY_FIELDS)
    return next(((field, value) for field, value in found if len(value) >= 10), ("", record.made_on))


def month_words(month: str) -> str:
    """`November 2026`."""
    return spell_month(month) if month else "No date"
