"""Numbers that name something: phone, account and order numbers, and other numbers of four digits or more."""

from __future__ import annotations

import re

from saywell.language.entities.entity import Entity
from saywell.language.entities.numerals import SPOKEN_WORDS, spoken_digits
from saywell.language.expression import lazy
from saywell.language.kinds import NUMBER

_ONES = 3
_D = "[0-9零〇幺一二两三四五六七八九]"
_TOKEN = f"(?:双{_D}|[三四两]个{_D}|{_D}|\\*)"
_ZH = lazy(f"(?<![0-9a-z.])\\+?{_TOKEN}(?:[ \\-,杠]?{_TOKEN}){{3,39}}(?!\\d*[a-z]{{2}})")
_FOUR = lazy(f"[{_D[1:-1]}双*](?:[\\s\\S]?[{_D[1:-1]}双*]){{3}}")
_WORD = "(?:(?:double|triple|treble) )?(?:" + "|".join(sorted(SPOKEN_WORDS, key=len, reverse=True)) + "|[0-9])"
_EN = lazy(f"(?<![a-z0-9]){_WORD}(?:(?: ?[,\\-] ?| ){_WORD}){{3,30}}(?![a-z0-9])")
_CODE = lazy(
    r"(?<![a-z0-9@.])(?:[a-z]{1,5}[\-_]?\d{4,24}(?:[\-_]?[a-z0-9]{1,12})*|\d{2,}[a-z]{1,4}\d{3,})(?![a-z0-9@])"
)

_CUES: tuple[tuple[str, str], ...] = (
    ("number", "员工编号|职员编号|客服编号|身份证|身分证|登录名|用户名|合同号|坐席号|username|user name|id card"),
    (
        "order",
        "订单|单号|运单|快递号|物流单|流水号|工单|受理号|编号|order|tracking|waybill|ticket|reference|case number|booking",
    ),
    ("account", "账号|账户|户口|户号|卡号|银行卡|信用卡|储蓄卡|会员号|会员卡|会员编号|客户号|account|card|member"),
    (
        "phone",
        "电话|手机|联系方式|联络|致电|拨打|打到|打给|回拨|热线|专线|座机|总机|来电|whatsapp|phone|mobile|cell|call|tel|dial|hotline|switchboard|reach",
    ),
    (
        "number",
        "工号|员工号|分机|验证码|密码|邮编|尾号|门牌|型号|code|badge|agent number|staff|extension|employee|pin|postcode|zip|ending|ends in",
    ),
)
_CUE = lazy("|".join(f"(?P<{kind}{i}>{words})" for i, (kind, words) in enumerate(_CUES)))
_SENTENCE = lazy(r"[.!?]")
_MEASURE = lazy(
    " ?(?:个|件|台|部|次|人|位|名|条|米|公里|克|斤|公斤|吨|升|毫升|瓦|度|平|倍|分|岁|年|%|ml|kg|g|km|cm|mm|mah|w|times|people|items|pieces|points)"
)

_YEAR = lazy(r"(?<![a-z])(?:in|since|year|by|until|from|before|after) $")

_MOBILE = lazy(r"(?:\+?(?:00)?86)?1[3-9*][\d*]{9}")
_LANDLINE = lazy(r"0(?:10|2\d|[3-9]\d{2})\d{7,8}")
_SERVICE = lazy(r"[48]00\d{7}|1[02]\d{3}|9[56]\d{3,6}")
_FOREIGN = lazy(r"\+\d{8,15}|(?:00)?85[23][235689]\d{7}|(?:00)?8869\d{8}|09\d{8}")
_EIGHT = lazy(r"[235689]\d{7}")
_GROUPED = lazy(r"\d{4}[ \-]\d{4}")
_GROUPS = lazy(r"1?[ \-]?\d{3,4}[ \-]\d{3,4}(?:[ \-]\d{3,4})?")
_CALLED_NUMBER = lazy("号码(?:应该)?(?:是|为|:)?$|[打拨](?:个|下|一下)?$")


