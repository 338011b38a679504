"""What is disputed of a record, in a few words: the line on a person's page that leads to it."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.casework.views import Line, Mark, Section
from recovery_tui.journal.merge import HIDDEN
from recovery_tui.journal.reading import Record
from recovery_tui.records import KINDS, InfoClass, Kind, Merge

TWO_ANSWERS = "two-answers"
"""Stands as `kind` of a line that opens the page on which a conflict is settled."""

MAY_BE_NAMED = frozenset({InfoClass.ID, InfoClass.JUS, InfoClass.REC, InfoClass.SOC, None})
"""Classes whose fields may be named on a list that anybody may see."""


def disputed_fields(record: Record) -> list[str]:
    """The fields of a record about which somebody must decide."""
    kind = KINDS.get(record.kind)
    if kind is None:
        return []
    return [field for field in record.also if field == HIDDEN or kind.merge is not Merge.LOG]


def page_section(records: Iterable[Record]) -> Section | None:
    """One line that says on a person's page that there is something to decide; None when there is nothing."""
    found = [(record, field) for record in records for field in disputed_fields(record)]
    if not found:
        return None
    record, field = found[0]
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    said = f"Two answers: {_title(KINDS[record.kind], field)}{more}"
    line = Line(
        said, "both stand until then", Mark.ACT, kind=TWO_ANSWERS, preset={"conflict": f"{record.id}/{field}"}
    )
    return Section("To decide", (line,))


def neutral_title(record: Record, field: str) -> str:
    """What the conflict is about; nothing clinical is named."""
    kind = KINDS[record.kind]
    info_class = kind.own_class(record.values) if field == HIDDEN else kind.class_for(field, record.values)
    return _title(kind, field) if info_class in MAY_BE_NAMED else "decide between them"


def _title(kind: Kind, field: str) -> str:
    title = (
        "hidden or shown" if field == HIDDEN else kind.fields[field].title if field in kind.fields else field
    )
    return f"{kind.title.lower()}, {title[:1].lower()}{title[1:]}"
