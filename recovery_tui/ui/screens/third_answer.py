"""A form with one field: an answer besides those that two writers gave."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework import conflicts
from recovery_tui.casework.views import Outcome, RecordId
from recovery_tui.ui.screens.form import FormScreen


class ThirdAnswerScreen(FormScreen):
    """Saving it settles the question; its draft is kept as that of any form."""

    def _save(self, typed: Mapping[str, str], reasons: Mapping[str, str]) -> Outcome:
        self._keeper.keep(typed)
        field = self.spec.fields[0].key
        record = self.spec.record or RecordId("")
        outcome = conflicts.give_third(self.session.desk, record, field, typed[field], reasons)
        if outcome.saved:
            self._keeper.finish()
        return outcome
