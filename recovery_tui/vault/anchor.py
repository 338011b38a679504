"""`feed.anchor`: how far this computer's own feeds have come, so that a restored copy is noticed (see FORMAT.md)."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from recovery_tui.vault.atomic import plain_file_errors, write_atomically
from recovery_tui.vault.datakey import DataKey

_FORMAT = "recovery_tui anchor"
_VERSION = 1
_LABEL = "recovery_tui anchor mac"
_LARGEST_FILE = 64 * 1024


def read_anchor(path: Path, store_id: bytes, data_key: DataKey) -> dict[bytes, tuple[int, bytes]] | None:
    """{feed id: (last seq, head)}; None when it is missing, damaged or of another store. Never raises for its bytes."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
        fields = json.loads(content.decode("ascii"))
        if not isinstance(fields, dict) or _canonical(fields) != content:
            return None
        mac = fields.pop("mac")
        if not hmac.compare_digest(mac, _mac(fields, data_key).hex()):
            return None
        if (fields["format"], fields["version"], fields["store"]) != (_FORMAT, _VERSION, store_id.hex()):
            return None
        return {bytes.fromhex(feed): (int(seq), bytes.fromhex(head)) for feed, seq, head in fields["feeds"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def write_anchor(
    path: Path, store_id: bytes, data_key: DataKey, entries: Mapping[bytes, tuple[int, bytes]], durable: bool
) -> None:
    """Write it atomically; `durable` waits for the disk.

    Raises DiskFullError or FolderNotWritableError; the old one then still stands.
    """
    fields: dict[str, Any] = {
        "format": _FORMAT,
        "version": _VERSION,
        "store": store_id.hex(),
        "feeds": [[feed.hex(), seq, head.hex()] for feed, (seq, head) in sorted(entries.items())],
    }
    content = _canonical(fields | {"mac": _mac(fields, data_key).hex()})
    with plain_file_errors():
        write_atomically(path, content, durable=durable)


def _mac(fields: dict[str, Any], data_key: DataKey) -> bytes:
    return hmac.digest(data_key.derive(_LABEL), _canonical(fields), "sha256")


def _canonical(fields: dict[str, Any]) -> bytes:
    return (
        json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii") + b"\n"
    )
