import { describe, expect, it } from "vitest"
import { draftOf, leave, write } from "./draft"

const textOf = (talk: string): string => draftOf(talk).text

describe("what went out", () => {
  it("leaves the field", () => {
    write("a", "您好。 ")
    leave("a", "您好。 ")
    expect(textOf("a")).toBe("")
  })

  it("does not take along what was written since", () => {
    write("b", "您好。请稍等")
    leave("b", "您好。")
    expect(textOf("b")).toBe("请稍等")
    write("c", "something else")
    leave("c", "您好。")
    expect(textOf("c")).toBe("something else")
  })
})
