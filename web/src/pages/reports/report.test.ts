import { describe, expect, it } from "vitest"
import { minuteOf, timeOf } from "../../parts/time"
import { addresses } from "./schedules"
import { isOpen, type Measure, presetDays, readChoice, talksOf, tooSoon, trend, worksOf, writeChoice, written } from "./report"

const measure = (more: Partial<Measure>): Measure => ({
  id: "x", title: {}, meaning: {}, unit: "share", group: "", better: "", opens: "all", sort: "time", of_work: false, ...more,
})
const t = (key: string, values?: Record<string, string | number>): string => `${key} ${JSON.stringify(values ?? {})}`
const report = {
  first: "2026-11-01", last: "2026-11-07", before_first: "", before_last: "", figures: {}, days: [], by: {}, clauses: [], works: {},
}

describe("the choice of a report", () => {
  it("comes back from the address as it was", () => {
    const choice = { from: "2026-11-01", to: "2026-11-07", filters: { queue: "", agent: "2036" }, figure: "score" }
    expect(readChoice(writeChoice(choice))).toEqual(choice)
    expect(writeChoice(readChoice(""))).toBe("")
    expect(writeChoice(choice, false)).not.toContain("figure")
    expect(readChoice("from=yesterday").from).toBe("")
  })

  it("opens the conversations of a figure with the same days and filters", () => {
    const choice = readChoice("channel=chat")
    expect(talksOf(report, choice, { only: "late", sort: "time" })).toBe("/talks?from=2026-11-01&to=2026-11-07&channel=chat&only=late")
    expect(talksOf(report, choice, { only: "all", clause: "x-1" })).not.toContain("only")
  })

  it("opens the work of a figure, also of what is in no department", () => {
    const choice = readChoice("channel=chat&product=x")
    const days = "from_day=2026-11-01&to_day=2026-11-07"
    expect(worksOf(report, choice, "what", "complaint", "promise_over")).toBe(`/work?board=all&tally=promise_over&${days}&what=complaint&channel=chat`)
    expect(worksOf(report, readChoice(""), "department", "", "any")).toBe(`/work?board=all&tally=any&${days}&department=none`)
  })

  it("knows the days of its presets", () => {
    expect(presetDays("week", "2026-03-03")).toEqual(["2026-02-25", "2026-03-03"])
    expect(presetDays("last_month", "2026-03-03")).toEqual(["2026-02-01", "2026-02-28"])
  })
})

describe("a period with today in it", () => {
  const page = (first: string, last: string) => ({ report: { ...report, first, last }, today: "2026-11-07" })
  it("is still open, and too short for sums where it is a day or two", () => {
    expect([isOpen(page("2026-11-07", "2026-11-07")), tooSoon(page("2026-11-07", "2026-11-07"))]).toEqual([true, true])
    expect(tooSoon(page("2026-11-06", "2026-11-07"))).toBe(true)
    expect([isOpen(page("2026-11-01", "2026-11-07")), tooSoon(page("2026-11-01", "2026-11-07"))]).toEqual([true, false])
    expect([isOpen(page("2026-11-06", "2026-11-06")), tooSoon(page("2026-11-06", "2026-11-06"))]).toEqual([false, false])
  })
})

describe("a figure", () => {
  it("is written by its unit", () => {
    expect(written(0.9351, "share", "en")).toBe("93.5%")
    expect(written(1, "share", "en")).toBe("100%")
    expect(written(61_400, "ms", "en")).toBe("1:01")
    expect(written(12_345, "count", "en")).toBe("12,345")
    expect(written(4.256, "stars", "en")).toBe("4.26")
    expect(written(null, "count", "en")).toBe("–")
  })

  it("is better or worse by what is good for it", () => {
    expect(trend({ value: 0.8, before: 0.7 }, measure({ better: "up" }), t)).toMatchObject({ way: "up", tone: "good" })
    expect(trend({ value: 90, before: 60 }, measure({ better: "down", unit: "ms" }), t)).toEqual({ text: "50%", way: "up", tone: "bad" })
    expect(trend({ value: 90, before: 60 }, measure({ unit: "count" }), t)?.tone).toBe("plain")
    expect(trend({ value: 0.80001, before: 0.8 }, measure({ better: "up" }), t)?.way).toBe("same")
    expect(trend({ value: 5, before: 0 }, measure({ unit: "count" }), t)).toBeUndefined()
    expect(trend({ value: null, before: 1 }, measure({}), t)).toBeUndefined()
  })
})

describe("what is typed for a schedule", () => {
  it("is read as addresses and a minute of the day", () => {
    expect(addresses("a@x.com, b@x.com；c@x.com\n")).toEqual(["a@x.com", "b@x.com", "c@x.com"])
    expect(minuteOf("08:05")).toBe(485)
    expect(timeOf(485)).toBe("08:05")
    expect(minuteOf("8 o'clock")).toBeNaN()
  })
})
