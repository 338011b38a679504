"""Peers: mentors and groups inside and outside, who meets whom at the gate, early signs and whom to ring."""

from __future__ import annotations

from recovery_tui.casework.person_records import (
    PersonRecords,
    answer,
    choices,
    is_missing,
    joined,
    line,
    missing,
    section,
    text,
    words,
)
from recovery_tui.casework.views import AddChoice, Area, AreaView, Line, Mark, RecordId, Section
from recovery_tui.journal.reading import Record
from recovery_tui.practice.due import is_overdue


def view(person: PersonRecords) -> AreaView:
    """The peers area."""
    sections = [_place(person, "inside", "Inside"), _place(person, "outside", "Outside")]
    unplaced = [link for link in person.of("peer_link") if is_missing(link, "where")]
    if unplaced:
        sections.append(
            section("Inside or outside?", [one for link in unplaced for one in _link(person, link)])
        )
    return AreaView(
        Area.PEERS,
        (*sections, _gate(person), _signs(person), _supporters(person)),
        (
            AddChoice("peer_link", "Peer, mentor or group inside", {"where": "inside"}),
            AddChoice("peer_link", "Peer, mentor or group outside", {"where": "outside"}),
            *choices("supporter"),
        ),
    )


def _place(person: PersonRecords, where: str, title: str) -> Section:
    links = [link for link in person.of("peer_link") if text(link, "where") == where]
    lines = [one for link in links for one in _link(person, link)]
    if not any(link.hidden is None and not text(link, "ended_on") for link in links):
        lines.append(
            missing("peer_link", "Nobody yet", "mentor, group or recovery community", {"where": where})
        )
    return section(title, lines)


def _link(person: PersonRecords, link: Record) -> list[Line]:
    ended = text(link, "ended_on")
    said = joined(words(link, "link_kind"), words(link, "organisation"), words(link, "peer_name"))
    note = f"ended {words(link, 'ended_on')}" if ended else f"since {words(link, 'introduced_on')}"
    by = f"introduced by {words(link, 'introduced_by')}" if words(link, "introduced_by") else ""
    lines = [line(link, said, joined(note, words(link, "meets"), words(link, "place"), by))]
    until = text(link, "cleared_until_on")
    if not ended and until and is_overdue(until, person.today):
        lines.append(line(link, "clearance has run out", words(link, "cleared_until_on"), Mark.MISSING, 1))
    return lines


def _gate(person: PersonRecords) -> Section:
    open_links = [link for link in person.shown("peer_link") if not text(link, "ended_on")]
    meeting = next((link for link in open_links if text(link, "gate_meet") == "yes"), None)
    if meeting is not None:
        lines = [
            answer(
                person,
                meeting,
                "peer_link",
                "gate_meet",
                "Met at the gate",
                note=joined(words(meeting, "peer_name"), words(meeting, "organisation")),
            )
        ]
    elif open_links:
        lines = [answer(person, open_links[-1], "peer_link", "gate_meet", "Met at the gate")]
    else:
        lines = [
            missing("peer_link", "Met at the gate", "nobody yet", {"where": "outside"}, focus="gate_meet")
        ]
    contact = next((link for link in open_links if text(link, "aftercare_contact")), None)
    if open_links:
        lines.append(
            answer(
                person,
                contact or open_links[-1],
                "peer_link",
                "aftercare_contact",
                "Contact after release",
                ask="not arranged",
            )
        )
    return section("At the gate", lines)


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


def _supporters(person: PersonRecords) -> Section:
    lines = []
    for each in person.of("supporter"):
        lines.append(
            line(each, joined(words(each, "name"), words(each, "relation").lower()), words(each, "phone"))
        )
        if is_missing(each, "may_contact"):
            lines.append(
                Line(
                    "may we contact them?",
                    "not asked",
                    Mark.MISSING,
                    RecordId(each.id),
                    "supporter",
                    focus="may_contact",
                    indent=1,
                )
            )
    if not any(each.hidden is None for each in person.of("supporter")):
        lines.append(missing("supporter", "Family and friends", "not asked"))
    return section("Family and friends", lines)
