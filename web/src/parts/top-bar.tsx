import { BellFilled, BellOutlined, LogoutOutlined, QuestionCircleOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useEffect, useRef } from "react"
import { Link, useLocation } from "wouter"
import { useLive } from "../live/hooks"
import { pick, useLocale, useT } from "../i18n"
import { useNotices } from "./notices"
import { PAGES } from "../pages"
import { hasRole, useMe, usePublic, useSession } from "../session"
import type { Status } from "../wire"
import { useBell } from "./bell"
import { Choice } from "./choice"
import { Connection } from "./connection"
import { Mark } from "./mark"
import { AppearanceSwitch, LanguageSwitch } from "./switches"
import { useAsk } from "./use-ask"

/** What one may choose; busy and wrap-up come of the conversations at hand. */
const CHOICES: readonly Status[] = ["idle", "break", "off"]

function CentreSelect({ centre, choose }: { centre: string; choose: (centre: string) => void }) {
  const t = useT()
  const me = useMe()
  const locale = useLocale()
  const centres = usePublic()?.centres ?? []
  const options = me.centres.map((id) => {
    const found = centres.find((one) => one.id === id)
    return { value: id, label: pick(found?.title, locale) || id }
  })
  const only = options[0]
  if (options.length < 2) return <span className="bar-centre">{only?.label}</span>
  return (
    <Choice className="choice-filled" label={t("bar.centre")} value={centre} options={options} onChange={choose} />
  )
}

function StatusSelect() {
  const t = useT()
  const me = useMe()
  const { ask, live } = useAsk()
  const { message } = useNotices()
  const set = async (next: Status): Promise<void> => {
    const done = await ask({ do: "status", status: next })
    const now = live.get().centre?.people[me.number]?.status
    // Whoever still has somebody at hand stays busy until then.
    if (done && now !== next) void message.info(t("bar.status_later", { status: t(`status.${next}`) }))
  }
  const status = useLive((state) => state.centre?.people[me.number]?.status)
  if (!status) return null
  return (
    <Choice<Status>
      className="bar-status"
      label={t("bar.status")}
      value={status}
      onChange={(next) => void set(next)}
      options={(CHOICES.includes(status) ? CHOICES : [status, ...CHOICES]).map((one) => ({
        value: one,
        disabled: !CHOICES.includes(one),
        label: (
          <span className="status-label">
            <span className={`dot dot-${one}`} aria-hidden="true" />
            {t(`status.${one}`)}
          </span>
        ),
      }))}
    />
  )
}

/** Whether this browser rings. */
function Bell() {
  const t = useT()
  const [on, set] = useBell()
  const label = t(on ? "bell.on" : "bell.off")
  return (
    <Button
      type="text"
      size="small"
      icon={on ? <BellFilled /> : <BellOutlined />}
      title={label}
      aria-label={t("bell.title")}
      aria-pressed={on}
      onClick={() => set(!on)}
    />
  )
}

function Pages() {
  const t = useT()
  const me = useMe()
  const [path] = useLocation()
  const shown = PAGES.filter((page) => page.title && hasRole(me, ...page.roles))
  // Where not all fit beside each other the chosen one is seen.
  const bar = useRef<HTMLElement>(null)
  useEffect(() => {
    // It gives a promise back in some browsers, which is nothing to clean up.
    bar.current?.querySelector("[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" })
  }, [path])
  if (shown.length < 2) return null
  return (
    <nav ref={bar} className="bar-pages" aria-label={t("bar.pages")}>
      {shown.map((page) => (
        <Link key={page.path} href={page.link} aria-current={path.startsWith(page.link) ? "page" : undefined}>
          {t(page.title!)}
        </Link>
      ))}
    </nav>
  )
}

interface Props {
  readonly centre: string
  readonly choose: (centre: string) => void
  /** Whether this person has a live state: connection and status are shown. */
  readonly live: boolean
  readonly onSheet: () => void
}

export function TopBar({ centre, choose, live, onSheet }: Props) {
  const t = useT()
  const me = useMe()
  const { signOut } = useSession()
  const { message } = useNotices()
  const leave = (): void => void signOut().catch((error: Error) => message.error(error.message))
  return (
    <header className="bar">
      <Link href="/" className="bar-brand">
        <Mark />
        <span>Saywell</span>
      </Link>
      <CentreSelect centre={centre} choose={choose} />
      <Pages />
      {live && <Connection />}
      <span className="bar-end">
        {live && <StatusSelect />}
        <Link href="/account" className="bar-me" title={`${t("page.account")} · ${me.account}`}>
          {me.name}
          {me.number && <span className="quiet"> {me.number}</span>}
        </Link>
        <LanguageSwitch />
        <AppearanceSwitch />
        {live && <Bell />}
        <Button
          type="text"
          size="small"
          icon={<QuestionCircleOutlined />}
          title={`${t("keys.title")} (?)`}
          aria-label={t("keys.title")}
          aria-keyshortcuts="?"
          onClick={onSheet}
        />
        <Button
          type="text"
          size="small"
          icon={<LogoutOutlined />}
          title={t("bar.sign_out")}
          aria-label={t("bar.sign_out")}
          onClick={leave}
        />
      </span>
    </header>
  )
}

