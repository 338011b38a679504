"""Whether the beginning of a feed, as a bundle carries it, is one: well-formed and signed by its own author."""

from __future__ import annotations

import re

from recovery_tui.bundles import strict_json
from recovery_tui.bundles.refusals import damaged
from recovery_tui.errors import JournalDamagedError
from recovery_tui.journal.event import Genesis, decode_genesis, genesis_message
from recovery_tui.vault.identity import verify

MAX_GENESIS = 4096
"""Bytes."""

MAX_NUMBER = 2**53 - 1
"""The greatest number in any file: every JSON reader holds it exactly, and so does SQLite."""

_TEXT = 200
_USES = ("record", "access")
_HEX_16, _HEX_32 = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{64}")


def check_genesis(genesis: bytes, signature: bytes) -> None:
    """Raise BundleDamagedError unless `genesis` can begin a feed and `signature` is its author's."""
    if len(genesis) > MAX_GENESIS:
        raise damaged()
    strict_json.check(genesis)
    try:
        beginning = decode_genesis(genesis)
    except (JournalDamagedError, RecursionError):
        raise damaged() from None
    if not _well_formed(beginning):
        raise damaged()
    if not verify(bytes.fromhex(beginning.author), genesis_message(genesis), signature):
        raise damaged()


def _well_formed(genesis: Genesis) -> bool:
    return (
        genesis.v == 1
        and genesis.use in _USES
        and 1 <= genesis.sv <= MAX_NUMBER
        and bool(_HEX_32.fullmatch(genesis.author))
        and bool(_HEX_16.fullmatch(genesis.nonce))
        and all(len(text) <= _TEXT for text in (genesis.app, genesis.computer, genesis.reason))
        and _parent_is_well_formed(genesis)
    )


def _parent_is_well_formed(genesis: Genesis) -> bool:
    parent = genesis.parent
    return parent is None or (
        0 <= parent.seq <= MAX_NUMBER
        and bool(_HEX_16.fullmatch(parent.feed))
        and bool(_HEX_32.fullmatch(parent.head))
    )
