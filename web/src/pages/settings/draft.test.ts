import { describe, expect, it } from "vitest"
import { sameSettings } from "./draft"
import { readOpened, writeOpened } from "./hours"

describe("settings that are being changed", () => {
  it("are the same whatever the order of their keys, and where nothing stands for null", () => {
    expect(sameSettings({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).toBe(true)
    expect(sameSettings({ a: null }, {})).toBe(true)
    expect(sameSettings({ a: [1, 2] }, { a: [2, 1] })).toBe(false)
    expect(sameSettings({ a: 1 }, { a: 1, b: 0 })).toBe(false)
  })

  it("keep days with hours of their own as they were written", () => {
    const text = "2026-10-10 09:00-12:00 13:00-17:00\n2026-10-11 10:00-12:00"
    expect(writeOpened(readOpened(`\n${text}\n  `))).toBe(text)
    expect(readOpened("")).toEqual({})
  })
})
