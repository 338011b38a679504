"""A form made from its specification: any kind of record is typed here, and nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events, on
from textual.timer import Timer

from recovery_tui.casework import drafts, filling_in, recording
from recovery_tui.casework.form_names import NEW_PERSON
from recovery_tui.casework.typed import settled
from recovery_tui.casework.views import (
    DraftView,
    FormSpec,
    LikelySame,
    Outcome,
    RecordId,
)
from recovery_tui.errors import RecoveryError
from recovery_tui.ui import draft_words
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.form_draft import DraftKeeper
from recovery_tui.ui.form_words import told_left_out
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.dialogs import ChoiceDialog, Option
from recovery_tui.ui.screens.form_pages import FormPages, is_echoed
from recovery_tui.ui.screens.reasons import gather_reasons
from recovery_tui.ui.session import DEBOUNCE, Session
from recovery_tui.ui.widgets.form_field import DATES, FieldRow
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.wording import key_of


class FormScreen(FormPages):
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
        super().__init__(session, spec, subject, focus)
        self._resume = resume
        self._is_ready = False
        self._keeper = DraftKeeper(session, spec, self._baseline)
        self._timer: Timer | None = None
        self._reasons: dict[str, str] = {}
        self._saving = False
        self._same: tuple[LikelySame, ...] = ()

    def whose(self) -> tuple[RecordId, str] | None:
        """The person the form is about, and how they are named at its head."""
        return (self.spec.person, self._subject) if self.spec.person else None

    @property
    def is_changed(self) -> bool:
        """Whether something stands here that was not there when the form was opened."""
        return self.typed != self._baseline

    def on_mount(self) -> None:
        """Put the cursor where it is wanted and look for a draft; two forms never write the same one."""
        if any(isinstance(form, FormScreen) and self._has_draft_of(form) for form in self.session.forms):
            said = f"That is being typed already; {key_of('form.leave')} leads back to it"
            self.call_later(self._leave, Outcome(said=said))
            return
        self.session.forms.append(self)
        self.query_one("#problems", Painted).say(self.spec.warning, Tone.ACT)
        self._start_typing(self._focus)
        self._read_dates()
        self.ask(
            lambda: drafts.find(self.session.desk, self.spec),
            self._offer_draft,
            "draft",
            self._draft_not_read,
        )

    def _has_draft_of(self, other: FormScreen) -> bool:
        return drafts.key_of(other.spec) == drafts.key_of(self.spec)

    @property
    def is_opening(self) -> bool:
        """Until a draft was looked for and decided about, no key reaches the fields."""
        return super().is_opening or not self._is_ready

    def on_unmount(self) -> None:
        """No longer to be kept at a lock."""
        if self in self.session.forms:
            self.session.forms.remove(self)

    def _offer_draft(self, draft: DraftView | None) -> None:
        if draft is None or not self._keeper.is_news(draft):
            self._is_ready = True
            return
        if self._resume:
            self._resume_draft(draft)
            return
        # digits: a letter might be the first of what is being typed
        options = [Option("1", draft_words.RESUME, True), Option("2", draft_words.AFRESH, False)]
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

    @on(FieldRow.Typed)
    def _note_typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        row = event.row
        if row.typed == self.typed.get(row.field.key):
            return
        self.typed[row.field.key] = row.typed
        row.show_error("")
        self._tell_on_top(tuple(each for each in self._problems if each.key != row.field.key))
        if is_echoed(row):
            self._read_back(row)
        self._offer_names(row.field.key)
        self._narrow(row.field.key)
        if self.spec.name == NEW_PERSON:
            typed = dict(self.typed)
            self.ask(lambda: recording.likely_same(self.session.desk, typed), self._show_same, "same")
        if self._timer is None:
            self._timer = self.set_timer(DEBOUNCE, self._keep_draft)

    def _keep_draft(self) -> None:
        self._timer = None
        typed = dict(self.typed)
        self.ask(lambda: self._keeper.keep(typed), self._say_kept, "keep", self._say_not_kept)

    def _say_kept(self, at: str) -> None:
        if at:
            self.notice.say(f"draft kept {at}", Tone.MUTED)

    def _say_not_kept(self, error: RecoveryError) -> None:
        self.notice.say(draft_words.not_kept(error), Tone.ACT)

    def keep_draft_now(self) -> None:
        """Write the draft at once, for a lock or an exit; from any thread, raises RecoveryError."""
        self._keeper.keep({**self.typed, **{row.field.key: row.typed for row in self.rows()}})

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Leaving a field writes the draft without waiting; a day that was told from today stands there as the day."""
        row = next((node for node in event.widget.ancestors if isinstance(node, FieldRow)), None)
        if row is not None and row.field.widget in DATES and self.session.opened is not None:
            self.typed[row.field.key] = settled(self.session.opened, row.field, row.typed)
            if self.typed[row.field.key] != row.typed:
                row.put(self.typed[row.field.key])
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
            gather_reasons(self, drafts.key_of(self.spec), outcome.problems, self._save_with)

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
            Option("s", draft_words.SAVE, "save"),
            Option("k", draft_words.KEEP, "keep"),
            Option("d", draft_words.DISCARD, "discard"),
        ]
        question = ChoiceDialog(self.session.glyphs, draft_words.CHANGED, options, "Esc goes on typing.")
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