def find_numbers(text: str, has: int, has_words: bool) -> list[Entity]:
    """Phone, account, order and other numbers. `has`: the kinds of the text's characters; `has_words`: English digit words
    may be there."""
    found: list[Entity] = []
    may = has & NUMBER or text.count("一") > _ONES
    for match in _ZH.finditer(text) if may and _FOUR.search(text) is not None else ():
        entity = _entity(text, match.start(), match.end(), spoken_digits(match.group()))
        if entity is not None:
            found.append(entity)
    if has_words:
        for match in _EN.finditer(text):
            if any(c.isalpha() for c in match.group()):
                entity = _entity(text, match.start(), match.end(), spoken_digits(match.group()))
                if entity is not None:
                    found.append(entity)
    return found


def find_codes(text: str) -> list[Entity]:
    """Numbers with letters (SO20261120): an order if it is called so or long enough."""
    found: list[Entity] = []
    for match in _CODE.finditer(text):
        code = re.sub(r"[^a-z0-9]", "", match.group()).upper()
        kind = _cue(text, match.start(), match.end())
        if kind == "account":
            found.append(Entity("account", match.start(), match.end(), {"digits": code}))
        elif kind == "order" or (kind is None and len(code) >= 8 and sum(map(str.isdigit, code)) >= 6):
            found.append(Entity("order", match.start(), match.end(), {"id": code}))
    return found


def _entity(text: str, start: int, end: int, digits: str) -> Entity | None:
    if len(digits) < 4 or digits.count("*") > len(digits) - 3:
        return None
    plus = text[start] == "+"
    kind = _kind(text, start, end, digits, plus)
    if kind != "phone" and len(digits) <= 6 and (_MEASURE.match(text, end) or _is_year(text, start, digits)):
        return None
    if kind == "order":
        return Entity(kind, start, end, {"id": digits})
    if kind == "phone":
        digits = _bare_phone(digits, plus)
    return Entity(kind, start, end, {"digits": digits})


def _bare_phone(digits: str, plus: bool) -> str:
    """Without the country code where the rest is a whole number of that country."""
    for code, length in (("0086", 15), ("86", 13), ("00852", 13), ("852", 11), ("00853", 13), ("853", 11)):
        if digits.startswith(code) and len(digits) == length:
            return digits[len(code) :]
    return f"+{digits}" if plus else digits


def _kind(text: str, start: int, end: int, digits: str, plus: bool) -> str:
    cue = _cue(text, start, end)
    number = f"+{digits}" if plus else digits
    if cue in ("order", "account", "number"):
        return cue
    if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number) or _FOREIGN.fullmatch(number):
        return "phone"
    if _SERVICE.fullmatch(number) and (cue == "phone" or len(digits) == 10):
        return "phone"
    if _EIGHT.fullmatch(digits) and (cue == "phone" or _GROUPED.fullmatch(text[start:end])):
        return "phone"
    if cue == "phone" and 7 <= len(digits) <= 15:
        return "phone"
    if cue is None and 7 <= len(digits) <= 12 and _GROUPS.fullmatch(text[start:end]):
        return "phone"
    if cue is None and 5 <= len(digits) <= 12 and _CALLED_NUMBER.search(text, max(0, start - 6), start):
        return "phone"
    if 16 <= len(digits) <= 19 and len(digits) != 18:
        return "account"
    return "number"


def _cue(text: str, start: int, end: int) -> str | None:
    """What the words around call the number: the nearest before it in its sentence, else right behind it."""
    before = text[max(0, start - 40) : start]
    for stop in _SENTENCE.finditer(before):
        if stop.end() < len(before):
            before = before[: stop.start()].replace(stop.group(), " ") + " " + before[stop.end() :]
    window = before if before.isascii() else before[-16:]
    last = None
    for match in _CUE.finditer(window):
        last = (match.lastgroup or "")[:-1]
    if last is None:
        after = _CUE.search(text, end, end + 10)
        last = (after.lastgroup or "")[:-1] if after else None
    return last


def _is_year(text: str, start: int, digits: str) -> bool:
    """since 2018, in 2018: no number of anything."""
    return len(digits) == 4 and digits[:2] in ("19", "20") and bool(_YEAR.search(text, max(0, start - 8), start))
