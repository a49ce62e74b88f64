"""The world of the demonstration: five centres, the people who work there, their customers with orders and shipments.

The files beside this module hold it; `days_ago: N` stands for the instant `at`, N days before the start, a value
`{days_ago: N}` or `{days_ahead: N}` for an instant before or after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from saywell.app.colleagues import Colleague
from saywell.desk.book import MemoryBook
from saywell.desk.settings import Setting
from saywell.desk.shops.connector import Connector
from saywell.desk.wire import Person, Role, Text
from saywell.kernel.time import DAY, Instant

HERE = Path(__file__).resolve().parent
CENTRES = ("bank", "shop", "rent", "etq", "cc")


class Account(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An account of the demonstration, with its password in the open. `centres`: those that it belongs to."""

    account: str
    number: str
    name: str
    roles: tuple[Role, ...]
    password: str
    centres: tuple[str, ...] = ()


class World(msgspec.Struct, frozen=True):
    """Everything that a demonstration begins with. `colleagues`: the simulated agent of each centre."""

    settings: list[Setting]
    accounts: list[Account]
    book: MemoryBook
    colleagues: dict[str, Colleague] = {}


class _People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    accounts: tuple[Account, ...]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    stages: dict[str, Text]
    places: dict[str, Text]


class _Centre(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    setting: Setting
    accounts: tuple[Account, ...]
    colleague: Colleague
    people: tuple[dict[str, Any], ...]
    words: dict[str, Text] = {}


def read_world(now: Instant) -> World:
    """The world as it is at `now`."""
    words = msgspec.yaml.decode((HERE / "words.yaml").read_bytes(), type=_Words)
    connector = msgspec.yaml.decode((HERE / "connector.yaml").read_bytes(), type=Connector)
    settings: list[Setting] = []
    accounts: list[Account] = []
    people: dict[str, Iterable[Person]] = {}
    colleagues: dict[str, Colleague] = {}
    for name in CENTRES:
        centre = msgspec.yaml.decode((HERE / f"{name}.yaml").read_bytes(), type=_Centre)
        reach = msgspec.structs.replace(connector, url=connector.url.replace("<centre>", centre.setting.id))
        settings.append(msgspec.structs.replace(centre.setting, connector=reach, words=centre.words))
        accounts += [msgspec.structs.replace(one, centres=(centre.setting.id,)) for one in centre.accounts]
        colleagues[centre.setting.id] = centre.colleague
        people[centre.setting.id] = [msgspec.convert(_dated(one, now, words), Person) for one in centre.people]
    everywhere = msgspec.yaml.decode((HERE / "people.yaml").read_bytes(), type=_People)
    accounts += [msgspec.structs.replace(one, centres=CENTRES) for one in everywhere.accounts]
    return World(settings, accounts, MemoryBook(people), colleagues)


def _dated(value: Any, now: Instant, words: _Words) -> Any:
    """Days before or after the start as instants, stages and places in each language."""
    if isinstance(value, list):
        return [_dated(one, now, words) for one in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"days_ahead"}:
        return now + round(value["days_ahead"] * DAY)
    if set(value) == {"days_ago"}:
        return now - round(value["days_ago"] * DAY)
    out = {key: _dated(one, now, words) for key, one in value.items() if key != "days_ago"}
    if "days_ago" in value:
        out["at"] = now - round(value["days_ago"] * DAY)
    if "place" in value:
        out |= {"place": dict(words.places[value["place"]]), "text": dict(words.stages[value["text"]])}
    return out
