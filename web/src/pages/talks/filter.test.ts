import { describe, expect, it } from "vitest"
import { asked, dayOf, dayStart, readFilter, type Row, sorted, writeFilter } from "./filter"

const row = (id: string, more: Partial<Row>): Row => ({
  id, channel: "phone", direction: "inbound", queue: "", agent: "1", customer: "", arrived: 0, phase: "closed",
  missed: 0, broken: 0, left: "", ...more,
})

describe("the filter of conversations", () => {
  it("comes back from the address as it was", () => {
    const filter = { from: "2026-11-01", to: "2026-11-17", agent: "2036", missed: true, sort: "score" } as const
    expect(readFilter(writeFilter(filter))).toEqual(filter)
    expect(writeFilter(readFilter(""))).toBe("")
  })

  it("takes no nonsense from the address", () => {
    expect(readFilter("from=yesterday&sort=name&missed=yes")).toEqual({ from: "", to: "", agent: "", missed: false, sort: "time" })
  })

  it("asks for whole days, the last one included", () => {
    const query = new URLSearchParams(asked("bank", readFilter("from=2026-11-17&to=2026-11-17")))
    expect(Number(query.get("to")) - Number(query.get("from"))).toBe(86_400_000)
    expect(dayOf(dayStart("2026-12-31", 1))).toBe("2027-01-01")
  })
})

describe("the order of conversations", () => {
  const rows = [
    row("old", { arrived: 1, score: 90, missed: 1 }),
    row("new", { arrived: 3, score: null }),
    row("bad", { arrived: 2, score: 40, missed: 1, broken: 2 }),
  ]
  it("is by time, by score with those unscored last, or by faults", () => {
    expect(sorted(rows, "time").map((one) => one.id)).toEqual(["new", "bad", "old"])
    expect(sorted(rows, "score").map((one) => one.id)).toEqual(["bad", "old", "new"])
    expect(sorted(rows, "faults").map((one) => one.id)).toEqual(["bad", "old", "new"])
  })
})
