import { AppstoreOutlined, PlusOutlined, UnorderedListOutlined } from "@ant-design/icons"
import { Button, Checkbox, Input, Select, Tag } from "antd"
import { useEffect, useState } from "react"
import { pick, useLocale, useT } from "../../i18n"
import { useSettled } from "../../live/hooks"
import { useMe } from "../../session"
import type { WorkPlace, WorkRow } from "../../work-wire"
import { type Board, BOARDS, type Filter, FRESH, statusOf } from "./filter"
import { useDepartmentName } from "./names"

interface Props {
  readonly filter: Filter
  readonly change: (part: Partial<Filter>) => void
  readonly place: WorkPlace
  readonly rows: readonly WorkRow[]
  readonly onNew: () => void
}

type Part = Pick<Props, "filter" | "change" | "place">

export function Tabs({ filter, change, place }: Part) {
  const t = useT()
  // A shop has no repairs: what the standard knows nothing of is no board.
  const kinds = new Set([...place.entries.map((one) => one.kind), "today", "all", "calendar", filter.board])
  const boards = BOARDS.filter((one) => place.entries.length === 0 || kinds.has(one))
  const show = (board: Board): void => change({ ...FRESH, board })
  return (
    <nav className="work-tabs" aria-label={t("work.boards")}>
      {boards.map((one) => (
        <button key={one} type="button" aria-current={filter.board === one ? "page" : undefined} onClick={() => show(one)}>
          {t(`work.board.${one}`)}
        </button>
      ))}
    </nav>
  )
}

