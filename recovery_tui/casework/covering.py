"""Covering for a colleague who is away: their people are one's own from a day until a day, and then no longer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.typed import values_under
from recovery_tui.casework.views import Choice, FieldProblem, FormField, FormSpec, Outcome, Widget, refused
from recovery_tui.casework.writers import writer_names
from recovery_tui.errors import UsageError
from recovery_tui.journal import reading
from recovery_tui.journal.log import Change
from recovery_tui.practice.counts import counted
from recovery_tui.practice.day_words import spell_short
from recovery_tui.practice.handovers import COVER
from recovery_tui.records.tables import table_of

COVERING = "covering"
"""Name of the form."""

LONGEST = timedelta(days=366)
USUAL = timedelta(days=13)

_WORKER, _FROM, _UNTIL, _REASON = "worker", "from_on", "until_on", "reason"


def form(desk: Desk) -> FormSpec:
    """Whose people, from when until when; raises `UsageError` when nobody else's people are in this store."""
    with desk.journal.reading() as conn:
        found = _colleagues(conn, desk.me)
        names = writer_names(desk, conn, found)
    if not found:
        raise UsageError("Everybody in this store is yours. People of colleagues come with a file from them.")
    choices = tuple(
        Choice(worker, f"{name or names[worker]}, {counted(len(people), 'person', 'people')}")
        for worker, (name, people) in found.items()
    )
    fields = (
        FormField(_WORKER, "Whose people", Widget.CHOICE, required=True, choices=choices),
        FormField(_FROM, "From", Widget.DATE, required=True),
        FormField(
            _UNTIL, "Until", Widget.DATE, required=True,
            help="The last day; it ends by itself. Doing it again for the same colleague moves the days.",
        ),
        FormField(_REASON, "Why", Widget.TEXT, help="Leave, training."),
    )  # fmt: skip
    values = {
        _FROM: "today",
        _UNTIL: f"+{USUAL.days}d",
        **({_WORKER: choices[0].value} if len(choices) == 1 else {}),
    }
    return FormSpec(COVERING, "Cover for a colleague", (fields,), None, None, values)


def save(desk: Desk, spec: FormSpec, typed: Mapping[str, str]) -> Outcome:
    """Cover as the form says, in one transaction, or say what is wrong with it."""
    problems: list[FieldProblem] = []
    values = values_under(desk, spec, "", {**spec.values, **typed}, problems)
    worker, first, last = (str(values.get(name) or "") for name in (_WORKER, _FROM, _UNTIL))
    problems += [
        FieldProblem(field.key, "This is needed.")
        for field in spec.fields
        if field.required and not values.get(field.key) and field.key not in {each.key for each in problems}
    ]
    if not problems and last < first:
        problems.append(FieldProblem(_UNTIL, "This is before the first day."))
    elif not problems and date.fromisoformat(last) - date.fromisoformat(first) > LONGEST:
        problems.append(FieldProblem(_UNTIL, "Cover lasts a year at most. Longer is a hand-over."))
    if problems:
        return Outcome(problems=tuple(problems))
    count = cover(
        desk, worker, date.fromisoformat(first), date.fromisoformat(last), str(values.get(_REASON) or "")
    )
    if not count:
        return refused("None of their people are in this store now.", _WORKER)
    whose = counted(count, "person is", "people are")
    return Outcome(saved_at=desk.clock.wall_time(), said=f"{whose} yours too until {spell_short(last)}")


def cover(desk: Desk, worker: str, first: date, last: date, reason: str = "") -> int:
    """Cover for a colleague (fingerprint) from a day through another; gives for how many people.

    Where they are covered by this person already, and that is not over, its days are moved instead.
    """
    with desk.journal.writing() as writer:
        _, people = _colleagues(writer.connection, desk.me).get(worker, ("", ()))
        for person in people:
            writer.append(_change(desk, writer.connection, person, first, last, reason))
    return len(people)


def _colleagues(conn: Connection, owner: str) -> dict[str, tuple[str, list[str]]]:
    """Everybody else who has people here, by fingerprint: their name and these people, whoever has most first."""
    rows = conn.exec_driver_sql(
        "SELECT whose.worker, MAX(whose.name), entity.uid FROM"
        f" (SELECT person, worker, worker_name AS name FROM {table_of('assignment').name}"
        "   WHERE hidden IS NULL AND until_on IS NULL AND role <> ?"
        "  UNION SELECT person, to_fingerprint, '' FROM"
        f"   {table_of('handover').name} WHERE hidden IS NULL AND status IN ('accepted', 'on_paper')) AS whose"
        " JOIN listing ON listing.open = 1 AND listing.mine = 0 AND listing.person ="
        "  COALESCE((SELECT shown FROM alias WHERE alias.entity = whose.person), whose.person)"
        " JOIN entity ON entity.id = listing.person"
        " WHERE whose.worker <> ? GROUP BY whose.worker, entity.id ORDER BY listing.name",
        (COVER, owner),
    )
    found: dict[str, tuple[str, list[str]]] = {}
    for worker, name, uid in rows:
        _, people = found.setdefault(str(worker), (str(name), []))
        people.append(bytes(uid).hex())
    return dict(sorted(found.items(), key=lambda each: -len(each[1][1])))


def _change(desk: Desk, conn: Connection, person: str, first: date, last: date, reason: str) -> Change:
    days = {"from_on": first.isoformat(), "until_on": last.isoformat()}
    for held in reading.of_person(conn, person, ("assignment",)):
        is_own = (
            held.hidden is None and held.values.get("worker") == desk.me and held.values.get("role") == COVER
        )
        if is_own and str(held.values.get("until_on") or "9999") >= desk.clock.today().isoformat():
            return Change("assignment", days, held.id, held.person)
    why = {"reason": reason[:200]} if reason else {}
    return Change("assignment", {**desk.as_worker(COVER), **days, **why}, person=person)
