import { DownloadOutlined, PauseOutlined, PlayCircleOutlined, StopOutlined } from "@ant-design/icons"
import { Button, Spin } from "antd"
import { useCallback } from "react"
import { Link, useParams } from "wouter"
import type { Campaign, Counted, Question, Results } from "../../calls-wire"
import { pick, useLocale, useT } from "../../i18n"
import { AskFirst } from "../../parts/ask-first"
import { Nothing, Panel } from "../../parts/panel"
import { day, dayTime } from "../../parts/time"
import "../../parts/table.css"
import { Chart, type Colours } from "../reports/chart"
import { useCampaign, useResults, useSetStatus } from "./api"
import "./calls.css"

/** What was answered, as the server always gives it. */
type Full = Omit<Required<Counted>, "mean"> & Pick<Counted, "mean">

const OUTCOMES = new Set(["reached", "not_home", "wrong_person", "not_now", "refused", "busy", "no_answer", "wrong_number"])
/** Why nobody was called who was on a list, as a text. */
const ended = (reason: string): string => (reason === "never" || reason === "over" ? `ended.${reason}` : "ended.other")

function Bars({ question, counted }: { question: Question; counted: Full }) {
  const locale = useLocale()
  const titles = Object.fromEntries((question.options ?? []).map((one) => [one.id, pick(one.title, locale)]))
  const option = useCallback(
    (colours: Colours) => {
      const keys = Object.keys(counted.counts)
      const label = { color: colours.text }
      return {
        grid: { left: 8, right: 32, top: 4, bottom: 4, containLabel: true },
        xAxis: { type: "value", show: false, minInterval: 1 },
        yAxis: {
          type: "category", inverse: true, data: keys.map((key) => titles[key] ?? key),
          axisTick: { show: false }, axisLine: { show: false }, axisLabel: label,
        },
        series: [
          {
            type: "bar", data: keys.map((key) => counted.counts[key] ?? 0), color: colours.first, barMaxWidth: 18,
            itemStyle: { borderRadius: [0, 3, 3, 0] }, label: { show: true, position: "right", color: colours.text },
          },
        ],
      }
    },
    [counted, question, locale],
  )
  const told = Object.entries(counted.counts).map(([key, count]) => `${titles[key] ?? key}: ${count}`)
  return <Chart label={told.join(", ")} height={28 + 26 * Object.keys(counted.counts).length} option={option} />
}

function Trend({ counted, scale }: { counted: Full; scale: boolean }) {
  const t = useT()
  const option = useCallback(
    (colours: Colours) => ({
      grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
      xAxis: {
        type: "category", data: counted.trend.map(([day]) => day.slice(5)), axisTick: { show: false },
        axisLine: { lineStyle: { color: colours.grid } }, axisLabel: { color: colours.text, hideOverlap: true },
      },
      yAxis: {
        type: "value", minInterval: scale ? 0 : 1, splitLine: { lineStyle: { color: colours.grid } },
        axisLabel: { color: colours.text }, ...(scale ? { min: 0, max: 5 } : {}),
      },
      series: [{ type: scale ? "line" : "bar", data: counted.trend.map(([, value]) => value), color: colours.second, barMaxWidth: 24 }],
    }),
    [counted, scale],
  )
  return <Chart label={t("results.trend")} height={130} option={option} />
}

function Asked({ question, counted }: { question: Question; counted: Full }) {
  const t = useT()
  const locale = useLocale()
  return (
    <article className="asked">
      <h3>{pick(question.text, locale)}</h3>
      <p className="quiet">
        {t("results.answered", { count: counted.answered })}
        {counted.mean != null && <strong className="asked-mean">{t("results.mean", { mean: counted.mean.toFixed(2) })}</strong>}
      </p>
      {counted.answered > 0 && question.type !== "text" && <Bars question={question} counted={counted} />}
      {counted.trend.length > 1 && question.type !== "text" && <Trend counted={counted} scale={question.type === "scale"} />}
      {counted.texts.length > 0 && (
        <ul className="asked-texts" tabIndex={0} aria-label={pick(question.text, locale)}>
          {counted.texts.map((text, n) => (
            <li key={n}>{text}</li>
          ))}
        </ul>
      )}
    </article>
  )
}

