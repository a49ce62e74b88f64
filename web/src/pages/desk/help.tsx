import { QuestionCircleOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { type ReactNode, useState } from "react"
import { useT } from "../../i18n"
import { SHORTCUTS, useShortcuts } from "../../keys"
import { useNow } from "../../live/hooks"
import { Kbd } from "../../parts/kbd"
import { span } from "../../parts/time"
import { useAsk } from "../../parts/use-ask"
import { hasRole, useMe } from "../../session"
import { focusDraft } from "./draft"
import { useField, useTalkId } from "./selection"

/** That help was asked for, what about and since when; nothing where it was not. */
export function Helping({ title, children }: { title: string; children?: ReactNode }) {
  const since = useField("help")
  const text = useField("help_text")
  const now = useNow(1000)
  if (since == null) return null
  return (
    <div className="help" role="status">
      <QuestionCircleOutlined aria-hidden />
      <p>
        <strong>{title}</strong> {text} <span className="quiet num">{span(now - since)}</span>
      </p>
      {children}
    </div>
  )
}

/** Ask a team leader for help: the key, and below the head what it is about or that it was asked. */
export function useHelp() {
  const t = useT()
  const me = useMe()
  const talk = useTalkId()
  const { ask } = useAsk()
  const since = useField("help")
  const live = useField("phase") === "live"
  const [writing, setWriting] = useState(false)
  const [text, setText] = useState("")
  const can = live && hasRole(me, "agent")
  const stop = (): void => {
    setWriting(false)
    focusDraft(talk)
  }
  const send = async (): Promise<void> => {
    if (!(await ask({ do: "help", talk, on: true, text: text.trim() }))) return
    setText("")
    stop()
  }
  const noMore = (): void => void ask({ do: "help", talk, on: false })
  useShortcuts({ help: () => (can && since == null ? setWriting(!writing) : false) })
  const key = can && (
    <Button
      size="small"
      icon={<QuestionCircleOutlined />}
      aria-pressed={since != null}
      type={since != null ? "primary" : "default"}
      aria-keyshortcuts={SHORTCUTS.help.show[0]}
      onClick={() => (since != null ? noMore() : setWriting(!writing))}
    >
      {t("help.key")} <Kbd>{SHORTCUTS.help.show[0]}</Kbd>
    </Button>
  )
  const line =
    since != null && live ? (
      <Helping title={t("help.asked")}>
        <Button size="small" onClick={noMore}>
          {t("help.no_more")}
        </Button>
      </Helping>
    ) : (
      writing &&
      can && (
        <div className="help">
          <input
            autoFocus
            className="field"
            value={text}
            maxLength={500}
            aria-label={t("help.what")}
            placeholder={t("help.what")}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return
              if (event.key === "Enter") void send()
              if (event.key === "Escape") stop()
            }}
          />
          <Button size="small" type="primary" onClick={() => void send()}>
            {t("help.send")} <Kbd>Enter</Kbd>
          </Button>
        </div>
      )
    )
  return { key, line }
}
