import { AimOutlined } from "@ant-design/icons"
import { Segmented } from "antd"
import { memo, useEffect, useMemo, useState } from "react"
import { pick, useLocale, useT } from "../../i18n"
import { Clauses, useClauses } from "../../parts/clause"
import { Nothing, Panel } from "../../parts/panel"
import { unitsOf } from "../../parts/text"
import { clockSince } from "../../parts/time"
import type { Finding, Talk } from "../../wire"
import { ScoreCard } from "../desk/findings"
import { useLooking } from "./talk"

const ORDER = ["broken", "missed", "waived", "met"]
const TAGS: Record<string, string> = { met: "tag-green", missed: "tag-amber", broken: "tag-red" }

/** A clause as the document has it; the meaning where the page is English. */
function ClauseText({ id }: { id: string }) {
  const locale = useLocale()
  const clause = useClauses()[id]
  if (!clause) return null
  return (
    <blockquote className="clause-quote">
      <span lang="zh-Hant">{clause.quote}</span>
      {locale === "en" && <span className="clause-said">{clause.meaning}</span>}
    </blockquote>
  )
}

const isWrong = (finding: Finding | undefined): boolean =>
  finding?.verdict === "missed" || finding?.verdict === "broken"

const SHORT = 14

/** The words of a piece of evidence, cut short; the number of the line where the whole line is meant. */
function wordsOf(entries: Talk["entries"], [n, from, to]: readonly [number, number, number]): string {
  const text = entries[String(n)]?.text ?? ""
  const words = text.slice(unitsOf(text, from), unitsOf(text, to)).trim()
  if (!words) return `#${n}`
  return words.length > SHORT ? `${words.slice(0, SHORT)}…` : words
}

interface RowProps {
  readonly entries: Talk["entries"]
  readonly finding: Finding
  /** When the conversation began. */
  readonly since: number
  readonly place: number
  readonly active: boolean
}

const Row = memo(function Row({ entries, finding, since, place, active }: RowProps) {
  const t = useT()
  const locale = useLocale()
  const { hover, show } = useLooking()
  const why = pick(finding.why, locale)
  return (
    <li
      id={`finding-${place}`}
      tabIndex={-1}
      className={`found ${active ? "found-on" : ""}`}
      onPointerEnter={() => hover(place)}
      onPointerLeave={() => hover(-1)}
    >
      <div className="found-head">
        <span className={`tag ${TAGS[finding.verdict] ?? ""}`}>{t(`verdict.${finding.verdict}`)}</span>
        <button type="button" className="found-title" onClick={() => show(place)}>
          {pick(finding.title, locale)}
        </button>
        {finding.at != null && <time className="quiet small">{clockSince(finding.at, since, locale)}</time>}
      </div>
      {why && <p>{why}</p>}
      {finding.verdict !== "met" && finding.clauses.slice(0, 2).map((id) => <ClauseText key={id} id={id} />)}
      <div className="found-foot">
        <Clauses ids={finding.clauses} most={3} />
        {finding.evidence.length > 1 &&
          finding.evidence.map((one, piece) => (
            <button key={piece} type="button" className="jump" onClick={() => show(place, piece)}>
              <AimOutlined aria-hidden /> {wordsOf(entries, one)}
            </button>
          ))}
      </div>
    </li>
  )
})

type Shown = "wrong" | "all"

/** The sections of the score sheet in their order, and behind them what belongs to none. */
function sectionsOf(talk: Talk): readonly string[] {
  return [...new Set([...Object.keys(talk.score?.titles ?? {}), ...talk.findings.map((one) => one.section), ""])]
}

/** The score and the findings, what went wrong first, each with the text of its clause. */
export function Findings({ talk }: { talk: Talk }) {
  const t = useT()
  const locale = useLocale()
  const { active, chosen } = useLooking()
  const [shown, setShown] = useState<Shown>("wrong")
  const groups = useMemo(
    () =>
      sectionsOf(talk)
        .map((section) => ({
          section,
          found: talk.findings
            .map((finding, place) => ({ finding, place }))
            .filter(({ finding }) => finding.section === section && (shown === "all" || isWrong(finding)))
            .toSorted((a, b) => ORDER.indexOf(a.finding.verdict) - ORDER.indexOf(b.finding.verdict)),
        }))
        .filter((group) => group.found.length > 0),
    [talk, shown],
  )
  const wrong = talk.findings.filter(isWrong).length
  const right = chosen >= 0 && !isWrong(talk.findings[chosen])
  useEffect(() => {
    // Words that were right were chosen: their finding must be there to be seen.
    if (right) setShown("all")
  }, [right, chosen])
  return (
    <Panel
      title={t("score.heading")}
      extra={
        <Segmented<Shown>
          size="small"
          aria-label={t("read.shown")}
          value={shown}
          onChange={setShown}
          options={[
            { value: "wrong", label: t("read.shown_wrong", { count: wrong }) },
            { value: "all", label: t("read.shown_all", { count: talk.findings.length }) },
          ]}
        />
      }
    >
      {talk.score ? <ScoreCard score={talk.score} /> : <Nothing>{t(talk.over == null ? "read.no_score" : "read.unanswered")}</Nothing>}
      {wrong === 0 && talk.score && <Nothing>{t("finding.none")}</Nothing>}
      {groups.map((group) => {
        const score = talk.score?.sections[group.section]
        return (
          <section key={group.section} className="found-group">
            <h3>
              {pick(talk.score?.titles[group.section], locale) || t("read.other_section")}
              {score != null && <span className="quiet"> {Math.round(score)}</span>}
            </h3>
            <ul className="plain">
              {group.found.map(({ finding, place }) => (
                <Row
                  key={place}
                  entries={talk.entries}
                  finding={finding}
                  since={talk.arrived}
                  place={place}
                  active={place === active}
                />
              ))}
            </ul>
          </section>
        )
      })}
    </Panel>
  )
}
