"""Sentences about the connector to a shop."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "book.late": (
        "商家系统在 {seconds} 秒内没有回应。请再查一次，或告诉客户核实后回复。",
        "商家系統在 {seconds} 秒內沒有回應。請再查一次，或告訴客戶核實後回覆。",
        "The shop did not answer within {seconds} s. Look again, or tell the customer that you will check and reply.",
    ),
    "book.unreachable": (
        "连不上商家系统。请告诉客户核实后回复，并通知管理员。{reason}",
        "連不上商家系統。請告訴客戶核實後回覆，並通知管理員。{reason}",
        "The shop cannot be reached. Tell the customer that you will reply, and tell an administrator. {reason}",
    ),
    "book.refused": (
        "商家系统拒绝了这次查询。请通知管理员检查连接设置。{reason}",
        "商家系統拒絕了這次查詢。請通知管理員檢查連接設定。{reason}",
        "The shop refused the question. Have an administrator check the connection. {reason}",
    ),
    "book.unreadable": (
        "商家系统的回应看不懂，不是 JSON。请管理员检查地址。",
        "商家系統的回應看不懂，不是 JSON。請管理員檢查網址。",
        "The shop's answer cannot be read: it is no JSON. Have an administrator check the address.",
    ),
    "book.too-large": (
        "商家系统的回应超过 {most} KB。请管理员把查询范围缩小。",
        "商家系統的回應超過 {most} KB。請管理員把查詢範圍縮小。",
        "The shop's answer is larger than {most} KB. Have an administrator narrow the question.",
    ),
    "book.redirected": (
        "商家系统转到了不允许的地址 {host}。确实需要时，管理员可以在连接设置里允许。",
        "商家系統轉到了不允許的網址 {host}。確實需要時，管理員可以在連接設定裡允許。",
        "The shop sent us on to an address that is not permitted ({host}). An administrator can permit it.",
    ),
    "book.not-connected": (
        "本中心还没有连接商家系统。请管理员在设置里填写。",
        "本中心還沒有連接商家系統。請管理員在設定裡填寫。",
        "This centre is not connected to a shop. An administrator can connect it in the settings.",
    ),
    "book.no-secret": (
        "缺少密钥“{name}”。请在连接设置里填写，或放进环境变量 {variable}。",
        "缺少密鑰「{name}」。請在連接設定裡填寫，或放進環境變數 {variable}。",
        'The secret "{name}" is missing. Enter it with the connection, or put it into the variable {variable}.',
    ),
    "book.bad-secret": (
        "密钥的名字只能用小写字母、数字和下划线，内容不能为空，不超过 {most} 个字符。",
        "密鑰的名字只能用小寫字母、數字和底線，內容不能為空，不超過 {most} 個字元。",
        "The name of a secret has lower-case letters, digits and underlines, and a secret 1 to {most} characters.",
    ),
    "book.no-driver": (
        "没有安装数据库驱动 {name}。请安装，或换一种数据库地址。",
        "沒有安裝資料庫驅動 {name}。請安裝，或換一種資料庫網址。",
        "The database driver {name} is not installed. Install it, or use another address.",
    ),
    "book.bad-url": (
        "地址不对。数据库写成 postgresql://用户:{{password}}@主机/库，网址写成 https://…。",
        "網址不對。資料庫寫成 postgresql://使用者:{{password}}@主機/庫，網址寫成 https://…。",
        "The address is not right. A database is postgresql://user:{{password}}@host/name, an interface https://….",
    ),
    "book.own-store": (
        "这是 Saywell 自己的数据库，不能当作商家系统。",
        "這是 Saywell 自己的資料庫，不能當作商家系統。",
        "This is Saywell's own database; it cannot be the shop.",
    ),
    "book.open-password": (
        "地址里不要直接写密码。请写成 {{password}}，再在下面填写这个密钥。",
        "網址裡不要直接寫密碼。請寫成 {{password}}，再在下面填寫這個密鑰。",
        "Do not write the password into the address. Write {{password}}, and enter that secret below.",
    ),
    "book.bad-timeout": (
        "等待时间 {value} 秒不行，可以是 0.1 到 30 秒。",
        "等待時間 {value} 秒不行，可以是 0.1 到 30 秒。",
        "A wait of {value} s cannot be; it may be 0.1 to 30 s.",
    ),
    "book.bad-most": (
        "最多行数 {value} 不行，可以是 1 到 5000。",
        "最多行數 {value} 不行，可以是 1 到 5000。",
        "{value} rows at most cannot be; it may be 1 to 5000.",
    ),
    "book.unknown-question": (
        "没有“{name}”这个查询。可以有：{known}。",
        "沒有「{name}」這個查詢。可以有：{known}。",
        'There is no question "{name}". There are: {known}.',
    ),
    "book.unknown-key": (
        "这里没有参数 {name}。可以用：{known}。",
        "這裡沒有參數 {name}。可以用：{known}。",
        "There is no parameter {name} here. There are: {known}.",
    ),
    "book.not-reading": (
        "这里只能写一条 SELECT 语句。",
        "這裡只能寫一條 SELECT 語句。",
        "Only one SELECT statement can stand here.",
    ),
}
