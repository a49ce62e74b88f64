import { Segmented, Tooltip } from "antd"
import { type ReactNode, useCallback, useState } from "react"
import { Link } from "wouter"
import { pick, useLocale, useT } from "../../i18n"
import { ClauseChip, useClauses } from "../../parts/clause"
import { Nothing, Panel } from "../../parts/panel"
import { TrendMark } from "./tiles"
import { type Choice, type Measure, type Report, type ReportPage, talksOf, written } from "./report"

interface Props {
  readonly page: ReportPage
  readonly choice: Choice
}

const SPLITS = ["channel", "queue", "product", "stage", "agent"] as const
type Split = (typeof SPLITS)[number]
const COLUMNS = ["conversations", "customers", "answered", "abandoned", "service_level", "wait_mean", "resolved", "score", "adherence", "rating", "promises_kept"]

export function useLabel(page: ReportPage): (split: string, key: string) => string {
  const t = useT()
  const locale = useLocale()
  const { labels } = page
  return useCallback(
    (split, key) => {
      if (key === "") return t("reports.none")
      if (split === "channel") return t(`wall.channel_${key === "phone" ? "phone" : "chat"}`)
      return pick(labels[split]?.[key], locale) || key
    },
    [t, locale, labels],
  )
}

/** A figure; a link to what it counts, where that may be opened. */
export function Cell({ value, unit, href }: { value: number | null | undefined; unit: Measure["unit"]; href: string | null }) {
  const locale = useLocale()
  let shown: ReactNode = <span className="quiet">–</span>
  if (value != null) shown = written(value, unit, locale)
  if (value != null && href !== null)
    shown = (
      <Link className="figure-link" href={href}>
        {shown}
      </Link>
    )
  return <td className="num">{shown}</td>
}

export function Head({ measure }: { measure: Measure }) {
  const locale = useLocale()
  const meaning = pick(measure.meaning, locale)
  return (
    <th scope="col" className="num-head">
      <Tooltip title={meaning} trigger={["hover", "focus"]}>
        <button type="button" className="head-button" aria-description={meaning}>
          {pick(measure.title, locale)}
        </button>
      </Tooltip>
    </th>
  )
}

/** The figures of each channel, queue, product, stage or agent. */
export function SplitTable({ page, choice }: Props) {
  const t = useT()
  const [split, choose] = useState<Split>("channel")
  const label = useLabel(page)
  const { report } = page
  const lines = report.by[split] ?? []
  const shown = COLUMNS.flatMap((id) => page.measures.find((one) => one.id === id) ?? []).filter((one) =>
    lines.some((line) => line.values[one.id] != null),
  )
  const whole = report.figures.conversations?.value || 1
  return (
    <Panel
      title={t("reports.splits")}
      className="rows report-split"
      extra={
        <Segmented<Split>
          size="small"
          aria-label={t("reports.splits")}
          value={split}
          onChange={choose}
          options={SPLITS.map((one) => ({ value: one, label: t(`reports.split_${one}`) }))}
        />
      }
    >
      {lines.length === 0 && <Nothing>{t("reports.nothing")}</Nothing>}
      {lines.length > 0 && (
        <div className="report-scroll" tabIndex={0} role="group" aria-label={t("reports.splits")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t(`reports.split_${split}`)}</th>
                {shown.map((one) => (
                  <Head key={one.id} measure={one} />
                ))}
                <th scope="col" className="num-head">{t("reports.change")}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.key}>
                  <th scope="row">
                    <Link href={talksOf(report, choice, { [split]: line.key })}>{label(split, line.key)}</Link>
                    <span className="portion" style={{ width: `${Math.min(100, ((line.values.conversations ?? 0) / whole) * 100)}%` }} />
                  </th>
                  {shown.map((one) => (
                    <Cell key={one.id} value={line.values[one.id]} unit={one.unit} href={talksOf(report, choice, { [split]: line.key, only: one.opens, sort: one.sort })} />
                  ))}
                  <td className="num">
                    <TrendMark figure={{ value: line.values.conversations, before: line.before }} measure={page.measures[0]!} page={page} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

const FIRST = 12

/** What a clause asks for, in short. */
function ClauseTitle({ id }: { id: string }) {
  const title = pick(useClauses()[id]?.title, useLocale())
  return (
    <span className="quiet" title={title}>
      {title}
    </span>
  )
}

/** How well each clause is kept, those with the most faults first. */
export function ClauseTable({ page, choice }: Props) {
  const t = useT()
  const locale = useLocale()
  const [all, showAll] = useState(false)
  const { report } = page
  const adherence = page.measures.find((one) => one.id === "adherence")!
  const rows = all ? report.clauses : report.clauses.slice(0, FIRST)
  return (
    <Panel title={t("reports.clauses")} className="rows report-clauses">
      {report.clauses.length === 0 && <Nothing>{t("reports.nothing")}</Nothing>}
      {rows.length > 0 && (
        <div className="report-scroll" tabIndex={0} role="group" aria-label={t("reports.clauses")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("reports.clause")}</th>
                <Head measure={adherence} />
                <th scope="col" className="num-head">{t("reports.change")}</th>
                <th scope="col" className="num-head">{t("reports.missed")}</th>
                <th scope="col" className="num-head">{t("reports.broken")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <tr key={one.clause}>
                  <th scope="row">
                    <span className="report-clause">
                      <ClauseChip id={one.clause} />
                      <ClauseTitle id={one.clause} />
                    </span>
                  </th>
                  <td className="num">
                    <span className="kept" aria-hidden="true">
                      <i style={{ width: `${one.kept * 100}%` }} />
                    </span>
                    {written(one.kept, "share", locale)}
                  </td>
                  <td className="num">
                    <TrendMark figure={{ value: one.kept, before: one.before }} measure={adherence} page={page} />
                  </td>
                  <Faults report={report} choice={choice} clause={one.clause} verdict="missed" count={one.missed} />
                  <Faults report={report} choice={choice} clause={one.clause} verdict="broken" count={one.broken} />
                </tr>
              ))}
            </tbody>
          </table>
          {report.clauses.length > FIRST && (
            <button type="button" className="more-button" aria-expanded={all} onClick={() => showAll(!all)}>
              {all ? t("reports.fewer") : t("reports.all_clauses", { count: report.clauses.length })}
            </button>
          )}
        </div>
      )}
    </Panel>
  )
}

interface FaultsProps {
  readonly report: Report
  readonly choice: Choice
  readonly clause: string
  readonly verdict: "missed" | "broken"
  readonly count: number
}

function Faults({ report, choice, clause, verdict, count }: FaultsProps) {
  return (
    <td className="num">
      {count === 0 ? (
        <span className="quiet">0</span>
      ) : (
        <Link className="figure-link" href={talksOf(report, choice, { clause, verdict })}>
          {count}
        </Link>
      )}
    </td>
  )
}
