import { Segmented, Select } from "antd"
import { type ReactNode, useCallback, useState } from "react"
import { Link, useLocation } from "wouter"
import { pick, useLocale, useT } from "../../i18n"
import { Panel } from "../../parts/panel"
import { useMe } from "../../session"
import { Chart, type Colours } from "./chart"
import { type Choice, type Measure, type ReportPage, type WorkLine, worksOf, written } from "./report"
import { Head, useLabel } from "./tables"
import { TrendMark } from "./tiles"

interface Props {
  readonly page: ReportPage
  readonly choice: Choice
}

const SPLITS = ["department", "what"] as const
type Split = (typeof SPLITS)[number]
const BAR = 30
/** So many parts stand in the chart; the table has them all. */
const BARS = 12

/** What may open is a link: not everybody who reads figures may see the work. */
function Opening({ may, href, children }: { may: boolean; href: string; children: ReactNode }) {
  return may ? (
    <Link className="figure-link" href={href}>
      {children}
    </Link>
  ) : (
    children
  )
}

interface BarsProps extends Props {
  readonly split: Split
  readonly lines: readonly WorkLine[]
  readonly measure: Measure
  readonly may: boolean
}

/** One figure of each part, side by side. */
function Bars({ page, choice, split, lines, measure, may }: BarsProps) {
  const locale = useLocale()
  const [, go] = useLocation()
  const label = useLabel(page)
  const shown = lines.filter((line) => line.values[measure.id] != null).slice(0, BARS)
  const names = shown.map((line) => label(split, line.key))
  const title = pick(measure.title, locale)
  const values = shown.map((line) => line.values[measure.id] as number)
  const told = names.map((name, n) => `${name}: ${written(values[n], measure.unit, locale)}`).join(", ")
  const key = JSON.stringify([names, values])
  const option = useCallback(
    (colours: Colours) => {
      const write = (value: unknown): string => written(value as number, measure.unit, locale)
      return {
        grid: { left: 8, right: 56, top: 4, bottom: 4, containLabel: true },
        xAxis: {
          type: "value",
          max: measure.unit === "share" ? 1 : undefined,
          minInterval: measure.unit === "count" ? 1 : undefined,
          splitLine: { lineStyle: { color: colours.grid } },
          axisLabel: { color: colours.text, formatter: write, hideOverlap: true },
        },
        yAxis: { type: "category", inverse: true, data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.grid } }, axisLabel: { color: colours.text, width: 150, overflow: "truncate" } },
        series: [
          {
            name: title,
            type: "bar",
            data: values,
            color: colours.first,
            barMaxWidth: 18,
            itemStyle: { borderRadius: [0, 3, 3, 0] },
            label: { show: true, position: "right", color: colours.text, formatter: ({ value }: { value: number }) => write(value) },
            cursor: may ? "pointer" : "default",
          },
        ],
      }
    },
    // What is shown is told by its names and figures.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [key, title, measure, locale, may],
  )
  const parts = shown.map((line) => line.key).join("\n")
  const onPick = useCallback(
    (index: number) => {
      const part = parts.split("\n")[index]
      if (may && part !== undefined) go(worksOf(page.report, choice, split, part, measure.opens))
    },
    [may, parts, page.report, choice, split, measure, go],
  )
  if (shown.length === 0) return null
  return <Chart label={`${title}. ${told}`} height={shown.length * BAR + 40} option={option} onPick={onPick} />
}

/** Promises and the rest of the work by department and by kind. */
export function WorkTable({ page, choice }: Props) {
  const t = useT()
  const locale = useLocale()
  const me = useMe()
  const [split, choose] = useState<Split>("department")
  const [figure, show] = useState("")
  const label = useLabel(page)
  const may = me.roles.some((role) => role === "leader" || role === "manager")
  const lines = page.report.works[split] ?? []
  const shown = page.measures.filter((one) => one.of_work && lines.some((line) => line.values[one.id] != null))
  const measure = shown.find((one) => one.id === figure) ?? shown.find((one) => one.id === "promises_kept") ?? shown[0]
  const whole = Math.max(1, ...lines.map((line) => line.works))
  return (
    <Panel
      title={t("reports.works")}
      className="rows report-works"
      extra={
        <>
          {measure && (
            <Select
              size="small"
              popupMatchSelectWidth={false}
              aria-label={t("reports.figure")}
              value={measure.id}
              onChange={show}
              options={shown.map((one) => ({ value: one.id, label: pick(one.title, locale) }))}
            />
          )}
          <Segmented<Split> size="small" aria-label={t("reports.works")} value={split} onChange={choose} options={SPLITS.map((one) => ({ value: one, label: t(`reports.split_${one}`) }))} />
        </>
      }
    >
      {measure && <Bars page={page} choice={choice} split={split} lines={lines} measure={measure} may={may} />}
      <div className="report-scroll" tabIndex={0} role="group" aria-label={t("reports.works")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t(`reports.split_${split}`)}</th>
              <th scope="col" className="num-head">{t("reports.pieces")}</th>
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
                  {label(split, line.key)}
                  <span className="portion" style={{ width: `${(line.works / whole) * 100}%` }} />
                </th>
                <td className="num">
                  <Opening may={may} href={worksOf(page.report, choice, split, line.key, "any")}>
                    {line.works}
                  </Opening>
                </td>
                {shown.map((one) => (
                  <td key={one.id} className="num">
                    {line.values[one.id] == null ? (
                      <span className="quiet">–</span>
                    ) : (
                      <Opening may={may} href={worksOf(page.report, choice, split, line.key, one.opens)}>
                        {written(line.values[one.id], one.unit, locale)}
                      </Opening>
                    )}
                  </td>
                ))}
                <td className="num">
                  <TrendMark figure={{ value: line.works, before: line.before }} measure={page.measures[0]!} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
