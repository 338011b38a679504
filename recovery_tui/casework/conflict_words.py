"""A conflict in words: what each answer says, who gave it when, what it replaced, and whom to ring."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from recovery_tui.casework.conflict_views import Answer, Before, Conflict
from recovery_tui.casework.depending import depends_on
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.person_file import location_of, person_name
from recovery_tui.casework.person_records import PersonRecords, text
from recovery_tui.casework.views import RecordId
from recovery_tui.casework.writers import writer_names
from recovery_tui.journal import reading, tables
from recovery_tui.journal.answers import Dispute, Said, disputes_of
from recovery_tui.journal.event import Wire
from recovery_tui.journal.merge import HIDDEN
from recovery_tui.practice.day_words import spell_any, spell_short
from recovery_tui.practice.word_diff import marked
from recovery_tui.records import KINDS, Kind, Merge
from recovery_tui.records.labels import describe, value_words

_LONG = 60
"""Characters of an answer from which it is compared word by word."""


def conflicts_of(
    desk: Desk, conn: Connection, record: reading.Record, others: Iterable[reading.Record]
) -> list[Conflict]:
    """The conflicts of one record; `others` are the person's records that may hang on them."""
    kind = KINDS.get(record.kind)
    if kind is None or not record.also:
        return []
    # a note is never changed: only a program that is not ours writes two values of one
    disputes = disputes_of(conn, record.id).items()
    return [
        _conflict(desk, conn, record, kind, field, dispute, others)
        for field, dispute in disputes
        if field == HIDDEN or kind.merge is not Merge.LOG
    ]


def _conflict(
    desk: Desk,
    conn: Connection,
    record: reading.Record,
    kind: Kind,
    field: str,
    dispute: Dispute,
    others: Iterable[reading.Record],
) -> Conflict:
    person = PersonRecords(record.person or "", tuple(others), desk.clock.today())
    names = writer_names(desk, conn, [said.author for said in dispute.answers])
    spec = kind.fields.get(field)
    title = spec.title if spec else "Hidden or shown" if field == HIDDEN else field.replace("_", " ")
    agreed = {name: value for name, value in record.values.items() if name not in record.also}
    return Conflict(
        record=RecordId(record.id),
        field=field,
        person=RecordId(record.person) if record.person else None,
        name=person_name(person) if record.person else text(record, "name") or kind.title,
        location=location_of(person) if record.person else "",
        title=f"{kind.title}: {title}",
        about=describe(kind, agreed, to_local=desk.clock.to_local),
        before=_before(desk, conn, record.kind, field, dispute.before),
        answers=_answers(desk, conn, kind, field, dispute, names),
        depends=depends_on(record, field, person) if record.person else (),
        ask=_whom_to_ring(desk, dispute, names),
        asked_on=_asked_on(conn, record.id, field, dispute),
        can_type=spec is not None and field not in kind.fixed_fields,
    )


def _answers(
    desk: Desk, conn: Connection, kind: Kind, field: str, dispute: Dispute, names: Mapping[str, str]
) -> tuple[Answer, ...]:
    """One answer a value; of a safety kind one a writer."""
    groups: list[list[Said]] = []
    folds = kind.merge is not Merge.SAFETY
    for said in dispute.answers:
        same = next((group for group in groups if folds and group[0].value == said.value), None)
        if same is None:
            groups.append([said])
        else:
            same.append(said)
    words = [answer_words(desk, conn, kind.name, field, group[0].value) for group in groups]
    before = answer_words(desk, conn, kind.name, field, dispute.before.value) if dispute.before else words[0]
    is_long = any(len(each) > _LONG for each in words)
    return tuple(
        Answer(
            n,
            words[n - 1],
            group[0].value,
            " and ".join(dict.fromkeys(names[said.author] for said in group)),
            _when(desk, group[-1]),
            " and ".join(dict.fromkeys(said.computer for said in group if said.computer)),
            marked(before, words[n - 1]) if is_long else "",
        )
        for n, group in enumerate(groups, 1)
    )


def _before(desk: Desk, conn: Connection, kind: str, field: str, said: Said | None) -> Before | None:
    if said is None:
        return None
    by = writer_names(desk, conn, [said.author])[said.author]
    return Before(answer_words(desk, conn, kind, field, said.value), by, _when(desk, said))


def answer_words(desk: Desk, conn: Connection | None, kind: str, field: str, value: Wire) -> str:
    """A value as the page says it; references by what they point to where `conn` is given."""
    if field == HIDDEN:
        return "keep it shown" if value is None else f"hide it: {value}"

    def name_of(record: str) -> str | None:
        found = reading.one(conn, record) if conn is not None else None
        return describe(found.kind, found.values) if found else None

    return value_words(kind, field, value, name_of=name_of, to_local=desk.clock.to_local) or "nothing"


def _when(desk: Desk, said: Said) -> str:
    """`Fri 20 Nov 15:10`; with the year when it is another one."""
    if not said.wall:
        return "time not known"
    this_year = said.wall[:4] == str(desk.clock.today().year)
    return f"{spell_short(said.wall[:10]) if this_year else spell_any(said.wall[:10])} {said.wall[11:16]}"


def _whom_to_ring(desk: Desk, dispute: Dispute, names: Mapping[str, str]) -> str:
    authors = dict.fromkeys(said.author for said in dispute.answers)
    others = [names[author] for author in authors if author != desk.me]
    if not others:
        return "All answers are yours: think which one is right."
    mine = "One of the answers is yours. " if desk.me in authors else ""
    return f"{mine}Ring {' and '.join(others)}, and ask which answer is right and how they know."


def asked_name(record: str, field: str) -> str:
    """The setting that notes whether the writers are being asked."""
    return f"asked {record}/{field}"


def events_of(dispute: Dispute) -> list[str]:
    """What names exactly these answers."""
    return sorted(said.leaf for said in dispute.answers)


def _asked_on(conn: Connection, record: str, field: str, dispute: Dispute) -> str:
    """Since when the writers of exactly these answers are being asked."""
    kept = tables.setting(conn, asked_name(record, field))
    note = json.loads(kept) if kept else {}
    return spell_short(note["on"]) if note.get("of") == events_of(dispute) else ""
