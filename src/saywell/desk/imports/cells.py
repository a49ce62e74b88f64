"""What people and spreadsheets write into cells, read with what is wrong told so that it can be mended. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from saywell.desk.calling import dialled
from saywell.exchange.columns import Times
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import LOCALES, Locale
from saywell.kernel.time import Instant

LONGEST = 4_000
"""Characters of a cell at most."""
_MANY = re.compile(r"[;；,，、/|\n]+")
_ROUNDED = re.compile(r"[+-]?\d+(?:\.\d+)?[eE]\+?\d+")
_MAIL = re.compile(r"[^@\s,;<>()]{1,64}@[^@\s,;<>()]{1,190}\.[^@\s,;<>().\d]{2,}")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_COMPACT = re.compile(r"(20\d\d|19\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_AMOUNT = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,4})?")
_YES = frozenset(
    "y yes true 1 x ✓ √ 是 有 对 對 勿 拒绝 拒絕 勿打 不打 不要 禁拨 禁撥 免打扰 免打擾 never stop dnc".split()
)
_NO = frozenset("n no false 0 否 无 無 不 可 可以 ok 接受 允许 允許 -".split())
_LANGS = {
    "zh-Hans": "zh-hans zh-cn zh 中文 简体 简体中文 普通话 普通話 国语 國語 mandarin chinese simplified",
    "zh-Hant": "zh-hant zh-tw 繁体 繁體 繁体中文 繁體中文 traditional",
    "yue": "yue zh-hk 粤语 粵語 广东话 廣東話 cantonese",
    "en": "en en-us en-gb 英文 英语 英語 english",
}
LANGUAGES = {word: tag for tag, words in _LANGS.items() for word in words.split()}
"""How people call a language -> its tag."""

WRONG: dict[str, tuple[str, str, str]] = {
    "phone": ("没有电话号码", "沒有電話號碼", "no telephone number"),
    "number": ("“{value}”不是电话号码", "「{value}」不是電話號碼", "“{value}” is no telephone number"),
    "rounded": (
        "“{value}”被表格软件改成了近似值，后几位已经丢失",
        "「{value}」被試算表軟體改成了近似值，後幾位已經遺失",
        "“{value}”: the spreadsheet program rounded it, its last figures are lost",
    ),
    "mail": ("“{value}”不是电子邮箱", "「{value}」不是電子郵箱", "“{value}” is no e-mail address"),
    "lang": ("不认识语言“{value}”", "不認識語言「{value}」", "“{value}” is no known language"),
    "yes": ("“{value}”看不出是或否", "「{value}」看不出是或否", "“{value}” is neither yes nor no"),
    "date": ("“{value}”不是日期", "「{value}」不是日期", "“{value}” is no date"),
    "order": (
        "“{value}”分不清哪个是月、哪个是日",
        "「{value}」分不清哪個是月、哪個是日",
        "“{value}”: which is the month and which the day cannot be told",
    ),
    "amount": ("“{value}”不是数字", "「{value}」不是數字", "“{value}” is no number"),
    "stars": ("“{value}”不是 1 到 5 的评分", "「{value}」不是 1 到 5 的評分", "“{value}” is no rating from 1 to 5"),
    "long": ("内容超过 4000 字", "內容超過 4000 字", "more than 4,000 characters"),
    "text": ("没有内容", "沒有內容", "no text"),
    "nobody": (
        "没有电话、邮箱、账号或客户号",
        "沒有電話、郵箱、帳號或客戶號",
        "no telephone number, e-mail address, account or customer number",
    ),
    "nothing": ("没有订单号", "沒有訂單號", "no order number"),
    "zone": ("没有“{value}”这个时区", "沒有「{value}」這個時區", "there is no time zone “{value}”"),
    "fellow": ("同一订单的另一行有错", "同一訂單的另一列有錯", "another row of the same order is wrong"),
}
MEND: dict[str, tuple[str, str, str]] = {
    "phone": ("在“电话”一列填上号码", "在「電話」一欄填上號碼", "put the number in its column"),
    "number": (
        "只留数字，如 13800138000 或 +85223456789",
        "只留數字，如 13800138000 或 +85223456789",
        "leave the digits alone, such as 13800138000 or +85223456789",
    ),
    "rounded": (
        "把这一列的格式设为“文本”，重新填上完整的号码",
        "把這一欄的格式設為「文字」，重新填上完整的號碼",
        "format the column as text and put the whole number in again",
    ),
    "mail": (
        "写成 name@example.com 这样，或留空",
        "寫成 name@example.com 這樣，或留空",
        "write it like name@example.com, or leave it empty",
    ),
    "lang": (
        "写 zh-Hans、zh-Hant、yue 或 en，或留空",
        "寫 zh-Hans、zh-Hant、yue 或 en，或留空",
        "write zh-Hans, zh-Hant, yue or en, or leave it empty",
    ),
    "yes": ("写“是”或“否”，或留空", "寫「是」或「否」，或留空", "write yes or no, or leave it empty"),
    "date": (
        "写成 2026-11-22 10:30，或留空",
        "寫成 2026-11-22 10:30，或留空",
        "write it like 2026-11-22 10:30, or leave it empty",
    ),
    "order": (
        "写成 2026-11-22 这样，年份在前",
        "寫成 2026-11-22 這樣，年份在前",
        "write it like 2026-11-22, the year first",
    ),
    "amount": (
        "只留数字和小数点，如 199.00",
        "只留數字和小數點，如 199.00",
        "leave digits and the point alone, such as 199.00",
    ),
    "stars": ("写 1 到 5，或留空", "寫 1 到 5，或留空", "write 1 to 5, or leave it empty"),
    "long": ("缩短，或拆成几列", "縮短，或拆成幾欄", "shorten it, or divide it into columns"),
    "text": ("写上投诉或问题的内容", "寫上投訴或問題的內容", "say what the ticket is about"),
    "nobody": (
        "至少填一样，让人找得到这位客户",
        "至少填一樣，讓人找得到這位客戶",
        "fill in one of them at least, so that the customer can be found",
    ),
    "fellow": (
        "改好那一行，整张订单一起再导入",
        "改好那一列，整張訂單一起再匯入",
        "mend that row, and bring the whole order in again",
    ),
    "nothing": ("在“订单号”一列填上号码", "在「訂單號」一欄填上號碼", "put the number in its column"),
    "zone": (
        "写成 Asia/Shanghai 这样，或留空",
        "寫成 Asia/Hong_Kong 這樣，或留空",
        "write it like Asia/Shanghai, or leave it empty",
    ),
}


class Fault(NamedTuple):
    """What is wrong in a row. `field`: where; `code`: of WRONG and MEND; `value`: what stands there; `own`: the error
    that has its own sentence."""

    field: str
    code: str
    value: str = ""
    own: SaywellError | None = None

    def told(self, locale: Locale) -> tuple[str, str]:
        """What is wrong, and how to mend it."""
        if self.own is not None:
            return self.own.render(locale), ""
        return told(self.code, self.value, locale)


def told(code: str, value: str, locale: Locale) -> tuple[str, str]:
    """What is wrong with a value, and how to mend it."""
    n = LOCALES.index(locale)
    return WRONG[code][n].replace("{value}", value[:40]), MEND[code][n]


class CellError(Exception):
    """A cell that cannot be used."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(code)
        self.code, self.value = code, value


