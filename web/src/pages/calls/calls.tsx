import { PlusOutlined } from "@ant-design/icons"
import { Button, Progress, Spin } from "antd"
import { useState } from "react"
import { Link, useLocation } from "wouter"
import type { CampaignRow } from "../../calls-wire"
import { useLocale, useT } from "../../i18n"
import { Nothing, Panel } from "../../parts/panel"
import { day } from "../../parts/time"
import { hasRole, useCentre, useMe } from "../../session"
import "../../parts/table.css"
import { useCampaigns } from "./api"
import "./calls.css"
import { NewList } from "./new-list"
import { NextCall } from "./next"

function Row({ row, open }: { row: CampaignRow; open: boolean }) {
  const t = useT()
  const locale = useLocale()
  const [, go] = useLocation()
  const done = row.total ? Math.round((100 * (row.total - row.open)) / row.total) : 0
  return (
    <tr className={open ? "row" : undefined} onClick={open ? () => go(`/calls/${row.id}`) : undefined}>
      <td>{open ? <Link href={`/calls/${row.id}`}>{row.title}</Link> : row.title}</td>
      <td>{t(`purpose.${row.purpose}`)}</td>
      <td>{row.rule ? t(`rule.${row.rule}`) : t(`origin.${row.origin}`)}</td>
      <td>
        <span className={`tag tag-${row.status === "open" ? "green" : row.status === "paused" ? "amber" : "grey"}`}>
          {t(`list.${row.status}`)}
        </span>
      </td>
      <td className="figure-cell">{row.due}</td>
      <td className="figure-cell">{row.open}</td>
      <td className="figure-cell">{row.reached}</td>
      <td className="list-progress">
        <Progress percent={done} size="small" aria-label={t("list.progress")} />
      </td>
      <td>{day(row.made, locale)}</td>
    </tr>
  )
}

const COLUMNS = ["title", "purpose", "origin", "status", "due", "left", "reached", "progress", "made"] as const

const FIGURES: ReadonlySet<string> = new Set(["due", "left", "reached"])

/** Calls to customers: who is next, and the lists. */
export default function Calls() {
  const t = useT()
  const me = useMe()
  const centre = useCentre()
  const lists = useCampaigns(centre)
  const [making, make] = useState(false)
  const makes = hasRole(me, "leader", "clerk", "manager")
  return (
    <main className="page calls">
      <header className="page-head">
        <h1>{t("page.calls")}</h1>
        {makes && (
          <Link href="/surveys" className="page-link">
            {t("survey.page")}
          </Link>
        )}
        {makes && (
          <Link href="/never" className="page-link">
            {t("never.page")}
          </Link>
        )}
        {makes && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => make(true)}>
            {t("list.new")}
          </Button>
        )}
      </header>
      {hasRole(me, "agent", "leader") && <NextCall />}
      <Panel title={t("list.lists")} className="rows">
        {lists.error && <p role="alert">{lists.error.message}</p>}
        {lists.isPending ? (
          <Spin aria-label={t("app.loading")} />
        ) : lists.data?.length ? (
          <div className="table-scroll" tabIndex={0} role="region" aria-label={t("list.lists")}>
            <table>
              <thead>
                <tr>
                  {COLUMNS.map((one) => (
                    <th key={one} className={FIGURES.has(one) ? "figure-cell" : undefined}>
                      {t(`list.col_${one}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lists.data.map((row) => (
                  <Row key={row.id} row={row} open={makes} />
                ))}
              </tbody>
            </table>
          </div>
        ) : (
          <Nothing>{t(makes ? "list.none_make" : "list.none")}</Nothing>
        )}
      </Panel>
      {makes && <NewList open={making} onClose={() => make(false)} />}
    </main>
  )
}

