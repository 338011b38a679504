"""A date stays on one line of paper: "Mon 4" at the end of one and "Jan" on the next reads as two things."""

from __future__ import annotations

import re

from recovery_tui.records.day_words import DAYS, MONTHS

NO_BREAK = "\N{NO-BREAK SPACE}"

_DAY = re.compile(rf"\b(?:(?:{'|'.join(DAYS)}) )?[0-9]{{1,2}} (?:{'|'.join(MONTHS)})\b(?: [0-9]{{4}}\b)?")


def whole_days(text: str) -> str:
    """`text` with the spaces within its dates unbreakable."""
    return _DAY.sub(lambda found: found.group().replace(" ", NO_BREAK), text)
