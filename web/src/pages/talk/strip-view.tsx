import { useMemo } from "react"
import { pick, useLocale, useT } from "../../i18n"
import { serverNow } from "../../live/store"
import { span } from "../../parts/time"
import type { Talk } from "../../wire"
import { axis, type Kind, type Segment, stripOf } from "./strip"
import { useLooking } from "./talk"

const LANES: Record<Kind, { y: number; height: number }> = {
  hold: { y: 4, height: 44 },
  silence: { y: 4, height: 44 },
  agent: { y: 6, height: 18 },
  customer: { y: 28, height: 18 },
}
const KINDS: readonly Kind[] = ["agent", "customer", "silence", "hold"]
const part = (share: number): string => `${(share * 100).toFixed(3)}%`

function toLine(n: number): void {
  const line = document.getElementById(`line-${n}`)
  line?.scrollIntoView({ block: "center" })
  line?.focus({ preventScroll: true })
}

function Bar({ one, title }: { one: Segment; title: string }) {
  const lane = LANES[one.kind]
  return (
    <rect
      className={`strip-${one.kind}`}
      x={part(one.from)}
      width={part(Math.max(one.to - one.from, 0.0035))}
      y={lane.y}
      height={lane.height}
      rx={2}
      onClick={one.n ? () => toLine(one.n) : undefined}
    >
      <title>{title}</title>
    </rect>
  )
}

function Legend({ sums, phone }: { sums: Readonly<Record<Kind, number>>; phone: boolean }) {
  const t = useT()
  return (
    <ul className="plain legend">
      {KINDS.filter((kind) => phone || (kind !== "silence" && kind !== "hold")).map((kind) => (
        <li key={kind}>
          <svg width={12} height={12} aria-hidden="true">
            <rect className={`strip-${kind}`} width={12} height={12} rx={2} />
          </svg>
          {t(`read.strip_${kind}`)} {phone && <span className="quiet num">{span(sums[kind])}</span>}
        </li>
      ))}
      <li>
        <svg width={12} height={12} aria-hidden="true">
          <path className="strip-tick tick-missed" d="M6 0v12" />
        </svg>
        {t("read.strip_faults")}
      </li>
    </ul>
  )
}

/** Talk, silence and hold along the time of the conversation; findings as ticks. */
export function StripView({ talk }: { talk: Talk }) {
  const t = useT()
  const locale = useLocale()
  const { active, hover, find } = useLooking()
  const strip = useMemo(() => stripOf(talk, serverNow()), [talk])
  const lasts = strip.end - strip.start
  const phone = talk.channel === "phone"
  const names = (kind: Kind): string => t(`read.strip_${kind}`)
  const summary = KINDS.map((kind) => `${names(kind)} ${span(strip.sums[kind])}`).join(", ")
  return (
    <section className="panel strip" aria-label={t("read.strip")}>
      <Legend sums={strip.sums} phone={phone} />
      <svg className="strip-svg" width="100%" height={78} role="img" aria-label={summary}>
        {strip.segments.map((one, place) => (
          <Bar key={place} one={one} title={`${names(one.kind)} ${span(one.lasted)}`} />
        ))}
        {strip.ticks
          .filter((tick) => tick.verdict !== "met" || tick.finding === active)
          .map((tick) => (
            <g
              key={tick.finding}
              className={`strip-tick tick-${tick.verdict} ${tick.finding === active ? "tick-active" : ""}`}
              onClick={() => find(tick.finding)}
              onPointerEnter={() => hover(tick.finding)}
              onPointerLeave={() => hover(-1)}
            >
              <title>{pick(talk.findings[tick.finding]?.title, locale)}</title>
              <line x1={part(tick.at)} x2={part(tick.at)} y1={0} y2={54} />
              <circle cx={part(tick.at)} cy={55} r={4} />
            </g>
          ))}
        {axis(lasts).map((ms) => (
          <text key={ms} x={part(ms / lasts)} y={75} textAnchor={ms === 0 ? "start" : ms / lasts > 0.97 ? "end" : "middle"}>
            {span(ms)}
          </text>
        ))}
      </svg>
    </section>
  )
}
