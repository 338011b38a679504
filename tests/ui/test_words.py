from __future__ import annotations

import subprocess
import sys

import pytest

from recovery_tui.ui.words.glossary import TERMS
from recovery_tui.ui.words.guide import GUIDE
from recovery_tui.ui.words.term import Term, fitting

MUST_EXPLAIN = (
    "naloxone", "OST", "duty to refer", "mutual-aid group", "recall", "licence", "tolerance", "RECONNECT", "CAS3",
    "DRR", "ROTL", "HDC", "ACCT", "TOP", "LERO", "gate-meet", "spice", "recovery capital", "card", "draft",
)  # fmt: skip


def test_at_least_sixty_terms_are_explained_each_once() -> None:
    assert len(TERMS) >= 60
    names = [name.casefold() for term in TERMS for name in (term.name, *term.also)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("wanted", MUST_EXPLAIN)
def test_what_a_new_officer_hears_is_found_at_once(wanted: str) -> None:
    assert fitting(TERMS, wanted)[0].explained


def test_the_best_fit_comes_first_and_nothing_fits_nonsense() -> None:
    assert fitting(TERMS, "ost")[0].name == "Opioid substitution treatment"
    assert fitting(TERMS, " Spice ")[0].name == "Synthetic cannabinoids"
    assert fitting(TERMS, "qqq") == ()
    assert fitting(TERMS, "") == TERMS


def test_what_differs_in_wales_is_said_where_it_does() -> None:
    by_name = {term.name: term for term in TERMS}
    for name in ("Duty to refer", "RECONNECT", "CAS3", "National Drug Treatment Monitoring System"):
        assert "Wales:" in by_name[name].explained


def test_every_text_is_plain_and_ends() -> None:
    texts = [term.text for term in TERMS] + [said for chapter in GUIDE for said in chapter.paragraphs]
    for said in texts:
        assert said.endswith((".", "?"))
        assert not {word for word in ("offender,", "addict ", "users", "abuser") if word in said.lower()}, (
            said
        )


def test_the_guide_says_what_is_replaced_and_what_is_not() -> None:
    first = " ".join(GUIDE[0].paragraphs)
    for said in ("paper folder", "whiteboard", "spreadsheet", "clinical system", "intelligence"):
        assert said in first


def test_a_term_is_titled_with_what_else_it_is_called() -> None:
    assert Term("Overdose", "x", ("OD",)).title == "Overdose (OD)"


def test_line_mode_can_read_the_words_without_textual() -> None:
    program = "import sys, recovery_tui.ui.words.glossary, recovery_tui.ui.words.guide; print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
