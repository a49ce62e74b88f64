"""Every type of event that a webhook can carry, in one table. To add one: write what it carries and what makes it of a
record, and put it into `KINDS`; routes, pages and documentation follow."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from saywell.desk.hooks import told, told_work
from saywell.desk.hub import Hub
from saywell.desk.wire import Text, Wire
from saywell.storage.interface import Record

PREFIX = "saywell."
PING = PREFIX + "webhook.ping"


class Fact(NamedTuple):
    """What is told: the centre in which it happened, what it is about (the id of a conversation, else ""), and what
    it carries."""

    centre: str
    subject: str
    data: Wire


Make = Callable[[Hub, Record], Awaitable["Fact | None"]]


class Kind(NamedTuple):
    """A type of event. `records`: the kinds of record that may bring it about; `make`: the fact of such a record, None
    where it is no such event; `data`: what it carries; `personal`: fields that go only where personal data may."""

    type: str
    records: tuple[str, ...]
    make: Make
    data: Any
    text: Text
    personal: tuple[str, ...] = ()


def _kind(
    name: str, record: str, make: Callable[[Hub, Record], Awaitable[Any]], data: type[Wire], text: tuple[str, str, str],
    *personal: str,
) -> Kind:  # fmt: skip
    async def made(hub: Hub, record: Record) -> Fact | None:
        found = await make(hub, record)
        return None if found is None else Fact(*found)

    words = dict(zip(("zh-Hans", "zh-Hant", "en"), text, strict=True))
    return Kind(PREFIX + name, (record,), made, data, words, personal)


KINDS: tuple[Kind, ...] = (
    _kind("conversation.opened", "desk.placed.1", told.opened, told.Opened,
          ("客户进线", "客戶進線", "A customer came in"), "customer", "link"),
    _kind("conversation.answered", "desk.assigned.1", told.answered, told.Answered,
          ("坐席接起", "客服接起", "An agent answered")),
    _kind("conversation.ended", "input.arrived.1", told.ended, told.Ended,
          ("会话结束，附得分", "會話結束，附得分", "The conversation ended, with its score so far")),
    _kind("conversation.finished", "desk.wrapped.1", told.finished, told.Ended,
          ("话后整理完成，附最终得分", "話後整理完成，附最終得分", "The wrap-up is done, with the score")),
    _kind("duty.missed", "norm.judged.1", told.missed, told.Breach,
          ("漏做规范要求的事", "漏做規範要求的事", "A duty was missed")),
    _kind("ban.broken", "norm.judged.1", told.broken, told.Breach,
          ("做了规范禁止的事", "做了規範禁止的事", "A ban was broken")),
    _kind("promise.made", "promise.made.1", told.promised, told.Promised,
          ("向客户作出承诺", "向客戶作出承諾", "A promise was made to the customer")),
    _kind("form.filed", "input.arrived.1", told.filed, told.Filed,
          ("表单已提交", "表單已提交", "A form was filed"), "fields"),
    _kind("rating.given", "desk.rated.1", told.rated, told.Rated,
          ("客户评分", "客戶評分", "The customer gave a mark"), "text"),
    _kind("message.left", "desk.left.1", told.left, told.Left,
          ("客户留言", "客戶留言", "A message was left"), "text", "contact"),
    _kind("alert.raised", "centre.alerted.1", told.alerted, told.Alerted,
          ("监控墙提醒", "監控牆提醒", "The wall raised an alert")),
    _kind("incident.changed", "centre.incident.1", told.incident, told.Incident,
          ("突发事件的宣布或解除", "突發事件的宣佈或解除", "An incident was declared or cleared")),
    _kind("settings.changed", "settings.set.1", told.settings, told.Settings,
          ("中心设置已更改", "中心設定已更改", "The settings of the centre changed")),
    _kind("followup.opened", "work.opened.1", told_work.happened, told_work.FollowUp,
          ("待办已建立", "待辦已建立", "Work after a conversation was opened"), "customer"),
    _kind("followup.dispatched", "work.dispatched.1", told_work.happened, told_work.FollowUp,
          ("待办已转交", "待辦已轉交", "Work was dispatched"), "customer"),
    _kind("followup.acknowledged", "work.acknowledged.1", told_work.happened, told_work.FollowUp,
          ("待办已确认收到", "待辦已確認收到", "Work was acknowledged"), "customer"),
    _kind("followup.escalated", "work.escalated.1", told_work.happened, told_work.FollowUp,
          ("待办已上报", "待辦已上報", "Work was escalated"), "customer"),
    _kind("followup.due", "work.reminded.1", told_work.happened, told_work.FollowUp,
          ("待办即将到时", "待辦即將到時", "The time of work runs out"), "customer"),
    _kind("followup.late", "work.lapsed.1", told_work.lapsed, told_work.FollowUp,
          ("没有按时答复客户", "沒有按時答覆客戶", "The customer did not have the answer in time"), "customer"),
    _kind("followup.answered", "work.answered.1", told_work.happened, told_work.FollowUp,
          ("已答复客户", "已答覆客戶", "The customer was answered"), "customer"),
    _kind("followup.closed", "work.closed.1", told_work.happened, told_work.FollowUp,
          ("待办已结案", "待辦已結案", "Work was closed"), "customer"),
)  # fmt: skip
"""Every type, in the order in which people see them."""

BY_TYPE = {one.type: one for one in KINDS}
BY_RECORD: dict[str, list[Kind]] = {}
for _one in KINDS:
    for _record in _one.records:
        BY_RECORD.setdefault(_record, []).append(_one)
