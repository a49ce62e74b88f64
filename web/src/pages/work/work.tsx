import { useQueryClient } from "@tanstack/react-query"
import { Alert, Button, Spin } from "antd"
import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import { useLocation, useParams, useSearch } from "wouter"
import { useT } from "../../i18n"
import { useShortcuts } from "../../keys"
import { serverNow } from "../../live/store"
import { Behind } from "../../parts/behind"
import { Nothing } from "../../parts/panel"
import "../../parts/table.css"
import { useCentre } from "../../session"
import type { Work, WorkPlace, WorkRow } from "../../work-wire"
import { ASKS, BULK } from "./actions"
import { type Change, newKey, useChange, usePlace, useWork } from "./api"
import { AskDialog } from "./ask"
import { Bar, Tabs } from "./bar"
import { Calendar } from "./calendar"
import { asked, FRESH, type Filter, readFilter, writeFilter } from "./filter"
import { NewDialog } from "./new"
import { usePrint } from "./order"
import { WorkPanel } from "./panel"
import { Rows } from "./rows"
import { Stages } from "./stages"
import { dayStart } from "../../parts/time"
import { grouped } from "./today"
import "./work.css"
import "./narrow.css"

/** What is asked for something, before it is done. */
interface Asking {
  readonly command: string
  readonly ids: readonly string[]
  readonly begin?: Record<string, string>
  readonly key: string
}

function useFilter(): [Filter, (part: Partial<Filter>) => void] {
  const filter = readFilter(useSearch())
  const { id = "" } = useParams<{ id?: string }>()
  const [, go] = useLocation()
  const current = useRef(filter)
  current.current = filter
  const change = useCallback(
    (part: Partial<Filter>) => {
      const query = writeFilter({ ...current.current, ...part })
      go(query ? `/work?${query}` : "/work", { replace: true })
    },
    [go],
  )
  useEffect(() => {
    // A code on paper leads to /work/ID.
    if (id) change({ id })
  }, [id, change])
  return [filter, change]
}

/** What was done today, under what is to be done. */
function DoneToday({ chosen, place, onOpen }: { chosen: string; place: WorkPlace; onOpen: (id: string) => void }) {
  const t = useT()
  const centre = useCentre()
  const query = new URLSearchParams({ centre, owner: "me", status: "closed", from: String(dayStart(serverNow())), limit: "50" })
  const rows = useWork(query.toString(), centre !== "").data?.work ?? []
  if (rows.length === 0) return null
  return (
    <details className="work-done">
      <summary>
        {t("work.done_today")} <span className="quiet">{rows.length}</span>
      </summary>
      <Rows rows={rows} place={place} chosen={chosen} marked={new Set()} onOpen={onOpen} />
    </details>
  )
}

interface ListProps {
  readonly filter: Filter
  readonly rows: readonly WorkRow[]
  readonly place: WorkPlace
  readonly marked: ReadonlySet<string>
  readonly onMark: (ids: readonly string[]) => void
  readonly onOpen: (id: string) => void
  readonly onStage: (row: WorkRow, stage: string) => void
}

function Shown({ filter, rows, place, onStage, ...rest }: ListProps) {
  const t = useT()
  const entry = place.entries.find((one) => one.kind === filter.board && one.stages.length > 0)
  if (filter.view === "stages" && entry) return <Stages entry={entry} rows={rows} place={place} chosen={filter.id} onOpen={rest.onOpen} onStage={onStage} />
  if (filter.board !== "today") return <Rows rows={rows} place={place} chosen={filter.id} {...rest} />
  return grouped(rows, serverNow()).map(([group, found]) => (
    <section key={group} aria-label={t(`work.group.${group}`)} className={`work-group work-group-${group}`}>
      <h2>
        {t(`work.group.${group}`)} <span className="quiet">{found.length}</span>
      </h2>
      <Rows rows={found} place={place} chosen={filter.id} {...rest} />
    </section>
  ))
}

/** Doing: at once, or after what has to be said for it. */
function useDoing(targets: readonly string[]) {
  const change = useChange()
  const client = useQueryClient()
  const print = usePrint()
  const [asking, ask] = useState<Asking | null>(null)
  const begin = (command: string, ids: readonly string[] = targets, values?: Record<string, string>): boolean => {
    if (ids.length === 0) return false
    const alone = ids.length === 1 ? client.getQueryData<Work>(["work-whole", ids[0]]) : undefined
    // A key does nothing to what is closed where there is no button for it.
    if (alone?.status === "closed" && !alone.can.includes(command)) return false
    if (command === "print") {
      void print(ids[0]!).then(() => client.invalidateQueries({ queryKey: ["work-whole"] }))
      return true
    }
    if (ASKS[command]?.length) ask({ command, ids, begin: values, key: newKey() })
    else void change(ids, { do: command })
    return true
  }
  const done = async (made: Change | null): Promise<void> => {
    // What was typed stays where it could not be done.
    if (!made || !asking || (await change(asking.ids, made, asking.key))) ask(null)
  }
  const toStage = (row: WorkRow, stage: string, ends: boolean): void => {
    if (ends) begin("stage", [row.id], { stage })
    else void change([row.id], { do: "stage", stage })
  }
  return { asking, begin, done, toStage }
}

/** Which pieces are marked; those that are not shown any more are not. Marking what is marked wholly takes it away. */
function useMarks(rows: readonly WorkRow[]) {
  const [all, setMarked] = useState<ReadonlySet<string>>(new Set())
  const marked = useMemo(() => new Set(rows.map((row) => row.id).filter((id) => all.has(id))), [rows, all])
  const mark = (ids: readonly string[]): void => {
    const next = new Set(marked)
    const all = ids.every((id) => marked.has(id))
    for (const id of ids) if (all) next.delete(id)
      else next.add(id)
    setMarked(next)
  }
  return { marked, mark, clear: () => setMarked(new Set()) }
}

