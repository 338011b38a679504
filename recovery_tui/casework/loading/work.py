"""What the parts of one attempt to load a file share."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from recovery_tui.casework.load_views import Rejected
from recovery_tui.casework.loading.line_file import FLOAT_REASON, Line, Source, holds_float
from recovery_tui.casework.loading.names import NAME, Names
from recovery_tui.errors import InvalidRecordError
from recovery_tui.journal.driver import driver_of
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import SHOW, Writer
from recovery_tui.journal.project import Entity
from recovery_tui.records import Entry, Kind, validate
from recovery_tui.records.clean_text import clean
from recovery_tui.records.schema import made_once

MOST_REJECTED = 10_000
"""Problems after which the rest of a file is not read."""

MOST_LISTED = 10_000

_RULE = re.compile(r"V[0-9]{2}")
_REASON_LENGTH = 200


class RefusedLineError(Exception):
    """A line can't be loaded; `rejected` says why, `hangs` that it only points to one that can't."""

    def __init__(self, rejected: tuple[Rejected, ...], *, hangs: bool = False) -> None:
        super().__init__()
        self.rejected = rejected
        self.hangs = hangs


class TooManyError(Exception):
    """So many lines are wrong that the rest of the file is not read."""

    def __init__(self, rejected: list[Rejected]) -> None:
        super().__init__()
        self.rejected = rejected


@dataclass
class Work:
    """One attempt: the transaction, what lines are called, what became of them."""

    writer: Writer
    source: Source
    today: date
    left_out: frozenset[int]
    """Numbers of lines an earlier attempt has refused."""
    tell: Callable[[int], None]
    names: Names
    rejected: list[Rejected] = field(default_factory=list)
    hanging: list[Rejected] = field(default_factory=list)
    listed: list[Rejected] = field(default_factory=list)
    fates: bytearray = field(default_factory=bytearray)
    """For each record of the file, in order, a `Fate`."""
    turns: bytearray = field(default_factory=bytearray)
    """For each record of the file, in which reading it is planned and written."""
    people: set[int] = field(default_factory=set)
    """Numbers of the people whose records are written."""
    changed: set[int] = field(default_factory=set)
    """Numbers of records that stood here before and are changed."""
    unowned: list[int] = field(default_factory=list)
    """Numbers of written records that are nobody's."""
    kinds: set[str] = field(default_factory=set)
    naturals: set[str] = field(default_factory=set)
    """Ids that follow from what a record is about, of the lines so far."""
    standing: set[bytes] = field(default_factory=set)
    """Records that stood here before and that a line is about."""
    with_also: int = 0
    _firsts: array[int] = field(default_factory=lambda: array("Q"))
    _numbers: array[int] = field(default_factory=lambda: array("Q"))

    def refuse(self, refused: RefusedLineError) -> None:
        """Keep what is wrong with a line."""
        (self.hanging if refused.hangs else self.rejected).extend(refused.rejected)
        if len(self.rejected) >= MOST_REJECTED:
            raise TooManyError(self.rejected)

    def person_of(self, entity: Entity) -> str | None:
        """The person a record belongs to."""
        raw = driver_of(self.writer.connection)
        row = raw.execute("SELECT uid FROM entity WHERE id = ?", (entity.person,)).fetchone()
        return bytes(row[0]).hex() if row else None

    def note_written(self, number: int) -> None:
        """The next event comes from line `number`."""
        self._firsts.append(self.writer.place[1] + 1)
        self._numbers.append(number)

    def line_of(self, seq: int) -> int:
        """The line that event `seq` comes from."""
        return self._numbers[bisect_right(self._firsts, seq) - 1]


def refuse(number: int, field_name: str | None, reason: str) -> RefusedLineError:
    """The error for one thing wrong with a line."""
    return RefusedLineError((Rejected(number, field_name, reason),))


def checked(
    number: int, kind: Kind, given: Mapping[str, object], today: date, *, partial: bool
) -> dict[str, Wire]:
    """The values of a line as they are kept; references still as given. Raises RefusedLineError."""
    try:
        return validate(kind, given, today=today, partial=partial)
    except InvalidRecordError as refused:
        raise RefusedLineError(
            tuple(
                Rejected(
                    number,
                    problem.field[:80] if problem.field else None,
                    FLOAT_REASON if holds_float(given.get(problem.field or "")) else problem.reason,
                )
                for problem in refused.problems
            )
        ) from None


def with_records(number: int, kind: Kind, values: dict[str, Wire], names: Names) -> dict[str, Wire]:
    """`values` with every reference replaced, in place, by the record it points to. Raises RefusedLineError."""
    for name, many in references(kind):
        value = values.get(name)
        if value is None:
            continue
        if many:
            values[name] = [pointed_to(number, name, each, names) for each in value]  # type: ignore[union-attr]
        else:
            values[name] = pointed_to(number, name, str(value), names)
    return values


def pointed_to(number: int, field_name: str, name: str, names: Names) -> str:
    """The record `name` points to. Raises RefusedLineError when there is none."""
    found = names.record(name)
    if found is not None:
        return found
    if names.is_lost(name):
        hangs = Rejected(number, field_name, "This points to a line that could not be loaded.")
        raise RefusedLineError((hangs,), hangs=True)
    raise refuse(number, field_name, "This points to a record that is neither here nor in the file.")


def person_given(number: int, given: dict[str, object], kind: Kind) -> str | None:
    """The reference to whose record it is, taken out of `given`. Raises RefusedLineError."""
    person = given.pop("person", None)
    if person is None:
        return None
    if not kind.needs_person:
        raise refuse(number, "person", f"{kind.title} belongs to nobody: leave person out.")
    if not (isinstance(person, str) and NAME.fullmatch(person)):
        raise refuse(number, "person", "Whose record it is must be an id, or @ and the ref of a line.")
    return person


def hide_given(number: int, line: Line) -> str | None:
    """What a line says about hiding: a reason, `SHOW`, or None. Raises RefusedLineError."""
    if not isinstance(line.hidden, str):
        return SHOW if line.hidden is None else None
    reason = clean(line.hidden, lines=False)
    if not reason or len(reason) > _REASON_LENGTH:
        raise refuse(number, "hidden", "Why it is hidden is text of at most 200 characters.")
    return reason


def reasons_given(number: int, line: Line) -> dict[str, str]:
    """The reasons a line gives for overridden rules. Raises RefusedLineError."""
    found = {}
    for rule, words in line.reasons.items():
        text = clean(words, lines=False)
        if not _RULE.fullmatch(rule) or not text or len(text) > _REASON_LENGTH:
            raise refuse(
                number, "reasons", "Reasons are rules, like V15, with a text of at most 200 characters."
            )
        found[rule] = text
    return found


@made_once
def references(kind: Kind) -> tuple[tuple[str, bool], ...]:
    """The fields of a kind that point to records, and whether they hold several."""
    return tuple(
        (name, spec.entry is Entry.REFS)
        for name, spec in kind.fields.items()
        if spec.entry in (Entry.REF, Entry.REFS)
    )
