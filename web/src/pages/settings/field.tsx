import { type ReactNode, useId } from "react"
import { Input } from "antd"
import { LOCALE_NAMES, LOCALES, type Locale, useT } from "../../i18n"
import type { Text } from "../../wire"
import { useFault } from "./draft"

interface FieldProps {
  readonly label: string
  readonly hint?: string
  /** What the server calls it. */
  readonly name?: string
  /** Gives the control its id, so that the label names it. */
  readonly children: (id: string, fault: boolean) => ReactNode
}

/** A setting: its name, what it does, the control, and what the server has against it. */
export function Field({ label, hint, name = "", children }: FieldProps) {
  const id = useId()
  const fault = useFault(name)
  return (
    <div className={fault ? "setting setting-fault" : "setting"}>
      <label htmlFor={id}>{label}</label>
      <div className="setting-control">
        {children(id, fault !== "")}
        {hint && <p className="setting-hint">{hint}</p>}
        {fault && (
          <p className="setting-why" role="alert">
            {fault}
          </p>
        )}
      </div>
    </div>
  )
}

interface TextsProps {
  readonly label: string
  readonly value: Text
  readonly onChange: (value: Text) => void
  readonly name?: string
}

/** A name in the three languages. */
export function Texts({ label, value, onChange, name = "" }: TextsProps) {
  const id = useId()
  const fault = useFault(name)
  return (
    <div className={fault ? "setting setting-fault" : "setting"} role="group" aria-labelledby={id}>
      <span id={id} className="setting-label">
        {label}
      </span>
      <div className="setting-control">
        <div className="texts">
          {LOCALES.map((one) => (
            <TextIn key={one} locale={one} label={label} value={value[one] ?? ""} onChange={(text) => onChange({ ...value, [one]: text })} />
          ))}
        </div>
        {fault && (
          <p className="setting-why" role="alert">
            {fault}
          </p>
        )}
      </div>
    </div>
  )
}

interface TextInProps {
  readonly locale: Locale
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
}

/** A text in one language. */
export function TextIn({ locale, label, value, onChange }: TextInProps) {
  const t = useT()
  return (
    <Input
      lang={locale}
      prefix={<span className="text-lang">{LOCALE_NAMES[locale].short}</span>}
      aria-label={t("set.in_language", { what: label, language: LOCALE_NAMES[locale].long })}
      value={value}
      maxLength={80}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
