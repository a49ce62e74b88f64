import { CloseOutlined, PlusOutlined } from "@ant-design/icons"
import { Button, Select } from "antd"
import { useEffect, useState } from "react"
import { useLocale, useT } from "../../i18n"
import type { Calendar } from "../../api"
import { useSettings } from "./draft"
import { Field } from "./field"
import { AlwaysOpen } from "./general"
import { collapse, daysOf, ends, expand, isTime, nextBlock, tidied, type Week, type Weekday, WEEKDAYS } from "./week"

interface TimeProps {
  readonly label: string
  readonly value: string
  readonly disabled: boolean
  readonly onChange: (value: string) => void
}

/** A time of day; put in order when it is left. */
function Time({ label, value, disabled, onChange }: TimeProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  return (
    <input
      className="field time"
      inputMode="numeric"
      aria-label={label}
      aria-invalid={!isTime(text)}
      placeholder="00:00"
      maxLength={5}
      disabled={disabled}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => {
        const next = tidied(text)
        setText(next)
        if (next !== value) onChange(next)
      }}
    />
  )
}

interface BlocksProps {
  readonly day: string
  readonly blocks: readonly string[]
  readonly disabled: boolean
  readonly onChange: (blocks: readonly string[]) => void
}

/** The blocks of one day. */
function Blocks({ day, blocks, disabled, onChange }: BlocksProps) {
  const t = useT()
  const put = (place: number, from: string, to: string): void => onChange(blocks.with(place, `${from}-${to}`))
  return (
    <div className="blocks">
      {blocks.length === 0 && <span className="quiet">{t("set.closed")}</span>}
      {blocks.map((block, place) => {
        const [from, to] = ends(block)
        const name = `${day} ${place + 1}`
        return (
          <span key={place} className="block">
            <Time label={t("set.block_from", { name })} value={from} disabled={disabled} onChange={(next) => put(place, next, to)} />
            –
            <Time label={t("set.block_to", { name })} value={to} disabled={disabled} onChange={(next) => put(place, from, next)} />
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t("set.block_remove", { name })}
              title={t("set.block_remove", { name })}
              onClick={() => onChange(blocks.toSpliced(place, 1))}
            />
          </span>
        )
      })}
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined />}
        aria-label={t("set.block_add", { day })}
        title={t("set.block_add", { day })}
        onClick={() => onChange([...blocks, nextBlock(blocks)])}
      />
    </div>
  )
}

function useDayNames(): (day: Weekday) => string {
  const locale = useLocale()
  const format = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" })
  // 5 January 1970 was a Monday.
  return (day) => format.format(new Date((4 + WEEKDAYS.indexOf(day)) * 86_400_000))
}

interface WeekHoursProps {
  readonly disabled: boolean
  readonly calendar: Calendar
  readonly onChange: (calendar: Calendar) => void
  /** What the server calls what these hours belong to, empty for the centre itself. */
  readonly of?: string
}

