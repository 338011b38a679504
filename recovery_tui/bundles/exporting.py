"""Writing a bundle: two passes over what was chosen, closed to its addressees, proven before it gets its name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

from recovery_tui import __version__
from recovery_tui.bundles import codec
from recovery_tui.bundles.choosing import Chosen, Tally
from recovery_tui.bundles.format import Item, frames, header, padded
from recovery_tui.bundles.manifest import Frame, Manifest, Section, Seen, Wanted
from recovery_tui.bundles.parser import Parser
from recovery_tui.bundles.scope import Scope
from recovery_tui.bundles.seal import ChunkReader, seal
from recovery_tui.clock import Clock
from recovery_tui.errors import BundleDamagedError
from recovery_tui.journal import hlc
from recovery_tui.journal.event import EVENT_VERSION
from recovery_tui.journal.log import wall_time
from recovery_tui.vault.atomic import open_private, plain_file_errors, replace
from recovery_tui.vault.identity import AuthorKey

PART = ".part"
"""Ends the name of a bundle that is still being written; nothing reads such a file."""

KEPT = 96 * 1024 * 1024
"""Bytes of compressed frames held between the two passes; of a larger bundle they are made again."""

_PIECE = 1024 * 1024

Progress = Callable[[int, int], None]
"""Told how many events of how many are done; may raise to stop."""


@dataclass(frozen=True)
class Letter:
    """What a bundle says beside the records."""

    type: str
    to: tuple[str, ...]
    """Fingerprints; empty in a start pack."""
    purpose: str = ""
    basis: str = ""
    previous: str = ""
    cards: tuple[str, ...] = ()
    confirms: tuple[str, ...] = ()
    seen: tuple[tuple[str, int, str], ...] = ()
    wants: tuple[tuple[str, int, int], ...] = ()
    handovers: tuple[str, ...] = ()
    site: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Prepared:
    """A bundle whose manifest is made."""

    manifest: Manifest
    people: tuple[str, ...]
    """Ids of the people whose records go, sorted."""
    _chosen: Chosen
    _author: AuthorKey
    _frames: tuple[bytes, ...] | None
    """Compressed; None when they are too much to hold, and are made again, the same, when it is written."""

    def inner(self, conn: Connection, progress: Progress | None = None) -> Iterator[bytes]:
        """The inner stream. The transaction must be the one it was prepared in."""
        yield header(self.manifest, self._author)
        made = self._frames or (codec.compress(plain) for plain, _ in frames(self._chosen.items(conn)))
        done = total = _events(self._chosen)
        for frame, packed in zip(self.manifest.frames, made, strict=True):
            _tell(progress, done, total)
            done += frame.items
            yield packed
        if self.manifest.pad:
            yield bytes(self.manifest.pad)


NOTHING = Chosen((), (), Scope())
"""What a receipt carries of the log."""


def prepare(
    conn: Connection,
    chosen: Chosen,
    letter: Letter,
    author: AuthorKey,
    clock: Clock,
    progress: Progress | None = None,
) -> Prepared:
    """Count and hash what was chosen, and make the manifest; nothing is written yet."""
    tally = Tally(len(chosen.stretches))
    made, kept = _compressed(conn, chosen, tally, progress)
    sections = _sections(chosen, tally)
    manifest = Manifest(
        type=letter.type,  # type: ignore[arg-type]
        bundle=clock.random_bytes(16).hex(),
        app=__version__,
        schema=EVENT_VERSION if sections or chosen.late else 0,
        author=author.public_key.hex(),
        to=letter.to,
        purpose=letter.purpose,  # type: ignore[arg-type]
        hlc=hlc.stamp(clock.now(), hlc.ZERO),
        wall=wall_time(clock),
        sections=sections,
        late=len(chosen.late),
        cards=letter.cards,
        confirms=letter.confirms,
        seen=tuple(Seen(*each) for each in letter.seen),
        wants=tuple(Wanted(*each) for each in letter.wants),
        counts=tally.counts,
        people=len(tally.people),
        withheld=sum(tally.withheld),
        previous=letter.previous,
        basis=letter.basis,
        site=letter.site,
        erases=tuple(sorted(tally.erases)),
        handovers=letter.handovers,
        frames=made,
        zstd=codec.LEVEL,
        zstd_version=codec.VERSION,
    )
    manifest = padded(manifest, sum(frame.clen for frame in made))
    return Prepared(manifest, tuple(sorted(tally.people)), chosen, author, kept)


def _compressed(
    conn: Connection, chosen: Chosen, tally: Tally, progress: Progress | None
) -> tuple[tuple[Frame, ...], tuple[bytes, ...] | None]:
    """What the manifest says of each frame, and the frames themselves; None when they are too much to hold."""
    total = _events(chosen)
    made: list[Frame] = []
    kept: list[bytes] = []
    size = done = 0
    for plain, count in frames(chosen.items(conn, tally)):
        _tell(progress, done, total)
        done += count
        packed = codec.compress(plain)
        made.append(Frame(hashlib.sha256(packed).hexdigest(), len(packed), len(plain), count))
        size += len(packed)
        if size <= KEPT:
            kept.append(packed)
        else:
            kept.clear()
    return tuple(made), tuple(kept) if size <= KEPT else None


def _sections(chosen: Chosen, tally: Tally) -> tuple[Section, ...]:
    return tuple(
        Section(
            feed=out.stretch.feed.hex(),
            genesis=out.stretch.genesis.decode(),
            signature=out.stretch.signature.hex(),
            first=out.stretch.first,
            last=out.stretch.last,
            before=out.stretch.before.hex(),
            head=out.stretch.head.hex(),
            shown=tally.shown[number],
            withheld=tally.withheld[number],
        )
        for number, out in enumerate(chosen.stretches)
    )


def write_part(
    conn: Connection,
    prepared: Prepared,
    target: Path,
    recipients: Sequence[str],
    progress: Progress | None = None,
) -> Path:
    """Write the bundle beside its place, under a name nothing reads, and prove it; gives that name.

    What goes in is read by the same parser that receives, and what lies on the disk is read back. `recipients` are
    age keys; none leaves the inner stream open, for a start pack. Raises DiskFullError, FolderNotWritableError;
    no file is left then.
    """
    part = target.with_name(target.name + PART)
    try:
        with plain_file_errors("folder for the file"):
            with open(part, "wb", opener=open_private) as file:
                noted = _Noted(file)
                proof = Parser(_Nowhere())
                inner = ChunkReader(_checked(prepared.inner(conn, progress), proof))
                if recipients:
                    seal(inner, noted, recipients)
                else:
                    while piece := inner.read(_PIECE):
                        noted.write(piece)
                proof.finish()
                file.flush()
                os.fsync(file.fileno())
            if _digest(part) != noted.digest.hexdigest():
                raise BundleDamagedError(
                    "What was written does not read back the same. Nothing was sent. Use another stick or folder."
                )
        return part
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def put_in_place(part: Path, target: Path) -> None:
    """Give a proven bundle its name."""
    with plain_file_errors("folder for the file"):
        replace(part, target)


def discard(part: Path) -> None:
    """Remove a bundle that will not be sent after all."""
    with suppress(OSError):
        part.unlink(missing_ok=True)


def _events(chosen: Chosen) -> int:
    return sum(out.stretch.last - out.stretch.first + 1 for out in chosen.stretches) + len(chosen.late)


def _tell(progress: Progress | None, done: int, events: int) -> None:
    """Tell how much of both passes is done; a seal counts like an event, so the last frames may seem to be over."""
    if progress is not None:
        progress(min(done, 2 * events), 2 * events)


def _checked(chunks: Iterator[bytes], parser: Parser) -> Iterator[bytes]:
    for chunk in chunks:
        parser.write(chunk)
        yield chunk


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Noted:
    """A file that remembers the hash of what was written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


class _Nowhere:
    """A sink that wants everything and keeps nothing."""

    def begin(self, manifest: Manifest) -> bool:
        return True

    def items(self, items: list[Item]) -> None:
        return None
