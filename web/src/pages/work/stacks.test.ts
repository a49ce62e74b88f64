import { describe, expect, it } from "vitest"
import { stacked } from "./stacks"

const day = (...places: readonly number[]): readonly (readonly [number, number])[] => places.map((at, n) => [at, n])

describe("what falls due in a day", () => {
  it("stands where it is due as long as there is room", () => {
    expect(stacked(day(10, 50), 5)).toEqual([
      { top: 10, shown: [0], rest: [] },
      { top: 50, shown: [1], rest: [] },
    ])
  })
  it("never lies on another", () => {
    const places = Array.from({ length: 60 }, (_, n) => (n * 37) % 100).sort((a, b) => a - b)
    const stacks = stacked(day(...places), 4)
    const rows = stacks.flatMap((one) => [...one.shown, ...one.rest])
    expect(rows).toEqual(places.map((_, n) => n))
    stacks.forEach((one, n) => {
      const bottom = one.top + (one.shown.length + (one.rest.length ? 1 : 0)) * 4
      expect(bottom).toBeLessThanOrEqual((stacks[n + 1]?.top ?? 100) + 1e-9)
    })
  })
  it("that is due at one time is counted where it is too much, and stays within the day", () => {
    const [stack] = stacked(day(100, 100, 100, 100, 100, 100, 100), 5)
    expect(stack).toEqual({ top: 75, shown: [0, 1, 2, 3], rest: [4, 5, 6] })
  })
})
