import { describe, expect, it } from "vitest"
import { linkOf, readLink, rightsOf } from "./people"
import type { Me } from "./wire"

describe("the first address", () => {
  it("says account and password again, whatever signs are in them", () => {
    const once = { account: "lin@example.com", password: "ab%c:d-é #1", until: 0 }
    expect(readLink(new URL(linkOf(once)).hash)).toEqual({ account: once.account, password: once.password })
  })

  it("is not made of other hashes", () => {
    for (const hash of ["", "#", "#demo", "#a:", "#%E0%A4%A:x"]) expect(readLink(hash)).toBeNull()
  })
})

describe("rights", () => {
  it("are those of all roles", () => {
    const me = { roles: ["agent", "admin"] } as unknown as Me
    expect(rightsOf(me)).toEqual(["talk", "read", "personal", "work", "calls", "settle", "people", "connect"])
    expect(rightsOf({ roles: [] } as unknown as Me)).toEqual([])
  })
})
