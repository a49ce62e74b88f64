import { Button, Progress } from "antd"
import type { ImportRow } from "../../imports-wire"
import { useLocale, useT } from "../../i18n"
import { AskFirst } from "../../parts/ask-first"
import { Nothing, Panel } from "../../parts/panel"
import { dayTime } from "../../parts/time"
import { useUndo } from "./api"

const COLUMNS = ["at", "kind", "file", "state", "new", "changed", "same", "faulty", "acts"] as const
const FIGURES: ReadonlySet<string> = new Set(["new", "changed", "same", "faulty"])
const COLOURS: Readonly<Record<string, string>> = { done: "green", running: "note", undoing: "note", stopped: "red", undone: "grey" }

function State({ row }: { row: ImportRow }) {
  const t = useT()
  if (row.state === "running" && row.total > 0) {
    const done = Math.floor((100 * row.rows) / row.total)
    return <Progress className="import-progress" percent={done} size="small" aria-label={t("imports.progress")} />
  }
  return (
    <>
      <span className={`tag tag-${COLOURS[row.state] ?? "grey"}`}>{t(`imports.state_${row.state}`)}</span>
      {row.why && <span className="import-fault">{row.why}</span>}
      {row.kept.length > 0 && (
        <span className="import-change">{t("imports.kept", { rows: row.kept.slice(0, 20).join(", "), count: row.kept.length })}</span>
      )}
    </>
  )
}

/** What was brought in before, how it stands, and the way back. */
export function History({ rows }: { rows: readonly ImportRow[] }) {
  const t = useT()
  const locale = useLocale()
  const undo = useUndo()
  return (
    <Panel className="rows" title={t("imports.history")}>
      {rows.length === 0 ? (
        <Nothing>{t("imports.none")}</Nothing>
      ) : (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t("imports.history")}>
          <table>
            <thead>
              <tr>
                {COLUMNS.map((one) => (
                  <th key={one} scope="col" className={FIGURES.has(one) ? "figure-cell" : undefined}>
                    {one === "acts" ? <span className="unseen">{t("imports.col_acts")}</span> : t(`imports.col_${one}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td className="num">{dayTime(row.at, locale)}</td>
                  <td>{t(`imports.${row.kind}`)}</td>
                  <td className="import-file">{row.name}</td>
                  <td>
                    <State row={row} />
                  </td>
                  <td className="figure-cell">{row.new}</td>
                  <td className="figure-cell">{row.changed}</td>
                  <td className="figure-cell">{row.same}</td>
                  <td className="figure-cell">{row.faulty}</td>
                  <td>
                    {(row.state === "done" || row.state === "stopped") && row.new + row.changed > 0 && (
                      <AskFirst
                        title={t("imports.undo_sure")}
                        description={t("imports.undo_what")}
                        okText={t("imports.undo")}
                        cancelText={t("imports.undo_not")}
                        onConfirm={() => undo.mutateAsync(row.id).catch(() => undefined)}
                      >
                        <Button size="small">{t("imports.undo")}</Button>
                      </AskFirst>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {undo.error && <p className="import-fault import-trouble">{undo.error.message}</p>}
    </Panel>
  )
}
