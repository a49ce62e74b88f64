"""The settings page of a centre: what it shows, and what becomes of what comes back."""

from __future__ import annotations

import re

import msgspec

from saywell.desk.access import Access
from saywell.desk.hub import Hub
from saywell.desk.settings import Setting
from saywell.desk.wire import Text, Wire
from saywell.desk.work_wire import Choice
from saywell.followup.rules import Calling, Department
from saywell.kernel.errors import Place, SaywellError
from saywell.standard.calendar import Calendar, CalendarSpec
from saywell.standard.model import Standard

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}")


class Figure(Wire, frozen=True):
    """A figure of the standard: what it is now, and what the standard says (`default`)."""

    id: str
    value: float
    unit: str = ""
    clause: str = ""
    title: Text = msgspec.field(default_factory=dict)
    default: float = 0.0


class Employee(Wire, frozen=True):
    """Somebody of this centre; `account` is empty where they have none, such as a simulated colleague."""

    account: str
    number: str
    name: str
    roles: tuple[str, ...]


class SettingsPage(Wire, frozen=True):
    """The settings of a centre. `works`: what a department can take. When it comes
    back, `people`, `works` and all of a figure but id and value are not looked at."""

    id: str
    standard: str
    title: Text
    company: Text
    languages: tuple[str, ...]
    numbers: tuple[Figure, ...]
    calendar: CalendarSpec
    queues: dict[str, Text]
    always_open: bool
    alert_count: int
    alert_within_s: int
    target_s: dict[str, int]
    departments: dict[str, Department] = msgspec.field(default_factory=dict)
    calling: Calling = Calling()
    works: tuple[Choice, ...] = ()
    people: tuple[Employee, ...] = ()
    version: int = 0


async def settings_page(hub: Hub, access: Access, centre: str) -> SettingsPage:
    """The settings in force."""
    setting = hub.setting(centre)
    _, ready = hub.current(centre)
    original = hub.original(setting.standard)
    figures = tuple(
        Figure(
            id=id,
            value=ready.standard.numbers[id].value,
            unit=one.unit,
            clause=one.clause,
            title=one.title,
            default=one.value,
        )
        for id, one in original.numbers.items()
    )
    people = tuple(
        Employee(account=one.set.account, number=one.set.number, name=one.set.name, roles=tuple(one.set.roles))
        for one in await access.accounts()
        if centre in one.set.centres and one.enabled
    )
    known = {one.number for one in people}
    people += tuple(
        Employee(account="", number=one.number, name=one.name, roles=())
        for one in hub.office_now(centre).people.values()
        if one.number not in known and one.name
    )
    return SettingsPage(
        id=centre,
        standard=setting.standard,
        title=setting.title,
        company=setting.company,
        languages=setting.languages,
        numbers=figures,
        calendar=setting.calendar or original.calendar,
        queues=setting.queues,
        always_open=setting.always_open,
        alert_count=setting.alert_count,
        alert_within_s=setting.alert_within_s,
        target_s=setting.target_s,
        departments=setting.departments,
        calling=setting.calling,
        works=tuple(Choice(id=id, title=dict(one.title)) for id, one in ready.standard.followups.items()),
        people=people,
        version=len(hub.settings[centre]),
    )


def change_of(hub: Hub, centre: str, page: SettingsPage) -> Setting:
    """The settings that a page asks for. Raises `desk.bad-figure`, `desk.changed`, and what a calendar raises."""
    if not _NAME.fullmatch(page.standard):
        raise SaywellError("desk.bad-standard", place=Place(field="standard"), name=page.standard[:50])
    if page.version and page.version != len(hub.settings[centre]):
        raise SaywellError("desk.changed")
    original = hub.original(page.standard)
    numbers: dict[str, float] = {}
    for one in page.numbers:
        known = original.numbers.get(one.id)
        if known is None:
            continue
        if not 0 <= one.value < 1e7:
            raise SaywellError("desk.bad-figure", place=Place(field=one.id), value=one.value)
        if one.value != known.value:
            numbers[one.id] = one.value
    Calendar(page.calendar)
    if not page.languages or not any(text.strip() for text in page.company.values()):
        raise SaywellError("desk.empty", place=Place(field="company"), field="company")
    return msgspec.structs.replace(
        hub.setting(centre),
        standard=page.standard,
        title=page.title,
        company={locale: text.strip() for locale, text in page.company.items()},
        languages=page.languages,
        numbers=numbers,
        calendar=None if page.calendar == original.calendar else page.calendar,
        queues=page.queues,
        always_open=page.always_open,
        alert_count=max(1, page.alert_count),
        alert_within_s=max(10, page.alert_within_s),
        target_s=page.target_s,
        departments=_departments(page, original),
        calling=_calling(page.calling),
    )


def _departments(page: SettingsPage, standard: Standard) -> dict[str, Department]:
    """The departments as they are kept: of two that take the same the first has it, so only one may name it. Raises
    `desk.bad-department` and what a calendar raises."""
    taken: dict[str, str] = {}
    for id, one in page.departments.items():
        if not _NAME.fullmatch(id):
            raise SaywellError("desk.bad-department", place=Place(field="departments"), name=id[:50])
        for what in one.takes:
            if what in taken:
                raise SaywellError("desk.taken-twice", place=Place(field=f"departments.{id}.takes"), what=what)
            taken[what] = id
        if one.calendar is not None:
            _checked(one.calendar, f"departments.{id}")
    return {
        id: msgspec.structs.replace(one, takes=tuple(what for what in one.takes if what in standard.followups))
        for id, one in page.departments.items()
    }


def _calling(calling: Calling) -> Calling:
    if not (1 <= calling.tries <= 20 and 1 <= calling.pause_min <= 10_080):
        field = "calling.tries" if not 1 <= calling.tries <= 20 else "calling.pause_min"
        raise SaywellError("desk.bad-figure", place=Place(field=field), value=getattr(calling, field[8:]))
    if calling.hours is not None:
        _checked(calling.hours, "calling")
    never = tuple(dict.fromkeys(number for one in calling.never if (number := one.strip()[:40])))
    return msgspec.structs.replace(calling, never=never)


def _checked(spec: CalendarSpec, field: str) -> None:
    try:
        Calendar(spec)
    except SaywellError as error:
        inner = error.place.field or "calendar"
        raise SaywellError(error.code, place=Place(field=f"{field}.{inner}"), **error.fields) from None
