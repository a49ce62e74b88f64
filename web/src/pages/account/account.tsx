import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Button, Checkbox, Form, Input, InputNumber, Segmented, Spin } from "antd"
import { useEffect, useState } from "react"
import { call } from "../../api"
import { known, LOCALE_NAMES, LOCALES, type Locale, pick, setLocale, useLocale, useT } from "../../i18n"
import { Dialog } from "../../parts/dialog"
import { useNotices } from "../../parts/notices"
import { Sessions, Tokens } from "../../parts/access-lists"
import { Once } from "../../parts/once"
import { Panel } from "../../parts/panel"
import { PasswordForm } from "../../parts/password"
import { useAct } from "../../parts/use-act"
import { rightsOf, type Session, type Token } from "../../people"
import { useMe, usePublic } from "../../session"
import type { Me } from "../../wire"
import { Notices } from "./notices"
import "./account.css"

function Who() {
  const t = useT()
  const locale = useLocale()
  const me = useMe()
  const centres = usePublic()?.centres ?? []
  const named = me.centres.map((id) => pick(centres.find((one) => one.id === id)?.title, locale) || id)
  const facts: [string, string][] = [
    [t("people.account"), me.account],
    [t("people.number"), me.number],
    [t("people.roles"), me.roles.map((role) => known(`role.${role}`, role)).join(" · ")],
    [t("people.centres"), named.join(" · ")],
  ]
  return (
    <Panel title={me.name}>
      <dl className="account-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

function Language() {
  const t = useT()
  const locale = useLocale()
  const client = useQueryClient()
  const { act } = useAct()
  const choose = async (next: Locale): Promise<void> => {
    await setLocale(next)
    const me = await act(() => call<Me>("PUT", "me", { locale: next }))
    if (me) client.setQueryData(["me"], me)
  }
  return (
    <Panel title={t("account.language")}>
      <Segmented
        value={locale}
        onChange={(next) => void choose(next)}
        options={LOCALES.map((one) => ({ value: one, label: <span lang={one}>{LOCALE_NAMES[one].long}</span> }))}
      />
      <p className="quiet">{t("account.language_hint")}</p>
    </Panel>
  )
}

function Password() {
  const t = useT()
  const me = useMe()
  const client = useQueryClient()
  const { message } = useNotices()
  const done = (): void => {
    void message.success(t("account.password_done"))
    void client.invalidateQueries({ queryKey: ["own-sessions"] })
  }
  return (
    <Panel title={t("account.password")}>
      {me.provider ? (
        <p className="quiet">{t("account.by_provider")}</p>
      ) : (
        <PasswordForm oldLabel={t("password.old")} okText={t("account.password_change")} onDone={done} />
      )}
    </Panel>
  )
}

function OwnSessions() {
  const t = useT()
  const client = useQueryClient()
  const { act } = useAct()
  const query = useQuery({
    queryKey: ["own-sessions"],
    queryFn: () => call<readonly Session[]>("GET", "me/sessions"),
    staleTime: 0,
  })
  const end = async (id: string): Promise<void> => {
    await act(() => call("DELETE", `me/sessions/${id}`))
    const own = query.data?.find((one) => one.own)?.id === id
    void client.invalidateQueries({ queryKey: own ? ["me"] : ["own-sessions"] })
  }
  return (
    <Panel title={t("account.sessions")}>
      <p className="quiet">{t("account.sessions_hint")}</p>
      {query.data ? <Sessions sessions={query.data} onEnd={(id) => void end(id)} /> : <Spin />}
    </Panel>
  )
}

function NewToken({ onMade }: { onMade: (token: Token) => void }) {
  const t = useT()
  const me = useMe()
  const { busy, fault, act } = useAct()
  const [form] = Form.useForm<{ name: string; rights: string[]; days: number }>()
  const make = async (values: { name: string; rights?: string[]; days: number }): Promise<void> => {
    const made = await act(() => call<Token>("POST", "tokens", { ...values, rights: values.rights ?? [] }))
    if (!made) return
    form.resetFields()
    onMade(made)
  }
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ days: 90, rights: [] }}
      onFinish={(values) => void make(values)}
      className="token-form"
    >
      <Form.Item
        name="name"
        label={t("account.token_name")}
        rules={[{ required: true, whitespace: true, message: t("account.token_name_missing") }]}
        validateStatus={fault ? "error" : undefined}
        help={fault?.message}
      >
        <Input maxLength={100} placeholder={t("account.token_name_hint")} />
      </Form.Item>
      <Form.Item name="rights" label={t("account.token_rights")}>
        <Checkbox.Group options={rightsOf(me).map((right) => ({ value: right, label: t(`right.${right}`) }))} />
      </Form.Item>
      <Form.Item name="days" label={t("account.token_days")}>
        <InputNumber min={1} max={366} precision={0} />
      </Form.Item>
      <Button htmlType="submit" loading={busy}>
        {t("account.token_make")}
      </Button>
    </Form>
  )
}

function OwnTokens() {
  const t = useT()
  const client = useQueryClient()
  const { act } = useAct()
  const [made, setMade] = useState<Token | null>(null)
  const query = useQuery({ queryKey: ["own-tokens"], queryFn: () => call<readonly Token[]>("GET", "tokens"), staleTime: 0 })
  const again = (): void => void client.invalidateQueries({ queryKey: ["own-tokens"] })
  const end = async (id: string): Promise<void> => {
    await act(() => call("DELETE", `tokens/${id}`))
    again()
  }
  return (
    <Panel title={t("account.tokens")}>
      <p className="quiet">{t("account.tokens_hint")}</p>
      {query.data ? <Tokens tokens={query.data} onEnd={(id) => void end(id)} /> : <Spin />}
      <NewToken
        onMade={(token) => {
          setMade(token)
          again()
        }}
      />
      <Dialog
        open={made !== null}
        title={made?.name}
        onCancel={() => setMade(null)}
        footer={
          <Button type="primary" onClick={() => setMade(null)}>
            {t("access.noted")}
          </Button>
        }
      >
        <div className="once">
          <p>{t("account.token_once")}</p>
          <Once label={t("account.token")} value={made?.token ?? ""} />
        </div>
      </Dialog>
    </Panel>
  )
}

/** One's own account: password, language, sessions, tokens. */
export default function AccountPage() {
  const t = useT()
  const me = useMe()
  useEffect(() => {
    document.title = `${t("page.account")} · Saywell`
  }, [t])
  return (
    <main className="account" tabIndex={0} aria-label={t("page.account")}>
      <h1 className="unseen">{t("page.account")}</h1>
      <div className="account-column">
        <Who />
        <Language />
        <Password />
      </div>
      <div className="account-column">
        {rightsOf(me).includes("work") && <Notices />}
        <OwnSessions />
        <OwnTokens />
      </div>
    </main>
  )
}
