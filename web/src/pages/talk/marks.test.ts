import { describe, expect, it } from "vitest"
import type { Finding } from "../../wire"
import { marksOf, ofLine, split } from "./marks"

const finding = (evidence: Finding["evidence"]): Finding => ({
  norm: "n", title: {}, clauses: [], section: "", verdict: "met", at: 0, why: {}, evidence,
})

describe("marks of findings", () => {
  it("are sorted by the line that they point at", () => {
    const marks = marksOf([finding([[3, 0, 2]]), finding([[3, 1, 4], [5, 0, 0]])])
    expect(marks.get(3)).toEqual([
      { finding: 0, from: 0, to: 2 },
      { finding: 1, from: 1, to: 4 },
    ])
    expect(ofLine(marks.get(5)!)).toEqual([1])
    expect(ofLine(marks.get(3)!)).toEqual([])
  })

  it("cut a text where they begin and end, also where they overlap", () => {
    const marks = [
      { finding: 0, from: 1, to: 4 },
      { finding: 1, from: 3, to: 6 },
    ]
    expect(split("abcdefg", marks)).toEqual([
      { text: "a", findings: [] },
      { text: "bc", findings: [0] },
      { text: "d", findings: [0, 1] },
      { text: "ef", findings: [1] },
      { text: "g", findings: [] },
    ])
  })

  it("count characters, not units of the script", () => {
    expect(split("𠮷好吗", [{ finding: 0, from: 1, to: 2 }])).toEqual([
      { text: "𠮷", findings: [] },
      { text: "好", findings: [0] },
      { text: "吗", findings: [] },
    ])
  })

  it("leave a text whole that nothing points at, and end with the text", () => {
    expect(split("abc", [{ finding: 0, from: 0, to: 0 }])).toEqual([{ text: "abc", findings: [] }])
    expect(split("abc", [{ finding: 2, from: 1, to: 99 }])).toEqual([
      { text: "a", findings: [] },
      { text: "bc", findings: [2] },
    ])
    expect(split("", [])).toEqual([])
  })
})
