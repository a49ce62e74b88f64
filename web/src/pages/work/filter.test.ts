import { afterEach, expect, it } from "vitest"
import { setZone, zone } from "../../parts/time"
import { asked, readFilter } from "./filter"

const before = zone()
afterEach(() => setZone(before))

it("asks for whole days where the centre is, also when clocks change", () => {
  setZone("Europe/London")
  const day = Date.parse("2026-10-24T00:00+01:00")
  const query = new URLSearchParams(asked("shop", readFilter("board=all&due=week"), day))
  expect(query.get("from")).toBe(String(day))
  expect(query.get("before")).toBe(String(Date.parse("2026-10-31T00:00Z")))
})
