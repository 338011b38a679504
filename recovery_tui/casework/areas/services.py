"""Other services the person may need, asked one by one, and the people who work with them."""

from __future__ import annotations

from recovery_tui.casework.calls import message_words
from recovery_tui.casework.person_records import PersonRecords, joined, line, missing, section, text, words
from recovery_tui.casework.views import Line, Section
from recovery_tui.journal.reading import Record
from recovery_tui.records.lists.links import DOMAIN
from recovery_tui.records.lists.person import PROFESSIONAL_ROLE

ASKED_ABOUT = (
    "benefits",
    "money",
    "education",
    "family",
    "legal",
    "mental_health",
    "physical_health",
)
"""Domains that are asked about on the page: debts and fines, children's services, health, and so on."""

_WANTED = ("pom", "com", "gp", "work_coach")
"""Roles that somebody should have; the others are shown when they are there."""


def services(person: PersonRecords) -> Section:
    """A line for each domain: what is needed, or that nobody has asked; what was referred stands above."""
    needs = person.of("need")
    referred = {text(each, "domain") for each in person.shown("referral")}
    lines: list[Line] = []
    for domain in ASKED_ABOUT:
        here = [need for need in needs if text(need, "domain") == domain]
        lines += [_need(need) for need in here]
        if domain not in referred and not any(need.hidden is None for need in here):
            preset: dict[str, object] = {"area": "links", "domain": domain}
            lines.append(missing("need", DOMAIN.label(domain), "not asked", preset))
    return section("Other services", lines)


def _need(need: Record) -> Line:
    said = joined(words(need, "domain"), words(need, "description"), by=": ")
    return line(need, said, joined(words(need, "status").lower(), words(need, "severity").lower()))


def people(person: PersonRecords) -> Section:
    """Who works with the person, who is missing among them, and how the person can be reached."""
    here = [each for each in person.of("professional") if not text(each, "until_on")]
    lines = [
        line(
            each,
            joined(words(each, "role"), words(each, "name")),
            joined(words(each, "phone"), words(each, "email")),
        )
        for each in here
    ]
    known = {text(each, "role") for each in here if each.hidden is None}
    lines += [
        missing("professional", PROFESSIONAL_ROLE.label(role), "not entered yet", {"role": role})
        for role in _WANTED
        if role not in known
    ]
    routes = [each for each in person.of("contact_route") if not text(each, "until_on")]
    lines += [
        line(each, joined(words(each, "route_type"), words(each, "value")), message_words(each))
        for each in routes
    ]
    if not any(each.hidden is None for each in routes):
        lines.append(missing("contact_route", "How to reach them", "not asked"))
    return section("People and ways to reach", lines)
