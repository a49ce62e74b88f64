import { describe, expect, it } from "vitest"
import { collapse, daysOf, expand, type Hours, nextBlock, tidied } from "./week"

describe("opening hours", () => {
  it("read days and ranges, also over Sunday", () => {
    expect(daysOf("mon-wed")).toEqual(["mon", "tue", "wed"])
    expect(daysOf("sat-mon")).toEqual(["sat", "sun", "mon"])
    expect(daysOf("fri")).toEqual(["fri"])
    expect(daysOf("someday")).toEqual([])
  })

  it("come back as they were", () => {
    const kept: Hours[] = [
      { "mon-fri": ["09:00-13:00", "14:00-18:00"] },
      { "mon-sun": ["00:00-24:00"] },
      { mon: ["09:00-12:00"], "wed-thu": ["10:00-12:00"], sun: ["09:00-12:00"] },
    ]
    for (const hours of kept) {
      expect(collapse(expand(hours))).toEqual(hours)
    }
  })

  it("leave closed days out and part a range that is no longer one", () => {
    const week = expand({ "mon-fri": ["09:00-18:00"] })
    expect(collapse({ ...week, wed: [] })).toEqual({ "mon-tue": ["09:00-18:00"], "thu-fri": ["09:00-18:00"] })
  })

  it("take times as they are typed", () => {
    expect(["9", "900", "9:30", "0915", "24:00", "１"].map(tidied)).toEqual(["09:00", "09:00", "09:30", "09:15", "24:00", "１"])
  })

  it("offer a block after the last one", () => {
    expect(nextBlock([])).toBe("09:00-18:00")
    expect(nextBlock(["09:00-12:00"])).toBe("13:00-17:00")
    expect(nextBlock(["09:00-23:00"])).toBe("22:00-24:00")
  })
})
