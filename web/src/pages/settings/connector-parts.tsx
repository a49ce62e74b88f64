import { DeleteOutlined, PlusOutlined } from "@ant-design/icons"
import { Button, Collapse, Input } from "antd"
import { type ReactNode, useState } from "react"
import { useT } from "../../i18n"
import { type ConnectorPage, type Connector, type Kept, renamed, type Resource, without } from "./connector-types"

interface PartProps {
  readonly connector: Connector
  readonly change: (part: Partial<Connector>) => void
}

type Map = Readonly<Record<string, string>>

/** Names and values, one a line. */
function Pairs({ map, names, onChange }: { map: Map; names: readonly [string, string]; onChange: (map: Record<string, string>) => void }) {
  const t = useT()
  return (
    <div className="shop-pairs">
      {Object.entries(map).map(([key, value], n) => (
        <div key={n} className="shop-pair">
          <Input aria-label={names[0]} placeholder={names[0]} value={key} onChange={(event) => onChange(renamed(map, key, event.target.value))} />
          <Input aria-label={`${names[1]} ${key}`} placeholder={names[1]} value={value} onChange={(event) => onChange({ ...map, [key]: event.target.value })} />
          <Button type="text" icon={<DeleteOutlined />} aria-label={t("shop.remove", { name: key })} onClick={() => onChange(without(map, key))} />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} disabled={"" in map} onClick={() => onChange({ ...map, "": "" })}>
        {t("shop.add")}
      </Button>
    </div>
  )
}

/** One question after the other, folded: whether it is set, what it may use, and how it is asked. */
function Questions({ questions, set, children }: { questions: ConnectorPage["questions"]; set: (name: string) => boolean; children: (name: string) => ReactNode }) {
  const t = useT()
  return (
    <Collapse
      size="small"
      className="shop-questions"
      items={Object.entries(questions).map(([name, keys]) => ({
        key: name,
        label: (
          <>
            {t(`shop.q_${name}`)} <code>{name}</code> {set(name) ? <span className="tag tag-green">{t("shop.set")}</span> : <span className="tag tag-grey">{t("shop.not_set")}</span>}
          </>
        ),
        children: (
          <>
            <p className="setting-hint">
              {t("shop.may_use")}{" "}
              {keys.map((key) => (
                <code key={key} className="shop-key">{key}</code>
              ))}
            </p>
            {children(name)}
          </>
        ),
      }))}
    />
  )
}

/** A database: its address, and a statement for each question. */
export function Sql({ connector, change, questions }: PartProps & { questions: ConnectorPage["questions"] }) {
  const t = useT()
  const { statements = {} } = connector
  return (
    <div className="shop-rows">
      <label htmlFor="shop-url">{t("shop.database")}</label>
      <Input id="shop-url" value={connector.url ?? ""} placeholder="postgresql://reader:{password}@db.example/shop" spellCheck={false} onChange={(event) => change({ url: event.target.value })} />
      <p className="setting-hint">{t("shop.url_hint")}</p>
      <h3>{t("shop.questions")}</h3>
      <p className="setting-hint">{t("shop.statements_hint")}</p>
      <Questions questions={questions} set={(name) => Boolean(statements[name]?.trim())}>
        {(name) => (
          <Input.TextArea
            aria-label={t("shop.statement", { name: t(`shop.q_${name}`) })}
            className="shop-code"
            autoSize={{ minRows: 2, maxRows: 12 }}
            spellCheck={false}
            value={statements[name] ?? ""}
            onChange={(event) => change({ statements: event.target.value ? { ...statements, [name]: event.target.value } : without(statements, name) })}
          />
        )}
      </Questions>
    </div>
  )
}

/** An interface over HTTP: headers, and for each question where to ask, where the rows lie, and which field is which. */
export function Http({ connector, change, questions }: PartProps & { questions: ConnectorPage["questions"] }) {
  const t = useT()
  const { resources = {}, headers = {} } = connector
  const put = (name: string, part: Partial<Resource>): void => {
    const next: Resource = { ...(resources[name] ?? { url: "" }), ...part }
    change({ resources: next.url || next.rows || Object.keys(next.fields ?? {}).length ? { ...resources, [name]: next } : without(resources, name) })
  }
  return (
    <div className="shop-rows">
      <h3>{t("shop.headers")}</h3>
      <p className="setting-hint">{t("shop.headers_hint")}</p>
      <Pairs map={headers} names={[t("shop.header"), t("shop.value")]} onChange={(next) => change({ headers: next })} />
      <h3>{t("shop.questions")}</h3>
      <p className="setting-hint">{t("shop.resources_hint")}</p>
      <Questions questions={questions} set={(name) => Boolean(resources[name]?.url)}>
        {(name) => (
          <div className="shop-rows">
            <Input aria-label={t("shop.address")} placeholder="https://shop.example/api/orders?number={order}" spellCheck={false} value={resources[name]?.url ?? ""} onChange={(event) => put(name, { url: event.target.value })} />
            <Input aria-label={t("shop.rows")} placeholder={t("shop.rows_example")} prefix={<span className="quiet">{t("shop.rows")}</span>} spellCheck={false} value={resources[name]?.rows ?? ""} onChange={(event) => put(name, { rows: event.target.value })} />
            <span className="setting-label">{t("shop.fields")}</span>
            <Pairs map={resources[name]?.fields ?? {}} names={[t("shop.our_field"), t("shop.their_path")]} onChange={(fields) => put(name, { fields })} />
          </div>
        )}
      </Questions>
    </div>
  )
}

interface SecretProps {
  readonly name: string
  readonly kept: Kept
  readonly keep: (name: string, value: string) => Promise<boolean>
}

/** A secret: whether it is there, and a new one. What was kept is never shown. */
export function Secret({ name, kept, keep }: SecretProps) {
  const t = useT()
  const [value, setValue] = useState("")
  const [busy, setBusy] = useState(false)
  const send = async (): Promise<void> => {
    setBusy(true)
    if (await keep(name, value)) setValue("")
    setBusy(false)
  }
  return (
    <form
      className="shop-secret"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <code>{`{${name}}`}</code>
      <span className={kept === "missing" ? "tag tag-red" : "tag tag-green"}>{t(`shop.kept_${kept}`)}</span>
      {kept !== "environment" && (
        <>
          <Input.Password aria-label={t("shop.secret_new", { name })} placeholder={t("shop.secret_new", { name })} autoComplete="off" visibilityToggle={false} value={value} onChange={(event) => setValue(event.target.value)} />
          <Button htmlType="submit" loading={busy} disabled={!value.trim()}>
            {t("shop.keep")}
          </Button>
        </>
      )}
    </form>
  )
}
