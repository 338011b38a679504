"""Referring to an agency: the form that knows the need, what the person said about sharing, and one save for it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from recovery_tui.casework import drafts, forms
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.echo import not_understood
from recovery_tui.casework.forms import Component
from recovery_tui.casework.meanwhile import looked_again
from recovery_tui.casework.permissions import readings_of, said_to
from recovery_tui.casework.person_records import PersonRecords, joined, text, words
from recovery_tui.casework.preparing import Batch
from recovery_tui.casework.session_steps import NEW_STEP, add_step, goals_of
from recovery_tui.casework.typed import understood, values_under
from recovery_tui.casework.views import Choice, FieldProblem, FormField, FormSpec, Outcome, RecordId, Widget
from recovery_tui.journal import alias, reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.reading import Record
from recovery_tui.practice.day_words import spell_any
from recovery_tui.practice.permissions import newest, standing
from recovery_tui.practice.referrals import fit
from recovery_tui.records import KINDS, InfoClass
from recovery_tui.records.lists.sharing import YES
from recovery_tui.records.tables import table_of

REFER = "refer"

AGENCY = "referral.agency"

_AREAS = {
    "drug": "treatment", "alcohol": "treatment", "physical_health": "treatment", "mental_health": "treatment",
    "peer": "peer",
}  # fmt: skip
"""The area of the plan a domain belongs to; all others are links."""

_COMPONENTS = (
    Component("referral", "referral.", ("agency", "domain", "reason", "urgency", "sent_how", "sent_on")),
    Component("permission", "permission.", ("decision", "evidence"), optional=True),
    Component("referral", "referral.", ("lawful_basis",)),
    Component("agency", "agency.", ("name", "agency_type", "phone", "sla_days"), optional=True),
)

_ANSWERS = ("asked", "given", "refused")
"""What can be noted about sharing on this form; a yes to some of it only has a form of its own."""


@dataclass(frozen=True)
class _Sharing:
    """What the person has said about sharing with one agency."""

    said: str
    permission: str | None = None
    """Id of the permission that covers the referral."""


def form(desk: Desk, person: RecordId, need: RecordId | None = None) -> FormSpec:
    """The form, filled from a need of the person and their goals; the agency that fits best and was used last first."""
    with desk.journal.reading() as conn:
        records = _records(desk, conn, person)
        asked = records.get(need) if need else None
        domain = text(asked, "domain")
        choices = _agencies(conn, records, domain)
        values: dict[str, Wire] = {
            "referral.domain": domain or None,
            "referral.reason": _reason(records, asked) or None,
            "referral.sent_on": desk.clock.today().isoformat(),
            AGENCY: choices[0].value if domain and choices else None,
        }
        made = forms.form(desk, conn, REFER, "Refer", _COMPONENTS, person=person, values=values)
    fields = [_as_asked(field, choices) for field in made.fields]
    first = [field for field in fields if not field.key.startswith("agency.")]
    added = tuple(field for field in fields if field.key.startswith("agency."))
    if goals_of(records):
        first.append(
            FormField(
                NEW_STEP, "New step", Widget.TEXT, help="Who, what, by when: me ring them +7d.", echoed=True
            )
        )
    return replace(made, pages=(tuple(first), added))


def _as_asked(field: FormField, agencies: tuple[Choice, ...]) -> FormField:
    shown = {
        AGENCY: replace(
            field, choices=agencies, required=False, echoed=True, help="Not here? Add it on the next page."
        ),
        "permission.decision": replace(
            field,
            title="Asked now: may we share?",
            choices=tuple(each for each in field.choices if each.value in _ANSWERS),
        ),
        "referral.lawful_basis": replace(field, title="Or on what lawful basis"),
        "agency.name": replace(
            field, title="New agency", help="Only when it is not in the list of agencies."
        ),
    }
    return shown.get(field.key, field)


def sharing_words(desk: Desk, person: RecordId, agency_typed: str, field: FormField) -> str:
    """What the person has said about sharing with the agency that is typed; empty while it is none."""
    try:
        agency = understood(desk, field, agency_typed)
    except ValueError as problem:
        return not_understood(problem)
    if agency is None:
        return ""
    with desk.journal.reading() as conn:
        known, group = reading.one(conn, str(agency)), _group_of(conn, str(agency))
        return _sharing(_records(desk, conn, person), known, group).said


@looked_again
def save(desk: Desk, spec: FormSpec, typed: Mapping[str, str], reasons: Mapping[str, str]) -> Outcome:
    """The referral, sent; with it what was said about sharing, a new agency and a step. All or nothing."""
    person = spec.person or RecordId("")
    problems: list[FieldProblem] = []
    referral = values_under(desk, spec, "referral.", typed, problems)
    permission = values_under(desk, spec, "permission.", typed, problems)
    agency = {
        name: value for name, value in values_under(desk, spec, "agency.", typed, problems).items() if value
    }
    if not agency and not referral.get("agency"):
        problems.append(FieldProblem(AGENCY, "Say to whom, or add the agency on the next page."))
    if problems:
        return Outcome(problems=tuple(problems))
    today = desk.clock.today()
    with desk.journal.reading() as conn:
        records = _records(desk, conn, person)
        batch = Batch(desk, conn, reasons)
        if agency:
            batch.add("agency", agency, None, prefix="agency.", ref="agency")
            referral |= {"agency": "@agency", "agency_type": agency.get("agency_type")}
        else:
            chosen = str(referral["agency"])
            known = reading.one(conn, chosen)
            referral |= {
                "agency_type": text(known, "agency_type") or None,
                "permission": _sharing(records, known, _group_of(conn, chosen)).permission,
            }
        if permission.get("decision"):
            shared = _class_of(referral)
            batch.add(
                "permission",
                {
                    **permission,
                    "agency": referral["agency"],
                    "info_classes": [InfoClass.ID.value, shared],
                    "decided_on": today.isoformat(),
                },
                person,
                prefix="permission.",
                ref="permission",
            )
            referral["permission"] = "@permission" if permission["decision"] in YES else None
        batch.add("referral", {**referral, "status": "sent"}, person, prefix="referral.", ref="referral")
        if typed.get(NEW_STEP, "").strip():
            add_step(batch, records, typed[NEW_STEP])
    return batch.save(person, about="referral", draft=drafts.key_of(spec))


def _records(desk: Desk, conn: Connection, person: str) -> PersonRecords:
    kinds = ("person", "plan", "need", "goal", "step", "permission", "referral")
    return PersonRecords(person, reading.of_person(conn, person, kinds), desk.clock.today())


def _reason(records: PersonRecords, need: Record | None) -> str:
    """What is needed, and the goals of that area: in the words that stand in the plan."""
    if need is None:
        return ""
    area = _AREAS.get(text(need, "domain"), "links")
    goals = [text(goal, "title") for goal in goals_of(records) if text(goal, "area") in (area, "aftercare")]
    named = f"Goals: {'; '.join(dict.fromkeys(goals))}." if goals else ""
    return joined(text(need, "description"), named, by="\n")


def _agencies(conn: Connection, records: PersonRecords, domain: str) -> tuple[Choice, ...]:
    """The agencies by how well they fit, those used last before others, with a word on sharing."""
    shown = reading.listed(conn, "agency")
    groups = alias.members(conn, [each.id for each in shown])
    rows = conn.exec_driver_sql(
        f"SELECT entity.uid, MAX(r.sent_on) FROM {table_of('referral').name} AS r"
        " JOIN entity ON entity.id = r.agency GROUP BY r.agency"
    )
    used = {bytes(uid).hex(): str(sent or "") for uid, sent in rows}
    last = {each.id: max(used.get(one, "") for one in groups[each.id]) for each in shown}
    shown.sort(key=lambda each: text(each, "name").casefold())
    shown.sort(key=lambda each: last[each.id], reverse=True)
    shown.sort(key=lambda each: fit(domain, text(each, "agency_type")))
    return tuple(
        Choice(
            each.id,
            text(each, "name"),
            (words(each, "agency_type"),),
            _brief_sharing(records, each, groups[each.id]),
        )
        for each in shown
    )


def _class_of(referral: Mapping[str, Wire]) -> str:
    """The class that what is sent belongs to: treatment when the agency treats."""
    return str(KINDS["referral"].own_class(referral) or InfoClass.SOC)


def _group_of(conn: Connection, agency: str) -> tuple[str, ...]:
    """The agency and all that are one with it."""
    return alias.members(conn, [agency])[agency]


def _brief_sharing(records: PersonRecords, agency: Record, group: Sequence[str]) -> str:
    covered = _sharing(records, agency, group).permission
    return joined(words(agency, "agency_type").lower(), "may share" if covered else "")


def _sharing(records: PersonRecords, agency: Record | None, group: Sequence[str]) -> _Sharing:
    """Which permission covers a referral to `agency`, or what stands in its place; `group` are all one with it."""
    said = [each for each in records.records if any(True for _ in said_to(each, frozenset(group)))]
    if not said:
        return _Sharing("Not asked yet. Say below what they say, or on what lawful basis it goes.")
    read = [one for each in said for one in readings_of(each)]
    latest = newest(read)
    record = _by_id(said, str(latest[-1].get("id")))
    day = text(record, "decided_on")  # what others wrote may come without it
    on = f" on {spell_any(day)}" if day else ""
    needed = _class_of({"agency_type": text(agency, "agency_type") or None})
    if needed in standing(read, records.today):
        return _Sharing(f"May share: they said {words(record, 'decision').lower()}{on}.", record.id)
    if text(record, "decision") == "asked":
        return _Sharing(
            f"Asked{on}, no answer yet. Say below what they say, or on what lawful basis it goes."
        )
    return _Sharing(
        f"Not covered by what they said{on} ({words(record, 'decision').lower()}). "
        "Ask again below, or say on what lawful basis it goes."
    )


def _by_id(records: Sequence[Record], record: str) -> Record:
    return next(each for each in records if each.id == record)
