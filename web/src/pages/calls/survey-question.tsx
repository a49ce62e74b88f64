import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons"
import { Button, Input, InputNumber, Select } from "antd"
import { useId } from "react"
import type { Option, Question, Survey } from "../../calls-wire"
import { LOCALE_NAMES, LOCALES, pick, useLocale, useT } from "../../i18n"
import type { Text } from "../../wire"
import { END, newOption, type Type, typed, TYPES } from "./survey-draft"

interface WordsProps {
  readonly label: string
  readonly value: Text
  readonly onChange: (value: Text) => void
  readonly long?: boolean
}

/** Words in the three languages. */
export function Words({ label, value, onChange, long = false }: WordsProps) {
  const t = useT()
  const In = long ? Input.TextArea : Input
  return (
    <div className="survey-words" role="group" aria-label={label}>
      {LOCALES.map((one) => (
        <div key={one} className="survey-word">
          <span className="text-lang" aria-hidden>{LOCALE_NAMES[one].short}</span>
          <In
            lang={one}
            aria-label={t("set.in_language", { what: label, language: LOCALE_NAMES[one].long })}
            value={value[one] ?? ""}
            maxLength={500}
            {...(long ? { autoSize: { minRows: 1, maxRows: 4 } } : {})}
            onChange={(event) => onChange({ ...value, [one]: event.target.value })}
          />
        </div>
      ))}
    </div>
  )
}

interface WayProps {
  readonly survey: Survey
  readonly at: number
  readonly value?: string
  readonly label: string
  readonly onChange: (next: string) => void
}

/** What follows: the next question, a later one, or nothing. */
function Way({ survey, at, value = "", label, onChange }: WayProps) {
  const t = useT()
  const locale = useLocale()
  const later = survey.questions.slice(at + 1).map((one, n) => ({
    value: one.id,
    label: `${at + 2 + n}. ${pick(one.text, locale) || one.id}`,
  }))
  const options = [{ value: "", label: t("survey.way_next") }, ...later, { value: END, label: t("survey.way_end") }]
  return <Select className="survey-way" size="small" aria-label={label} value={value} onChange={onChange} options={options} popupMatchSelectWidth={false} />
}

interface OptionsProps {
  readonly survey: Survey
  readonly at: number
  readonly question: Question
  readonly onChange: (options: readonly Option[]) => void
}

function Options({ survey, at, question, onChange }: OptionsProps) {
  const t = useT()
  const options = question.options ?? []
  const put = (n: number, part: Partial<Option>): void => onChange(options.map((one, m) => (m === n ? { ...one, ...part } : one)))
  return (
    <div className="survey-options">
      {options.map((one, n) => (
        <div key={one.id} className="survey-option">
          <span className="quiet">{n + 1}</span>
          <Words label={t("survey.option", { n: n + 1 })} value={one.title} onChange={(title) => put(n, { title })} />
          {question.type === "single" && (
            <Way survey={survey} at={at} value={one.next} label={t("survey.way_option", { n: n + 1 })} onChange={(next) => put(n, { next })} />
          )}
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("survey.remove_option", { n: n + 1 })} disabled={options.length < 3} onClick={() => onChange(options.filter((_, m) => m !== n))} />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...options, newOption(options)])}>
        {t("survey.add_option")}
      </Button>
    </div>
  )
}

interface QuestionProps {
  readonly survey: Survey
  readonly at: number
  readonly onChange: (question: Question) => void
  readonly onMove: (to: number) => void
  readonly onRemove: () => void
}

/** One question: its type, its words, what can be chosen, what follows. */
export function QuestionForm({ survey, at, onChange, onMove, onRemove }: QuestionProps) {
  const t = useT()
  const id = useId()
  const question = survey.questions[at]!
  const put = (part: Partial<Question>): void => onChange({ ...question, ...part })
  const choosing = question.type === "single" || question.type === "multi"
  return (
    <article className="survey-question" aria-label={t("survey.question", { n: at + 1 })}>
      <header>
        <h3>{t("survey.question", { n: at + 1 })}</h3>
        <Select<Type>
          size="small"
          aria-label={t("survey.type")}
          value={question.type}
          onChange={(type) => onChange(typed(question, type))}
          options={TYPES.map((value) => ({ value, label: t(`survey.type_${value}`) }))}
        />
        <span className="bar-space" />
        <Button type="text" size="small" icon={<ArrowUpOutlined />} aria-label={t("survey.up", { n: at + 1 })} disabled={at === 0} onClick={() => onMove(at - 1)} />
        <Button type="text" size="small" icon={<ArrowDownOutlined />} aria-label={t("survey.down", { n: at + 1 })} disabled={at === survey.questions.length - 1} onClick={() => onMove(at + 1)} />
        <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("survey.remove", { n: at + 1 })} disabled={survey.questions.length < 2} onClick={onRemove} />
      </header>
      <Words label={t("survey.words", { n: at + 1 })} value={question.text} long onChange={(text) => put({ text })} />
      {question.type === "scale" && (
        <div className="survey-scale">
          <label htmlFor={`${id}-least`}>{t("survey.least")}</label>
          <InputNumber id={`${id}-least`} size="small" min={0} max={9} value={question.least ?? 1} onChange={(least) => put({ least: least ?? 1 })} />
          <label htmlFor={`${id}-most`}>{t("survey.most")}</label>
          <InputNumber id={`${id}-most`} size="small" min={1} max={19} value={question.most ?? 5} onChange={(most) => put({ most: most ?? 5 })} />
        </div>
      )}
      {choosing && <Options survey={survey} at={at} question={question} onChange={(options) => put({ options })} />}
      <div className="survey-scale">
        <span>{t("survey.then")}</span>
        <Way survey={survey} at={at} value={question.next} label={t("survey.way", { n: at + 1 })} onChange={(next) => put({ next })} />
      </div>
    </article>
  )
}
