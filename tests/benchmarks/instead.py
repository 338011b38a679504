"""What people would use instead: the same records as JSON, compressed, signed with ssh-keygen, closed with age."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import zstandard
from pyrage import decrypt_io, encrypt_io, x25519

from tests.benchmarks.measure import Figure, milliseconds

_NAMESPACE = "benchmark"
_WHO = "kim@example.org"


def figures(bodies: list[bytes], folder: Path, here: float, size: int) -> list[Figure]:
    """For gzip and zstd: there (write, compress, sign, close) and back (open, verify, expand, decode); and its size.

    `here` is what send and receive took together, in milliseconds, and `size` that of the bundle.
    """
    if shutil.which("ssh-keygen") is None:
        return []
    _run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "key")
    public = (folder / "key.pub").read_text().split()
    (folder / "allowed").write_text(f"{_WHO} {public[0]} {public[1]}\n")
    found = []
    for name, compress, expand in (("gzip", _gzip, gzip.decompress), ("zstd", _zstd, _unzstd)):
        closed = folder / f"records.{name}.age"
        identity = x25519.Identity.generate()
        there = milliseconds(lambda: _there(bodies, folder, closed, compress, identity))  # noqa: B023
        back = milliseconds(lambda: _back(len(bodies), folder, closed, expand, identity))  # noqa: B023
        total = closed.stat().st_size + (folder / "packed.sig").stat().st_size
        took = there + back
        found += [
            Figure(
                f"JSON, {name}, ssh-keygen, age: there and back", f"{took / 1000:.1f} s",
                f"{here / 1000:.1f} s send and receive", took / here, "", True, 1,
            ),
            Figure(
                f"JSON, {name}, ssh-keygen, age: bytes an event", f"{total / len(bodies):.1f} B",
                f"{size / len(bodies):.1f} B here", total / size, "", True, 1,
            ),
        ]  # fmt: skip
    return found


def _there(
    bodies: list[bytes],
    folder: Path,
    closed: Path,
    compress: Callable[[bytes], bytes],
    identity: x25519.Identity,
) -> None:
    packed = folder / "packed"
    packed.with_suffix(".sig").unlink(missing_ok=True)
    packed.write_bytes(compress(json.dumps([json.loads(body) for body in bodies]).encode()))
    _run("ssh-keygen", "-q", "-Y", "sign", "-f", folder / "key", "-n", _NAMESPACE, packed)
    with packed.open("rb") as source, closed.open("wb") as target:
        encrypt_io(source, target, [identity.to_public()])


def _back(
    count: int, folder: Path, closed: Path, expand: Callable[[bytes], bytes], identity: x25519.Identity
) -> None:
    opened = folder / "opened"
    with closed.open("rb") as source, opened.open("wb") as target:
        decrypt_io(source, target, [identity])
    with opened.open("rb") as file:
        _run(
            "ssh-keygen", "-q", "-Y", "verify", "-f", folder / "allowed", "-I", _WHO, "-n", _NAMESPACE,
            "-s", folder / "packed.sig", stdin=file.fileno(),
        )  # fmt: skip
    if len(json.loads(expand(opened.read_bytes()))) != count:
        raise AssertionError("records are missing")


def _gzip(plain: bytes) -> bytes:
    return gzip.compress(plain, 6)


def _zstd(plain: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=3).compress(plain)


def _unzstd(packed: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(packed)


def _run(*command: str | Path, stdin: int | None = None) -> None:
    subprocess.run([*map(str, command)], check=True, capture_output=True, stdin=stdin)
