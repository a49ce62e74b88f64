"""Which column of a chat log is which, and what its times mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, cast, get_args
from zoneinfo import ZoneInfo

from saywell.exchange.source import listing
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import Instant, parse_rfc3339

Column = Literal["time", "date", "role", "sender", "text", "conversation", "customer", "agent"]

# Headings as folded by `_fold`, the most telling first. A column is taken by the first of its headings that is there.
_HEADINGS_TABLE = """
time          发送时间 消息时间 聊天时间 会话时间 对话时间 时间 日期时间 创建时间
time          發送時間 訊息時間 消息時間 對話時間 記錄時間 時間 日期時間 建立時間
time          time timestamp datetime datetimeutc messagetime senttime sentat sent createdat created sendtime
time          at when starttime
date          日期 发送日期 發送日期 date day
role          角色 身份 发送方角色 发送者角色 发言人角色 用户类型 消息来源 发送方类型 消息方向 方向
role          發送方角色 發言人角色 訊息方向 用戶類型 訊息來源
role          role speakerrole senderrole sendertype usertype direction side authortype participantrole fromrole
sender        发送人 发送者 发送方 发言人 发言者 说话人 昵称 姓名 发送人昵称 消息发送者 用户名
sender        發送人 發送者 發送方 發言人 說話人 暱稱 寄件者
sender        sender speaker from author sentby name user username participant who by fromname displayname nickname
text          消息内容 聊天内容 会话内容 对话内容 发言内容 内容 消息 文本 聊天记录
text          訊息內容 聊天內容 對話內容 發言內容 內容 訊息 文字
text          text message content body messagetext messagecontent utterance transcript msg messagebody line
conversation  会话id 会话编号 会话号 会话 对话id 对话编号 聊天id 聊天编号 咨询id 工单号
conversation  會話id 會話編號 對話id 對話編號 對話 聊天編號
conversation  conversationid conversation chatid chat sessionid session threadid thread dialogid dialogueid dialog
conversation  dialogue contactid callid ticketid ticket caseid interactionid roomid
customer      买家 买家昵称 客户 客户昵称 顾客 買家 買家暱稱 客戶 客戶暱稱 customer buyer client customername
agent         客服 客服昵称 客服名称 坐席 客服暱稱 客服名稱 agent seller agentname
"""


def _headings() -> dict[Column, tuple[str, ...]]:
    found: dict[Column, tuple[str, ...]] = dict.fromkeys(get_args(Column), ())
    for column, *words in map(str.split, _HEADINGS_TABLE.strip().split("\n")):
        found[cast("Column", column)] += tuple(words)
    return found


_HEADINGS = _headings()
_WHAT: dict[str, str] = {"text": "text", "time": "time", "sender": "sender"}


def _fold(heading: object) -> str:
    return re.sub(r"[\s_\-/.()\uff08\uff09\[\]#*]+", "", str(heading or "")).lower().removeprefix("\ufeff")


def find_columns(row: Sequence[object]) -> dict[Column, int]:
    """Column -> index, for a row of headings; empty where the row is none (no text, or no speaker)."""
    folded = [_fold(cell) for cell in row]
    found: dict[Column, int] = {}
    for column, headings in _HEADINGS.items():
        taken = set(found.values())
        index = next((folded.index(h) for h in headings if h in folded and folded.index(h) not in taken), None)
        if index is not None:
            found[column] = index
    return found if "text" in found and ("sender" in found or "role" in found) else {}


def missing_column(name: str, line: int, row: Sequence[object], found: Mapping[Column, int]) -> SaywellError:
    """What to say about a table without the columns that are needed."""
    lacking = next(
        (c for c in ("text", "sender", "time") if c not in found and not (c == "sender" and "role" in found)), "text"
    )
    headings = listing([str(cell) for cell in row if str(cell or "").strip()])
    return SaywellError(
        "exchange.missing-column", place=Place(name, line), column=_WHAT[lacking], found=headings or "-"
    )


_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(.*)", re.DOTALL)
_YEAR_LAST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(.*)", re.DOTALL)
_CLOCK = re.compile(
    r"[\sT,]*(上午|下午|晚上|凌晨|早上|中午)?\s*(\d{1,2})[:\uff1a时點点時](\d{1,2})(?:[:\uff1a分](\d{1,2})(?:[.,](\d{1,6}))?)?"
    r"[秒分]?\s*([AaPp]\.?[Mm]\.?)?\s*"
)
_AFTERNOON = ("下午", "晚上")


class Times:
    """Reads the times of one table; local times are of `zone`."""

    def __init__(self, zone: str) -> None:
        try:
            self.zone = ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            raise SaywellError("calendar.unknown-zone", place=Place(field="zone"), zone=zone) from None
        self.dated = True
        self._day_first: bool | None = None
        self._last_clock: timedelta | None = None
        self._day = 0

    def learn(self, cells: Sequence[object]) -> None:
        """See from all dates of the table whether day or month stands first in `3/4/2026`."""
        for cell in cells:
            found = _YEAR_LAST.fullmatch(str(cell).strip()) if isinstance(cell, str) else None
            if found and (found[2] == "." or int(found[1]) > 12):
                self._day_first = True
            elif found and int(found[3]) > 12:
                self._day_first = False

    def read(self, cell: object, day: object = None) -> Instant:
        """The instant of a cell, with the date of another one where there is a date column.

        Raises `exchange.bad-time`, `exchange.ambiguous-date`. A time without any date counts from 1970 and may run over
        midnight.
        """
        if isinstance(cell, datetime):
            return self._local(cell)
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return self._epoch(float(cell), str(cell))
        if isinstance(cell, date):
            return self._local(datetime(cell.year, cell.month, cell.day))  # noqa: DTZ001
        if isinstance(cell, time | timedelta):
            clock = (
                cell
                if isinstance(cell, timedelta)
                else timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
            )
            return self._joined(day, clock)
        text = str(cell or "").strip().strip("'")
        if re.fullmatch(r"\d{10}|\d{13}", text):
            return self._epoch(float(text), text)
        try:
            return parse_rfc3339(text)
        except SaywellError:
            pass
        found = self._date(text)
        if found is None:
            return self._joined(day, self._clock(text, text))
        day_found, rest = found
        return self._local(day_found + (self._clock(rest, text) if rest.strip(" ,T") else timedelta()))

    def _joined(self, day: object, clock: timedelta) -> Instant:
        if isinstance(day, datetime | date):
            return self._local(datetime(day.year, day.month, day.day) + clock)  # noqa: DTZ001
        text = str(day or "").strip()
        if text:
            found = self._date(text)
            if found is None:
                raise SaywellError("exchange.bad-time", text=text[:60])
            return self._local(found[0] + clock)
        self.dated = False
        if self._last_clock is not None and clock < self._last_clock - timedelta(hours=12):
            self._day += 1
        self._last_clock = clock
        return self._day * 86_400_000 + clock // timedelta(milliseconds=1)

    def _date(self, text: str) -> tuple[datetime, str] | None:
        first, last = _YEAR_FIRST.fullmatch(text), _YEAR_LAST.fullmatch(text)
        if first:
            year, month, day, rest = int(first[1]), int(first[2]), int(first[3]), first[4]
        elif last:
            if self._day_first is None and last[1] != last[3]:
                raise SaywellError("exchange.ambiguous-date", text=text[:60])
            one, two = int(last[1]), int(last[3])
            day, month = (one, two) if self._day_first else (two, one)
            year, rest = int(last[4]), last[5]
        else:
            return None
        try:
            return datetime(year, month, day), rest  # noqa: DTZ001
        except ValueError:
            raise SaywellError("exchange.bad-time", text=text[:60]) from None

    @staticmethod
    def _clock(text: str, whole: str) -> timedelta:
        found = _CLOCK.fullmatch(text)
        if found is None:
            raise SaywellError("exchange.bad-time", text=whole[:60])
        hour, minute, second = int(found[2]), int(found[3]), int(found[4] or 0)
        half = (found[6] or "")[:1].lower()
        if (half == "p" or found[1] in _AFTERNOON) and hour < 12:
            hour += 12
        elif half == "a" and hour == 12:
            hour = 0
        if hour > 23 or minute > 59 or second > 59:
            raise SaywellError("exchange.bad-time", text=whole[:60])
        part = int((found[5] or "").ljust(6, "0")[:6])
        return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=part)

    def _local(self, moment: datetime) -> Instant:
        aware = moment if moment.tzinfo else moment.replace(tzinfo=self.zone)
        # A spreadsheet keeps days as fractions; half a millisecond is noise.
        return round((aware - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))

    @staticmethod
    def _epoch(value: float, text: str) -> Instant:
        if 1e8 <= value < 1e11:
            return round(value * 1000)
        if 1e11 <= value < 1e14:
            return round(value)
        raise SaywellError("exchange.bad-time", text=text[:60])
