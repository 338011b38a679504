"""Closing a bundle to its addressees and opening it again (age, X25519)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Protocol

from recovery_tui.bundles.parser import Parser, Stop
from recovery_tui.bundles.refusals import damaged, not_a_bundle, not_for_you
from recovery_tui.errors import BundleDamagedError

_AGE = b"age-encryption.org/v1\n"
_PIECE = 64 * 1024
_NO_KEY = "No matching keys"


class Reader(Protocol):
    """Anything to read bytes from."""

    def read(self, count: int, /) -> bytes:
        """At most `count` bytes; none at the end."""
        ...


class Writer(Protocol):
    """Anything to write bytes to."""

    def write(self, data: bytes, /) -> int:
        """Take bytes; how many."""
        ...

    def flush(self) -> None:
        """Pass on what was taken."""
        ...


def is_sealed(first_bytes: bytes) -> bool:
    """Whether a file beginning so (22 bytes suffice) is closed with age."""
    return first_bytes.startswith(_AGE)


def open_into(source: BinaryIO, secrets: Sequence[str], parser: Parser) -> None:
    """Open the sealed file `source` with any of `secrets` (`AGE-SECRET-KEY-1…`) into `parser`.

    Returns early when the parser's sink wants no more than the manifest. Only after it has returned is `source`
    known to be whole. Raises NotForYouError, BundleDamagedError, and unchanged what `source`, parser or sink raise.
    """
    import pyrage

    front = source.read(len(_AGE))
    if not is_sealed(front):
        raise not_a_bundle()
    reader, writer = _Source(front, source), _Target(parser)
    try:
        pyrage.decrypt_io(reader, writer, [pyrage.x25519.Identity.from_str(secret) for secret in secrets])
    except Stop:
        return
    except (pyrage.DecryptError, OSError) as error:
        # age tells of damage by OSError as well: only what we saw fail ourselves is really one
        failure = writer.failure or reader.failure
        if failure is not None:
            raise failure from None
        raise (not_for_you() if str(error).startswith(_NO_KEY) else damaged()) from None


def read_inner(source: BinaryIO, parser: Parser) -> None:
    """Read the inner stream `source`, which is not sealed, into `parser`; otherwise as `open_into`."""
    try:
        while piece := source.read(_PIECE):
            parser.write(piece)
    except Stop:
        return


def seal(inner: Reader, target: Writer, recipients: Sequence[str]) -> None:
    """Write what `inner` gives to `target`, closed to `recipients` (`age1…`, at least one).

    Raises BundleDamagedError for a recipient that is no key, and unchanged what `inner` or `target` raise.
    """
    import pyrage

    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    except pyrage.RecipientError:
        raise BundleDamagedError(
            "A card holds a reading key that can't be used. Nothing was written. Ask for a new card."
        ) from None
    if not keys:
        raise ValueError("a bundle is closed to somebody")
    reader, writer = _Source(b"", inner), _Target(target)
    try:
        pyrage.encrypt_io(reader, writer, keys)
    except (pyrage.EncryptError, OSError):
        # what fails while the last bytes are written comes out of age as an error of its own
        failure = writer.failure or reader.failure
        if failure is None:
            raise
        raise failure from None


class ChunkReader:
    """Reads from chunks as if they were a file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._chunk = memoryview(b"")

    def read(self, count: int, /) -> bytes:
        """At most `count` bytes; none at the end. Raises what the chunks raise."""
        while not self._chunk:
            following = next(self._chunks, None)
            if following is None:
                return b""
            self._chunk = memoryview(following)
        piece, self._chunk = self._chunk[:count], self._chunk[count:]
        return bytes(piece)


class _Source:
    """A file some bytes of which were read already; remembers why it failed."""

    def __init__(self, front: bytes, rest: Reader) -> None:
        self._front = front
        self._rest = rest
        self.failure: Exception | None = None

    def read(self, count: int) -> bytes:
        front, self._front = self._front[:count], self._front[count:]
        try:
            return front or self._rest.read(count)
        except Exception as error:
            self.failure = error
            raise


class _Target:
    """A parser or a file, as age writes into it; remembers why it failed."""

    def __init__(self, target: Writer) -> None:
        self._target = target
        self.failure: Exception | None = None

    def write(self, data: bytes) -> int:
        with self._remembering():
            return self._target.write(data)

    def flush(self) -> None:
        with self._remembering():
            self._target.flush()

    @contextmanager
    def _remembering(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            # age may write once more on its way out: the first failure is the cause
            self.failure = self.failure or error
            raise
