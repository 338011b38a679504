"""Every change of a record: when, by whom, on which computer, old value and new."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection

from recovery_tui.journal.event import Wire, decode_body, decode_genesis
from recovery_tui.journal.feeds import feed_name
from recovery_tui.journal.merge import HIDDEN
from recovery_tui.journal.reading import raw_id
from recovery_tui.records.fit import fitted, visible


@dataclass
class Version:
    """One save of a record."""

    name: str
    """Feed id and the seq of its last event: `0123…:42`."""
    wall: str
    """Local wall time with offset, as written."""
    hlc: str
    author: str
    computer: str
    before: dict[str, Wire] = field(default_factory=dict)
    after: dict[str, Wire] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    values: dict[str, Wire] = field(default_factory=dict)
    """All values after this save, as this line of changes saw them; `hidden` included."""


def versions(conn: Connection, record: str) -> tuple[Version, ...]:
    """The saves of a record, oldest first: its events of one moment up to the same seal are one version."""
    rows = conn.exec_driver_sql(
        "SELECT feed.id, feed.genesis, event.body,"
        " (SELECT MIN(seal.seq) FROM seal WHERE seal.feed = event.feed AND seal.seq >= event.seq), entity.kind"
        " FROM event JOIN feed ON feed.no = event.feed JOIN entity ON entity.id = event.entity"
        " WHERE entity.uid = ? AND feed.use = 'record' AND event.body IS NOT NULL",
        (raw_id(record),),
    )
    events = sorted(
        (
            (body, bytes(feed), bytes(genesis or b""), seal)
            for feed, genesis, raw, seal, kind in rows
            if (body := decode_body(bytes(raw))).kind == kind
        ),
        key=lambda event: (event[0].hlc, event[1]),
    )
    found: list[Version] = []
    standing: dict[str, Wire] = {}
    save: tuple[bytes, int, str] | None = None
    for body, feed, genesis, seal in events:
        if save != (feed, seal, body.wall):
            computer = visible(decode_genesis(genesis).computer) if genesis else ""
            found.append(Version("", body.wall, body.hlc, body.au, computer))
            save = (feed, seal, body.wall)
        version = found[-1]
        version.name = f"{feed_name(feed)}:{body.seq}"
        for name, value in fitted(body.kind, body.set).items():
            if name == HIDDEN and standing.get(name) == value:
                continue  # a change of a hidden record says again that it is hidden
            version.before.setdefault(name, standing.get(name))
            version.after[name] = standing[name] = value
        version.reasons.update({visible(rule): visible(reason) for rule, reason in body.why.items()})
        version.values = dict(standing)
    return tuple(found)


def values_at(conn: Connection, record: str, name: str) -> dict[str, Wire] | None:
    """The values of a record after the version `name`, `hidden` left out; None when there is no such version."""
    for version in versions(conn, record):
        if version.name == name:
            return {
                field_name: value
                for field_name, value in version.values.items()
                if field_name != HIDDEN and value is not None
            }
    return None
