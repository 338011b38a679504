"""What every story has: the person, the stay, staff, a plan with goals and steps, sessions written up."""

from __future__ import annotations

from datetime import date

from recovery_tui.casework.demo import names, texts
from recovery_tui.casework.demo.case import Case

LEGAL = {"custody": "sentenced", "remand": "remand", "recall": "recall"}


def named(case: Case, ago: int, *, woman: bool = False, **more: str) -> str:
    """The person and their numbers."""
    chance = case.chance
    known_as = chance.choice(names.KNOWN_AS) if chance.random() < 0.2 else None
    case.be(
        ago,
        surname=chance.choice(names.SURNAMES),
        forename=chance.choice(names.WOMEN if woman else names.MEN),
        known_as=known_as,
        sex="female" if woman else "male",
        ethnicity=chance.choice("aaaaaaaaaabcdghjkmnz"),
        **{
            "born_on": date(case.today.year - chance.randint(22, 61), chance.randint(1, 12), 9).isoformat(),
            "record_status": "active",
            "language": "English",
            "reading_help": "none",
            "veteran": "no",
            "care_leaver": case.one_of("no", "no", "no", "not_asked"),
            "parental_status": case.one_of("none", "not_parent", "not_asked", "some"),
            **more,
        },
    )
    case.add("identifier", ago, system="prison_number", value=names.prison_number(case.index))
    if chance.random() < 0.3:
        case.add("identifier", ago, system="crn", value=names.crn(case.index))
    return case.person


def stay(
    case: Case,
    ago: int,
    *,
    out: int | None,
    kind: str = "custody",
    basis: str = "conditional",
    home: str = names.TOWN,
    **more: str,
) -> str:
    """Where the person is and when they go out (`out` days from today, or None)."""
    released_on = case.day(case.leaving(out) if out > 2 else out) if out is not None else None
    return case.add(
        "stay",
        ago,
        stay_type=kind,
        location=f"{case.chance.choice(texts.CELL_WINGS)}-{case.chance.randint(1, 40):02}",
        started_on=case.day(-ago),
        legal_status=LEGAL[kind],
        conditional_release_on=released_on if basis == "conditional" else None,
        release_expected_on=released_on,
        release_basis=basis if out is not None else None,
        sentence_end_on=case.day(out + 200) if out is not None and kind == "custody" else None,
        **{
            "establishment": names.PLACE,
            "home_area": home,
            "jurisdiction": "wales" if home == names.WELSH_TOWN else "england",
            "no_date_reason": None if out is not None else "Not sentenced yet",
            **more,
        },
    )


def staff(case: Case, ago: int, *, com: bool = True) -> None:
    """The offender managers."""
    pom, outside = case.chance.sample(names.STAFF, 2)
    case.add("professional", ago, role="pom", name=pom, from_on=case.day(-ago))
    if com:
        case.add(
            "professional", max(ago - 10, 0), role="com", name=outside, agency="@agency.probation",
            phone=names.landline(case.index), from_on=case.day(-max(ago - 10, 0)),
        )  # fmt: skip


def plan(case: Case, ago: int, *, agreement: str = "agreed", status: str = "active", review: int = 30) -> str:
    """The plan in the person's words: begun as a draft, agreed a week later."""
    choice = case.chance.choice
    agreed_ago = max(ago - 7, 0)
    made = case.add(
        "plan", ago, started_on=case.day(-ago), status="draft", agreement="draft", matters_to_me=choice(texts.MATTERS),
        strengths=choice(texts.STRENGTHS), barriers=choice(texts.BARRIERS),
    )  # fmt: skip
    case.change(
        made, agreed_ago, status=status, agreement=agreement, review_due_on=case.workday(review),
        early_signs=choice(texts.EARLY_SIGNS), what_helps=choice(texts.WHAT_HELPS),
        who_to_call="My sister, the recovery line, and my sponsor. Numbers are on the card.",
    )  # fmt: skip
    if agreement == "agreed":
        case.change(made, agreed_ago, agreed_on=case.day(-agreed_ago), copy_given_on=case.day(-agreed_ago))
    return made


