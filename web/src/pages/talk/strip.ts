// Who spoke when, what was silent or on hold, as shares of the whole conversation. Pure.

import type { Entry, Finding, Talk } from "../../wire"

export type Kind = "agent" | "customer" | "hold" | "silence"

export interface Segment {
  readonly kind: Kind
  /** Shares of the whole, 0 to 1. */
  readonly from: number
  readonly to: number
  /** Milliseconds that it lasted. */
  readonly lasted: number
  /** The line that it stands for; 0 for none. */
  readonly n: number
}

export interface Tick {
  readonly at: number
  readonly verdict: string
  readonly finding: number
}

export interface Strip {
  readonly start: number
  readonly end: number
  readonly segments: readonly Segment[]
  readonly ticks: readonly Tick[]
  /** Milliseconds of each kind. */
  readonly sums: Readonly<Record<Kind, number>>
}

/** Shorter gaps are breath, not silence. */
const BREATH = 1_500
/** A written line has no length of its own. */
const WRITTEN = 0

interface Raw {
  readonly kind: Kind
  readonly from: number
  readonly to: number
  readonly n: number
}

function speech(entries: readonly Entry[]): Raw[] {
  return entries
    .filter((entry) => entry.kind === "said" && (entry.by === "agent" || entry.by === "customer"))
    .map((entry) => ({
      kind: entry.by as Kind,
      from: entry.at,
      to: Math.max(entry.at, entry.to ?? entry.at + WRITTEN),
      n: entry.n,
    }))
}

function holds(entries: readonly Entry[], end: number): Raw[] {
  const found: Raw[] = []
  let since: Entry | null = null
  for (const entry of entries) {
    if (entry.kind === "hold_on") since ??= entry
    if (entry.kind === "hold_off" && since) {
      found.push({ kind: "hold", from: since.at, to: entry.at, n: since.n })
      since = null
    }
  }
  if (since) found.push({ kind: "hold", from: since.at, to: end, n: since.n })
  return found
}

/** What nobody fills from the moment somebody answered. */
function silences(busy: readonly Raw[], from: number, end: number): Raw[] {
  const found: Raw[] = []
  let quiet = from
  for (const one of busy.toSorted((a, b) => a.from - b.from)) {
    if (one.from - quiet >= BREATH) found.push({ kind: "silence", from: quiet, to: one.from, n: one.n })
    quiet = Math.max(quiet, one.to)
  }
  if (end - quiet >= BREATH) found.push({ kind: "silence", from: quiet, to: end, n: 0 })
  return found
}

/** Milliseconds that some spans cover together, overlaps once. */
function covered(spans: readonly Raw[]): number {
  let sum = 0
  let until = -Infinity
  for (const one of spans.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(0, one.to - Math.max(one.from, until))
    until = Math.max(until, one.to)
  }
  return sum
}

/** The strip of a conversation; one that still runs ends `now`. */
export function stripOf(talk: Talk, now: number): Strip {
  const entries = Object.values(talk.entries).toSorted((a, b) => a.n - b.n)
  const start = talk.arrived
  const said = speech(entries)
  // What is done after a conversation is told to it, and is no part of its time.
  const within = entries.filter((entry) => talk.over == null || entry.at <= talk.over)
  const last = Math.max(start, ...within.map((entry) => entry.at), ...said.map((one) => one.to))
  const end = Math.max(last, talk.over ?? now, start + 1)
  const held = holds(entries, end)
  const phone = talk.channel === "phone"
  const quiet = phone && talk.answered != null ? silences([...said, ...held], talk.answered, talk.over ?? end) : []
  const share = (at: number): number => Math.min(1, Math.max(0, (at - start) / (end - start)))
  const all = [...held, ...quiet, ...said]
  return {
    start,
    end,
    segments: all.map(({ kind, from, to, n }) => ({ kind, from: share(from), to: share(to), lasted: to - from, n })),
    // What fell due on another day, such as a promise, has no place within the conversation.
    ticks: ticksOf(
      talk.findings.map((one) => (one.at != null && (one.at < start || one.at > end) ? { ...one, at: null } : one)),
      share,
    ),
    sums: {
      agent: covered(said.filter((one) => one.kind === "agent")),
      customer: covered(said.filter((one) => one.kind === "customer")),
      hold: covered(held),
      silence: covered(quiet),
    },
  }
}

function ticksOf(findings: readonly Finding[], share: (at: number) => number): Tick[] {
  return findings.flatMap(({ at, verdict }, finding) => (at == null ? [] : [{ at: share(at), verdict, finding }]))
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400]

/** Milliseconds since the start at which an axis of so many milliseconds has its figures: at most `most` of them. */
export function axis(lasts: number, most = 10): readonly number[] {
  const step = 1000 * (STEPS.find((seconds) => lasts / (seconds * 1000) <= most) ?? STEPS.at(-1)!)
  return Array.from({ length: Math.floor(lasts / step) + 1 }, (_, place) => place * step)
}