/** Hours by weekday. */
export function WeekHours({ disabled, calendar, onChange, of = "" }: WeekHoursProps) {
  const t = useT()
  const { fault } = useSettings()
  const name = useDayNames()
  const week = expand(calendar.hours ?? {})
  const put = (next: Week): void => onChange({ ...calendar, hours: collapse(next) })
  const field = of ? `${of}.hours` : "hours"
  const wrong = fault?.field.startsWith(field) ? fault : null
  const wrongDays = wrong ? daysOf(wrong.field.slice(field.length + 1)) : []
  return (
    <div className={wrong ? "setting setting-fault" : "setting"} role="group" aria-label={t("set.hours")}>
      <span className="setting-label">{t("set.hours")}</span>
      <div className="setting-control">
        <ul className="plain week">
          {WEEKDAYS.map((day) => (
            <li key={day} className={wrongDays.includes(day) ? "week-wrong" : ""}>
              <span className="week-day">{name(day)}</span>
              <Blocks day={name(day)} blocks={week[day]} disabled={disabled} onChange={(blocks) => put({ ...week, [day]: blocks })} />
              {day === "mon" && (
                <Button
                  size="small"
                  onClick={() => put({ ...week, tue: week.mon, wed: week.mon, thu: week.mon, fri: week.mon })}
                >
                  {t("set.as_monday")}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <p className="setting-hint">{t("set.hours_hint")}</p>
        {wrong && (
          <p className="setting-why" role="alert">
            {wrong.message}
          </p>
        )}
      </div>
    </div>
  )
}

const COUNTRIES = ["CN", "HK", "MO", "TW", "SG", "MY", "JP", "KR", "GB", "US", "CA", "AU", "DE", "FR"]
const DATE = /^\d{4}-\d{2}-\d{2}$/

/** Days with hours of their own, one a line: the date and its blocks. */
export function readOpened(text: string): Record<string, readonly string[]> {
  const lines = text.split("\n").map((line) => line.trim().split(/\s+/).filter(Boolean))
  return Object.fromEntries(lines.filter((line) => line.length > 0).map(([date, ...blocks]) => [date!, blocks]))
}

export const writeOpened = (opened: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(opened)
    .map(([date, blocks]) => [date, ...blocks].join(" "))
    .join("\n")

function Opened({ disabled }: { disabled: boolean }) {
  const t = useT()
  const { now, saved, change } = useSettings()
  const kept = writeOpened(now.calendar.opened ?? {})
  const [text, setText] = useState(kept)
  useEffect(() => setText(kept), [kept])
  const leave = (): void => {
    const opened = readOpened(text)
    if (writeOpened(opened) === kept) return
    const calendar: Calendar = { ...now.calendar, opened }
    change({ calendar: Object.keys(opened).length || saved.calendar.opened ? calendar : { ...now.calendar, opened: undefined } })
  }
  return (
    <Field label={t("set.opened")} hint={t("set.opened_hint")} name="opened">
      {(id) => (
        <textarea
          id={id}
          className="field"
          rows={2}
          disabled={disabled}
          placeholder="2026-10-10 09:00-12:00 13:00-17:00"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={leave}
        />
      )}
    </Field>
  )
}

type Put = (part: Partial<Calendar>) => void

/** Public holidays, and whose hours a make-up working day has. */
function Holidays({ calendar, put }: { calendar: Calendar; put: Put }) {
  const t = useT()
  const locale = useLocale()
  const name = useDayNames()
  const region = new Intl.DisplayNames(locale, { type: "region" })
  const named = (country: string): string => `${region.of(country.slice(0, 2)) ?? country} ${country}`
  const countries = [...new Set([...COUNTRIES, ...(calendar.holidays ? [calendar.holidays] : [])])]
  return (
    <>
      <Field label={t("set.holidays")} hint={t("set.holidays_hint")} name="holidays">
        {(id, fault) => (
          <Select
            id={id}
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            status={fault ? "error" : undefined}
            placeholder={t("set.holidays_none")}
            value={calendar.holidays ?? undefined}
            options={countries.map((one) => ({ value: one, label: named(one) }))}
            onChange={(country?: string) => put({ holidays: country ?? null })}
          />
        )}
      </Field>
      <Field label={t("set.makeup")} hint={t("set.makeup_hint")} name="makeup">
        {(id) => (
          <Select
            id={id}
            value={calendar.makeup ?? "mon"}
            options={WEEKDAYS.map((day) => ({ value: day, label: name(day) }))}
            onChange={(makeup) => put({ makeup })}
          />
        )}
      </Field>
    </>
  )
}

/** When the centre works. */
export function HoursPart({ disabled }: { disabled: boolean }) {
  const t = useT()
  const { now, change } = useSettings()
  const { calendar } = now
  const put: Put = (part) => change({ calendar: { ...calendar, ...part } })
  return (
    <>
      <AlwaysOpen />
      <Field label={t("set.zone")} name="zone">
        {(id, fault) => (
          <Select
            id={id}
            showSearch
            status={fault ? "error" : undefined}
            value={calendar.zone ?? "Asia/Shanghai"}
            options={Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, label: zone }))}
            onChange={(zone) => put({ zone })}
          />
        )}
      </Field>
      <WeekHours disabled={disabled} calendar={calendar} onChange={put} />
      <Holidays calendar={calendar} put={put} />
      <Field label={t("set.closed_days")} hint={t("set.closed_days_hint")} name="closed">
        {(id, fault) => (
          <Select
            id={id}
            mode="tags"
            open={false}
            suffixIcon={null}
            status={fault ? "error" : undefined}
            placeholder="2026-12-31"
            tokenSeparators={[" ", ",", "，", "、"]}
            value={[...(calendar.closed ?? [])]}
            onChange={(days: string[]) => put({ closed: days.filter((day) => DATE.test(day)).toSorted() })}
          />
        )}
      </Field>
      <Opened disabled={disabled} />
    </>
  )
}
