"""What the screens are given to paint: frozen views, plain words and marks, no database and no Textual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType, Self

from recovery_tui.casework.form_names import EDIT, FormName

RecordId = NewType("RecordId", str)
"""Id of a record: 32 lower-case hex digits."""


class Mark(StrEnum):
    """How loudly a line speaks; always painted as symbol and word, never by colour alone."""

    NONE = ""
    MISSING = "!"
    ACT = "!!"


class Area(StrEnum):
    """The areas of a person's page, in the order of their digit keys."""

    PLAN = "plan"
    TREATMENT = "treatment"
    PEERS = "peers"
    LINKS = "links"
    RELEASE = "release"
    SCORES = "scores"
    EVERYTHING = "everything"

    @property
    def word(self) -> str:
        """The word on the area line."""
        return {"peers": "Peers", "links": "Home+work"}.get(self.value, self.value.capitalize())


@dataclass(frozen=True)
class TimelineWish:
    """Which page of a person's timeline is wanted, and what it is narrowed to."""

    area: Area | None = None
    writer: str = ""
    """Fingerprint of a writer."""
    month: str = ""
    """`2026-11`."""
    start: int = 0
    record: RecordId | None = None
    """A record that must be on the page."""


TURN = "turn"
"""Stands as `kind` of a line that turns to the page of the timeline that begins at `preset["start"]`."""


@dataclass(frozen=True)
class Line:
    """One line of an area, a list or the timeline."""

    text: str
    note: str = ""
    """Said to the right or after: since when, by whom, why it matters."""
    mark: Mark = Mark.NONE
    record: RecordId | None = None
    """The record that Enter opens; None when the line is about something missing."""
    kind: str | None = None
    """The kind of `record`, or the kind that Enter adds when the line is about something missing."""
    preset: Mapping[str, object] = field(default_factory=dict)
    """Wire values a new record of `kind` starts with."""
    focus: str | None = None
    """Field the cursor should start in."""
    hidden: str | None = None
    """Reason the record is hidden, or None."""
    indent: int = 0
    level: float | None = None
    """How far up its range the number of the line lies, from 0 to 1: painted as a bar beside it."""


@dataclass(frozen=True)
class Section:
    """A titled group of lines."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Detail:
    """What stands beside a list about the line the cursor is on."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class AddChoice:
    """A kind that `n` can add in an area."""

    kind: str
    title: str
    preset: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class AreaView:
    """Everything one area of a person's page shows."""

    area: Area
    sections: tuple[Section, ...]
    can_add: tuple[AddChoice, ...]
    begin: RecordId | None = None
    """The record the cursor starts at, where that is not the first line."""

    def shows(self, record: RecordId) -> bool:
        """Whether a line of it is about `record`."""
        return any(line.record == record for section in self.sections for line in section.lines)


@dataclass(frozen=True)
class PersonHeader:
    """The header that never scrolls away."""

    person: RecordId
    name: str
    """`BARNES Lee "Baz"`."""
    number: str
    age: str
    location: str
    release: str
    """`out Fri 27 Nov, 4 days, confirmed`, or what is known instead."""
    worst: str
    worst_mark: Mark
    next_action: str
    """Who does what next, or that nobody does; empty where nothing is to be done."""
    sharing: str
    """What may be shared with others, in a word: `some`."""
    community: str
    """Community offender manager and phone, or empty."""
    as_known: str
    """When and where what is shown was last changed."""
    handed_over: str = ""
    """Since when the person is a colleague's, and what may still be written; empty while they are one's own."""
    has_scores: bool = False
    """Whether any score or TOP is recorded: until then its area is not on the area line."""
    frozen: bool = False
    """True when the person has died: nothing is chased, nothing printed (V32)."""


class Order(StrEnum):
    """Ways to sort a list, each of which leads to the next."""

    @property
    def next(self) -> Self:
        """The way after this one; after the last the first again."""
        every = list(type(self))
        return every[(every.index(self) + 1) % len(every)]


class CaseloadOrder(Order):
    """How the caseload may be sorted."""

    LOCATION = "location"
    RELEASE = "release"
    NAME = "name"
    WORST = "worst"


@dataclass(frozen=True)
class CaseloadRow:
    """One person on the caseload."""

    person: RecordId
    name: str
    location: str
    number: str
    release: str
    areas: tuple[str, str, str, str]
    """A word each for treatment, peers, home and work, release: neutral, nothing clinical."""
    agreed: str
    review: str
    last_seen: str
    worst: str = ""
    """What must not be left, in neutral words; empty when there is nothing."""
    worst_mark: Mark = Mark.NONE
    as_known: str = ""
    """The day of the newest record about somebody of whom nothing was written here; empty for all others."""


@dataclass(frozen=True)
class CaseloadPage:
    """A page of the caseload and what surrounds it."""

    rows: tuple[CaseloadRow, ...]
    offset: int
    total: int
    """How many match the filter."""
    mine: int
    everyone: int


@dataclass(frozen=True)
class Choice:
    """One choice of a coded field or of a reference."""

    value: str
    label: str
    synonyms: tuple[str, ...] = ()
    help: str = ""


