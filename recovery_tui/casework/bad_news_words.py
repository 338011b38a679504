"""What to do first when there is bad news: our words for each kind, which a site may put in its own."""

from __future__ import annotations

import json
from collections.abc import Mapping

from recovery_tui.casework import settings
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import FieldProblem, FormField, FormSpec, Outcome, Widget
from recovery_tui.records.lists.review import INCIDENT_KIND

SETTING = "bad_news_words"

WORDS_FORM = "bad-news-words"

LONGEST = 400
"""Characters for one kind: more is not read by somebody who is needed elsewhere."""

DANGER = (
    "Not waking or not breathing? Code blue on the radio now, naloxone, stay with them. Outside: ring 999."
)
"""Said before anything else is asked."""

FIRST = f"{DANGER} Then choose what happened."
"""Said until the kind is chosen."""

DEFAULT_WORDS: Mapping[str, str] = {
    "lapse": (
        "No blame: they told you. Tolerance is down, the old amount may kill. Offer naloxone today. "
        "Ask what came before it, and see them again tomorrow."
    ),
    "overdose": (
        "Not waking or not breathing: code blue on the radio, naloxone, on their side, stay until healthcare "
        "has them. Outside: ring 999 and stay on the line."
    ),
    "self_harm_talk": (
        "Don't leave them alone. Open an ACCT now. Tell the orderly officer: ____. "
        "Outside: ring 999 if it may be today, and the crisis team."
    ),
    "positive_test": (
        "No blame, and ask before you conclude: a test can be wrong. Offer naloxone. Tell healthcare the same "
        "day if they are on a prescription."
    ),
    "recall": (
        "Ring the service outside today: when was the last dose, is the prescription stopped? Tell healthcare "
        "in reception. Ask where the naloxone is."
    ),
    "bereavement": (
        "Sit down with them, in private. Tell the wing staff and the chaplaincy. Ask about self-harm today; "
        "if there is any, open an ACCT."
    ),
    "other": "Is anybody in danger now? Code blue, or 999 outside. Otherwise tell the orderly officer: ____.",
}
"""Plain first steps, by kind; blanks are for the site's own numbers."""


def words_of(desk: Desk) -> dict[str, str]:
    """What to do first, by kind: the site's words where it has any."""
    return {**DEFAULT_WORDS, **_own(desk)}


def words_form(desk: Desk) -> FormSpec:
    """A form with the words of every kind."""
    fields = tuple(
        FormField(each.code, each.label, Widget.LONG, max_length=LONGEST, help="Empty puts our words back.")
        for each in INCIDENT_KIND
    )
    return FormSpec(WORDS_FORM, "Bad news: what to do first", (fields,), None, None, words_of(desk))


def save_words(desk: Desk, typed: Mapping[str, str]) -> Outcome:
    """Keep the words that differ from ours."""
    own = {
        kind: typed.get(kind, "").strip()
        for kind, ours in DEFAULT_WORDS.items()
        if typed.get(kind, "").strip() not in ("", ours)
    }
    too_long = [kind for kind, said in own.items() if len(said) > LONGEST]
    if too_long:
        return Outcome(
            problems=tuple(FieldProblem(kind, f"At most {LONGEST} characters.") for kind in too_long)
        )
    settings.change(desk, SETTING, json.dumps(own, ensure_ascii=False) if own else "")
    return Outcome(saved_at=desk.clock.wall_time(), said="words kept")


def _own(desk: Desk) -> dict[str, str]:
    kept = settings.read(desk).bad_news_words
    try:
        found = json.loads(kept) if kept else {}
    except ValueError:
        return {}
    own = found if isinstance(found, dict) else {}
    return {str(kind): str(said) for kind, said in own.items() if kind in DEFAULT_WORDS}
