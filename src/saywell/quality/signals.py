"""What signals are called, for people, in three languages: a move, a list, a situation or an act of the standard by its
title, those of the engine's own by the words below."""

from __future__ import annotations

from saywell.kernel.locale import Locale
from saywell.standard.model import Standard

COLUMN: dict[str, int] = {"zh-Hans": 0, "zh-Hant": 1, "en": 2}
OWN: dict[str, tuple[str, str, str]] = {
    "call.ringing": ("响铃", "響鈴", "It rings"),
    "call.opened": ("会话开始", "會話開始", "The conversation begins"),
    "call.started": ("通话开始", "通話開始", "Both sides can talk"),
    "call.answered": ("接起", "接起", "The agent picks up"),
    "call.over": ("会话结束", "會話結束", "The conversation is over"),
    "call.inbound": ("来电或来访", "來電或來訪", "The customer came to us"),
    "call.outbound": ("外呼", "外撥", "We came to the customer"),
    "record.ended": ("记录结束", "記錄結束", "The record ends"),
    "agent.speaks": ("坐席说话", "坐席說話", "The agent says something"),
    "agent.first": ("坐席的第一句话", "坐席的第一句話", "The agent's first words"),
    "agent.tells": ("坐席说明", "坐席說明", "The agent explains something"),
    "agent.dialect": ("坐席说方言", "坐席說方言", "The agent speaks a dialect"),
    "agent.interrupts": ("坐席打断客户", "坐席打斷客戶", "The agent interrupts the customer"),
    "agent.names_customer": ("称呼客户的姓", "稱呼客戶的姓", "Says the customer's surname"),
    "agent.names_other": ("说了别的姓", "說了別的姓", "Says another surname"),
    "agent.louder": ("音量提高", "音量提高", "Speaks louder"),
    "agent.jumps_louder": ("音量突然提高", "音量突然提高", "Suddenly speaks louder"),
    "agent.same_loudness": ("音量没有提高", "音量沒有提高", "Speaks no louder"),
    "agent.slower": ("语速放慢", "語速放慢", "Speaks more slowly"),
    "agent.not_slower": ("语速没有放慢", "語速沒有放慢", "Speaks no more slowly"),
    "customer.speaks": ("客户说话", "客戶說話", "The customer says something"),
    "customer.turn": ("客户开口", "客戶開口", "The customer takes the floor"),
    "customer.voice": ("听到客户的声音", "聽到客戶的聲音", "The customer's voice was heard"),
    "customer.dialect": ("客户说方言", "客戶說方言", "The customer speaks a dialect"),
    "customer.sounds_low": ("客户声音小", "客戶聲音小", "The customer is hard to hear"),
    "customer.sounds_noisy": ("客户那边有噪音", "客戶那邊有雜音", "There is noise on the customer's side"),
    "customer.sounds_broken": ("声音断断续续", "聲音斷斷續續", "The sound breaks off"),
    "third.speaks": ("旁人说话", "旁人說話", "Somebody else speaks"),
    "name.known": ("知道客户的姓", "知道客戶的姓", "The customer's surname is known"),
    "hold.on": ("按下保持键", "按下保留鍵", "The hold key is pressed"),
    "hold.off": ("取消保持", "取消保留", "The line is taken back from hold"),
    "mute.on": ("按下静音键", "按下靜音鍵", "The mute key is pressed"),
    "mute.off": ("取消静音", "取消靜音", "Mute is taken off"),
    "wait.started": ("客户开始等候", "客戶開始等候", "The customer is put on hold"),
    "wait.off": ("回到客户", "回到客戶", "Back to the customer"),
    "wait.checked_in": ("等候中说一句", "等候中說一句", "A word during the wait"),
    "wait.ended": ("等候结束", "等候結束", "The wait ends"),
    "wait.over": ("等候超时", "等候逾時", "The wait is too long"),
    "identified": ("查到客户", "查到客戶", "The customer is found"),
    "incident.on": ("发布突发事件", "發布突發事件", "An incident is declared"),
    "incident.off": ("突发事件解除", "突發事件解除", "The incident is over"),
    "form": ("填写表单", "填寫表單", "A form is filled"),
    "done": ("办理", "辦理", "Something is done"),
    "lookup": ("查询", "查詢", "Something is looked up"),
    "hangup": ("挂断", "掛斷", "Hanging up"),
    "hangup.agent": ("坐席挂断", "坐席掛斷", "The agent hangs up"),
    "hangup.customer": ("客户挂断", "客戶掛斷", "The customer hangs up"),
    "hangup.network": ("线路中断", "線路中斷", "The line is cut"),
    "transfer.asked": ("征求转接同意", "徵求轉接同意", "Asks consent to the transfer"),
    "transfer.consented": ("客户同意转接", "客戶同意轉接", "The customer agrees to the transfer"),
    "transfer.refused": ("客户不同意转接", "客戶不同意轉接", "The customer refuses the transfer"),
    "transfer.offered": ("请同事接听", "請同事接聽", "The transfer is offered to a colleague"),
    "transfer.accepted": ("同事接听", "同事接聽", "The colleague takes it"),
    "transfer.declined": ("同事没有接听", "同事沒有接聽", "The colleague does not take it"),
    "transfer.done": ("转接完成", "轉接完成", "The transfer is done"),
    "colleague.idle": ("同事空闲", "同事空閒", "The colleague is free"),
    "colleague.busy": ("同事正忙", "同事正忙", "The colleague is busy"),
    "colleague.off": ("同事不在班", "同事不在班", "The colleague is off shift"),
    "colleague.shift.same": ("同事同班", "同事同班", "The colleague works this shift"),
    "colleague.shift.other": ("同事不同班", "同事不同班", "The colleague works another shift"),
    "measured.agent": ("量到坐席的声音", "量到坐席的聲音", "The agent's voice was measured"),
    "measured.customer": ("量到客户的声音", "量到客戶的聲音", "The customer's voice was measured"),
}
_KINDS: dict[str, tuple[str, str, str]] = {
    "name": ("姓名", "姓名", "a name"),
    "phone": ("电话", "電話", "a phone number"),
    "account": ("账号", "帳號", "an account"),
    "order": ("订单号", "訂單號", "an order number"),
    "number": ("号码", "號碼", "a number"),
    "money": ("金额", "金額", "an amount"),
    "date": ("日期", "日期", "a date"),
    "time": ("时间", "時間", "a time"),
    "duration": ("时长", "時長", "a duration"),
    "deadline": ("期限", "期限", "a deadline"),
    "vague_deadline": ("没有时间的期限", "沒有時間的期限", "a deadline without a time"),
    "email": ("电子邮箱", "電子郵箱", "an e-mail address"),
    "address": ("地址", "地址", "an address"),
}
_FAMILIES: dict[str, tuple[str, str, str]] = {
    "agent.gives": ("坐席说出{kind}", "坐席說出{kind}", "The agent says {kind}"),
    "customer.gives": ("客户说出{kind}", "客戶說出{kind}", "The customer says {kind}"),
    "agent.reads_back": ("复述{kind}", "複述{kind}", "Reads back {kind}"),
}
_LANGUAGES: dict[str, tuple[str, str, str]] = {
    "zh-Hans": ("普通话", "普通話", "Mandarin"),
    "zh-Hant": ("国语", "國語", "Mandarin"),
    "yue": ("粤语", "粵語", "Cantonese"),
    "en": ("英语", "英語", "English"),
}
_DEEDS: dict[str, tuple[str, str, str]] = {
    "address_sent": ("已发地址", "已發地址", "Address sent"),
    "called_back": ("已回电", "已回電", "Called back"),
    "callback_made": ("已回电", "已回電", "Called back"),
    "customer_answered": ("已答复客户", "已答覆客戶", "Customer answered"),
    "data_reported": ("资料已上报", "資料已上報", "Data reported"),
    "dispatched": ("已派发", "已派發", "Dispatched"),
    "document_sent": ("文件已寄", "文件已寄", "Document sent"),
    "form_sent": ("表格已寄", "表格已寄", "Form sent"),
    "forms_sent": ("表格已寄", "表格已寄", "Forms sent"),
    "forwarded": ("已转交", "已轉交", "Forwarded"),
    "goods_shipped": ("已发货", "已發貨", "Goods shipped"),
    "lead_submitted": ("线索已提交", "線索已提交", "Lead submitted"),
    "mailed": ("已寄出", "已寄出", "Mailed"),
    "posted": ("已寄出", "已寄出", "Posted"),
    "sent": ("已发送", "已傳送", "Sent"),
    "shipped": ("已发货", "已發貨", "Shipped"),
    "sms_sent": ("已发短信", "已發簡訊", "Text message sent"),
    "solved": ("已解决", "已解決", "Solved"),
}
_SPEAKS = {
    "agent.lang": ("坐席说{kind}", "坐席說{kind}", "The agent speaks {kind}"),
    "customer.lang": ("客户说{kind}", "客戶說{kind}", "The customer speaks {kind}"),
}
_DONE = ("办理（{rest}）", "辦理（{rest}）", "Something is done ({rest})")
_SILENCE = ("沉默够久", "沉默夠久", "A long enough silence")
_CONDITION = ("标准的另一个条件", "標準的另一個條件", "Another condition of the standard")
_FORM = ("填写“{title}”", "填寫「{title}」", "“{title}” is filled")
_LOOKUP = ("查询（{rest}）", "查詢（{rest}）", "A look-up ({rest})")
_FORBIDDEN = ("说了禁语", "說了禁語", "Forbidden words")


