from __future__ import annotations

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area
from tests.support.area_pages import answers, somebody


def test_without_a_score_the_area_is_not_on_the_line_and_offers_the_first_one(desk: Desk) -> None:
    lee = somebody(desk)
    assert not lee.header.has_scores
    assert answers(lee.line(Area.SCORES, "No score yet")) == ("score", None, {})
    assert answers(lee.line(Area.SCORES, "No TOP yet")) == ("top", None, {"stage": "start"})
    lee.has("score", instrument="barc_10", scored_on="2026-06-08", phase="baseline", total="40")
    assert lee.header.has_scores


def test_scores_show_their_number_their_place_in_the_range_and_their_change(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has(
        "score",
        instrument="barc_10",
        scored_on="2026-06-08",
        phase="baseline",
        total="40",
        completed_by="person",
    )
    lee.has("score", instrument="barc_10", scored_on="2026-11-16", phase="review", total="46")
    lee.has("score", instrument="sure", scored_on="2026-11-16", phase="review")
    assert lee.said(Area.SCORES, "BARC-10") == [
        "Mon 16 Nov, review: 46 | improved, +6 since the start",
        "Mon 8 Jun, at the start: 40 | of 10 to 60, filled in by the person",
    ]
    assert [line.level for line in lee.lines(Area.SCORES, "BARC-10")] == [0.72, 0.6]
    assert answers(lee.line(Area.SCORES, "total")) == ("score", "total", {})


def test_domains_stand_under_the_newest_score_with_their_change(desk: Desk) -> None:
    lee = somebody(desk)
    for day, peers in (("2026-06-08", "3"), ("2026-11-16", "6")):
        lee.has(
            "score", instrument="four_areas", scored_on=day, phase="review",
            subscales={"peers": peers, "treatment": "5"},
        )  # fmt: skip
    assert lee.said(Area.SCORES, "Own rating")[:3] == [
        "Mon 16 Nov, review",
        "treatment: 5 | unchanged since the start",
        "peers: 6 | improved, +3 since the start",
    ]


def test_a_score_whose_scoring_is_not_known_asks_for_it(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("score", instrument="arc", scored_on="2026-11-16", phase="review", total="44")
    assert answers(lee.line(Area.SCORES, "which scoring?")) == ("score", "scoring", {})


def test_a_top_shows_the_figures_that_were_entered_and_how_they_changed(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("top", stage="start", taken_on="2026-06-08", opiate_days=28, psychological=8)
    lee.has(
        "top", stage="review", taken_on="2026-11-16", opiate_days=4, opiate_amount="0.2", psychological=8, shared="no"
    )  # fmt: skip
    assert lee.said(Area.SCORES, "Treatment Outcomes") == [
        "Review, Mon 16 Nov",
        "Opiates, days: 4 | 0.2 grams a day, improved, -24 since the start",
        "Shared equipment: no",
        "Psychological health: 8 | unchanged since the start",
        "Start, Mon 8 Jun",
    ]


def test_a_top_kept_in_another_system_is_not_asked_for_figures(desk: Desk) -> None:
    lee = somebody(desk)
    top = lee.has("top", stage="start", taken_on="2026-11-16")
    assert answers(lee.line(Area.SCORES, "figures")) == ("top", "recorded_elsewhere", {})
    lee.now(top, recorded_elsewhere="yes")
    assert lee.said(Area.SCORES, "Treatment Outcomes") == [
        "Start, Mon 16 Nov | the figures are in another system"
    ]
