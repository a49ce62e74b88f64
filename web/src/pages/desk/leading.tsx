import { Button } from "antd"
import { useState } from "react"
import type { Branch, Question, Survey } from "../../calls-wire"
import { type Locale, pick, useLocale, useT } from "../../i18n"
import { dayTime } from "../../parts/time"
import { useAsk } from "../../parts/use-ask"
import { useCentre } from "../../session"
import { useSurveys } from "../calls/api"
import { insert } from "./draft"
import { useField, useTalkId } from "./selection"
import "./calls.css"

const SEPARATOR = "|"
const END = "end"

/** The question that follows an answer, by its place; -1 where it was the last. */
export function following(survey: Survey, at: number, answer: string): number {
  const question = survey.questions[at]
  const chosen = question?.options?.find((one) => one.id === answer)
  const to = chosen?.next || question?.next
  if (to === END) return -1
  const next = to ? survey.questions.findIndex((one) => one.id === to) : at + 1
  return next < survey.questions.length ? next : -1
}

/** The places of the questions that have been asked, and of the one to ask now. */
export function way(survey: Survey, answers: Readonly<Record<string, string>>): readonly number[] {
  const out = [0]
  for (let at = 0; ; ) {
    const answer = answers[survey.questions[at]?.id ?? ""]
    if (!answer) return out
    at = following(survey, at, answer)
    if (at < 0) return out
    out.push(at)
  }
}

function choices(question: Question, locale: Locale): readonly { id: string; label: string }[] {
  if (question.type !== "scale") return (question.options ?? []).map((one) => ({ id: one.id, label: pick(one.title, locale) }))
  const [least, most] = [question.least ?? 1, question.most ?? 5]
  return Array.from({ length: most - least + 1 }, (_, n) => ({ id: String(least + n), label: String(least + n) }))
}

interface AskedProps {
  readonly question: Question
  readonly answer: string
  readonly save: (answer: string) => void
}

/** One question; a digit on the keyboard chooses, for the options are buttons in a row. */
export function Asked({ question, answer, save }: AskedProps) {
  const t = useT()
  const locale = useLocale()
  const talk = useTalkId()
  const [text, setText] = useState(answer)
  const chosen = answer ? answer.split(SEPARATOR) : []
  const press = (id: string): void => {
    if (question.type !== "multi") save(id === answer ? "" : id)
    else save((chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]).join(SEPARATOR))
  }
  const words = pick(question.text, locale)
  return (
    <div
      className="asking"
      role="group"
      aria-label={words}
      onKeyDown={(event) => {
        if (question.type === "text" || event.ctrlKey || event.altKey) return
        const one = choices(question, locale).find((each, n) =>
          question.type === "scale" ? each.id === event.key : String(n + 1) === event.key,
        )
        if (one) press(one.id)
      }}
    >
      <p>
        <button type="button" className="asking-say" title={t("survey.insert")} onClick={() => insert(talk, words)}>
          {words}
        </button>
      </p>
      {question.type === "text" ? (
        <textarea
          className="field"
          rows={2}
          aria-label={words}
          value={text}
          maxLength={2000}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => text !== answer && save(text)}
        />
      ) : (
        <div className="asking-choices">
          {choices(question, locale).map((one, n) => (
            <Button
              key={one.id}
              size="small"
              type={chosen.includes(one.id) ? "primary" : "default"}
              aria-pressed={chosen.includes(one.id)}
              onClick={() => press(one.id)}
            >
              {question.type === "scale" ? one.label : `${n + 1} ${one.label}`}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

function Questions({ survey }: { survey: Survey }) {
  const t = useT()
  const talk = useTalkId()
  const { ask } = useAsk()
  const answers = useField("answers") ?? {}
  const places = way(survey, answers)
  return (
    <div className="survey">
      {places.map((at) => {
        const question = survey.questions[at]
        return (
          question && (
            <Asked
              key={question.id}
              question={question}
              answer={answers[question.id] ?? ""}
              save={(answer) => void ask({ do: "survey", talk, question: question.id, answer })}
            />
          )
        )
      })}
      <p className="quiet small">{t("survey.asked", { count: Object.keys(answers).length, of: survey.questions.length })}</p>
    </div>
  )
}

function Ways({ branches }: { branches: readonly Branch[] }) {
  const t = useT()
  const locale = useLocale()
  const talk = useTalkId()
  const heard = useField("heard") ?? ""
  const again = useField("again")
  const [open, setOpen] = useState("")
  const shown = branches.find((one) => one.outcome === (open || heard))
  return (
    <div className="ways">
      <div className="asking-choices" role="group" aria-label={t("ways.title")}>
        {branches.map((one) => (
          <Button
            key={one.outcome}
            size="small"
            type={shown === one ? "primary" : "default"}
            aria-pressed={shown === one}
            onClick={() => setOpen(one.outcome)}
          >
            {t(`outcome.${one.outcome}`)}
          </Button>
        ))}
      </div>
      {shown && (
        <p>
          <button type="button" className="asking-say" title={t("survey.insert")} onClick={() => insert(talk, pick(shown.say, locale))}>
            {pick(shown.say, locale)}
          </button>{" "}
          <small className="quiet">{shown.clauses.join(", ")}</small>
        </p>
      )}
      {again != null && <p className="quiet">{t("ways.again", { when: dayTime(again, locale) })}</p>}
    </div>
  )
}

/** What leads through a call to a customer: the survey, and what to say where it goes another way. */
export function Leading() {
  const t = useT()
  const centre = useCentre()
  const id = useField("survey") ?? ""
  const talk = useTalkId()
  const found = useSurveys(centre, talk).data
  if (!found) return null
  const survey = found.surveys[id]
  return (
    <>
      {survey && <Questions survey={survey} />}
      <h3 className="ways-title">{t("ways.title")}</h3>
      <Ways branches={found.branches} />
    </>
  )
}
