// A survey as it is edited. Questions are known by place here; their ids stay, for answers are kept under them.

import type { Option, Question, Survey } from "../../calls-wire"
import type { Text } from "../../wire"

export type Type = Question["type"]
export const TYPES: readonly Type[] = ["scale", "single", "multi", "text"]
export const END = "end"

/** An id that none of these has. */
export function freshId(kind: string, taken: readonly string[]): string {
  for (let n = 1; ; n++) if (!taken.includes(`${kind}${n}`)) return `${kind}${n}`
}

const none: Text = { "zh-Hans": "", "zh-Hant": "", en: "" }

export function newQuestion(survey: Survey): Question {
  return { id: freshId("q", survey.questions.map((one) => one.id)), type: "scale", text: none, least: 1, most: 5 }
}

export function newOption(options: readonly Option[]): Option {
  return { id: freshId("o", options.map((one) => one.id)), title: none }
}

export function newSurvey(): Survey {
  const empty: Survey = { title: none, questions: [] }
  return { ...empty, questions: [newQuestion(empty)] }
}

/** A question of another type keeps its words; what the type does not have is left out. */
export function typed(question: Question, type: Type): Question {
  const { id, text, next } = question
  const same = { id, type, text, ...(next ? { next } : {}) }
  if (type === "scale") return { ...same, least: question.least ?? 1, most: question.most ?? 5 }
  if (type === "text") return same
  const options = question.options ?? []
  const first = options[0] ?? newOption([])
  return { ...same, options: options.length > 1 ? options : [first, newOption([first])] }
}

/** The survey with a question at another place. Ways that would now lead back are taken out. */
export function moved(survey: Survey, from: number, to: number): Survey {
  const questions = [...survey.questions]
  const [one] = questions.splice(from, 1)
  if (!one || to < 0 || to > questions.length) return survey
  questions.splice(to, 0, one)
  return mended({ ...survey, questions })
}

/** The survey without ways that lead back or nowhere. */
export function mended(survey: Survey): Survey {
  const names = survey.questions.map((one) => one.id)
  const questions = survey.questions.map((one, at): Question => {
    const leads = (to?: string): boolean => !to || to === END || names.indexOf(to) > at
    const { next, options, ...rest } = one
    return {
      ...rest,
      ...(options ? { options: options.map(({ next: way, ...option }) => (way && leads(way) ? { ...option, next: way } : option)) } : {}),
      ...(next && leads(next) ? { next } : {}),
    }
  })
  return { ...survey, questions }
}
