import { DeleteOutlined, EditOutlined, KeyOutlined, PlusOutlined, SendOutlined } from "@ant-design/icons"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Alert, Button, Spin, Typography } from "antd"
import { useState } from "react"
import { ApiError, call } from "../../api"
import { pick, useLocale, useT } from "../../i18n"
import { AskFirst } from "../../parts/ask-first"
import { useNotices } from "../../parts/notices"
import { Nothing } from "../../parts/panel"
import { dayTime } from "../../parts/time"
import { hasRole, useCentre, useMe } from "../../session"
import { HookForm } from "./hook-form"
import { HookLog } from "./hook-log"
import { type Hook, type HookType, type HookWanted } from "./hook-types"
import "./hooks.css"

/** A secret, shown this once. */
function Secret({ hook, done }: { hook: Hook; done: () => void }) {
  const t = useT()
  return (
    <Alert
      type="info"
      showIcon
      className="hook-secret"
      title={t("hook.secret")}
      description={
        <>
          <Typography.Text code copyable>
            {hook.keys[0]?.secret}
          </Typography.Text>
          <p className="setting-hint">{t("hook.secret_hint")}</p>
        </>
      }
      action={<Button onClick={done}>{t("hook.secret_kept")}</Button>}
    />
  )
}

/** Why nothing is sent. */
function Off({ hook }: { hook: Hook }) {
  const t = useT()
  const locale = useLocale()
  if (hook.off === null) return null
  const at = dayTime(hook.off, locale)
  return (
    <Alert
      type={hook.why === "by_hand" ? "info" : "error"}
      showIcon
      title={t(`hook.off_${hook.why}`, { at })}
      description={hook.why === "by_hand" ? undefined : t("hook.off_hint")}
    />
  )
}

interface CardProps {
  readonly hook: Hook
  readonly types: readonly HookType[]
  readonly may: boolean
  readonly edit: () => void
  /** Do something on the server and show what is there then. */
  readonly act: (method: "POST" | "PUT" | "DELETE", path: string, body?: unknown) => Promise<Hook | null>
}

/** A subscription: where to, which events, and what can be done with it. */
function HookCard({ hook, types, may, edit, act }: CardProps) {
  const t = useT()
  const locale = useLocale()
  const { message } = useNotices()
  const [open, setOpen] = useState(false)
  const [told, setTold] = useState<Hook | null>(null)
  const older = hook.keys[1]
  const ping = async (): Promise<void> => {
    if (await act("POST", `/${hook.id}/ping`, {})) setOpen(true)
  }
  const newKey = async (): Promise<void> => setTold(await act("POST", `/${hook.id}/keys`, {}))
  const resend = async (delivery: string): Promise<void> => {
    if (await act("POST", `/${hook.id}/deliveries/${delivery}/resend`, {})) void message.success(t("hook.resent"))
  }
  return (
    <article className="hook" aria-label={hook.name}>
      <header className="hook-head">
        <h3>{hook.name}</h3>
        <span className={hook.off === null ? "tag tag-green" : "tag tag-red"}>{t(hook.off === null ? "hook.is_on" : "hook.is_off")}</span>
        {hook.personal && <span className="tag tag-amber">{t("hook.personal")}</span>}
        <span className="hook-do">
          <Button size="small" icon={<SendOutlined />} disabled={!may} onClick={() => void ping()}>
            {t("hook.ping")}
          </Button>
          <Button size="small" icon={<EditOutlined />} disabled={!may} onClick={edit}>
            {t("hook.edit")}
          </Button>
          <AskFirst title={t("hook.key_sure")} description={t("hook.key_hint")} onConfirm={() => newKey()}>
            <Button size="small" icon={<KeyOutlined />} disabled={!may}>
              {t("hook.key_new")}
            </Button>
          </AskFirst>
          <AskFirst title={t("hook.delete_sure", { name: hook.name })} onConfirm={() => act("DELETE", `/${hook.id}`)}>
            <Button size="small" type="text" icon={<DeleteOutlined />} disabled={!may} aria-label={t("hook.delete", { name: hook.name })} />
          </AskFirst>
        </span>
      </header>
      <code className="hook-url">{hook.url}</code>
      <Off hook={hook} />
      {told && <Secret hook={told} done={() => setTold(null)} />}
      <ul className="hook-types">
        {types
          .filter((one) => hook.types.includes(one.type))
          .map((one) => (
            <li key={one.type} className="tag" title={one.type}>
              {pick(one.text, locale)}
            </li>
          ))}
      </ul>
      {older?.until && (
        <p className="setting-hint">
          {t("hook.key_older", { at: dayTime(older.until, locale) })}{" "}
          <Button size="small" type="link" disabled={!may} onClick={() => void act("DELETE", `/${hook.id}/keys/${older.id}`)}>
            {t("hook.key_end")}
          </Button>
        </p>
      )}
      <Button size="small" type="link" className="hook-more" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? "hook.log_close" : "hook.log_open")}
      </Button>
      {open && <HookLog hook={hook} types={types} resend={may && hook.off === null ? resend : null} />}
    </article>
  )
}

