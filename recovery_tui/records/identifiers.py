"""Numbers of people and of cells: what they look like, their check letters, and the form they are kept in."""

from __future__ import annotations

import re
from datetime import date

_CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
"""PNC and CRO: the number modulo 23 picks the letter; I, O and S are left out."""

_PRISON_NUMBER = re.compile(r"[A-Z][0-9]{4}[A-Z]{2}")
_CRN = re.compile(r"[A-Z][0-9]{6}")
_PNC = re.compile(r"([0-9]{4}|[0-9]{2})(/?)([0-9]{1,7})([A-Z])")
_CRO = re.compile(r"([0-9]{1,6})/([0-9]{2})([A-Z])")
_CRO_FILE = re.compile(r"SF([0-9]{2})/([0-9]{1,6})([A-Z])")
_NHS = re.compile(r"[0-9]{10}")
_SPACES = re.compile(r"[\s-]+")
_BETWEEN = re.compile(r"\s*[-/.\u2010-\u2013]\s*|\s+")
_CELL = re.compile(r"([A-Za-z]|[A-Za-z]{1,3}[0-9]{1,2})(-[0-9]{1,3}[A-Za-z]?){0,3}")
"""Wing with its landing, then landing and cell: `C2-14`, `B-2-014`, `HB1-2-14`."""

FORMATS = {
    "prison_number": "A prison number is a letter, four digits and two letters, such as A1234BC.",
    "crn": "A CRN is a letter and six digits, such as X123456.",
    "pnc": "This PNC number does not add up. Check the digits and the letter; it looks like 2003/0062845E.",
    "cro": "This CRO number does not add up. Check the digits and the letter; it looks like 123456/99A.",
    "nhs_number": "This NHS number does not add up. It has ten digits; check them against the source.",
    "other": "A number is needed.",
}
"""What is said when a number is not taken."""


def canonical(system: str, value: str, today: date) -> str | None:
    """`value` as it is kept, or None when it is not a number of this system.

    `today` decides which century a two-digit year belongs to. Other systems keep the text.
    """
    text = _SPACES.sub("", value).upper()
    if system == "prison_number":
        return text if _PRISON_NUMBER.fullmatch(text) else None
    if system == "crn":
        return text if _CRN.fullmatch(text) else None
    if system == "pnc":
        return pnc(text, today)
    if system == "cro":
        return cro(text)
    if system == "nhs_number":
        return text if nhs_number_is_sound(text) else None
    return value.strip() or None


def cell(text: str) -> str:
    """Wing and cell as they are kept, `B2-14` for `b2/14` or `B2 14`, so that one wing stands together in lists.

    What does not look like a cell, such as `Healthcare` or `C wing, bed 3`, is kept as it was typed.
    """
    parted = _BETWEEN.sub("-", text.strip())
    return parted.upper() if _CELL.fullmatch(parted) else text


def check_letter(number: int) -> str:
    """The check letter of a PNC or CRO number."""
    return _CHECK_LETTERS[number % 23]


def pnc(text: str, today: date) -> str | None:
    """A PNC number as `YYYY/NNNNNNNX`, or None when its shape or its letter is wrong.

    Takes two or four digits of year, with or without the stroke and leading noughts. A two-digit year up to
    this year's is of this century. Source: the check rule of HMPPS person-record.
    """
    found = next((match for match in _pnc_readings(text) if _pnc_adds_up(*match)), None)
    if found is None:
        return None
    year, serial, letter = found
    if len(year) == 2:
        year = ("20" if int(year) <= today.year % 100 else "19") + year
    return f"{year}/{serial:0>7}{letter}"


def _pnc_readings(text: str) -> list[tuple[str, str, str]]:
    """The ways to read a PNC number: without a stroke the year may have four digits or two."""
    match = _PNC.fullmatch(text)
    if match is None:
        return []
    if match[2]:
        return [(match[1], match[3], match[4])]
    digits, letter = text[:-1], text[-1]
    return [(digits[:size], digits[size:], letter) for size in (4, 2) if 1 <= len(digits) - size <= 7]


def _pnc_adds_up(year: str, serial: str, letter: str) -> bool:
    return check_letter(int(year[-2:] + serial.zfill(7))) == letter


def cro(text: str) -> str | None:
    """A CRO number (`123456/99A`, or a file number `SF99/1234A`), or None when its letter does not fit."""
    match = _CRO.fullmatch(text)
    if match:
        serial, year, letter = match.groups()
    else:
        match = _CRO_FILE.fullmatch(text)
        if match is None:
            return None
        year, serial, letter = match.groups()
    return text if check_letter(int(year + serial.zfill(6))) == letter else None


def nhs_number_is_sound(text: str) -> bool:
    """Whether ten digits are an NHS number: weights 10 to 2, modulo 11; a check of 10 is never issued."""
    if not _NHS.fullmatch(text):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(text[9])
