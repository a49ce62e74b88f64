"""Sentences of the server."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "serve.missing": (
        "没有安装服务器的部件。请运行：pip install 'saywell[server]'",
        "沒有安裝伺服器的部件。請執行：pip install 'saywell[server]'",
        "The parts of the server are not installed. Run: pip install 'saywell[server]'",
    ),
    "serve.no-traces": (
        "没有安装追踪的部件。请运行：pip install 'saywell[traces]'",
        "沒有安裝追蹤的部件。請執行：pip install 'saywell[traces]'",
        "The part for traces is not installed. Run: pip install 'saywell[traces]'",
    ),
    "serve.no-postgres": (
        "没有安装 PostgreSQL 的部件。请运行：pip install 'saywell[postgres]'",
        "沒有安裝 PostgreSQL 的部件。請執行：pip install 'saywell[postgres]'",
        "The part for PostgreSQL is not installed. Run: pip install 'saywell[postgres]'",
    ),
    "serve.store": (
        "“{url}”不是数据库地址。请写 postgresql://…，或不给 --store 而用数据文件夹。",
        "「{url}」不是資料庫位址。請寫 postgresql://…，或不給 --store 而用資料資料夾。",
        '"{url}" is no address of a store. Give postgresql://…, or leave --store away and use the data folder.',
    ),
    "serve.folder": (
        "不能在 {path} 存放数据：{reason}。请用 --data 换一个文件夹。",
        "不能在 {path} 存放資料：{reason}。請用 --data 換一個資料夾。",
        "Data cannot be kept in {path}: {reason}. Name another folder with --data.",
    ),
    "serve.port": (
        "不能在 {host}:{port} 上监听：{reason}。请用 --port 换一个端口。",
        "不能在 {host}:{port} 上監聽：{reason}。請用 --port 換一個連接埠。",
        "Cannot listen on {host}:{port}: {reason}. Name another port with --port.",
    ),
}
