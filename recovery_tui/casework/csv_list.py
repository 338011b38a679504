"""A list as CSV: read within limits, which column of a caseload list is which field, and what a cell means."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from recovery_tui.casework.load_views import CsvPreview, Rejected
from recovery_tui.casework.loading.line_file import open_to_read, refuse_workbooks
from recovery_tui.errors import UsageError
from recovery_tui.journal.listing import fold
from recovery_tui.practice.dates import parse_date, parse_partial_date
from recovery_tui.records import KINDS, Entry, FieldSpec
from recovery_tui.records.codes import CodeList
from recovery_tui.records.lists.person import IDENTIFIER_SYSTEM

LARGEST = 32 * 1024 * 1024
"""Bytes of a list; anything larger is not a caseload."""

PREVIEWED = 20
"""Rows shown of a list before it is loaded."""

_DELIMITERS = ",;\t|"
_NOT_TYPED = frozenset({Entry.REF, Entry.REFS, Entry.MAP, Entry.RANK})
_MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
_WORDS = re.compile(r"[^a-z0-9]+")

_ALSO_CALLED = {
    "dob": ("person", "born_on"),
    "birth date": ("person", "born_on"),
    "date of birth": ("person", "born_on"),
    "first name": ("person", "forename"),
    "forenames": ("person", "forename"),
    "given name": ("person", "forename"),
    "last name": ("person", "surname"),
    "family name": ("person", "surname"),
    "preferred name": ("person", "known_as"),
    "alias": ("person", "known_as"),
    "cell": ("stay", "location"),
    "wing": ("stay", "location"),
    "cell location": ("stay", "location"),
    "prison": ("stay", "establishment"),
    "reception date": ("stay", "started_on"),
    "date of reception": ("stay", "started_on"),
    "came in": ("stay", "started_on"),
    "release date": ("stay", "release_expected_on"),
    "release": ("stay", "release_expected_on"),
    "expected release date": ("stay", "release_expected_on"),
    "crd": ("stay", "conditional_release_on"),
    "ard": ("stay", "automatic_release_on"),
    "sed": ("stay", "sentence_end_on"),
    "hdced": ("stay", "hdc_eligible_on"),
    "ped": ("stay", "parole_eligible_on"),
    "prison no": ("identifier", "prison_number"),
    "noms no": ("identifier", "prison_number"),
    "noms id": ("identifier", "prison_number"),
    "noms number": ("identifier", "prison_number"),
    "nomis id": ("identifier", "prison_number"),
    "nomis number": ("identifier", "prison_number"),
    "number": ("identifier", "prison_number"),
    "value": ("identifier", "prison_number"),
    "pnc id": ("identifier", "pnc"),
    "nhs no": ("identifier", "nhs_number"),
    "name": ("name", "name"),
    "full name": ("name", "name"),
}
"""What columns are called besides their names and titles; of an identifier the second part is its system."""

NEEDED = ("Surname", "First name", "Date of birth")
WELCOME = ("Prison number", "Cell", "Came in", "Release", "Known as", "Prison", "NHS number")
"""Columns that are needed, and others that most lists have, as they are best called."""


@dataclass(frozen=True)
class Column:
    """What a column holds: a field of a kind; of `identifier` the number of a system; `name` is a whole name."""

    kind: str
    field: str


@dataclass(frozen=True)
class CsvTable:
    """A CSV file as rows of cells; every row is as long as the headings."""

    headings: tuple[str, ...]
    columns: tuple[Column | None, ...]
    """None for a column that is left out."""
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """With their numbers, headings counted; empty rows are left out."""
    size: int

    @property
    def unknown_headings(self) -> tuple[str, ...]:
        """The headings of columns that are left out."""
        pairs = zip(self.headings, self.columns, strict=True)
        return tuple(heading for heading, column in pairs if column is None and heading)

    def preview(self, rejected: tuple[Rejected, ...]) -> CsvPreview:
        """The beginning of it, beside what can't be brought in."""
        first = tuple(cells for _, cells in self.rows[:PREVIEWED])
        return CsvPreview(self.headings, first, self.unknown_headings, len(self.rows), rejected)


def read_table(path: Path) -> CsvTable:
    """The list of people in a file. Raises NotFoundError and UsageError with a sentence."""
    table = table_of(path, _columns)
    _require_people(table.columns)
    return table


def table_of(path: Path, columns_of: Callable[[Sequence[str]], tuple[Column | None, ...]]) -> CsvTable:
    """A CSV file; `columns_of` says what each heading means. Raises NotFoundError and UsageError with a sentence."""
    file, size = open_to_read(path)
    with file:
        if size > LARGEST:
            raise UsageError("This file is too large for a list. Nothing was loaded. Is it the right one?")
        raw = file.read()
    refuse_workbooks(raw)
    text = _text(raw)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error:
        raise UsageError(
            "This file is not a CSV list. Nothing was loaded. Save the list as CSV (UTF-8)."
        ) from None
    if not rows:
        raise UsageError("This list is empty. Nothing was loaded.")
    headings = tuple(cell.strip() for cell in rows[0])
    columns = columns_of(headings)
    width = len(headings)
    filled = (
        (number, tuple(cell.strip() for cell in (*row, *[""] * width)[:width]))
        for number, row in enumerate(rows[1:], 2)
    )
    return CsvTable(headings, columns, tuple(each for each in filled if any(each[1])), size)


