"""Compression of frames (zstd): one frame in, one frame out, never more than was announced."""

from __future__ import annotations

import zstandard

from recovery_tui.bundles.manifest import MAX_FRAME
from recovery_tui.bundles.refusals import damaged

LEVEL = 3
VERSION = ".".join(map(str, zstandard.ZSTD_VERSION))
"""Of the library: the same version and level give the same bytes."""

_WINDOW = 8 * 1024 * 1024


def compress(plain: bytes) -> bytes:
    """One zstd frame that says how long it is once expanded. `plain` is at most 4 MiB."""
    return zstandard.ZstdCompressor(level=LEVEL, write_checksum=False, write_content_size=True).compress(
        plain
    )


def expand(frame: bytes, size: int) -> bytes:
    """The plain bytes of `frame`, exactly `size` of them; raises BundleDamagedError when they are not.

    The frame's own header is compared before anything is expanded, so that a small one can't fill the memory.
    """
    try:
        parameters = zstandard.get_frame_parameters(frame)
        if (
            not 0 < parameters.content_size == size <= MAX_FRAME
            or parameters.dict_id
            or parameters.has_checksum
        ):
            raise damaged()
        expander = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        plain = expander.decompress(frame, max_output_size=size, allow_extra_data=False)
    except zstandard.ZstdError:
        raise damaged() from None
    if len(plain) != size:
        raise damaged()
    return plain
