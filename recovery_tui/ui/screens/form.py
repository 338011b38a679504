"""A form made from its specification: any kind of record is typed here, and nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import events, on
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widget import Widget

from recovery_tui.casework import drafts, filling_in, recording
from recovery_tui.casework.typed import with_names
from recovery_tui.casework.views import (
    DraftView,
    FieldProblem,
    FormField,
    FormSpec,
    LikelySame,
    Outcome,
    RecordId,
)
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.commands import Command, Place, bindings_for, command
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.dialogs import ChoiceDialog, Option, ReasonDialog
from recovery_tui.ui.screens.form_draft import DEBOUNCE, DraftKeeper
from recovery_tui.ui.screens.form_words import HINTS, told_left_out, told_on_top
from recovery_tui.ui.screens.reasons import gather_reasons
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.choice_field import ChoiceRow
from recovery_tui.ui.widgets.field_kinds import field_row, start_of
from recovery_tui.ui.widgets.form_field import DATES, FieldRow
from recovery_tui.ui.widgets.marks_list import MarksList
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.wording import key_of


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


class FormScreen(PlaceScreen[Outcome | None]):
    """Fields, page by page; gives the outcome of the save, or None when nothing was saved."""

    PLACE = Place.FORM

    BINDINGS = bindings_for(Place.FORM)
    AUTO_FOCUS = ""

    def __init__(
        self,
        session: Session,
        spec: FormSpec,
        subject: str = "",
        focus: str | None = None,
        *,
        resume: bool = False,
    ) -> None:
        """A form about `subject`; with `resume` its draft stands in it without a question."""
        super().__init__(session)
        self._resume = resume
        self._is_ready = False
        self.spec = spec
        self._subject = subject
        self._focus = focus
        self._page = next(
            (n for n, page in enumerate(spec.pages) if any(field.key == focus for field in page)), 0
        )
        self._baseline = {field.key: start_of(field, spec.values.get(field.key, "")) for field in spec.fields}
        self.typed = dict(self._baseline)
        """What stands in every field of every page."""
        self._keeper = DraftKeeper(session, spec, self._baseline)
        self._timer: Timer | None = None
        self._problems: tuple[FieldProblem, ...] = ()
        self._reasons: dict[str, str] = {}
        self._saving = False
        self._same: tuple[LikelySame, ...] = ()

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

    def whose(self) -> tuple[RecordId, str] | None:
        """The person the form is about, and how they are named at its head."""
        return (self.spec.person, self._subject) if self.spec.person else None

    @property
    def is_changed(self) -> bool:
        """Whether something stands here that was not there when the form was opened."""
        return self.typed != self._baseline

    def rows(self) -> list[FieldRow]:
        """The fields of the page that is shown."""
        return list(self.query(FieldRow))

    def on_mount(self) -> None:
        """Put the cursor where it is wanted and look for a draft."""
        self.session.forms.append(self)
        self._start_typing(self._focus)
        self._read_dates()
        self.ask(
            lambda: drafts.find(self.session.desk, self.spec),
            self._offer_draft,
            "draft",
            self._draft_not_read,
        )

    @property
    def is_opening(self) -> bool:
        """Until a draft was looked for and decided about, no key reaches the fields."""
        return super().is_opening or not self._is_ready

    def on_unmount(self) -> None:
        """No longer to be kept at a lock."""
        if self in self.session.forms:
            self.session.forms.remove(self)

    def _start_typing(self, key: str | None = None) -> None:
        rows = [row for row in self.rows() if row.control is not None]
        wanted = [row for row in rows if row.field.key == key] or rows
        if wanted:
            wanted[0].start_typing()

    def _read_dates(self) -> None:
        for row in self.rows():
            if _is_echoed(row) and row.typed:
                self._read_back(row)

    def _offer_draft(self, draft: DraftView | None) -> None:
        if draft is None or {**self._baseline, **draft.values} == self._baseline:
            self._is_ready = True
            return
        if self._resume:
            self._resume_draft(draft)
            return
        # digits: a letter might be the first of what is being typed
        options = [Option("1", "resume", True), Option("2", "discard it and start afresh", False)]
        question = ChoiceDialog(self.session.glyphs, f"Draft from {draft.at}: resume or discard?", options)

        def answered(resume: bool | None) -> None:
            if resume is False:
                self.ask(lambda: drafts.discard(self.session.desk, self.spec), lambda _: None, "discard")
                self._is_ready = True
                return
            self._resume_draft(draft)

        self.app.push_screen(question, answered)

    def _draft_not_read(self, error: RecoveryError) -> None:
        self._is_ready = True
        self.tell_error(error)

    def _resume_draft(self, draft: DraftView) -> None:
        self._is_ready = True
        self.spec, values = self._keeper.resume(draft)
        self._put(values)
        self.notice.say(told_left_out(draft.left_out), Tone.MISSING)

    def _put(self, values: Mapping[str, str]) -> None:
        self.typed = {key: values.get(key, "") for key in self._baseline}
        for row in self.rows():
            row.put(self.typed[row.field.key])
            self._narrow(row.field.key)
        self._read_dates()

    @on(FieldRow.Typed)
    def _note_typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        row = event.row
        if row.typed == self.typed.get(row.field.key):
            return
        self.typed[row.field.key] = row.typed
        row.show_error("")
        if _is_echoed(row):
            self._read_back(row)
        self._offer_names(row.field.key)
        self._narrow(row.field.key)
        if self.spec.name == "new-person":
            typed = dict(self.typed)
            self.ask(lambda: recording.likely_same(self.session.desk, typed), self._show_same, "same")
        if self._timer is None:
            self._timer = self.set_timer(DEBOUNCE, self._keep_draft)

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

        self.app.push_screen(ReasonDialog(self.session.glyphs, marks.current, marks.marks[1:]), answered)

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

    def _keep_draft(self) -> None:
        self._timer = None
        typed = dict(self.typed)
        self.ask(lambda: self._keeper.keep(typed), self._say_kept, "keep", self._say_not_kept)

    def _say_kept(self, at: str) -> None:
        if at:
            self.notice.say(f"draft kept {at}", Tone.MUTED)

    def _say_not_kept(self, error: RecoveryError) -> None:
        self.notice.say(f"The draft could not be kept. {error.message}", Tone.ACT)

    def keep_draft_now(self) -> None:
        """Write the draft at once, for a lock or an exit; from any thread, raises RecoveryError."""
        self._keeper.keep(dict(self.typed))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what the field is for."""
        row = next((node for node in event.widget.ancestors if isinstance(node, FieldRow)), None)
        if row is not None:
            field = row.field
            said = "   ".join(
                text for text in (field.help, HINTS.get(field.widget, ""), field.seen_by) if text
            )
            self.query_one("#field-help", Painted).say(said or self.spec.help, Tone.MUTED)

    def on_descendant_blur(self) -> None:
        """Leaving a field writes the draft without waiting."""
        if self._timer is not None:
            self._timer.stop()
            self._keep_draft()

    @on(events.ScreenSuspend)
    def keep_before_another(self) -> None:
        """Something else comes in front: what stands here is kept first."""
        if self._timer is not None:
            self._timer.stop()
            self._keep_draft()

    def _show_same(self, same: tuple[LikelySame, ...]) -> None:
        self._same = same
        if not same:
            self.query_one("#same", Painted).say("")
            return
        certain = "The same number is here already:" if same[0].certain else "Here already?"
        more = f" (and {len(same) - 1} more)" if len(same) > 1 else ""
        text = f"{certain} {same[0].text}{more}   {key_of('form.same')} opens it"
        self.query_one("#same", Painted).say(text, Tone.ACT if same[0].certain else Tone.MISSING)

    def action_open_same(self) -> None:
        """Go to the person who is here already; what was typed stays as a draft."""
        if self._same:
            found = Outcome(person=self._same[0].person)
            self.ask(self.keep_draft_now, lambda _: self._leave(found), "keep")

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

    async def _show_page(self, page: int, focus: str | None = None) -> None:
        self._page = page
        fields = self.query_one("#fields", VerticalScroll)
        with self.app.batch_update():
            await fields.remove_children()
            await fields.mount_all(self._make_rows())
        fields.scroll_home(animate=False)
        self.head.retitle(*self.heading())
        self._read_dates()
        self._show_problems()
        self._start_typing(focus)

    def action_save(self) -> None:
        """Save everything, or say what stands in the way."""
        if self._saving:
            return
        self._saving = True
        self.notice.say("Saving", Tone.MUTED)
        typed, reasons = dict(self.typed), dict(self._reasons)
        self.ask(lambda: self._save(typed, reasons), self._take_outcome, "save", self._not_saved)

    def _save(self, typed: Mapping[str, str], reasons: Mapping[str, str]) -> Outcome:
        self._keeper.keep(typed)
        outcome = filling_in.save(self.session.desk, self.spec, typed, reasons)
        if outcome.saved:
            self._keeper.saved()
        return outcome

    def _not_saved(self, error: RecoveryError) -> None:
        self._saving = False
        self.notice.say(f"Not saved; what you typed is still here. {error.message}", Tone.ACT)

    def _take_outcome(self, outcome: Outcome) -> None:
        self._saving = False
        self.notice.say("")
        if outcome.saved:
            self.session.saved_at = outcome.saved_at
            for field in self.spec.fields:
                if field.choices and not field.marks and self.typed[field.key]:
                    self.session.used(field.key, self.typed[field.key])
            self._leave(outcome)
            return
        hard = tuple(problem for problem in outcome.problems if not problem.needs_reason)
        order = [field.key for field in self.spec.fields]
        self._problems = tuple(sorted(hard, key=lambda p: order.index(p.key) if p.key in order else -1))
        if hard:
            self._go_to_first(hard)
        else:
            gather_reasons(self, outcome.problems, self._save_with)

    def _go_to_first(self, problems: tuple[FieldProblem, ...]) -> None:
        keys = {problem.key for problem in problems}
        first = next((field.key for field in self.spec.fields if field.key in keys), None)
        page = next(
            (n for n, fields in enumerate(self.spec.pages) if any(f.key == first for f in fields)), self._page
        )
        if page != self._page:
            self.run_worker(self._show_page(page, first), group="page", exit_on_error=True)
        else:
            self._show_problems()
            self._start_typing(first)

    def _show_problems(self) -> None:
        told = {problem.key: problem.reason for problem in reversed(self._problems)}
        for row in self.rows():
            row.show_error(told.get(row.field.key, ""))
        self.query_one("#problems", Painted).say(told_on_top(self._problems, self.spec), Tone.ACT)

    def _save_with(self, reasons: Mapping[str, str] | None) -> None:
        if reasons is None:
            self.notice.say("Not saved; what you typed is still here.", Tone.MISSING)
            return
        self._reasons.update(reasons)
        self.action_save()

    def action_leave(self) -> None:
        """Back; when something was changed, ask what to do with it."""
        if not self.is_changed:
            self.ask(self._keeper.finish, lambda _: self._leave(None), "leave")
            return
        options = [
            Option("s", "save", "save"),
            Option("k", "keep as a draft", "keep"),
            Option("d", "discard what was typed", "discard"),
        ]
        question = ChoiceDialog(self.session.glyphs, "This form was changed.", options, "Esc goes on typing.")
        self.app.push_screen(question, self._leave_as)

    def _leave_as(self, answer: str | None) -> None:
        if answer == "save":
            self.action_save()
        elif answer == "keep":
            self.ask(self.keep_draft_now, lambda _: self._leave(None), "leave", self._say_not_kept)
        elif answer == "discard":
            self.ask(self._keeper.finish, lambda _: self._leave(None), "leave")

    def _leave(self, outcome: Outcome | None) -> None:
        self.dismiss(outcome)

    def help_text(self) -> str:
        """What the form is for."""
        return self.spec.help


def _is_echoed(row: FieldRow) -> bool:
    return row.field.widget in DATES or row.field.echoed
