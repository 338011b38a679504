from __future__ import annotations

import re

import pytest

from recovery_tui.records import KINDS
from recovery_tui.records.codes import NOT_SAID, YES_NO, Code, CodeList
from recovery_tui.records.lists import links, person, release, treatment
from recovery_tui.records.terms import InfoClass

LISTS = {
    f"{kind.name}.{name}": spec.codes
    for kind in KINDS.values()
    for name, spec in kind.fields.items()
    if spec.codes
}


@pytest.mark.parametrize("where", list(LISTS))
def test_codes_are_snake_case_and_labels_are_plain_words(where: str) -> None:
    for code in LISTS[where]:
        assert re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", code.code) or code.code in set(InfoClass), code
        assert code.label
        assert "_" not in code.label
        assert code.brief
        assert all(synonym == synonym.lower() for synonym in code.synonyms)


@pytest.mark.parametrize("where", list(LISTS))
def test_labels_of_a_list_differ(where: str) -> None:
    labels = [code.label for code in LISTS[where]]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("codes", "word", "expected"),
    [
        (treatment.SUBSTANCE, "spice", "synth_cannabinoid"),
        (treatment.SUBSTANCE, "hooch", "alcohol"),
        (treatment.SUBSTANCE, "subutex", "buprenorphine_illicit"),
        (treatment.MEDICINE, "subutex", "buprenorphine_oral"),
        (treatment.MEDICINE, "buvidal", "buprenorphine_depot"),
        (links.AGENCY_TYPE, "jobcentre", "dwp_jcp"),
        (person.IDENTIFIER_SYSTEM, "nomis", "prison_number"),
    ],
)
def test_people_find_codes_by_the_words_they_use(codes: CodeList, word: str, expected: str) -> None:
    found = {code.code for code in codes if word in (*code.synonyms, code.label.lower(), code.brief.lower())}
    assert found == {expected}


def test_not_asked_declined_and_unknown_are_three_different_answers() -> None:
    assert [code.code for code in NOT_SAID] == ["not_asked", "declined", "unknown"]
    assert [code.code for code in YES_NO] == ["yes", "no", "not_asked", "declined", "unknown"]


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert YES_NO.label("yes") == "Yes"
    assert YES_NO.label("from_later") == "from later"
    assert YES_NO.order_of("no") == 1
    assert YES_NO.order_of("from_later") == 5


def test_a_list_that_names_a_code_twice_is_refused() -> None:
    with pytest.raises(ValueError):
        CodeList("twice", (Code("a", "A"), Code("a", "B")))


def test_there_are_twenty_nine_release_items_in_order() -> None:
    assert list(release.RELEASE_ITEMS) == [f"rl{number:02}" for number in range(1, 30)]
    assert all(item.weeks_before in (0, 1, 2, 4, 8, 12) for item in release.RELEASE_ITEMS.values())


def test_release_items_about_treatment_have_the_class_of_treatment() -> None:
    clinical = {code for code, item in release.RELEASE_ITEMS.items() if item.info_class is InfoClass.TRT}
    assert clinical == {
        "rl05", "rl06", "rl07", "rl08", "rl09", "rl10", "rl11", "rl12", "rl18", "rl23", "rl24", "rl25",
    }  # fmt: skip


def test_every_sub_type_belongs_to_an_intervention_type() -> None:
    offered = frozenset().union(*treatment.SUB_TYPES_OF.values())
    assert offered == set(treatment.SUB_TYPE.by_code)
    assert set(treatment.SUB_TYPES_OF) == set(treatment.INTERVENTION_TYPE.by_code)
