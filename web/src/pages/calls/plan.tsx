import { Alert, Select } from "antd"
import type { Planned } from "../../calls-wire"
import { useT } from "../../i18n"

/** What a list would be: how many, which column is which, the first entries, the rows that cannot be used. */
export function Plan({ planned, onMapping }: { planned: Planned; onMapping: (mapping: Record<string, string>) => void }) {
  const t = useT()
  const { ready, twice, never, faulty, mapping, columns } = planned
  return (
    <section className="plan" aria-label={t("plan.title")} aria-live="polite">
      <p className="plan-figures">
        <strong>{t("plan.ready", { count: ready })}</strong>
        {twice > 0 && <span>{t("plan.twice", { count: twice })}</span>}
        {never > 0 && <span>{t("plan.never", { count: never })}</span>}
        {faulty > 0 && <span className="plan-faulty">{t("plan.faulty", { count: faulty })}</span>}
        {planned.encoding && <span className="quiet">{planned.encoding.toUpperCase()}</span>}
      </p>
      {columns.length > 0 && (
        <fieldset className="plan-mapping">
          <legend>{t("plan.mapping")}</legend>
          {planned.fields.map((field) => (
            <label key={field}>
              <span>{t(`column.${field}`)}</span>
              <Select
                size="small"
                allowClear={field !== "phone"}
                aria-label={t(`column.${field}`)}
                value={mapping[field]}
                status={field === "phone" && !mapping[field] ? "error" : undefined}
                onChange={(column?: string) => {
                  const { [field]: _, ...rest } = mapping
                  onMapping(column ? { ...rest, [field]: column } : rest)
                }}
                options={columns.map((value) => ({ value, label: value }))}
              />
            </label>
          ))}
        </fieldset>
      )}
      {columns.length > 0 && !mapping.phone && <Alert type="warning" title={t("plan.no_phone")} />}
      {planned.sample.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t("column.name")}</th>
              <th>{t("column.phone")}</th>
              <th>{t("column.why")}</th>
            </tr>
          </thead>
          <tbody>
            {planned.sample.slice(0, 6).map((one) => (
              <tr key={one.id}>
                <td>{one.name}</td>
                <td>{one.phone}</td>
                <td>{one.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {planned.faults.length > 0 && (
        <ul className="plan-faults">
          {planned.faults.slice(0, 6).map((one) => (
            <li key={one.row}>
              {t("plan.row", { row: one.row })} {one.what} <span className="quiet">→ {one.mend}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
