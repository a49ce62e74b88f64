import { CheckOutlined, SearchOutlined } from "@ant-design/icons"
import { App, Button } from "antd"
import { useState } from "react"
import { known, type Locale, useLocale, useT } from "../../i18n"
import { useNow } from "../../live/hooks"
import { Nothing, Panel } from "../../parts/panel"
import { dayTime } from "../../parts/time"
import { useAsk } from "../../parts/use-ask"
import type { Promise as Promised } from "../../wire"
import { useField, useTalkId } from "./selection"
import { showEntry } from "./jump"

type Order = Readonly<Record<string, unknown>>

function due(promise: Promised, now: number): string {
  if (promise.due == null) return "tag"
  return promise.due < now ? "tag tag-red" : promise.due - now < 3_600_000 ? "tag tag-amber" : "tag tag-note"
}

/** What was promised in this conversation, until when. */
function Promises() {
  const t = useT()
  const locale = useLocale()
  const now = useNow(10_000)
  const promises = useField("promises") ?? []
  return (
    <Panel title={t("promise.heading")} extra={promises.length > 0 && <span className="quiet">{promises.length}</span>}>
      {promises.length === 0 ? (
        <Nothing>{t("promise.none")}</Nothing>
      ) : (
        <ul className="plain promises">
          {promises.map((one, place) => (
            <li key={place}>
              <button type="button" className="promise" onClick={() => showEntry(one.n)}>
                {one.text}
              </button>
              <span className="promise-line">
                {one.who !== "agent" && <span className="tag">{t(`who.${one.who}`)}</span>}
                <span className={due(one, now)}>
                  {one.due == null ? t("promise.vague") : t("promise.due", { at: dayTime(one.due, locale) })}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

const HEAD = new Set(["id", "item", "status"])

/** A value of a customer's record, whatever it is; an instant reads as a time. */
function shown(value: unknown, locale: Locale): string {
  if (value == null || value === "") return ""
  if (typeof value === "number" && value > 1e12) return dayTime(value, locale)
  if (Array.isArray(value)) return value.map((one) => shown(one, locale)).join("; ")
  if (typeof value === "object") {
    return Object.values(value)
      .map((one) => shown(one, locale))
      .filter(Boolean)
      .join(" ")
  }
  return known(`order.${String(value)}`, String(value))
}

function OrderCard({ order }: { order: Order }) {
  const t = useT()
  const locale = useLocale()
  const talk = useTalkId()
  const { ask } = useAsk()
  const id = String(order.id ?? "")
  const [looked, setLooked] = useState(false)
  const look = async (): Promise<void> => {
    if (await ask({ do: "look_up", talk, what: "order", key: id })) setLooked(true)
  }
  return (
    <li className="order">
      <div className="order-head">
        <strong>{id}</strong>
        {Boolean(order.status) && <span className="tag">{shown(order.status, locale)}</span>}
        <Button
          type="text"
          size="small"
          icon={looked ? <CheckOutlined /> : <SearchOutlined />}
          title={t("order.look_up")}
          aria-label={`${t("order.look_up")} ${id}`}
          onClick={() => void look()}
        />
      </div>
      <div>{shown(order.item, locale)}</div>
      <dl className="facts">
        {Object.entries(order)
          .filter(([key, value]) => !HEAD.has(key) && shown(value, locale) !== "")
          .map(([key, value]) => (
            <div key={key} className="pair">
              <dt>{known(`field.${key}`, key)}</dt>
              <dd>{shown(value, locale)}</dd>
            </div>
          ))}
      </dl>
    </li>
  )
}

/** Look something up by its number. */
function LookUp() {
  const t = useT()
  const talk = useTalkId()
  const { ask } = useAsk()
  const { message } = App.useApp()
  const [key, setKey] = useState("")
  const [found, setFound] = useState<Order | null>(null)
  const look = async (): Promise<void> => {
    const number = key.trim()
    if (!number) return
    const what = /^[+\d\s-]{7,}$/.test(number) ? "customer" : "order"
    const done = await ask({ do: "look_up", talk, what, key: number })
    if (!done) return
    const result = done.result as Order | null
    setFound(result ?? null)
    if (!result) void message.info(t("order.missing", { key: number }))
  }
  return (
    <>
      <form
        className="look-up"
        onSubmit={(event) => {
          event.preventDefault()
          void look()
        }}
      >
        <input
          className="field"
          value={key}
          placeholder={t("order.number")}
          aria-label={t("order.number")}
          onChange={(event) => setKey(event.target.value)}
        />
        <Button size="small" htmlType="submit" icon={<SearchOutlined />} aria-label={t("order.look_up")} />
      </form>
      {found && (
        <ul className="plain">
          <OrderCard order={found} />
        </ul>
      )}
    </>
  )
}

function Orders() {
  const t = useT()
  const orders = useField("customer")?.orders ?? []
  return (
    <Panel title={t("order.heading")}>
      <LookUp />
      {orders.length > 0 && (
        <ul className="plain orders">
          {orders.map((order, place) => (
            <OrderCard key={place} order={order} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function History() {
  const t = useT()
  const locale = useLocale()
  const history = useField("customer")?.history ?? []
  return (
    <Panel title={t("history.heading")}>
      {history.length === 0 ? (
        <Nothing>{t("history.none")}</Nothing>
      ) : (
        <ul className="plain history">
          {history.map((one, place) => {
            const { at, summary, text, ...rest } = one
            return (
              <li key={place}>
                {typeof at === "number" && <time>{dayTime(at, locale)}</time>}
                {typeof at === "string" && <time>{at}</time>}
                <span>{shown(summary ?? text ?? rest, locale)}</span>
              </li>
            )
          })}
        </ul>
      )}
    </Panel>
  )
}

/** What the customer was promised, ordered and asked before. */
export function Past() {
  return (
    <>
      <Promises />
      <Orders />
      <History />
    </>
  )
}
