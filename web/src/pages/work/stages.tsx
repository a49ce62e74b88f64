import { type DragEvent, useEffect, useState } from "react"
import { pick, useLocale, useT } from "../../i18n"
import type { WorkEntry, WorkPlace, WorkRow } from "../../work-wire"
import { nextOf } from "./api"
import { Countdown } from "./countdown"
import { personName } from "./names"

interface Props {
  readonly entry: WorkEntry
  readonly rows: readonly WorkRow[]
  readonly place: WorkPlace
  readonly chosen: string
  readonly onOpen: (id: string) => void
  readonly onStage: (row: WorkRow, stage: string) => void
}

function Card({ row, place, chosen, onOpen }: { row: WorkRow; place: WorkPlace; chosen: boolean; onOpen: (id: string) => void }) {
  const t = useT()
  const next = nextOf(row)
  const drag = (event: DragEvent): void => event.dataTransfer.setData("text/plain", row.id)
  return (
    <li>
      <button
        id={`work-${row.id}`}
        type="button"
        draggable
        onDragStart={drag}
        className={`work-card ${chosen ? "work-card-chosen" : ""}`}
        aria-current={chosen || undefined}
        onClick={() => onOpen(row.id)}
      >
        <span className="work-card-head">
          <strong>{row.name || row.about || t("work.nobody_named")}</strong>
          {row.amount != null && <span className="num">{row.amount.toLocaleString()}</span>}
        </span>
        <span className="work-card-text">{row.about || row.words}</span>
        <span className="work-card-foot">
          <span className="quiet">{row.owner ? personName(place, row.owner) : t("work.nobody")}</span>
          {next && <Countdown at={next.at} />}
        </span>
      </button>
    </li>
  )
}

/** Work by where it stands; a card is dragged, or moved with [ and ]. */
export function Stages({ entry, rows, place, chosen, onOpen, onStage }: Props) {
  const t = useT()
  const locale = useLocale()
  const [over, setOver] = useState<string | null>(null)
  const stage = rows.find((row) => row.id === chosen)?.stage
  useEffect(() => {
    // Beside the panel not all columns have room.
    if (stage !== undefined) document.getElementById(`work-${chosen}`)?.scrollIntoView({ block: "nearest", inline: "nearest" })
  }, [chosen, stage])
  const columns = [{ id: "", title: { [locale]: t("work.stage_new") } }, ...entry.stages]
  return (
    <div className="stages" tabIndex={0} role="group" aria-label={pick(entry.title, locale)}>
      {columns.map((column) => {
        const here = rows.filter((row) => row.stage === column.id)
        const amount = here.reduce((sum, row) => sum + (row.amount ?? 0), 0)
        return (
          <section
            key={column.id}
            className={`stage ${over === column.id ? "stage-over" : ""}`}
            aria-label={pick(column.title, locale)}
            onDragOver={(event) => {
              if (!column.id) return
              event.preventDefault()
              setOver(column.id)
            }}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => {
              event.preventDefault()
              setOver(null)
              const row = rows.find((one) => one.id === event.dataTransfer.getData("text/plain"))
              if (row && row.stage !== column.id) onStage(row, column.id)
            }}
          >
            <h3>
              {pick(column.title, locale)} <span className="quiet">{here.length}</span>
              {amount > 0 && <span className="stage-amount num">{amount.toLocaleString()}</span>}
            </h3>
            <ul className="plain">
              {here.map((row) => (
                <Card key={row.id} row={row} place={place} chosen={row.id === chosen} onOpen={onOpen} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