def text_in(cell: str) -> str:
    """A text. Raises CellError."""
    if len(cell) > LONGEST:
        raise CellError("long", "")
    if cell.isprintable():
        return cell.strip()
    return "".join(one for one in cell if one in "\n\t" or one.isprintable()).strip()


def number_in(cell: str) -> str:
    """A number that names something: an order, an account. Raises CellError for one that was rounded."""
    text = unicodedata.normalize("NFKC", text_in(cell)).removeprefix("'").strip()
    if _ROUNDED.fullmatch(text):
        raise CellError("rounded", text)
    return text.removesuffix(".0")


def phones_in(cell: str) -> tuple[str, ...]:
    """Telephone numbers; several stand behind each other. Raises CellError."""
    out = []
    for one in many_in(unicodedata.normalize("NFKC", cell)):
        phone = number_in(one)
        if phone_fault(phone):
            raise CellError("number", phone)
        out.append(re.sub(r"[\s()-]+", "", phone))
    return tuple(dict.fromkeys(out))


def mails_in(cell: str) -> tuple[str, ...]:
    """Addresses of e-mail. Raises CellError."""
    out = many_in(unicodedata.normalize("NFKC", cell))
    for one in out:
        if not _MAIL.fullmatch(one):
            raise CellError("mail", one)
    return out


