from __future__ import annotations

import pytest

from recovery_tui.errors import InvalidRecordError
from recovery_tui.records import KINDS, validate, value_words
from tests.records.samples import AGENCY, TODAY, noted, sample, told

Told = list[tuple[str | None, str | None, bool]]

YES = {"decision": "given", "evidence": "Signed form in the file"}


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"expires_on": "2026-11-21"}, []),
        ({"expires_on": "2026-11-20"}, [("V25", "expires_on", False)]),
        ({"decision": "withdrawn", "withdrawn_on": "2026-11-20"}, []),
        ({"decision": "withdrawn", "withdrawn_on": "2026-11-19"}, [("V25", "withdrawn_on", False)]),
        ({"withdrawn_on": "2026-11-21"}, [("V25", "decision", False)]),
        ({"decision": "withdrawn", "withdrawn_on": None}, []),
    ],
)
def test_v25_a_permission_runs_out_and_is_taken_back_after_it_was_given(
    dates: dict[str, str], expected: Told
) -> None:
    assert told("permission", sample("permission", **{**YES, **dates})) == expected


@pytest.mark.parametrize(
    ("decision", "evidence", "asks"),
    [
        ("given", None, True),
        ("limited", None, True),
        ("given", "Heard by K Ahmed", False),
        ("asked", None, False),
        ("refused", None, False),
        ("withdrawn", None, False),
    ],
)
def test_v25_a_yes_says_how_we_know_and_a_no_needs_no_reason(
    decision: str, evidence: str | None, asks: bool
) -> None:
    found = told("permission", sample("permission", decision=decision, evidence=evidence))
    assert found == ([("V25", "evidence", True)] if asks else [])


def test_v25_how_we_know_is_asked_when_the_yes_comes_and_not_at_every_change() -> None:
    asked, yes = sample("permission"), sample("permission", decision="given")
    assert told("permission", yes, before=asked) == [("V25", "evidence", True)]
    assert told("permission", {**yes, "purpose": "A room"}, before=yes) == []


def test_an_import_that_breaks_v25_is_listed() -> None:
    broken = sample("permission", **YES, expires_on="2026-11-01")
    assert [note.rule for note in noted("permission", broken)] == ["V25"]


def test_a_permission_stays_with_the_agency_it_was_given_for() -> None:
    was = sample("permission", **YES)
    assert told("permission", {**was, "agency": "9" * 32}, before=was) == [(None, "agency", False)]


def test_v20_a_later_no_ends_an_earlier_yes() -> None:
    referral = sample("referral", status="sent", agency_type="la_housing")
    yes, no = sample("permission", **YES), sample("permission", decision="refused", decided_on="2026-11-21")
    assert told("referral", referral, {"permission": [yes]}) == []
    assert told("referral", referral, {"permission": [no, yes]}) == [("V20", "permission", True)]


def test_classes_are_kept_under_their_own_names_however_they_are_spelt() -> None:
    kept = validate(KINDS["permission"], sample("permission", info_classes=["trt", "ID"]), today=TODAY)
    assert kept["info_classes"] == ["ID", "TRT"]
    assert value_words("permission", "info_classes", kept["info_classes"]) == "Identity, Treatment"


@pytest.mark.parametrize("kind", ["erasure", "erasure_approval"])
@pytest.mark.parametrize(
    "subject", ["Lee Barnes", "A1234BC", "C" * 32, "c" * 31, "c" * 31 + "\N{ARABIC-INDIC DIGIT ONE}"]
)
def test_who_is_erased_is_said_by_a_record_id_and_nothing_else(kind: str, subject: str) -> None:
    with pytest.raises(InvalidRecordError) as refused:
        validate(KINDS[kind], sample(kind, subject=subject), today=TODAY)
    assert [problem.field for problem in refused.value.problems] == ["subject"]
    assert subject not in str(refused.value)


def test_the_agency_of_a_permission_is_named_where_it_is_known() -> None:
    words = value_words("permission", "agency", AGENCY, name_of={AGENCY: "Leeds Options"}.get)
    assert words == "Leeds Options"
