import { describe, expect, it } from "vitest"
import { merge, share } from "./merge"

describe("merge patch", () => {
  // The examples of RFC 7396, appendix A.
  const cases: [unknown, unknown, unknown][] = [
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [["a", "b"], ["c", "d"], ["c", "d"]],
    [{ a: "b" }, ["c"], ["c"]],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: "b", c: null }, { a: "b" }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ]
  it.each(cases)("%j with %j is %j", (target, patch, result) => {
    expect(merge(target, patch)).toEqual(result)
  })

  it("keeps what it does not touch", () => {
    const before = { talks: { a: { say: [{ line: "x" }], keys: [1] }, b: { keys: [2] } } }
    const after = merge(before, { talks: { a: { keys: [3] } } })
    expect(after).not.toBe(before)
    expect(after.talks.b).toBe(before.talks.b)
    expect(after.talks.a.say).toBe(before.talks.a.say)
  })

  it("changes nothing where nothing changes", () => {
    const before = { a: { list: [{ b: 1 }], c: "d" } }
    expect(merge(before, { a: { list: [{ b: 1 }], c: "d" } })).toBe(before)
  })

  it("shares the equal items of a list that was sent anew", () => {
    const before = [{ n: 1 }, { n: 2 }]
    const after = share(before, [{ n: 1 }, { n: 2 }, { n: 3 }])
    expect(after[0]).toBe(before[0])
    expect(after[1]).toBe(before[1])
    expect(after).toHaveLength(3)
  })
})
