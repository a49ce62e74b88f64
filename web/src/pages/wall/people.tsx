import { useT, pick, useLocale } from "../../i18n"
import { sameItems, useDerived, useLive, useNow } from "../../live/hooks"
import { Nothing, Panel } from "../../parts/panel"
import { clock, span } from "../../parts/time"
import type { Alert, Colleague, Status } from "../../wire"
import { ChannelIcon, nameOf } from "../desk/queue"

const ORDER: readonly Status[] = ["busy", "wrap_up", "idle", "break", "off"]

function Person({ one }: { one: Colleague }) {
  const t = useT()
  const now = useNow(1000)
  return (
    <li className="person">
      <span className={`dot dot-${one.status}`} aria-hidden="true" />
      <span className="at-work-name">
        {one.name} <span className="quiet">{one.number}</span>
      </span>
      {one.talks.length > 1 && <span className="tag">{t("wall.hands", { count: one.talks.length })}</span>}
      <span className="person-status">{t(`status.${one.status}`)}</span>
      <span className="num quiet">{one.status === "off" ? "" : span(now - one.since)}</span>
    </li>
  )
}

/** Who is at work, in what state, since when. */
export function People() {
  const t = useT()
  const people = useDerived(
    (state) =>
      Object.values(state.centre?.people ?? {}).toSorted(
        (a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || a.since - b.since,
      ),
    sameItems,
  )
  const free = people.filter((one) => one.status === "idle").length
  return (
    <Panel title={t("wall.people")} extra={<span className="quiet">{t("wall.free", { count: free })}</span>}>
      {people.length === 0 && <Nothing>{t("wall.people_none")}</Nothing>}
      <ul className="plain people">
        {people.map((one) => (
          <Person key={one.number} one={one} />
        ))}
      </ul>
    </Panel>
  )
}

type Read = (id: string) => void

function Waiter({ id, onRead }: { id: string; onRead: Read }) {
  const t = useT()
  const locale = useLocale()
  const talk = useLive((state) => state.talks[id])
  const queue = useLive((state) => state.centre?.queues[talk?.queue ?? ""])
  const target = useLive((state) => state.centre?.today.target ?? 20_000)
  const now = useNow(1000)
  if (!talk) return null
  const late = now - talk.arrived > target
  const name = nameOf(talk.customer, t("queue.nobody"))
  return (
    <li className="person">
      <button type="button" className="row-name" title={name} onClick={() => onRead(id)}>
        <ChannelIcon channel={talk.channel} /> <span className="cut">{name}</span>
      </button>
      <span className="person-status" title={pick(queue, locale)}>
        {pick(queue, locale)}
      </span>
      <span className={late ? "tag tag-red num" : "num quiet"}>{span(now - talk.arrived)}</span>
    </li>
  )
}

/** Who waits, longest first. */
export function Waiting({ onRead }: { onRead: Read }) {
  const t = useT()
  const waiting = useDerived((state) => state.centre?.waiting ?? [], sameItems)
  return (
    <Panel title={t("wall.queue")} extra={waiting.length > 0 && <span className="quiet">{waiting.length}</span>}>
      {waiting.length === 0 && <Nothing>{t("queue.empty")}</Nothing>}
      <ul className="plain people">
        {waiting.map((id) => (
          <Waiter key={id} id={id} onRead={onRead} />
        ))}
      </ul>
    </Panel>
  )
}

function AlertRow({ alert, onRead }: { alert: Alert; onRead: Read }) {
  const t = useT()
  const locale = useLocale()
  const name = useLive((state) => state.centre?.people[alert.agent]?.name ?? alert.agent)
  const talks = useDerived((state) => alert.talks.filter((id) => id in state.talks), sameItems)
  const { customers } = useCustomers(talks)
  return (
    <li className="alert">
      <span className="alert-head">
        <strong>{name}</strong> <time className="quiet">{clock(alert.at, locale)}</time>
      </span>
      <span>{pick(alert.text, locale)}</span>
      <span className="alert-talks">
        {talks.map((id, place) => (
          <button key={id} type="button" className="chip" onClick={() => onRead(id)}>
            {customers[place] || t("queue.nobody")}
          </button>
        ))}
      </span>
    </li>
  )
}

function useCustomers(talks: readonly string[]): { customers: readonly string[] } {
  const customers = useDerived((state) => talks.map((id) => nameOf(state.talks[id]?.customer, "")), sameItems)
  return { customers }
}

/** Rules that came true within the last hour, the newest first. */
export function Alerts({ onRead }: { onRead: Read }) {
  const t = useT()
  const alerts = useDerived(
    (state) => Object.values(state.centre?.alerts ?? {}).toSorted((a, b) => b.at - a.at),
    sameItems,
  )
  return (
    <Panel
      title={t("wall.alerts")}
      className={alerts.length > 0 ? "alerts" : ""}
      extra={alerts.length > 0 && <span className="count">{alerts.length}</span>}
    >
      {alerts.length === 0 && <Nothing>{t("wall.alerts_none")}</Nothing>}
      <ul className="plain alert-list" aria-live="polite">
        {alerts.slice(0, 12).map((alert) => (
          <AlertRow key={alert.id} alert={alert} onRead={onRead} />
        ))}
      </ul>
    </Panel>
  )
}
