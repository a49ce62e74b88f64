import { CheckOutlined, DownOutlined, RightOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { type KeyboardEvent, useEffect, useRef, useState } from "react"
import { known, pick, useLocale, useT } from "../../i18n"
import { Clauses } from "../../parts/clause"
import { Nothing } from "../../parts/panel"
import { dayTime } from "../../parts/time"
import { useAsk } from "../../parts/use-ask"
import type { Filled } from "../../wire"
import { useField, useTalkId } from "./selection"

const PAUSE = 500
type Values = Readonly<Record<string, string>>

/** What stands in a form: what was typed here goes before what the server knows. Saved a little after each change, and
 * at once when the form goes away. */
function useTyped(form: Filled) {
  const talk = useTalkId()
  const { ask } = useAsk()
  const [typed, setTyped] = useState<Values>({})
  const values: Values = { ...form.values, ...typed }
  const unsaved = useRef<Values | null>(null)
  const save = useRef((_: boolean): Promise<unknown> => Promise.resolve())
  save.current = (file) => {
    const wanted = file ? values : unsaved.current
    unsaved.current = null
    if (!wanted) return Promise.resolve()
    return ask({ do: "form", talk, form: form.id, values: wanted, file })
  }
  useEffect(() => {
    if (!unsaved.current) return
    const timer = setTimeout(() => void save.current(false), PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  useEffect(() => () => void save.current(false), [])
  const set = (changes: Values): void => {
    const next = { ...typed, ...changes }
    unsaved.current = { ...form.values, ...next }
    setTyped(next)
  }
  return { values, set, file: () => save.current(true) }
}

interface FieldProps {
  readonly id: string
  readonly value: string
  readonly suggested: string
  readonly onChange: (value: string) => void
}

function Field({ id, value, suggested, onChange }: FieldProps) {
  const t = useT()
  const ghost = value === "" && suggested !== ""
  const label = known(`field.${id}`, id)
  const long = id === "what" || id === "how" || id === "why" || id === "text" || id === "fault"
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || !ghost) return
    event.preventDefault()
    onChange(suggested)
  }
  const shared = {
    className: `field ${ghost ? "field-ghost" : ""}`,
    value,
    placeholder: ghost ? suggested : undefined,
    "aria-description": ghost ? t("form.suggested", { value: suggested }) : undefined,
    onKeyDown,
  }
  return (
    <label className="form-field">
      <span>{label}</span>
      {long ? (
        <textarea {...shared} rows={ghost || value.length > 24 ? 2 : 1} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...shared} onChange={(event) => onChange(event.target.value)} />
      )}
      {ghost && (
        <Button
          type="text"
          size="small"
          icon={<CheckOutlined />}
          title={`${t("form.accept")} (Enter)`}
          aria-label={`${t("form.accept")}: ${label}`}
          onClick={() => onChange(suggested)}
        />
      )}
    </label>
  )
}

function FormBody({ form }: { form: Filled }) {
  const t = useT()
  const { values, set, file } = useTyped(form)
  const ghosts = form.fields.filter((field) => !values[field] && form.suggested[field])
  const empty = form.fields.every((field) => !values[field]?.trim())
  return (
    <div className="form-body">
      {form.fields.map((field) => (
        <Field
          key={field}
          id={field}
          value={values[field] ?? ""}
          suggested={form.suggested[field] ?? ""}
          onChange={(value) => set({ [field]: value })}
        />
      ))}
      <div className="form-acts">
        <Button size="small" type="primary" disabled={empty} onClick={() => void file()}>
          {t(form.saved == null ? "form.file" : "form.file_again")}
        </Button>
        {ghosts.length > 0 && (
          <Button
            size="small"
            onClick={() => set(Object.fromEntries(ghosts.map((field) => [field, form.suggested[field]!])))}
          >
            {t("form.accept_all", { count: ghosts.length })}
          </Button>
        )}
        <Clauses ids={form.clauses} most={1} />
      </div>
    </div>
  )
}

function Form({ form, open, onToggle }: { form: Filled; open: boolean; onToggle: () => void }) {
  const t = useT()
  const locale = useLocale()
  return (
    <li className="form">
      <button type="button" className="form-head" aria-expanded={open} onClick={onToggle}>
        {open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
        <span>{pick(form.title, locale) || known(`form.${form.id}`, form.id)}</span>
        {form.wanted && <span className="tag tag-amber">{t("form.wanted")}</span>}
        {form.saved != null && (
          <span className="tag tag-green">{t("form.filed", { at: dayTime(form.saved, locale) })}</span>
        )}
      </button>
      {open && <FormBody form={form} />}
    </li>
  )
}

/** Puts the keyboard into the first empty field of the list. */
function focusField(list: HTMLElement | null): void {
  const fields = [...(list?.querySelectorAll<HTMLInputElement>(".field") ?? [])]
  const target = fields.find((field) => field.value === "") ?? fields[0]
  target?.focus()
}

/** The forms of the standard. One that is wanted opens by itself. `focus` grows when the keyboard is to go here. */
export function Forms({ focus }: { focus: number }) {
  const t = useT()
  const forms = Object.values(useField("forms") ?? {})
  const [opened, setOpened] = useState<Readonly<Record<string, boolean>>>({})
  const list = useRef<HTMLUListElement>(null)
  const seen = useRef(focus)
  const isOpen = (form: Filled): boolean => opened[form.id] ?? (form.wanted || forms.length === 1)
  useEffect(() => {
    if (seen.current === focus) return
    seen.current = focus
    const first = forms[0]
    if (first && !forms.some(isOpen)) setOpened({ ...opened, [first.id]: true })
    requestAnimationFrame(() => focusField(list.current))
  })
  if (forms.length === 0) return <Nothing>{t("form.none")}</Nothing>
  return (
    <ul className="plain forms" ref={list}>
      {forms.map((form) => (
        <Form
          key={form.id}
          form={form}
          open={isOpen(form)}
          onToggle={() => setOpened({ ...opened, [form.id]: !isOpen(form) })}
        />
      ))}
    </ul>
  )
}
