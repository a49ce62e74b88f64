import { AppstoreOutlined, PlusOutlined, UnorderedListOutlined } from "@ant-design/icons"
import { Button, Checkbox, Input, Select } from "antd"
import { useEffect, useState } from "react"
import { pick, useLocale, useT } from "../../i18n"
import { useSettled } from "../../live/hooks"
import { useMe } from "../../session"
import type { WorkPlace } from "../../work-wire"
import { type Board, BOARDS, type Filter } from "./filter"
import { useDepartmentName } from "./names"

interface Props {
  readonly filter: Filter
  readonly change: (part: Partial<Filter>) => void
  readonly place: WorkPlace
  readonly onNew: () => void
}

export function Tabs({ filter, change, place }: Omit<Props, "onNew">) {
  const t = useT()
  // A shop has no repairs: what the standard knows nothing of is no board.
  const kinds = new Set([...place.entries.map((one) => one.kind), "today", "calendar", filter.board])
  const boards = BOARDS.filter((one) => place.entries.length === 0 || kinds.has(one))
  const show = (board: Board): void => change({ board, id: "", what: "", status: "" })
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
  return <Input allowClear className="work-words-in" aria-label={t("work.search")} placeholder={t("work.search")} value={typed} onChange={(event) => type(event.target.value)} />
}

/** What a board shows, and something new for it. */
export function Bar({ filter, change, place, onNew }: Props) {
  const t = useT()
  const locale = useLocale()
  const me = useMe()
  const whats = place.entries.filter((one) => one.kind === filter.board)
  const department = useDepartmentName(place)
  const today = filter.board === "today"
  const owners = [
    { value: "me", label: t("work.mine") },
    { value: "none", label: t("work.nobody") },
    ...Object.entries(place.people).filter(([number]) => number !== me.number).map(([number, name]) => ({ value: number, label: `${name} ${number}` })),
  ]
  const staged = filter.board === "lead" || filter.board === "repair"
  return (
    <div className="work-bar" role="search">
      {place.all && (
        <Select
          className="work-owner"
          allowClear={!today}
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("work.col_owner")}
          placeholder={t("work.anybody")}
          value={filter.owner || (today ? "me" : undefined)}
          options={owners}
          onChange={(owner?: string) => change({ owner: owner ?? "" })}
        />
      )}
      {place.departments.length > 0 && (
        <Select
          className="work-owner"
          allowClear
          aria-label={t("work.fact.department")}
          placeholder={t("work.any_department")}
          value={filter.department || undefined}
          options={place.departments.map((one) => ({ value: one.id, label: department(one.id) }))}
          onChange={(one?: string) => change({ department: one ?? "" })}
        />
      )}
      {whats.length > 1 && (
        <Select
          className="work-status"
          allowClear
          aria-label={t("work.col_what")}
          placeholder={t("work.any_what")}
          value={filter.what || undefined}
          options={whats.map((one) => ({ value: one.id, label: pick(one.title, locale) }))}
          popupMatchSelectWidth={false}
          onChange={(what?: string) => change({ what: what ?? "" })}
        />
      )}
      {!today && filter.board !== "calendar" && (
        <Select
          className="work-status"
          aria-label={t("work.col_state")}
          value={filter.status || "alive"}
          options={["alive", "waiting", "closed", "all"].map((one) => ({ value: one, label: t(`work.status.${one}`) }))}
          onChange={(status) => change({ status: status === "alive" ? "" : status })}
        />
      )}
      {filter.board !== "calendar" && (
        <>
          <Words filter={filter} change={change} />
          <Checkbox checked={filter.late} onChange={(event) => change({ late: event.target.checked })}>
            {t("work.only_late")}
          </Checkbox>
        </>
      )}
      <span className="bar-space" />
      {staged && (
        <Button
          size="small"
          icon={filter.view === "stages" ? <UnorderedListOutlined /> : <AppstoreOutlined />}
          onClick={() => change({ view: filter.view === "stages" ? "" : "stages" })}
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
