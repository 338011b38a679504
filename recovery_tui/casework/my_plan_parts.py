"""From a person's records to their own plan: every value through one gate, every text with its gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from recovery_tui.casework.areas.stays import stay_of
from recovery_tui.casework.my_plan_told import told
from recovery_tui.casework.my_plan_views import (
    OwnAppointment,
    OwnFirstDay,
    OwnGoal,
    OwnPlan,
    OwnSharing,
    OwnStep,
)
from recovery_tui.casework.permissions import by_agency, readings_of
from recovery_tui.casework.person_records import PersonRecords, joined, text, words
from recovery_tui.casework.views import RecordId
from recovery_tui.journal.reading import Record
from recovery_tui.practice.blanks import Blanks
from recovery_tui.practice.own_copy import TELLING_LINKS, Ticks, may_name_home, may_name_service, may_say
from recovery_tui.practice.permissions import standing
from recovery_tui.records import KINDS
from recovery_tui.records.called import USUAL, keyworker
from recovery_tui.records.day_words import spell
from recovery_tui.records.lists.links import COMING
from recovery_tui.records.lists.plan import ENDED_GOALS, ENDED_STEPS, HORIZON

MOST_GOALS = 3
MOST_APPOINTMENTS = 3
MOST_STEPS = 4
"""Steps of others that stand below a goal."""

_TREATED = frozenset({"treatment_episode", "intervention"})
_NAMES = (
    ("supporter", "name"),
    ("peer_link", "peer_name"),
    ("professional", "name"),
    ("assignment", "worker_name"),
)


@dataclass(frozen=True)
class OwnParts:
    """The parts of one person's plan. `agencies` are name and type by record id."""

    records: PersonRecords
    agencies: Mapping[str, tuple[str, str]]
    ticks: Ticks

    def plan(self) -> OwnPlan:
        """All parts together."""
        person, plan = self.records.get(self.records.person), self.records.newest("plan", "started_on")
        goals = self._goals()
        return OwnPlan(
            first_name=self._may(person, "known_as") or self._may(person, "forename"),
            matters=self._say(plan, "matters_to_me"),
            goals=tuple(self._goal(each) for each in goals[:MOST_GOALS]),
            more_goals=max(len(goals) - MOST_GOALS, 0),
            appointments=tuple(self._appointment(each) for each in self._coming()[:MOST_APPOINTMENTS]),
            early_signs=self._say(plan, "early_signs"),
            what_helps=self._say(plan, "what_helps"),
            who_to_call=self._say(plan, "who_to_call"),
            first_day=self._first_day(),
            sharing=tuple(self._sharing()),
            told=told(self.records, self.agencies, self.ticks),
            printed_on=spell(self.records.today),
            in_wales=text(stay_of(self.records), "jurisdiction") == "wales",
            prefers_welsh=text(person, "language").strip().casefold() in {"welsh", "cymraeg"},
            keyworker=self._title(),
        )

    def _title(self) -> str:
        title = keyworker()
        return title if self._blanks.put_into(title) == title else USUAL.lower()

    def _may(self, record: Record | None, field: str) -> str:
        """A value in words, if this field of this record may stand on the copy."""
        if record is None:
            return ""
        info_class = KINDS[record.kind].class_for(field, record.values)
        return words(record, field) if may_say(record.kind, field, info_class, self.ticks) else ""

    def _say(self, record: Record | None, field: str) -> str:
        """What somebody typed, with gaps where it would tell more than is ticked."""
        return self._blanks.put_into(self._may(record, field))

    @cached_property
    def _blanks(self) -> Blanks:
        records = self.records.records
        person = self.records.get(self.records.person)
        own = {words(person, "known_as"), *words(person, "forename").split()}
        services = [name for name, kind in self.agencies.values() if not may_name_service(kind, self.ticks)]
        services += [
            text(each, "organisation") for each in records if text(each, "link_kind") in TELLING_LINKS
        ]
        services += [text(each, "provider") for each in records if each.kind in _TREATED]
        people = [text(each, field) for kind, field in _NAMES for each in records if each.kind == kind]
        return Blanks(
            self.ticks,
            services=[each for each in services if each],
            people=[word for name in people for word in name.split() if word not in own],
        )

    def _goals(self) -> list[Record]:
        """The goals that still run, those of now first, in the order of their time and their place."""
        found = [each for each in self.records.shown("goal") if text(each, "status") not in ENDED_GOALS]
        return sorted(
            found,
            key=lambda goal: (
                text(goal, "status") == "future",
                HORIZON.order_of(text(goal, "horizon")),
                text(goal, "rank"),
                goal.made,
            ),
        )

    def _goal(self, goal: Record) -> OwnGoal:
        steps = [
            each
            for each in self.records.shown("step")
            if text(each, "goal") == goal.id and text(each, "status") not in ENDED_STEPS
        ]
        steps.sort(key=lambda each: (text(each, "due_on") or "~", text(each, "rank"), each.made))
        mine = [self._step(each) for each in steps if text(each, "actor") == "person"]
        others = [self._step(each) for each in steps if text(each, "actor") != "person"]
        return OwnGoal(
            record=RecordId(goal.id),
            title=self._say(goal, "title"),
            own_words=self._say(goal, "own_words"),
            when=self._may(goal, "horizon"),
            mine=mine[0] if mine else None,
            for_me=tuple(others[:MOST_STEPS]),
            agreement="" if "agreement" in goal.also else text(goal, "agreement"),
            disagreed=self._say(goal, "disagreed_words"),
        )

    def _step(self, step: Record) -> OwnStep:
        by = self.records.day(step, "due_on") if self._may(step, "due_on") else ""
        return OwnStep(text(step, "actor"), self._say(step, "text"), by)

    def _coming(self) -> list[Record]:
        today = self.records.today.isoformat()
        found = [
            each
            for each in self.records.shown("appointment")
            if text(each, "starts_at")[:10] >= today and text(each, "status") in COMING
        ]
        return sorted(found, key=lambda each: (text(each, "starts_at"), each.made))

    def _appointment(self, each: Record) -> OwnAppointment:
        purpose = self._say(each, "purpose")
        return OwnAppointment(
            when=self._may(each, "starts_at"),
            what=joined(purpose, self._service(each) if self._may(each, "agency") else ""),
            where=joined(self._say(each, "place"), self._may(each, "mode").lower()),
            travel=self._say(each, "travel"),
            with_me=self._say(each, "accompanied_by"),
        )

    def _service(self, record: Record) -> str:
        """The name of a record's agency where it may be named."""
        name, agency_type = self.agencies.get(text(record, "agency"), ("", ""))
        return name if may_name_service(agency_type, self.ticks) else ""

    def _first_day(self) -> OwnFirstDay:
        stay = stay_of(self.records)
        disputed = stay is not None and bool(stay.also.keys() & {"release_basis", "release_expected_on"})
        left = self._may(stay, "released_on")
        on = text(stay, "released_on") or text(stay, "release_expected_on")
        homes = [each for each in self.records.shown("home") if not text(each, "until_on")]
        home = max(homes, key=lambda each: (text(each, "from_on"), each.made), default=None)
        first = [
            self._appointment(each) for each in self._coming() if on and text(each, "starts_at")[:10] == on
        ]
        links = (each for each in self.records.shown("peer_link") if not text(each, "ended_on"))
        return OwnFirstDay(
            leaves_on=left or self._may(stay, "release_expected_on"),
            is_sure=bool(left) or (text(stay, "release_basis") == "confirmed" and not disputed),
            is_court=text(stay, "stay_type") == "remand",
            is_out=bool(left),
            is_met=any(self._may(each, "gate_meet") and text(each, "gate_meet") == "yes" for each in links),
            home=self._home(home),
            home_is_sure=bool(text(home, "confirmed_on")) and "home_type" not in (home.also if home else {}),
            first=joined(first[0].when, first[0].what) if first else "",
        )

    def _home(self, home: Record | None) -> str:
        kinds = [text(home, "home_type"), *map(str, home.also.get("home_type", ()))] if home else []
        named = all(may_name_home(kind, self.ticks) for kind in kinds)
        return joined(self._may(home, "home_type") if named else "", self._say(home, "area"))

    def _sharing(self) -> Iterator[OwnSharing]:
        names = {each: name for each, (name, _) in self.agencies.items()}
        for _, asked in sorted(by_agency(self.records.shown("permission"), names).items()):
            allowed = standing([said for each in asked for said in readings_of(each)], self.records.today)
            newest = max(asked, key=lambda each: (text(each, "decided_on"), each.made))
            if allowed and self._may(newest, "info_classes"):
                yield OwnSharing(
                    self._service(newest), tuple(sorted(allowed)), self._may(newest, "expires_on")
                )
