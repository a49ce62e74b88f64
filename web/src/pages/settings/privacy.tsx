import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Alert, Button, InputNumber, Spin } from "antd"
import { useEffect, useState } from "react"
import { call } from "../../api"
import { known, useLocale, useT } from "../../i18n"
import { useNotices } from "../../parts/notices"
import { dayTime } from "../../parts/time"
import { useAct } from "../../parts/use-act"
import { useCentre } from "../../session"
import { CustomerData } from "./customer-data"
import "./privacy.css"

const KINDS = ["talks", "messages", "recordings", "work", "audit"] as const

interface PrivacyPage {
  readonly days: Readonly<Record<string, number>>
  readonly version: number
  readonly last?: number | null
  readonly counts: Readonly<Record<string, number>>
  readonly next?: number | null
  readonly kept: number
  readonly score?: number | null
}

/** How many of which kind, in words. */
export const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${known(`privacy.kind_${kind}`, kind)} ${count}`)
    .join(" · ")

/** The last sweep and the next, and what stayed of what went. */
function Swept({ page }: { page: PrivacyPage }) {
  const t = useT()
  const locale = useLocale()
  const facts: [string, string][] = [
    [t("privacy.next"), page.next == null ? t("privacy.soon") : dayTime(page.next, locale)],
    [
      t("privacy.last"),
      page.last == null
        ? t("privacy.never")
        : `${dayTime(page.last, locale)} · ${counted(page.counts) || t("privacy.nothing_went")}`,
    ],
    [
      t("privacy.kept"),
      page.score == null
        ? t("privacy.kept_count", { count: page.kept })
        : t("privacy.kept_score", { count: page.kept, score: page.score }),
    ],
  ]
  return (
    <dl className="privacy-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** For how long a centre keeps each kind of data. */
function Retention() {
  const t = useT()
  const centre = useCentre()
  const client = useQueryClient()
  const { message, sure } = useNotices()
  const { busy, act } = useAct()
  const path = `centres/${encodeURIComponent(centre)}/privacy`
  const query = useQuery({
    queryKey: ["privacy", centre],
    queryFn: () => call<PrivacyPage>("GET", path),
    enabled: centre !== "",
    staleTime: 0,
  })
  const [days, setDays] = useState<Readonly<Record<string, number>> | null>(null)
  useEffect(() => setDays(null), [centre])
  if (query.error) return <Alert type="error" showIcon title={query.error.message} />
  if (!query.data) return <Spin />
  const page = query.data
  const now = days ?? page.days
  const dirty = KINDS.some((kind) => (now[kind] ?? 0) !== (page.days[kind] ?? 0))
  const shorter = KINDS.some((kind) => now[kind] && (!page.days[kind] || now[kind]! < page.days[kind]!))
  const put = async (): Promise<void> => {
    const done = await act(() => call<PrivacyPage>("PUT", path, { days: now, version: page.version }))
    if (!done) return void query.refetch()
    client.setQueryData(["privacy", centre], done)
    void client.invalidateQueries({ queryKey: ["settings", centre] })
    setDays(null)
    void message.success(t("privacy.saved"))
  }
  const save = (): void => {
    if (!shorter) return void put()
    sure({ title: t("privacy.shorter"), content: t("privacy.shorter_hint"), ok: t("privacy.save"), onOk: put })
  }
  return (
    <section className="privacy-part">
      <h3>{t("privacy.retention")}</h3>
      <p className="setting-hint">{t("privacy.retention_hint")}</p>
      {KINDS.map((kind) => (
        <div key={kind} className="privacy-days">
          <label htmlFor={`days-${kind}`}>{t(`privacy.kind_${kind}`)}</label>
          <InputNumber
            id={`days-${kind}`}
            min={0}
            max={36_500}
            precision={0}
            value={now[kind] ?? 0}
            suffix={t("privacy.days")}
            onChange={(value) => setDays({ ...now, [kind]: value ?? 0 })}
          />
          <span className="quiet">
            {kind === "recordings" ? t("privacy.no_recordings") : now[kind] ? "" : t("privacy.for_ever")}
          </span>
        </div>
      ))}
      <div className="privacy-acts">
        <Button type="primary" disabled={!dirty} loading={busy} onClick={save}>
          {t("privacy.save")}
        </Button>
        {dirty && <Button onClick={() => setDays(null)}>{t("access.cancel")}</Button>}
      </div>
      <Swept page={page} />
    </section>
  )
}

/** How long data are kept, and what one customer asks about theirs. */
export function Privacy() {
  return (
    <>
      <Retention />
      <CustomerData />
    </>
  )
}