function Answers({ results }: { results: Results }) {
  const t = useT()
  const locale = useLocale()
  const rate = results.rate == null ? "–" : `${Math.round(results.rate * 100)} %`
  return (
    <Panel title={t("results.title")} className="results" extra={<span className="quiet">{t("results.rate", { count: results.answered, rate })}</span>}>
      {results.survey && results.answered > 0 ? (
        <div className="asked-all">
          {results.counted.map((one, n) => {
            const question = results.survey?.questions[n]
            return question && <Asked key={one.question} question={question} counted={one as Full} />
          })}
        </div>
      ) : results.earlier?.length ? null : (
        <Nothing>{t(results.survey ? "results.none" : "results.no_survey")}</Nothing>
      )}
      {results.earlier?.map((part) => (
        <section key={part.since} className="asked-earlier" aria-label={t("survey.page")}>
          <h3>{t("results.earlier", { from: day(part.since, locale), to: day(part.until, locale), count: part.answered })}</h3>
          <div className="asked-all">
            {part.counted.map((one, n) => {
              const question = part.survey.questions[n]
              return question && <Asked key={one.question} question={question} counted={one as Full} />
            })}
          </div>
        </section>
      ))}
    </Panel>
  )
}

function Entries({ list }: { list: Campaign }) {
  const t = useT()
  const locale = useLocale()
  const heads = ["name", "phone", "why", "state", "tries", "next"] as const
  return (
    <Panel title={t("list.entries")} className="rows">
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t("list.entries")}>
        <table>
          <thead>
            <tr>
              {heads.map((one) => (
                <th key={one} className={one === "tries" ? "figure-cell" : undefined}>
                  {t(`entry.${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.entries.map((one) => (
              <tr key={one.id}>
                <td>{one.talk ? <Link href={`/talks/${one.talk}`}>{one.name || one.talk}</Link> : one.name}</td>
                <td>{one.phone}</td>
                <td className="entry-why">{one.why}</td>
                <td>{one.outcome ? t(`outcome.${one.outcome}`) : one.status === "closed" ? t(ended(one.reason)) : t("entry.waiting")}</td>
                <td className="figure-cell">{one.tries}</td>
                <td>{one.status !== "closed" && one.next ? dayTime(one.next, locale) : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {list.more > 0 && <p className="quiet">{t("entry.more", { count: list.more })}</p>}
    </Panel>
  )
}

/** One list: who is on it, what came of it. */
export default function List() {
  const t = useT()
  const { id = "" } = useParams()
  const list = useCampaign(id)
  const results = useResults(id)
  const set = useSetStatus()
  const row = list.data
  if (list.error) return <main className="page calls"><p role="alert">{list.error.message}</p></main>
  if (!row) return <main className="page calls"><Spin aria-label={t("app.loading")} /></main>
  return (
    <main className="page calls">
      <header className="page-head">
        <h1>
          <Link href="/calls">{t("page.calls")}</Link> / {row.title}
        </h1>
        <div className="list-acts">
          {row.status !== "closed" && (
            <>
              <Button
                icon={row.status === "open" ? <PauseOutlined /> : <PlayCircleOutlined />}
                onClick={() => set.mutate({ id, status: row.status === "open" ? "paused" : "open" })}
              >
                {t(row.status === "open" ? "list.pause" : "list.go_on")}
              </Button>
              <AskFirst title={t("list.end_sure")} onConfirm={() => set.mutate({ id, status: "closed" })}>
                <Button danger icon={<StopOutlined />}>{t("list.end")}</Button>
              </AskFirst>
            </>
          )}
          {(["xlsx", "csv"] as const).map((kind) => (
            <Button key={kind} icon={<DownloadOutlined />} href={`/api/campaigns/${id}/results.${kind}`}>
              {kind.toUpperCase()}
            </Button>
          ))}
        </div>
      </header>
      <dl className="figures list-figures">
        {(["total", "open", "due", "reached"] as const).map((one) => (
          <div className="figure" key={one}>
            <dt>{t(`list.figure_${one}`)}</dt>
            <dd>{row[one]}</dd>
          </div>
        ))}
        {Object.entries(row.outcomes)
          .filter(([key]) => key !== "reached")
          .map(([key, count]) => (
            <div className="figure" key={key}>
              <dt>{t(OUTCOMES.has(key) ? `outcome.${key}` : ended(key))}</dt>
              <dd>{count}</dd>
            </div>
          ))}
      </dl>
      {results.data && <Answers results={results.data} />}
      <Entries list={row} />
    </main>
  )
}
