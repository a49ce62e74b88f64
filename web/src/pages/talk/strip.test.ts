import { describe, expect, it } from "vitest"
import { entryOf, talkOf } from "../../testing/stage"
import type { Entry, Finding, Talk } from "../../wire"
import { axis, stripOf } from "./strip"

const START = 1_000_000
const at = (seconds: number): number => START + seconds * 1000
const said = (n: number, by: string, from: number, to: number | null): Entry =>
  entryOf(n, "x", { by, at: at(from), to: to === null ? null : at(to) })
const happened = (n: number, kind: string, seconds: number): Entry => entryOf(n, "", { kind, by: "", at: at(seconds) })

function talk(entries: readonly Entry[], more: Partial<Talk> = {}): Talk {
  const byNumber = Object.fromEntries(entries.map((entry) => [String(entry.n), entry]))
  return talkOf("t", { arrived: START, answered: at(10), over: at(100), entries: byNumber, ...more })
}

describe("the strip of a call", () => {
  const call = talk([
    said(1, "agent", 10, 15),
    said(2, "customer", 16, 30),
    happened(3, "hold_on", 40),
    happened(4, "hold_off", 70),
    said(5, "agent", 70, 80),
    said(6, "customer", 78, 90),
  ])

  it("places talk by its share of the whole", () => {
    const strip = stripOf(call, 0)
    expect(strip.segments.filter((one) => one.kind === "agent")).toEqual([
      { kind: "agent", from: 0.1, to: 0.15, lasted: 5_000, n: 1 },
      { kind: "agent", from: 0.7, to: 0.8, lasted: 10_000, n: 5 },
    ])
  })

  it("finds hold, and silence only where nobody speaks and nothing is on hold", () => {
    const strip = stripOf(call, 0)
    expect(strip.segments.filter((one) => one.kind === "hold")).toMatchObject([{ from: 0.4, to: 0.7 }])
    expect(strip.segments.filter((one) => one.kind === "silence")).toMatchObject([
      { from: 0.3, to: 0.4 },
      { from: 0.9, to: 1 },
    ])
    expect(strip.sums).toEqual({ agent: 15_000, customer: 26_000, hold: 30_000, silence: 20_000 })
  })

  it("ends a hold that nobody ended with the call", () => {
    const strip = stripOf(talk([happened(1, "hold_on", 40)]), 0)
    expect(strip.segments.filter((one) => one.kind === "hold")).toMatchObject([{ from: 0.4, to: 1 }])
  })

  it("marks what happened within it, and nothing that fell due on another day", () => {
    const finding = (seconds: number) => ({ verdict: "missed", at: at(seconds) }) as Finding
    const strip = stripOf(talk([], { findings: [finding(-3600), finding(55), finding(90_000)] }), 0)
    expect(strip.ticks).toMatchObject([{ at: 0.55, finding: 1 }])
  })

  it("runs until now while it is live", () => {
    const strip = stripOf(talk([said(1, "agent", 10, 20)], { over: null }), at(40))
    expect(strip.end).toBe(at(40))
    expect(strip.segments[1]).toMatchObject({ kind: "agent", from: 0.25, to: 0.5 })
  })

  it("puts findings where they were judged", () => {
    const found = { norm: "n", title: {}, clauses: [], section: "", why: {}, evidence: [] }
    const strip = stripOf(talk([], { findings: [{ ...found, verdict: "met", at: null }, { ...found, verdict: "missed", at: at(50) }] }), 0)
    expect(strip.ticks).toEqual([{ at: 0.5, verdict: "missed", finding: 1 }])
  })
})

describe("the strip of a chat", () => {
  it("knows no silence, and its lines are points", () => {
    const strip = stripOf(talk([said(1, "customer", 5, null), said(2, "agent", 60, null)], { channel: "chat" }), 0)
    expect(strip.segments.map((one) => [one.kind, one.from, one.to])).toEqual([
      ["customer", 0.05, 0.05],
      ["agent", 0.6, 0.6],
    ])
  })
})

describe("the axis", () => {
  it("has few round num", () => {
    expect(axis(9_000)).toEqual([0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000])
    expect(axis(95_000)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000])
    expect(axis(3_600_000, 6)).toHaveLength(7)
  })
})
