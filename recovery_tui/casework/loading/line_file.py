"""Reading a file of records, one JSON object a line, within limits: what is wrong with a line is said, never raised."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from recovery_tui.casework.load_views import Rejected
from recovery_tui.errors import NotFoundError, UsageError

MAX_LINE = 256 * 1024
"""Bytes of one line."""

_Plain = str | int | float | bool | None
Given = _Plain | list[_Plain] | dict[str, _Plain]
"""A value as it may stand in a line: lists and maps hold plain values only, so that nothing nests deeply."""


class Line(msgspec.Struct, forbid_unknown_fields=True):
    """One record as a line gives it."""

    kind: str
    fields: dict[str, Given] = {}
    id: str = ""
    ref: str = ""
    reasons: dict[str, str] = {}
    hidden: str | msgspec.UnsetType | None = msgspec.UNSET
    also: dict[str, list[Given]] = {}


class _Loose(msgspec.Struct):
    """A line whose fields are looked at one by one, to say which of them is wrong."""

    fields: dict[str, msgspec.Raw] = {}


@dataclass(frozen=True)
class Unread:
    """A line that can't be read, and the names by which other lines may point to it, as far as they can be seen."""

    rejected: tuple[Rejected, ...]
    names: tuple[str, ...] = ()


Numbered = tuple[int, Line | Unread]
"""A line with its number (from 1), or what is wrong with it."""


class Source(Protocol):
    """A file of records that can be read several times."""

    size: int
    """Bytes."""

    def lines(self, tell: Callable[[int], None]) -> Iterator[Numbered]:
        """Every record from the beginning; `tell` is given the bytes read so far."""


_decoder = msgspec.json.Decoder(Line)
_loose_decoder = msgspec.json.Decoder(_Loose)
_value_decoder = msgspec.json.Decoder(Given)

_NOT_UTF8 = "This line is not UTF-8 text. Save the file as UTF-8."
_NOT_JSON = "This line is not one JSON object."
_NESTED = (
    "This holds lists or objects inside one another. A value is text, a number, a list, or names with values."
)
_SHAPE = "A line holds kind, id, ref, fields, hidden, reasons and also, and nothing else."
_FLOAT = 'Write a number with a decimal point as text, like "0.4".'


_NAMES = re.compile(rb'"(id|ref)"\s{0,9}:\s{0,9}"([\w.:-]{1,80})"', re.ASCII)


def decode(number: int, raw: bytes) -> Line | Unread:
    """The record in one line, or what is wrong with it."""
    try:
        return _decoder.decode(raw)
    except UnicodeDecodeError:
        wrong = Rejected(number, None, _NOT_UTF8)
    except RecursionError:
        wrong = Rejected(number, None, _NESTED)
    except msgspec.ValidationError as error:
        wrong = _wrong_shape(number, raw, str(error))
    except msgspec.DecodeError:
        wrong = Rejected(number, None, _NOT_JSON)
    names = ((b"@" if key == b"ref" else b"") + name for key, name in _NAMES.findall(raw))
    return Unread((wrong,), tuple(name.decode() for name in names))


def _wrong_shape(number: int, raw: bytes, complaint: str) -> Rejected:
    if "`$.kind`" in complaint or "missing required field `kind`" in complaint:
        return Rejected(number, "kind", "Say which kind of record this is.")
    for name in ("id", "ref", "reasons", "hidden", "also"):
        if f"`$.{name}" in complaint:
            return Rejected(number, name, f"What stands under {name} is not what belongs there.")
    if "`$.fields" not in complaint:
        return Rejected(number, None, _SHAPE)
    try:
        for name, value in _loose_decoder.decode(raw).fields.items():
            try:
                _value_decoder.decode(value)
            except (msgspec.MsgspecError, RecursionError) as error:
                number_wrong = "out of range" in str(error)
                return Rejected(number, name[:80], "This number is too large." if number_wrong else _NESTED)
    except RecursionError:
        return Rejected(number, "fields", _NESTED)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        pass
    return Rejected(number, "fields", "The fields are names with a value each.")


def holds_float(value: object) -> bool:
    """Whether a number with a decimal point stands in a value."""
    if isinstance(value, (list, dict)):
        return any(type(each) is float for each in (value.values() if isinstance(value, dict) else value))
    return type(value) is float


FLOAT_REASON = _FLOAT


@dataclass
class LineFile:
    """A file of JSON lines."""

    path: Path
    file: BinaryIO
    size: int
    _first_reading: tuple[int, int] | None = None

    def lines(self, tell: Callable[[int], None]) -> Iterator[Numbered]:
        """Every line that is not blank. Raises UsageError when the file changed since it was read before."""
        self.file.seek(0)
        read = checksum = number = 0
        while raw := self.file.readline(MAX_LINE + 2):
            number += 1
            read += len(raw)
            checksum = zlib.crc32(raw, checksum)
            if number % 500 == 0:
                tell(read)
            if len(raw) > MAX_LINE and not raw.endswith(b"\n"):
                read += self._skip_rest_of_line()
                yield number, Unread((Rejected(number, None, "This line is too long: 256 KiB at most."),))
                continue
            if number == 1 and raw.startswith(b"\xef\xbb\xbf"):
                raw = raw[3:]
            if raw.isspace() or not raw:
                continue
            yield number, decode(number, raw)
        tell(read)
        if self._first_reading not in (None, (read, checksum)):
            raise UsageError("The file changed while it was being read. Nothing was loaded. Try again.")
        self._first_reading = (read, checksum)

    def _skip_rest_of_line(self) -> int:
        skipped = 0
        while raw := self.file.readline(MAX_LINE):
            skipped += len(raw)
            if raw.endswith(b"\n"):
                break
        return skipped


def open_to_read(path: Path) -> tuple[BinaryIO, int]:
    """The file, open, and its size in bytes. Raises NotFoundError and UsageError with a sentence."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise NotFoundError("There is no such file. Nothing was loaded. Check the name.") from None
    except OSError:
        raise UsageError(
            "This file can't be opened. Nothing was loaded. Is it a file you may read?"
        ) from None
    if not file.seekable() or not path.is_file():
        file.close()
        raise UsageError("This is not an ordinary file. Nothing was loaded. Save it as a file first.")
    return file, os.fstat(file.fileno()).st_size


def refuse_workbooks(start: bytes) -> None:
    """Raise UsageError when a file begins like a workbook or an archive."""
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")):
        raise UsageError(
            "This is a workbook or an archive. Nothing was loaded. Save the list as CSV (UTF-8)."
        )


def refuse_other_formats(start: bytes) -> None:
    """Raise UsageError when a file begins like something that is not text in UTF-8."""
    refuse_workbooks(start)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in start[:4]:
        raise UsageError("This file is UTF-16 text. Nothing was loaded. Save it as UTF-8.")
