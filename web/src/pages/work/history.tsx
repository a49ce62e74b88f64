import { Link } from "wouter"
import { known, pick, type Translate, useLocale, useT } from "../../i18n"
import { dayTime } from "../../parts/time"
import type { Work, WorkPlace } from "../../work-wire"
import { personName, useDepartmentName } from "./names"

type Event = Readonly<Record<string, unknown>> & { readonly event: string; readonly at: number }
type Names = {
  readonly t: Translate
  readonly time: (at: unknown) => string
  readonly person: (number: unknown) => string
  readonly department: (id: string) => string
  readonly stage: (id: string) => string
}

const text = (value: unknown): string => (typeof value === "string" ? value : "")

/** To whom something went. */
function whom(event: Event, names: Names): string {
  const [to, department] = [text(event.to), text(event.department)]
  if (to) return names.person(to)
  return department ? names.department(department) : names.t("work.nobody")
}

/** The conversation in which it happened, where that is another than the one it came from. */
function talkOf(event: Event, work: Work): string {
  const source = (event.source ?? {}) as { readonly talk?: string; readonly line?: number }
  const talk = text(source.talk) || text(event.talk)
  return !talk || talk === work.talk ? "" : `/talks/${encodeURIComponent(talk)}${source.line ? `?line=${source.line}` : ""}`
}

type Say = (event: Event, names: Names) => string
const said = (key: string, values: (event: Event, names: Names) => Record<string, string> = () => ({})): Say =>
  (event, names) => names.t(key, values(event, names))

/** What happened, in words. */
const WORDS: Readonly<Record<string, Say>> = {
  opened: said("work.h.opened"),
  dispatched: said("work.h.dispatched", (event, names) => ({ whom: whom(event, names) })),
  acknowledged: said("work.h.acknowledged", (event, names) => ({ whom: names.person(event.by) })),
  escalated: (event, names) => {
    const level = names.t(`work.level.${text(event.level)}`)
    const why = names.t(`work.why.${text(event.why) || "asked"}`)
    return names.t("work.h.escalated", { level: event.to ? `${level} ${names.person(event.to)}` : level, why })
  },
  noted: (event) => text(event.text),
  edited: (event, names) =>
    names.t("work.h.edited", {
      fields: Object.entries((event.fields ?? {}) as Record<string, string>)
        .map(([key, value]) => `${known(`field.${key}`, key)}: ${value}`)
        .join(" · "),
    }),
  paused: (event, names) => names.t("work.h.paused") + (event.why ? ` · ${text(event.why)}` : ""),
  resumed: said("work.h.resumed"),
  promised: (event, names) => names.t(event.again ? "work.h.promised_again" : "work.h.promised", { time: names.time(event.due) }),
  reminded: (event, names) => names.t("work.h.reminded", { clock: names.t(`work.clock.${text(event.clock)}`), time: names.time(event.due) }),
  lapsed: (event, names) => names.t("work.h.lapsed", { clock: names.t(`work.clock.${text(event.clock)}`) }),
  staged: (event, names) => {
    const amount = typeof event.amount === "number" ? ` · ${event.amount.toLocaleString()}` : ""
    const stage = event.stage ? names.t("work.h.staged", { stage: names.stage(text(event.stage)) }) : names.t("work.h.status")
    return stage + amount + (event.text ? ` · ${text(event.text)}` : "")
  },
  printed: said("work.h.printed"),
  planned: (event, names) =>
    names.t("work.h.planned", { time: names.time(event.when) }) + (event.person ? ` · ${names.person(event.person)}` : ""),
  visited: (event, names) => names.t(event.solved === false ? "work.h.visited_open" : "work.h.visited", { result: text(event.result) }),
  tried: (event, names) =>
    names.t("work.h.tried", { outcome: names.t(`work.called.${text(event.outcome)}`) }) +
    (event.next ? ` · ${names.t("work.h.next", { time: names.time(event.next) })}` : ""),
  answered: (event, names) => names.t("work.h.answered") + (event.text ? ` · ${text(event.text)}` : ""),
  closed: (event, names) =>
    names.t("work.h.closed", { outcome: names.t(`work.outcome.${text(event.outcome) || "done"}`) }) +
    (event.reason ? ` · ${known(`work.called.${text(event.reason)}`, text(event.reason))}` : ""),
  reopened: (event, names) => names.t("work.h.reopened", { reason: text(event.reason) }),
}

/** Everything that happened to a piece of work, the last first. */
export function History({ work, place }: { work: Work; place: WorkPlace }) {
  const t = useT()
  const locale = useLocale()
  const department = useDepartmentName(place)
  const names: Names = {
    t,
    department,
    time: (at) => (typeof at === "number" ? dayTime(at, locale) : ""),
    person: (number) => personName(place, text(number)),
    stage: (id) => pick(work.stages.find((one) => one.id === id)?.title, locale) || id,
  }
  const events = (work.history as readonly Event[]).toReversed()
  return (
    <ol className="plain work-history">
      {events.map((event, count) => {
        const kind = event.event.split(".")[1] ?? ""
        const by = text(event.by)
        const talk = talkOf(event, work)
        return (
          <li key={events.length - count} className={`happened happened-${kind}`}>
            <time>{dayTime(event.at, locale)}</time>
            <span>{WORDS[kind]?.(event, names) ?? kind}</span>
            {by && kind !== "acknowledged" && <span className="quiet">{personName(place, by)}</span>}
            {talk && <Link href={talk}>{t("work.to_talk")}</Link>}
          </li>
        )
      })}
    </ol>
  )
}
