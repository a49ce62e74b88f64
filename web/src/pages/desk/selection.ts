// Which conversations the desk shows, and which one is open.

import { createContext, useCallback, useContext } from "react"
import { useLocation, useSearch } from "wouter"
import { sameItems, useDerived, useLive } from "../../live/hooks"
import type { LiveState } from "../../live/store"
import { useMe } from "../../session"
import type { Talk } from "../../wire"

const byArrival = (a: Talk, b: Talk): number => a.arrived - b.arrived

/** Conversations that nobody has answered, and those that a colleague wants to hand over to me. */
export function queueOf(state: LiveState, me: string): readonly string[] {
  const elsewhere = new Set(Object.values(state.centre?.people ?? {}).flatMap((one) => (one.number === me ? [] : one.offered)))
  return Object.values(state.talks)
    .filter((talk) => {
      if (talk.transfer === "offered" && talk.transfer_to === me && talk.agent !== me) return true
      // Team leaders see what rings at others; it does not ring at them.
      if (elsewhere.has(talk.id)) return false
      if (talk.phase === "waiting") return talk.agent === "" || talk.agent === me
      return talk.phase === "ringing" && (talk.agent === "" || talk.agent === me)
    })
    .toSorted((a, b) => Number(b.phase === "ringing") - Number(a.phase === "ringing") || byArrival(a, b))
    .map((talk) => talk.id)
}

/** My conversations, those that are over last. */
export function mineOf(state: LiveState, me: string): readonly string[] {
  return Object.values(state.talks)
    .filter((talk) => talk.agent === me && ["dialling", "live", "wrap_up"].includes(talk.phase))
    .toSorted((a, b) => Number(a.phase === "wrap_up") - Number(b.phase === "wrap_up") || byArrival(a, b))
    .map((talk) => talk.id)
}

export function useQueue(): readonly string[] {
  const me = useMe().number
  return useDerived((state) => queueOf(state, me), sameItems)
}

export function useMine(): readonly string[] {
  const me = useMe().number
  return useDerived((state) => mineOf(state, me), sameItems)
}

/** The open conversation: the one that the address names while it is mine, else my first. */
export function useSelected(mine: readonly string[]): [string, (talk: string) => void] {
  const named = new URLSearchParams(useSearch()).get("talk") ?? ""
  const [, go] = useLocation()
  const select = useCallback((talk: string) => go(`/desk?talk=${encodeURIComponent(talk)}`, { replace: true }), [go])
  return [mine.includes(named) ? named : (mine[0] ?? ""), select]
}

/** The conversation that the parts below show. */
export const TalkContext = createContext("")
export const useTalkId = (): string => useContext(TalkContext)

/** One field of the conversation that is shown. */
export function useField<K extends keyof Talk>(field: K): Talk[K] | undefined {
  const id = useTalkId()
  return useLive((state) => state.talks[id]?.[field])
}
