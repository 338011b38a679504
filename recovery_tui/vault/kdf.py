"""From a passphrase to a key: Argon2id, how much work it takes, and how that is fitted to the computer."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from recovery_tui.clock import Clock
from recovery_tui.errors import NotEnoughMemoryError

KEY_BYTES = 32
SALT_BYTES = 16


@dataclass(frozen=True)
class KdfPolicy:
    """How much work one guess at the passphrase costs."""

    memory_kib: int
    iterations: int
    lanes: int

    def acceptable(self) -> bool:
        """Whether reading allows it: 8 MiB to 2 GiB, at most 20 passes and 16 lanes.

        A planted key file must not be able to exhaust the computer.
        """
        return (
            8192 <= self.memory_kib <= 2 * 1024 * 1024
            and 1 <= self.iterations <= 20
            and 1 <= self.lanes <= 16
        )

    def at_most(self, other: KdfPolicy) -> KdfPolicy:
        """The smaller of the two in each measure."""
        return KdfPolicy(
            min(self.memory_kib, other.memory_kib),
            min(self.iterations, other.iterations),
            min(self.lanes, other.lanes),
        )


FLOOR = KdfPolicy(65536, 3, 4)
"""The least a real store is made with (RFC 9106, second recommended option)."""

QUICK = KdfPolicy(8192, 1, 1)
"""For tests and the demo only: made-up people, no waiting."""

_HIGHEST_KIB = 262144
"""256 MiB: what an office computer with 4 GB can spare."""

_LONGEST_SECONDS = 1.0


def derive_key(secret: str, salt: bytes, policy: KdfPolicy) -> bytes:
    """32 bytes from a passphrase or from recovery words; the text is taken in Unicode form NFC.

    Releases the interpreter while it works. Raises NotEnoughMemoryError.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    material = unicodedata.normalize("NFC", secret).encode("utf-8", "surrogatepass")
    try:
        return Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=policy.iterations,
            lanes=policy.lanes,
            memory_cost=policy.memory_kib,
        ).derive(material)
    except MemoryError:
        raise NotEnoughMemoryError(
            f"Checking the passphrase needs {policy.memory_kib // 1024} MB of memory, and that much is not "
            "free. Nothing was changed. Close other programs and try again."
        ) from None


def calibrated(clock: Clock) -> KdfPolicy:
    """The strongest policy this computer works through in a second.

    64 to 256 MiB, at most a quarter of what is free; 3 passes, 4 lanes.
    Takes up to about two seconds.
    """
    ceiling = min(_HIGHEST_KIB, free_memory_kib() // 4)
    best = FLOOR
    while best.memory_kib * 2 <= ceiling:
        started = clock.monotonic()
        derive_key("how long does this take", b"calibration salt", best)
        if (clock.monotonic() - started) * 2 > _LONGEST_SECONDS:
            break
        best = KdfPolicy(best.memory_kib * 2, best.iterations, best.lanes)
    return best


def free_memory_kib() -> int:
    """Memory that is free for use, in KiB; where the system does not say, enough for 256 MiB."""
    try:
        for line in Path("/proc/meminfo").read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1])
    except (OSError, ValueError, IndexError):
        pass
    return _windows_free_memory_kib() if os.name == "nt" else _HIGHEST_KIB * 4


def _windows_free_memory_kib() -> int:
    import ctypes

    class MemoryStatus(ctypes.Structure):
        """MEMORYSTATUSEX of the Windows API."""

        _fields_ = [
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("total", "free", "a", "b", "c", "d", "e")),
        ]

    status = MemoryStatus()
    status.length = ctypes.sizeof(MemoryStatus)
    windll = getattr(ctypes, "windll", None)
    if windll is None or not windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return _HIGHEST_KIB * 4
    return int(status.free) // 1024
