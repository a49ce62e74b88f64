import { Switch } from "antd"
import { memo, useState } from "react"
import { known, type Locale, nearest, useLocale, useT } from "../../i18n"
import { clock, short } from "../../parts/time"
import type { Entry, Finding, Talk } from "../../wire"
import { eventText, ToWork, withServed, workOf } from "../desk/entry"
import { HeardChips, type HeardMove, useHeard } from "./heard"
import { type Mark, ofLine, split } from "./marks"
import { useLooking } from "./talk"

const NONE: readonly Mark[] = []

/** The tone of some findings together: what is wrong counts more than what is right. */
function tone(findings: readonly number[], all: readonly Finding[]): "bad" | "good" | "" {
  if (findings.length === 0) return ""
  return findings.some((one) => all[one]?.verdict === "missed" || all[one]?.verdict === "broken") ? "bad" : "good"
}

function Words({ text, marks, findings }: { text: string; marks: readonly Mark[]; findings: readonly Finding[] }) {
  const { active, hover, find } = useLooking()
  return split(text, marks).map((piece, place) => {
    const first = piece.findings[0]
    if (first === undefined) return <span key={place}>{piece.text}</span>
    const on = piece.findings.includes(active)
    // Of several findings the one that went wrong is the one to look at.
    const main = piece.findings.find((one) => findings[one]?.verdict !== "met") ?? first
    return (
      <mark
        key={place}
        className={`mark-${tone(piece.findings, findings)} ${on ? "mark-on" : ""}`}
        onPointerEnter={() => hover(main)}
        onPointerLeave={() => hover(-1)}
        onClick={() => find(main)}
      >
        {piece.text}
      </mark>
    )
  })
}

function Happened({ entry, locale, talk }: { entry: Entry; locale: Locale; talk: string }) {
  const t = useT()
  const text = eventText(entry, t, talk)
  const work = workOf(entry, talk)
  if (!text) return null
  return (
    <li className={`event event-${entry.kind}`} id={`line-${entry.n}`} tabIndex={-1}>
      <span>
        {text} {work && <ToWork id={work} />} <time>{clock(entry.at, locale)}</time>
      </span>
    </li>
  )
}

interface LineProps {
  readonly talk: string
  readonly entry: Entry
  readonly marks: readonly Mark[]
  readonly findings: readonly Finding[]
  readonly heard?: readonly HeardMove[] | undefined
}

const Line = memo(function Line({ talk, entry, marks, findings, heard }: LineProps) {
  const t = useT()
  const locale = useLocale()
  const { active, hover, find } = useLooking()
  if (entry.kind !== "said") return <Happened entry={entry} locale={locale} talk={talk} />
  const side = entry.by === "customer" ? "customer" : "agent"
  const whole = ofLine(marks).filter((one) => findings[one]?.verdict !== "met")
  const on = marks.some((mark) => mark.finding === active)
  return (
    <li className={`said said-${side} ${on ? "said-on" : ""}`} id={`line-${entry.n}`} tabIndex={-1}>
      <span className="unseen">{t(`who.${known(`who.${entry.by}`, "") ? entry.by : "agent"}`)}</span>
      <p className={`bubble ${whole.length > 0 ? "bubble-bad" : ""}`} lang={entry.lang ? nearest(entry.lang) : undefined}>
        <Words text={entry.text} marks={marks} findings={findings} />
      </p>
      <span className="said-meta">
        <time>{clock(entry.at, locale)}</time>
        {entry.lang && <span className="lang-tag">{short(entry.lang)}</span>}
        {whole.map((one) => (
          <button
            key={one}
            type="button"
            className="line-fault"
            onPointerEnter={() => hover(one)}
            onPointerLeave={() => hover(-1)}
            onClick={() => find(one)}
          >
            {t(`verdict.${findings[one]!.verdict}`)} {findings[one]!.clauses[0]}
          </button>
        ))}
      </span>
      {heard && <HeardChips moves={heard} />}
    </li>
  )
})

/** What was said and what happened, with the words that findings point at. */
export function Transcript({ talk, marks }: { talk: Talk; marks: ReadonlyMap<number, readonly Mark[]> }) {
  const t = useT()
  const [listening, listen] = useState(false)
  const heard = useHeard(talk, listening)
  const entries = withServed(Object.values(talk.entries).toSorted((a, b) => a.n - b.n), talk.agents ?? [])
  return (
    <section className="panel read-words" aria-label={t("talk.log")} tabIndex={0}>
      {entries.some((one) => one.kind === "said") && (
        <label className="read-listen">
          <Switch size="small" checked={listening} onChange={listen} /> {t("read.heard")}
        </label>
      )}
      {entries.length === 0 && <p className="nothing">{t("read.nothing")}</p>}
      <ol className="plain">
        {entries.map((entry) => (
          <Line key={entry.n} talk={talk.id} entry={entry} marks={marks.get(entry.n) ?? NONE} findings={talk.findings} heard={heard?.[String(entry.n)]} />
        ))}
      </ol>
    </section>
  )
}
