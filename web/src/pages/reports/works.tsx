import { Segmented, Select } from "antd"
import { useCallback, useMemo, useState } from "react"
import { useLocation } from "wouter"
import { pick, useLocale, useT } from "../../i18n"
import { Panel } from "../../parts/panel"
import { hasRole, useMe } from "../../session"
import { Chart, type Colours } from "./chart"
import { type Choice, type Measure, type ReportPage, type WorkLine, worksOf, written } from "./report"
import { Cell, Head, useLabel } from "./tables"
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
const NONE: readonly WorkLine[] = []

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
  const shown = useMemo(() => lines.filter((line) => line.values[measure.id] != null).slice(0, BARS), [lines, measure])
  const names = useMemo(() => shown.map((line) => label(split, line.key)), [shown, label, split])
  const title = pick(measure.title, locale)
  const values = useMemo(() => shown.map((line) => line.values[measure.id] as number), [shown, measure])
  const told = names.map((name, n) => `${name}: ${written(values[n], measure.unit, locale)}`).join(", ")
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
    [names, values, title, measure, locale, may],
  )
  const onPick = useCallback(
    (index: number) => {
      const line = shown[index]
      if (may && line) go(worksOf(page.report, choice, split, line.key, measure.opens))
    },
    [may, shown, page.report, choice, split, measure, go],
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
  const may = hasRole(me, "leader", "manager")
  const lines = page.report.works[split] ?? NONE
  const shown = page.measures.filter((one) => one.of_work && lines.some((line) => line.values[one.id] != null))
  const measure = shown.find((one) => one.id === figure) ?? shown.find((one) => one.id === "promises_kept") ?? shown[0]
  const whole = Math.max(1, ...lines.map((line) => line.works))
  // Not everybody who reads figures may see the work.
  const opening = (part: string, opens: string): string | null => (may ? worksOf(page.report, choice, split, part, opens) : null)
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
                <Cell value={line.works} unit="count" href={opening(line.key, "any")} />
                {shown.map((one) => (
                  <Cell key={one.id} value={line.values[one.id]} unit={one.unit} href={opening(line.key, one.opens)} />
                ))}
                <td className="num">
                  <TrendMark figure={{ value: line.works, before: line.before }} measure={page.measures[0]!} page={page} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
