import { DownloadOutlined } from "@ant-design/icons"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { Alert, Button, Dropdown, Select, Spin } from "antd"
import { useEffect } from "react"
import { useLocation, useSearch } from "wouter"
import { call } from "../../api"
import { pick, useLocale, useT } from "../../i18n"
import { Behind, SOON } from "../../parts/behind"
import { Nothing } from "../../parts/panel"
import { useCentre } from "../../session"
import "../../parts/table.css"
import { DayChart, HourChart } from "./charts"
import { type Choice, type FilterName, FILTERS, isOpen, PRESETS, presetDays, readChoice, type ReportPage, writeChoice } from "./report"
import { Schedules } from "./schedules"
import { ClauseTable, SplitTable } from "./tables"
import { Tiles } from "./tiles"
import { WorkTable } from "./works"
import "./reports.css"

interface BarProps {
  readonly page: ReportPage | undefined
  readonly choice: Choice
  readonly change: (part: Partial<Choice>) => void
}

const KINDS = ["xlsx", "csv", "pdf"] as const

function Export({ choice }: { choice: Choice }) {
  const t = useT()
  const locale = useLocale()
  const centre = useCentre()
  const query = writeChoice(choice, false)
  const items = KINDS.map((kind) => ({
    key: kind,
    label: (
      <a href={`/api/centres/${encodeURIComponent(centre)}/report.${kind}?${query ? `${query}&` : ""}locale=${locale}`} download>
        {t(`reports.export_${kind}`)}
      </a>
    ),
  }))
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button icon={<DownloadOutlined />}>{t("reports.export")}</Button>
    </Dropdown>
  )
}

function FilterSelect({ name, page, choice, change }: BarProps & { name: FilterName }) {
  const t = useT()
  const locale = useLocale()
  const value = choice.filters[name]
  const title = (key: string): string => {
    if (key === "") return t("reports.none")
    if (name === "channel") return t(`wall.channel_${key === "phone" ? "phone" : "chat"}`)
    return pick(page?.labels[name]?.[key], locale) || key
  }
  const keys = new Set([
    ...(page?.report.by[name] ?? []).map((one) => one.key),
    ...(name === "channel" ? ["phone", "chat"] : Object.keys(page?.labels[name] ?? {})),
    ...(value === undefined ? [] : [value]),
  ])
  return (
    <Select
      className="report-filter"
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      aria-label={t(`reports.split_${name}`)}
      placeholder={t(`reports.any_${name}`)}
      value={value}
      onChange={(next?: string) => {
        const filters = { ...choice.filters }
        if (next === undefined) delete filters[name]
        else filters[name] = next
        change({ filters })
      }}
      options={[...keys].map((key) => ({ value: key, label: title(key) }))}
    />
  )
}

function FilterBar(props: BarProps) {
  const t = useT()
  const { page, choice, change } = props
  const [from, to] = [choice.from || page?.report.first || "", choice.to || page?.report.last || ""]
  return (
    <div className="report-bar" role="search">
      <span className="report-presets">
        {PRESETS.map((preset) => {
          const days = page && presetDays(preset, page.today)
          const on = days !== undefined && days[0] === from && days[1] === to
          return (
            <Button
              key={preset}
              size="small"
              type={on ? "primary" : "default"}
              aria-pressed={on}
              disabled={!days}
              onClick={() => days && change({ from: days[0], to: days[1] })}
            >
              {t(`reports.preset_${preset}`)}
            </Button>
          )
        })}
      </span>
      <label>
        {t("talks.from")}
        <input type="date" className="field" value={from} max={to || undefined} onChange={(event) => event.target.value && change({ from: event.target.value, to })} />
      </label>
      <label>
        {t("talks.to")}
        <input type="date" className="field" value={to} min={from || undefined} onChange={(event) => event.target.value && change({ from, to: event.target.value })} />
      </label>
      {FILTERS.map((name) => (
        <FilterSelect key={name} name={name} {...props} />
      ))}
      <span className="report-bar-end">
        <Schedules choice={choice} />
        <Export choice={choice} />
      </span>
    </div>
  )
}

function Shown({ page, choice, change }: BarProps & { page: ReportPage }) {
  const t = useT()
  const { report, measures } = page
  const nothing = !report.figures.conversations?.value
  const worked = Object.values(report.works).some((lines) => lines.length > 0)
  return (
    <>
      <p className="report-period">
        {t("reports.compared", { first: report.before_first, last: report.before_last })}
        {isOpen(page) && t("reports.open_day")}
        <Behind count={page.behind} />
      </p>
      <Tiles page={page} choice={choice} measures={measures} show={(figure) => change({ figure })} />
      {nothing && <Nothing>{t("reports.empty")}</Nothing>}
      {(!nothing || worked) && (
        <div className="report-panels">
          {!nothing && (
            <>
              <DayChart report={report} choice={choice} measures={measures} />
              <HourChart report={report} choice={choice} measures={measures} />
              <SplitTable page={page} choice={choice} />
              <ClauseTable page={page} choice={choice} />
            </>
          )}
          {worked && <WorkTable page={page} choice={choice} />}
        </div>
      )}
    </>
  )
}

/** The figures of a centre over some days. */
export default function Reports() {
  const t = useT()
  const centre = useCentre()
  const choice = readChoice(useSearch())
  const [, go] = useLocation()
  const change = (part: Partial<Choice>): void => {
    const query = writeChoice({ ...choice, ...part })
    go(query ? `/reports?${query}` : "/reports", { replace: true })
  }
  const asked = writeChoice(choice, false)
  const query = useQuery({
    queryKey: ["report", centre, asked],
    queryFn: () => call<ReportPage>("GET", `centres/${encodeURIComponent(centre)}/report?${asked}`),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    refetchInterval: (query) => (query.state.data?.behind ? SOON : 60_000),
    enabled: centre !== "",
  })
  useEffect(() => {
    document.title = `${t("page.reports")} · Saywell`
  }, [t])
  return (
    <main className="reports" aria-busy={query.isFetching}>
      <h1 className="unseen">{t("page.reports")}</h1>
      <FilterBar page={query.data} choice={choice} change={change} />
      {query.error && <Alert type="error" showIcon title={query.error.message} />}
      {query.data === undefined && !query.error && <Spin />}
      {query.data && <Shown page={query.data} choice={choice} change={change} />}
    </main>
  )
}