def goal(
    case: Case,
    plan_ref: str,
    area: str,
    ago: int,
    *,
    which: int | None = None,
    out: int | None = None,
    late: bool = False,
    progress: bool = True,
    **more: str,
) -> str:
    """A goal with its steps; with `late` its first step is overdue."""
    choices = texts.GOALS[area]
    title, words, horizon, steps = choices[case.chance.randrange(len(choices)) if which is None else which]
    target = _target(horizon, 60 if out is None else max(out, 3))
    ended = more.get("status") in {"achieved", "removed"}
    made = case.add(
        "goal", ago, plan=f"@{plan_ref}", area=area, title=title, own_words=words, horizon=horizon,
        target_on=None if ended else case.day(target), rank=f"a{case.chance.randint(0, 9)}",
        **{"status": "active", "agreement": "agreed", **more},
    )  # fmt: skip
    for number, (actor, text) in enumerate(steps):
        due = _due(case, number, target, late, ended, ago)
        step = case.add(
            "step",
            ago,
            goal=f"@{made}",
            text=text,
            actor=actor,
            due_on=due,
            status="not_started",
            rank=f"a{number}",
        )
        if ended or (number == 0 and not late and case.chance.random() < 0.3):
            case.change(
                step,
                max(ago // 2, 0),
                status="completed" if more.get("status") != "removed" else "no_longer_needed",
            )
        elif number == 0 and ago > 14 and case.chance.random() < 0.5:
            case.change(step, max(ago - 10, 0), status="in_progress")
    if progress and not ended and case.chance.random() < 0.7:
        on = min(ago, case.chance.randint(1, 20))
        case.add(
            "progress", on, goal=f"@{made}", noted_on=case.day(-on), note=case.chance.choice(texts.PROGRESS)
        )
    return made


def _target(horizon: str, out: int) -> int:
    return {"custody": out, "gate": out, "first_21_days": out + 21, "three_months": out + 91}.get(
        horizon, out + 182
    )


def _due(case: Case, number: int, target: int, late: bool, ended: bool, ago: int) -> str:
    if late and number == 0:
        return case.day(-case.chance.randint(2, 9))
    if ended:
        return case.day(-max(ago // 2, 1))
    return min(case.workday(case.chance.randint(1, 40) + 7 * number), case.day(target))


def notes(case: Case, since: int, count: int, *, last: int = 2, next_in: int | None = None) -> None:
    """Sessions written up at an even pace from `since` days ago to `last` days ago."""
    pace = max((since - last) // max(count, 1), 1)
    texts_left = case.chance.sample(texts.NOTES, len(texts.NOTES))
    for number in range(count):
        ago = max(since - pace * (number + 1), last)
        held = case.chance.random() < 0.85
        newest = number == count - 1
        case.add(
            "contact", ago, held_on=case.workday_before(-ago),
            outcome="held" if held or newest else case.one_of("not_unlocked", "declined", "elsewhere"),
            with_whom="person", mode="in_person", minutes=case.chance.choice((15, 20, 20, 30)) if held else None,
            areas=[case.one_of("treatment", "peer", "links", "aftercare")] if held else None,
            mood=case.chance.randint(2, 5) if held else None,
            summary=texts_left[number % len(texts_left)] if held or newest else None,
            share_line=case.chance.choice(texts.SHARE_LINES) or None if held else None,
            next_on=case.workday(next_in) if newest and next_in is not None else None,
        )  # fmt: skip
        if pace * (number + 1) >= since - last:
            break


def missed(case: Case, ago: int, outcome: str) -> None:
    """A session that did not happen."""
    case.add(
        "contact",
        ago,
        held_on=case.workday_before(-ago),
        outcome=outcome,
        with_whom="person",
        mode="in_person",
    )