class Widget(StrEnum):
    """How a field is typed."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    DATE_TIME = "date_time"
    NUMBER = "number"
    DECIMAL = "decimal"
    PAIRS = "pairs"
    """Name and number a line: `housing 7`."""
    OPTIONS = "options"
    """One of a few, all of them in sight."""
    MARKS = "marks"
    """A mark beside some of a list: typed as a line each, the choice's value and the mark's: `ID done`."""


@dataclass(frozen=True)
class FormField:
    """One field as a form shows it; made from the field's declaration."""

    key: str
    """Unique on the form: `title`, or `step.text` when a form holds several records."""
    title: str
    widget: Widget
    required: bool = False
    help: str = ""
    choices: tuple[Choice, ...] = ()
    max_length: int = 200
    past: bool = False
    """True when `fri` means the last Friday."""
    utc: bool = False
    """True when a time typed here is kept as an instant in UTC."""
    fixed: bool = False
    """Shown, but can't be changed once the record is made."""
    seen_by: str = ""
    marks: tuple[Choice, ...] = ()
    """What may stand beside each of `choices`: the first is one key, a synonym of one letter is its key."""
    ticks: int = 1
    """How many of `marks`, from the first, are shown as a tick."""
    echoed: bool = False
    """Whether what was understood is written out, though it is no date."""
    named_by: str = ""
    """Key of the choice that decides which names are offered here; empty when none are."""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Value of that choice to the names offered."""
    narrowed_by: str = ""
    """Key of the choice that decides which of `choices` fit here; empty when all do."""
    fitting: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Value of that choice to the values that fit."""

    def choices_for(self, typed: Mapping[str, str]) -> tuple[Choice, ...]:
        """The choices that fit what is `typed` on the form; all while the other choice is open."""
        fitting = self.fitting.get(typed.get(self.narrowed_by, ""))
        return tuple(each for each in self.choices if fitting is None or each.value in fitting)


@dataclass(frozen=True)
class FormSpec:
    """A form: at most twelve fields a page."""

    name: str
    """A `FormName` as it is spelled: also the key of its draft, with person and record."""
    title: str
    pages: tuple[tuple[FormField, ...], ...]
    record: RecordId | None
    person: RecordId | None
    values: Mapping[str, str]
    """What each field starts with, as a person would type it."""
    help: str = ""
    warning: str = ""
    """Why a save would be refused as things stand, to be told before anything is typed."""
    seen: Mapping[str, str] = field(default_factory=dict)
    """What stood in fields when they were typed over, where a draft was taken up again: it may have moved on since."""

    @property
    def is_edit(self) -> bool:
        """Whether it holds a stored record, of which only what is changed is written."""
        return FormName.read(self.name).job == EDIT

    @property
    def fields(self) -> tuple[FormField, ...]:
        """All fields, page after page."""
        return tuple(field for page in self.pages for field in page)

    def told(self, typed: Mapping[str, str]) -> dict[str, str]:
        """What a save is to write: all that stands on the form; of a stored record only what was typed over."""
        if not self.is_edit:
            return {**self.values, **typed}
        fixed = {field.key for field in self.fields if field.fixed}
        return {
            key: text for key, text in typed.items() if text != self.values.get(key, "") and key not in fixed
        }


@dataclass(frozen=True)
class FieldProblem:
    """Something wrong on a form."""

    key: str | None
    reason: str
    rule: str | None = None
    needs_reason: bool = False
    """True when it may be saved once a reason is chosen."""


@dataclass(frozen=True)
class Outcome:
    """What came of a save: either it is saved, or these are the problems and what was typed stays."""

    saved_at: str = ""
    """`10:42`, empty when nothing was saved."""
    person: RecordId | None = None
    record: RecordId | None = None
    problems: tuple[FieldProblem, ...] = ()
    said: str = ""
    """`started to ended`, what a status change did, for the undo line."""
    undo: Undo | None = None

    @property
    def saved(self) -> bool:
        """Whether everything is in the store now."""
        return bool(self.saved_at)


def refused(reason: str, key: str | None = None) -> Outcome:
    """Nothing was saved, because of this; `key` is that of the field it is about."""
    return Outcome(problems=(FieldProblem(key, reason),))


@dataclass(frozen=True)
class Undo:
    """How to put back what a change replaced."""

    record: RecordId
    values: Mapping[str, object]
    """What stood before; a `hidden` of None shows the record again, any other hides it."""
    also: tuple[Undo, ...] = ()
    """What was written with it and goes back with it."""


@dataclass(frozen=True)
class HistoryChange:
    """One field of one change."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryEntry:
    """One change of a record: when, who, on which computer, old and new."""

    version: str
    """Names this state of the record, to restore it."""
    at: str
    by: str
    computer: str
    changes: tuple[HistoryChange, ...]


@dataclass(frozen=True)
class DraftView:
    """Something typed and not saved yet."""

    key: str
    at: str
    values: Mapping[str, str]
    over: Mapping[str, str] = field(default_factory=dict)
    """What stood in the same fields of the record before it was typed over."""
    left_out: tuple[str, ...] = ()
    """What was typed and has no place on the form any more, in words."""


@dataclass(frozen=True)
class LikelySame:
    """A person already here who may be the one being typed."""

    person: RecordId
    text: str
    certain: bool
    """True when a number is the same, not only the name and the date of birth."""
