import { Select } from "antd"
import { useState } from "react"
import { useQueryClient } from "@tanstack/react-query"
import { call } from "../../api"
import { known, pick, useLocale, useT } from "../../i18n"
import { Dialog } from "../../parts/dialog"
import { useNotices } from "../../parts/notices"
import { serverNow } from "../../live/store"
import { useCentre } from "../../session"
import type { Work, WorkPlace } from "../../work-wire"
import { fromField, toField } from "./actions"
import { newKey } from "./api"

/** Fields of forms that are asked for above already: nothing is typed twice. */
const ABOVE: Readonly<Record<string, string>> = { text: "about", customer: "name", phone: "number" }

interface Props {
  readonly place: WorkPlace
  readonly kind: string
  readonly onDone: (id: string) => void
}

/** Something is entered by hand. */
export function NewDialog({ place, kind, onDone }: Props) {
  const t = useT()
  const locale = useLocale()
  const centre = useCentre()
  const client = useQueryClient()
  const { message } = useNotices()
  const entries = place.entries
  const [what, setWhat] = useState(() => (entries.find((one) => one.kind === kind) ?? entries[0])?.id ?? "")
  const [values, setValues] = useState<Record<string, string>>({})
  const [key] = useState(newKey)
  const entry = entries.find((one) => one.id === what)
  const set = (name: string, value: string): void => setValues({ ...values, [name]: value })
  const more = (entry?.fields ?? []).filter((one) => !(one in ABOVE))
  const ready = what !== "" && Boolean(values["about"]?.trim())
  const save = async (): Promise<void> => {
    if (!ready) return
    const { about, name, number, due } = values
    try {
      const made = await call<Work>("POST", "work", {
        centre,
        what,
        about,
        customer: { name: name ?? "", phone: number ?? "" },
        fields: Object.fromEntries((entry?.fields ?? []).map((one) => [one, values[ABOVE[one] ?? one]?.trim()]).filter(([, value]) => value)),
        due: due ? fromField(due) : null,
        key,
      })
      void client.invalidateQueries({ queryKey: ["work"] })
      onDone(made.id)
    } catch (error) {
      void message.error((error as Error).message)
    }
  }
  const line = (name: string, label: string, type = "text", min?: string) => (
    <label key={name} className="work-field">
      <span>{label}</span>
      <input className="field" type={type} min={min} value={values[name] ?? ""} onChange={(event) => set(name, event.target.value)} />
    </label>
  )
  return (
    <Dialog open title={t("work.new")} okText={t("work.enter")} cancelText={t("work.cancel")} okButtonProps={{ disabled: !ready }} onOk={() => void save()} onCancel={() => onDone("")} width={520}>
      <form
        className="work-ask"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <div className="work-field">
          <span>{t("work.col_what")}</span>
          <Select aria-label={t("work.col_what")} value={what || undefined} onChange={setWhat} options={entries.map((one) => ({ value: one.id, label: pick(one.title, locale) }))} />
        </div>
        <label className="work-field">
          <span>{t("work.col_about")}</span>
          <textarea className="field" rows={3} autoFocus value={values["about"] ?? ""} onChange={(event) => set("about", event.target.value)} />
        </label>
        <div className="work-pair">
          {line("name", t("work.fact.customer"))}
          {line("number", t("person.phone"), "tel")}
        </div>
        {line("due", t("work.new_due"), "datetime-local", toField(serverNow()))}
        {more.length > 0 && <div className="work-pair">{more.map((one) => line(one, known(`field.${one}`, one)))}</div>}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
