// Jumps to a line of the transcript. The transcript is one list; who wants to show a line knows only its number.

import { useSyncExternalStore } from "react"

interface Mark {
  readonly n: number
  readonly from: number
  readonly to: number
  /** Grows with every jump, so that a second jump to the same place is one. */
  readonly count: number
}

let mark: Mark | null = null
const listeners = new Set<() => void>()

/** Show a line; characters `from` to `to` of it are marked. */
export function showEntry(n: number, from = 0, to = 0): void {
  mark = { n, from, to, count: (mark?.count ?? 0) + 1 }
  for (const listener of [...listeners]) listener()
  const row = document.getElementById(`entry-${n}`)
  row?.scrollIntoView({ block: "center", behavior: "smooth" })
  row?.focus({ preventScroll: true })
}

export function useMark(n: number): Mark | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => (mark?.n === n ? mark : null),
  )
}
