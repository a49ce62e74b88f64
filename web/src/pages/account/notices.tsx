import { useQueryClient } from "@tanstack/react-query"
import { Alert, Button, Checkbox, Input, Segmented, Spin } from "antd"
import { useState } from "react"
import { call } from "../../api"
import { useLocale, useT } from "../../i18n"
import { useNotices } from "../../parts/notices"
import { type Kind, KINDS, OWN_NOTICES, type OwnNotices, useOwnNotices, type Wanted } from "../../parts/own-notices"
import { Panel } from "../../parts/panel"
import { dayTime, minuteOf, timeOf } from "../../parts/time"
import { useAct } from "../../parts/use-act"

function NoticesForm({ shown }: { shown: OwnNotices }) {
  const t = useT()
  const locale = useLocale()
  const client = useQueryClient()
  const { message } = useNotices()
  const { busy, fault, act } = useAct()
  const [mail, setMail] = useState(shown.mail)
  const [kinds, setKinds] = useState<readonly Kind[]>(shown.mail ? shown.kinds : KINDS)
  const [digest, setDigest] = useState(shown.digest)
  const [at, setAt] = useState(timeOf(shown.minute))
  const save = async (): Promise<void> => {
    const wanted: Wanted = { mail: mail.trim(), kinds, digest, minute: minuteOf(at) }
    const done = await act(() => call<OwnNotices>("PUT", "me/notices", wanted))
    if (!done) return
    client.setQueryData(OWN_NOTICES, done)
    void message.success(t("notices.saved"))
  }
  const trial = async (): Promise<void> => {
    if (await act(() => call("POST", "me/notices/try", {}))) void message.success(t("notices.tried", { mail: shown.mail }))
    window.setTimeout(() => void client.invalidateQueries({ queryKey: OWN_NOTICES }), 2_000)
  }
  return (
    <form
      className="notices-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <label>
        <span>{t("notices.mail")}</span>
        <Input type="email" autoComplete="email" maxLength={320} value={mail} placeholder="name@example.com" status={fault ? "error" : undefined} onChange={(event) => setMail(event.target.value)} />
      </label>
      <fieldset>
        <legend>{t("notices.kinds")}</legend>
        <Checkbox.Group value={[...kinds]} onChange={(next) => setKinds(next)} options={KINDS.map((one) => ({ value: one, label: t(`notices.kind_${one}`) }))} />
      </fieldset>
      <fieldset>
        <legend>{t("notices.when")}</legend>
        <div className="notices-when">
          <Segmented
            value={digest}
            onChange={setDigest}
            options={[
              { value: false, label: t("notices.at_once") },
              { value: true, label: t("notices.digest") },
            ]}
          />
          {digest && <input type="time" className="field" required aria-label={t("notices.at")} title={shown.zone} value={at} onChange={(event) => setAt(event.target.value)} />}
        </div>
        {digest && <p className="quiet">{t("notices.digest_hint", { zone: shown.zone })}</p>}
      </fieldset>
      {fault && <Alert type="error" showIcon title={fault.message} />}
      <div className="notices-when">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t("notices.save")}
        </Button>
        <Button disabled={!shown.mail || !shown.server} onClick={() => void trial()}>
          {t("notices.try")}
        </Button>
      </div>
      {shown.upcoming != null && <p className="quiet">{t("notices.upcoming", { at: dayTime(shown.upcoming, locale) })}</p>}
      {shown.last && <p className={shown.last.good ? "quiet" : "notices-bad"}>{shown.last.good ? t("notices.last", { at: dayTime(shown.last.at, locale) }) : shown.last.why}</p>}
    </form>
  )
}

/** Of what one is told by e-mail, and where. */
export function Notices() {
  const t = useT()
  const query = useOwnNotices()
  return (
    <Panel title={t("notices.title")}>
      <p className="quiet">{t("notices.hint")}</p>
      {query.data && !query.data.server && <Alert type="info" showIcon title={t("notices.no_server")} />}
      {query.data ? <NoticesForm shown={query.data} /> : query.error ? <Alert type="error" showIcon title={query.error.message} /> : <Spin />}
    </Panel>
  )
}