def many_in(cell: str) -> tuple[str, ...]:
    """What stands in one cell behind each other. Raises CellError."""
    return tuple(dict.fromkeys(one for part in _MANY.split(text_in(cell)) if (one := part.strip().removeprefix("'"))))


def phone_fault(phone: str) -> str:
    """What is wrong with a telephone number, "" where nothing is."""
    try:
        dialled(phone)
    except SaywellError:
        return "number" if phone else "phone"
    return ""


def numbers_in(cell: str) -> tuple[str, ...]:
    """Accounts. Raises CellError."""
    return tuple(map(number_in, many_in(cell)))


def lang_in(cell: str) -> str:
    """The tag of a language. Raises CellError."""
    text = text_in(cell)
    found = LANGUAGES.get(text.lower().replace("_", "-"), "")
    if text and not found:
        raise CellError("lang", text)
    return found


def yes_in(cell: str) -> bool | None:
    """Yes or no, None for an empty cell. Raises CellError."""
    text = text_in(cell).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    if text:
        raise CellError("yes", text)
    return None


def amount_in(cell: str) -> float | int | None:
    """A quantity or an amount of money. Raises CellError."""
    text = unicodedata.normalize("NFKC", text_in(cell))
    plain = re.sub(r"^(?:HK\$|[¥$€£]|RMB|CNY|HKD|USD)|元$|\s|,", "", text, flags=re.IGNORECASE)
    if not plain:
        return None
    if not _AMOUNT.fullmatch(plain):
        raise CellError("amount", text)
    value = float(plain)
    return int(value) if value.is_integer() else value


def stars_in(cell: str) -> int | None:
    """What a customer gave, 1-5: as a figure, with its word, or as so many stars. Raises CellError."""
    # Many keyboards put a sign behind a star that asks for its coloured form.
    text = unicodedata.normalize("NFKC", text_in(cell)).replace("\ufe0f", "").lower()
    filled = text.rstrip("☆")
    if filled and not filled.strip("★⭐") and len(text) <= 5:
        return len(filled)
    plain = re.sub(r"\s*(?:/\s*5|星|分|颗星|顆星|stars?)$", "", text)
    if not plain:
        return None
    given = re.fullmatch(r"([1-5])(?:\.0+)?", plain)
    if given is None:
        raise CellError("stars", text)
    return int(given[1])


class Days:
    """Reads the dates of one table; local ones are of `zone`. Which of day and month stands first is learnt from all of
    them."""

    def __init__(self, zone: str) -> None:
        self._times = Times(zone)

    def learn(self, cells: Iterable[str]) -> None:
        """See these dates first."""
        self._times.learn(list(cells))

    def read(self, cell: str) -> Instant | None:
        """The instant of a cell in any of the ways in which spreadsheets give them. Raises CellError."""
        text = unicodedata.normalize("NFKC", text_in(cell)).removeprefix("'").strip()
        if not text:
            return None
        if _SERIAL.fullmatch(text):
            # Days since the end of 1899, as a spreadsheet counts them.
            moment = datetime(1899, 12, 30) + timedelta(days=float(text))  # noqa: DTZ001 - local, as it was typed
            text = (moment + timedelta(milliseconds=500)).replace(microsecond=0).isoformat(sep=" ")
        elif found := _COMPACT.fullmatch(text):
            text = "-".join(found.groups())
        try:
            at = self._times.read(text)
        except SaywellError as error:
            raise CellError("order" if error.code == "exchange.ambiguous-date" else "date", cell.strip()) from None
        except (OverflowError, ValueError):
            raise CellError("date", cell.strip()) from None
        # A bare time of day tells no day.
        if at < 86_400_000 * 365:
            raise CellError("date", cell.strip())
        return at
