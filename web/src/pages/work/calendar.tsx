import { LeftOutlined, RightOutlined } from "@ant-design/icons"
import { Button } from "antd"
import type { CSSProperties } from "react"
import { useLocale, useT } from "../../i18n"
import { serverNow } from "../../live/store"
import { useCentre } from "../../session"
import { usePlace, useWork } from "./api"
import { Behind } from "../../parts/behind"
import "./calendar.css"
import { TAGS, zone as centreZone } from "../../parts/time"
import { Day, hoursOf, Scale } from "./calendar-day"
import { dayAt, daysOf, instantAt, monthOn, nameOf, plus } from "../../parts/days"
import { Feed } from "./feed"
import type { Filter } from "./filter"

/** What falls due, by day and hour; working hours stand out. */
export function Calendar({ filter, change, onOpen }: { filter: Filter; change: (part: Partial<Filter>) => void; onOpen: (id: string) => void }) {
  const t = useT()
  const locale = useLocale()
  const centre = useCentre()
  const month = filter.span === "month"
  const zone = centreZone()
  const day = filter.day ? new Date(`${filter.day}T00:00Z`) : dayAt(serverNow(), zone)
  const days = daysOf(day, month)
  const [from, before] = [instantAt(days[0]!, 0, zone), instantAt(plus(days.at(-1)!, 1), 0, zone)]
  const place = usePlace(from, before, filter.department)
  const open = place.open as readonly (readonly [number, number])[]
  const query = new URLSearchParams({ centre, limit: "500", from: String(from), before: String(before) })
  if (filter.owner) query.set("owner", filter.owner)
  if (filter.department) query.set("department", filter.department)
  const list = useWork(query.toString(), centre !== "").data
  const rows = list?.work ?? []
  const hours = hoursOf(month ? [] : rows, month ? [] : open, zone)
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
        {Boolean(list?.more) && <span className="quiet">{t(list!.exact ? "work.more" : "work.more_than", { count: list!.more })}</span>}
        <Behind count={list?.behind ?? 0} />
        <span className="bar-space" />
        <Feed />
        <Button size="small" onClick={() => change({ span: month ? "" : "month" })}>
          {t(month ? "work.week" : "work.month")}
        </Button>
      </header>
      <div className={month ? "cal-month" : "cal-week"} style={{ "--hours": hours[1] - hours[0] } as CSSProperties} tabIndex={0} role="group" aria-label={title}>
        {!month && <Scale hours={hours} />}
        {days.map((one) => (
          <Day key={one.getTime()} day={one} zone={zone} rows={rows} open={open} hours={hours} month={month} faint={month && one.getUTCMonth() !== day.getUTCMonth()} chosen={filter.id} onOpen={onOpen} />
        ))}
      </div>
    </section>
  )
}
