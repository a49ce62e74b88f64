import { describe, expect, it } from "vitest"
import { talkOf } from "../../testing/stage"
import type { Talk, Timer } from "../../wire"
import { held, nextOf, urgency, worstFirst } from "./order"

const NOW = 1_000_000
const timer = (since: number, due: number | null): Timer => ({
  key: `${since}-${due}`, norm: "n", title: {}, clauses: [], since: NOW + since, due: due === null ? null : NOW + due,
})
const talk = (id: string, more: Partial<Talk> = {}): Talk => talkOf(id, { arrived: NOW - 60_000, ...more })

describe("how bad a countdown is", () => {
  it("tells overdue, nearly, and in time", () => {
    expect(urgency(timer(-5_000, -1), NOW)).toBe(2)
    expect(urgency(timer(-5_000, 0), NOW)).toBe(2)
    expect(urgency(timer(-9_000, 1_000), NOW)).toBe(1)
    expect(urgency(timer(-5_000, 5_000), NOW)).toBe(0)
    expect(urgency(timer(-5_000, null), NOW)).toBe(0)
  })

  it("finds the end that comes next", () => {
    const both = talk("a", { timers: [timer(0, null), timer(0, 9_000), timer(0, 3_000)] })
    expect(nextOf(both)?.due).toBe(NOW + 3_000)
    expect(nextOf(talk("b"))).toBeUndefined()
  })
})

describe("the wall", () => {
  it("shows first what runs out, then what went wrong, then who waits longest", () => {
    const talks = [
      talk("calm"),
      talk("waits", { phase: "waiting", agent: "", arrived: NOW - 20_000 }),
      talk("waits-longer", { phase: "ringing", agent: "", arrived: NOW - 40_000 }),
      talk("faults", { missed: 2, broken: 1 }),
      talk("near", { timers: [timer(-9_000, 1_000)] }),
      talk("overdue", { timers: [timer(-9_000, -100)] }),
      talk("asks", { help: NOW - 1_000 }),
    ]
    expect(worstFirst(talks, NOW)).toEqual(["asks", "overdue", "near", "faults", "waits-longer", "waits", "calm"])
  })

  it("puts what is over last, however bad it was", () => {
    const talks = [talk("over", { phase: "wrap_up", missed: 9 }), talk("calm")]
    expect(worstFirst(talks, NOW)).toEqual(["calm", "over"])
  })

  it("takes the nearer end where all else is equal, then the earlier arrival", () => {
    const talks = [
      talk("b", { timers: [timer(-1_000, 9_000)] }),
      talk("late", { arrived: NOW - 10_000 }),
      talk("early", { arrived: NOW - 90_000 }),
      talk("a", { timers: [timer(-1_000, 5_000)] }),
    ]
    expect(worstFirst(talks, NOW)).toEqual(["a", "b", "early", "late"])
  })

  it("does not move rows under the pointer; what is new comes at the end", () => {
    expect(held(["a", "b", "c"], ["d", "c", "a"])).toEqual(["a", "c", "d"])
  })
})
