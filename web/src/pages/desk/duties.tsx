import { memo } from "react"
import { pick, useLocale, useT } from "../../i18n"
import { useNow } from "../../live/hooks"
import { Clauses } from "../../parts/clause"
import { Nothing, Panel } from "../../parts/panel"
import { Ring, toneOf } from "../../parts/ring"
import { left, span } from "../../parts/time"
import type { Finding, Timer } from "../../wire"
import { useField } from "./selection"

function Counting({ timer, due }: { timer: Timer; due: number }) {
  const t = useT()
  // A long wait needs no tenths of a second.
  const now = useNow(due - timer.since > 120_000 ? 1000 : 200)
  const share = (due - now) / Math.max(1, due - timer.since)
  const text = left(due - now)
  const label = share > 0 ? t("duty.left", { left: span(due - now) }) : t("duty.over")
  return <Ring share={share} text={text} tone={toneOf(share)} label={label} />
}

function Since({ at }: { at: number }) {
  const now = useNow(1000)
  return <Ring share={0} text={span(now - at)} tone="calm" />
}

/** The words for what has to be done within so many turns of the agent; 0: the last one has begun. */
const turnsKey = (turns: number): string => (turns > 1 ? "duty.turns" : turns === 1 ? "duty.turns_next" : "duty.turns_now")

const Duty = memo(function Duty({ timer }: { timer: Timer }) {
  const t = useT()
  const locale = useLocale()
  const turns = timer.turns_left
  return (
    <li className="duty">
      {timer.due != null ? (
        <Counting timer={timer} due={timer.due} />
      ) : turns != null ? (
        <Ring
          share={turns > 1 ? 1 : turns === 1 ? 0.3 : 0.1}
          text={turns > 0 ? String(turns) : "!"}
          tone={turns > 1 ? "calm" : turns === 1 ? "amber" : "red"}
          label={t(turnsKey(turns), { count: turns })}
        />
      ) : (
        <Since at={timer.since} />
      )}
      <span className="duty-what">
        <span className="duty-title">{pick(timer.title, locale)}</span>
        <span className="duty-line">
          {timer.due == null && turns != null && <span className="quiet">{t(turnsKey(turns), { count: turns })}</span>}
          <Clauses ids={timer.clauses} most={1} />
        </span>
      </span>
    </li>
  )
})

const soonest = (a: Timer, b: Timer): number => (a.due ?? Infinity) - (b.due ?? Infinity)

function Missed({ finding }: { finding: Finding }) {
  const t = useT()
  const locale = useLocale()
  return (
    <li className="missed">
      <span className="tag tag-red">{t(`verdict.${finding.verdict}`)}</span>
      <span title={pick(finding.why, locale)}>{pick(finding.title, locale)}</span>
      <Clauses ids={finding.clauses} most={1} />
    </li>
  )
}

/** What is going on, what runs out, and what was left out already. */
export function Duties() {
  const t = useT()
  const locale = useLocale()
  const timers = useField("timers") ?? []
  const situations = useField("situations") ?? {}
  const findings = useField("findings") ?? []
  const red = findings.filter((finding) => finding.verdict === "missed" || finding.verdict === "broken")
  const tags = Object.entries(situations)
  return (
    <Panel
      title={t("duty.heading")}
      className="duties"
      extra={
        tags.length > 0 && (
          <span className="tags" aria-label={t("duty.situations")} role="group">
            {tags.map(([id, title]) => (
              <span key={id} className="tag tag-note">
                {pick(title, locale)}
              </span>
            ))}
          </span>
        )
      }
    >
      {timers.length === 0 && red.length === 0 && <Nothing>{t("duty.none")}</Nothing>}
      <ul className="plain duty-grid">
        {timers.toSorted(soonest).map((timer) => (
          <Duty key={timer.key} timer={timer} />
        ))}
      </ul>
      {red.length > 0 && (
        <ul className="plain missed-list" aria-label={t("duty.missed")}>
          {red
            .slice(-4)
            .toReversed()
            .map((finding, place) => (
              <Missed key={`${finding.norm}-${place}`} finding={finding} />
            ))}
        </ul>
      )}
    </Panel>
  )
}
