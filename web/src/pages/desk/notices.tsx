import { AlertOutlined, CloseOutlined, SoundOutlined } from "@ant-design/icons"
import { App, Button } from "antd"
import { useEffect, useState } from "react"
import { useT } from "../../i18n"
import { useLive } from "../../live/hooks"
import { insert } from "./draft"
import { useField, useTalkId } from "./selection"

/** An incident and the line that everybody says about it. */
export function Incident() {
  const t = useT()
  const talk = useTalkId()
  const text = useLive((state) => state.centre?.incident ?? "")
  if (!text) return null
  return (
    <div className="incident" role="status">
      <AlertOutlined aria-hidden />
      <p>
        <strong>{t("incident.title")}</strong> {text}
      </p>
      {talk && (
        <Button size="small" onClick={() => insert(talk, text)}>
          {t("incident.insert")}
        </Button>
      )}
    </div>
  )
}

/** What the team leader whispered: told once, then pinned until it is put away. */
export function Whispers() {
  const t = useT()
  const whispers = useField("whispers") ?? {}
  const keys = Object.keys(whispers)
  const last = keys.at(-1)
  const [away, setAway] = useState<readonly string[]>([])
  const [told, setTold] = useState(keys.length)
  const { notification } = App.useApp()
  useEffect(() => {
    if (keys.length > told && last) {
      notification.info({ title: t("whisper.title"), description: whispers[last], duration: 8 })
      setTold(keys.length)
    }
  }, [keys.length, last, notification, t, told, whispers])
  const pinned = keys.filter((key) => !away.includes(key)).slice(-2)
  if (pinned.length === 0) return null
  return (
    <ul className="plain whispers" aria-label={t("whisper.title")} aria-live="assertive">
      {pinned.map((key) => (
        <li key={key}>
          <SoundOutlined aria-hidden />
          <span>
            <strong>{t("whisper.title")}</strong> {whispers[key]}
          </span>
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t("whisper.away")}
            title={t("whisper.away")}
            onClick={() => setAway([...away, key])}
          />
        </li>
      ))}
    </ul>
  )
}
