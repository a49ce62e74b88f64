import { DownOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useLayoutEffect, useMemo, useRef, useState } from "react"
import { useT } from "../../i18n"
import { useLive } from "../../live/hooks"
import type { Entry, Talk } from "../../wire"
import { EntryRow, withServed } from "./entry"
import { useField } from "./selection"

interface Row {
  readonly entry: Entry
  readonly times: number
}

/** Lines in their order; a phone that rings again and again is one line. */
function rowsOf(entries: Readonly<Record<string, Entry>>, agents: Talk["agents"]): readonly Row[] {
  const rows: Row[] = []
  for (const entry of withServed(Object.values(entries), agents)) {
    const last = rows.at(-1)
    if (last && entry.kind === "ringing" && last.entry.kind === "ringing") {
      rows[rows.length - 1] = { entry: last.entry, times: last.times + 1 }
    } else rows.push({ entry, times: 1 })
  }
  return rows
}

const NEAR = 80
const NOBODY: Talk["agents"] = []

/** Keeps the end in sight while somebody reads there; gives back whether they read further up. */
function useFollow(count: unknown) {
  const box = useRef<HTMLDivElement>(null)
  const [behind, setBehind] = useState(false)
  const atEnd = useRef(true)
  const toEnd = (): void => {
    const element = box.current
    if (element) element.scrollTop = element.scrollHeight
    setBehind(false)
  }
  const onScroll = (): void => {
    const element = box.current
    if (!element) return
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR
    if (atEnd.current) setBehind(false)
  }
  useLayoutEffect(() => {
    if (atEnd.current) toEnd()
    else setBehind(true)
  }, [count])
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { box, behind, toEnd, onScroll }
}

/** What was said and what happened. */
export function Transcript() {
  const t = useT()
  const entries = useField("entries") ?? {}
  const here = useLive((state) => state.link === "live")
  const typing = (useField("customer_typing") ?? false) && here
  const agents = useField("agents") ?? NOBODY
  const rows = useMemo(() => rowsOf(entries, agents), [entries, agents])
  const { box, behind, toEnd, onScroll } = useFollow(rows.length + Number(typing))
  return (
    <div className="transcript-box">
      <div className="transcript" ref={box} onScroll={onScroll} role="log" aria-label={t("talk.log")} tabIndex={0}>
        <ol className="plain">
          {rows.map(({ entry, times }) => (
            <EntryRow key={entry.n} entry={entry} times={times} />
          ))}
        </ol>
        {typing && (
          <p className="typing">
            <span className="typing-dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {t("talk.typing")}
          </p>
        )}
      </div>
      {behind && (
        <Button className="to-end" size="small" shape="round" icon={<DownOutlined />} onClick={toEnd}>
          {t("talk.newer")}
        </Button>
      )}
    </div>
  )
}