/** Where the events of this centre are sent. */
export function Hooks() {
  const t = useT()
  const me = useMe()
  const centre = useCentre()
  const client = useQueryClient()
  const { message } = useNotices()
  const may = hasRole(me, "author", "admin")
  const place = `centres/${encodeURIComponent(centre)}/hooks`
  const [edited, setEdited] = useState<Hook | "new" | null>(null)
  const [made, setMade] = useState<Hook | null>(null)
  const types = useQuery({ queryKey: ["hook-types"], queryFn: () => call<readonly HookType[]>("GET", "hook-types"), staleTime: Infinity })
  const hooks = useQuery({ queryKey: ["hooks", centre], queryFn: () => call<readonly Hook[]>("GET", place), staleTime: 0, refetchInterval: 15_000 })
  const act = async (method: "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<Hook | null> => {
    try {
      return (await call<Hook | null>(method, place + path, body)) ?? null
    } catch (error) {
      void message.error(error instanceof ApiError ? error.message : String(error))
      return null
    } finally {
      void client.invalidateQueries({ queryKey: ["hooks", centre] })
      void client.invalidateQueries({ queryKey: ["deliveries"] })
    }
  }
  const save = async (wanted: HookWanted): Promise<void> => {
    const old = edited
    const done = old && old !== "new" ? await call<Hook>("PUT", `${place}/${old.id}`, wanted) : await call<Hook>("POST", place, wanted)
    if (old === "new") setMade(done)
    setEdited(null)
    await client.invalidateQueries({ queryKey: ["hooks", centre] })
  }
  const fault = types.error ?? hooks.error
  if (fault) return <Alert type="error" showIcon title={fault.message} />
  if (!types.data || !hooks.data) return <Spin />
  return (
    <div className="hooks">
      {made && <Secret hook={made} done={() => setMade(null)} />}
      {hooks.data.length === 0 && edited === null && <Nothing>{t("hook.none")}</Nothing>}
      {hooks.data.map((hook) =>
        edited !== null && edited !== "new" && edited.id === hook.id ? (
          <HookForm key={hook.id} old={hook} types={types.data} save={save} close={() => setEdited(null)} />
        ) : (
          <HookCard key={hook.id} hook={hook} types={types.data} may={may} edit={() => setEdited(hook)} act={act} />
        ),
      )}
      {edited === "new" ? (
        <HookForm types={types.data} save={save} close={() => setEdited(null)} />
      ) : (
        <Button className="hook-add" icon={<PlusOutlined />} disabled={!may} onClick={() => setEdited("new")}>
          {t("hook.add")}
        </Button>
      )}
    </div>
  )
}
