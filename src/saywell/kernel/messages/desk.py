"""Sentences of the live desk."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "desk.no-centre": (
        "没有“{name}”这个中心。现有：{known}。",
        "沒有「{name}」這個中心。現有：{known}。",
        'There is no centre "{name}". There are: {known}.',
    ),
    "desk.no-talk": (
        "找不到这通会话，它可能已被删除。请刷新页面。",
        "找不到這通會話，它可能已被刪除。請重新整理頁面。",
        "There is no such conversation; it may have been erased. Load the page again.",
    ),
    "desk.no-person": (
        "没有账号“{account}”，或它不在您的中心。请刷新名单。",
        "沒有帳號「{account}」，或它不在您的中心。請重新整理名單。",
        'There is no account "{account}" in your centres. Load the list again.',
    ),
    "desk.bad-period": (
        "时段不对：结束不能早于开始，最长 {most} 天。请重新选择日期。",
        "時段不對：結束不能早於開始，最長 {most} 天。請重新選擇日期。",
        "This is no period: it must not end before it begins and has {most} days at most. Choose other dates.",
    ),
    "desk.taken": (
        "这通会话已被同事接走或客户已离开。请接下一位。",
        "這通會話已被同事接走或客戶已離開。請接下一位。",
        "A colleague has taken this conversation, or the customer has left. Take the next one.",
    ),
    "desk.nobody": (
        "工号“{number}”没有上班。请选择名单里的同事。",
        "工號「{number}」沒有上班。請選擇名單裏的同事。",
        'Nobody with the number "{number}" is at work. Choose a colleague from the list.',
    ),
    "desk.not-yours": (
        "这通会话不是您的。组长可以接管它。",
        "這通會話不是您的。組長可以接管它。",
        "This conversation is not yours. A team leader can take it over.",
    ),
    "desk.bad-status": (
        "状态“{status}”不能自己选。可以选：空闲、小休、下班。",
        "狀態「{status}」不能自己選。可以選：空閒、小休、下班。",
        'The status "{status}" cannot be chosen. Choose idle, break or off.',
    ),
    "desk.empty": (
        "还没有写内容。请写好再发。",
        "還沒有寫內容。請寫好再發。",
        "There is nothing written yet. Write something and try again.",
    ),
    "desk.too-long": (
        "{length} 个字太长了，最多 {most} 个。请分成几句。",
        "{length} 個字太長了，最多 {most} 個。請分成幾句。",
        "{length} characters are too many; {most} at most. Say it in several parts.",
    ),
    "desk.blocked": (
        "这句话不能说（{clauses}）。请改用推荐的说法。",
        "這句話不能說（{clauses}）。請改用推薦的說法。",
        "This must not be said ({clauses}). Use the wording that is offered.",
    ),
    "desk.locked": (
        "现在还不能这样做：{clauses} 不允许。请先完成它要求的步骤。",
        "現在還不能這樣做：{clauses} 不允許。請先完成它要求的步驟。",
        "This is not permitted yet: {clauses}. Do first what it asks for.",
    ),
    "desk.not-over": (
        "会话还没有结束，不能完成整理。请先结束会话。",
        "會話還沒有結束，不能完成整理。請先結束會話。",
        "The conversation is not over yet, so the wrap-up cannot be done. End it first.",
    ),
    "desk.over": (
        "会话已经结束，“{type}”来得太晚，没有记下。结束之后只能补充查询、表单、备注和已办的事项。",
        "會話已經結束，「{type}」來得太晚，沒有記下。結束之後只能補充查詢、表單、備註和已辦的事項。",
        'The conversation is over; "{type}" came too late and was not kept. Only what is looked up or done can follow.',
    ),
    "desk.bad-locale": (
        "不认识语言“{locale}”。可用：{known}。",
        "不認識語言「{locale}」。可用：{known}。",
        'There is no language "{locale}" here. There are: {known}.',
    ),
    "desk.bad-number": (
        "“{number}”不是电话号码。请只填数字，前面可以有加号。",
        "「{number}」不是電話號碼。請只填數字，前面可以有加號。",
        '"{number}" is no telephone number. Give digits only, with a plus sign in front if you like.',
    ),
    "desk.occupied": (
        "工号 {number} 手上还有会话，现在不能打电话。请先结束它。",
        "工號 {number} 手上還有會話，現在不能打電話。請先結束它。",
        "{number} has a conversation at hand and cannot call now. End that one first.",
    ),
    "desk.not-answered": (
        "电话还没有人接，客户听不到。请等对方接起。",
        "電話還沒有人接，客戶聽不到。請等對方接起。",
        "Nobody has picked up yet, so the customer hears nothing. Wait for an answer.",
    ),
    "desk.bad-outcome": (
        "现在不能登记外呼结果“{outcome}”。只有打出去、已经结束的电话才有结果。",
        "現在不能登記外撥結果「{outcome}」。只有打出去、已經結束的電話才有結果。",
        'The outcome "{outcome}" cannot be put down now. Only a call to a customer that is over has one.',
    ),
    "desk.colleague": (
        "{name} 正忙，现在不能接。请换一位同事，或由您先答应回复客户。",
        "{name} 正忙，現在不能接。請換一位同事，或由您先答應回覆客戶。",
        "{name} is busy and cannot take it now. Ask another colleague, or promise the customer an answer yourself.",
    ),
    "desk.colleague-off": (
        "{name} 现在不在岗，不能接。请换一位同事，或由您先答应回复客户。",
        "{name} 現在不在崗，不能接。請換一位同事，或由您先答應回覆客戶。",
        "{name} is not at work now. Ask another colleague, or promise the customer an answer yourself.",
    ),
    "desk.colleague-queue": (
        "“{name}”现在没有人空闲，不能接。请换一位同事，或由您先答应回复客户。",
        "「{name}」現在沒有人空閒，不能接。請換一位同事，或由您先答應回覆客戶。",
        'Nobody in "{name}" is free now. Ask a colleague, or promise the customer an answer yourself.',
    ),
    "desk.not-live": (
        "现在没有在和客户通话或对话，不能请班组长帮忙。请接起来再试。",
        "現在沒有在和客戶通話或對話，不能請班組長幫忙。請接起來再試。",
        "No conversation runs here now, so nobody can help with it. Answer it first.",
    ),
    "desk.no-queue": (
        "这个中心没有“{name}”队列。现有：{known}。",
        "這個中心沒有「{name}」佇列。現有：{known}。",
        'This centre has no queue "{name}". There are: {known}.',
    ),
    "desk.no-form": (
        "这个标准没有“{form}”表单。现有：{known}。",
        "這個標準沒有「{form}」表單。現有：{known}。",
        'This standard has no form "{form}". There are: {known}.',
    ),
    "desk.unknown-ask": (
        "服务器不认识“{name}”这个请求。请刷新页面。",
        "伺服器不認識「{name}」這個請求。請重新整理頁面。",
        'The server does not know "{name}". Load the page again.',
    ),
    "desk.bad-whole": (
        "这里要一个不带正负号的整数，不是“{text}”。请改正，或去掉这一项。",
        "這裡要一個不帶正負號的整數，不是「{text}」。請改正，或去掉這一項。",
        'A whole number without a sign belongs here, not "{text}". Correct it, or leave it out.',
    ),
    "desk.bad-method": (
        "{path} 不接受 {method}，可用：{known}。",
        "{path} 不接受 {method}，可用：{known}。",
        "{path} does not take {method}. It takes: {known}.",
    ),
    "desk.bad-message": (
        "看不懂收到的消息：{detail}。请对照接口说明改正。",
        "看不懂收到的訊息：{detail}。請對照介面說明改正。",
        "The message cannot be read: {detail}. Compare it with the description of the interface.",
    ),
    "desk.too-large": (
        "收到的内容有 {size} 字节，最多 {most}。请分几次发。",
        "收到的內容有 {size} 位元組，最多 {most}。請分幾次發。",
        "{size} bytes are too many; {most} at most. Send it in parts.",
    ),
    "desk.too-often": (
        "请求太频繁。请过 {seconds} 秒再试。",
        "請求太頻繁。請過 {seconds} 秒再試。",
        "Too many requests. Try again in {seconds} seconds.",
    ),
    "desk.not-found": (
        "没有这个地址：{path}。",
        "沒有這個位址：{path}。",
        "There is nothing at {path}.",
    ),
    "desk.changed": (
        "别人刚刚改过这些设置。请刷新页面，再改一次。",
        "別人剛剛改過這些設定。請重新整理頁面，再改一次。",
        "Somebody else has just changed these settings. Load the page again and make your change anew.",
    ),
    "desk.bad-standard": (
        "“{name}”不是标准的名称。请填已安装的标准，例如 bank。",
        "「{name}」不是標準的名稱。請填已安裝的標準，例如 bank。",
        '"{name}" is no name of a standard. Name one that is installed, such as bank.',
    ),
    "desk.bad-figure": (
        "“{value}”不能用在这里。请填 0 到 9999999 的数。",
        "「{value}」不能用在這裏。請填 0 到 9999999 的數。",
        "{value} cannot be used here. Give a number from 0 to 9999999.",
    ),
    "desk.store": (
        "现在存不下来：{reason}。已确认的都在，这一步请稍后再做一次。",
        "現在存不下來：{reason}。已確認的都在，這一步請稍後再做一次。",
        "It cannot be kept now: {reason}. What was confirmed is safe; do this step again in a moment.",
    ),
    "desk.bad-department": (
        "部门编号“{name}”不行：请用小写字母开头，只含小写字母、数字、_ 或 -，最多 40 个。",
        "部門編號「{name}」不行：請用小寫字母開頭，只含小寫字母、數字、_ 或 -，最多 40 個。",
        "“{name}” cannot name a department: begin with a small letter and use letters, digits, _ or -, 40 at most.",
    ),
    "desk.taken-twice": (
        "“{what}”只能由一个部门接收。请从其他部门去掉。",
        "「{what}」只能由一個部門接收。請從其他部門去掉。",
        "Only one department can take “{what}”. Take it away from the others.",
    ),
}
