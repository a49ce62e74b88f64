"""Public holidays and make-up working days of a country, from the packages `holidays` and `chinese-calendar`.

Mainland China announces its days off and its make-up working days once a year; `chinese-calendar` knows them to the
day. For years that it does not know, and for all other countries, `holidays` is asked. Both are loaded on first use.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.kept import shelf
from saywell.kernel.locale import Locale

if TYPE_CHECKING:
    from holidays import HolidayBase

# Tags of `holidays` in the order in which they are tried.
_TAGS: Mapping[Locale, tuple[str, ...]] = {
    "zh-Hans": ("zh_CN", "zh_SG", "zh_TW", "zh_HK"),
    "zh-Hant": ("zh_HK", "zh_TW", "zh_MO", "zh_CN"),
    "en": ("en_US", "en_HK", "en_GB", "en_SG", "en_MO"),
}
_TRADITIONAL = {
    "元旦": "元旦",
    "春节": "春節",
    "清明": "清明節",
    "劳动节": "勞動節",
    "端午": "端午節",
    "中秋": "中秋節",
    "国庆节": "國慶節",
}
_FULL = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}
Days = dict[str, dict[Locale, str]]
"""Holidays by ISO date, each with its name by locale."""


def _read(held: bytes | memoryview) -> Days | None:
    try:
        return msgspec.json.decode(held, type=Days)
    except msgspec.MsgspecError:
        return None


class Holidays:
    """The holidays of one place: `CN`, `HK`, `US-CA` … Unknown ones raise `calendar.unknown-holidays` on first use."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.country, _, self.subdivision = place.partition("-")
        self._tables: dict[str | None, HolidayBase] = {}
        self._years: dict[int, Days] = {}

    def is_holiday(self, day: date) -> bool:
        """Whether the date is a public holiday, a day off in lieu included."""
        known = self._announced(day)
        if known is not None:
            return known[0] and known[1] is not None
        return day.isoformat() in self._year(day.year)

    def is_makeup(self, day: date) -> bool:
        """Whether a day of the weekend is worked in exchange for a day off."""
        if day.weekday() < 5:
            return False
        known = self._announced(day)
        return known is not None and not known[0]

    def name(self, day: date, locale: Locale) -> str | None:
        """The name of the holiday in `locale`, else in the language of the country; None on other days."""
        known = self._announced(day)
        if known is not None:
            return self._chinese(known[1], locale) if known[0] and known[1] else None
        return self._year(day.year).get(day.isoformat(), {}).get(locale) or None

    def _year(self, year: int) -> Days:
        """The holidays of a year; the package takes long to load, so its answer is kept."""
        found = self._years.get(year)
        if found is None:
            key = f"{self.place}/{year}"
            held = shelf().get("holidays", key)
            found = _read(held) if held is not None else None
            if found is None:
                found = self._ask(year)
                shelf().put("holidays", key, msgspec.json.encode(found))
            self._years[year] = found
        return found

    def _ask(self, year: int) -> Days:
        """What the package says of a year."""
        plain = self._table(None)
        # A look into a year makes the table fill it.
        plain.get(date(year, 1, 1))
        days = sorted(day for day in plain if day.year == year)
        tags = {
            locale: next((t for t in tags if t in plain.supported_languages), None) for locale, tags in _TAGS.items()
        }
        return {
            day.isoformat(): {locale: str(self._table(tag).get(day, "")) for locale, tag in tags.items()}
            for day in days
        }

    def _announced(self, day: date) -> tuple[bool, str | None] | None:
        """(day off, holiday it belongs to) as announced for mainland China; None where nothing is known."""
        if self.country != "CN":
            return None
        import chinese_calendar

        try:
            off, name = chinese_calendar.get_holiday_detail(day)
        except NotImplementedError:
            return None
        return bool(off), name

    @staticmethod
    def _chinese(name: str, locale: Locale) -> str:
        from chinese_calendar import Holiday

        if locale == "en":
            return name
        chinese: str = next((one.chinese for one in Holiday if one.value == name), name)
        return _TRADITIONAL.get(chinese, chinese) if locale == "zh-Hant" else _FULL.get(chinese, chinese)

    def _table(self, language: str | None) -> HolidayBase:
        if language not in self._tables:
            from holidays import country_holidays

            try:
                table = country_holidays(self.country, subdiv=self.subdivision or None, language=language)
            except (NotImplementedError, KeyError):
                place = Place(field="holidays")
                raise SaywellError("calendar.unknown-holidays", place=place, name=self.place) from None
            self._tables[language] = table
        return self._tables[language]
