"""What the columns of a file may be, by kind: the headings that people give them, what must be there, examples for a
file to begin with. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from saywell.exchange.sheet import guessed
from saywell.kernel.locale import LOCALES, Locale

Kind = Literal["contacts", "orders", "tickets", "chats"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Field(NamedTuple):
    """A field. `names`: in zh-Hans, zh-Hant and en; `headings`: further ones, separated by blanks, the most telling
    first; `example`: what stands in a file to begin with."""

    names: tuple[str, str, str]
    headings: str
    example: tuple[str, str, str]

    def words(self) -> str:
        """All headings by which it is known."""
        return " ".join([*(one.replace(" ", "") for one in self.names), self.headings]).lower()


def _one(names: str, headings: str, example: str) -> Field:
    def three(text: str) -> tuple[str, str, str]:
        parts = [part.strip() for part in text.split("|")]
        return (parts[0], parts[-1], parts[-1]) if len(parts) < 3 else (parts[0], parts[1], parts[2])

    return Field(three(names), headings, three(example))


CONTACTS: dict[str, Field] = {
    "number": _one(
        "客户号|客戶號|Customer number",
        "客户编号 客戶編號 会员号 會員號 会员编号 customerid customerno memberid id",
        "C1001",
    ),
    "name": _one(
        "姓名|姓名|Name",
        "客户姓名 客戶姓名 客户名称 客戶名稱 联系人 聯絡人 客户 客戶 顾客 顧客 fullname customername contact customer",
        "王小明|王小明|Jane Smith",
    ),
    "surname": _one("姓|姓|Surname", "姓氏 lastname familyname", "王|王|Smith"),
    "title": _one("称呼|稱呼|Form of address", "称谓 稱謂 尊称 尊稱 salutation title prefix", "先生|先生|Ms"),
    "phones": _one(
        "电话|電話|Phone",
        "手机号码 手機號碼 手机号 手機號 手机 手機 联系电话 聯絡電話 电话号码 電話號碼 mobile mobilephone telephone "
        "phonenumber phones tel cell",
        "13800138000|91234567|+442079460000",
    ),
    "emails": _one(
        "邮箱|電郵|E-mail",
        "电子邮箱 電子郵箱 电子邮件 電子郵件 电邮 郵箱 邮件 email emailaddress mail",
        "wang@example.com",
    ),
    "lang": _one("语言|語言|Language", "语种 語種 lang locale preferredlanguage", "zh-Hans|zh-Hant|en"),
    "accounts": _one(
        "账号|帳號|Account",
        "账户 帳戶 帐号 賬號 银行账号 卡号 卡號 accountnumber accountno accounts cardnumber",
        "6222021001|6222021001|6222021001",
    ),
    "tags": _one("标签|標籤|Tags", "标记 標記 分组 分組 等级 等級 label labels group segment", "VIP|VIP|VIP"),
    "never": _one(
        "勿致电|勿致電|Do not call",
        "勿扰 勿擾 免打扰 免打擾 禁拨 禁撥 勿拨打 不要致电 拒接回访 never donotcall dnc optout nocall",
        "否|否|no",
    ),
    "notes": _one(
        "备注|備註|Notes", "说明 說明 附注 remark remarks note comment", "下午联系|下午聯絡|call in the afternoon"
    ),
}

ORDERS: dict[str, Field] = {
    "id": _one("订单号|訂單號|Order number", "订单编号 訂單編號 订单 訂單 orderid orderno order", "A20261101"),
    "status": _one("订单状态|訂單狀態|Status", "状态 狀態 orderstatus state", "已签收|已簽收|delivered"),
    "customer_id": _one(
        "客户号|客戶號|Customer number",
        "客户编号 客戶編號 会员号 會員號 买家编号 customerid customerno buyerid",
        "C1001",
    ),
    "customer": _one(
        "客户姓名|客戶姓名|Customer",
        "买家 買家 买家姓名 客户 客戶 顾客 顧客 customername buyer",
        "王小明|王小明|Jane Smith",
    ),
    "phone": _one(
        "电话|電話|Phone",
        "手机号码 手機號碼 手机号 手機號 手机 手機 联系电话 聯絡電話 "
        "收货电话 收貨電話 收件人电话 买家电话 mobile telephone tel phonenumber",
        "13800138000|91234567|+442079460000",
    ),
    "ordered": _one(
        "下单时间|下單時間|Ordered",
        "订单时间 訂單時間 创建时间 建立時間 拍下时间 orderdate ordertime createdat created",
        "2026-11-20 10:30",
    ),
    "paid": _one(
        "付款时间|付款時間|Paid", "支付时间 支付時間 paidat paymentdate paymenttime paytime", "2026-11-20 10:32"
    ),
    "price": _one("单价|單價|Unit price", "价格 價格 price", "199"),
    "amount": _one("金额|金額|Amount", "实付金额 實付金額 订单金额 訂單金額 总价 總價 total amountpaid", "199"),
    "currency": _one("币种|幣種|Currency", "货币 貨幣 currencycode", "CNY|HKD|GBP"),
    "item": _one(
        "商品|商品|Item",
        "商品名称 商品名稱 品名 货品 貨品 宝贝标题 itemname product productname title",
        "棉被|棉被|Quilt",
    ),
    "about": _one("商品概要|商品概要|In short", "订单标题 訂單標題 ordertitle summary", ""),
    "sku": _one("货号|貨號|SKU", "商品编码 商品編碼 商家编码 itemcode skucode productid", "Q-150"),
    "colour": _one("颜色|顏色|Colour", "颜色分类 顏色分類 规格 規格 color variant", "白色|白色|white"),
    "quantity": _one("数量|數量|Quantity", "件数 件數 购买数量 qty count", "1"),
    "unit": _one("单位|單位|Unit", "计量单位 units", "件|件|piece"),
    "sent_item": _one(
        "实发商品|實發商品|Item sent", "出库商品 出庫商品 发货商品 itemshipped sentitem", "棉被|棉被|Quilt"
    ),
    "sent_sku": _one("实发货号|實發貨號|SKU sent", "出库货号 出庫貨號 sentsku skushipped", "Q-150"),
    "sent_colour": _one("实发颜色|實發顏色|Colour sent", "出库颜色 出庫顏色 sentcolor sentcolour", "白色|白色|white"),
    "sent_quantity": _one(
        "实发数量|實發數量|Quantity sent", "出库数量 出庫數量 quantityshipped sentquantity sentqty", "1"
    ),
    "courier": _one("快递公司|快遞公司|Courier", "物流公司 快递 快遞 承运商 carrier shippingcompany", "顺丰|順豐|DHL"),
    "tracking": _one(
        "运单号|運單號|Tracking number",
        "快递单号 快遞單號 物流单号 物流單號 运单编号 trackingno tracking waybill",
        "SF1080011223344",
    ),
    "shipped": _one(
        "发货时间|發貨時間|Shipped", "出库时间 出庫時間 shippedat shipdate shiptime dispatched", "2026-11-20 18:00"
    ),
    "due": _one("预计送达|預計送達|Due", "预计到达 預計到達 承诺送达 eta deliverydue expecteddelivery", "2026-11-23"),
    "signed": _one(
        "签收时间|簽收時間|Signed for",
        "收货时间 收貨時間 送达时间 signedat deliveredat delivered",
        "2026-11-23 14:10",
    ),
    "recipient": _one("收货人|收貨人|Recipient", "收件人 收货人姓名 shipto recipientname", "王小明|王小明|Jane Smith"),
    "address": _one(
        "收货地址|收貨地址|Address",
        "地址 收件地址 shippingaddress deliveryaddress",
        "北京市海淀区…|香港旺角…|1 High Street",
    ),
    "to_city": _one("目的城市|目的城市|City", "收货城市 收貨城市 城市 tocity destination", "北京|香港|London"),
    "invoice_title": _one("发票抬头|發票抬頭|Invoice title", "抬头 抬頭 invoicename invoice", ""),
    "stars": _one(
        "评分|評分|Rating", "星级 星級 评价星级 評價星級 打分 买家评分 reviewstars starrating reviewrating", "5"
    ),
    "reviewed": _one(
        "评价时间|評價時間|Reviewed",
        "评论时间 評論時間 评价日期 評價日期 reviewedat reviewdate reviewtime ratedat",
        "2026-11-24 20:15",
    ),
    "review": _one(
        "评价内容|評價內容|Review",
        "评价 評價 买家评价 買家評價 评论 評論 评论内容 晒单 reviewtext reviewcontent feedback",
        "暖和又轻|又暖又輕|Warm and light",
    ),
    "at": _one("物流时间|物流時間|Event time", "轨迹时间 軌跡時間 事件时间 eventat scantime", "2026-11-21 08:00"),
    "place": _one(
        "物流地点|物流地點|Event place", "轨迹地点 軌跡地點 所在地 hub location eventlocation", "南京|南京|Leeds"
    ),
    "text": _one(
        "物流信息|物流資訊|Event",
        "物流动态 物流動態 轨迹 軌跡 事件 tracking_event eventtext event description",
        "已到达分拨中心|已到達分撥中心|Arrived at hub",
    ),
}
TEXTS = ("item", "about", "colour", "place", "text", "sent_item", "sent_colour")
"""Fields of an order that may stand in several languages, each in a column of its own: item_zh_hans, item_en …"""
LANGUAGES = {"_zh_hans": "zh-Hans", "_zh_hant": "zh-Hant", "_en": "en"}

TICKETS: dict[str, Field] = {
    "text": _one(
        "问题描述|問題描述|Description",
        "投诉内容 投訴內容 内容 內容 描述 问题 問題 事由 详情 詳情 content issue question text subject",
        "误扣手续费|誤扣手續費|charged twice",
    ),
    "what": _one("工单类型|工單類型|Kind", "类型 類型 类别 類別 种类 種類 category kind type", "投诉|投訴|complaint"),
    "name": _one(
        "客户姓名|客戶姓名|Customer", "姓名 客户 客戶 顾客 顧客 customername customer name", "王小明|王小明|Jane Smith"
    ),
    "phone": _one(
        "联系电话|聯絡電話|Phone",
        "手机号码 手機號碼 手机号 手机 手機 电话 電話 mobile telephone phone tel",
        "13800138000|91234567|+442079460000",
    ),
    "key": _one(
        "工单编号|工單編號|Ticket number",
        "工单号 工單號 编号 編號 单号 單號 ticketid ticketno ticket number id",
        "T1001",
    ),
    "status": _one("状态|狀態|Status", "处理状态 處理狀態 status state", "已结案|已結案|closed"),
    "owner": _one("处理人|處理人|Agent", "负责人 負責人 坐席 工号 工號 assignee owner agent", "101"),
    "answer": _one(
        "处理结果|處理結果|Resolution",
        "答复 答覆 回复 回覆 结果 結果 resolution answer result",
        "已退还|已退還|refunded",
    ),
}
FIELDS: dict[Kind, dict[str, Field]] = {"contacts": CONTACTS, "orders": ORDERS, "tickets": TICKETS, "chats": {}}
REQUIRED: dict[Kind, tuple[str, ...]] = {
    "contacts": ("phones", "emails", "accounts", "number"),
    "orders": ("id",),
    "tickets": ("text",),
    "chats": (),
}
"""Of these one column at least must be there."""


def mapped(kind: Kind, columns: tuple[str, ...], mapping: Mapping[str, str]) -> dict[str, str]:
    """By field its column: as it is wished, else as the headings tell."""
    known = FIELDS[kind]
    chosen = {field: one for field, one in mapping.items() if one in columns and _base(field) in known}
    if chosen:
        return chosen
    found = guessed(columns, {name: field.words() for name, field in known.items()})
    if kind == "orders":
        for column in columns:
            name = column.strip().lower().replace("-", "_")
            if any(name == text + ending for text in TEXTS for ending in LANGUAGES):
                found[name] = column
        found = {name: one for name, one in found.items() if name not in TEXTS or one not in _spoken(found)}
    return found


def _base(field: str) -> str:
    """A field without its language."""
    ending = next((one for one in LANGUAGES if field.endswith(one)), "")
    base = field.removesuffix(ending)
    return base if ending and base in TEXTS else field


def _spoken(found: Mapping[str, str]) -> set[str]:
    return {one for name, one in found.items() if _base(name) != name}


def template(kind: Kind, locale: Locale) -> tuple[list[str], list[list[str]]]:
    """Headings and an example for a file to begin with."""
    n = LOCALES.index(locale)
    if kind == "chats":
        heads = (
            ("会话编号", "时间", "角色", "内容"),
            ("對話編號", "時間", "角色", "內容"),
            ("conversation", "time", "role", "text"),
        )
        said = (
            ("客户", "你好，我的订单什么时候发货？", "客服", "您好，我马上为您查询。"),
            ("客戶", "你好，我的訂單什麼時候出貨？", "客服", "您好，我馬上為您查詢。"),
            ("customer", "Hello, when will my order ship?", "agent", "Good morning, I will look it up right away."),
        )
        who, what, other, answer = said[n]
        return list(heads[n]), [["1", "2026-11-20 10:00:00", who, what], ["1", "2026-11-20 10:00:08", other, answer]]
    fields = FIELDS[kind]
    return [one.names[n] for one in fields.values()], [[one.example[n] for one in fields.values()]]