def title_of(standard: Standard, signal: str, locale: Locale) -> str:
    """What a signal, or a condition that listens to none, is called; one that nobody has named by its id."""
    column = COLUMN[locale]
    own = OWN.get(signal)
    if own is not None:
        return own[column]
    move = standard.moves.get(signal.partition("@")[0])
    if move is not None:
        return move.title.get(locale, signal)
    if "." not in signal:
        return (_SILENCE if signal in ("silent_for", "gap") else _CONDITION)[column]
    return _in_family(standard, signal, locale)


def _in_family(standard: Standard, signal: str, locale: Locale) -> str:
    """See `saywell.standard.references.FAMILIES`."""
    column = COLUMN[locale]
    family, _, kind = signal.rpartition(".")
    for words, kinds in ((_FAMILIES, _KINDS), (_SPEAKS, _LANGUAGES)):
        if family in words and kind in kinds:
            return words[family][column].format(kind=kinds[kind][column])
    if family == "agent.taboo":
        return _FORBIDDEN[column]
    head, _, rest = signal.partition(".")
    if head == "done":
        named = standard.acts.get(rest, {}).get(locale)
        return named or (_DEEDS[rest][column] if rest in _DEEDS else _DONE[column].format(rest=rest))
    if head == "form" and rest in standard.forms:
        return _FORM[column].format(title=standard.forms[rest].title.get(locale, rest))
    if head == "situation" and (spec := standard.situations.get(rest.partition(".")[0])) is not None:
        return spec.title.get(locale, rest)
    return _LOOKUP[column].format(rest=rest) if head == "lookup" else signal
