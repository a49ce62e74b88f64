import { Link } from "wouter"
import { pick, useLocale, useT } from "../../i18n"
import { Nothing, Panel } from "../../parts/panel"
import { useCentre } from "../../session"
import type { WorkRow } from "../../work-wire"
import { nextOf, useWork } from "../work/api"
import { Countdown } from "../work/countdown"
import { aboutOf } from "../work/names"
import "./beside.css"

function Piece({ row }: { row: WorkRow }) {
  const t = useT()
  const locale = useLocale()
  const next = nextOf(row)
  return (
    <li className="beside-row">
      <Link href={`/work?id=${encodeURIComponent(row.id)}`}>{pick(row.title, locale)}</Link>
      <span className="beside-state">
        {next ? <Countdown at={next.at} /> : row.closed != null && <span className="tag">{t(`work.outcome.${row.outcome || "done"}`)}</span>}
        {row.kept === true && <span className="tag tag-green">{t("work.kept")}</span>}
        {row.kept === false && <span className="tag tag-red">{t("work.broken")}</span>}
      </span>
      <span className="beside-about">{aboutOf(row)}</span>
    </li>
  )
}

function List({ title, rows }: { title: string; rows: readonly WorkRow[] }) {
  if (rows.length === 0) return null
  return (
    <Panel title={title} extra={<span className="quiet">{rows.length}</span>}>
      <ul className="plain">
        {rows.map((row) => (
          <Piece key={row.id} row={row} />
        ))}
      </ul>
    </Panel>
  )
}

/** What a conversation leaves to be done, what it is about, and what is still open of its customer. */
export function Beside({ talk, always = true }: { talk: string; always?: boolean }) {
  const t = useT()
  const centre = useCentre()
  const query = new URLSearchParams({ centre, beside: talk, limit: "50" })
  const { data } = useWork(query.toString(), centre !== "")
  const rows = data?.work.filter((row) => row.outcome !== "carried") ?? []
  const own = rows.filter((row) => row.talk === talk)
  return (
    <>
      <List title={t("work.beside")} rows={own} />
      {data && always && rows.length === 0 && (
        <Panel title={t("work.beside")}>
          <Nothing>{t("work.beside_none")}</Nothing>
        </Panel>
      )}
      <List title={t("work.beside_customer")} rows={rows.filter((row) => row.talk !== talk)} />
    </>
  )
}
