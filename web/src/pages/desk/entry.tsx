import { memo } from "react"
import { Link } from "wouter"
import { known, type Locale, nearest, pick, type Translate, useLocale, useT } from "../../i18n"
import { useLive } from "../../live/hooks"
import { pieces, unitsOf } from "../../parts/text"
import { clock, short } from "../../parts/time"
import type { Entry, Talk } from "../../wire"
import { useMark } from "./jump"
import { useTalkId } from "./selection"

const word = (value: unknown): string => (value == null ? "" : String(value))

/** The piece of work that a conversation left and that something was done with. */
export function workOf(entry: Entry, talk: string): string {
  const ref = entry.kind === "done" ? word(entry.detail.ref) : ""
  return talk && ref.startsWith(`${talk.split(".")[0]}-`) ? ref : ""
}

/** Leads to a piece of work. */
export function ToWork({ id }: { id: string }) {
  const t = useT()
  return (
    <Link className="to-work" href={`/work?id=${encodeURIComponent(id)}`}>
      {t("event.to_work")}
    </Link>
  )
}

/** What was said and done in its order, and that somebody else went on where that is so. */
export function withServed(entries: readonly Entry[], agents: Talk["agents"]): readonly Entry[] {
  const others = agents.slice(1).map(([at, , name], place): Entry => ({
    n: -1 - place, at, kind: "served", by: "", text: "", detail: { name }, moves: [],
  }))
  return others.length === 0 ? entries : [...entries, ...others].toSorted((a, b) => a.at - b.at)
}

/** What happened, in words; empty for what needs none. `act`: how the standard calls what was done; `talk`: in which conversation. */
export function eventText(entry: Entry, t: Translate, talk = "", act: (what: string) => string = () => ""): string {
  const { kind, detail, text } = entry
  const says = (key: string, values: Record<string, string> = {}): string => t(`event.${key}`, values)
  switch (kind) {
    case "transfer":
      return says(`transfer_${word(detail.step)}`, { to: word(detail.to) })
    case "looked_up":
      return says(`looked_up_${word(detail.result) || "matches"}`, {
        what: known(`what.${word(detail.what)}`, word(detail.what)),
        key: word(detail.key),
      })
    case "form":
      return says("form", { form: known(`form.${word(detail.form)}`, word(detail.form)) })
    case "done":
      return says("done", {
        what: act(word(detail.what)) || known(`done.${word(detail.what)}`, word(detail.what)),
        ref: workOf(entry, talk) ? "" : word(detail.ref),
      })
    case "identified":
      return says("identified", { name: `${word(detail.surname)}${word(detail.title)}` || word(detail.phone) })
    case "rang_out":
      return says(`rang_out_${word(detail.outcome)}`)
    case "hung_up":
      return says(`hung_up_${entry.by || word(detail.by) || "network"}`)
    case "colleague":
      return says("colleague", { number: word(detail.number), status: known(`status.${word(detail.status)}`, "") })
    case "served":
      return says(kind, { name: word(detail.name) })
    case "incident_on":
    case "whisper":
    case "note":
      return says(kind, { text })
    default:
      return known(`event.${kind}`, "")
  }
}

function Words({ entry }: { entry: Entry }) {
  const mark = useMark(entry.n)
  const { text } = entry
  if (!mark || mark.to <= mark.from) return <>{text}</>
  const span = { from: unitsOf(text, mark.from), to: unitsOf(text, mark.to), mark: true }
  return pieces(text, [span]).map((piece, place) =>
    piece.mark ? <mark key={place}>{piece.text}</mark> : <span key={place}>{piece.text}</span>,
  )
}

function Happened({ entry, times, locale }: { entry: Entry; times: number; locale: Locale }) {
  const t = useT()
  const acts = useLive((state) => state.centre?.acts)
  const talk = useTalkId()
  const text = eventText(entry, t, talk, (what) => pick(acts?.[what], locale))
  const work = workOf(entry, talk)
  if (!text) return null
  return (
    <li className={`event event-${entry.kind}`} id={`entry-${entry.n}`} tabIndex={-1}>
      <span>
        {text}
        {times > 1 && ` ×${times}`} {work && <ToWork id={work} />} <time>{clock(entry.at, locale)}</time>
      </span>
    </li>
  )
}

/** One line of the transcript. `times`: how often it happened in a row. */
export const EntryRow = memo(function EntryRow({ entry, times }: { entry: Entry; times: number }) {
  const t = useT()
  const locale = useLocale()
  const marked = useMark(entry.n) !== null
  if (entry.kind !== "said") return <Happened entry={entry} times={times} locale={locale} />
  const side = entry.by === "customer" ? "customer" : "agent"
  return (
    <li className={`said said-${side} ${marked ? "said-marked" : ""}`} id={`entry-${entry.n}`} tabIndex={-1}>
      <span className="unseen">{t(`who.${known(`who.${entry.by}`, "") ? entry.by : "agent"}`)}</span>
      <p className="bubble" lang={entry.lang ? nearest(entry.lang) : undefined}>
        <Words entry={entry} />
      </p>
      <span className="said-meta">
        {entry.by !== "customer" && entry.by !== "agent" && <span>{known(`who.${entry.by}`, entry.by)} · </span>}
        <time>{clock(entry.at, locale)}</time>
        {entry.lang && <span className="lang-tag">{short(entry.lang)}</span>}
      </span>
    </li>
  )
})
