"""The world of the demonstration is whole: centres, people at work, customers."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from saywell.app.crowd import slots_for
from saywell.app.demo_shop import make_shops
from saywell.app.demo_world import CENTRES, read_world
from saywell.app.practice import personas
from saywell.app.standards import open_standard
from saywell.kernel.time import DAY
from saywell.trainer.customer import Persona
from saywell.trainer.personas import read_persona

NOW = 1_795_000_000_000
WORLD = read_world(NOW)
LANGUAGES = {"zh-Hans", "zh-Hant", "en"}


def texts_of(value: object) -> list[dict[str, str]]:
    """The texts by language in it."""
    if isinstance(value, dict):
        if "en" in value or "zh-Hans" in value:
            return [value]
        return [one for inner in value.values() for one in texts_of(inner)]
    return [one for inner in value for one in texts_of(inner)] if isinstance(value, list | tuple) else []


def test_every_standard_has_a_centre_that_is_open_and_named_in_three_languages() -> None:
    assert [one.id for one in WORLD.settings] == list(CENTRES)
    for one in WORLD.settings:
        assert open_standard(one.standard).id == one.standard and one.always_open
        for text in (one.title, one.company, *one.queues.values()):
            assert set(text) == LANGUAGES and all(text.values())


def test_two_agents_and_a_leader_work_in_each_centre_and_three_people_for_all() -> None:
    for centre in CENTRES:
        roles = sorted(one.roles[0] for one in WORLD.accounts if one.centres == (centre,))
        # Where there are departments, a clerk sees to what is to be done after conversations.
        assert [role for role in roles if role != "clerk"] == ["agent", "agent", "leader"] and "clerk" in roles
    everywhere = [one for one in WORLD.accounts if one.centres == CENTRES]
    assert {role for one in everywhere for role in one.roles} == {"inspector", "manager", "admin", "author"}
    for key in ("account", "number", "password"):
        assert len({getattr(one, key) for one in WORLD.accounts}) == len(WORLD.accounts)
    assert all(len(one.password) >= 8 and len(one.name) > 1 for one in WORLD.accounts)


def test_customers_have_what_a_card_shows_and_orders_lie_in_the_past() -> None:
    for centre in CENTRES:
        people = WORLD.book.people(centre)
        assert len(people) >= 8 and len({one.id for one in people}) == len(people)
        assert {"zh-Hant", "yue", "en"} <= {one.lang for one in people} | {"zh-Hant"}
        for one in people:
            assert one.surname and one.title and one.phone and one.lang in {*LANGUAGES, "yue"}
            assert all(
                NOW - 400 * DAY < at < NOW
                for at in [*(one["ordered"] for one in one.orders), *(one["at"] for one in one.history)]
            )
            for text in texts_of(msgspec.to_builtins((one.orders, one.history))):
                assert set(text) == LANGUAGES
            stages = [stage["at"] for order in one.orders for stage in order.get("events", ())]
            assert stages == sorted(stages) and all(at < NOW for at in stages)


def test_an_order_is_found_by_its_number_or_that_of_its_shipment() -> None:
    for key in ("KX20261115", "sf 1080011223344"):
        found = asyncio.run(WORLD.book.find("shop", "order", key))
        assert found is not None and found["customer"] == "王先生" and found["status"] == "delivered"
    account = asyncio.run(WORLD.book.find("bank", "account", "6222 0099 8812 34"))
    assert account is not None and account["surname"] == "陳"


def test_for_every_scripted_customer_there_is_somebody_who_can_be_it() -> None:
    for setting in WORLD.settings:
        people = WORLD.book.people(setting.id)
        for path in personas(setting.standard).values():
            persona = read_persona(path)
            if persona.only and setting.standard not in persona.only:
                continue
            assert any(
                (not persona.langs or one.lang in persona.langs)
                and (not persona.account or one.account)
                and (not persona.order or any(order["status"] == persona.order for order in one.orders))
                for one in people
            ), (setting.id, persona.id)


def test_a_customer_knows_the_order_they_call_about_in_their_own_language() -> None:
    people = {one.id: one for centre in ("shop", "cc") for one in WORLD.book.people(centre)}
    persona = Persona(id="p", title={}, order="in_transit")
    slots = slots_for(people["s4"], persona)
    assert slots["item"] == "插座十個" and slots["order"] == "KX20261110" and slots["phone"] == "92220011"
    assert slots_for(people["c4"], persona)["item"] == "coffee beans"


def test_the_shop_of_an_older_demonstration_is_made_anew_and_one_of_today_stays(tmp_path: Path) -> None:
    people = {"shop": WORLD.book.people("shop")}
    path = tmp_path / "demo" / "shop.sqlite"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE orders (id TEXT PRIMARY KEY, status TEXT)")
    make_shops(tmp_path, people)
    with closing(sqlite3.connect(path)) as db, db:
        wanted = "SELECT id, stars, review FROM sold WHERE reviewed IS NOT NULL"
        assert [(id, stars, bool(review)) for id, stars, review in db.execute(wanted)] == [("KX20261109", 5, True)]
        db.execute("UPDATE orders SET stars = 1 WHERE stars = 5")
    make_shops(tmp_path, people)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT stars FROM sold WHERE id = 'KX20261109'").fetchone() == (1,)
    path.write_bytes(b"no database")
    make_shops(tmp_path, people)
    assert path.stat().st_size > 1000
