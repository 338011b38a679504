"""Rules for figures: TOP (V08 to V10) and the scores of instruments (V10, V11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal, InvalidOperation

from recovery_tui.errors import Problem
from recovery_tui.records.codes import YES_NO
from recovery_tui.records.lists.person import CUSTODY_STAYS
from recovery_tui.records.lists.scores import INSTRUMENT, INSTRUMENTS, NEEDS_SCORING, TOP_START_DAYS
from recovery_tui.records.rules.case import Case, ask, day_of, refuse
from recovery_tui.records.terms import Wire

_STATED = frozenset({"stage", "taken_on", "recorded_elsewhere", "period"})
"""Fields of TOP that are no figures."""

_DAYS, _AMOUNT = "_days", "_amount"


def not_ahead(case: Case) -> Iterator[Problem]:
    """V10: nobody scored tomorrow."""
    name = "taken_on" if case.kind.name == "top" else "scored_on"
    day = case.day(name)
    if day and day > case.today:
        yield refuse(name, "This day is still to come.", "V10")


def top_amounts(case: Case) -> Iterator[Problem]:
    """V08: an amount of nothing goes with no days, and the other way round."""
    for name in case.kind.fields:
        if not name.endswith(_AMOUNT):
            continue
        days = case.values.get(name.removesuffix(_AMOUNT) + _DAYS)
        amount = _number(case.values.get(name))
        if days is None or amount is None:
            continue
        title = case.kind.fields[name].title
        if days == 0 and amount:
            yield refuse(name, f"{title} can't be more than 0 when there were no such days.", "V08")
        elif days != 0 and not amount:
            yield refuse(name, f"{title} can't be 0 on days of use. Leave it empty if nobody knows.", "V08")


def top_answers(case: Case) -> Iterator[Problem]:
    """V09 (Q): a question of yes or no is answered, if only with not asked or prefers not to say."""
    values, fields = case.values, case.kind.fields
    if values.get("recorded_elsewhere") == "yes" or not set(values) & (set(fields) - _STATED):
        return
    blank = [
        name
        for name, spec in fields.items()
        if spec.codes is YES_NO and name not in _STATED and name not in values
    ]
    if blank:
        yield refuse(blank[0], f"{len(blank)} questions of yes or no are left blank.", "V09")


def top_period(case: Case) -> Iterator[Problem]:
    """V10: the 28 days before prison are asked about in prison."""
    taken = case.day("taken_on")
    if case.values.get("period") != "28_days_before_custody" or taken is None:
        return
    if not (case.changed("period") or case.changed("taken_on")):
        return
    for stay in case.others.get("stay", ()):
        begun, ended = day_of(stay, "started_on"), day_of(stay, "ended_on")
        if stay.get("stay_type") in CUSTODY_STAYS and begun and begun <= taken <= (ended or taken):
            return
    yield ask("period", "The 28 days before prison, but the person was not in prison then.", "V10")


def top_start(case: Case) -> Iterator[Problem]:
    """V10: the first TOP is taken within two weeks of the first treatment of the course."""
    taken = case.day("taken_on")
    if case.values.get("stage") != "start" or taken is None:
        return
    if not (case.changed("stage") or case.changed("taken_on")):
        return
    reach = timedelta(days=TOP_START_DAYS)
    referred = [day_of(each, "referred_on") for each in case.others.get("treatment_episode", ())]
    since = max((day for day in referred if day and day <= taken + reach), default=None)
    started = [day_of(each, "started_on") for each in case.others.get("intervention", ())]
    first = min((day for day in started if day and (since is None or day >= since)), default=None)
    if first and abs(taken - first) > reach:
        yield ask("taken_on", "A start TOP is taken within 14 days of the first treatment.", "V10")


def score_range(case: Case) -> Iterator[Problem]:
    """V11: a total and its domains lie where the instrument has them; where scorings differ, which one it was."""
    name = case.text("instrument") or ""
    scoring = case.text("scoring")
    if name in NEEDS_SCORING and scoring is None:
        yield refuse("scoring", "Say which scoring: the same total means something else in the other.", "V11")
        return
    ranges = INSTRUMENTS.get((name, scoring if name in NEEDS_SCORING else None))
    if ranges is None:
        return
    title = INSTRUMENT.label(name)
    total = _number(case.values.get("total"))
    if total is not None and ranges.lowest is None:
        yield refuse("total", f"{title} has no total. Write its domains.", "V11")
    elif total is not None and not _within(total, ranges.lowest, ranges.highest):
        yield refuse("total", f"{title}: the total lies between {ranges.lowest} and {ranges.highest}.", "V11")
    domains = case.values.get("subscales")
    least, most = ranges.domain_lowest, ranges.domain_highest
    for domain, wire in domains.items() if isinstance(domains, dict) else ():
        number = _number(wire)
        if domain.casefold() not in ranges.domains:
            continue  # a site may have its own version; only the domains that are known have a range
        if number is not None and not _within(number, least, most):
            yield refuse("subscales", f"{title}: a domain lies between {least} and {most}.", "V11")
            return


def _within(number: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or number >= low) and (high is None or number <= high)


def _number(wire: Wire) -> Decimal | None:
    """A decimal from the wire; None when it holds something else, `NaN` too, as only an import can."""
    try:
        number = Decimal(wire) if isinstance(wire, (str, int)) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None
