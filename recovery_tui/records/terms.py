"""The words a declaration is made of: information class, merge class, how a field is entered, wire values.

Light on purpose: no database library is loaded from here, so that screens may use these words at start-up.
"""

from __future__ import annotations

from enum import StrEnum

Wire = str | int | bool | list[str] | dict[str, str] | None
"""A value as it is kept, sent and compared: JSON without floats. None only means "cleared" in a change."""


class InfoClass(StrEnum):
    """Whose business a field is; masking, documents and bundles go by it."""

    ID = "ID"
    JUS = "JUS"
    TRT = "TRT"
    REC = "REC"
    SOC = "SOC"
    RISK = "RISK"
    THIRD = "THIRD"

    @property
    def words(self) -> str:
        """The class in words."""
        return _CLASS_WORDS[self]


_CLASS_WORDS = {
    InfoClass.ID: "identity",
    InfoClass.JUS: "justice",
    InfoClass.TRT: "treatment",
    InfoClass.REC: "recovery and peers",
    InfoClass.SOC: "home, work and links",
    InfoClass.RISK: "safety",
    InfoClass.THIRD: "other people",
}


class Merge(StrEnum):
    """What happens when two computers change the same record."""

    REGISTER = "register"
    """Each field stands for itself; different values are shown as a conflict."""
    LOG = "log"
    """Never changed: a correction is a new record that names the old one."""
    SAFETY = "safety"
    """The most cautious value counts until somebody has looked."""


class Entry(StrEnum):
    """How a field is entered, and with that the shape of its wire value."""

    SHORT = "short"
    """Text of one line, at most 200 characters unless the field says less."""
    LONG = "long"
    """Text of several lines, at most 4,000 characters."""
    NAME = "name"
    """A name, at most 80 characters."""
    CODE = "code"
    CODES = "codes"
    """Several codes of one list, each at most once, kept in the order of the list."""
    DATE = "date"
    """`2026-11-24`."""
    PARTIAL_DATE = "partial_date"
    """`2026`, `2026-11` or a full date."""
    INSTANT = "instant"
    """`2026-11-24T09:30Z`."""
    LOCAL_TIME = "local_time"
    """Wall time, `2026-11-24T09:30`."""
    INTEGER = "integer"
    DECIMAL = "decimal"
    """A number as text, at most three places: `0.4`."""
    REF = "ref"
    """The id of a record: 32 lower-case hex digits."""
    REFS = "refs"
    BOOLEAN = "boolean"
    MAP = "map"
    """Name to decimal."""
    RANK = "rank"
    """A place in an order: text that sorts by its ASCII characters."""


class Bias(StrEnum):
    """Which `fri` is meant when somebody types a day without saying which."""

    PAST = "past"
    FUTURE = "future"
    NONE = "none"
