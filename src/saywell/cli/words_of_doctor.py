"""What the doctor says, in three languages."""

from __future__ import annotations

DOCTOR: dict[str, tuple[str, str, str]] = {
    "doctor.space.good": ("磁盘空间 {free}", "磁碟空間 {free}", "{free} of disk are free."),
    "doctor.space.bad": (
        "磁盘只剩 {free}，请腾出空间",
        "磁碟只剩 {free}，請騰出空間",
        "Only {free} of disk are free: make room.",
    ),
    "doctor.folder.good": ("{path} 可写", "{path} 可寫", "{path} can be written."),
    "doctor.folder.bad": (
        "{path} 不存在或不可写，请改权限或换文件夹",
        "{path} 不存在或不可寫，請改權限或換資料夾",
        "{path} is missing or cannot be written: mend its permissions or name another folder.",
    ),
    "doctor.store.bad": (
        "还没有数据：{path}。启动一次服务器就会建立",
        "還沒有資料：{path}。啟動一次伺服器就會建立",
        "There is no data yet at {path}: the first start of the server makes it.",
    ),
    "doctor.sound.good": (
        "数据完好（{reason} 条记录）",
        "資料完好（{reason} 筆記錄）",
        "The data is sound ({reason} records).",
    ),
    "doctor.sound.bad": (
        "数据已损坏：{reason}。请用 saywell restore 恢复备份",
        "資料已損壞：{reason}。請用 saywell restore 還原備份",
        "The data is damaged: {reason}. Put a backup in place with saywell restore.",
    ),
    "doctor.schema.good": (
        "数据格式 {schema}，本程序懂到 {newest}",
        "資料格式 {schema}，本程式懂到 {newest}",
        "Schema {schema}; this Saywell knows up to {newest}.",
    ),
    "doctor.schema.bad": (
        "数据格式 {schema} 比本程序（{newest}）新，请升级 Saywell",
        "資料格式 {schema} 比本程式（{newest}）新，請升級 Saywell",
        "The schema needs version {schema}, this Saywell knows {newest}: update Saywell.",
    ),
    "doctor.pages.good": ("网页已就绪", "網頁已就緒", "The pages are built."),
    "doctor.pages.bad": (
        "网页没有构建，请运行 make demo 或安装发布包",
        "網頁沒有建置，請執行 make demo 或安裝發布套件",
        "The pages are not built: run make demo, or install a released package.",
    ),
    "doctor.lists.good": (
        "列表与报表尚缺 {behind} 条记录",
        "清單與報表尚缺 {behind} 筆記錄",
        "Lists and reports lack {behind} records.",
    ),
    "doctor.lists.bad": (
        "列表与报表还缺 {behind} 条记录，请让服务器运行到补齐为止",
        "清單與報表還缺 {behind} 筆記錄，請讓伺服器執行到補齊為止",
        "Lists and reports lack {behind} records: let the server run until they have caught up.",
    ),
}
