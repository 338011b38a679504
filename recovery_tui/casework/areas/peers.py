"""Peers: mentors and groups inside and outside, who meets whom at the gate, early signs and whom to ring."""

from __future__ import annotations

from recovery_tui.casework.person_records import (
    PersonRecords,
    answer,
    by_date,
    choices,
    is_missing,
    joined,
    line,
    missing,
    question,
    section,
    text,
    to_ask,
    words,
)
from recovery_tui.casework.views import AddChoice, Area, AreaView, Line, Mark, RecordId, Section
from recovery_tui.journal.reading import Record
from recovery_tui.practice.due import is_overdue

RECENT_DAYS = 28
"""Attendance is counted over the last four weeks, beside all of it."""

_UNIT = "recovery_unit"


def view(person: PersonRecords) -> AreaView:
    """The peers area."""
    unplaced = [link for link in person.of("peer_link") if is_missing(link, "where")]
    return AreaView(
        Area.PEERS,
        (
            _place(person, "inside", "Inside"),
            _place(person, "outside", "Outside"),
            section("Inside or outside?", [one for link in unplaced for one in _link(person, link)]),
            _gate(person),
            _signs(person),
            _giving_back(person),
            _supporters(person),
        ),
        (
            AddChoice("peer_link", "Peer, mentor or group inside", {"where": "inside"}),
            AddChoice("peer_link", "Peer, mentor or group outside", {"where": "outside"}),
            AddChoice(
                "peer_link", "Recovery or substance-free unit", {"where": "inside", "link_kind": _UNIT}
            ),
            *choices("peer_contact", "supporter"),
        ),
    )


def _open(person: PersonRecords) -> list[Record]:
    return [link for link in person.shown("peer_link") if not text(link, "ended_on")]


def _place(person: PersonRecords, where: str, title: str) -> Section:
    links = [link for link in person.of("peer_link") if text(link, "where") == where]
    links.sort(key=lambda link: (bool(text(link, "ended_on")), link.made))
    lines = [one for link in links for one in _link(person, link)]
    here = [link for link in _open(person) if text(link, "where") == where]
    if not any(text(link, "link_kind") != _UNIT for link in here):
        asks = (
            "mentor or group: who, how often?"
            if where == "inside"
            else "group near home: which, which evening?"
        )
        lines.append(missing("peer_link", "Nobody yet", asks, {"where": where}))
    if where == "inside" and not any(text(link, "link_kind") == _UNIT for link in links):
        preset: dict[str, object] = {"where": where, "link_kind": _UNIT}
        lines.append(missing("peer_link", "Recovery or substance-free unit", "not asked", preset))
    return section(title, lines)


def _link(person: PersonRecords, link: Record) -> list[Line]:
    """Who it is, since when and who introduced them; when it meets, and how often the person came."""
    said = joined(words(link, "link_kind"), words(link, "organisation"), words(link, "peer_name"))
    if text(link, "ended_on") or link.hidden is not None:
        ended = f"ended {person.day(link, 'ended_on')}" if text(link, "ended_on") else ""
        return [line(link, said, joined(ended, words(link, "end_reason")))]
    by = f"introduced by {words(link, 'introduced_by')}" if text(link, "introduced_by") else ""
    note = joined(
        words(link, "meets"), words(link, "place"), f"since {person.day(link, 'introduced_on')}", by
    )
    lines = [line(link, said, note)]
    if text(link, "link_kind") != _UNIT:
        lines.append(_attendance(person, link))
    lines += _clearance(person, link)
    asked = ("introduced_by",) if text(link, "link_kind") == _UNIT else ("meets", "place", "introduced_by")
    return [*lines, *to_ask(link, *asked)]


