import { Checkbox, InputNumber, Radio, Select, Switch } from "antd"
import { LOCALE_NAMES, LOCALES, pick, useLocale, useT } from "../../i18n"
import { usePublic } from "../../session"
import { useSettings } from "./draft"
import { Field, Texts } from "./field"

/** Standard, names, languages. */
export function General() {
  const t = useT()
  const locale = useLocale()
  const { now, saved, change } = useSettings()
  const centres = usePublic()?.centres ?? []
  const standards = [...new Set([saved.standard, now.standard, ...centres.map((one) => one.standard)])].toSorted()
  const named = (standard: string): string => {
    const centre = centres.find((one) => one.standard === standard)
    return centre ? `${standard} – ${pick(centre.title, locale)}` : standard
  }
  return (
    <>
      <Field label={t("set.standard")} hint={t(now.standard === saved.standard ? "set.standard_hint" : "set.standard_changed")}>
        {(id) => (
          <Select
            id={id}
            value={now.standard}
            options={standards.map((one) => ({ value: one, label: named(one) }))}
            onChange={(standard) => change({ standard })}
          />
        )}
      </Field>
      <Texts label={t("set.title")} name="title" value={now.title} onChange={(title) => change({ title })} />
      <Texts label={t("set.company")} name="company" value={now.company} onChange={(company) => change({ company })} />
      <div className="setting" role="group" aria-label={t("set.languages")}>
        <span className="setting-label">{t("set.languages")}</span>
        <div className="setting-control">
          <Checkbox.Group
            value={[...now.languages]}
            options={LOCALES.map((one) => ({ value: one, label: <span lang={one}>{LOCALE_NAMES[one].long}</span> }))}
            onChange={(chosen) => change({ languages: [...now.languages.filter((one) => chosen.includes(one)), ...LOCALES.filter((one) => chosen.includes(one) && !now.languages.includes(one))] })}
          />
          <p className="setting-hint">{t("set.languages_hint")}</p>
        </div>
      </div>
      {now.languages.length > 1 && (
        <div className="setting" role="group" aria-label={t("set.first_language")}>
          <span className="setting-label">{t("set.first_language")}</span>
          <div className="setting-control">
            <Radio.Group
              value={now.languages[0]}
              options={LOCALES.filter((one) => now.languages.includes(one)).map((one) => ({ value: one, label: <span lang={one}>{LOCALE_NAMES[one].long}</span> }))}
              onChange={(event) => change({ languages: [event.target.value as string, ...now.languages.filter((one) => one !== event.target.value)] })}
            />
            <p className="setting-hint">{t("set.first_language_hint")}</p>
          </div>
        </div>
      )}
    </>
  )
}

interface CountProps {
  readonly label: string
  readonly hint?: string
  readonly unit: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly name?: string
  readonly onChange: (value: number) => void
}

/** A whole number with its unit. */
function Count({ label, hint, unit, value, least, most, name, onChange }: CountProps) {
  return (
    <Field label={label} hint={hint} name={name}>
      {(id, fault) => (
        <InputNumber
          id={id}
          min={least}
          max={most}
          precision={0}
          value={value}
          status={fault ? "error" : undefined}
          suffix={unit}
          onChange={(next) => next !== null && onChange(next)}
        />
      )}
    </Field>
  )
}

/** Within what time customers shall be answered, and when the wall warns. */
export function Targets() {
  const t = useT()
  const { now, change } = useSettings()
  const channels = [...new Set(["phone", "chat", ...Object.keys(now.target_s)])]
  return (
    <>
      {channels.map((channel) => (
        <Count
          key={channel}
          label={t(channel === "phone" ? "set.target_phone" : "set.target_chat")}
          hint={channel === "phone" ? t("set.target_hint") : undefined}
          unit={t("unit.s")}
          least={1}
          most={3600}
          name={`target_s.${channel}`}
          value={now.target_s[channel] ?? (channel === "phone" ? 20 : 60)}
          onChange={(seconds) => change({ target_s: { ...now.target_s, [channel]: seconds } })}
        />
      ))}
      <Count
        label={t("set.alert_count")}
        hint={t("set.alert_hint")}
        unit={t("unit.times")}
        least={1}
        most={100}
        value={now.alert_count}
        onChange={(alert_count) => change({ alert_count })}
      />
      <Count
        label={t("set.alert_within")}
        unit={t("unit.min")}
        least={1}
        most={1440}
        value={Math.round(now.alert_within_s / 60)}
        onChange={(minutes) => change({ alert_within_s: minutes * 60 })}
      />
    </>
  )
}

/** Whether customers are taken at any hour. */
export function AlwaysOpen() {
  const t = useT()
  const { now, change } = useSettings()
  return (
    <Field label={t("set.always_open")} hint={t("set.always_open_hint")}>
      {(id) => <Switch id={id} checked={now.always_open} onChange={(always_open) => change({ always_open })} />}
    </Field>
  )
}