/** Work after conversations: what is to be done today, and the boards. */
export default function WorkPage() {
  const t = useT()
  const centre = useCentre()
  const client = useQueryClient()
  const [filter, change] = useFilter()
  const [adding, add] = useState(false)
  const place = usePlace()
  const listed = filter.board !== "calendar"
  const query = useWork(asked(centre, filter, dayStart(serverNow())), centre !== "" && listed)
  const rows = useMemo(() => (listed ? (query.data?.work ?? []) : []), [listed, query.data])
  const { marked, mark, clear } = useMarks(rows)
  const targets = marked.size > 0 ? [...marked] : filter.id ? [filter.id] : []
  const doing = useDoing(targets)
  const open = (id: string): void => change({ id })
  // Whoever is not in the database is known by the number alone.
  const ofCustomer = ({ customer, phone }: Work): void => change({ ...FRESH, board: "all", status: "all", owner: "", department: "", late: false, customer, q: customer ? "" : phone })
  const stage = (row: WorkRow, id: string): void => doing.toStage(row, id, id === "lost" || id === "won")
  useEffect(() => {
    document.title = `${t("page.work")} · Saywell`
  }, [t])
  const step = (by: number): boolean => {
    if (rows.length === 0) return false
    const at = rows.findIndex((row) => row.id === filter.id)
    const next = rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + by))]!
    open(next.id)
    document.getElementById(`work-${next.id}`)?.scrollIntoView({ block: "nearest" })
    return true
  }
  const move = (by: number): boolean => {
    const row = rows.find((one) => one.id === filter.id)
    const stages = ["", ...(place.entries.find((one) => one.id === row?.what)?.stages.map((one) => one.id) ?? [])]
    const next = stages[stages.indexOf(row?.stage ?? "") + by]
    if (!row || !next) return false
    stage(row, next)
    return true
  }
  useShortcuts({
    row_next: () => step(1),
    row_previous: () => step(-1),
    work_mark: () => (filter.id ? mark([filter.id]) : false),
    work_mark_all: () => (rows.length > 0 ? mark(rows.map((row) => row.id)) : false),
    work_promise: () => doing.begin("promise"),
    work_acknowledge: () => doing.begin("acknowledge"),
    work_dispatch: () => doing.begin("dispatch"),
    work_escalate: () => doing.begin("escalate"),
    work_note: () => doing.begin("note"),
    work_answer: () => (marked.size > 1 ? false : doing.begin("answer")),
    work_close: () => doing.begin("close"),
    work_left: () => move(-1),
    work_right: () => move(1),
    work_shut: () => (filter.id && !doing.asking && !adding ? open("") : false),
  })
  const known = doing.asking?.ids.length === 1 ? client.getQueryData<Work>(["work-whole", doing.asking.ids[0]]) : undefined
  return (
    <main className={`work ${filter.id ? "work-split" : ""}`}>
      <h1 className="unseen">{t("page.work")}</h1>
      <Tabs filter={filter} change={change} place={place} />
      <Bar filter={filter} change={change} place={place} rows={rows} onNew={() => add(true)} />
      {marked.size > 0 && (
        <div className="work-bulk" role="toolbar" aria-label={t("work.chosen", { count: marked.size })}>
          <strong>{t("work.chosen", { count: marked.size })}</strong>
          {BULK.filter((one) => one !== "promise" || filter.board !== "callback").map((one) => (
            <Button key={one} size="small" onClick={() => doing.begin(one)}>
              {t(`work.do.${one}`)}
            </Button>
          ))}
          <Button size="small" type="text" onClick={clear}>
            {t("work.unmark")}
          </Button>
        </div>
      )}
      <Behind count={query.data?.behind ?? 0} />
      <div className="work-main">
        {listed ? (
          <section className="panel rows work-rows" aria-label={t(`work.board.${filter.board}`)} tabIndex={0}>
            {query.error && <Alert type="error" showIcon title={query.error.message} />}
            {query.data === undefined && !query.error && <Spin />}
            {query.data && rows.length === 0 && <Nothing>{t(filter.board === "today" ? "work.none_today" : "work.none")}</Nothing>}
            {rows.length > 0 && <Shown filter={filter} rows={rows} place={place} marked={marked} onMark={mark} onOpen={open} onStage={stage} />}
            {Boolean(query.data?.more) && <p className="nothing">{t(query.data!.exact ? "work.more" : "work.more_than", { count: query.data!.more })}</p>}
            {filter.board === "today" && <DoneToday chosen={filter.id} place={place} onOpen={open} />}
          </section>
        ) : (
          <Calendar filter={filter} change={change} onOpen={open} />
        )}
        {filter.id && <WorkPanel key={filter.id} id={filter.id} place={place} onDo={(command, work) => doing.begin(command, [work.id])} onOpen={open} onCustomer={ofCustomer} />}
      </div>
      {doing.asking && <AskDialog command={doing.asking.command} count={doing.asking.ids.length} work={known} place={place} begin={doing.asking.begin} onDone={(made) => void doing.done(made)} />}
      {adding && (
        <NewDialog
          place={place}
          kind={filter.board === "today" || filter.board === "all" ? "ticket" : filter.board}
          onDone={(id) => {
            add(false)
            if (id) open(id)
          }}
        />
      )}
    </main>
  )
}
