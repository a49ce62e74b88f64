import { useEffect } from "react"
import { useT } from "../../i18n"
import { useShortcuts, writes } from "../../keys"
import { sameItems, useDerived, useLive } from "../../live/hooks"
import type { LiveState } from "../../live/store"
import { useRinging } from "../../parts/bell"
import { Beside } from "./beside"
import { CallDialog } from "./call-out"
import { Customer } from "./customer"
import { Composer } from "./composer"
import { focusDraft } from "./draft"
import "./desk.css"
import "./talk.css"
import "./lead.css"
import "./calls.css"
import { useAsk } from "../../parts/use-ask"
import { Dialling } from "./dialling"
import { Duties } from "./duties"
import { Idle } from "./idle"
import { Incident, useLed, Whispers } from "./notices"
import { Findings } from "./findings"
import { Past } from "./past"
import { nameOf, Queue, useTake } from "./queue"
import { Say } from "./say"
import { Search } from "./search"
import { TalkContext, useField, useMine, useQueue, useSelected } from "./selection"
import { TalkHead } from "./talk-head"
import { Tools } from "./tools"
import { Transcript } from "./transcript"
import { WrapUp } from "./wrap-up"

/** Middle and right of the desk for one conversation. */
function Conversation() {
  const t = useT()
  const phase = useField("phase")
  const over = phase === "wrap_up"
  return (
    <>
      <section className="desk-middle panel">
        <TalkHead />
        <Incident />
        <Transcript />
        <Whispers />
        {over ? <WrapUp /> : phase === "dialling" ? <Dialling /> : <Composer />}
      </section>
      <aside className="desk-right" aria-label={t("desk.lead")}>
        {over ? (
          <Findings />
        ) : (
          <>
            <Say />
            <Duties />
          </>
        )}
        <Tools />
      </aside>
      {!over && <Search />}
    </>
  )
}

/** How many ring, in the title of the browser's tab. */
function useTitle(ringing: number): void {
  const t = useT()
  useEffect(() => {
    document.title = ringing ? `(${ringing}) ${t("desk.ringing")} · Saywell` : `${t("page.desk")} · Saywell`
  }, [ringing, t])
}

/** Those who ring are heard, also by whoever looks at another window. */
function useHeard(queue: readonly string[]): void {
  const t = useT()
  const rings = useDerived((state) => queue.filter((id) => state.talks[id]?.phase === "ringing"), sameItems)
  const others = queue.filter((id) => !rings.includes(id))
  const first = useLive((state) => state.talks[others[0] ?? ""])
  const from = useLive((state) => state.centre?.people[first?.agent ?? ""]?.name ?? first?.agent ?? "")
  const names = (ids: readonly string[]) => (state: LiveState) => ids.map((id) => nameOf(state.talks[id]?.customer, t("queue.nobody"))).join(", ")
  useRinging("call", rings.length, t("idle.rings"), useLive(names(rings)))
  const told = first?.transfer === "offered" ? t("idle.offered", { name: from }) : t(first?.channel === "phone" ? "idle.rings" : "idle.waits")
  useRinging("chat", others.length, told, useLive(names(others)))
}

function useDeskKeys(queue: readonly string[], mine: readonly string[], selected: string, select: (id: string) => void) {
  const take = useTake(select)
  const { ask } = useAsk()
  const offered = useLive((state) => queue.find((id) => state.talks[id]?.transfer === "offered"))
  const first = useLive((state) => queue.find((id) => state.talks[id]?.transfer !== "offered"))
  const step = (by: number): void => {
    const next = mine[(mine.indexOf(selected) + by + mine.length) % mine.length]
    if (next) select(next)
  }
  useShortcuts({
    answer: (event) => {
      // Enter answers only where it means nothing else.
      if (event.code !== "F9" && (writes(event.target) || event.target !== document.body)) return false
      if (first) void take(first)
      else if (offered) void ask({ do: "transfer", talk: offered, step: "accepted" })
      else return false
    },
    next_talk: () => step(1),
    previous_talk: () => step(-1),
  })
}

/** The agent desk. */
export default function Desk() {
  const t = useT()
  const queue = useQueue()
  const mine = useMine()
  const [selected, choose] = useSelected(mine)
  // The keyboard goes to the reply of a conversation that is opened.
  const select = (talk: string): void => {
    choose(talk)
    focusDraft(talk)
  }
  const known = useLive((state) => state.centre !== null)
  useTitle(queue.length)
  useHeard(queue)
  useLed()
  useDeskKeys(queue, mine, selected, select)
  return (
    <main className="desk">
      <h1 className="unseen">{t("page.desk")}</h1>
      <TalkContext value={selected}>
        <aside className="desk-left" aria-label={t("desk.people")}>
          <Queue queue={queue} mine={mine} selected={selected} onSelect={select} />
          {selected && (
            <>
              <Customer key={selected} />
              <Beside talk={selected} />
              <Past />
            </>
          )}
        </aside>
        <CallDialog onTalk={select} />
        {selected ? <Conversation key={selected} /> : known && <Idle queue={queue} onSelect={select} />}
      </TalkContext>
    </main>
  )
}
