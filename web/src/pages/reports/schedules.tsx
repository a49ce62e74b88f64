import { MailOutlined } from "@ant-design/icons"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Alert, Button, Input, Segmented, Select } from "antd"
import { useState } from "react"
import { call } from "../../api"
import { LOCALE_NAMES, LOCALES, type Locale, useLocale, useT } from "../../i18n"
import { AskFirst } from "../../parts/ask-first"
import { Dialog } from "../../parts/dialog"
import { useNotices } from "../../parts/notices"
import { useOwnNotices } from "../../parts/own-notices"
import { Nothing } from "../../parts/panel"
import { dayTime, minuteOf, timeOf } from "../../parts/time"
import { useCentre } from "../../session"
import { Letters } from "./letters"
import type { Choice } from "./report"

interface Attempt {
  readonly at: number
  readonly sent: boolean
  readonly count: number
  readonly why: string
  readonly next: number
}
interface Scheduled {
  readonly id: string
  readonly name: string
  readonly every: Every
  readonly minute: number
  readonly to: readonly string[]
  readonly locale: Locale
  readonly kind: Kind
  readonly upcoming?: number | null
  readonly waiting: number
  readonly log: readonly Attempt[]
}
type Every = "day" | "week" | "month"
type Kind = "pdf" | "xlsx" | "csv"
const EVERY: readonly Every[] = ["day", "week", "month"]
const KINDS: readonly Kind[] = ["pdf", "xlsx", "csv"]

/** Addresses out of what was typed. */
export const addresses = (text: string): string[] => text.split(/[\s,;，；、]+/).filter(Boolean)

function Row({ one, changed }: { one: Scheduled; changed: () => void }) {
  const t = useT()
  const locale = useLocale()
  const centre = useCentre()
  const { message } = useNotices()
  const path = `centres/${encodeURIComponent(centre)}/schedules/${encodeURIComponent(one.id)}`
  const act = async (method: "POST" | "DELETE", end: string): Promise<void> => {
    try {
      await call(method, path + end)
    } catch (error) {
      void message.error((error as Error).message)
    }
    changed()
  }
  const last = one.log[0]
  return (
    <li className="schedule">
      <div>
        <strong>{one.name || t(`reports.every_${one.every}`)}</strong>
        <span className="quiet">
          {t(`reports.every_${one.every}`)} {timeOf(one.minute)} · {one.kind.toUpperCase()} · {LOCALE_NAMES[one.locale].long}
        </span>
        <span>{one.to.join(", ")}</span>
        {one.upcoming != null && <span className="quiet">{t("reports.mail_next", { at: dayTime(one.upcoming, locale) })}</span>}
        {last && (
          <span className={last.sent ? "trend-good" : "trend-bad"}>
            {last.sent ? t("reports.mail_sent", { at: dayTime(last.at, locale), count: last.count }) : last.why}
          </span>
        )}
      </div>
      <Button size="small" onClick={() => void act("POST", "/send")}>
        {t("reports.mail_now")}
      </Button>
      <AskFirst title={t("reports.mail_remove_sure")} onConfirm={() => act("DELETE", "")}>
        <Button size="small" danger>
          {t("reports.mail_remove")}
        </Button>
      </AskFirst>
    </li>
  )
}

function NewSchedule({ choice, changed }: { choice: Choice; changed: () => void }) {
  const t = useT()
  const here = useLocale()
  const centre = useCentre()
  const [every, setEvery] = useState<Every>("day")
  const [at, setAt] = useState("08:00")
  const [kind, setKind] = useState<Kind>("pdf")
  const [locale, setLocale] = useState<Locale>(here)
  const [name, setName] = useState("")
  const [to, setTo] = useState("")
  const [error, setError] = useState("")
  const add = async (): Promise<void> => {
    try {
      await call("POST", `centres/${encodeURIComponent(centre)}/schedules`, {
        every, minute: minuteOf(at), kind, locale, name, to: addresses(to), filters: choice.filters,
      })
      setTo("")
      setError("")
      changed()
    } catch (fault) {
      setError((fault as Error).message)
    }
  }
  return (
    <form
      className="schedule-new"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <Segmented<Every> aria-label={t("reports.mail_every")} value={every} onChange={setEvery} options={EVERY.map((one) => ({ value: one, label: t(`reports.every_${one}`) }))} />
      <input type="time" className="field" aria-label={t("reports.mail_at")} required value={at} onChange={(event) => setAt(event.target.value)} />
      <Select<Kind> aria-label={t("reports.export")} value={kind} onChange={setKind} options={KINDS.map((one) => ({ value: one, label: one.toUpperCase() }))} />
      <Select<Locale> aria-label={t("bar.language")} value={locale} onChange={setLocale} options={LOCALES.map((one) => ({ value: one, label: LOCALE_NAMES[one].long }))} />
      <Input className="schedule-name" aria-label={t("reports.mail_name")} placeholder={t("reports.mail_name")} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      <Input className="schedule-to" aria-label={t("reports.mail_to")} placeholder={t("reports.mail_to")} required value={to} onChange={(event) => setTo(event.target.value)} />
      <Button type="primary" htmlType="submit">
        {t("reports.mail_add")}
      </Button>
      {error && <Alert className="schedule-name" type="error" showIcon title={error} />}
    </form>
  )
}

/** Reports that go out by e-mail: a button, and behind it which they are. */
export function Schedules({ choice }: { choice: Choice }) {
  const t = useT()
  const centre = useCentre()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const key = ["schedules", centre]
  const query = useQuery({
    queryKey: key,
    queryFn: () => call<Scheduled[]>("GET", `centres/${encodeURIComponent(centre)}/schedules`),
    enabled: open && centre !== "",
    staleTime: 0,
    refetchInterval: 5_000,
  })
  const mail = useOwnNotices(open)
  const changed = (): void => void client.invalidateQueries({ queryKey: key })
  return (
    <>
      <Button icon={<MailOutlined />} onClick={() => setOpen(true)}>
        {t("reports.mail")}
      </Button>
      <Dialog open={open} onCancel={() => setOpen(false)} footer={null} title={t("reports.mail_title")} width={720}>
        {mail.data && !mail.data.server && <Alert className="schedule-alert" type="info" showIcon title={t("notices.no_server")} />}
        <NewSchedule choice={choice} changed={changed} />
        {query.error && <Alert type="error" showIcon title={query.error.message} />}
        {query.data?.length === 0 && <Nothing>{t("reports.mail_none")}</Nothing>}
        <ul className="schedules">
          {(query.data ?? []).map((one) => (
            <Row key={one.id} one={one} changed={changed} />
          ))}
        </ul>
        <Letters open={open} />
      </Dialog>
    </>
  )
}
