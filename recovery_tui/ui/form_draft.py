"""Keeping what is typed: the draft of one open form in the encrypted store."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from threading import Lock

from recovery_tui.casework import drafts
from recovery_tui.casework.views import DraftView, FormSpec
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.session import Session


class DraftKeeper:
    """Writes a form's draft from any thread, and never again once the form is saved or discarded."""

    def __init__(self, session: Session, spec: FormSpec, baseline: Mapping[str, str]) -> None:
        self._session = session
        self._spec = spec
        self._baseline = dict(baseline)
        self._kept: dict[str, str] | None = None
        self._closed = False
        self._one_at_a_time = Lock()

    def keep(self, typed: Mapping[str, str]) -> str:
        """Write `typed` if it is news, and say when (`10:42`), or empty; raises RecoveryError.

        What nobody has touched is kept as the form came with it, however its field would give it back.
        """
        with self._one_at_a_time:
            return self._keep(dict(typed))

    def leave(self, typed: Mapping[str, str]) -> None:
        """Write `typed` for the last time; raises RecoveryError."""
        with self._one_at_a_time:
            self._keep(dict(typed))
            self._closed = True

    def _keep(self, values: dict[str, str]) -> str:
        unchanged = values == (self._baseline if self._kept is None else self._kept)
        if self._closed or unchanged:
            return ""
        came = self._spec.values
        kept = {
            key: came.get(key, "") if text == self._baseline.get(key) else text
            for key, text in values.items()
        }
        at = drafts.keep(self._session.desk, self._spec, kept)
        self._kept = values
        return at

    def is_news(self, draft: DraftView) -> bool:
        """Whether a draft holds anything that the form does not come with; only then it is offered."""
        return {**self._baseline, **draft.values} != self._baseline

    def resume(self, draft: DraftView) -> tuple[FormSpec, dict[str, str]]:
        """Take up what the store holds already: the form that remembers what was typed over, and what stands in it."""
        with self._one_at_a_time:
            self._spec = replace(self._spec, seen=draft.over)
            self._kept = {**self._baseline, **draft.values}
            return self._spec, dict(self._kept)

    def saved(self) -> None:
        """Write no more: it is saved, and nothing that fails now makes that undone."""
        with suppress(RecoveryError):  # at worst a draft that nobody needs stands on Today
            self.finish()

    def finish(self) -> None:
        """Take the draft away and write no more; raises RecoveryError."""
        with self._one_at_a_time:
            self._closed = True
            drafts.discard(self._session.desk, self._spec)
