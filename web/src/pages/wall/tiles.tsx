import { Tooltip } from "antd"
import { Link } from "wouter"
import { useT } from "../../i18n"
import { sameItems, useDerived, useLive, useNow } from "../../live/hooks"
import { span } from "../../parts/time"
import { useCentre } from "../../session"
import { useWork } from "../work/api"
import { waits } from "./order"

interface TileProps {
  readonly name: string
  readonly value: string
  readonly tone?: "red" | "amber" | ""
  readonly values?: Record<string, string | number>
  /** Where what it counts is listed. */
  readonly to?: string
}

/** A figure; what exactly it counts shows on hover and focus. */
function Tile({ name, value, tone = "", values, to }: TileProps) {
  const t = useT()
  const meaning = t(`wall.${name}_is`, values)
  const shared = { className: `tile ${tone ? `tile-${tone}` : ""}`, "aria-description": meaning }
  const inner = (
    <>
      <span className="tile-value">{value}</span>
      <span className="tile-name">{t(`wall.${name}`)}</span>
    </>
  )
  return (
    <Tooltip title={meaning} placement="bottom">
      {to ? (
        <Link to={to} {...shared}>
          {inner}
        </Link>
      ) : (
        <button type="button" {...shared}>
          {inner}
        </button>
      )}
    </Tooltip>
  )
}

const percent = (share: number | null | undefined): string => (share == null ? "–" : `${Math.round(share * 100)}%`)
const wait = (ms: number | null | undefined): string => (ms == null ? "–" : span(ms))

/** How long the one who waits longest has waited. */
function LongestNow() {
  const since = useLive((state) => {
    const first = state.centre?.waiting[0]
    return first ? state.talks[first]?.arrived : undefined
  })
  const now = useNow(1000)
  return <Tile name="longest_now" value={since === undefined ? "–" : span(now - since)} />
}

/** Work after conversations whose time ran out. */
function Overdue() {
  const centre = useCentre()
  const late = useWork(new URLSearchParams({ centre, late: "1", limit: "1" }).toString(), centre !== "").data?.total
  return <Tile name="overdue" value={late === undefined ? "–" : String(late)} tone={late ? "red" : ""} to="/work?board=all&late=1" />
}

/** The day in figures. */
export function Tiles() {
  const today = useLive((state) => state.centre?.today)
  const [live, waiting] = useDerived((state) => {
    const talks = Object.values(state.talks)
    return [talks.filter((talk) => talk.phase === "live").length, talks.filter(waits).length] as const
  }, sameItems) as readonly [number, number]
  if (!today) return null
  const level = today.service_level
  const values = { answered: today.answered, offered: today.offered, target: Math.round(today.target / 1000), count: today.in_target }
  return (
    <div className="tiles">
      <Tile name="live" value={String(live)} />
      <Tile name="waiting" value={String(waiting)} tone={waiting > 3 ? "amber" : ""} />
      <LongestNow />
      <Tile name="level" value={percent(level)} tone={level != null && level < 0.6 ? "red" : ""} values={values} />
      <Tile name="answered" value={`${today.answered}/${today.offered}`} />
      <Tile name="mean_wait" value={wait(today.mean_wait)} />
      <Tile name="longest_wait" value={wait(today.longest_wait)} />
      <Tile name="abandoned" value={String(today.abandoned)} />
      <Tile name="missed" value={String(today.missed)} />
      <Tile name="broken" value={String(today.broken)} tone={today.broken > 0 ? "red" : ""} />
      <Overdue />
    </div>
  )
}
