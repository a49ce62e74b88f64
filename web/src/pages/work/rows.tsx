import { Checkbox } from "antd"
import { pick, useLocale, useT } from "../../i18n"
import { dayTime } from "../../parts/time"
import type { WorkPlace, WorkRow } from "../../work-wire"
import { nextOf } from "./api"
import { Countdown } from "./countdown"
import { aboutOf, personName, useDepartmentName } from "./names"

interface Props {
  readonly rows: readonly WorkRow[]
  readonly place: WorkPlace
  readonly chosen: string
  readonly marked: ReadonlySet<string>
  readonly onOpen: (id: string) => void
  /** None where nothing can be chosen. */
  readonly onMark?: (ids: readonly string[]) => void
}

/** How it went, or where it stands. */
function State({ row }: { row: WorkRow }) {
  const t = useT()
  const stages = row.stage && <span className="tag tag-note">{row.stage}</span>
  if (row.closed != null) return <span className={`tag ${row.outcome === "won" || (row.outcome === "done" && row.kept !== false) ? "tag-green" : ""}`}>{t(`work.outcome.${row.outcome || "done"}`)}</span>
  return (
    <span className="states">
      {row.late && <span className="tag tag-red">{t("work.late")}</span>}
      {row.acknowledge != null && <span className="tag tag-amber">{t("work.unconfirmed")}</span>}
      {row.level && <span className="tag tag-amber">{t(`work.level.${row.level}`)}</span>}
      {row.status === "waiting" && <span className="tag tag-note">{t("work.status.waiting")}</span>}
      {stages}
    </span>
  )
}

function Line({ row, place, chosen, marked, onOpen, onMark }: Omit<Props, "rows" | "chosen" | "marked"> & { row: WorkRow; chosen: boolean; marked: boolean }) {
  const t = useT()
  const locale = useLocale()
  const department = useDepartmentName(place)
  const next = nextOf(row)
  const title = pick(row.title, locale)
  return (
    <tr id={`work-${row.id}`} className={`row ${chosen ? "row-chosen" : ""}`} onClick={() => onOpen(row.id)}>
      <td onClick={(event) => event.stopPropagation()}>
        {onMark && <Checkbox checked={marked} aria-label={t("work.mark", { name: title })} onChange={() => onMark([row.id])} />}
      </td>
      <td className="num work-when">
        {next ? <Countdown at={next.at} /> : row.closed != null ? dayTime(row.closed, locale) : <span className="quiet">–</span>}
        {next && <span className="quiet small"> {t(`work.clock.${next.clock}`)}</span>}
      </td>
      <td>
        <button type="button" className="work-open" aria-current={chosen || undefined} onClick={(event) => { event.stopPropagation(); onOpen(row.id) }}>
          {title}
        </button>
      </td>
      <td className="work-about-cell">
        {aboutOf(row) || <span className="quiet">–</span>}
        {row.words && row.about !== row.words && <q className="quiet">{row.words}</q>}
        {row.campaign && <> <span className="tag tag-note">{place.lists.find((one) => one.id === row.campaign)?.title ?? t("work.list")}</span></>}
      </td>
      <td>{row.name || <span className="quiet">–</span>}</td>
      <td>
        {row.owner ? personName(place, row.owner) : <span className="quiet">{t("work.nobody")}</span>}
        {row.department && <span className="quiet small"> · {department(row.department)}</span>}
      </td>
      <td>
        <State row={row.stage ? { ...row, stage: stageName(place, row, locale) } : row} />
      </td>
    </tr>
  )
}

function stageName(place: WorkPlace, row: WorkRow, locale: string): string {
  const stage = place.entries.find((one) => one.id === row.what)?.stages.find((one) => one.id === row.stage)
  return stage?.title[locale] ?? row.stage
}

const HEADS = ["when", "what", "about", "customer", "owner", "state"] as const

function MarkAll({ rows, marked, onMark }: Required<Pick<Props, "rows" | "marked" | "onMark">>) {
  const t = useT()
  const count = rows.filter((row) => marked.has(row.id)).length
  return (
    <Checkbox
      checked={count === rows.length}
      indeterminate={count > 0 && count < rows.length}
      aria-label={t("work.mark_all")}
      aria-keyshortcuts="Shift+X"
      onChange={() => onMark(rows.map((row) => row.id))}
    />
  )
}

/** Work line by line. */
export function Rows({ rows, marked, chosen, onMark, ...rest }: Props) {
  const t = useT()
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">
            {onMark ? <MarkAll rows={rows} marked={marked} onMark={onMark} /> : <span className="unseen">{t("work.col_mark")}</span>}
          </th>
          {HEADS.map((one) => (
            <th key={one} scope="col">
              {t(`work.col_${one}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line key={row.id} row={row} chosen={row.id === chosen} marked={marked.has(row.id)} onMark={onMark} {...rest} />
        ))}
      </tbody>
    </table>
  )
}
