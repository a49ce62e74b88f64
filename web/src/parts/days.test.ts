import { describe, expect, it } from "vitest"
import { dayAt, daysOf, instantAt, nameOf } from "./days"

describe("days where the centre is", () => {
  it("are those of its zone, not of the browser's", () => {
    const at = Date.parse("2026-11-22T23:30:00+08:00")
    expect(nameOf(dayAt(at, "Asia/Shanghai"))).toBe("2026-11-22")
    expect(nameOf(dayAt(at, "Pacific/Auckland"))).toBe("2026-11-23")
    expect(nameOf(dayAt(at, "America/Los_Angeles"))).toBe("2026-11-22")
  })
  it("begin at midnight there, also when clocks change", () => {
    const begin = (day: string, zone: string, hour = 0): string => new Date(instantAt(new Date(`${day}T00:00Z`), hour, zone)).toISOString()
    expect(begin("2026-11-22", "Asia/Shanghai")).toBe("2026-11-21T16:00:00.000Z")
    expect(begin("2026-03-29", "Europe/London", 7)).toBe("2026-03-29T06:00:00.000Z")
    expect(begin("2026-10-25", "Europe/London", 7)).toBe("2026-10-25T07:00:00.000Z")
  })
  it("of a month are whole weeks from Monday on", () => {
    const days = daysOf(new Date("2026-11-22T00:00Z"), true)
    expect(days.length % 7).toBe(0)
    expect([nameOf(days[0]!), nameOf(days.at(-1)!)]).toEqual(["2026-10-26", "2026-12-06"])
    expect(daysOf(new Date("2026-11-22T00:00Z"), false).map(nameOf)[0]).toBe("2026-11-16")
  })
})
