import { Radio } from "antd"
import { useId } from "react"
import { useT } from "../../i18n"
import type { Outcome as Value } from "../../wire"

const OUTCOMES: readonly Value[] = [
  "reached", "not_home", "wrong_person", "not_now", "refused", "busy", "no_answer", "wrong_number",
]

interface Props {
  readonly value: string
  readonly note: string
  readonly onValue: (value: Value) => void
  readonly onNote: (note: string) => void
}

/** What came of a call to a customer. */
export default function Outcome({ value, note, onValue, onNote }: Props) {
  const t = useT()
  const id = useId()
  return (
    <fieldset className="outcome">
      <legend>{t("call.outcome")}</legend>
      <Radio.Group
        size="small"
        optionType="button"
        buttonStyle="solid"
        value={value}
        onChange={(event) => onValue(event.target.value as Value)}
        options={OUTCOMES.map((one) => ({ value: one, label: t(`outcome.${one}`) }))}
        aria-label={t("call.outcome")}
      />
      <label className="unseen" htmlFor={id}>
        {t("call.note")}
      </label>
      <input id={id} className="field" value={note} placeholder={t("call.note")} onChange={(event) => onNote(event.target.value)} />
      <p className="quiet small">{t("call.heard")}</p>
    </fieldset>
  )
}
