import { Popover } from "antd"
import { pick, useLocale, useT } from "../../i18n"
import { serverNow } from "../../live/store"
import type { WorkRow } from "../../work-wire"
import { nextOf } from "./api"
import { dayAt, instantAt, nameOf, plus } from "../../parts/days"
import { hourMinute, TAGS } from "../../parts/time"
import { stacked } from "./stacks"

const HOUR = 3_600_000
/** Height of an item and of an hour at least, in pixels; `calendar.css` has the same. */
const [LINE, TALL] = [24, 40]
const FEW = 5

/** The hours of the day that are shown, first and last. */
export type Hours = readonly [first: number, last: number]

interface ItemProps {
  readonly row: WorkRow
  readonly chosen: string
  readonly onOpen: (id: string) => void
}

function Item({ row, chosen, onOpen }: ItemProps) {
  const locale = useLocale()
  const next = nextOf(row)
  if (!next) return null
  const time = hourMinute(next.at, locale)
  const tone = next.at <= serverNow() ? "late" : next.clock
  const told = `${time} ${pick(row.title, locale)}${row.name ? ` · ${row.name}` : ""}`
  return (
    <button type="button" title={told} className={`cal-item cal-${tone} ${row.id === chosen ? "cal-chosen" : ""}`} onClick={() => onOpen(row.id)}>
      <span className="num">{time}</span> {pick(row.title, locale)}
      {row.name && ` · ${row.name}`}
    </button>
  )
}

/** What there is no room for, behind its number. */
function Rest({ rows, ...rest }: Omit<ItemProps, "row"> & { readonly rows: readonly WorkRow[] }) {
  const t = useT()
  if (rows.length === 0) return null
  const all = (
    <div className="cal-all">
      {rows.map((row) => (
        <Item key={row.id} row={row} {...rest} />
      ))}
    </div>
  )
  return (
    <Popover content={all} trigger="click" destroyOnHidden>
      <button type="button" className="cal-rest">
        {t("work.rest", { count: rows.length })}
      </button>
    </Popover>
  )
}

interface DayProps extends Omit<ItemProps, "row"> {
  readonly day: Date
  readonly zone: string
  readonly rows: readonly WorkRow[]
  readonly open: readonly (readonly [number, number])[]
  readonly hours: Hours
  readonly month: boolean
  readonly faint: boolean
}

/** A day of the calendar: its hours in a week, its items in a month. */
export function Day({ day, zone, rows, open, hours, month, faint, ...rest }: DayProps) {
  const locale = useLocale()
  const [start, end] = [instantAt(day, 0, zone), instantAt(plus(day, 1), 0, zone)]
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
        {here.slice(0, FEW).map((row) => (
          <Item key={row.id} row={row} {...rest} />
        ))}
        <Rest rows={here.slice(FEW)} {...rest} />
      </section>
    )
  const [first, last] = hours
  const [from, whole] = [instantAt(day, first, zone), (last - first) * HOUR]
  const share = (at: number): number => Math.min(100, Math.max(0, ((at - from) / whole) * 100))
  const placed = here.map((row) => [share(nextOf(row)!.at), row] as const).sort(([a], [b]) => a - b)
  const now = serverNow()
  return (
    <section className="cal-day" aria-label={label}>
      {name}
      <div className="cal-hours">
        {works.map(([a, b]) => (
          <span key={a} className="cal-open" style={{ top: `${share(a)}%`, height: `${share(b) - share(a)}%` }} />
        ))}
        {today && now > from && now < from + whole && <span className="cal-now" style={{ top: `${share(now)}%` }} />}
        {stacked(placed, (LINE / TALL / (last - first)) * 100).map((stack) => (
          <div key={stack.shown[0]!.id} className="cal-stack" style={{ top: `${stack.top}%` }}>
            {stack.shown.map((row) => (
              <Item key={row.id} row={row} {...rest} />
            ))}
            <Rest rows={stack.rest} {...rest} />
          </div>
        ))}
      </div>
    </section>
  )
}

/** The hours beside a week. */
export function Scale({ hours: [first, last] }: { readonly hours: Hours }) {
  return (
    <div className="cal-scale num" aria-hidden="true">
      {Array.from({ length: last - first - 1 }, (_, n) => (
        <span key={n} style={{ top: `${((n + 1) / (last - first)) * 100}%` }}>{`${String(first + n + 1).padStart(2, "0")}:00`}</span>
      ))}
    </div>
  )
}

/** From when to when a day is shown: seven to nine in the evening, and longer where there is work or somebody works. */
export function hoursOf(rows: readonly WorkRow[], open: readonly (readonly [number, number])[], zone: string): Hours {
  const hour = (at: number): number => (at - instantAt(dayAt(at, zone), 0, zone)) / HOUR
  const due = rows.flatMap((row) => nextOf(row)?.at ?? []).map(hour)
  // A block that ends at midnight ends with its day.
  const [begins, ends] = [open.map(([a]) => hour(a)), open.map(([, b]) => hour(b - 1))]
  return [Math.floor(Math.min(7, ...due, ...begins)), Math.min(24, Math.ceil(Math.max(21, ...due.map((one) => one + 0.5), ...ends)))]
}
