import { createContext, useCallback, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react"
import type { Talk } from "../wire"
import { type Live, type LiveState, serverNow } from "./store"

export const LiveContext = createContext<Live | null>(null)

export function useLiveStore(): Live {
  const live = useContext(LiveContext)
  if (!live) throw new Error("useLiveStore outside <LiveContext>")
  return live
}

/** One slice of the live state; drawn anew only when the slice is another one. `select` gives back a part of the state
 * or a plain value, never a new object. */
export function useLive<T>(select: (state: LiveState) => T): T {
  const live = useLiveStore()
  return useSyncExternalStore(live.subscribe, () => select(live.get()))
}

/** A slice that is computed; drawn anew only when it differs by `same`. */
export function useDerived<T>(select: (state: LiveState) => T, same: (a: T, b: T) => boolean): T {
  const live = useLiveStore()
  const kept = useRef<{ value: T } | null>(null)
  const read = (): T => {
    const value = select(live.get())
    if (!kept.current || !same(kept.current.value, value)) kept.current = { value }
    return kept.current.value
  }
  return useSyncExternalStore(live.subscribe, read)
}

/** Lists of the same items in the same order. */
export function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, place) => Object.is(item, b[place]))
}

/** One field of a conversation; undefined while the conversation is not on this page. */
export function useTalk<K extends keyof Talk>(id: string, field: K): Talk[K] | undefined {
  return useLive((state) => state.talks[id]?.[field])
}

const tickers = new Map<number, { listeners: Set<() => void>; timer: ReturnType<typeof setInterval> }>()

function onTick(step: number, listener: () => void): () => void {
  let ticker = tickers.get(step)
  if (!ticker) {
    const listeners = new Set<() => void>()
    ticker = {
      listeners,
      timer: setInterval(() => {
        for (const one of [...listeners]) one()
      }, step),
    }
    tickers.set(step, ticker)
  }
  const { listeners, timer } = ticker
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      tickers.delete(step)
    }
  }
}

/** The server's time, refreshed every `step` ms. */
export function useNow(step = 1000): number {
  const subscribe = useCallback((listener: () => void) => onTick(step, listener), [step])
  return useSyncExternalStore(subscribe, () => Math.floor(serverNow() / step) * step)
}

/** A value that follows `value` after `wait` ms without a change. */
export function useSettled<T>(value: T, wait: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait)
    return () => clearTimeout(timer)
  }, [value, wait])
  return settled
}