def _attendance(person: PersonRecords, link: Record) -> Line:
    """`came 6 of 8`, from the meetings; what was said there is never recorded."""
    held = [each for each in person.shown("peer_contact") if text(each, "peer_link") == link.id]
    newest = next(by_date(held, "held_on"), None)
    if newest is None:
        preset: dict[str, object] = {"peer_link": link.id, "attended": "yes"}
        return Line("no meeting recorded", "", Mark.MISSING, None, "peer_contact", preset, indent=1)
    came = _came(held)
    recent = [
        each
        for each in held
        if text(each, "held_on") and person.days_since(text(each, "held_on")) <= RECENT_DAYS
    ]
    lately = f"in four weeks {_came(recent)} of {len(recent)}" if recent and len(recent) < len(held) else ""
    last = f"last {person.day(newest, 'held_on')}"
    return line(newest, f"came {came} of {len(held)}", joined(lately, last), indent=1)


def _came(held: list[Record]) -> int:
    return sum(text(each, "attended") == "yes" for each in held)


def _clearance(person: PersonRecords, link: Record) -> list[Line]:
    """Whether somebody who comes in may still come in; asked of mentors and paid peers inside."""
    until = text(link, "cleared_until_on")
    if is_overdue(until, person.today):
        ran_out = person.day(link, "cleared_until_on")
        return [question(link, "cleared_until_on", "clearance has run out", ran_out)]
    if until:
        until = person.day(link, "cleared_until_on")
        return [line(link, f"cleared until {until}", indent=1, focus="cleared_until_on")]
    comes_in = text(link, "where") == "inside" and text(link, "link_kind") in {
        "peer_mentor",
        "peer_worker_paid",
    }
    return [question(link, "cleared_until_on", "cleared until")] if comes_in else []


def _gate(person: PersonRecords) -> Section:
    links = _open(person)
    meeting = next((link for link in links if text(link, "gate_meet") == "yes"), None)
    contact = next((link for link in links if text(link, "aftercare_contact") == "yes"), None)
    lines = [
        _by_somebody(person, meeting, links, "gate_meet", "Met at the gate"),
        _by_somebody(person, contact, links, "aftercare_contact", "Contact after release"),
    ]
    return section("At the gate", lines)


def _by_somebody(
    person: PersonRecords, yes: Record | None, links: list[Record], field: str, title: str
) -> Line:
    """Who does it; else what was answered about somebody, else the question."""
    asked = yes or next((link for link in links if not is_missing(link, field)), None)
    if asked is not None:
        whom = joined(words(asked, "peer_name"), words(asked, "organisation"))
        return answer(person, asked, "peer_link", field, title, note=whom)
    last = max(
        (link for link in links), key=lambda link: (text(link, "where") == "outside", link.made), default=None
    )
    preset = {} if last else {"where": "outside"}
    return Line(
        title, "not arranged", Mark.MISSING, RecordId(last.id) if last else None, "peer_link", preset, field
    )


def _signs(person: PersonRecords) -> Section:
    plan = person.newest("plan", "started_on")
    return section(
        "When it gets hard",
        [
            answer(person, plan, "plan", "early_signs", "Early warning signs", ask="not asked yet"),
            answer(person, plan, "plan", "what_helps", "What helps", ask="not asked yet"),
            answer(person, plan, "plan", "who_to_call", "Who to ring", ask="not asked yet"),
        ],
    )


def _giving_back(person: PersonRecords) -> Section:
    """What the person gives to others, or could: their own peer training."""
    links = _open(person)
    gives = [link for link in links if text(link, "gives_back")]
    lines = [
        line(link, words(link, "gives_back"), words(link, "organisation"), focus="gives_back")
        for link in gives
    ]
    if not gives:
        first = links[0] if links else None
        lines = [
            answer(
                person,
                first,
                "peer_link",
                "gives_back",
                "What could they give?",
                ask="not asked: peer training?",
            )
        ]
    return section("Giving back", lines)


def _supporters(person: PersonRecords) -> Section:
    lines = []
    for each in person.of("supporter"):
        said = joined(words(each, "name"), words(each, "relation").lower())
        may = {"yes": "may be contacted", "no": "not to be contacted"}.get(text(each, "may_contact"), "")
        lines.append(line(each, said, joined(words(each, "phone"), may)))
        if each.hidden is None:
            lines += to_ask(each, "may_contact", "involved")
    if not any(each.hidden is None for each in person.of("supporter")):
        lines.append(missing("supporter", "Family and friends", "not asked"))
    return section("Family and friends", lines)
