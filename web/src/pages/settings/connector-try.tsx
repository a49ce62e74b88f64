import { ExperimentOutlined } from "@ant-design/icons"
import { Alert, Button, Input } from "antd"
import { useId, useState } from "react"
import { call } from "../../api"
import { pick, useLocale, useT } from "../../i18n"
import { type Connector, TRIED, type Tried } from "./connector-types"

type Came = { readonly question: string; readonly tried?: Tried; readonly fault?: string }

/** A value of a row as it is told. */
function told(value: unknown, locale: "zh-Hans" | "zh-Hant" | "en"): string {
  if (value === null || value === undefined) return "—"
  if (typeof value === "object" && !Array.isArray(value) && "en" in value) return pick(value as Record<string, string>, locale)
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}

function Answer({ came }: { came: Came }) {
  const t = useT()
  const locale = useLocale()
  if (came.fault !== undefined) {
    return <Alert type="error" showIcon title={t(`shop.q_${came.question}`)} description={came.fault} />
  }
  const row = came.tried?.rows[0]
  const { count = 0, ms = 0 } = came.tried ?? {}
  return (
    <section className="shop-answer" aria-label={t(`shop.q_${came.question}`)}>
      <h4>
        {t(`shop.q_${came.question}`)} <span className={count ? "tag tag-green" : "tag tag-grey"}>{t("shop.came", { count, ms })}</span>
      </h4>
      {row && (
        <dl>
          {Object.entries(row).map(([key, value]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{told(value, locale)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

/** Looks an order up with what stands in the form, before it is in force. */
export function TryOut({ place, connector }: { place: string; connector: Connector }) {
  const t = useT()
  const id = useId()
  const [order, setOrder] = useState("")
  const [came, setCame] = useState<readonly Came[]>([])
  const [busy, setBusy] = useState(false)
  const ask = async (): Promise<void> => {
    setBusy(true)
    const found: Came[] = []
    const able = TRIED.filter((one) => (connector.kind === "sql" ? connector.statements?.[one] : connector.resources?.[one]))
    const keys: Record<string, string> = { order: order.trim() }
    for (const question of able.length ? able : (["order"] as const)) {
      try {
        const tried = await call<Tried>("POST", `${place}/try`, { connector, question, keys })
        found.push({ question, tried })
        const row = tried.rows[0]
        if (question === "order" && row) {
          if (typeof row.id === "string") keys.order = row.id
          if (typeof row.tracking === "string") keys.tracking = row.tracking
        }
        if (question === "order" && !row) break
      } catch (error) {
        found.push({ question, fault: (error as Error).message })
        break
      }
    }
    setCame(found)
    setBusy(false)
  }
  return (
    <section className="shop-try" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{t("shop.try")}</h3>
      <p className="setting-hint">{t("shop.try_hint")}</p>
      <form
        className="shop-try-ask"
        onSubmit={(event) => {
          event.preventDefault()
          void ask()
        }}
      >
        <Input aria-label={t("shop.try_order")} placeholder={t("shop.try_order")} value={order} onChange={(event) => setOrder(event.target.value)} />
        <Button htmlType="submit" icon={<ExperimentOutlined />} loading={busy} disabled={!order.trim()}>
          {t("shop.try_do")}
        </Button>
      </form>
      <div aria-live="polite" className="shop-came">
        {came.map((one) => (
          <Answer key={one.question} came={one} />
        ))}
      </div>
    </section>
  )
}
