"""A person's page: the header that stays, and one area at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from recovery_tui.casework import asked_to_erase, quality, said_yes, timeline
from recovery_tui.casework.areas import links, peers, plan, release, scores, treatment
from recovery_tui.casework.areas.medicines import open_medicines
from recovery_tui.casework.areas.stays import release_said, stay_of
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.disputed import page_section
from recovery_tui.casework.next_things import help_said, step_said
from recovery_tui.casework.permissions import by_agency, readings_of
from recovery_tui.casework.person_records import PersonRecords, joined, struck, text, words
from recovery_tui.casework.views import Area, AreaView, Mark, PersonHeader, RecordId, TimelineWish
from recovery_tui.casework.writers import writer_names
from recovery_tui.errors import NotFoundError
from recovery_tui.journal import access, alias, hlc, reading
from recovery_tui.journal.answers import disputed_notes
from recovery_tui.journal.authors import author_of, changed_last
from recovery_tui.practice.day_words import age, spell_any, spell_near
from recovery_tui.practice.handovers import is_covered, taken_by
from recovery_tui.practice.permissions import sharing_word
from recovery_tui.practice.safety import ACT, Worry
from recovery_tui.records import KINDS, Merge

_NUMBER_ORDER = ("prison_number", "crn", "pnc", "cro", "other")
_NOTES: Mapping[Area, frozenset[str]] = {
    Area.PLAN: frozenset({"progress", "review", "approval"}),
    Area.TREATMENT: frozenset({"session", "incident"}),
    Area.PEERS: frozenset({"peer_contact"}),
}
"""Notes an area shows; all others stand under everything."""

_NEWEST = TimelineWish()


def page(
    desk: Desk,
    person: RecordId,
    area: Area,
    show_hidden: bool = False,
    wish: TimelineWish = _NEWEST,
) -> tuple[PersonHeader, AreaView]:
    """The header and one area, from one reading of the store; raises `NotFoundError`.

    `wish` says which page of the timeline is wanted, where the area is everything.
    """
    with desk.journal.reading() as conn:
        records = read(desk, conn, person, show_hidden, _kinds_on(area))
        # no note names an agency: those that an area leaves out are not missed
        agencies = agency_names(conn, {text(each, "agency") for each in records.records})
        records = replace(records, unwritten=said_yes.unwritten(conn, records, agencies))
        if area is Area.EVERYTHING:
            handed_over = bool(records.of("handover"))
            view = timeline.view(desk, conn, records, wish, agencies, handed_over=handed_over)
        elif area is Area.TREATMENT:
            view = treatment.view(records, _confirmed_by(desk, conn, records))
        else:
            view = {
                Area.PLAN: plan.view,
                Area.PEERS: peers.view,
                Area.LINKS: lambda those: links.view(those, agencies),
                Area.RELEASE: release.view,
                Area.SCORES: scores.view,
            }[area](records)
        notes = reading.several(conn, disputed_notes(conn, person)).values()
        header = _header(desk, conn, records, agencies)
        to_erase = asked_to_erase.section(desk, conn, person)
    disputed = page_section([*records.records, *(each for each in notes if records.get(each.id) is None)])
    listed = quality.section(records) if area is Area.EVERYTHING and wish == _NEWEST else None
    filled = tuple(
        section for section in (to_erase, disputed, listed, *view.sections) if section and section.lines
    )
    return header, replace(view, sections=filled)


def page_showing(
    desk: Desk, person: RecordId, area: Area, show_hidden: bool, wish: TimelineWish
) -> tuple[PersonHeader, AreaView]:
    """As `page`; but where `wish` names a record that `area` does not show, the first area that does, if any."""
    record = wish.record
    asked = page(desk, person, area, show_hidden, wish)
    if record is None or asked[1].shows(record):
        return asked
    others = (page(desk, person, other, show_hidden, TimelineWish(record=record)) for other in Area)
    return next((found for found in others if found[1].shows(record)), asked)


def _kinds_on(area: Area) -> tuple[str, ...]:
    """All kinds but the notes that an area does not show: of those a person may have thousands."""
    return tuple(
        kind.name
        for kind in KINDS.values()
        if kind.merge is not Merge.LOG or kind.name in _NOTES.get(area, ())
    )


def read(
    desk: Desk, conn: Connection, person: RecordId, show_hidden: bool = False, kinds: Sequence[str] = ()
) -> PersonRecords:
    """What is recorded about a person, everything or of some kinds; raises `NotFoundError` when nothing is here."""
    records = reading.of_person(conn, person, kinds)
    if not records and (not kinds or not reading.of_person(conn, person)):
        raise NotFoundError("That person is not in this store. Nothing was changed.")
    return PersonRecords(
        person, struck(records), desk.clock.today(), show_hidden, to_local=desk.clock.to_local
    )


def _confirmed_by(desk: Desk, conn: Connection, records: PersonRecords) -> dict[str, str]:
    """Names of those who entered that a medicine was confirmed, by the medicine's id."""
    authors = {each.id: author_of(conn, each.id, "confirmed_on") for each in open_medicines(records)}
    names = writer_names(desk, conn, authors.values())
    return {medicine: names[author] for medicine, author in authors.items() if author}


