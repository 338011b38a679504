"""The words of the field and of this program, from A to Z."""

from __future__ import annotations

from recovery_tui.ui.words import justice_terms, links_terms, program_terms, treatment_terms

TERMS = tuple(
    sorted(
        (*treatment_terms.TERMS, *justice_terms.TERMS, *links_terms.TERMS, *program_terms.TERMS),
        key=lambda term: term.name.casefold(),
    )
)
"""Every term, by name."""
