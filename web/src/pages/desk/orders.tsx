import { CheckOutlined, SearchOutlined } from "@ant-design/icons"
import { App, Button } from "antd"
import { useState } from "react"
import { known, type Locale, useLocale, useT } from "../../i18n"
import { Panel } from "../../parts/panel"
import { useAsk } from "../../parts/use-ask"
import { type Row, shown } from "./record"
import { useField, useTalkId } from "./selection"

/** What has a place of its own on the card. */
const PLACED = new Set(["id", "item", "status", "outbound", "events", "currency", "customer"])
const TONES: Readonly<Record<string, string>> = {
  delivered: "tag-green",
  done: "tag-green",
  in_transit: "tag-note",
  unpaid: "tag-amber",
  delayed: "tag-amber",
}

/** The way of a parcel, the last place first. */
function Events({ events, locale }: { events: readonly Row[]; locale: Locale }) {
  return (
    <ol className="plain way">
      {events.toReversed().map(({ at, ...rest }, place) => (
        <li key={place}>
          <time>{shown(at, locale)}</time> {shown(rest, locale)}
        </li>
      ))}
    </ol>
  )
}

function Facts({ order, locale }: { order: Row; locale: Locale }) {
  const pairs = Object.entries(order).filter(([key, value]) => !PLACED.has(key) && shown(value, locale) !== "")
  const currency = shown(order.currency, locale)
  return (
    <dl className="facts">
      {pairs.map(([key, value]) => (
        <div key={key} className="pair">
          <dt>{known(`field.${key}`, key)}</dt>
          <dd>{key === "amount" && currency ? `${currency} ${shown(value, locale)}` : shown(value, locale)}</dd>
        </div>
      ))}
    </dl>
  )
}

function OrderCard({ order }: { order: Row }) {
  const t = useT()
  const locale = useLocale()
  const talk = useTalkId()
  const { ask } = useAsk()
  const id = String(order.id ?? order.account ?? "")
  const status = String(order.status ?? "")
  const outbound = shown(order.outbound, locale)
  const [looked, setLooked] = useState(false)
  const look = async (): Promise<void> => {
    if (await ask({ do: "look_up", talk, what: "order", key: id })) setLooked(true)
  }
  return (
    <li className="order">
      <div className="order-head">
        <strong>{id}</strong>
        {status && <span className={`tag ${TONES[status] ?? ""}`}>{shown(status, locale)}</span>}
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
      {outbound && (
        <div className="outbound">
          {t("order.outbound")} {outbound}
        </div>
      )}
      <Facts order={order} locale={locale} />
      {Array.isArray(order.events) && <Events events={order.events as readonly Row[]} locale={locale} />}
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
  const [found, setFound] = useState<Row | null>(null)
  const look = async (): Promise<void> => {
    const number = key.trim()
    if (!number) return
    const what = /^[+\d\s-]{7,}$/.test(number) ? "customer" : "order"
    const done = await ask({ do: "look_up", talk, what, key: number })
    if (!done) return
    setFound((done.result as Row | undefined) ?? null)
    if (!done.result) void message.info(t("order.missing", { key: number }))
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

/** What the customer ordered, and what can be looked up. */
export function Orders() {
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
