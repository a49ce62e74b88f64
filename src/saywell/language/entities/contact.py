"""E-mail and postal addresses, lightly."""

from __future__ import annotations

from saywell.language.entities.entity import Entity
from saywell.language.expression import lazy

_EMAIL = lazy(r"[a-z0-9][a-z0-9._%+\-]{0,63}@[a-z0-9](?:[a-z0-9\-]{0,62}\.){1,4}[a-z]{2,10}")
_HAN = "\u4e00-\u9fff"
_NUMBER = "[0-9零一二三四五六七八九十百a-z\\-]{1,8}"
_PLACE = f"[{_HAN}]{{1,6}}?(?:省|自治区|市|新区|区|县|镇|乡|街道|村)"
_ROAD = f"[{_HAN}0-9]{{1,8}}?(?:大道|路|街|道|巷|弄|胡同)(?:[一二三四五六七八九东西南北中]段)?"
_HOUSE = f"{_NUMBER}(?:号院|号楼|号|弄|栋|幢|座|单元|室|楼|层)"
_BLOCK = f"[{_HAN}a-z0-9]{{2,10}}?(?:小区|花园|大厦|广场|公寓|苑|中心|大楼|邨|商场)"
_ZH = lazy(
    f"(?:{_PLACE}){{2,5}}(?:{_ROAD})?(?:{_HOUSE}){{0,3}}(?:{_BLOCK})?(?:{_HOUSE}){{0,4}}|(?:{_PLACE})?{_ROAD}(?:{_HOUSE}){{1,4}}(?:{_BLOCK})?(?:{_HOUSE}){{0,4}}"
    f"|(?:{_PLACE})?{_BLOCK}(?:{_HOUSE}){{1,4}}"
)
_LEAD = lazy("^.*(?:地址|[是在到达寄住搬往去送给于系,:]|改成|改为)")
_EN = lazy(
    r"(?:(?:flat|room|unit|floor|block) [a-z0-9]{1,4},? ){0,3}(?<![a-z0-9])\d{1,5}[a-z]?,? (?:[a-z]{2,15} ){1,3}(?:street|st|road|rd|avenue|ave|lane|drive|boulevard|square|terrace)(?![a-z])"
)
ADDRESS_WORDS = frozenset(
    ["street", "st", "road", "rd", "avenue", "ave", "lane", "drive", "boulevard", "square", "terrace"]
)


def find_emails(text: str) -> list[Entity]:
    """E-mail addresses."""
    return [Entity("email", m.start(), m.end(), {"address": m.group()}) for m in _EMAIL.finditer(text)]


def find_addresses(text: str, english: bool) -> list[Entity]:
    """Postal addresses with a road and a number, or two levels of place."""
    if english:
        return [Entity("address", m.start(), m.end(), {"text": m.group()}) for m in _EN.finditer(text)]
    found: list[Entity] = []
    for match in _ZH.finditer(text):
        lead = _LEAD.match(match.group())
        start = match.start() + (lead.end() if lead else 0)
        if match.end() - start >= 5:
            found.append(Entity("address", start, match.end(), {"text": text[start : match.end()]}))
    return found
