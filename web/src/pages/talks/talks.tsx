import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { Alert, Button, Checkbox, Select, Spin } from "antd"
import { useEffect, useMemo, useState } from "react"
import { Link, useLocation, useSearch } from "wouter"
import { call } from "../../api"
import { useLocale, useT } from "../../i18n"
import { useShortcuts } from "../../keys"
import { Faults } from "../../parts/faults"
import { Nothing } from "../../parts/panel"
import { Stars } from "../../parts/stars"
import { dayTime, span } from "../../parts/time"
import { hasRole, useCentre, useMe } from "../../session"
import { ChannelIcon } from "../desk/queue"
import "../../parts/table.css"
import { asked, dayOf, type Filter, readFilter, type Row, type Sort, sorted, writeFilter } from "./filter"
import { useNames } from "./names"
import "./talks.css"

/** A score as a chip, by how good it is. */
export function ScoreChip({ score }: { score?: number | null }) {
  const t = useT()
  if (score == null) return <span className="quiet">–</span>
  const tone = score >= 85 ? "green" : score >= 60 ? "amber" : "red"
  const figure = String(Math.round(score))
  return (
    <span className={`tag tag-${tone} score-chip`} aria-label={t("score.total", { score: figure })} role="img">
      {figure}
    </span>
  )
}

interface FilterBarProps {
  readonly filter: Filter
  readonly change: (change: Partial<Filter>) => void
  readonly agents: readonly string[]
}

function FilterBar({ filter, change, agents }: FilterBarProps) {
  const t = useT()
  const me = useMe()
  const names = useNames()
  const today = dayOf(Date.now())
  const week = dayOf(Date.now() - 6 * 86_400_000)
  const others = hasRole(me, "leader", "inspector", "clerk", "manager", "author", "admin")
  return (
    <div className="filter" role="search">
      <label>
        {t("talks.from")}
        <input type="date" className="field" max={filter.to || undefined} value={filter.from} onChange={(event) => change({ from: event.target.value })} />
      </label>
      <label>
        {t("talks.to")}
        <input type="date" className="field" min={filter.from || undefined} value={filter.to} onChange={(event) => change({ to: event.target.value })} />
      </label>
      <span className="filter-days">
        <Button size="small" onClick={() => change({ from: today, to: today })}>
          {t("talks.today")}
        </Button>
        <Button size="small" onClick={() => change({ from: week, to: today })}>
          {t("talks.week")}
        </Button>
        {(filter.from || filter.to) && (
          <Button size="small" type="text" onClick={() => change({ from: "", to: "" })}>
            {t("talks.any_day")}
          </Button>
        )}
      </span>
      {others && (
        <Select
          className="filter-agent"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("wall.col_agent")}
          placeholder={t("talks.any_agent")}
          value={filter.agent || undefined}
          onChange={(agent?: string) => change({ agent: agent ?? "" })}
          options={agents.map((one) => ({ value: one, label: `${names[one] ?? ""} ${one}`.trim() }))}
        />
      )}
      <Checkbox checked={filter.missed} onChange={(event) => change({ missed: event.target.checked })}>
        {t("talks.missed")}
      </Checkbox>
    </div>
  )
}

function TalkRow({ row, chosen, name }: { row: Row; chosen: boolean; name: string }) {
  const t = useT()
  const locale = useLocale()
  const [, go] = useLocation()
  const to = `/talks/${encodeURIComponent(row.id)}`
  return (
    <tr id={`talk-${row.id}`} className={`row ${chosen ? "row-chosen" : ""}`} onClick={() => go(to)}>
      <td className="num">
        <Link href={to} aria-current={chosen || undefined} onClick={(event) => event.stopPropagation()}>
          {dayTime(row.arrived, locale)}
        </Link>
      </td>
      <td>
        <span className="talk-customer">
          <ChannelIcon channel={row.channel} />
          <span className="unseen">{t(`wall.channel_${row.channel === "phone" ? "phone" : "chat"}`)} </span>
          {row.customer || <span className="quiet">{t("queue.nobody")}</span>}
          {row.left && (
            <span className="tag tag-note" title={row.left}>
              {t("talks.left")}
            </span>
          )}
        </span>
      </td>
      <td>{row.agent ? `${name} ${row.agent}`.trim() : <span className="quiet">–</span>}</td>
      <td className="num">
        {row.over == null ? <span className="tag tag-amber">{t(`wall.phase_${row.phase}`)}</span> : span(row.over - row.arrived)}
      </td>
      <td>
        <ScoreChip score={row.score} />
      </td>
      <td>
        <Faults missed={row.missed} broken={row.broken} />
      </td>
      <td>{row.rating == null ? <span className="quiet">–</span> : <Stars stars={row.rating} />}</td>
    </tr>
  )
}

