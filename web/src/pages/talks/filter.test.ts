import { describe, expect, it } from "vitest"
import { asked, PAGE, readFilter, writeFilter } from "./filter"

describe("the filter of conversations", () => {
  it("comes back from the address as it was", () => {
    const filter = { from: "2026-11-01", to: "2026-11-17", agent: "2036", missed: true, words: "王", extras: { queue: "", only: "late" }, sort: "score", page: 2 } as const
    expect(readFilter(writeFilter(filter))).toEqual(filter)
    expect(writeFilter(readFilter(""))).toBe("")
  })

  it("takes no nonsense from the address", () => {
    expect(readFilter("from=yesterday&sort=name&missed=yes&page=-3")).toEqual({
      from: "", to: "", agent: "", missed: false, words: "", extras: {}, sort: "time", page: 0,
    })
  })

  it("asks for the days of the centre and for one page", () => {
    const query = new URLSearchParams(asked("bank", readFilter("from=2026-11-17&to=2026-11-18&page=2&clause=x-1")))
    expect(Object.fromEntries(query)).toEqual({
      from_day: "2026-11-17", to_day: "2026-11-18", clause: "x-1", centre: "bank", limit: String(PAGE), offset: String(2 * PAGE),
    })
  })
})
