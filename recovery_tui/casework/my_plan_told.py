"""Who has been told something about a person already, permission or not, as the person's own copy may say it."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework.my_plan_views import OwnTold
from recovery_tui.casework.person_records import PersonRecords, text, words
from recovery_tui.journal.reading import Record
from recovery_tui.practice.own_copy import Tick, Ticks, may_name_service, may_say
from recovery_tui.practice.stays import Values
from recovery_tui.practice.weighing import maybe
from recovery_tui.records import KINDS
from recovery_tui.records.codes import lowered
from recovery_tui.records.lists.links import CLINICAL_DOMAINS

_MAY_BE_UNSENT = frozenset({"draft", "withdrawn", "revoked"})


def told(person: PersonRecords, agencies: Mapping[str, tuple[str, str]], ticks: Ticks) -> tuple[OwnTold, ...]:
    """The services a referral went to, then whoever else was sent something. `agencies`: name and type by id."""
    asked: dict[str, list[Record]] = {}
    for each in person.shown("referral"):
        if maybe(each, _went_out):
            asked.setdefault(agencies.get(text(each, "agency"), ("", ""))[0] or each.id, []).append(each)
    sent: dict[str, list[Record]] = {}
    for each in person.shown("disclosure"):
        sent.setdefault(text(each, "recipient"), []).append(each)
    types = {name: agency_type for name, agency_type in agencies.values() if name}
    services = [
        *(
            _asked(person, name if name in types else "", those, types, ticks)
            for name, those in asked.items()
        ),
        *(_sent(person, name, those, types, ticks) for name, those in sent.items()),
    ]
    return tuple(dict.fromkeys(services))


def _went_out(referral: Values) -> bool:
    return bool(referral.get("sent_on")) or referral.get("status") not in _MAY_BE_UNSENT


def _asked(
    person: PersonRecords, name: str, those: list[Record], types: Mapping[str, str], ticks: Ticks
) -> OwnTold:
    needs = [
        lowered(words(each, "domain"))
        for each in those
        if _may(each, "domain", ticks)
        and (Tick.SERVICES in ticks or text(each, "domain") not in CLINICAL_DOMAINS)
    ]
    known = may_name_service(types.get(name, ""), ticks) and _may(those[0], "agency", ticks)
    return OwnTold(name if known else "", tuple(dict.fromkeys(needs)), (), True, _since(person, those))


def _sent(
    person: PersonRecords, name: str, those: list[Record], types: Mapping[str, str], ticks: Ticks
) -> OwnTold:
    classes = {str(code) for each in those for code in _codes(each) if _may(each, "info_classes", ticks)}
    known = name in types and may_name_service(types[name], ticks)
    return OwnTold(name if known else "", (), tuple(sorted(classes)), False, _since(person, those))


def _codes(disclosure: Record) -> list[object]:
    codes = disclosure.values.get("info_classes")
    return list(codes) if isinstance(codes, list) else []


def _since(person: PersonRecords, those: list[Record]) -> str:
    days = [text(each, "sent_on") for each in those if text(each, "sent_on")]
    return person.spelled(min(days)) if days else ""


def _may(record: Record, field: str, ticks: Ticks) -> bool:
    info_class = KINDS[record.kind].class_for(field, record.values)
    return may_say(record.kind, field, info_class, ticks)
