"""The short lists of reasons for what may be saved with a reason; `other` is followed by free text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_OTHER = ("other", "Other: say why")

REASONS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "V01": (
            ("checked_source", "Checked against the source record"),
            ("person_says", "The person says so"),
            _OTHER,
        ),
        "V02": (
            ("date_unsure", "The exact day is not known"),
            ("done_together", "Done together, written up in this order"),
            ("other_service", "Done earlier, by another service"),
            _OTHER,
        ),
        "V06": (
            ("prescribed", "The medicine is prescribed and goes on elsewhere"),
            ("test_explained", "The test is explained by a prescribed medicine"),
            ("provider_says", "The provider recorded it so"),
            _OTHER,
        ),
        "V10": (
            ("started_elsewhere", "Treatment began elsewhere"),
            ("no_time_before", "There was no time before"),
            ("date_unsure", "The exact day is not known"),
            _OTHER,
        ),
        "V12": (
            ("person_says", "The person says so"),
            ("once_only", "Once, long ago"),
            ("to_clarify", "To be cleared up at the next session"),
            _OTHER,
        ),
        "V15": (
            ("recalculated", "Sentence recalculated"),
            ("parole", "Parole Board decision"),
            ("hdc", "Home detention curfew granted or refused"),
            ("early_release_day", "Moved from a Friday or holiday"),
            ("added_days", "Days added or given back"),
            ("court", "Court decision"),
            ("typed_wrong", "Was typed wrongly"),
            _OTHER,
        ),
        "V17": (
            ("open_then", "They are open then"),
            ("by_phone", "It is by phone"),
            ("both_possible", "Both can be kept"),
            ("other_to_move", "The other one will be moved"),
            ("taken_there", "Somebody takes them there"),
            _OTHER,
        ),
        "V18": (
            ("trained_before", "Trained earlier, elsewhere"),
            ("train_at_gate", "Will be trained at the gate"),
            ("only_kit", "The only kit there is; a new one is ordered"),
            _OTHER,
        ),
        "V20": (
            ("verbal", "The person agreed, not written down yet"),
            ("safeguarding", "Safeguarding"),
            ("serious_harm", "To prevent serious harm"),
            ("legal_duty", "Legal duty"),
            ("licence", "Licence or statutory duty"),
            _OTHER,
        ),
        "V21": (
            ("said_by_phone", "They said yes by phone before"),
            ("date_unsure", "The exact day is not known"),
            ("visit_first", "A first visit before the formal yes"),
            _OTHER,
        ),
        "V22": (
            ("late_note", "Written up late"),
            ("agreed_so", "Agreed like this with the person"),
            ("goal_to_move", "The goal's date will be moved"),
            _OTHER,
        ),
        "V23": (
            ("person_wants", "The person wants it so"),
            ("steps_not_needed", "The open steps are no longer needed"),
            ("release_close", "Release is close"),
            _OTHER,
        ),
        "V25": (
            ("verbal", "The person agreed, not written down yet"),
            ("form_to_come", "The signed form is on its way"),
            _OTHER,
        ),
        "V26": (
            ("person_asked", "The person asked for it"),
            ("agreed_with_supervisor", "Agreed with the supervisor"),
            ("away_then", "Away, in court or in hospital then"),
            ("order_says", "The order sets the day"),
            _OTHER,
        ),
        "V30": (
            ("own_number", "It is the person's own"),
            ("agency_number", "It is a service's number"),
            ("needed_here", "It is needed here"),
            _OTHER,
        ),
    }
)
"""Rule to (code, text), in the order shown before anything was used."""
