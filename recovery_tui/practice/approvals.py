"""Approvals (V24): a supervisor's word on a plan as it stood, void once the plan says something else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256

_MOVING = frozenset({"status", "rank"})
"""Fields in which a plan makes progress: it stays the plan that was approved."""

_BESIDE = frozenset({"also", "reasons"})
"""What a dump line says about the writing of a record, not about the record."""


def plan_digest(plan: str, lines: Iterable[str]) -> str:
    """SHA-256, as hex, over the dump lines of a plan, its goals and their steps, without `status` and `rank`.

    `plan` is its id; `lines` are lines of a dump in the order in which `dump` writes them, with or without their line
    ends, and may hold any other records. Making progress leaves the digest as it is, changing what was agreed does not.
    """
    found = sha256()
    goals: set[str] = set()
    for text in lines:
        line = json.loads(text)
        fields = line.get("fields", {})
        kind = line.get("kind")
        if kind == "goal" and fields.get("plan") == plan:
            goals.add(line.get("id"))
        elif not (kind == "plan" and line.get("id") == plan) and not (
            kind == "step" and fields.get("goal") in goals
        ):
            continue
        kept = {name: value for name, value in line.items() if name not in _BESIDE}
        kept["fields"] = {name: value for name, value in fields.items() if name not in _MOVING}
        found.update(json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
        found.update(b"\n")
    return found.hexdigest()


def is_void(approval: Mapping[str, object], digest: str) -> bool:
    """Whether the plan, whose digest is now `digest`, has changed since this approval of it was given."""
    return approval.get("digest") != digest
