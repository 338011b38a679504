"""Files of records for loading: fictional people as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

AnyLine = Mapping[str, object]


def person(ref: str, surname: str = "Marrowby", **fields: object) -> dict[str, object]:
    """A line that makes a person."""
    return {
        "kind": "person",
        "ref": ref,
        "fields": {
            "surname": surname,
            "forename": "Lee",
            "born_on": "1992-05-03",
            "record_status": "active",
            **fields,
        },
    }


def of(kind: str, whose: str, ref: str = "", **fields: object) -> dict[str, object]:
    """A line that makes a record of somebody."""
    line: dict[str, object] = {"kind": kind, "fields": {"person": whose, **fields}}
    if ref:
        line["ref"] = ref
    return line


def number(whose: str, value: str) -> dict[str, object]:
    """A prison number."""
    return of("identifier", whose, system="prison_number", value=value)


def stay(whose: str, ref: str = "", **fields: object) -> dict[str, object]:
    """A stay in a prison that does not exist."""
    return of(
        "stay",
        whose,
        ref,
        **{"stay_type": "custody", "establishment": "QFX", "started_on": "2026-06-01", **fields},
    )


def plan(whose: str, ref: str = "") -> dict[str, object]:
    """A plan in draft."""
    return of("plan", whose, ref, started_on="2026-09-02", status="draft", agreement="draft")


def goal(whose: str, of_plan: str, ref: str = "", **fields: object) -> dict[str, object]:
    """A goal."""
    said: dict[str, object] = {
        "area": "treatment",
        "title": "Keep my script",
        "horizon": "gate",
        "status": "active",
    }
    return of("goal", whose, ref, plan=of_plan, **{**said, **fields})


def write(path: Path, lines: Iterable[AnyLine | bytes]) -> Path:
    """A file of these lines; bytes are written as they are."""
    raw = (
        each if isinstance(each, bytes) else json.dumps(each, ensure_ascii=False).encode() for each in lines
    )
    path.write_bytes(b"".join(line + b"\n" for line in raw))
    return path


def many(people: int) -> list[dict[str, object]]:
    """So many people with three records each."""
    found: list[dict[str, object]] = []
    for each in range(people):
        ref = f"p{each}"
        found += [
            person(ref, f"Marrow{'abcdefghij'[each % 10]}by"),
            number(f"@{ref}", f"{chr(65 + each // 10_000)}{each % 10_000:04}ZZ"),
            stay(f"@{ref}"),
        ]
    return found
