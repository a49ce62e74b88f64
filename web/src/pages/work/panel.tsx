import { CloseOutlined, PhoneOutlined } from "@ant-design/icons"
import { Alert, Button, Spin } from "antd"
import type { ReactNode } from "react"
import { Link, useLocation } from "wouter"
import { known, pick, useLocale, useT } from "../../i18n"
import { Clauses } from "../../parts/clause"
import { Kbd } from "../../parts/kbd"
import { dayTime } from "../../parts/time"
import { useMe } from "../../session"
import type { Work, WorkPlace } from "../../work-wire"
import { ORDER } from "./actions"
import { useWhole } from "./api"
import { Countdown } from "./countdown"
import { History } from "./history"
import { aboutOf, callAbout, personName, useDepartmentName } from "./names"

const KEYS: Readonly<Record<string, string>> = { acknowledge: "A", dispatch: "D", escalate: "E", note: "N", promise: "P", answer: "R", close: "C" }

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const t = useT()
  return (
    <>
      <dt>{t(`work.fact.${name}`)}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** The clocks that run, each with what is left. */
function Clocks({ work }: { work: Work }) {
  const t = useT()
  const locale = useLocale()
  const clocks: readonly (readonly [string, number | null | undefined])[] = [
    ["due", work.due],
    ["acknowledge", work.acknowledge],
    ["status", work.status_due],
    ["visit", work.visit],
    ["try", work.next_try],
  ]
  const running = clocks.filter((one): one is readonly [string, number] => one[1] != null)
  if (running.length === 0) return null
  return (
    <ul className="plain work-clocks">
      {running.map(([clock, at]) => (
        <li key={clock}>
          <Countdown at={at} />
          <span>{t(`work.clock.${clock}`)}</span>
          <time className="quiet">{dayTime(at, locale)}</time>
        </li>
      ))}
    </ul>
  )
}

/** Where it was said: the words, linked to their place in the conversation. */
function Said({ work }: { work: Work }) {
  const t = useT()
  if (!work.talk) return aboutOf(work) ? <p className="work-words">{aboutOf(work)}</p> : null
  const to = `/talks/${encodeURIComponent(work.talk)}${work.words ? `?line=${work.line}&from=${work.from}&to=${work.to}` : ""}`
  return (
    <p className="work-words">
      {work.words && <q>{work.words}</q>} <Link href={to}>{t("work.to_talk")}</Link>
    </p>
  )
}

function Form({ work, place }: { work: Work; place: WorkPlace }) {
  const order = place.entries.find((one) => one.id === work.what)?.fields ?? []
  const named = [...new Set([...order, ...Object.keys(work.fields)])]
  const filled = named.flatMap((key) => (work.fields[key] ? [[key, work.fields[key]] as const] : []))
  if (filled.length === 0) return null
  return (
    <dl className="work-facts">
      {filled.map(([key, value]) => (
        <div key={key} className="work-fact">
          <dt>{known(`field.${key}`, key)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Facts({ work, place, onOpen, onCustomer }: Pick<Props, "place" | "onOpen" | "onCustomer"> & { work: Work }) {
  const t = useT()
  const locale = useLocale()
  const department = useDepartmentName(place)
  const stage = pick(work.stages.find((one) => one.id === work.stage)?.title, locale)
  return (
    <dl className="work-facts work-facts-grid">
      {(work.name || work.phone) && (
        <Fact name="customer">
          {work.name} {work.phone && <span className="quiet num">{work.phone}</span>}{" "}
          {(work.customer || work.phone) && (
            <button type="button" className="work-link" onClick={() => onCustomer(work)}>
              {t("work.of_customer")}
            </button>
          )}
        </Fact>
      )}
      <Fact name="owner">{work.owner ? personName(place, work.owner) : <span className="quiet">{t("work.nobody")}</span>}</Fact>
      {work.department && <Fact name="department">{department(work.department)}</Fact>}
      {work.level && <Fact name="level">{t(`work.level.${work.level}`)}</Fact>}
      {stage && (
        <Fact name="stage">
          {stage}
          {work.amount != null && <span className="num"> · {work.amount.toLocaleString()}</span>}
        </Fact>
      )}
      {work.promised && work.allowed != null && <Fact name="allowed">{dayTime(work.allowed, locale)}</Fact>}
      {work.closed != null && (
        <Fact name="closed">
          {t(`work.outcome.${work.outcome || "done"}`)}
          {work.reason && ` · ${known(`work.called.${work.reason}`, work.reason)}`} · {dayTime(work.closed, locale)}
        </Fact>
      )}
      {work.campaign && <Fact name="campaign">{place.lists.find((one) => one.id === work.campaign)?.title ?? t("work.list")}</Fact>}
      {work.of && (
        <Fact name="of">
          <button type="button" className="work-link" onClick={() => onOpen(work.of)}>
            {t("work.open_of")}
          </button>
        </Fact>
      )}
    </dl>
  )
}

interface Props {
  readonly id: string
  readonly place: WorkPlace
  readonly onDo: (command: string, work: Work) => void
  readonly onOpen: (id: string) => void
  readonly onCustomer: (work: Work) => void
}

/** A piece of work whole. */
export function WorkPanel({ id, place, onDo, onOpen, onCustomer }: Props) {
  const t = useT()
  const locale = useLocale()
  const query = useWhole(id)
  const work = query.data
  const [, go] = useLocation()
  const me = useMe()
  // Only who has a desk can call from here.
  const calls = work?.phone && work.closed == null && me.roles.some((role) => role === "agent" || role === "leader")
  const acts = work ? ORDER.filter((one) => work.can.includes(one)) : []
  return (
    <aside className="panel work-panel" aria-label={t("work.panel")} aria-busy={!work && !query.error}>
      <header className="work-panel-head">
        <h2>{work ? pick(work.title, locale) : ""}</h2>
        {work?.late && <span className="tag tag-red">{t("work.late")}</span>}
        {work?.kept === false && !work.late && <span className="tag tag-red">{t("work.broken")}</span>}
        {work?.kept === true && <span className="tag tag-green">{t("work.kept")}</span>}
        {work?.status === "waiting" && <span className="tag tag-note">{t("work.status.waiting")}</span>}
        <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t("work.shut")} aria-keyshortcuts="Escape" onClick={() => onOpen("")} />
      </header>
      {query.error && <Alert type="error" showIcon title={query.error.message} />}
      {!work && !query.error && <Spin />}
      {work && (
        <div className="work-panel-body" tabIndex={0} role="group" aria-label={pick(work.title, locale)}>
          <Said work={work} />
          {work.talk && work.about && work.about !== work.words && !Object.values(work.fields).some(Boolean) && <p className="work-about">{aboutOf({ ...work, words: "" })}</p>}
          <Clocks work={work} />
          <Facts work={work} place={place} onOpen={onOpen} onCustomer={onCustomer} />
          <Form work={work} place={place} />
          {work.clauses.length > 0 && <Clauses ids={work.clauses} most={6} />}
          <div className="work-acts">
            {calls && (
              <Button size="small" type="primary" icon={<PhoneOutlined />} onClick={() => go(callAbout(work))}>
                {t("work.call")}
              </Button>
            )}
            {acts.map((one, count) => (
              <Button key={one} size="small" type={count === 0 && !(calls && work.kind === "callback") ? "primary" : "default"} aria-keyshortcuts={KEYS[one]} onClick={() => onDo(one, work)}>
                {t(`work.do.${one}`)} {KEYS[one] && <Kbd>{KEYS[one]}</Kbd>}
              </Button>
            ))}
          </div>
          <h3>{t("work.history")}</h3>
          <History work={work} place={place} />
        </div>
      )}
    </aside>
  )
}
