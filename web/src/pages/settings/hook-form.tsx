import { Alert, Button, Checkbox, Input, Switch } from "antd"
import { useId, useState } from "react"
import { ApiError } from "../../api"
import { pick, useLocale, useT } from "../../i18n"
import type { Hook, HookType, HookWanted } from "./hook-types"

interface Props {
  readonly old?: Hook
  readonly types: readonly HookType[]
  /** Raises ApiError. */
  readonly save: (wanted: HookWanted) => Promise<void>
  readonly close: () => void
}

/** What a subscription is to be. */
export function HookForm({ old, types, save, close }: Props) {
  const t = useT()
  const locale = useLocale()
  const id = useId()
  const [name, setName] = useState(old?.name ?? "")
  const [url, setUrl] = useState(old?.url ?? "")
  const [chosen, setChosen] = useState<readonly string[]>(old?.types ?? [])
  const [personal, setPersonal] = useState(old?.personal ?? false)
  const [on, setOn] = useState(old ? old.off === null : true)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<ApiError | null>(null)
  const send = async (): Promise<void> => {
    setBusy(true)
    try {
      await save({ name, url, types: chosen, personal, on })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setFault(error)
      setBusy(false)
    }
  }
  const wrong = (field: string): "error" | "" => (fault?.field === field ? "error" : "")
  return (
    <form
      className="hook hook-form"
      aria-label={t(old ? "hook.edit" : "hook.add")}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <label htmlFor={`${id}-name`}>{t("hook.name")}</label>
      <Input id={`${id}-name`} value={name} maxLength={60} status={wrong("name")} autoFocus onChange={(event) => setName(event.target.value)} />
      <label htmlFor={`${id}-url`}>{t("hook.url")}</label>
      <Input id={`${id}-url`} value={url} maxLength={500} status={wrong("url")} placeholder="https://example.com/webhooks" onChange={(event) => setUrl(event.target.value)} />
      <span>{t("hook.types")}</span>
      <fieldset className="hook-choices" aria-label={t("hook.types")}>
        <Checkbox
          checked={chosen.length === types.length}
          indeterminate={chosen.length > 0 && chosen.length < types.length}
          onChange={(event) => setChosen(event.target.checked ? types.map((one) => one.type) : [])}
        >
          {t("hook.types_all")}
        </Checkbox>
        {types.map((one) => (
          <Checkbox
            key={one.type}
            checked={chosen.includes(one.type)}
            onChange={(event) => setChosen(event.target.checked ? [...chosen, one.type] : chosen.filter((other) => other !== one.type))}
          >
            {pick(one.text, locale)} <code>{one.type.replace("saywell.", "")}</code>
          </Checkbox>
        ))}
      </fieldset>
      <label htmlFor={`${id}-personal`}>{t("hook.personal")}</label>
      <div>
        <Switch id={`${id}-personal`} checked={personal} onChange={setPersonal} />
        <p className="setting-hint">{t("hook.personal_hint")}</p>
      </div>
      {old && (
        <>
          <label htmlFor={`${id}-on`}>{t("hook.on")}</label>
          <div>
            <Switch id={`${id}-on`} checked={on} onChange={setOn} />
            <p className="setting-hint">{t("hook.on_hint")}</p>
          </div>
        </>
      )}
      {fault && <Alert className="hook-fault" type="error" showIcon title={fault.message} />}
      <div className="hook-end">
        <Button onClick={close}>{t("hook.cancel")}</Button>
        <Button type="primary" htmlType="submit" loading={busy} disabled={!name.trim() || !url.trim() || chosen.length === 0}>
          {t("hook.save")}
        </Button>
      </div>
    </form>
  )
}
