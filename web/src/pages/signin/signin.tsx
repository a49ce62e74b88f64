import { LoginOutlined } from "@ant-design/icons"
import { Alert, Button, Form, Input } from "antd"
import { useEffect, useState } from "react"
import { locale, pick, useLocale, useT } from "../../i18n"
import { Mark } from "../../parts/mark"
import { AppearanceSwitch, LanguageSwitch } from "../../parts/switches"
import { readLink } from "../../people"
import { usePublic, useSession } from "../../session"
import type { DemoAccount, Public } from "../../api"
import "./signin.css"

type Enter = (account: string, password: string) => Promise<void>

function DemoCard({ one, onEnter, busy }: { one: DemoAccount; onEnter: Enter; busy: boolean }) {
  const t = useT()
  return (
    <button type="button" className="demo-card" disabled={busy} onClick={() => void onEnter(one.account, one.password)}>
      <span className="demo-name">{one.name}</span>
      <span className={`role role-${one.roles[0]}`}>{one.roles.map((role) => t(`role.${role}`)).join(" · ")}</span>
      <span className="demo-account">{one.account}</span>
    </button>
  )
}

/** The demo accounts, by centre; those of all centres come last. */
function Demo({ shown, onEnter, busy }: { shown: Public; onEnter: Enter; busy: boolean }) {
  const t = useT()
  const locale = useLocale()
  const groups = shown.centres
    .map((centre) => ({
      id: centre.id,
      title: pick(centre.title, locale),
      company: pick(centre.company, locale),
      accounts: shown.demo.filter((one) => one.centre === centre.id),
    }))
    .concat({
      id: "",
      title: t("signin.all_centres"),
      company: "",
      accounts: shown.demo.filter((one) => !shown.centres.some((centre) => centre.id === one.centre)),
    })
    .filter((group) => group.accounts.length > 0)
  return (
    <section className="demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{t("signin.demo")}</h2>
      <p className="quiet">{t("signin.demo_hint")}</p>
      {groups.map((group) => (
        <div key={group.id} className="demo-group">
          <h3>
            {group.title} <span className="quiet">{group.company}</span>
            {group.id && (
              <a className="demo-chat" href={`/chat/${encodeURIComponent(group.id)}`} target="_blank" rel="noreferrer">
                {t("signin.chat")}
              </a>
            )}
          </h3>
          <div className="demo-cards">
            {group.accounts.map((one) => (
              <DemoCard key={one.account} one={one} onEnter={onEnter} busy={busy} />
            ))}
          </div>
        </div>
      ))}
    </section>
  )
}

function Fields({ onEnter, busy }: { onEnter: Enter; busy: boolean }) {
  const t = useT()
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      size="large"
      onFinish={({ account, password }: { account: string; password: string }) => void onEnter(account, password)}
    >
      <Form.Item name="account" label={t("signin.account")} rules={[{ required: true, message: t("signin.missing") }]}>
        <Input autoComplete="username" autoFocus />
      </Form.Item>
      <Form.Item name="password" label={t("signin.password")} rules={[{ required: true, message: t("signin.missing") }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t("signin.enter")}
      </Button>
    </Form>
  )
}

export default function SignIn() {
  const t = useT()
  const shown = usePublic()
  const { signIn } = useSession()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState(() => new URLSearchParams(location.search).get("fault") ?? "")
  const enter: Enter = async (account, password) => {
    setBusy(true)
    setFault("")
    try {
      await signIn(account, password)
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  // A link from an administrator carries the one-time password; it goes from the address at once.
  const [link] = useState(() => readLink(location.hash))
  useEffect(() => {
    if (!link) return
    history.replaceState(null, "", location.pathname)
    void enter(link.account, link.password)
  }, [link])
  const demo = shown && shown.demo.length > 0
  return (
    <main className="signin">
      <div className="signin-tools">
        <LanguageSwitch />
        <AppearanceSwitch />
      </div>
      <div className={demo ? "signin-box signin-wide" : "signin-box"}>
        <section className="signin-form">
          <div className="signin-brand">
            <Mark size={40} />
            <div>
              <h1>Saywell</h1>
              <p>{t("app.motto")}</p>
            </div>
          </div>
          {fault && <Alert type="error" showIcon title={fault} role="alert" />}
          <Fields onEnter={enter} busy={busy} />
          {shown?.provider && (
            <>
              <span className="signin-or">{t("signin.or")}</span>
              <Button size="large" block icon={<LoginOutlined />} href={`/api/oidc/begin?locale=${locale()}`}>
                {t("signin.provider", { provider: shown.provider })}
              </Button>
            </>
          )}
        </section>
        {demo && <Demo shown={shown} onEnter={enter} busy={busy} />}
      </div>
    </main>
  )
}
