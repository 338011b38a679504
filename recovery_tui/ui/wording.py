"""Small words that several pages use: counts, sizes, when somebody wrote."""

from __future__ import annotations

from datetime import datetime

from recovery_tui.practice.day_words import spell_short

KILO = 1024


def counted(number: int, one: str, many: str) -> str:
    """`1 person`, `1,200 people`."""
    return f"1 {one}" if number == 1 else f"{number:,} {many}"


def size_words(size: int) -> str:
    """`800 bytes`, `12 kB`, `3.4 MB`."""
    if size < KILO:
        return f"{size} bytes"
    if size < KILO * KILO:
        return f"{-(-size // KILO):,} kB"
    return f"{size / KILO / KILO:,.1f} MB"


def written_words(stamp: str) -> str:
    """`Fri 20 Nov 16:40`, by the clock of whoever wrote; what is no time is given as it stands."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    return f"{spell_short(moment.date().isoformat())} {moment:%H:%M}"


def day_of(spelled: str) -> str:
    """`Fri 20 Nov` of `Fri 20 Nov 16:40`, for narrow columns."""
    return spelled.rpartition(" ")[0]
