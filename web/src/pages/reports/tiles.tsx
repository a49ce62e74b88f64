import { ArrowDownOutlined, ArrowUpOutlined, UnorderedListOutlined } from "@ant-design/icons"
import { Tooltip } from "antd"
import { Link } from "wouter"
import { pick, useLocale, useT } from "../../i18n"
import { type Choice, type Figure, type Measure, type ReportPage, talksOf, tooSoon, trend, written } from "./report"

export function TrendMark({ figure, measure, page }: { figure: Figure; measure: Measure; page: ReportPage }) {
  const t = useT()
  if (measure.unit === "count" && tooSoon(page)) return <span className="trend trend-plain">{t("reports.so_far")}</span>
  const found = trend(figure, measure, t)
  if (!found) return <span className="trend trend-plain">{t("reports.no_before")}</span>
  const way = t(`reports.way_${found.way}`)
  return (
    <span className={`trend trend-${found.tone}`}>
      {found.way === "up" && <ArrowUpOutlined aria-hidden />}
      {found.way === "down" && <ArrowDownOutlined aria-hidden />}
      <span className="unseen">{way} </span>
      {found.way === "same" ? way : found.text}
    </span>
  )
}

/** A line of the days without axes. */
function Spark({ values }: { values: readonly (number | null | undefined)[] }) {
  const known = values.filter((one): one is number => one != null)
  if (known.length < 3) return <span className="spark" />
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = (n: number): number => (n / (values.length - 1)) * 98 + 1
  const y = (value: number): number => 18 - ((value - low) / (high - low || 1)) * 16
  const points = values.flatMap((value, n) => (value == null ? [] : [`${x(n).toFixed(1)},${y(value).toFixed(1)}`]))
  return (
    <svg className="spark" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
      <polyline points={points.join(" ")} fill="none" stroke="currentcolor" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}

interface Props {
  readonly page: ReportPage
  readonly choice: Choice
  readonly measures: readonly Measure[]
  readonly show: (figure: string) => void
}

function Tile({ measure, page, choice, show }: Omit<Props, "measures"> & { measure: Measure }) {
  const t = useT()
  const locale = useLocale()
  const { report } = page
  const figure = report.figures[measure.id] ?? {}
  const title = pick(measure.title, locale)
  const meaning = pick(measure.meaning, locale)
  const chosen = choice.figure === measure.id
  const before = t("reports.before_was", { value: written(figure.before, measure.unit, locale) })
  return (
    <li className={`report-tile ${chosen ? "report-tile-chosen" : ""}`}>
      <Tooltip title={<><p className="tip">{meaning}</p><p className="tip tip-quiet">{before}</p></>} placement="bottom" trigger={["hover", "focus"]}>
        <button type="button" aria-pressed={chosen} aria-description={`${meaning} ${before}`} onClick={() => show(measure.id)}>
          <span className="report-tile-name">{title}</span>
          <span className="report-tile-value">{written(figure.value, measure.unit, locale)}</span>
          <TrendMark figure={figure} measure={measure} page={page} />
          <Spark values={report.days.map((one) => one.values[measure.id])} />
        </button>
      </Tooltip>
      <Link
        className="report-tile-open"
        href={talksOf(report, choice, { only: measure.opens, sort: measure.sort })}
        aria-label={t("reports.open", { title })}
        title={t("reports.open", { title })}
      >
        <UnorderedListOutlined />
      </Link>
    </li>
  )
}

/** In the order in which they fill the rows. */
const GROUPS = ["demand", "customers", "waiting", "answers", "quality", "promises"]

/** Every figure of the period by what it is about. */
export function Tiles(props: Props) {
  const t = useT()
  const groups = GROUPS.map((group) => ({ group, tiles: props.measures.filter((one) => one.group === group) }))
  return (
    <div className="report-groups">
      {groups.map(({ group, tiles }) => (
        <section key={group} className="report-group" aria-label={t(`reports.group_${group}`)}>
          <h2>{t(`reports.group_${group}`)}</h2>
          <ul>
            {tiles.map((one) => (
              <Tile key={one.id} {...props} measure={one} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
