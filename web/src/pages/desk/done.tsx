import { CheckOutlined, LockOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useState } from "react"
import { pick, useLocale, useT } from "../../i18n"
import { useLive } from "../../live/hooks"
import { clock } from "../../parts/time"
import { useAsk } from "../../parts/use-ask"
import { eventText } from "./entry"
import { useField, useTalkId } from "./selection"

/** Say that something was done; what was is listed below. */
export function DoneList() {
  const t = useT()
  const locale = useLocale()
  const talk = useTalkId()
  const { ask } = useAsk()
  const entries = useField("entries") ?? {}
  // What can be done comes from the standard.
  const acts = useLive((state) => state.centre?.acts)
  const deeds = useField("deeds") ?? []
  const [ref, setRef] = useState("")
  const mark = async (what: string): Promise<void> => {
    if (await ask({ do: "mark_done", talk, what, ref })) setRef("")
  }
  const done = Object.values(entries).filter((entry) => entry.kind === "done")
  return (
    <div className="done">
      <label className="form-field">
        <span>{t("done.ref")}</span>
        <input className="field" value={ref} onChange={(event) => setRef(event.target.value)} />
      </label>
      {deeds.length > 0 && (
        <div className="done-acts">
          {deeds.map((deed) => (
            <Button
              key={deed.act}
              size="small"
              type={deed.open ? "primary" : "default"}
              disabled={!deed.open}
              icon={deed.open ? <CheckOutlined /> : <LockOutlined />}
              title={deed.open ? undefined : `${deed.clauses.join(", ")} ${pick(deed.why, locale)}`}
              onClick={() => void mark(deed.act)}
            >
              {pick(acts?.[deed.act], locale) || deed.act}
            </Button>
          ))}
        </div>
      )}
      <div className="done-acts">
        {Object.entries(acts ?? {}).filter(([what]) => !deeds.some((deed) => deed.act === what)).map(([what, title]) => (
          <Button key={what} size="small" icon={<CheckOutlined />} onClick={() => void mark(what)}>
            {pick(title, locale)}
          </Button>
        ))}
      </div>
      {done.length > 0 && (
        <ul className="plain done-list">
          {done.map((entry) => (
            <li key={entry.n}>
              <time className="quiet">{clock(entry.at, locale)}</time> {eventText(entry, t, talk, (what) => pick(acts?.[what], locale))}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
