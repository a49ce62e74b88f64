"""What a centre has set: its standard, names, languages, figures, working time, queues. Pure.

Kept as a stream of versions, so that a conversation stays under the one under which it came in.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from saywell.desk.shops.connector import Connector
from saywell.desk.wire import Text
from saywell.followup.rules import Calling, Department
from saywell.followup.survey import Survey
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.locale import LOCALES, Locale, match_locale
from saywell.standard.calendar import CalendarSpec
from saywell.storage.interface import Entry, Record

PREFIX = "settings/"
KIND = "settings.set.1"
_TRADITIONAL = frozenset({"Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei"})
"""Time zones in which Traditional Chinese is written."""


class Setting(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """The settings of one centre. `numbers`: figures of the standard that differ, by id. `calendar`: None for that of
    the standard. `languages`: in which customers are served, first the one that lines are offered in while nobody
    knows the customer's. `always_open`: the desk takes customers at any hour (deadlines still run in working time).
    `alert_count`, `alert_within_s`: the wall's rule. `target_s`: seconds within which an answer counts for the service
    level, by channel. `departments`: who deals with what after the conversation, by id; `calling`: how customers are
    called; `surveys`: what they are asked, beside what everybody can be asked. `connector`: how the customers and
    orders of its shop are looked up. `words`: what it fills into slots of lines that are the same in every conversation
    (platform, hotline …). `keep_days`: for how long each kind of data is kept (see `saywell.desk.sweep`), for ever
    where nothing is said."""

    id: str
    standard: str
    title: Text
    company: Text
    languages: tuple[str, ...] = ("zh-Hans", "zh-Hant", "en")
    numbers: dict[str, float] = {}
    calendar: CalendarSpec | None = None
    queues: dict[str, Text] = {}
    always_open: bool = False
    alert_count: int = 3
    alert_within_s: int = 600
    departments: dict[str, Department] = {}
    calling: Calling = Calling()
    surveys: dict[str, Survey] = {}
    target_s: dict[str, int] = msgspec.field(default_factory=lambda: {"phone": 20, "chat": 60})
    connector: Connector | None = None
    words: dict[str, Text] = {}
    keep_days: dict[str, int] = {}


def usual_languages(zone: str) -> tuple[Locale, ...]:
    """The languages of a new centre, the one that is most likely spoken in its time zone first."""
    return ("zh-Hant", "zh-Hans", "en") if zone in _TRADITIONAL else ("zh-Hans", "zh-Hant", "en")


def told_locale(wanted: str) -> Locale | Literal[""]:
    """The language that is told of a customer; empty where none is. Raises `desk.bad-locale`."""
    found = match_locale(wanted) if wanted else None
    if wanted and found is None:
        raise SaywellError("desk.bad-locale", place=Place(field="locale"), locale=wanted, known=", ".join(LOCALES))
    return found or ""


def facts_of(setting: Setting) -> dict[str, Any]:
    """The facts with which its conversations open."""
    return {**setting.words, "company": dict(setting.company)}


def entry_of(setting: Setting) -> Entry:
    """A version as it is kept."""
    return Entry(KIND, msgspec.json.encode(setting))


def read_setting(record: Record) -> Setting:
    """A version as it was kept."""
    return msgspec.json.decode(record.body, type=Setting)


def key_of(centre: str, number: int) -> str:
    """The key of a version, for ever the same."""
    return f"{centre}@{number}"


_LONGEST = 200
"""Characters of a value that a note of a change tells."""


def changes(old: Setting, new: Setting) -> list[dict[str, Any]]:
    """What differs between two versions: each `field` as its path (`numbers.hold_word_s`), what it was (`old`) and what
    it is (`new`); None where nothing was set. Numbers never to be called are customers' and left out."""
    before, after = _flat(old), _flat(new)
    return [
        {"field": field, "old": before.get(field), "new": after.get(field)}
        for field in sorted({*before, *after})
        if before.get(field) != after.get(field) and not field.startswith("calling.never")
    ]


def _flat(value: Any, path: str = "") -> dict[str, Any]:
    """Values by their path; what is no single value as text."""
    if isinstance(value, msgspec.Struct):
        value = msgspec.structs.asdict(value)
    if not isinstance(value, dict):
        return {path: value if isinstance(value, bool | int | float | None) else _text(value)[:_LONGEST]}
    found: dict[str, Any] = {}
    for key, one in value.items():
        found |= _flat(one, f"{path}.{key}" if path else key)
    return found


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_text(one) for one in value)
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