const COLUMNS: readonly { name: string; sort?: Sort }[] = [
  { name: "talks.col_time", sort: "time" },
  { name: "wall.col_customer" },
  { name: "wall.col_agent" },
  { name: "talks.col_lasted" },
  { name: "talks.col_score", sort: "score" },
  { name: "wall.col_faults", sort: "faults" },
  { name: "talks.col_rating" },
]

function Heads({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  const t = useT()
  return (
    <tr>
      {COLUMNS.map((one) => (
        <th
          key={one.name}
          scope="col"
          aria-sort={one.sort && one.sort === sort ? (sort === "score" ? "ascending" : "descending") : undefined}
        >
          {one.sort ? (
            <button type="button" className="sort" onClick={() => onSort(one.sort!)}>
              {t(one.name)}
              <svg width={8} height={8} viewBox="0 0 8 8" aria-hidden="true" className={one.sort === sort ? "" : "sort-off"}>
                <path d={one.sort === "score" ? "M1 6h6L4 2z" : "M1 2h6L4 6z"} fill="currentcolor" />
              </svg>
            </button>
          ) : (
            t(one.name)
          )}
        </th>
      ))}
    </tr>
  )
}

/** Which row the keys point at. */
function useRowKeys(rows: readonly Row[]): string {
  const [chosen, choose] = useState("")
  const [, go] = useLocation()
  const step = (by: number): boolean => {
    if (rows.length === 0) return false
    const place = rows.findIndex((row) => row.id === chosen)
    const next = rows[Math.min(rows.length - 1, Math.max(0, place < 0 ? 0 : place + by))]!
    choose(next.id)
    document.getElementById(`talk-${next.id}`)?.scrollIntoView({ block: "nearest" })
    return true
  }
  useShortcuts({
    row_next: () => step(1),
    row_previous: () => step(-1),
    row_open: (event) => {
      if (event.target !== document.body || !rows.some((row) => row.id === chosen)) return false
      go(`/talks/${encodeURIComponent(chosen)}`)
    },
  })
  return chosen
}

/** All agents that were seen in rows of this page, also while a filter hides them. */
function useAgents(rows: readonly Row[], chosen: string): readonly string[] {
  const names = useNames()
  return useMemo(
    () => [...new Set([...rows.map((row) => row.agent), ...Object.keys(names), chosen])].filter(Boolean).toSorted(),
    [rows, names, chosen],
  )
}

/** The conversations of a centre, past and present. */
export default function Talks() {
  const t = useT()
  const centre = useCentre()
  const names = useNames()
  const filter = readFilter(useSearch())
  const [, go] = useLocation()
  const change = (part: Partial<Filter>): void => {
    const query = writeFilter({ ...filter, ...part })
    go(query ? `/talks?${query}` : "/talks", { replace: true })
  }
  const query = useQuery({
    queryKey: ["talks", asked(centre, filter)],
    queryFn: () => call<{ talks: Row[]; more: number }>("GET", `talks?${asked(centre, filter)}`),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: 15_000,
    enabled: centre !== "",
  })
  const rows = useMemo(() => sorted(query.data?.talks ?? [], filter.sort), [query.data, filter.sort])
  const agents = useAgents(rows, filter.agent)
  const chosen = useRowKeys(rows)
  useEffect(() => {
    document.title = `${t("page.talks")} · Saywell`
  }, [t])
  return (
    <main className="talks">
      <h1 className="unseen">{t("page.talks")}</h1>
      <FilterBar filter={filter} change={change} agents={agents} />
      <section className="panel rows talks-rows" aria-label={t("page.talks")} tabIndex={0}>
        {query.error && <Alert type="error" showIcon title={query.error.message} />}
        {query.data === undefined && !query.error && <Spin className="talks-wait" />}
        {query.data && rows.length === 0 && <Nothing>{t("talks.none")}</Nothing>}
        {rows.length > 0 && (
          <table>
            <thead>
              <Heads sort={filter.sort} onSort={(sort) => change({ sort })} />
            </thead>
            <tbody>
              {rows.map((row) => (
                <TalkRow key={row.id} row={row} chosen={row.id === chosen} name={names[row.agent] ?? ""} />
              ))}
            </tbody>
          </table>
        )}
        {Boolean(query.data?.more) && <p className="nothing">{t("talks.more", { count: query.data!.more })}</p>}
      </section>
    </main>
  )
}
