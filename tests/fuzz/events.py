"""Events of all kinds, honest and twisted, as an accepted author could sign them."""

from __future__ import annotations

from typing import Any

from recovery_tui.errors import RecoveryError
from recovery_tui.journal.body_check import foreign_body
from recovery_tui.journal.event import natural_id
from recovery_tui.records import KINDS, Entry
from recovery_tui.records.checks import FieldSpec
from tests.exchange.insider import Insider, packed
from tests.fuzz.choices import Choices

ODD: tuple[Any, ...] = (
    None, "", "x", "2026-11-23", "2026-02-30", "2099-12-31", "2026-11-23T10:00", "9999", "0.4", "\x1b]52;c;QQ==\x07",
    "\x1b[2J", "abc\u202edef", "\u2066x", "[bold]x[/]", "a\nb\r\tc", "é" * 300, "\U0001f600" * 20_000, "Z" * 20_000,
    "Z" * 20_001, "0" * 32, "not-hex-not-hex-not-hex-not-hex!", True, False, 0, -1, 7, 10**6, 2**53, 2**53 + 1, 2**64,
    -(2**70), 0.5, 1e300, [], ["x"], ["0" * 32], ["x"] * 1001, [""] * 1000, [["x"]], {}, {"a": "b"}, {"": ""},
    {"a" * 201: "b"}, {"a": 1}, "\ud800", "\x00", "=1+1", "../../etc", "{", "other", "active", "yes", "no",
)  # fmt: skip
STAMPS = (
    "0" * 16,
    "019ab00000000001",
    "03b9aca00000ffff",
    "f" * 16,
    "7fffffffffffffff",
    "",
    "019AB00000000001",
)
KIND_NAMES = (*KINDS, "from_later", "Person", "r_person", "")


def write_events(insider: Insider, choices: Choices, people: list[str]) -> None:
    """Write events until the bytes are used up; `people` are ids of people who are known already."""
    known = [(each, "person") for each in people]
    while choices.left and len(insider.bodies) < 40:
        kind = choices.one(KIND_NAMES)
        again = [each for each in known if each[1] == kind] if choices.chance(2) else known
        op = "set" if again and choices.chance(2) else "make"
        told: dict[str, Any] = {"kind": kind, "op": op, "cls": _class_of(kind)}
        if op == "set":
            told["ent"], was = choices.one(again)
            told["kind"] = kind if choices.chance(6) else was
        if told["kind"] != "person":
            told["person"] = choices.one(people)
        told["set"] = _values(told["kind"], choices, [each for each, _ in known])
        event = insider.next(**told)
        event["prev"] = _links(insider, choices, event.get("set", {}))
        keys = KINDS[kind].natural_key if kind in KINDS else None
        if op == "make" and keys and not choices.chance(8):
            event["ent"] = (
                _natural(kind, [str(event.get("set", {}).get(part)) for part in keys]) or event["ent"]
            )
        if choices.chance(5):
            _twist(event, choices)
        raw = packed(event)
        if choices.chance(40):
            at = choices.number(len(raw))
            raw = raw[:at] + choices.some(2) + raw[at + choices.number(3) :]
        if _fits(insider, raw) or choices.chance(60):
            insider.write_raw(raw)
            known.append((str(event.get("ent", "")), str(event.get("kind", ""))))


def _fits(insider: Insider, raw: bytes) -> bool:
    """Whether an event would be taken in; one that is not takes all others with it, and little would be reached."""
    try:
        foreign_body(raw, insider.feed, len(insider.bodies) + 1, insider.me)
    except RecoveryError:
        return False
    return True


def _class_of(kind: str) -> str:
    declared = KINDS[kind].info_class if kind in KINDS else None
    return declared.value if declared is not None else ""


def _values(kind: str, choices: Choices, records: list[str]) -> dict[str, Any]:
    fields = dict(KINDS[kind].fields) if kind in KINDS else {}
    found: dict[str, Any] = {}
    for name, spec in fields.items():
        if spec.required or choices.chance(3):
            found[name] = choices.one(ODD) if choices.chance(4) else _fitting(spec, choices, records)
    if choices.chance(8):
        found[choices.one(("hidden", "made", "later_field", "Bad-Name", "person", "id", "hidden"))] = (
            choices.one(ODD)
        )
    if kind in ("person", "agency") and choices.chance(4):
        found["same_as"] = choices.one(records)
    return found


def _fitting(spec: FieldSpec, choices: Choices, records: list[str]) -> Any:
    """A value of the shape of its field."""
    if spec.entry is Entry.BOOLEAN:
        return choices.chance(2)
    if spec.entry is Entry.INTEGER:
        return choices.number(40)
    if spec.entry is Entry.REF:
        return choices.one(records)
    if spec.entry is Entry.REFS:
        return [choices.one(records)]
    if spec.entry is Entry.MAP:
        return {"a": "b"}
    codes = [code.code for code in spec.codes] if spec.codes else ["x"]
    if spec.entry is Entry.CODES:
        return [choices.one(codes)]
    if spec.entry in (Entry.INSTANT, Entry.LOCAL_TIME):
        return choices.one(("2026-11-23T10:00", "2026-11-23T10:00Z", "2031-01-01T00:00"))
    if spec.entry in (Entry.DATE, Entry.PARTIAL_DATE):
        return choices.one(("2026-11-23", "2026-11-26", "1990", "0001-01-01", "9999-12-31", "2026-13"))
    return (
        choices.one(codes)
        if spec.codes
        else choices.one(("Fictional", "A1234BC", "a0", "0.4", "07700900123"))
    )


def _links(insider: Insider, choices: Choices, values: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in values:
        if insider.bodies and choices.chance(4):
            seq = 1 + choices.number(len(insider.bodies))
            found[name] = [[insider.feed.hex(), seq, insider.leaf(seq)]]
        elif choices.chance(12):
            found[name] = choices.one(
                ([["0" * 32, 1, "0" * 16]], [["0" * 32, 2**53, "0" * 16]], [], [["", 0, ""]],
                 [[insider.feed.hex(), 999, "ab" * 8]], [["ab" * 16, 3, "cd" * 8]] * 3, [1], "x")
            )  # fmt: skip
    return found


def _natural(kind: str, parts: list[str]) -> str | None:
    try:
        return natural_id(kind, parts)
    except (OverflowError, UnicodeEncodeError):
        return None


def _twist(event: dict[str, Any], choices: Choices) -> None:
    """Something that no honest program writes."""
    name = choices.one(
        (
            "hlc",
            "hlc",
            "sv",
            "seq",
            "au",
            "ent",
            "person",
            "person",
            "wall",
            "op",
            "cls",
            "why",
            "salt",
            "more",
        )
    )
    if name == "hlc":
        event[name] = choices.one(STAMPS)
    elif name == "sv":
        event[name] = choices.one((2, 99, 0, -1, 2**70, "1", 1.0))
    elif name == "why":
        event[name] = choices.one(({"V1": "because"}, {"x" * 41: ""}, {"V1": "\x1b[2J" * 80}, {"V1": 1}, {}))
    elif name == "wall":
        event[name] = choices.one(
            ("9999-99-99T99:99:99+99:99", "0000-00-00T00:00:00-00:00", "2026-11-23", "")
        )
    elif name == "person":
        event[name] = choices.one((event["ent"], "0" * 32, "0" * 31, "", "g" * 32))
    else:
        event[name] = choices.one(ODD)
