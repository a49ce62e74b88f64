import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Alert, Button, Checkbox, InputNumber, Segmented, Spin, Switch } from "antd"
import { useState } from "react"
import { ApiError, call } from "../../api"
import { useT } from "../../i18n"
import { useNotices } from "../../parts/notices"
import { useCentre } from "../../session"
import { Http, Secret, Sql } from "./connector-parts"
import { TryOut } from "./connector-try"
import { type Connector, type ConnectorPage, secretsIn } from "./connector-types"
import "./connector.css"

const KINDS = ["none", "sql", "http"] as const

interface FormProps {
  readonly page: ConnectorPage
  readonly place: string
  readonly got: (page: ConnectorPage) => void
}

function Form({ page, place, got }: FormProps) {
  const t = useT()
  const { message } = useNotices()
  const [draft, setDraft] = useState<Connector>(page.connector)
  const [fault, setFault] = useState("")
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<Connector>): void => setDraft((old) => ({ ...old, ...part }))
  const send = async (path: string, body: unknown): Promise<ConnectorPage | null> => {
    try {
      setFault("")
      return await call<ConnectorPage>("PUT", place + path, body)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setFault(error.message)
      return null
    }
  }
  const save = async (): Promise<void> => {
    setBusy(true)
    const next = await send("", { connector: draft, version: page.version })
    setBusy(false)
    if (!next) return
    got(next)
    setDraft(next.connector)
    void message.success(t("set.saved"))
  }
  const keep = async (name: string, value: string): Promise<boolean> => {
    const next = await send("/secret", { name, value })
    // What is typed in the form stays; only where the secrets are has changed.
    if (next) got({ ...page, secrets: { ...page.secrets, [name]: "file" } })
    return next !== null
  }
  const kind = draft.kind ?? "none"
  const secrets = secretsIn(draft)
  const dirty = JSON.stringify(draft) !== JSON.stringify(page.connector)
  return (
    <div className="shop">
      <div className="shop-top">
        <Segmented
          aria-label={t("shop.kind")}
          value={kind}
          onChange={(value) => change({ kind: value })}
          options={KINDS.map((value) => ({ value, label: t(`shop.kind_${value}`) }))}
        />
        {kind !== "none" && (
          <span className="shop-on">
            <Switch id="shop-on" checked={draft.on ?? true} onChange={(on) => change({ on })} />
            <label htmlFor="shop-on">{t((draft.on ?? true) ? "shop.is_on" : "shop.is_off")}</label>
          </span>
        )}
      </div>
      {kind === "none" && <p className="setting-hint">{t("shop.none_hint")}</p>}
      {kind === "sql" && <Sql connector={draft} change={change} questions={page.questions} />}
      {kind === "http" && <Http connector={draft} change={change} questions={page.questions} />}
      {kind !== "none" && (
        <>
          {secrets.length > 0 && (
            <section className="shop-secrets" aria-label={t("shop.secrets")}>
              <h3>{t("shop.secrets")}</h3>
              <p className="setting-hint">{t("shop.secrets_hint")}</p>
              {secrets.map((name) => (
                <Secret key={name} name={name} kept={page.secrets[name] ?? "missing"} keep={keep} />
              ))}
            </section>
          )}
          <div className="shop-limits">
            <label htmlFor="shop-timeout">{t("shop.timeout")}</label>
            <InputNumber id="shop-timeout" min={0.1} max={30} step={0.5} value={draft.timeout_s ?? 3} onChange={(value) => change({ timeout_s: value ?? 3 })} />
            <label htmlFor="shop-most">{t("shop.most")}</label>
            <InputNumber id="shop-most" min={1} max={5000} value={draft.most ?? 200} onChange={(value) => change({ most: value ?? 200 })} />
          </div>
          {kind === "http" && (
            <Checkbox checked={draft.private_redirects ?? false} onChange={(event) => change({ private_redirects: event.target.checked })}>
              {t("shop.redirects")}
            </Checkbox>
          )}
          <TryOut place={place} connector={draft} />
        </>
      )}
      {fault && <Alert type="error" showIcon title={fault} />}
      <div className="shop-end">
        <Button disabled={!dirty || busy} onClick={() => setDraft(page.connector)}>
          {t("set.discard")}
        </Button>
        <Button type="primary" loading={busy} disabled={!dirty} onClick={() => void save()}>
          {t("set.save")}
        </Button>
      </div>
    </div>
  )
}

/** How the centre reaches the system in which its customers and orders live. */
export function ConnectorPart() {
  const centre = useCentre()
  const client = useQueryClient()
  const place = `centres/${encodeURIComponent(centre)}/connector`
  const page = useQuery({ queryKey: ["connector", centre], queryFn: () => call<ConnectorPage>("GET", place), staleTime: Infinity })
  if (page.error) return <Alert type="error" showIcon title={page.error.message} />
  if (!page.data) return <Spin />
  return <Form key={centre} page={page.data} place={place} got={(next) => client.setQueryData(["connector", centre], next)} />
}
