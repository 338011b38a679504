"""Everything that can go wrong, as a small tree.

Each error holds one sentence or two for the person: what happened, what is safe, what to do next. It never
holds a field value, a passphrase or a key. `code` is stable, for scripts; `exit_status` is the command line's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


class RecoveryError(Exception):
    """Something the person must be told in plain words."""

    code: ClassVar[str] = "failed"
    exit_status: ClassVar[int] = 1

    @property
    def message(self) -> str:
        """The sentence for the person."""
        return str(self)


class UsageError(RecoveryError):
    """The command was put wrongly."""

    code = "usage"
    exit_status = 2


class NotFoundError(RecoveryError):
    """No such person, record or file here."""

    code = "not-found"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with what was entered."""

    field: str | None
    """Name of the field, or None when it concerns the whole record."""
    reason: str
    """What is wrong and what would be right, in a sentence without the entered value."""
    rule: str | None = None
    """`V14` and the like, when a numbered rule says so."""
    needs_reason: bool = False
    """True for a W rule: it may be saved once a reason is given."""


class InvalidRecordError(RecoveryError):
    """What was entered breaks rules; nothing was saved."""

    code = "invalid"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.reason for problem in problems))
        self.problems = tuple(problems)


class WrongPassphraseError(RecoveryError):
    """The passphrase or the recovery words do not open this store."""

    code = "wrong-passphrase"
    exit_status = 4


class NotAllowedError(RecoveryError):
    """This person may not do that."""

    code = "not-allowed"
    exit_status = 4


class InUseError(RecoveryError):
    """Another process has this store open."""

    code = "in-use"
    exit_status = 5


class StoreMissingError(RecoveryError):
    """There is no store where one was expected."""

    code = "no-store"


class StoreExistsError(RecoveryError):
    """There is a store already; it is left alone."""

    code = "store-exists"


class KeyringDamagedError(RecoveryError):
    """The key file beside the store can't be read, or was altered."""

    code = "keys-damaged"


class StoreDamagedError(RecoveryError):
    """The store file is cut short, empty, plain text, swapped or altered."""

    code = "store-damaged"


class StoreTooNewError(RecoveryError):
    """A newer version of the program made this store."""

    code = "too-new"


class FolderNotWritableError(RecoveryError):
    """The folder can't be written to."""

    code = "folder-read-only"


class DiskFullError(RecoveryError):
    """No room to save; nothing was changed."""

    code = "disk-full"


class StoreLockedError(RecoveryError):
    """The store was locked while something still wanted to use it."""

    code = "locked"


class JournalDamagedError(RecoveryError):
    """The signed log does not verify."""

    code = "log-damaged"


class WeakPassphraseError(RecoveryError):
    """The new passphrase is too easy to guess; the old one still holds."""

    code = "weak-passphrase"
    exit_status = 1


class NotEnoughMemoryError(RecoveryError):
    """The computer lacks the memory for a step; nothing was changed."""

    code = "memory"


class BackupDamagedError(RecoveryError):
    """The backup file is cut short, altered or not a backup; the store was left as it is."""

    code = "backup-damaged"


class BundleDamagedError(RecoveryError):
    """A bundle, card or receipt is cut short, altered, or none of ours; nothing in it was used."""

    code = "damaged"


class NotForYouError(RecoveryError):
    """A bundle is closed to other cards than this store's."""

    code = "not-for-you"


class UnknownSignerError(RecoveryError):
    """There is no card for whoever signed a bundle; nothing was kept."""

    code = "unknown-signer"


class BundleTooNewError(RecoveryError):
    """A newer version of the program wrote this bundle, and says that this one can't read it."""

    code = "too-new"


class BundleTooLargeError(RecoveryError):
    """A bundle is larger than is taken in at once, or than may be kept aside."""

    code = "too-large"


class NotTrustedError(RecoveryError):
    """A card whose words were not compared, or that was revoked, can't be used for that."""

    code = "not-trusted"


class WordsDifferError(RecoveryError):
    """The words that were read out are not those of the card."""

    code = "words-differ"


class NoBasisError(RecoveryError):
    """Something would leave the organisation without a lawful basis; nothing was written."""

    code = "no-basis"


class ChangedMeanwhileError(RecoveryError):
    """While a save waited, the same record was changed by something else; nothing was saved."""

    code = "changed-meanwhile"

    def __init__(self) -> None:
        super().__init__(
            "While this waited to be saved, the same record changed: a file was taken in. Nothing was saved, and"
            " nothing is lost. Do it again: what came in is shown first."
        )


class StoppedError(RecoveryError):
    """Long work was stopped by whoever had begun it; nothing of what was going on is left."""

    code = "stopped"
