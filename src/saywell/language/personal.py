"""Find what tells who somebody is, with offsets into the original text.

Numbers count as personal by their check digits, their shape or the words around them; prices, dates, times and
quantities do not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Literal, NamedTuple, get_args

from saywell.language.entities import Entity, find_entities
from saywell.language.expression import lazy
from saywell.language.fold import fold, fold_characters
from saywell.language.names import COMPOUND_SURNAMES, SINGLE_SURNAMES

Kind = Literal["phone", "id_card", "bank_card", "email", "address", "name", "account", "order", "code", "number"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# No number, name or address is as long as the overlap; entities are not looked for beyond 20,000 characters at once.
_WINDOW, _OVERLAP = 8_000, 400
_HAN = "\u4e00-\u9fff"
_DIGIT_OF = str.maketrans("零〇幺一二两三四五六七八九", "0011223456789")
_SERVICE = lazy(r"[48]00\d{7}|1[02]\d{3}|9[56]\d{3,6}|1[12]\d|999")
_SEP = r"[ \-.·]?"
_PRC = lazy(rf"(?<![0-9a-z])[1-9](?:{_SEP}\d){{16}}{_SEP}[\dx](?![0-9a-z])")
_PRC_OLD = lazy(r"(?<![0-9a-z])[1-9]\d{14}(?![0-9a-z])")
_HKID = lazy(r"(?<![0-9a-z])[a-z]{1,2} ?\d{3} ?\d{3} ?(?:\([0-9a]\)|[0-9a])(?![0-9a-z])")
_TWID = lazy(r"(?<![0-9a-z])[a-z][1289]\d{8}(?![0-9a-z])")
_SSN = lazy(r"(?<![0-9a-z\-])\d{3}-\d{2}-\d{4}(?![0-9a-z\-])")
_DOCUMENT = lazy(
    r"(?:护照|通行证|回乡证|台胞证|居留证|驾驶证|驾照|军官证|身份证|身分证|证件|passport|driving licen[cs]e|driver'?s? licen[cs]e|national insurance|id card|id number|identity card)"
    r"[^.!?0-9]{0,12}?(?<![0-9a-z])(?P<it>[a-z]{0,2}\d[0-9 ()\-]{4,20}[0-9a-zx)]|[a-z]{2} ?\d\d ?\d\d ?\d\d ?[a-d])(?![0-9])"
)
_DOCUMENT_CUE = lazy("身份证|身分证|护照|证件|id card|id number|identity|passport|social security")
_CARD = lazy(r"(?<![0-9a-z])\d(?:[ \-]?\d){12,18}(?![0-9a-z])")
_CODE_CUE = lazy(
    "(?:验证码|校验码|动态码|短信码|密码|口令|安全码|cvv2?|cvc|pin(?: code| number)?|password|passcode|passwd|verification code|security code|one[ -]time code|otp)"
    "(?:应该|就|还)?(?:是|为|:|是:|is|was|'s)? ?$"
)
_CODE = lazy(
    r"(?:密码|口令|password|passcode|passwd)(?:是|为|:|改成|改为| is| was|'s)[: ]{0,2}(?P<it>[a-z0-9][a-z0-9!@#$%^&*_\-]{3,31})"
)
_STAFF_CUE = lazy(
    "工号|坐席|客服编号|员工|职员|型号|邮编|分机|尾号|后四位|末四位|门牌|房号|staff|badge|agent number|extension|ext|model|ending|ends in|last four|postcode|zip"
)
_AMOUNT = lazy(
    "(?:价格|价钱|总价|报价|金额|合计|总共|一共|共|大约|约|销量|库存|[$£€¥]|price|cost|costs|total|amount|sum|about|around)(?:是|为|:| is| of)?[ $£€¥]*$"
)
_OURS = lazy("合同号|用户名|登录名|username|user name")
_SPOKEN_AT = lazy(
    r"(?<![a-z0-9])[a-z0-9][a-z0-9._\-]{0,40}(?: ?(?:艾特|@|小老鼠|at) ?)[a-z0-9\-]{1,30}(?:(?: ?(?:点|\.|dot) ?)(?:com|cn|net|org|hk|tw|edu|gov|uk|io|co)){1,3}(?![a-z])"
)
_SURNAMES = "|".join((*COMPOUND_SURNAMES, f"[{SINGLE_SURNAMES}]"))
_NAMED = lazy(
    f"(?:(?:我|本人|他|她|儿子|女儿|先生|太太|老公|老婆|妈妈|爸爸)(?:的)?(?:名字|姓名|全名)?(?:叫做?|就?是叫)|(?:姓名|全名|收件人|收货人|联系人|户名|持卡人|开户人|经办人|投保人|机主|车主)(?:是|叫做?|写的?|:|为)*|名字(?:是|叫做?|写的?|:|为)+|(?:请问|[您你])(?:就?是|叫))"
    f"(?P<it>(?:{_SURNAMES})[{_HAN}]{{1,2}})(?=[,.!?]|\\Z|先生|女士|小姐|本人|啊|呀|哈|吧|吗|电话|手机|住|今年|身份)"
)
_EN_NAMED = lazy(
    r"(?<![a-z])(?:my (?:full |first |last |sur)?name(?: is|'s)|full name:?|name:|account holder(?: is|:)?|cardholder(?: is|:)?|addressed to|under the name(?: of)?|name on (?:the |my )?(?:account|card|order|booking)(?: is|:)|in the name of) (?P<it>[a-z][a-z'\-]{1,19}(?: [a-z][a-z'\-]{1,19}){0,2})(?![a-z])"
)
_EN_STOP = lazy(
    r" (?:and|or|but|the|my|i|i'm|on|in|at|is|was|from|calling|speaking|here|with|for|to|a|please|thanks|thank|not|of|you|your|it|it's|this|that|so|by|can|could|will|would|have|phone|number|email|address)\b.*|(?:not|on|in|the|wrong|different|still|spelt|spelled|correct)\b.*"
)
_PLACE_WORD = f"[{_HAN}]{{2,8}}?(?:省|自治区|特别行政区|市|新区|开发区|区|县|镇|乡|街道|村|道|路|街|巷|弄|里|胡同|大道)"
_ADDRESS = lazy(
    f"(?:{_PLACE_WORD}){{0,5}}[{_HAN}]{{0,10}}?(?:(?:路|街|道|巷|弄|胡同|大道|村|小区|花园|花苑|苑|公寓|大厦|广场|家园|新村|名都|城|园|大楼|中心|庄园)[{_HAN}]{{0,2}}?)"
    f"[0-9a-z一二三四五六七八九十百零\\-]{{1,8}}(?:号院|号楼|号(?!口|窗|出|线|柜)|弄|栋|幢|座|期|区|单元|室|楼|层)"
    f"[{_HAN}]{{0,8}}?(?:[0-9a-z一二三四五六七八九十百零\\-]{{1,8}}(?:号楼|号|栋|幢|座|单元|室|楼|层|房|户)){{0,5}}(?:[0-9]{{3,4}}(?![0-9元]))?"
)
_ADDRESS_LEAD = lazy(
    ".*?(?:地址|住址|住处|家住|住在|家在|公司在|位于|人在|寄到|送到|搬到|送货到|寄去|寄往|改成|改到|改为|换成|就是|是在|是|在|到|往|给|于|住|去|,|:)"
)
_LIVES = lazy("家住|住在|家在|我家|我住|位于")
_AFTER_ADDRESS = lazy(
    f"[{_HAN}]{{0,10}}?(?:大厦|广场|中心|大楼|公寓|小区|花园|苑|城|园)?(?:[0-9a-z一二三四五六七八九十百零\\-]{{1,8}}(?:号院|号楼|号(?!口|窗|出|线|柜)|弄|栋|幢|座|期|单元|室|楼|层|房|户)){{1,6}}(?:[0-9]{{3,4}}(?=[,.!?]|\\Z))?"
)
_EN_ADDRESS = lazy(
    r"(?<![a-z0-9])(?:(?:(?:flat|apartment|apt|room|rm|unit|suite|floor|block|tower|building)\.? ?[a-z0-9\-]{1,5}|\d{1,3}(?:/f|st floor|nd floor|rd floor|th floor)),? ?){0,4}\d{1,5}[a-z]?(?:-\d{1,4})?,? (?:[a-z'.]{2,15} ){1,4}?(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|square|terrace|close|crescent|gardens|court|ct|way|place|plaza|path|highway|row|mews)(?: (?:central|east|west|north|south))?(?![a-z])"
    r"(?:,? (?:flat|apartment|apt|room|rm|unit|suite|floor|block)\.? ?[a-z0-9\-]{1,5})?(?:,? [a-z]{1,2}\d[a-z0-9]? \d[a-z]{2}(?![a-z])|(?:,? [a-z]{3,15}){0,2},? (?:[a-z]{1,2}\d[a-z0-9]? \d[a-z]{2}|[a-z]{2} \d{5})(?![a-z0-9]))?"
)
_NOT_STREET = lazy(r"(?:minutes?|hours?|days?|times?|items?|percent|more|people|years?|weeks?|of|am|pm) ")


class Personal(NamedTuple):
    """Something personal in the original text."""

    kind: Kind
    start: int
    end: int


def find_personal(text: str, kinds: Collection[Kind] = KINDS, known: Sequence[tuple[Kind, str]] = ()) -> list[Personal]:
    """What is personal in a text, in order, none overlapping another. Never raises."""
    found: list[Personal] = []
    at = 0
    while True:
        piece = text[at : at + _WINDOW]
        found += [Personal(kind, start + at, end + at) for kind, start, end in _in_window(piece)]
        if at + _WINDOW >= len(text):
            break
        at += _WINDOW - _OVERLAP
    found = [one for one in found if one.kind in kinds]
    found += _known(text, known)
    return _joined(text, _settled(found))


_SAME_PLACE = lazy("[^,.!?，。！？；;、\\n]{0,10}")


def _joined(text: str, found: list[Personal]) -> list[Personal]:
    """Parts of one address with a name of a building between them are one."""
    out: list[Personal] = []
    for one in found:
        last = out[-1] if out else None
        if last is not None and last.kind == one.kind == "address" and _SAME_PLACE.fullmatch(text, last.end, one.start):
            out[-1] = Personal("address", last.start, one.end)
        else:
            out.append(one)
    return out


# Of two that overlap the earlier kind wins, within a kind the longer one.
_ORDER: tuple[Kind, ...] = (
    "email", "id_card", "bank_card", "code", "address", "phone", "order", "account", "number", "name",
)  # fmt: skip
_RANK = {kind: n for n, kind in enumerate(_ORDER)}


def _settled(found: list[Personal]) -> list[Personal]:
    kept: list[Personal] = []
    taken: set[int] = set()
    for one in sorted(set(found), key=lambda p: (_RANK[p.kind], p.start - p.end, p.start)):
        places = range(one.start, one.end)
        if one.start < one.end and taken.isdisjoint(places):
            kept.append(one)
            taken.update(places)
    return sorted(kept, key=lambda p: p.start)


def _known(text: str, known: Sequence[tuple[Kind, str]]) -> list[Personal]:
    found: list[Personal] = []
    folded = fold_characters(text)
    for kind, value in known:
        wanted = fold_characters(value)
        at = folded.find(wanted) if wanted else -1
        while at >= 0:
            found.append(Personal(kind, at, at + len(wanted)))
            at = folded.find(wanted, at + len(wanted))
    return found


def _in_window(text: str) -> list[Personal]:
    folded = fold(text)
    low = folded.text
    found: list[Personal] = []

    def add(kind: Kind, start: int, end: int) -> None:
        found.append(Personal(kind, *folded.span(start, end)))

    entities = find_entities(folded, text)
    for entity in entities:
        _entity(low, entity, add)
    if any(char.isdigit() for char in low):
        _numbers(low, add)
        _addresses(low, add)
    _words(low, add)
    return found


_NOT_BEHIND = ("口", "窗口", "出口", "柜台")

Add = Callable[[Kind, int, int], None]


def _entity(text: str, entity: Entity, add: Add) -> None:
    kind, start, end, value = entity
    if kind == "email":
        add("email", start, end)
    elif kind == "address" and not text.startswith(_NOT_BEHIND, end):
        lead = _LIVES.match(text, start, end)
        add("address", lead.end() if lead else start, _more_address(text, end))
    elif kind == "name":
        add("name", *_bare_name(text, entity))
    elif kind in ("phone", "account", "order", "number"):
        digits = str(value.get("digits") or value.get("id") or "")
        called = _called(text, start, kind, digits)
        if called is not None:
            add(called, start, end)


def _called(text: str, start: int, kind: str, digits: str) -> Kind | None:
    """What a number is, by its check digit, then by the words before it; None where it tells nobody."""
    before = text[max(0, start - 24) : start]
    if is_prc_id(digits):
        return "id_card"
    if 13 <= len(digits) <= 19 and is_luhn(digits) and kind != "order":
        return "bank_card"
    if _CODE_CUE.search(before):
        return "code"
    if _DOCUMENT_CUE.search(before) and len(digits) >= 6:
        return "id_card"
    if kind == "phone":
        return None if _SERVICE.fullmatch(digits) else "phone"
    if kind == "order":
        return "order" if len(digits) >= 5 else None
    if kind == "account":
        return "account" if len(digits) >= 5 else None
    if _OURS.search(before):
        return "account"
    if (
        len(digits) < 7
        or _STAFF_CUE.search(before)
        or _AMOUNT.search(before)
        or _is_day(digits)
        or _SERVICE.fullmatch(digits)
    ):
        return None
    return "number"


def _is_day(digits: str) -> bool:
    """20261120"""
    return (
        len(digits) == 8 and digits[:2] in ("19", "20") and "01" <= digits[4:6] <= "12" and "01" <= digits[6:] <= "31"
    )


def _bare_name(text: str, entity: Entity) -> tuple[int, int]:
    """Without the title: 王先生 stays a gentleman."""
    start, end = entity.start, entity.end
    title = entity.value.get("title")
    if not isinstance(title, str):
        return start, end
    piece = text[start:end]
    if piece.endswith(title):
        return start, end - len(title)
    lead = re.match(r"[a-z]+\.? ", piece)
    return (start + lead.end(), end) if lead else (start, end)


def _numbers(text: str, add: Add) -> None:
    """Cards and documents by their check digits, whatever stands before them."""
    plain = text.translate(_DIGIT_OF)
    for found in _PRC.finditer(plain):
        if is_prc_id(_squeezed(found.group())):
            add("id_card", *found.span())
    for found in _PRC_OLD.finditer(plain):
        if _DOCUMENT_CUE.search(plain, max(0, found.start() - 24), found.start()):
            add("id_card", *found.span())
    for found in _HKID.finditer(plain):
        if is_hkid(_squeezed(found.group())):
            add("id_card", *found.span())
    for found in _TWID.finditer(plain):
        if is_twid(found.group()):
            add("id_card", *found.span())
    for found in _SSN.finditer(plain):
        add("id_card", *found.span())
    for found in _DOCUMENT.finditer(plain):
        if sum(map(str.isdigit, found["it"])) >= 6:
            add("id_card", *found.span("it"))
    for found in _CARD.finditer(plain):
        if is_luhn(_squeezed(found.group())):
            add("bank_card", *found.span())
    for found in _CODE.finditer(plain):
        add("code", *found.span("it"))
    for found in _SHORT_CODE.finditer(plain):
        add("code", *found.span("it"))


_SHORT_CODE = lazy(
    r"(?:验证码|校验码|动态码|短信码|密码|口令|安全码|(?<![a-z])(?:cvv2?|cvc|otp|pin|pin code|pin number|verification code|security code|code))(?:应该|就|还)?(?:是|为|:| is| was|'s){0,2} ?(?P<it>\d(?:[ \-]?\d){2,7})(?![0-9元块位个]| ?(?:digits?|times?))"
)


def _addresses(text: str, add: Add) -> None:
    for found in _ADDRESS.finditer(text):
        lead = _ADDRESS_LEAD.match(text, found.start(), found.end())
        start = lead.end() if lead else found.start()
        while lead is not None:
            lead = _ADDRESS_LEAD.match(text, start, found.end())
            if lead is None or lead.end() > found.end() - 6:
                break
            start = lead.end()
        if found.end() - start >= 4:
            add("address", start, found.end())
    for found in _EN_ADDRESS.finditer(text):
        if not _NOT_STREET.search(found.group()):
            add("address", *found.span())


def _more_address(text: str, end: int) -> int:
    """Where an address goes on: the building, the floor, the room."""
    more = _AFTER_ADDRESS.match(text, end)
    return more.end() if more else end


def _words(text: str, add: Add) -> None:
    for found in _NAMED.finditer(text):
        add("name", *found.span("it"))
    for found in _EN_NAMED.finditer(text):
        start, end = found.span("it")
        stop = _EN_STOP.search(text, start, end)
        end = stop.start() if stop else end
        if end > start:
            add("name", start, end)
    for found in _SPOKEN_AT.finditer(text):
        add("email", *found.span())


def _squeezed(text: str) -> str:
    return re.sub(r"[^0-9a-z]", "", text)


def is_luhn(digits: str) -> bool:
    """Whether the last digit of a card number is its check digit (ISO/IEC 7812-1)."""
    if not digits.isdecimal() or not digits.isascii() or not 12 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


_PRC_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def is_prc_id(text: str) -> bool:
    """Whether a number of 18 places is a citizen's identity number: birthday and check digit (GB 11643)."""
    if len(text) != 18 or not (text.isascii() and text[:17].isdecimal()):
        return False
    if not ("1850" <= text[6:10] <= "2099" and "01" <= text[10:12] <= "12" and "01" <= text[12:14] <= "31"):
        return False
    total = sum(int(char) * weight for char, weight in zip(text, _PRC_WEIGHTS, strict=False))
    return "10x98765432"[total % 11] == text[17].lower()


def is_hkid(text: str) -> bool:
    """Whether one or two letters, six digits and a check digit are a Hong Kong identity card."""
    if not 8 <= len(text) <= 9 or not text[-7:-1].isdecimal():
        return False
    letters = text[:-7].rjust(2)
    values = [36 if char == " " else ord(char) - 55 if char.isupper() else ord(char) - 87 for char in letters]
    total = sum(
        value * weight for value, weight in zip([*values, *map(int, text[-7:-1])], range(9, 1, -1), strict=True)
    )
    check = 10 if text[-1] in "aA" else int(text[-1]) if text[-1].isdecimal() else -1
    return (total + check) % 11 == 0


_TW_LETTERS = "abcdefghjklmnpqrstuvxywzio"


def is_twid(text: str) -> bool:
    """Whether a letter and nine digits are a Taiwanese identity number."""
    first = _TW_LETTERS.find(text[0].lower())
    if first < 0 or len(text) != 10 or not text[1:].isdecimal():
        return False
    code = first + 10
    values = [code // 10, code % 10, *map(int, text[1:])]
    return sum(v * w for v, w in zip(values, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True)) % 10 == 0
