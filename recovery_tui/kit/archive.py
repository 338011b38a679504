"""Zips that depend on their contents alone: the same files give the same bytes, on any computer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip can name; any other would say when the kit was made."""

_UNIX = 3
"""The system that file rights in a zip are told for (APPNOTE 4.4.2)."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of `files` (name with `/` to content), sorted; `.sh` files may be run.

    Stored, not squeezed: versions of zlib differ, and what weighs most is squeezed already.
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.create_system = _UNIX
            entry.external_attr = (0o100755 if name.endswith(".sh") else 0o100644) << 16
            archive.writestr(entry, files[name])
    return whole.getvalue()
