// What the pages tell and ask for a moment: messages at the top, notes in the corner, and whether
// somebody is sure.

import useMessage from "antd/es/message/useMessage"
import type { MessageInstance } from "antd/es/message/interface"
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react"
import { later, useOpened } from "./later"
import type { Note } from "./notes"
import type { Sure } from "./sure-dialog"

const Notes = later(() => import("./notes"))
const SureDialog = later(() => import("./sure-dialog"))

export interface Told {
  readonly message: MessageInstance
  /** Tell in the corner what happened elsewhere. */
  readonly note: (note: Note) => void
  /** Ask before something is done. It is done once, and whoever asked sees if it fails. */
  readonly sure: (ask: Sure) => void
}

const NoticesContext = createContext<Told | null>(null)

/** Messages, notes and the question whether somebody is sure. */
export function useNotices(): Told {
  const told = useContext(NoticesContext)
  if (!told) throw new Error("useNotices outside <Notices>")
  return told
}

export function Notices({ children }: { children: ReactNode }) {
  const [message, holder] = useMessage({ maxCount: 3, duration: 5 })
  const [asked, setAsked] = useState<{ key: number; ask: Sure } | null>(null)
  const sure = useCallback((ask: Sure) => setAsked((last) => ({ key: (last?.key ?? 0) + 1, ask })), [])
  const [notes, setNotes] = useState<readonly Note[]>([])
  const note = useCallback((one: Note) => setNotes((all) => [...all, one]), [])
  const noted = useCallback((told: readonly Note[]) => setNotes((all) => all.filter((one) => !told.includes(one))), [])
  const noting = useOpened(notes.length > 0)
  const gone = (): void => {
    asked?.ask.onGone?.()
    setAsked(null)
  }
  const told = useMemo(() => ({ message, note, sure }), [message, note, sure])
  return (
    <NoticesContext value={told}>
      <div className="app">
        {holder}
        {noting && <Notes notes={notes} onTold={noted} />}
        {asked && <SureDialog key={asked.key} {...asked.ask} onGone={gone} />}
        {children}
      </div>
    </NoticesContext>
  )
}