def looked_at(desk: Desk, person: RecordId) -> None:
    """Enter that this person's page was opened (once in half an hour)."""
    desk.journal.look(access.Act.OPENED, person)


def agency_names(conn: Connection, asked: Iterable[str]) -> dict[str, str]:
    """Names of those of these agencies that are here, by record id; those that were joined have one name."""
    groups = alias.members(conn, list(asked))
    here = reading.several(conn, [group[0] for group in groups.values()])
    return {each: text(here[group[0]], "name") for each, group in groups.items() if group[0] in here}


def person_name(records: PersonRecords) -> str:
    """`BARNES Lee "Baz"`."""
    person = records.get(records.person)
    known_as = words(person, "known_as")
    name = joined(words(person, "surname").upper(), words(person, "forename"), by=" ")
    return f'{name} "{known_as}"' if known_as else name or "name not here yet"


def number_of(records: PersonRecords) -> str:
    """The number a person is known by in prison, else in probation; their own before that of one joined with them."""
    ordered = sorted(records.shown("identifier"), key=lambda each: each.person == records.person)
    held = {text(each, "system"): words(each, "value") for each in ordered}
    return next((held[system] for system in _NUMBER_ORDER if system in held), "no number")


def location_of(records: PersonRecords) -> str:
    """Establishment, wing and cell; `out` after release."""
    stay = stay_of(records)
    if stay is None:
        return "no location"
    if text(stay, "released_on"):
        return "out"
    return joined(words(stay, "establishment"), words(stay, "location"), by=" ")


def _header(
    desk: Desk, conn: Connection, records: PersonRecords, agencies: Mapping[str, str]
) -> PersonHeader:
    """The header of a person's page; `agencies` are names by record id."""
    person = records.get(records.person)
    stay = stay_of(records)
    worst = next(iter(records.worries), None)
    born = text(person, "born_on")
    covers = is_covered([each.values for each in records.shown("assignment")], desk.me, records.today)
    handovers = [{**each.values, "id": each.id} for each in records.shown("handover")]
    gone = None if covers else taken_by(handovers, desk.me)
    died = any(text(each, "record_status") == "died" for each in records.shown("person"))
    return PersonHeader(
        person=RecordId(records.person),
        name=person_name(records),
        number=number_of(records),
        age=f"{age(born, records.today)}" if born else "age?",
        location=location_of(records),
        release=release_said(stay, records.today) if stay else "no stay recorded",
        worst=_worst(worst, died),
        worst_mark=Mark(worst.mark) if worst and not died else Mark.NONE,
        next_action=_next_action(records, desk.me, worst, agencies) if gone is None else "",
        handed_over=_handed_over(str(gone.get("accepted_on") or "")) if gone else "",
        sharing=_sharing(records, agencies),
        community=_community(records),
        as_known=_as_known(desk, conn, records),
        has_scores=bool(records.shown("score") or records.shown("top")),
        frozen=died,
    )


def _handed_over(day: str) -> str:
    """Since when only late notes are taken; the day may not have arrived."""
    return f"{joined('handed over', spell_any(day) if day else '', by=' ')}: late notes only"


def _as_known(desk: Desk, conn: Connection, records: PersonRecords) -> str:
    """When anything about the person was last changed, and by whom if it came from somebody else."""
    stamp, author = changed_last(conn, records.person)
    moment = desk.clock.to_local(hlc.instant(stamp))
    when = f"{moment:%H:%M}" if moment.date() == records.today else spell_near(moment.date(), records.today)
    names = writer_names(desk, conn, [author])
    return f"{when}, {'this computer' if author == desk.me else names[author]}"


def _worst(worst: Worry | None, died: bool) -> str:
    if died:
        return "this person has died: nothing is chased or printed"
    return worst.text if worst else ""


def _next_action(records: PersonRecords, me: str, worst: Worry | None, agencies: Mapping[str, str]) -> str:
    """What is under way about the red reason it stands beside, or that nothing is; else the step that is due first."""
    if worst is not None and worst.mark == ACT:
        helps = help_said(worst.code, records, me, agencies, clinical=True)
        if helps:
            return helps
    steps = [step for step in records.open_steps if text(step, "due_on")]
    step = min(steps, key=lambda each: text(each, "due_on"), default=None)
    if step is None:
        return ""
    return step_said(step, records, me)


def _sharing(records: PersonRecords, agencies: Mapping[str, str]) -> str:
    asked = by_agency(records.shown("permission"), agencies).values()
    return sharing_word(
        ([each for one in said for each in readings_of(one)] for said in asked),
        records.today,
        unwritten=bool(records.unwritten),
    )


def _community(records: PersonRecords) -> str:
    for each in records.shown("professional"):
        if text(each, "role") == "com" and not text(each, "until_on"):
            return joined("COM", words(each, "name"), words(each, "phone"), by=" ")
    return ""
