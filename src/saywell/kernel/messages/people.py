"""Sentences of people's accounts."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "people.bad-account": (
        "账号名只能用小写字母、数字和 . _ @ -，以字母或数字开头，最多 64 个字符。",
        "帳號名只能用小寫字母、數字和 . _ @ -，以字母或數字開頭，最多 64 個字元。",
        "An account has small letters, figures and . _ @ -, begins with a letter or figure, and is 64 long at most.",
    ),
    "people.taken": (
        "账号“{account}”已经有了。请换一个名字。",
        "帳號「{account}」已經有了。請換一個名字。",
        'There is an account "{account}" already. Take another name.',
    ),
    "people.number-taken": (
        "工号“{number}”在这个中心已有人用。请换一个。",
        "工號「{number}」在這個中心已有人用。請換一個。",
        'Somebody in this centre has the number "{number}" already. Take another.',
    ),
    "people.bad-name": (
        "请填写姓名；姓名和工号最多 60 个字符。",
        "請填寫姓名；姓名和工號最多 60 個字元。",
        "Fill in the name; name and number have 60 characters at most.",
    ),
    "people.no-role": ("请至少选择一个角色。", "請至少選擇一個角色。", "Choose one role at least."),
    "people.no-centre": (
        "请至少选择一个您自己所在的中心。",
        "請至少選擇一個您自己所在的中心。",
        "Choose one centre at least, among your own.",
    ),
    "people.no-queue": (
        "所选队列在中心里已不存在。请重新选择。",
        "所選佇列在中心裡已不存在。請重新選擇。",
        "A queue that was chosen is not there any more. Choose again.",
    ),
    "people.other-centre": (
        "这个账号还属于您管不到的中心，请那里的管理员一起修改。",
        "這個帳號還屬於您管不到的中心，請那裡的管理員一起修改。",
        "This account belongs to a centre of others too. Its administrators must change it.",
    ),
    "people.own-rights": (
        "不能给自己增加权限。请另一位管理员来做。",
        "不能給自己增加權限。請另一位管理員來做。",
        "You cannot give yourself more rights than you have. Ask another administrator.",
    ),
    "people.own-end": (
        "不能停用自己的账号。请另一位管理员来做。",
        "不能停用自己的帳號。請另一位管理員來做。",
        "You cannot disable your own account. Ask another administrator.",
    ),
    "people.own-password": (
        "自己的密码请在“我的账号”里修改。",
        "自己的密碼請在「我的帳號」裡修改。",
        "Change your own password under My account.",
    ),
    "people.last-admin": (
        "这样 {centres} 就没有管理员了。请先指定另一位管理员。",
        "這樣 {centres} 就沒有管理員了。請先指定另一位管理員。",
        "That would leave {centres} without an administrator. Name another one first.",
    ),
    "people.provider": (
        "这个账号的密码、角色和中心由统一登录决定，请在那里修改。",
        "這個帳號的密碼、角色和中心由統一登入決定，請在那裡修改。",
        "Password, roles and centres of this account come from the identity provider. Change them there.",
    ),
}
