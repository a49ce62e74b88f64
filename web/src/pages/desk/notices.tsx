import { AlertOutlined, CloseOutlined, SoundOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useEffect, useRef, useState } from "react"
import { useT } from "../../i18n"
import { useLive } from "../../live/hooks"
import type { LiveState } from "../../live/store"
import { ring } from "../../parts/bell"
import { useNotices } from "../../parts/notices"
import { useAsk } from "../../parts/use-ask"
import { useMe } from "../../session"
import { insert } from "./draft"
import { nameOf } from "./queue"
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

/** What the team leader whispered in the open conversation, until it is put away. */
export function Whispers() {
  const t = useT()
  const whispers = useField("whispers") ?? {}
  const keys = Object.keys(whispers)
  const [away, setAway] = useState<readonly string[]>([])
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

interface Had {
  readonly name: string
  readonly whispers: number
  readonly running: boolean
}

/** What I have at hand, as far as it is told of below. */
function hadOf(state: LiveState, me: string): Readonly<Record<string, Had>> {
  const had: Record<string, Had> = {}
  for (const talk of Object.values(state.talks)) {
    if (talk.agent !== me) continue
    const running = talk.phase === "live"
    had[talk.id] = { name: nameOf(talk.customer, ""), whispers: Object.keys(talk.whispers).length, running }
  }
  return had
}

/** Tells what a leader did with my conversations, whichever is open: a whisper, or that they took one over. */
export function useLed(): void {
  const t = useT()
  const me = useMe().number
  const { live } = useAsk()
  const { note } = useNotices()
  const before = useRef<Readonly<Record<string, Had>> | null>(null)
  useEffect(() => {
    const look = (): void => {
      const state = live.get()
      if (state.link !== "live") return
      const now = hadOf(state, me)
      for (const [id, one] of Object.entries(before.current ?? {})) {
        const customer = one.name || t("queue.nobody")
        const here = now[id]
        if (here && here.whispers > one.whispers) {
          const words = Object.values(state.talks[id]?.whispers ?? {})
          const title = t("whisper.of", { customer })
          note({ key: `${id} ${here.whispers}`, kind: "info", title, text: words.at(-1) ?? "", seconds: 8 })
          void ring("word")
        }
        if (here || !one.running) continue
        const taker = Object.values(state.centre?.people ?? {}).find((person) => person.talks.includes(id))
        if (!taker || taker.number === me) continue
        const title = t("taken.title", { name: taker.name, customer })
        note({ key: id, kind: "warning", title, text: t("taken.text"), seconds: 15 })
        void ring("word")
      }
      before.current = now
    }
    look()
    return live.subscribe(look)
  }, [live, me, note, t])
}
