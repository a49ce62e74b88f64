import { useCallback, useEffect, useRef, useState } from "react"
import { useT } from "../../i18n"
import { useShortcuts } from "../../keys"
import { sameItems, useDerived, useLive } from "../../live/hooks"
import { serverNow } from "../../live/store"
import { useRinging } from "../../parts/bell"
import "../../parts/table.css"
import "../desk/lead.css"
import "../desk/talk.css"
import { Incident, IncidentDialog } from "./incident"
import { held, worstFirst } from "./order"
import { Alerts, People, Waiting } from "./people"
import { Reading, useTakeOver } from "./reading"
import { Rows } from "./rows"
import { Tiles } from "./tiles"
import "./wall.css"

/** Conversations, worst first; while somebody points at the list nothing moves under the pointer. */
function useOrder(pointing: boolean): readonly string[] {
  const last = useRef<readonly string[]>([])
  const [, tick] = useState(0)
  useEffect(() => {
    // Ends come nearer without any message.
    const timer = setInterval(() => tick((count) => count + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  const order = useDerived((state) => worstFirst(Object.values(state.talks), serverNow()), sameItems)
  const shown = pointing ? held(last.current, order) : order
  last.current = shown
  return shown
}

interface Choice {
  readonly open: string
  readonly chosen: string
  readonly choose: (id: string) => void
  readonly read: (id: string) => void
  readonly close: () => void
}

/** The row that the keys point at, and the conversation that is read along. */
function useChoice(): Choice {
  const [chosen, choose] = useState("")
  const [open, setOpen] = useState("")
  const read = useCallback((id: string) => {
    choose(id)
    setOpen(id)
  }, [])
  const close = useCallback(() => setOpen(""), [])
  return { open, chosen, choose, read, close }
}

function useWallKeys(order: readonly string[], choice: Choice, declare: () => void): void {
  const takeOver = useTakeOver()
  const { open, chosen, choose, read } = choice
  const step = (by: number): boolean => {
    if (order.length === 0) return false
    const place = order.indexOf(chosen)
    const next = order[Math.min(order.length - 1, Math.max(0, place < 0 ? 0 : place + by))]!
    if (open) read(next)
    else choose(next)
    document.getElementById(`row-${next}`)?.scrollIntoView({ block: "nearest" })
    return true
  }
  const target = open || chosen
  useShortcuts({
    row_next: () => step(1),
    row_previous: () => step(-1),
    row_open: (event) => {
      if (event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement) return false
      if (!order.includes(chosen)) return false
      read(chosen)
    },
    whisper: () => {
      if (!target) return false
      read(target)
      setTimeout(() => document.getElementById("whisper")?.focus(), 50)
    },
    take_over: () => (target ? takeOver(target) : false),
    incident: declare,
  })
}

/** The team leader's wall: who needs help now. */
export default function Wall() {
  const t = useT()
  const [pointing, setPointing] = useState(false)
  const [declaring, setDeclaring] = useState(false)
  const order = useOrder(pointing)
  const choice = useChoice()
  useWallKeys(order, choice, () => setDeclaring(true))
  const helps = useLive((state) => Object.values(state.talks).filter((talk) => talk.help != null).length)
  useRinging("help", helps, t("help.wanted"), t("page.wall"))
  useEffect(() => {
    document.title = helps ? `(${helps}) ${t("help.wanted")} · Saywell` : `${t("page.wall")} · Saywell`
  }, [helps, t])
  return (
    <main className={choice.open ? "wall wall-reading" : "wall"}>
      <h1 className="unseen">{t("page.wall")}</h1>
      <div className="wall-top">
        <Tiles />
        <Incident onDeclare={() => setDeclaring(true)} />
      </div>
      <div className="wall-list" onPointerEnter={() => setPointing(true)} onPointerLeave={() => setPointing(false)}>
        <Rows order={order} chosen={choice.chosen} onRead={choice.read} />
      </div>
      <aside className="wall-side" aria-label={t("wall.side")}>
        <Alerts onRead={choice.read} />
        <Waiting onRead={choice.read} />
        <People />
      </aside>
      {choice.open && <Reading key={choice.open} id={choice.open} onClose={choice.close} />}
      <IncidentDialog open={declaring} onClose={() => setDeclaring(false)} />
    </main>
  )
}
