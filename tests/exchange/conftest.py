from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.own_card import own
from recovery_tui.casework.owner import Role
from tests.exchange.insider import Insider
from tests.exchange.team import Team, a_team
from tests.support.desks import add_person
from tests.support.exchange import acquaint, colleague


@pytest.fixture
def rosa(tmp_path: Path) -> Iterator[Desk]:
    """A supervisor with one person of her own."""
    desk = colleague(tmp_path, "Rosa Placeholder", Role.SUPERVISOR)
    add_person(desk, "Carter", "Jo", "A2345BC")
    own(desk)  # a card is made when it is first needed
    yield desk
    desk.close()


@pytest.fixture
def ines(rosa: Desk) -> Insider:
    """Somebody whose card Rosa has accepted, and who signs anything."""
    made = Insider()
    made.is_accepted_by(rosa)
    return made


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path) as made:
        yield made


@pytest.fixture
def kim(tmp_path: Path, rosa: Desk) -> Iterator[Desk]:
    """A keyworker with one person; she and Rosa have accepted each other."""
    desk = colleague(tmp_path, "Kim Example")
    add_person(desk)
    acquaint(desk, rosa)
    yield desk
    desk.close()


@pytest.fixture
def shah(tmp_path: Path, rosa: Desk, kim: Desk) -> Iterator[Desk]:
    """Another keyworker whom Kim and Rosa know."""
    desk = colleague(tmp_path, "Shah Invented")
    acquaint(desk, rosa)
    acquaint(desk, kim)
    yield desk
    desk.close()
