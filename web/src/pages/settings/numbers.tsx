import { UndoOutlined } from "@ant-design/icons"
import { Button, Input, InputNumber } from "antd"
import { memo, useState } from "react"
import type { Figure } from "../../api"
import { known, pick, useLocale, useT } from "../../i18n"
import { ClauseChip } from "../../parts/clause"
import { Nothing } from "../../parts/panel"
import { useSettings } from "./draft"

interface RowProps {
  readonly figure: Figure
  readonly fault: string
  readonly onChange: (id: string, value: number) => void
}

/** Whether somebody may have mistyped: more than ten times the standard's figure, or less than a tenth of it. */
export const isFar = ({ value, default: usual }: Figure): boolean =>
  usual > 0 && (value > 10 * usual || value < usual / 10)

const Row = memo(function Row({ figure, fault, onChange }: RowProps) {
  const t = useT()
  const locale = useLocale()
  const title = pick(figure.title, locale) || figure.id
  const unit = known(`unit.${figure.unit}`, figure.unit, figure.value)
  const own = figure.value !== figure.default
  return (
    <tr className={own ? "number-own" : ""}>
      <th scope="row">
        {title}
        {fault && (
          <span className="setting-why" role="alert">
            {fault}
          </span>
        )}
        {!fault && isFar(figure) && (
          <span className="setting-why setting-far" role="status">
            {t("set.number_far", { value: `${figure.default} ${unit}` })}
          </span>
        )}
      </th>
      <td>
        <InputNumber
          size="small"
          aria-label={title}
          min={0}
          max={9_999_999}
          value={figure.value}
          status={fault ? "error" : isFar(figure) ? "warning" : undefined}
          suffix={unit}
          onChange={(value) => value !== null && onChange(figure.id, value)}
        />
      </td>
      <td>{figure.clause ? <ClauseChip id={figure.clause} /> : <span className="quiet">{t("set.no_clause")}</span>}</td>
      <td className="num">
        {own ? (
          <Button
            type="text"
            size="small"
            icon={<UndoOutlined />}
            aria-label={t("set.number_reset", { title, value: `${figure.default} ${unit}` })}
            title={t("set.number_reset", { title, value: `${figure.default} ${unit}` })}
            onClick={() => onChange(figure.id, figure.default)}
          >
            {figure.default} {unit}
          </Button>
        ) : (
          <span className="quiet">
            {figure.default} {unit}
          </span>
        )}
      </td>
    </tr>
  )
})

/** Every figure of the standard, with its clause. */
export function Numbers() {
  const t = useT()
  const locale = useLocale()
  const { now, fault, change } = useSettings()
  const [words, setWords] = useState("")
  const wanted = words.trim().toLowerCase()
  const shown = now.numbers.filter((one) =>
    `${pick(one.title, locale)} ${one.id} ${one.clause}`.toLowerCase().includes(wanted),
  )
  const put = (id: string, value: number): void =>
    change({ numbers: now.numbers.map((one) => (one.id === id ? { ...one, value } : one)) })
  return (
    <>
      <Input.Search
        allowClear
        className="number-search"
        aria-label={t("set.number_search")}
        placeholder={t("set.number_search")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {shown.length === 0 && <Nothing>{t("set.numbers_none")}</Nothing>}
      {shown.length > 0 && (
        <table className="sheet-table">
          <thead>
            <tr>
              <th scope="col">{t("set.number")}</th>
              <th scope="col">{t("set.value")}</th>
              <th scope="col">{t("set.clause")}</th>
              <th scope="col">{t("set.default")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <Row key={one.id} figure={one} fault={fault?.field === one.id ? fault.message : ""} onChange={put} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
