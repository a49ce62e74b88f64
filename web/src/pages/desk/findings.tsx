import { AimOutlined } from "@ant-design/icons"
import { memo, useState } from "react"
import { pick, useLocale, useT } from "../../i18n"
import { Clauses } from "../../parts/clause"
import { Nothing, Panel } from "../../parts/panel"
import { Ring } from "../../parts/ring"
import { unitsOf } from "../../parts/text"
import type { Finding, Score } from "../../wire"
import { eventText } from "./entry"
import { showEntry } from "./jump"
import { useField } from "./selection"

function tone(value: number): "green" | "amber" | "red" {
  return value >= 85 ? "green" : value >= 60 ? "amber" : "red"
}

/** The score, whole and by section. */
export function ScoreCard({ score }: { score: Score }) {
  const t = useT()
  const locale = useLocale()
  const total = score.total ?? null
  const figure = total === null ? "–" : String(Math.round(total))
  return (
    <div className="score">
      <Ring
        size={104}
        share={(total ?? 0) / 100}
        text={figure}
        tone={total === null ? "calm" : tone(total)}
        label={t("score.total", { score: figure })}
      />
      <ul className="plain score-sections">
        {Object.entries(score.titles).map(([id, title]) => {
          const value = score.sections[id] ?? null
          return (
            <li key={id}>
              <span>{pick(title, locale)}</span>
              <span className="bar-track" aria-hidden="true">
                <span className={`bar-fill fill-${tone(value ?? 100)}`} style={{ width: `${value ?? 0}%` }} />
              </span>
              <span className="score-value">{value === null ? "–" : Math.round(value)}</span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const VERDICTS: Record<string, string> = { met: "tag-green", missed: "tag-red", broken: "tag-red", waived: "" }

const LONGEST = 22

/** The words that a finding points at, or what happened there; opens them in the transcript. */
function Evidence({ n, from, to }: { n: number; from: number; to: number }) {
  const t = useT()
  const entry = useField("entries")?.[String(n)]
  const said = entry?.text.slice(unitsOf(entry.text, from), unitsOf(entry.text, to)) || entry?.text || ""
  const words = said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said
  const happened = entry && !words ? eventText(entry, t) : ""
  return (
    <button type="button" className="jump" onClick={() => showEntry(n, from, to)}>
      <AimOutlined aria-hidden /> {words ? t("finding.show", { words }) : happened || t("finding.line", { n })}
    </button>
  )
}

const Row = memo(function Row({ finding }: { finding: Finding }) {
  const t = useT()
  const locale = useLocale()
  return (
    <li className="finding">
      <span className={`tag ${VERDICTS[finding.verdict] ?? ""}`}>{t(`verdict.${finding.verdict}`)}</span>
      <div>
        <div className="finding-title">
          {pick(finding.title, locale)} <Clauses ids={finding.clauses} most={2} />
        </div>
        <p>{pick(finding.why, locale)}</p>
        {finding.evidence.length > 0 && (
          <div className="evidence">
            {finding.evidence.slice(0, 4).map(([n, from, to], place) => (
              <Evidence key={place} n={n} from={from} to={to} />
            ))}
          </div>
        )}
      </div>
    </li>
  )
})

/** The mark of a conversation that is over, and why: what went wrong first, what went right on demand. */
export function Findings() {
  const t = useT()
  const score = useField("score")
  const rating = useField("rating")
  const words = useField("rating_text")
  const findings = useField("findings") ?? []
  const [all, setAll] = useState(false)
  const wrong = findings.filter((finding) => finding.verdict !== "met" && finding.verdict !== "waived")
  const right = findings.filter((finding) => finding.verdict === "met" || finding.verdict === "waived")
  return (
    <Panel title={t("score.heading")} className="findings">
      {score && <ScoreCard score={score} />}
      {rating != null && <p className="rating">{t("score.rating", { stars: rating })}</p>}
      {words && <blockquote className="rating-words">{words}</blockquote>}
      {wrong.length === 0 && <Nothing>{t(right.length > 0 ? "finding.none" : "finding.unjudged")}</Nothing>}
      <ul className="plain">
        {wrong.map((finding, place) => (
          <Row key={`${finding.norm}-${place}`} finding={finding} />
        ))}
        {all && right.map((finding, place) => <Row key={`met-${finding.norm}-${place}`} finding={finding} />)}
      </ul>
      {right.length > 0 && (
        <button type="button" className="jump" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? "finding.fewer" : "finding.met", { count: right.length })}
        </button>
      )}
    </Panel>
  )
}
