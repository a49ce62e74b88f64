import { LeftOutlined, RightOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { pick, useLocale, useT } from "../../i18n"
import { serverNow } from "../../live/store"
import { useCentre } from "../../session"
import type { WorkRow } from "../../work-wire"
import { nextOf, usePlace, useWork } from "./api"
import "./calendar.css"
import { Feed } from "./feed"
import { dayAt, daysOf, instantAt, monthOn, nameOf, plus } from "./days"
import type { Filter } from "./filter"

const TAGS: Record<string, string> = { "zh-Hans": "zh-CN", "zh-Hant": "zh-HK", en: "en-GB" }
const [FIRST, LAST] = [7, 21]

function Item({ row, zone, chosen, onOpen, style }: { row: WorkRow; zone: string; chosen: boolean; onOpen: (id: string) => void; style?: object }) {
  const locale = useLocale()
  const next = nextOf(row)
  if (!next) return null
  const time = new Date(next.at).toLocaleTimeString(TAGS[locale], { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
  const tone = next.at <= serverNow() ? "late" : next.clock
  return (
    <button type="button" style={style} className={`cal-item cal-${tone} ${chosen ? "cal-chosen" : ""}`} onClick={() => onOpen(row.id)}>
      <span className="num">{time}</span> {pick(row.title, locale)}
      {row.name && ` · ${row.name}`}
    </button>
  )
}

/** Part of a day between two instants, in percent of what is shown of it. */
function share(begin: number, from: number, to: number): { top: string; height: string } {
  const whole = (LAST - FIRST) * 3_600_000
  const [a, b] = [Math.max(0, (from - begin) / whole), Math.min(1, (to - begin) / whole)]
  return { top: `${a * 100}%`, height: `${Math.max(0, b - a) * 100}%` }
}

interface DayProps {
  readonly day: Date
  readonly zone: string
  readonly rows: readonly WorkRow[]
  readonly open: readonly (readonly [number, number])[]
  readonly month: boolean
  readonly faint: boolean
  readonly chosen: string
  readonly onOpen: (id: string) => void
}

function Day({ day, zone, rows, open, month, faint, chosen, onOpen }: DayProps) {
  const locale = useLocale()
  const [start, end] = [instantAt(day, 0, zone), instantAt(plus(day, 1), 0, zone)]
  const first = instantAt(day, FIRST, zone)
  const here = rows.filter((row) => {
    const at = nextOf(row)?.at ?? 0
    return at >= start && at < end
  })
  const works = open.filter(([a, b]) => b > start && a < end)
  const label = day.toLocaleDateString(TAGS[locale], { timeZone: "UTC", ...(month ? { day: "numeric" } : { weekday: "short", day: "numeric", month: "numeric" }) })
  const today = nameOf(day) === nameOf(dayAt(serverNow(), zone))
  const name = <h3 className={today ? "cal-today" : ""}>{label}</h3>
  if (month)
    return (
      <section className={`cal-cell ${works.length === 0 ? "cal-shut" : ""} ${faint ? "cal-faint" : ""}`} aria-label={label}>
        {name}
        {here.slice(0, 5).map((row) => (
          <Item key={row.id} row={row} zone={zone} chosen={row.id === chosen} onOpen={onOpen} />
        ))}
        {here.length > 5 && <span className="quiet small">+{here.length - 5}</span>}
      </section>
    )
  return (
    <section className="cal-day" aria-label={label}>
      {name}
      <div className="cal-hours">
        {works.map(([a, b]) => (
          <span key={a} className="cal-open" style={share(first, a, b)} />
        ))}
        {here.map((row, place) => {
          const at = nextOf(row)!.at
          const { top } = share(first, at, at)
          const kept = Math.min(96, Number.parseFloat(top))
          return <Item key={row.id} row={row} zone={zone} chosen={row.id === chosen} onOpen={onOpen} style={{ top: `${kept}%`, marginLeft: (place % 3) * 8 }} />
        })}
      </div>
    </section>
  )
}

/** What falls due, by day and hour; working hours stand out. */
export function Calendar({ filter, change, onOpen }: { filter: Filter; change: (part: Partial<Filter>) => void; onOpen: (id: string) => void }) {
  const t = useT()
  const locale = useLocale()
  const centre = useCentre()
  const month = filter.span === "month"
  const zone = usePlace().zone || "UTC"
  const day = filter.day ? new Date(`${filter.day}T00:00Z`) : dayAt(serverNow(), zone)
  const days = daysOf(day, month)
  const [from, before] = [instantAt(days[0]!, 0, zone), instantAt(plus(days.at(-1)!, 1), 0, zone)]
  const place = usePlace(from, before)
  const query = new URLSearchParams({ centre, limit: "500", from: String(from), before: String(before) })
  if (filter.owner) query.set("owner", filter.owner)
  if (filter.department) query.set("department", filter.department)
  const rows = useWork(query.toString(), centre !== "").data?.work ?? []
  const go = (by: number): void => change({ day: nameOf(month ? monthOn(day, by) : plus(day, 7 * by)) })
  const title = day.toLocaleDateString(TAGS[locale], { timeZone: "UTC", year: "numeric", month: "long" })
  return (
    <section className="panel cal" aria-label={t("work.board.calendar")}>
      <header className="cal-head">
        <Button size="small" icon={<LeftOutlined />} aria-label={t("work.before")} onClick={() => go(-1)} />
        <Button size="small" onClick={() => change({ day: "" })}>
          {t("work.group.today")}
        </Button>
        <Button size="small" icon={<RightOutlined />} aria-label={t("work.after")} onClick={() => go(1)} />
        <h2>{title}</h2>
        <span className="bar-space" />
        <Feed />
        <Button size="small" onClick={() => change({ span: month ? "" : "month" })}>
          {t(month ? "work.week" : "work.month")}
        </Button>
      </header>
      <div className={month ? "cal-month" : "cal-week"} tabIndex={0} role="group" aria-label={title}>
        {days.map((one) => (
          <Day key={one.getTime()} day={one} zone={zone} rows={rows} open={place.open as [number, number][]} month={month} faint={one.getUTCMonth() !== day.getUTCMonth()} chosen={filter.id} onOpen={onOpen} />
        ))}
      </div>
    </section>
  )
}
