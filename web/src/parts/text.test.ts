import { describe, expect, it } from "vitest"
import { blanksIn, pieces, unitsOf, withBlanks } from "./text"
import { brief, left, short, span } from "./time"

describe("places in a text", () => {
  it("count characters on the wire", () => {
    expect(unitsOf("我不知道", 2)).toBe(2)
    expect(unitsOf("𠮷野家", 1)).toBe(2)
    expect(unitsOf("𠮷野家", 3)).toBe(4)
  })

  it("cut it into pieces", () => {
    const spans = [
      { from: 1, to: 3, mark: "a" },
      { from: 2, to: 4, mark: "b" },
    ]
    expect(pieces("01234", spans)).toEqual([
      { text: "0", mark: null },
      { text: "12", mark: "a" },
      { text: "3", mark: "b" },
      { text: "4", mark: null },
    ])
  })

  it("find blanks that nobody filled", () => {
    expect(blanksIn("Hello {title}, {the item}?").map((blank) => blank.mark)).toEqual(["title", "the item"])
  })

  it("give blanks names that people read", () => {
    const name = (slot: string): string => slot.toUpperCase()
    expect(withBlanks("Hello {title}!", name)).toBe("Hello {TITLE}!")
    expect(withBlanks("Hello …, your …", name, ["title", "item"])).toBe("Hello {TITLE}, your {ITEM}")
    expect(withBlanks("Hello …, your …", name, ["title"])).toBe("Hello {BLANK}, your {BLANK}")
    expect(withBlanks("Well… yes", name)).toBe("Well… yes")
  })
})

describe("spans of time", () => {
  it("are short in a ring", () => {
    expect([4200, 38_000, 720_000, 3 * 3_600_000].map(brief)).toEqual(["4.2", "38", "12m", "3h"])
  })

  it("say by how much they are over", () => {
    expect([1500, -2500, -75_000].map(left)).toEqual(["1.5", "+2", "+75"])
  })

  it("read like a clock", () => {
    expect([7000, 765_000, 3_723_000].map(span)).toEqual(["0:07", "12:45", "1:02:03"])
  })
})

describe("languages", () => {
  it("are named as they are spoken", () => {
    expect(["zh-Hans", "zh-Hant", "en", "yue", "mixed"].map(short)).toEqual(["简", "繁", "EN", "粵", "中/EN"])
  })
})