def _text(raw: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with its mark, else Windows' western text."""
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UsageError("This file is not readable as text. Nothing was loaded. Save the list as CSV (UTF-8).")


def _delimiter(text: str) -> str:
    """The sign that stands most often in the first line."""
    first = text.lstrip().partition("\n")[0]
    return max(_DELIMITERS, key=lambda sign: (first.count(sign), -_DELIMITERS.index(sign)))


def plain(heading: str) -> str:
    """A heading as it is compared: small letters, no accents, one space between words."""
    return _WORDS.sub(" ", fold(heading)).strip()


def _known_columns() -> dict[str, Column]:
    known: dict[str, Column] = {}
    for kind in ("person", "stay"):
        for name, spec in KINDS[kind].fields.items():
            if spec.entry not in _NOT_TYPED:
                for called in (name, spec.title, f"{kind} {name}"):
                    known.setdefault(plain(called), Column(kind, name))
    for code in IDENTIFIER_SYSTEM:
        for called in (code.code, code.label, code.short, *code.synonyms):
            if called:
                known.setdefault(plain(called), Column("identifier", code.code))
    for called, (kind, name) in _ALSO_CALLED.items():
        known.setdefault(called, Column(kind, name))
    return known


def _columns(headings: Sequence[str]) -> tuple[Column | None, ...]:
    known = _known_columns()
    found: list[Column | None] = []
    for heading in headings:
        column = known.get(plain(heading))
        repeated = column in found and column != Column("stay", "location")
        found.append(None if repeated else column)
    return tuple(found)


def best_called(field: str) -> str:
    """What the column of a field is best called, for a sentence about it: `Came in` of `started_on`."""
    for called, column in zip((*NEEDED, *WELCOME), _columns((*NEEDED, *WELCOME)), strict=True):
        if column is not None and column.field == field:
            return called
    titles = (
        KINDS[kind].fields[field].title
        for kind in ("person", "stay", "agency")
        if field in KINDS[kind].fields
    )
    return next(titles, field)


def _require_people(columns: Sequence[Column | None]) -> None:
    fields = KINDS["person"].fields
    needed = [name for name in KINDS["person"].required if Column("person", name) not in columns]
    if Column("name", "name") in columns:
        needed = [name for name in needed if name not in ("surname", "forename")]
    if needed:
        missing = ", ".join(fields[name].title.lower() for name in needed)
        raise UsageError(
            f"This list has no column for: {missing}. Nothing was loaded. "
            f"Name the columns in the first row: {', '.join(NEEDED)}; also {', '.join(WELCOME)}."
        )


class NotUnderstoodError(ValueError):
    """A cell that can't be read; the text is a sentence."""


def cell_value(spec: FieldSpec, text: str, today: date) -> object:
    """What a cell means, as a wire value. Raises NotUnderstoodError with a sentence."""
    if spec.entry in (Entry.DATE, Entry.PARTIAL_DATE):
        read = parse_date if spec.entry is Entry.DATE else parse_partial_date
        try:
            return str(read(_MIDNIGHT.sub("", text), today, spec.bias))
        except ValueError as error:
            raise NotUnderstoodError(str(error)) from None
    if spec.entry is Entry.CODE and spec.codes is not None:
        return code_meant(spec.codes, text, spec.title)
    if spec.entry is Entry.CODES and spec.codes is not None:
        codes = spec.codes
        return [
            code_meant(codes, part.strip(), spec.title) for part in re.split("[;,]", text) if part.strip()
        ]
    if spec.entry is Entry.INTEGER:
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise NotUnderstoodError(f"{spec.title} must be a whole number.")
        return int(text)
    if spec.entry is Entry.BOOLEAN:
        meant = {
            "yes": True,
            "y": True,
            "true": True,
            "1": True,
            "no": False,
            "n": False,
            "false": False,
            "0": False,
        }
        if text.casefold() not in meant:
            raise NotUnderstoodError(f"{spec.title} must be yes or no.")
        return meant[text.casefold()]
    return text


def code_meant(codes: CodeList, text: str, title: str) -> str:
    """The code that is spelled, labelled or also called `text`. Raises NotUnderstoodError."""
    wanted = plain(text)
    for code in codes:
        if wanted in {plain(each) for each in (code.code, code.label, code.short, *code.synonyms) if each}:
            return code.code
    raise NotUnderstoodError(f"{title} is not one of the choices.")


def whole_name(text: str) -> Iterator[tuple[str, str]]:
    """Surname and first name of `Barnes, Lee` or `BARNES Lee`. Raises NotUnderstoodError."""
    surname, comma, forename = (part.strip() for part in text.partition(","))
    if not comma:
        words = text.split()
        capitals = [word for word in words if word.isupper() and len(word) > 1]
        if not capitals or words[: len(capitals)] != capitals or len(capitals) == len(words):
            raise NotUnderstoodError("Write the name as: Surname, First name.")
        surname, forename = " ".join(capitals).title(), " ".join(words[len(capitals) :])
    yield "surname", surname
    yield "forename", forename
