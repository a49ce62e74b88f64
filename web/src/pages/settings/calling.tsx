import { Link } from "wouter"
import { Checkbox, InputNumber, Select } from "antd"
import type { Calling } from "../../api"
import { useT } from "../../i18n"
import { hasRole, useMe } from "../../session"
import { useSettings } from "./draft"
import { Field } from "./field"
import { WeekHours } from "./hours"

/** How the centre calls its customers. */
export function CallingPart({ disabled }: { disabled: boolean }) {
  const t = useT()
  const me = useMe()
  const { now, change } = useSettings()
  const { calling } = now
  const put = (part: Partial<Calling>): void => change({ calling: { ...calling, ...part } })
  return (
    <>
      <Checkbox checked={calling.hours != null} onChange={(event) => put({ hours: event.target.checked ? now.calendar : null })}>
        {t("set.calling_hours")}
      </Checkbox>
      {calling.hours && <WeekHours disabled={disabled} calendar={calling.hours} onChange={(hours) => put({ hours })} of="calling" />}
      <Field label={t("set.calling_tries")} name="calling.tries">
        {(id, fault) => <InputNumber id={id} min={1} max={20} status={fault ? "error" : undefined} value={calling.tries ?? 5} onChange={(tries) => put({ tries: tries ?? 5 })} />}
      </Field>
      <Field label={t("set.calling_pause")} name="calling.pause_min">
        {(id, fault) => <InputNumber id={id} min={1} max={10080} status={fault ? "error" : undefined} value={calling.pause_min ?? 120} onChange={(pause) => put({ pause_min: pause ?? 120 })} />}
      </Field>
      {hasRole(me, "leader", "clerk", "manager") && <Link href="/never">{t("never.page")}</Link>}
      <Field label={t("set.calling_never")} hint={t("set.calling_never_hint")}>
        {(id) => (
          <Select id={id} mode="tags" open={false} suffixIcon={null} tokenSeparators={[" ", ",", "，", "、"]} value={[...(calling.never ?? [])]} onChange={(never: string[]) => put({ never })} />
        )}
      </Field>
    </>
  )
}
