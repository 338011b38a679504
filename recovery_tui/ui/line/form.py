"""A form made from its specification, asked field by field; what is typed is kept as a draft after every answer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from recovery_tui.casework import drafts, filling_in, recording
from recovery_tui.casework.form_names import NEW_PERSON
from recovery_tui.casework.narrowing import meant
from recovery_tui.casework.views import FieldProblem, FormField, FormSpec, LikelySame, Outcome
from recovery_tui.errors import RecoveryError
from recovery_tui.ui import draft_words
from recovery_tui.ui.form_draft import DraftKeeper
from recovery_tui.ui.form_words import told_left_out
from recovery_tui.ui.line.fields import Asked, ask_field, help_of, words_of
from recovery_tui.ui.line.reasons import gather_reasons
from recovery_tui.ui.line.talk import Talk, number_of
from recovery_tui.ui.line.turns import Back, SaveNow

OPEN_SAME = "open"
"""Typed to go to the person who is here already, instead of adding one twice."""

CORRECTS = "corrects"
"""Among the values of forms that correct a note: they hold what it says."""

SAVE, KEEP, LEAVE, GO_ON = "save", "keep", "leave", "go on"


class Form:
    """Asks in turn what a new record still lacks, and tells what it has already; of a stored one it tells everything.

    Whatever stands in it is then changed by its number.
    """

    def __init__(
        self, talk: Talk, spec: FormSpec, subject: str = "", focus: str | None = None, *, resume: bool = False
    ) -> None:
        """`focus` is the field that is asked first; with `resume` a draft is taken up without a question."""
        self._talk = talk
        self._spec = spec
        self._subject = subject
        self._focus = focus
        self._resume = resume
        self._baseline = {field.key: _start(field, spec.values.get(field.key, "")) for field in spec.fields}
        self.typed = dict(self._baseline)
        self._keeper = DraftKeeper(talk.session, spec, self._baseline)
        self._field: FormField | None = None
        self._same: tuple[LikelySame, ...] = ()
        self._asked: list[FormField] = [field for field in spec.fields if not field.fixed]

    def run(self) -> Outcome | None:
        """The outcome of the save; None when nothing was saved, a draft kept or not."""
        with self._talk.in_place(self._where, self._help, saves=True):
            self._talk.say(f"{self._spec.title}{', ' if self._subject else ''}{self._subject}")
            if self._spec.warning:
                self._talk.say(self._spec.warning)
            try:
                saves = self._begin()
            except Back:
                return None
            return self._fill(saves)

    def _where(self) -> str:
        field = f", field {self._field.title}" if self._field is not None else ""
        return f"Form {self._spec.title}{field}"

    def _help(self) -> Iterable[str]:
        if self._field is not None:
            yield from help_of(self._field)
            return
        yield from self._spec.help.splitlines()
        yield "A number changes that field, Enter or save saves, back leaves; what was typed can be kept as a draft."

    def _begin(self) -> bool:
        """A draft, the fields of a new record in turn, or a stored one's as they stand; whether to save at once."""
        if self._offer_draft():
            self._look_over()
            return False
        wanted = [field for field in self._asked if field.key == self._focus]
        if self._spec.is_edit or CORRECTS in self._spec.values:
            self._look_over()
            return self._walk(wanted)
        given = [field for field in self._asked if field not in wanted and self._baseline[field.key]]
        if self._walk([*wanted, *(field for field in self._asked if field not in (*wanted, *given))]):
            return True
        if given:
            self._talk.say("Filled in already:")
            self._tell(given)
        return False

    def _walk(self, fields: list[FormField]) -> bool:
        """Ask fields in turn; `back` asks the one before again. Raises Back when nothing was typed yet."""
        place = 0
        while place < len(fields):
            try:
                self._ask(fields[place])
                place += 1
            except SaveNow:
                return True
            except Back:
                if place == 0:
                    if not self.is_changed:
                        raise
                    return False
                place -= 1
        return False

    @property
    def is_changed(self) -> bool:
        """Whether something stands here that did not when the form was opened."""
        return self.typed != self._baseline

    def _ask(self, field: FormField) -> None:
        self._field = field
        try:
            recent = self._talk.session.last_used.get(field.key, ())
            asked = Asked(
                field,
                self.typed[field.key],
                recent,
                field.choices_for(self.typed),
                self._names(field),
                partial(self._read, field),
            )
            self._take(field, ask_field(self._talk, asked, partial(self._take, field)))
        finally:
            self._field = None
        if self._spec.name == NEW_PERSON:
            self._look_for_same()

    def _read(self, field: FormField, typed: str) -> str:
        return filling_in.read_back(self._talk.session.desk, self._spec, field, typed)

    def _names(self, field: FormField) -> tuple[str, ...]:
        return tuple(field.names.get(self.typed.get(field.named_by, ""), ()))

    def _take(self, field: FormField, typed: str) -> None:
        """Let something stand in a field, and keep it at once."""
        self.typed[field.key] = typed
        self._keep()

    def _keep(self) -> bool:
        """Whether the draft is in the store now."""
        try:
            self._keeper.keep(self.typed)
        except RecoveryError as error:
            self._talk.error(draft_words.not_kept(error))
            return False
        return True

    def _by_key(self, key: str) -> FormField:
        return next(field for field in self._spec.fields if field.key == key)

    def _look_for_same(self) -> None:
        same = recording.likely_same(self._talk.session.desk, self.typed)
        if same and same != self._same:
            said = "The same number is here already" if same[0].certain else "Here already?"
            self._talk.say(f"{said}: {same[0].text}. At the end of the form, {OPEN_SAME} goes there.")
        self._same = same

    def _look_over(self) -> None:
        self._tell(self._asked)
        for field in self._spec.fields:
            if field.fixed:
                self._talk.say(f"{field.title}: {self._words(field)}; can't be changed here")

    def _tell(self, fields: Iterable[FormField]) -> None:
        """What stands in fields, each with the number that changes it."""
        for field in fields:
            self._talk.say(f"{self._asked.index(field) + 1}. {field.title}: {self._words(field)}")

    def _words(self, field: FormField) -> str:
        return words_of(field, self.typed[field.key], partial(self._read, field))

    def _fill(self, saves: bool) -> Outcome | None:
        """Change fields by number until it is saved or left."""
        while True:
            try:
                outcome = self._save() if saves else self._once()
                if outcome is not None:
                    return outcome
                saves = False
            except SaveNow:
                saves = True
            except Back:
                answer = self._leaving()
                if answer == LEAVE:
                    return None
                saves = answer == SAVE

    def _once(self) -> Outcome | None:
        """One answer about the whole form. Raises Back, SaveNow."""
        typed = self._talk.ask("Number to change, list, Enter saves").strip()
        number = number_of(typed, len(self._asked))
        if not typed:
            raise SaveNow
        if number is not None:
            self._change(self._asked[number - 1])
        elif typed.casefold() == "list":
            self._look_over()
        elif typed.casefold() == OPEN_SAME and self._same:
            return Outcome(person=self._same[0].person)
        else:
            return self._other(typed.casefold())
        return None

    def _other(self, typed: str) -> Outcome | None:
        """Something else that was typed about the whole form."""
        self._talk.error(f"Type a number from 1 to {len(self._asked)}, list, save or back.")
        return None

    def _change(self, field: FormField) -> None:
        try:
            self._ask(field)
        except Back:
            return

    def _save(self) -> Outcome | None:
        """Save, asking for what is wrong and for reasons; None when it is not saved yet."""
        reasons: dict[str, str] = {}
        while True:
            try:
                self._keeper.keep(self.typed)
                outcome = filling_in.save(self._talk.session.desk, self._spec, dict(self.typed), reasons)
            except RecoveryError as error:
                self._talk.error(f"Not saved; what you typed is kept. {error.message}")
                return None
            if outcome.saved:
                self._finish(outcome)
                return outcome
            hard = [problem for problem in outcome.problems if not problem.needs_reason]
            if hard:
                self._ask_again(hard)
                return None
            try:
                reasons.update(gather_reasons(self._talk, outcome.problems))
            except Back:
                self._talk.say("Not saved; what you typed is kept.")
                return None

    def _finish(self, outcome: Outcome) -> None:
        self._keeper.saved()
        self._talk.session.saved_at = outcome.saved_at
        for field in self._spec.fields:
            if field.choices and self.typed[field.key]:
                self._talk.session.used(field.key, self.typed[field.key])
        self._talk.say(f"Saved {outcome.saved_at}.")

    def _ask_again(self, problems: list[FieldProblem]) -> None:
        titles = {field.key: field.title for field in self._spec.fields}
        for problem in problems:
            title = titles.get(problem.key or "", "")
            self._talk.error(f"{title}: {problem.reason}" if title else problem.reason)
        self._talk.say("Not saved yet; what you typed is kept.")
        wrong = {problem.key for problem in problems}
        for field in self._asked:
            if field.key in wrong:
                self._change(field)

    def _leaving(self) -> str:
        """What to do with what was typed; a form that was not changed is simply left."""
        if not self.is_changed:
            self._keeper.finish()
            return LEAVE
        options = [(draft_words.SAVE, SAVE), (draft_words.KEEP, KEEP), (draft_words.DISCARD, LEAVE)]
        try:
            answer = self._talk.choose(f"{draft_words.CHANGED} back goes on with it.", options)
        except Back:
            return GO_ON
        except SaveNow:
            return SAVE
        if answer == KEEP:
            if not self._keep():
                return GO_ON
            self._talk.say("Kept as a draft. Today lists it.")
            return LEAVE
        if answer == LEAVE:
            self._keeper.finish()
        return answer

    def _offer_draft(self) -> bool:
        """Whether a draft of this form was found and resumed."""
        desk = self._talk.session.desk
        draft = drafts.find(desk, self._spec)
        if draft is None or not self._keeper.is_news(draft):
            return False
        options = [(draft_words.RESUME, True), (draft_words.AFRESH, False)]
        if not self._resume and not self._talk.choose(f"Draft from {draft.at}.", options):
            drafts.discard(desk, self._spec)
            return False
        self._spec, self.typed = self._keeper.resume(draft)
        if draft.left_out:
            self._talk.say(told_left_out(draft.left_out))
        return True


def _start(field: FormField, value: str) -> str:
    """A choice by its code, as the form gives it back."""
    choice = meant(field.choices, value) if field.choices and value and not field.fixed else None
    return choice.value if choice is not None else value
