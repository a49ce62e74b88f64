import { ArrowLeftOutlined, PlusOutlined } from "@ant-design/icons"
import { useQueryClient } from "@tanstack/react-query"
import { Alert, Button, Spin } from "antd"
import { useEffect, useState } from "react"
import { Link } from "wouter"
import { ApiError, call } from "../../api"
import type { Survey, Surveys as Known } from "../../calls-wire"
import { pick, useLocale, useT } from "../../i18n"
import { AskFirst } from "../../parts/ask-first"
import { useNotices } from "../../parts/notices"
import { Panel } from "../../parts/panel"
import { useCentre } from "../../session"
import { Asked, way } from "../desk/leading"
import { useSurveys } from "./api"
import { mended, moved, newQuestion, newSurvey, freshId } from "./survey-draft"
import { QuestionForm, Words } from "./survey-question"
import "./calls.css"
import "./surveys.css"

/** The survey as the agent sees it: one question after the other, by what is answered. */
function Shown({ survey }: { survey: Survey }) {
  const t = useT()
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  const places = way(survey, answers)
  return (
    <Panel title={t("survey.preview")} extra={<Button size="small" onClick={() => setAnswers({})}>{t("survey.again")}</Button>}>
      <div className="survey survey-shown">
        {places.map((at) => {
          const question = survey.questions[at]
          return (
            question && (
              <Asked
                key={`${question.id}-${question.type}`}
                question={question}
                answer={answers[question.id] ?? ""}
                save={(answer) => setAnswers({ ...answers, [question.id]: answer })}
              />
            )
          )
        })}
      </div>
    </Panel>
  )
}

interface EditorProps {
  readonly id: string
  readonly first: Survey
  readonly own: boolean
  readonly fresh: boolean
  readonly kept: (known: Known, id: string) => void
}

function Editor({ id, first, own, fresh, kept }: EditorProps) {
  const t = useT()
  const centre = useCentre()
  const { message } = useNotices()
  const [survey, setSurvey] = useState(first)
  const [fault, setFault] = useState("")
  const [busy, setBusy] = useState(false)
  const dirty = fresh || JSON.stringify(survey) !== JSON.stringify(first)
  const place = `centres/${encodeURIComponent(centre)}/surveys/${encodeURIComponent(id)}`
  const send = async (method: "PUT" | "DELETE", body?: Survey): Promise<void> => {
    setBusy(true)
    setFault("")
    try {
      const known = await call<Known>(method, place, body)
      void message.success(t(method === "PUT" ? "survey.saved" : "survey.removed"))
      kept(known, method === "PUT" ? id : "")
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setFault(error.message)
    } finally {
      setBusy(false)
    }
  }
  const questions = survey.questions
  return (
    <div className="survey-both">
      <Panel title={t("survey.edit")} className="survey-edit">
        <Words label={t("survey.title")} value={survey.title} onChange={(title) => setSurvey({ ...survey, title })} />
        {questions.map((one, at) => (
          <QuestionForm
            key={one.id}
            survey={survey}
            at={at}
            onChange={(next) => setSurvey({ ...survey, questions: questions.map((old, n) => (n === at ? next : old)) })}
            onMove={(to) => setSurvey(moved(survey, at, to))}
            onRemove={() => setSurvey(mended({ ...survey, questions: questions.filter((_, n) => n !== at) }))}
          />
        ))}
        <Button icon={<PlusOutlined />} onClick={() => setSurvey({ ...survey, questions: [...questions, newQuestion(survey)] })}>
          {t("survey.add")}
        </Button>
        {fault && <Alert type="error" showIcon title={fault} />}
        <div className="survey-acts">
          {own && (
            <AskFirst title={t("survey.remove_sure")} description={t("survey.remove_hint")} onConfirm={() => send("DELETE")}>
              <Button danger disabled={busy}>
                {t("survey.delete")}
              </Button>
            </AskFirst>
          )}
          <span className="bar-space" />
          <Button disabled={!dirty || busy} onClick={() => setSurvey(first)}>
            {t("set.discard")}
          </Button>
          <Button type="primary" loading={busy} disabled={!dirty} onClick={() => void send("PUT", survey)}>
            {t("set.save")}
          </Button>
        </div>
        <p className="quiet small">{t("survey.kept_hint")}</p>
      </Panel>
      <Shown survey={survey} />
    </div>
  )
}

/** What customers are asked: the questions as data, with how the agent sees them. */
export default function SurveysPage() {
  const t = useT()
  const locale = useLocale()
  const centre = useCentre()
  const client = useQueryClient()
  const found = useSurveys(centre)
  const [chosen, choose] = useState("")
  const [made, make] = useState<Survey | null>(null)
  useEffect(() => {
    document.title = `${t("survey.page")} · Saywell`
  }, [t])
  if (found.error) return <Alert type="error" showIcon title={found.error.message} />
  if (!found.data) {
    return (
      <main className="centred" aria-busy="true" aria-label={t("app.loading")}>
        <Spin />
      </main>
    )
  }
  const known = found.data
  const ids = Object.keys(known.surveys)
  const id = made ? freshId("survey", ids) : ids.includes(chosen) ? chosen : ids[0]!
  const kept = (next: Known, which: string): void => {
    client.setQueryData(["surveys", centre, ""], next)
    make(null)
    choose(which)
  }
  return (
    <main className="page calls surveys">
      <header className="page-head">
        <h1>
          <Link href="/calls" aria-label={t("page.calls")}>
            <ArrowLeftOutlined />
          </Link>{" "}
          {t("survey.page")}
        </h1>
        <Button type="primary" icon={<PlusOutlined />} disabled={made !== null} onClick={() => make(newSurvey())}>
          {t("survey.new")}
        </Button>
      </header>
      <nav className="survey-names" aria-label={t("survey.page")}>
        {ids.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={!made && one === id ? "page" : undefined}
            onClick={() => {
              make(null)
              choose(one)
            }}
          >
            {pick(known.surveys[one]!.title, locale) || one} {!known.own.includes(one) && <span className="tag tag-grey">{t("survey.shipped")}</span>}
          </button>
        ))}
        {made && (
          <button type="button" aria-current="page">
            {t("survey.new")}
          </button>
        )}
      </nav>
      <Editor
        key={`${id}-${made ? "new" : JSON.stringify(known.surveys[id])}`}
        id={id}
        first={made ?? known.surveys[id]!}
        own={!made && known.own.includes(id)}
        fresh={made !== null}
        kept={kept}
      />
    </main>
  )
}
