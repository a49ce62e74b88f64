import { Alert, Select } from "antd"
import { useId, useState } from "react"
import { known, pick, useLocale, useT } from "../../i18n"
import { serverNow } from "../../live/store"
import { Dialog } from "../../parts/dialog"
import { dayTime } from "../../parts/time"
import type { Work, WorkPlace } from "../../work-wire"
import { type Ask, ASKS, CALLED, fromField, toField } from "./actions"
import type { Change } from "./api"
import { useDepartmentName } from "./names"

type Values = Record<string, string>

interface FieldProps {
  readonly ask: Ask
  readonly values: Values
  readonly set: (name: string, value: string) => void
  readonly work: Work | undefined
  readonly place: WorkPlace
  readonly first: boolean
  readonly command: string
}

function Choose({ id, value, options, onChange, first }: { id: string; value: string; options: { value: string; label: string }[]; onChange: (value: string) => void; first: boolean }) {
  return (
    <Select
      id={id}
      autoFocus={first}
      showSearch={{ optionFilterProp: "label" }}
      value={value || undefined}
      options={options}
      onChange={onChange}
      className="work-select"
    />
  )
}

/** Departments and people to whom something can go. */
function useWhom(place: WorkPlace, people: boolean) {
  const t = useT()
  const department = useDepartmentName(place)
  return [
    ...(people ? place.departments.map((one) => ({ value: `@${one.id}`, label: t("work.department_of", { name: department(one.id) }) })) : []),
    ...Object.entries(place.people).map(([number, name]) => ({ value: number, label: `${name} ${number}` })),
  ]
}

function Reason({ id, values, set, work, name }: { id: string; values: Values; set: FieldProps["set"]; work: Work | undefined; name: string }) {
  const locale = useLocale()
  const list = useId()
  return (
    <>
      <input id={id} className="field" list={list} value={values[name] ?? ""} onChange={(event) => set(name, event.target.value)} />
      <datalist id={list}>
        {(work?.reasons ?? []).map((one) => (
          <option key={one.id} value={pick(one.title, locale)} />
        ))}
      </datalist>
    </>
  )
}

function Field({ ask, values, set, work, place, first, command }: FieldProps) {
  const t = useT()
  const locale = useLocale()
  const id = useId()
  const whom = useWhom(place, ask.name === "whom")
  const value = values[ask.name] ?? ""
  const change = (text: string): void => set(ask.name, text)
  if (ask.kind === "fields")
    return Object.keys(values).map((key, place) => (
      <label key={key} className="work-field">
        <span>{known(`field.${key}`, key)}</span>
        <input className="field" autoFocus={first && place === 0} value={values[key]} onChange={(event) => set(key, event.target.value)} />
      </label>
    ))
  const options: Record<string, { value: string; label: string }[]> = {
    whom,
    stage: (work?.stages ?? []).map((one) => ({ value: one.id, label: pick(one.title, locale) })),
    outcome: ["done", "dropped"].map((one) => ({ value: one, label: t(`work.outcome.${one}`) })),
    called: CALLED.map((one) => ({ value: one, label: t(`work.called.${one}`) })),
  }
  const chosen = options[ask.kind]
  return (
    <div className="work-field">
      {ask.kind !== "yes" && <label htmlFor={id}>{t(`work.ask.${command === "stage" && ask.name === "text" ? "reason" : ask.name}`)}</label>}
      {chosen && <Choose id={id} value={value} options={chosen} onChange={change} first={first} />}
      {ask.kind === "area" && <textarea id={id} className="field" rows={4} autoFocus={first} value={value} onChange={(event) => change(event.target.value)} />}
      {ask.kind === "text" && <input id={id} className="field" autoFocus={first} value={value} onChange={(event) => change(event.target.value)} />}
      {ask.kind === "amount" && <input id={id} className="field" type="number" min={0} step="any" value={value} onChange={(event) => change(event.target.value)} />}
      {ask.kind === "time" && <input id={id} className="field" type="datetime-local" autoFocus={first} min={toField(serverNow())} value={value} onChange={(event) => change(event.target.value)} />}
      {ask.kind === "reason" && <Reason id={id} values={values} set={set} work={work} name={ask.name} />}
      {ask.kind === "yes" && (
        <label className="work-check">
          <input type="checkbox" checked={value !== "no"} onChange={(event) => change(event.target.checked ? "yes" : "no")} /> {t("work.ask.solved")}
        </label>
      )}
    </div>
  )
}

/** How late a new promise may be, and that this one is later. */
function Limit({ work, due }: { work: Work | undefined; due: string }) {
  const t = useT()
  const locale = useLocale()
  if (work?.limit == null) return null
  const late = due !== "" && fromField(due) > work.limit
  const time = dayTime(work.limit, locale)
  return <Alert showIcon type={late ? "warning" : "info"} title={t(late ? "work.limit_late" : "work.limit", { time })} />
}

/** The command out of what was typed. */
function changeOf(command: string, values: Values): Change {
  if (command === "edit") return { do: command, fields: values }
  const change: Record<string, unknown> = { do: command }
  for (const ask of ASKS[command] ?? []) {
    const value = values[ask.name] ?? ""
    if (ask.kind === "whom" && ask.name === "whom") Object.assign(change, value.startsWith("@") ? { department: value.slice(1) } : { to: value })
    else if (ask.kind === "yes") change[ask.name] = value !== "no"
    else if (value === "") continue
    else if (ask.kind === "time") change[ask.name] = fromField(value)
    else if (ask.kind === "amount") change[ask.name] = Number(value)
    else change[ask.name] = value
  }
  return change as Change
}

interface Props {
  readonly command: string
  readonly work: Work | undefined
  readonly count: number
  readonly place: WorkPlace
  readonly begin?: Values
  readonly onDone: (change: Change | null) => void
}

/** What has to be said before something is done. */
export function AskDialog({ command, work, count, place, begin = {}, onDone }: Props) {
  const t = useT()
  const asks = ASKS[command] ?? []
  const entry = place.entries.find((one) => one.id === work?.what)
  const [values, setValues] = useState<Values>(() =>
    command === "edit" ? { ...Object.fromEntries((entry?.fields ?? []).map((key) => [key, ""])), ...work?.fields } : begin,
  )
  const set = (name: string, value: string): void => setValues((old) => ({ ...old, [name]: value }))
  const ends = command === "close" ? values.outcome === "dropped" : command === "stage" && values.stage === "lost"
  const missing = asks.some((one) => one.must && !values[one.name]) || (ends && !values[command === "close" ? "reason" : "text"])
  const give = (): void => {
    if (!missing) onDone(changeOf(command, values))
  }
  return (
    <Dialog
      open
      title={t(`work.do.${command}`) + (count > 1 ? ` · ${t("work.chosen", { count })}` : "")}
      okText={t(`work.do.${command}`)}
      cancelText={t("work.cancel")}
      okButtonProps={{ disabled: missing }}
      onOk={give}
      onCancel={() => onDone(null)}
      width={460}
    >
      <form
        className="work-ask"
        onSubmit={(event) => {
          event.preventDefault()
          give()
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) give()
        }}
      >
        {asks.map((ask, place_) => (
          <Field key={ask.name} ask={ask} values={values} set={set} work={work} place={place} first={place_ === 0} command={command} />
        ))}
        {command === "promise" && <Limit work={work} due={values.due ?? ""} />}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
