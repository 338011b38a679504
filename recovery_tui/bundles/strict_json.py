"""JSON that every reader understands alike: no key twice, no numbers that round, no broken text."""

from __future__ import annotations

import json
from typing import NoReturn

from recovery_tui.bundles.refusals import damaged


def check(raw: bytes) -> None:
    """Raise BundleDamagedError unless `raw` is UTF-8 JSON with no key twice in an object and no float.

    The typed decoder takes the last of two equal keys where another reader may take the first, and passes over
    what it does not know; so this looks at all of it. A byte order mark and endless nesting are refused too.
    """
    try:
        json.loads(
            raw.decode(),
            object_pairs_hook=_no_key_twice,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
    except (ValueError, RecursionError):
        raise damaged() from None


def _no_key_twice(pairs: list[tuple[str, object]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError


def _refuse(_: str) -> NoReturn:
    raise ValueError
