"""Sentences about what is done after the words."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "followup.unknown": (
        "这个标准的 followup.yaml 里没有“{what}”。可选：{known}。",
        "這個標準的 followup.yaml 裡沒有「{what}」。可選：{known}。",
        "The standard's followup.yaml has no “{what}”. There are: {known}.",
    ),
    "followup.nothing": (
        "没有这件事，或者它已被删除。请回到列表重新选择。",
        "沒有這件事，或者它已被刪除。請回到列表重新選擇。",
        "There is no such piece of work, or it was erased. Go back to the list.",
    ),
    "followup.closed": (
        "这件事已经结束。要继续处理，请先重新打开并写明原因。",
        "這件事已經結束。要繼續處理，請先重新打開並寫明原因。",
        "This is over. To go on with it, reopen it first and say why.",
    ),
    "followup.to-whom": (
        "没有写明交给谁。请选择一位同事或一个部门。",
        "沒有寫明交給誰。請選擇一位同事或一個部門。",
        "It is not said who is to have it. Choose a colleague or a department.",
    ),
    "followup.not-receiver": (
        "工号 {number} 不是接收人，不能替别人确认。请由接收人或该部门的同事确认。",
        "工號 {number} 不是接收人，不能替別人確認。請由接收人或該部門的同事確認。",
        "Number {number} is not the receiver and cannot confirm it. The receiver or somebody of the department does.",
    ),
    "followup.top": (
        "已经上报到最高一级。",
        "已經上報到最高一級。",
        "It has gone all the way up already.",
    ),
    "followup.stage": (
        "没有“{stage}”这个阶段。可选：{known}。",
        "沒有「{stage}」這個階段。可選：{known}。",
        "There is no stage “{stage}”. There are: {known}.",
    ),
    "followup.reason": (
        "请写明没有成交的原因。",
        "請寫明沒有成交的原因。",
        "Say why it was lost.",
    ),
    "followup.unanswered": (
        "客户还没有得到承诺的答复，不能结案。请先答复客户，或选择“放弃”并写明原因。",
        "客戶還沒有得到承諾的答覆，不能結案。請先答覆客戶，或選擇「放棄」並寫明原因。",
        "The customer does not have the promised answer yet. Tell them first, or drop it and say why.",
    ),
    "followup.never": (
        "号码 {phone} 在免打扰名单上，不能拨打。",
        "號碼 {phone} 在免打擾名單上，不能撥打。",
        "The number {phone} is on the list of those that are not called.",
    ),
    "followup.past": (
        "这个时间已经过去。请选择将来的时间。",
        "這個時間已經過去。請選擇將來的時間。",
        "That time has passed. Choose one that is to come.",
    ),
    "followup.many": (
        "一次至少选 1 件、最多选 {most} 件。",
        "一次至少選 1 件、最多選 {most} 件。",
        "Choose at least one and at most {most} at a time.",
    ),
    "followup.no-order": (
        "只有设备维护才有维护单可以打印。",
        "只有設備維護才有維護單可以列印。",
        "Only a repair has an order that can be printed.",
    ),
    "followup.taken": (
        "工号 {number} 正准备拨打这位客户。请拨打下一位。",
        "工號 {number} 正準備撥打這位客戶。請撥打下一位。",
        "Number {number} is about to call this customer. Take the next one.",
    ),
}
