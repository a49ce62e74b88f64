import { useCallback, useMemo } from "react"
import { useLocation } from "wouter"
import { pick, useLocale, useT } from "../../i18n"
import { Panel } from "../../parts/panel"
import { Chart, type Colours } from "./chart"
import { type Choice, type Measure, type Report, shortDay, talksOf, written } from "./report"

interface Props {
  readonly report: Report
  readonly choice: Choice
  readonly measures: readonly Measure[]
}

const axis = (colours: Colours) => ({
  axisLine: { lineStyle: { color: colours.grid } },
  axisTick: { show: false },
  axisLabel: { color: colours.text, hideOverlap: true },
})
const tip = (colours: Colours) => ({
  trigger: "axis",
  confine: true,
  backgroundColor: colours.panel,
  borderColor: colours.grid,
  textStyle: { color: colours.text },
})
const grid = { left: 8, right: 12, top: 16, bottom: 4, containLabel: true }

/** The chosen figure by day. */
export function DayChart({ report, choice, measures }: Props) {
  const t = useT()
  const locale = useLocale()
  const [, go] = useLocation()
  const measure = measures.find((one) => one.id === choice.figure) ?? measures[0]!
  const title = pick(measure.title, locale)
  const before = report.figures[measure.id]?.before
  const option = useCallback(
    (colours: Colours) => {
      const bars = measure.unit === "count"
      const write = (value: unknown): string => written(value as number | null, measure.unit, locale)
      // The mean of the days before is a line beside shares and times; a sum is told for one day.
      const level = before == null ? undefined : bars ? before / report.days.length : before
      return {
        grid,
        tooltip: { ...tip(colours), valueFormatter: write },
        xAxis: { type: "category", data: report.days.map((one) => shortDay(one.day)), ...axis(colours) },
        yAxis: {
          type: "value",
          scale: !bars,
          minInterval: bars ? 1 : undefined,
          splitLine: { lineStyle: { color: colours.grid } },
          axisLabel: { color: colours.text, formatter: write },
        },
        series: [
          {
            name: title,
            type: bars ? "bar" : "line",
            data: report.days.map((one) => one.values[measure.id] ?? null),
            color: colours.first,
            barMaxWidth: 28,
            itemStyle: bars ? { borderRadius: [3, 3, 0, 0] } : undefined,
            lineStyle: { width: 2 },
            symbolSize: 6,
            connectNulls: true,
          },
          ...(level === undefined
            ? []
            : [
                {
                  name: t("reports.before"),
                  type: "line",
                  data: report.days.map(() => level),
                  color: colours.second,
                  symbol: "none",
                  lineStyle: { type: "dashed", width: 1.5 },
                },
              ]),
        ],
      }
    },
    [report, measure, title, locale, before, t],
  )
  const onPick = useCallback(
    (index: number) => {
      const day = report.days[index]?.day
      if (day) go(talksOf({ ...report, first: day, last: day }, choice, { only: measure.opens, sort: measure.sort }))
    },
    [report, choice, measure, go],
  )
  const known = report.days.filter((one) => one.values[measure.id] != null)
  const label = `${title}. ${known.map((one) => `${shortDay(one.day)}: ${written(one.values[measure.id], measure.unit, locale)}`).join(", ")}`
  return (
    <Panel
      title={t("reports.by_day", { title })}
      className="report-days"
      extra={
        <span className="legend">
          <i className="legend-now" /> {t("reports.now")} <i className="legend-before" /> {t("reports.before")}
        </span>
      }
    >
      <Chart label={label} height={260} option={option} onPick={onPick} />
    </Panel>
  )
}

/** When customers come, and how many of them are answered. */
export function HourChart({ report, choice, measures }: Props) {
  const t = useT()
  const locale = useLocale()
  const [, go] = useLocation()
  const lines = useMemo(() => {
    const found = new Map((report.by.hour ?? []).map((one) => [Number(one.key), one]))
    const hours = [...found.keys()]
    if (hours.length === 0) return []
    const [first, last] = [Math.min(...hours), Math.max(...hours)]
    return Array.from({ length: last - first + 1 }, (_, n) => ({ hour: first + n, values: found.get(first + n)?.values ?? {} }))
  }, [report])
  const names = useMemo(() => {
    const of = (id: string): string => pick(measures.find((one) => one.id === id)?.title, locale)
    return { answered: of("answered"), rest: t("reports.not_answered") }
  }, [measures, locale, t])
  const option = useCallback(
    (colours: Colours) => ({
      grid,
      tooltip: tip(colours),
      xAxis: { type: "category", data: lines.map((one) => `${one.hour}:00`), ...axis(colours) },
      yAxis: { type: "value", minInterval: 1, splitLine: { lineStyle: { color: colours.grid } }, axisLabel: { color: colours.text } },
      series: [
        { name: names.answered, type: "bar", stack: "all", data: lines.map((one) => one.values.answered ?? 0), color: colours.first, barMaxWidth: 28 },
        {
          name: names.rest,
          type: "bar",
          stack: "all",
          data: lines.map((one) => (one.values.inbound ?? 0) - (one.values.answered ?? 0)),
          color: colours.second,
          barMaxWidth: 28,
          itemStyle: { borderRadius: [3, 3, 0, 0] },
        },
      ],
    }),
    [lines, names],
  )
  const onPick = useCallback(
    (index: number) => {
      const hour = lines[index]?.hour
      if (hour !== undefined) go(talksOf(report, choice, { only: "inbound", hour: String(hour) }))
    },
    [report, choice, lines, go],
  )
  const label = `${t("reports.by_hour")}. ${lines.map((one) => `${one.hour}:00: ${one.values.inbound ?? 0}`).join(", ")}`
  return (
    <Panel
      title={t("reports.by_hour")}
      className="report-hours"
      extra={
        <span className="legend">
          <i className="legend-now" /> {names.answered} <i className="legend-rest" /> {names.rest}
        </span>
      }
    >
      <Chart label={label} height={260} option={option} onPick={onPick} />
    </Panel>
  )
}
