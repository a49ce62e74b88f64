import { CheckOutlined, SearchOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useState } from "react"
import { known, type Locale, pick, useLocale, useT } from "../../i18n"
import { useNotices } from "../../parts/notices"
import { Panel } from "../../parts/panel"
import { useAsk } from "../../parts/use-ask"
import { type Row, shown } from "./record"
import { useField, useTalkId } from "./selection"

/** What has a place of its own on the card. */
const PLACED = new Set([
  "id", "item", "status", "state", "lines", "outbound", "differs", "events", "currency", "customer", "customer_id", "place", "phone",
])
const TONES: Readonly<Record<string, string>> = {
  delivered: "tag-green",
  done: "tag-green",
  in_transit: "tag-note",
  unpaid: "tag-amber",
  delayed: "tag-amber",
  signed: "tag-green",
  not_updated: "tag-note",
  stalled: "tag-red",
  late: "tag-amber",
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

/** In what the goods are counted; a shop writes that in its own language. */
function measure(line: Row, locale: Locale): string {
  const unit = shown(line.unit, locale)
  return known(`measure.${unit}`, unit, Number(line.quantity))
}

/** Goods in words: what, which colour, how much. */
function goods(line: Row | null | undefined, locale: Locale): string {
  if (!line) return ""
  const count = line.quantity == null ? "" : `× ${[shown(line.quantity, locale), measure(line, locale)].filter(Boolean).join(locale === "en" ? " " : "")}`
  return [shown(line.colour, locale), shown(line.item ?? line.sku, locale), count].filter(Boolean).join(" ")
}

/** Whether what left the warehouse is what was ordered. */
function Compared({ order, locale }: { order: Row; locale: Locale }) {
  const t = useT()
  if (!Array.isArray(order.differs)) return null
  const differs = order.differs as readonly { kind: string; ordered: Row | null; sent: Row | null }[]
  if (differs.length === 0) return <div className="outbound outbound-agrees">{t("order.agrees")}</div>
  return (
    <ul className="plain outbound">
      {differs.map((one, place) => (
        <li key={place}>
          <span className="tag tag-red">{t(`order.kind_${one.kind}` as "order.kind_wrong")}</span>{" "}
          {one.ordered && t("order.was_ordered", { goods: goods(one.ordered, locale) })}{" "}
          {one.sent && t("order.was_sent", { goods: goods(one.sent, locale) })}
        </li>
      ))}
    </ul>
  )
}

function OrderCard({ order }: { order: Row }) {
  const t = useT()
  const locale = useLocale()
  const talk = useTalkId()
  const { ask } = useAsk()
  const id = String(order.id ?? order.account ?? "")
  const status = String(order.state ?? order.status ?? "")
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
      <Compared order={order} locale={locale} />
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
  const { message } = useNotices()
  const [key, setKey] = useState("")
  const [found, setFound] = useState<Row | null>(null)
  const forms = useField("forms") ?? {}
  // The number that the customer named need not be typed again.
  const heard = Object.values(forms).map((form) => form.suggested["order"] ?? "").find(Boolean) ?? ""
  const look = async (): Promise<void> => {
    const number = key.trim() || heard
    if (!number) return
    setKey(number)
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
          className={`field ${heard && !key ? "field-ghost" : ""}`}
          value={key}
          placeholder={heard || t("order.number")}
          aria-label={t("order.number")}
          aria-description={heard && !key ? t("form.suggested", { value: heard }) : undefined}
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
  const locale = useLocale()
  const person = useField("customer")
  const orders = person?.orders ?? []
  const trouble = person?.trouble && pick(person.trouble, locale)
  return (
    <Panel title={t("order.heading")}>
      {trouble && (
        <p className="setting-why" role="alert">
          {trouble}
        </p>
      )}
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
