import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { Alert, Button, Checkbox, Input, Select, Spin, Tag } from "antd"
import { useEffect, useMemo, useState } from "react"
import { Link, useLocation, useSearch } from "wouter"
import { call } from "../../api"
import { known, useLocale, useT } from "../../i18n"
import { useShortcuts } from "../../keys"
import { serverNow } from "../../live/store"
import { Behind, SOON } from "../../parts/behind"
import { Faults } from "../../parts/faults"
import { Nothing } from "../../parts/panel"
import { Stars } from "../../parts/stars"
import { dayName, dayTime, span } from "../../parts/time"
import { hasRole, KNOWING, useCentre, useMe } from "../../session"
import { ChannelIcon } from "../desk/queue"
import "../../parts/table.css"
import { asked, type Extra, type Filter, PAGE, readFilter, type Row, type Sort, writeFilter } from "./filter"
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
  const today = dayName(serverNow())
  const week = dayName(serverNow() - 6 * 86_400_000)
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
      <Input.Search
        className="filter-words"
        allowClear
        aria-label={t("talks.search")}
        placeholder={t("talks.search")}
        key={filter.words}
        defaultValue={filter.words}
        onSearch={(words) => change({ words: words.trim() })}
      />
      <Checkbox checked={filter.missed} onChange={(event) => change({ missed: event.target.checked })}>
        {t("talks.missed")}
      </Checkbox>
    </div>
  )
}

/** What a report asked for; each can be taken away. */
function Extras({ filter, change }: Omit<FilterBarProps, "agents">) {
  const t = useT()
  const said = (name: Extra, value: string): string => {
    if (name === "only") return known(`talks.only_${value}`, t("talks.only_behind"))
    if (name === "clause") return t("talks.clause_is", { clause: value })
    if (name === "verdict") return known(`reports.${value}`, value)
    if (name === "channel") return t(`wall.channel_${value === "phone" ? "phone" : "chat"}`)
    if (name === "hour") return `${value}:00`
    return value || t("reports.none")
  }
  const found = Object.entries(filter.extras) as [Extra, string][]
  if (found.length === 0) return null
  return (
    <p className="filter-extras">
      {found.map(([name, value]) => {
        const what = said(name, value)
        return (
          <Tag
            key={name}
            closeIcon={<span role="img" aria-label={t("talks.drop", { what })}>×</span>}
            onClose={() => change({ extras: Object.fromEntries(found.filter(([other]) => other !== name)) })}
          >
            {what}
          </Tag>
        )
      })}
    </p>
  )
}

interface PagerProps {
  readonly page: number
  readonly shown: number
  readonly total: number
  readonly change: (change: Partial<Filter>) => void
}

function Pager({ page, shown, total, change }: PagerProps) {
  const t = useT()
  const first = page * PAGE
  if (total <= PAGE && page === 0) return null
  return (
    <nav className="pager" aria-label={t("page.talks")}>
      <Button size="small" disabled={page === 0} onClick={() => change({ page: page - 1 })}>
        {t("talks.newer")}
      </Button>
      <span>{t("talks.page_of", { first: shown ? first + 1 : first, last: first + shown, total })}</span>
      <Button size="small" disabled={first + shown >= total} onClick={() => change({ page: page + 1 })}>
        {t("talks.older")}
      </Button>
    </nav>
  )
}

function TalkRow({ row, chosen, name }: { row: Row; chosen: boolean; name: string }) {
  const t = useT()
  const locale = useLocale()
  const veiled = !hasRole(useMe(), ...KNOWING)
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
          {row.customer || <span className="quiet">{t(veiled ? "talks.hidden" : "queue.nobody")}</span>}
          {row.left && (
            <span className="tag tag-note" title={row.left}>
              {t("talks.left")}
            </span>
          )}
        </span>
        {row.said && <q className="talk-said">{row.said}</q>}
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
  { name: "talks.col_lasted", sort: "length" },
  { name: "talks.col_score", sort: "score" },
  { name: "wall.col_faults", sort: "faults" },
  { name: "talks.col_rating", sort: "rating" },
]

/** Orders that begin with the lowest. */
const UP: readonly Sort[] = ["score", "rating"]

function Heads({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  const t = useT()
  return (
    <tr>
      {COLUMNS.map((one) => (
        <th
          key={one.name}
          scope="col"
          aria-sort={one.sort && one.sort === sort ? (UP.includes(sort) ? "ascending" : "descending") : undefined}
        >
          {one.sort ? (
            <button type="button" className="sort" onClick={() => onSort(one.sort!)}>
              {t(one.name)}
              <svg width={8} height={8} viewBox="0 0 8 8" aria-hidden="true" className={one.sort === sort ? "" : "sort-off"}>
                <path d={UP.includes(one.sort) ? "M1 6h6L4 2z" : "M1 2h6L4 6z"} fill="currentcolor" />
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
    const query = writeFilter({ ...filter, page: 0, ...part })
    go(query ? `/talks?${query}` : "/talks", { replace: true })
  }
  const query = useQuery({
    queryKey: ["talks", asked(centre, filter)],
    queryFn: () => call<{ talks: Row[]; more: number; total: number; behind: number }>("GET", `talks?${asked(centre, filter)}`),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.behind ? SOON : 15_000),
    enabled: centre !== "",
  })
  const rows = useMemo(() => query.data?.talks ?? [], [query.data])
  const agents = useAgents(rows, filter.agent)
  const chosen = useRowKeys(rows)
  useEffect(() => {
    document.title = `${t("page.talks")} · Saywell`
  }, [t])
  return (
    <main className="talks">
      <h1 className="unseen">{t("page.talks")}</h1>
      <FilterBar filter={filter} change={change} agents={agents} />
      <Extras filter={filter} change={change} />
      <Behind count={query.data?.behind ?? 0} />
      <section className="panel rows talks-rows" aria-label={t("page.talks")} tabIndex={0}>
        {query.error && <Alert type="error" showIcon title={query.error.message} />}
        {query.data === undefined && !query.error && <Spin />}
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
        {query.data && <Pager page={filter.page} shown={rows.length} total={query.data.total} change={change} />}
      </section>
    </main>
  )
}
