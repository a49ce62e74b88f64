import { describe, expect, it } from "vitest"
import { added, settled } from "./outbox"

describe("messages on their way", () => {
  it("are numbered after those that the server shows", () => {
    const one = added([], 3, "a")
    expect(added(one, 3, "b")).toEqual([
      { ordinal: 4, text: "a" },
      { ordinal: 5, text: "b" },
    ])
  })

  it("are gone once the server shows as many", () => {
    const both = added(added([], 0, "a"), 0, "b")
    expect(settled(both, 1)).toEqual([{ ordinal: 2, text: "b" }])
    expect(settled(both, 2)).toEqual([])
  })

  it("stay the same list while nothing changed", () => {
    const one = added([], 2, "a")
    expect(settled(one, 2)).toBe(one)
  })
})
