"""The fields of a form, page by page: what stands in them, what was understood of it, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import events, on
from textual.containers import VerticalScroll
from textual.widget import Widget

from recovery_tui.casework import drafts, filling_in
from recovery_tui.casework.typed import with_names
from recovery_tui.casework.views import FieldProblem, FormField, FormSpec, Outcome
from recovery_tui.ui.commands import Command, command
from recovery_tui.ui.form_words import HINTS, told_on_top
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.dialogs import ReasonDialog
from recovery_tui.ui.screens.words_dialog import BegunWords
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.choice_field import ChoiceRow
from recovery_tui.ui.widgets.field_kinds import field_row, start_of
from recovery_tui.ui.widgets.form_field import DATES, FieldRow
from recovery_tui.ui.widgets.marks_list import MarksList
from recovery_tui.ui.widgets.painted import Painted


class Fields(VerticalScroll):
    """The fields of a page: where the cursor is stays in sight, also when there is less room or a field above grows."""

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._scroll_to_cursor()

    def watch_virtual_size(self) -> None:
        """Keep it in sight when a field says more, as what it understood."""
        self.call_after_refresh(self._scroll_to_cursor)

    def _scroll_to_cursor(self) -> None:
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            focused.scroll_visible(animate=False)


class FormPages(PlaceScreen[Outcome | None]):
    """A screen of fields. Subclasses hear what is typed, and say what becomes of it."""

    def __init__(self, session: Session, spec: FormSpec, subject: str, focus: str | None) -> None:
        super().__init__(session)
        self.spec = spec
        self._subject = subject
        self._focus = focus
        self._page = next(
            (n for n, page in enumerate(spec.pages) if any(field.key == focus for field in page)), 0
        )
        self._baseline = {field.key: start_of(field, spec.values.get(field.key, "")) for field in spec.fields}
        self.typed = dict(self._baseline)
        """What stands in every field of every page."""
        self._problems: tuple[FieldProblem, ...] = ()

    def heading(self) -> tuple[str, str | None]:
        """The form's title, and whom it is about."""
        pages = f", page {self._page + 1} of {len(self.spec.pages)}" if len(self.spec.pages) > 1 else ""
        return self.spec.title + pages, self._subject or None

    def top(self) -> Iterable[Widget]:
        """What is wrong, and who may be here already."""
        yield Painted(id="problems")
        yield Painted(id="same")

    def body(self) -> Iterable[Widget]:
        """The fields of the page."""
        yield Fields(*self._make_rows(), id="fields", can_focus=False)

    def bottom(self) -> Iterable[Widget]:
        """Help for the field the cursor is in."""
        yield Painted(id="field-help")

    def footer(self) -> tuple[Command, ...]:
        """With several pages, how to turn them."""
        save, leave, *rest = super().footer()
        turn = (command("form.next"), command("form.previous")) if len(self.spec.pages) > 1 else ()
        return (save, *turn, leave, *rest)

    def _make_rows(self) -> list[FieldRow]:
        return [self._make_row(field) for field in self.spec.pages[self._page]]

    def _make_row(self, field: FormField) -> FieldRow:
        recent = self.session.last_used.get(field.key, ())
        fitting = field.choices_for(self.typed)
        return field_row(field, self.typed[field.key], self.session.glyphs, recent, fitting)

    def rows(self) -> list[FieldRow]:
        """The fields of the page that is shown."""
        return list(self.query(FieldRow))

    def _start_typing(self, key: str | None = None, *, going_on: bool = False) -> None:
        rows = [row for row in self.rows() if row.control is not None]
        wanted = [row for row in rows if row.field.key == key] or rows
        if wanted:
            wanted[0].start_typing(going_on=going_on)

    def _read_dates(self) -> None:
        for row in self.rows():
            if is_echoed(row) and row.typed:
                self._read_back(row)

    def _put(self, values: Mapping[str, str]) -> None:
        self.typed = {key: values.get(key, "") for key in self._baseline}
        for row in self.rows():
            row.put(self.typed[row.field.key])
            self._narrow(row.field.key)
        self._read_dates()

    def _narrow(self, chosen: str) -> None:
        """A choice may decide which choices fit elsewhere: only those are listed then."""
        for row in self.rows():
            if isinstance(row, ChoiceRow) and row.field.narrowed_by == chosen:
                row.offer(row.field.choices_for(self.typed))

    def _offer_names(self, chosen: str) -> None:
        """A choice may decide which names a list of names and numbers has: those stand there then."""
        for row in self.rows():
            if row.field.names and row.field.named_by == chosen:
                row.put(with_names(row.field, self.typed[chosen], row.typed))

    @on(MarksList.Asked)
    def _ask_mark(self, event: MarksList.Asked) -> None:
        event.stop()
        marks = event.asked_in

        def answered(mark: str | None) -> None:
            if mark:
                marks.give(mark)

        words = marks.current_words
        question = f"{self.spec.person} {words}"

        def ask(said: str) -> None:
            begun = BegunWords(self, question, said)
            self.app.push_screen(
                ReasonDialog(self.session.glyphs, words, marks.marks[1:], begun=begun), answered
            )

        self.ask(lambda: drafts.said(self.session.desk, question), ask, "reasons")

    def _read_back(self, row: FieldRow) -> None:
        typed, field = row.typed, row.field
        if not typed.strip():
            row.show_echo("")
            return
        self.ask(
            lambda: filling_in.read_back(self.session.desk, self.spec, field, typed),
            row.show_echo,
            f"read {field.key}",
        )

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what the field is for."""
        row = next((node for node in event.widget.ancestors if isinstance(node, FieldRow)), None)
        if row is not None:
            field = row.field
            said = "   ".join(
                text for text in (field.help, HINTS.get(field.widget, ""), field.seen_by) if text
            )
            self.query_one("#field-help", Painted).say(said or self.spec.help, Tone.MUTED)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys that turn pages are left to lists and long texts where there is one page, or a list is open."""
        if action == "turn":
            in_list = any(isinstance(row, ChoiceRow) and row.is_open for row in self.rows())
            return len(self.spec.pages) > 1 and not in_list
        return super().check_action(action, parameters)

    def action_turn(self, step: int) -> None:
        """To another page of the form."""
        page = self._page + step
        if 0 <= page < len(self.spec.pages):
            self.run_worker(self._show_page(page), group="page", exit_on_error=True)

    async def _show_page(self, page: int, focus: str | None = None, *, going_on: bool = False) -> None:
        self._page = page
        fields = self.query_one("#fields", VerticalScroll)
        with self.app.batch_update():
            await fields.remove_children()
            await fields.mount_all(self._make_rows())
        fields.scroll_home(animate=False)
        self.head.retitle(*self.heading())
        self._read_dates()
        self._show_problems()
        self._start_typing(focus, going_on=going_on)

    def _go_to_first(self, problems: tuple[FieldProblem, ...]) -> None:
        keys = {problem.key for problem in problems}
        first = next((field.key for field in self.spec.fields if field.key in keys), None)
        page = next(
            (n for n, fields in enumerate(self.spec.pages) if any(f.key == first for f in fields)), self._page
        )
        if page != self._page:
            self.run_worker(self._show_page(page, first, going_on=True), group="page", exit_on_error=True)
        else:
            self._show_problems()
            self._start_typing(first, going_on=True)

    def _show_problems(self) -> None:
        told = {problem.key: problem.reason for problem in reversed(self._problems)}
        for row in self.rows():
            row.show_error(told.get(row.field.key, ""))
        self._tell_on_top(self._problems)

    def _tell_on_top(self, problems: tuple[FieldProblem, ...]) -> None:
        """What is still to be put right."""
        self._problems = problems
        self.query_one("#problems", Painted).say(told_on_top(problems, self.spec), Tone.ACT)

    def help_text(self) -> str:
        """What the form is for."""
        return self.spec.help


def is_echoed(row: FieldRow) -> bool:
    """Whether what was understood of the field is written out."""
    return row.field.widget in DATES or row.field.echoed
