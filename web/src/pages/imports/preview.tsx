import { Select } from "antd"
import type { ImportLine, PlannedImport } from "../../imports-wire"
import { pick, useLocale, useT } from "../../i18n"

const COLOURS: Readonly<Record<string, string>> = { new: "green", changed: "note", same: "grey", faulty: "red" }

/** By which field a column is understood, and how that is changed. A field has one column. */
function FieldSelect({ column, planned, onMapping }: { column: string; planned: PlannedImport; onMapping: Props["onMapping"] }) {
  const t = useT()
  const locale = useLocale()
  const field = Object.entries(planned.mapping).find(([, one]) => one === column)?.[0]
  const known = planned.fields.map((one) => ({ value: one.id, label: pick(one.title, locale) }))
  // A field in one language stands among the others where the file has it.
  const own = field && !known.some((one) => one.value === field) ? [{ value: field, label: field }] : []
  return (
    <Select
      size="small"
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      className="import-field"
      popupMatchSelectWidth={false}
      aria-label={t("imports.field_of", { column })}
      placeholder={t("imports.own_field")}
      value={field}
      options={[...own, ...known]}
      onChange={(next?: string) => {
        const rest = Object.fromEntries(Object.entries(planned.mapping).filter(([id, one]) => one !== column && id !== next))
        onMapping(next ? { ...rest, [next]: column } : rest)
      }}
    />
  )
}

function Cells({ line, planned }: { line: ImportLine; planned: PlannedImport }) {
  return planned.columns.map((column, n) => {
    const faults = line.faults.filter((one) => one.column === column)
    return (
      <td key={column} className={faults.length ? "import-wrong" : undefined}>
        <span className="import-cell">{line.cells[n]}</span>
        {faults.map((one) => (
          <span key={one.what} className="import-fault">
            {one.what} <span className="import-mend">→ {one.mend}</span>
          </span>
        ))}
      </td>
    )
  })
}

/** What becomes of a row, and what stands nowhere in its cells: what changes, and faults of the whole row. */
function Verdict({ line, planned }: { line: ImportLine; planned: PlannedImport }) {
  const t = useT()
  const locale = useLocale()
  const named = (field: string): string => pick(planned.fields.find((one) => one.id === field)?.title, locale) || field
  const whole = line.faults.filter((one) => !planned.columns.includes(one.column))
  return (
    <td>
      <span className={`tag tag-${COLOURS[line.verdict] ?? "grey"}`}>{t(`imports.is_${line.verdict}`)}</span>
      {line.changes.map((one) => (
        <span key={one.field} className="import-change">
          {named(one.field)}: {one.before && <del>{one.before}</del>} <ins>{one.after}</ins>
        </span>
      ))}
      {whole.map((one) => (
        <span key={one.what} className="import-fault">
          {one.what} {one.mend && <span className="import-mend">→ {one.mend}</span>}
        </span>
      ))}
    </td>
  )
}

interface Props {
  readonly planned: PlannedImport
  readonly onMapping: (mapping: Record<string, string>) => void
}

/** The first rows of a file: which column is what, what becomes of each row, what is wrong in which cell. */
export function Preview({ planned, onMapping }: Props) {
  const t = useT()
  const table = planned.columns.length > 0
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t("imports.preview")}>
      <table className="import-table">
        <thead>
          <tr>
            <th scope="col">{t("imports.row")}</th>
            <th scope="col">{t("imports.becomes")}</th>
            {table ? (
              planned.columns.map((column) => (
                <th key={column} scope="col">
                  <span className="import-column">{column}</span>
                  <FieldSelect column={column} planned={planned} onMapping={onMapping} />
                </th>
              ))
            ) : (
              <th scope="col">{t("imports.what")}</th>
            )}
          </tr>
        </thead>
        <tbody>
          {planned.lines.map((line) => (
            <tr key={`${line.row}-${line.verdict}`}>
              <td className="num">{line.row}</td>
              <Verdict line={line} planned={planned} />
              {table ? <Cells line={line} planned={planned} /> : <td>{line.title}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
