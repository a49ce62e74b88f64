import { describe, expect, it } from "vitest"
import type { Survey } from "../../calls-wire"
import { freshId, mended, moved, newQuestion, newSurvey, typed } from "./survey-draft"

const text = { en: "?" }
const survey: Survey = {
  title: text,
  questions: [
    { id: "a", type: "single", text, options: [{ id: "y", title: text, next: "c" }, { id: "n", title: text, next: "end" }] },
    { id: "b", type: "scale", text, least: 1, most: 5, next: "c" },
    { id: "c", type: "text", text },
  ],
}

describe("a survey that is edited", () => {
  it("keeps ways that lead on, and loses those that would lead back", () => {
    expect(mended(survey)).toEqual(survey)
    const last = moved(survey, 0, 2)
    expect(last.questions.map((one) => one.id)).toEqual(["b", "c", "a"])
    expect(last.questions[2]!.options).toEqual([{ id: "y", title: text }, { id: "n", title: text, next: "end" }])
    expect(last.questions[0]!.next).toBe("c")
  })

  it("moves nothing beyond its ends", () => {
    expect(moved(survey, 0, -1)).toBe(survey)
    expect(moved(survey, 2, 3)).toBe(survey)
  })

  it("gives new questions ids that nobody has", () => {
    expect(freshId("q", ["q1", "q3"])).toBe("q2")
    expect(newQuestion(newSurvey()).id).toBe("q2")
  })

  it("keeps the words of a question whose type changes", () => {
    expect(typed(survey.questions[1]!, "text")).toEqual({ id: "b", type: "text", text, next: "c" })
    expect(typed(survey.questions[2]!, "single").options).toHaveLength(2)
    expect(typed(survey.questions[0]!, "multi").options).toEqual(survey.questions[0]!.options)
  })
})
