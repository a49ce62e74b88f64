// Which conversation needs help first. Pure.

import type { Talk, Timer } from "../../wire"

/** Below this share of its time a running duty is about to be missed. */
const CLOSE = 0.15

/** How bad a countdown is: 2 overdue, 1 nearly, 0 in time or without end. */
export function urgency(timer: Timer, now: number): 0 | 1 | 2 {
  if (timer.due == null) return 0
  const left = timer.due - now
  if (left <= 0) return 2
  return left < CLOSE * (timer.due - timer.since) ? 1 : 0
}

/** The countdown that ends next. */
export function nextOf(talk: Talk): Timer | undefined {
  let found: Timer | undefined
  for (const timer of talk.timers) {
    if (timer.due != null && (found?.due == null || timer.due < found.due)) found = timer
  }
  return found
}

export const waits = (talk: Talk): boolean => talk.phase === "waiting" || talk.phase === "ringing"

/** What a row stands for, worst first: an agent who asks for help, duties that run out, faults so far, waiting time, the next end. */
function rank(talk: Talk, now: number): readonly number[] {
  const over = talk.phase === "wrap_up" || talk.phase === "closed"
  const urgent = over ? 0 : Math.max(0, ...talk.timers.map((timer) => urgency(timer, now)))
  return [
    over ? 1 : 0,
    talk.help ?? Infinity,
    -urgent,
    -(talk.missed + talk.broken),
    waits(talk) ? talk.arrived - now : 0,
    nextOf(talk)?.due ?? Infinity,
    talk.arrived,
  ]
}

/** Conversations by need, the worst first. */
export function worstFirst(talks: readonly Talk[], now: number): readonly string[] {
  return talks
    .map((talk) => ({ id: talk.id, rank: rank(talk, now) }))
    .toSorted((a, b) => {
      for (let place = 0; place < a.rank.length; place++) {
        // Two without an end differ by NaN.
        const difference = a.rank[place]! - b.rank[place]! || 0
        if (difference !== 0) return difference
      }
      return a.id < b.id ? -1 : 1
    })
    .map((one) => one.id)
}

/** The fresh order as far as it does not move rows that somebody points at: those that stay keep their places. */
export function held(before: readonly string[], fresh: readonly string[]): readonly string[] {
  const kept = before.filter((id) => fresh.includes(id))
  return [...kept, ...fresh.filter((id) => !before.includes(id))]
}
