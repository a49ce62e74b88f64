"""What the walks have in common: who walks where, in which look, and what they say."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, expect

from tests.pages.test_pages import LOOKS, Look
from tests.pages.walking import PATIENCE, Customer, House, Person, until

__all__ = ["CALLED", "Customer", "Person", "Walk", "Walker", "looks", "one_of", "until", "walk"]
SAID: dict[str, dict[str, dict[str, str]]] = msgspec.yaml.decode(Path(__file__).with_name("walks.yaml").read_bytes())
ALL = [*LOOKS[:3], ("zh-Hans", "dark")]
CALLED = {
    "91234567": "called", "93456789": "called_away", "96789012": "called_wrongly", "95678901": "called_busy",
    "92345678": "called_unwilling",
}  # fmt: skip


class Walk:
    """Who walks where: the house, who is in it, and what they say."""

    def __init__(self, browser: Browser, house: House, look: Look, said: dict[str, str]) -> None:
        self.browser, self.house, self.look, self.said = browser, house, look, said
        self.there = house.there

    def person(self, account: str) -> Person:
        made = Person(self.browser, self.house.port, self.look, account)
        self.there.append(made)
        return made

    def customer(self) -> Customer:
        made = Customer(self.browser, self.house.port, self.look)
        self.there.append(made)
        return made

    def agent(self, account: str) -> Person:
        """Somebody who is free at the desk."""
        made = self.person(account)
        made.go("/desk")
        made.button("idle.set").click()
        made.page.locator(".idle-card").wait_for()
        expect(made.button("idle.set")).to_have_count(0)
        return made

    def works(self, person: Person, kind: str) -> list[dict[str, Any]]:
        """The work of a kind that there is, closed or not."""
        found: list[dict[str, Any]] = person.get(f"work?centre={self.house.centre}&kind={kind}&status=all")["work"]
        return found

    def found(self, person: Person, *kinds: str, which: Callable[[dict[str, Any]], object] = bool) -> dict[str, Any]:
        """The one piece of work of some kinds as soon as it is there, a moment after what brought it about."""
        end = time.monotonic() + PATIENCE
        while not (found := [one for kind in kinds for one in self.works(person, kind) if which(one)]):
            assert time.monotonic() < end, f"no {' or '.join(kinds)} came of it"
            person.page.wait_for_timeout(200)
        return one_of(found)


Walker = Callable[[str, str], Walk]


@pytest.fixture
def walk(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Walker]:
    """Opens the house for a walk."""
    look, often = request.param
    made: list[Walk] = []

    def begin(name: str, centre: str) -> Walk:
        house = House(tmp_path, centre, often, CALLED)
        made.append(Walk(browser, house, look, SAID[name][look.locale]))
        house.start()
        return made[0]

    yield begin
    for one in made:
        for somebody in one.there:
            somebody.context.close()
        one.house.kill()


def looks(*usual: str) -> pytest.MarkDecorator:
    """At every run one look if any (its language and theme); all of them in the soak, where the server dies between
    each two steps."""
    brief, long = pytest.mark.timeout(400), (pytest.mark.soak, pytest.mark.timeout(3600))
    often = [pytest.param((Look(*usual), False), marks=brief, id="-".join(usual))] if usual else []
    others = [pytest.param((Look(*one), True), marks=long, id="-".join((*one, "kills"))) for one in ALL]
    return pytest.mark.parametrize("walk", [*often, *others], indirect=True)


def one_of(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Nothing was lost and nothing doubled."""
    assert len(found) == 1, found
    return found[0]
