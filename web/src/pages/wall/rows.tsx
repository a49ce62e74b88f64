import { memo } from "react"
import { pick, useLocale, useT } from "../../i18n"
import { useLive, useNow } from "../../live/hooks"
import { Faults } from "../../parts/faults"
import { Nothing, Panel } from "../../parts/panel"
import { Ring, toneOf } from "../../parts/ring"
import { left, span } from "../../parts/time"
import type { Talk, Timer } from "../../wire"
import { ChannelIcon, nameOf } from "../desk/queue"
import { nextOf, urgency, waits } from "./order"

/** The countdown that ends next, and what it is about. */
function Next({ timer }: { timer: Timer }) {
  const t = useT()
  const locale = useLocale()
  const due = timer.due!
  const now = useNow(due - timer.since > 120_000 ? 1000 : 250)
  const share = (due - now) / Math.max(1, due - timer.since)
  const text = left(due - now)
  const label = share > 0 ? t("duty.left", { left: span(due - now) }) : t("duty.over")
  return (
    <span className="next">
      <Ring share={share} text={text} tone={toneOf(share)} size={34} label={label} />
      <span className="next-title">{pick(timer.title, locale)}</span>
    </span>
  )
}

function Lasting({ talk }: { talk: Talk }) {
  const now = useNow(1000)
  const since = talk.phase === "wrap_up" ? (talk.over ?? talk.arrived) : waits(talk) ? talk.arrived : (talk.answered ?? talk.arrived)
  return <span className="num">{span(now - since)}</span>
}

/** What goes on: phase, hold, and the situations of the standard. */
function State({ talk }: { talk: Talk }) {
  const t = useT()
  const locale = useLocale()
  return (
    <span className="states">
      {talk.help != null && <span className="tag tag-red">{t("help.wanted")}</span>}
      <span className={`tag ${waits(talk) ? "tag-amber" : ""}`}>{t(`wall.phase_${talk.phase}`)}</span>
      {talk.held && <span className="tag tag-amber">{t("talk.held")}</span>}
      {talk.muted && <span className="tag tag-amber">{t("talk.muted")}</span>}
      {talk.transfer && talk.transfer !== "done" && <span className="tag tag-note">{t("wall.transfer")}</span>}
      {Object.entries(talk.situations).map(([id, title]) => (
        <span key={id} className="tag tag-note">
          {pick(title, locale)}
        </span>
      ))}
    </span>
  )
}

function useWorst(talk: Talk | undefined): "over" | "near" | "" {
  const now = useNow(1000)
  if (!talk || talk.phase === "wrap_up") return ""
  if (talk.help != null) return "over"
  const worst = Math.max(0, ...talk.timers.map((timer) => urgency(timer, now)))
  return worst === 2 ? "over" : worst === 1 ? "near" : ""
}

interface RowProps {
  readonly id: string
  readonly chosen: boolean
  readonly onRead: (id: string) => void
}

const Row = memo(function Row({ id, chosen, onRead }: RowProps) {
  const t = useT()
  const locale = useLocale()
  const talk = useLive((state) => state.talks[id])
  const agent = useLive((state) => state.centre?.people[talk?.agent ?? ""]?.name)
  const queue = useLive((state) => state.centre?.queues[talk?.queue ?? ""])
  const rings = useLive((state) => Object.values(state.centre?.people ?? {}).find((one) => one.offered === id)?.name)
  const worst = useWorst(talk)
  if (!talk) return null
  const next = talk.phase === "wrap_up" ? undefined : nextOf(talk)
  const name = nameOf(talk.customer, t("queue.nobody"))
  return (
    <tr
      id={`row-${id}`}
      className={`row ${worst && `row-${worst}`} ${chosen ? "row-chosen" : ""}`}
      onClick={() => onRead(id)}
    >
      <td>
        <button type="button" className="row-name" aria-current={chosen || undefined}>
          <ChannelIcon channel={talk.channel} />
          <span className="unseen">{t(`wall.channel_${talk.channel === "phone" ? "phone" : "chat"}`)} </span>
          {name}
        </button>
        <span className="row-queue quiet">{pick(queue, locale)}</span>
      </td>
      <td>
        {agent ? `${agent} ${talk.agent}` : <span className="quiet">{talk.agent || t("wall.nobody")}</span>}
        {rings && <span className="row-queue quiet">{t("wall.rings_at", { name: rings })}</span>}
      </td>
      <td>
        <Lasting talk={talk} />
      </td>
      <td>
        <State talk={talk} />
      </td>
      <td>{next ? <Next key={next.key} timer={next} /> : <span className="quiet">–</span>}</td>
      <td>
        <Faults missed={talk.missed} broken={talk.broken} />
      </td>
    </tr>
  )
})

const COLUMNS = ["customer", "agent", "lasts", "state", "next", "faults"] as const

/** All conversations at hand. */
export function Rows({ order, chosen, onRead }: { order: readonly string[]; chosen: string; onRead: (id: string) => void }) {
  const t = useT()
  return (
    <Panel title={t("wall.talks")} extra={<span className="quiet">{t("wall.talks_hint")}</span>} className="rows">
      {order.length === 0 ? (
        <Nothing>{t("wall.talks_none")}</Nothing>
      ) : (
        <table>
          <thead>
            <tr>
              {COLUMNS.map((one) => (
                <th key={one} scope="col">
                  {t(`wall.col_${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {order.map((id) => (
              <Row key={id} id={id} chosen={id === chosen} onRead={onRead} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
