"""Bringing in a list of agencies: the same look first as for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from recovery_tui.casework import agencies
from recovery_tui.casework.load_views import CsvPreview, LoadResult
from recovery_tui.ui.progress import LongWork
from recovery_tui.ui.screens.csv_load import CsvScreen


class AgencyCsvScreen(CsvScreen):
    """A path, a preview, and the good rows brought in with one key."""

    COLUMNS: ClassVar[Mapping[str, Sequence[str]]] = {
        "needed": ("Name", "What it does"),
        "welcome": ("Area", "Who to ask for", "Phone", "Secure e-mail", "Days to acknowledge"),
    }

    def look_at(self, path: Path) -> CsvPreview:
        """What is in the list; for a thread."""
        return agencies.preview_csv(self.session.desk, path)

    def bring_in(self, path: Path, work: LongWork, *, partial: bool) -> LoadResult:
        """Bring the list in; for a thread."""
        return agencies.load_csv(self.session.desk, path, partial=partial, progress=work)

    def help_text(self) -> str:
        """What a list is."""
        return (
            "A CSV file with one agency a row and the names of the columns in the first row: Name, What it does, Area, "
            "Who to ask for, Phone, Secure e-mail, Days to acknowledge. An agency of the same name and kind is changed."
        )
