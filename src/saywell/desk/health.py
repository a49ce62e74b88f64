"""Whether all is well, as a page for people: no script, nothing from elsewhere, nothing of anybody."""

from __future__ import annotations

from html import escape

from saywell import __version__
from saywell.desk.wire import Wire
from saywell.kernel.locale import LOCALES, Locale


class Health(Wire, frozen=True):
    """`status`: ok, behind, stuck or stopped; `position`: the last record; `behind`: how many are not dealt with yet;
    `stuck`: streams that could not be dealt with; `lists`: how many records lists and reports do not know yet."""

    status: str
    position: int
    behind: int
    stuck: int
    lists: int = 0


_WORDS = {
    "title": ("服务状态", "服務狀態", "Health"),
    "ok": ("一切正常", "一切正常", "All is well"),
    "behind": ("处理落后", "處理落後", "It lags behind"),
    "stuck": ("有会话处理不了", "有會話處理不了", "Something could not be dealt with"),
    "stopped": ("已停止处理", "已停止處理", "It has stopped"),
    "position": ("最后一条记录", "最後一筆記錄", "Last record"),
    "behind_by": ("尚未处理", "尚未處理", "Not dealt with yet"),
    "stuck_by": ("处理不了", "處理不了", "Could not be dealt with"),
    "lists_by": ("列表与报表尚缺", "清單與報表尚缺", "Not in lists and reports yet"),
    "version": ("版本", "版本", "Version"),
}
_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="10"><meta name="color-scheme" content="light dark"><title>{title} · Saywell</title>
<style>
body {{ margin: 12vh auto; max-width: 26rem; padding: 0 1rem; font: 16px/1.6 system-ui, sans-serif }}
h1 {{ font-size: 1.5rem; margin: 0 0 1rem }}
h1::before {{ content: ""; display: inline-block; width: .75rem; height: .75rem; margin-right: .6rem;
  border-radius: 50%; background: {colour} }}
dl {{ display: grid; grid-template-columns: auto 1fr; gap: .3rem 2rem; margin: 0 }}
dd {{ margin: 0; text-align: right; font-variant-numeric: tabular-nums }}
</style></head><body><main><h1>{state}</h1><dl>{rows}</dl></main></body></html>
"""


def health_page(told: Health, locale: Locale) -> str:
    """The page; it loads itself again every ten seconds."""
    at = LOCALES.index(locale)
    rows = (
        ("position", f"{told.position:,}"), ("behind_by", f"{told.behind:,}"), ("stuck_by", f"{told.stuck:,}"),
        ("lists_by", f"{told.lists:,}"), ("version", __version__),
    )  # fmt: skip
    return _PAGE.format(
        lang=locale,
        title=_WORDS["title"][at],
        state=_WORDS[told.status][at],
        colour="#1a7f4b" if told.status == "ok" else "#c2410c",
        rows="".join(f"<dt>{_WORDS[name][at]}</dt><dd>{escape(value)}</dd>" for name, value in rows),
    )
