"""What came of it: one key for an appointment or a call, another where a new time or words are needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from recovery_tui.casework import drafts, outcomes
from recovery_tui.casework.outcomes import NEW_TIME, Question, Then, WhatCame
from recovery_tui.casework.typed import read_back
from recovery_tui.casework.views import RecordId
from recovery_tui.ui.screens.dialogs import ChoiceDialog, Option
from recovery_tui.ui.screens.line_dialog import LineDialog
from recovery_tui.ui.screens.undo_offer import OffersUndo, make_change
from recovery_tui.ui.screens.words_dialog import BegunWords


def ask_outcome(
    page: OffersUndo,
    person: RecordId,
    subject: str,
    record: RecordId | None,
    reached: Callable[[], None],
    check: Callable[[Question], None],
) -> None:
    """Offer what may have come of `record`, or of a call to the person.

    `reached` writes what was said; `check` fills in the check after release that the call was for.
    """
    desk, moved = page.session.desk, f"{person} {record} moved to when"

    def offer(asked: Question) -> None:
        if not asked.choices:
            page.notice.say("There is nothing to say about it any more.")
            return
        options = [Option(each.key, each.title, each) for each in asked.choices]
        dialog = ChoiceDialog(page.session.glyphs, f"{subject}: {asked.title}", options, asked.told)
        page.app.push_screen(dialog, partial(do, asked))

    def do(asked: Question, chosen: WhatCame | None) -> None:
        if chosen is None:
            return
        if chosen.then is Then.NOTE:
            reached()
        elif chosen.then is Then.CHECK:
            check(asked)
        elif chosen.then is Then.NEW_TIME:
            page.ask(lambda: drafts.said(desk, moved), partial(ask_when, asked, chosen), "outcome")
        else:
            make_change(
                page, record or person, lambda reasons: outcomes.take(desk, asked, chosen.code, reasons)
            )

    def ask_when(asked: Question, chosen: WhatCame, said: str) -> None:
        dialog = LineDialog(
            f"{asked.title}: moved to when?",
            "A day and a time: thu 9.30, 27/11 14:00.",
            read_back=lambda typed: read_back(desk, NEW_TIME, typed),
            begun=BegunWords(page, moved, said),
        )
        page.app.push_screen(dialog, partial(move, asked, chosen))

    def move(asked: Question, chosen: WhatCame, typed: str | None) -> None:
        if typed is not None:
            make_change(
                page,
                record or person,
                lambda reasons: outcomes.take(desk, asked, chosen.code, reasons, typed),
            )

    page.ask(lambda: outcomes.question(desk, person, record), offer, "outcome")