function Words({ filter, change }: Pick<Props, "filter" | "change">) {
  const t = useT()
  const [typed, type] = useState(filter.q)
  const settled = useSettled(typed, 300)
  useEffect(() => {
    if (settled !== filter.q) change({ q: settled })
    // Only what was typed moves the address.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled])
  useEffect(() => type(filter.q), [filter.q])
  return <Input allowClear className="work-words-in" aria-label={t("work.search")} placeholder={t("work.search")} value={typed} onChange={(event) => type(event.target.value)} />
}

interface ChooseProps {
  readonly label: string
  readonly any?: string
  readonly value: string
  readonly options: readonly { value: string; label: string }[]
  readonly onChange: (value: string) => void
}

function Choose({ label, any, value, options, onChange }: ChooseProps) {
  return (
    <Select
      className="work-choose"
      popupMatchSelectWidth={false}
      showSearch={options.length > 8 ? { optionFilterProp: "label" } : false}
      allowClear={any !== undefined}
      aria-label={label}
      placeholder={any}
      value={value || undefined}
      options={[...options]}
      onChange={(one?: string) => onChange(one ?? "")}
    />
  )
}

/** Whose it is. */
function Whose({ filter, change, place }: Part) {
  const t = useT()
  const me = useMe()
  const department = useDepartmentName(place)
  const today = filter.board === "today"
  const others = place.all ? Object.entries(place.people).filter(([number]) => number !== me.number) : []
  const owners = [
    { value: "me", label: t("work.mine") },
    { value: "none", label: t("work.nobody") },
    ...others.map(([number, name]) => ({ value: number, label: `${name} ${number}` })),
  ]
  const departments = [...place.departments.map((one) => ({ value: one.id, label: department(one.id) })), { value: "none", label: t("work.no_department") }]
  return (
    <>
      {(place.all || !today) && (
        <Choose label={t("work.col_owner")} any={today ? undefined : t("work.anybody")} value={filter.owner || (today ? "me" : "")} options={owners} onChange={(owner) => change({ owner })} />
      )}
      {place.departments.length > 0 && (
        <Choose label={t("work.fact.department")} any={t("work.any_department")} value={filter.department} options={departments} onChange={(one) => change({ department: one })} />
      )}
    </>
  )
}

/** What it is: kind, stage, list of calls. */
function What({ filter, change, place }: Part) {
  const t = useT()
  const locale = useLocale()
  const entries = place.entries.filter((one) => filter.board === "all" || filter.board === "today" || one.kind === filter.board)
  const entry = entries.find((one) => one.id === filter.what) ?? (entries.length === 1 ? entries[0] : undefined)
  const lists = filter.board === "callback" || filter.campaign ? place.lists : []
  return (
    <>
      {entries.length > 1 && (
        <Choose label={t("work.col_what")} any={t("work.any_what")} value={filter.what} options={entries.map((one) => ({ value: one.id, label: pick(one.title, locale) }))} onChange={(what) => change({ what, stage: "" })} />
      )}
      {entry && entry.stages.length > 0 && filter.view !== "stages" && (
        <Choose label={t("work.fact.stage")} any={t("work.any_stage")} value={filter.stage} options={entry.stages.map((one) => ({ value: one.id, label: pick(one.title, locale) }))} onChange={(stage) => change({ stage })} />
      )}
      {lists.length > 0 && (
        <Choose
          label={t("work.list")}
          any={t("work.any_list")}
          value={filter.campaign}
          options={lists.map((one) => ({ value: one.id, label: one.status === "closed" ? t("work.list_over", { title: one.title }) : one.title }))}
          onChange={(campaign) => change({ campaign })}
        />
      )}
    </>
  )
}

/** Where it stands, and by when. */
function When({ filter, change }: Pick<Props, "filter" | "change">) {
  const t = useT()
  const status = statusOf(filter)
  const closed = status === "closed"
  const spans = closed ? ["today", "week", "month"] : ["today", "week"]
  return (
    <>
      {filter.board !== "today" && (
        <Choose label={t("work.col_state")} value={status} options={["alive", "waiting", "closed", "all"].map((one) => ({ value: one, label: t(`work.status.${one}`) }))} onChange={(one) => change({ status: one === "alive" && !filter.tally ? "" : one, due: "" })} />
      )}
      <Choose
        label={t(closed ? "work.closed_when" : "work.due_when")}
        any={t(closed ? "work.closed_when" : "work.due_when")}
        value={filter.due}
        options={spans.map((one) => ({ value: one, label: t(closed ? `work.closed_in.${one}` : `work.due_in.${one}`) }))}
        onChange={(due) => change({ due })}
      />
    </>
  )
}

/** What was chosen somewhere else: a customer, a figure of a report. */
function Chips({ filter, change, rows }: Pick<Props, "filter" | "change" | "rows">) {
  const t = useT()
  const name = rows.find((row) => row.customer === filter.customer)?.name || filter.customer
  return (
    <>
      {filter.customer && (
        <Tag closable={{ "aria-label": t("work.unfilter") }} onClose={() => change({ customer: "" })}>
          {t("work.fact.customer")}: {name}
        </Tag>
      )}
      {filter.tally && (
        <Tag closable={{ "aria-label": t("work.unfilter") }} color="processing" onClose={() => change({ tally: "", from_day: "", to_day: "", channel: "", queue: "", agent: "" })}>
          {t(`work.tally.${filter.tally}`)} · {t("work.counted", { from: filter.from_day, to: filter.to_day })}
          {(filter.channel || filter.queue || filter.agent) && ` · ${t("work.counted_as")}`}
        </Tag>
      )}
    </>
  )
}

/** What a board shows, and something new for it. */
export function Bar({ filter, change, place, rows, onNew }: Props) {
  const t = useT()
  const staged = filter.board === "lead" || filter.board === "repair"
  const listed = filter.board !== "calendar"
  return (
    <div className="work-bar" role="search">
      <Whose filter={filter} change={change} place={place} />
      {listed && (
        <>
          <What filter={filter} change={change} place={place} />
          <When filter={filter} change={change} />
          <Words filter={filter} change={change} />
          <Checkbox checked={filter.late} onChange={(event) => change({ late: event.target.checked })}>
            {t("work.only_late")}
          </Checkbox>
          <Chips filter={filter} change={change} rows={rows} />
        </>
      )}
      <span className="bar-space" />
      {staged && (
        <Button
          size="small"
          icon={filter.view === "stages" ? <UnorderedListOutlined /> : <AppstoreOutlined />}
          onClick={() => change({ view: filter.view === "stages" ? "" : "stages", stage: "" })}
        >
          {t(filter.view === "stages" ? "work.as_list" : "work.as_stages")}
        </Button>
      )}
      <Button size="small" type="primary" icon={<PlusOutlined />} onClick={onNew}>
        {t("work.new")}
      </Button>
    </div>
  )
}
