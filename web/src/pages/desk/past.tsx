import { known, useLocale, useT } from "../../i18n"
import { useNow } from "../../live/hooks"
import { Nothing, Panel } from "../../parts/panel"
import { dayTime } from "../../parts/time"
import type { Promise as Promised } from "../../wire"
import { showEntry } from "./jump"
import { Orders } from "./orders"
import { shown } from "./record"
import { useField } from "./selection"

function due(promise: Promised, now: number): string {
  if (promise.due == null) return "tag"
  return promise.due < now ? "tag tag-red" : promise.due - now < 3_600_000 ? "tag tag-amber" : "tag tag-note"
}

/** What was promised in this conversation, until when. */
function Promises() {
  const t = useT()
  const locale = useLocale()
  const now = useNow(10_000)
  const promises = useField("promises") ?? []
  if (promises.length === 0) return null
  return (
    <Panel title={t("promise.heading")} extra={<span className="quiet">{promises.length}</span>}>
      <ul className="plain promises">
        {promises.map((one, place) => (
          <li key={place}>
            <button type="button" className="promise" onClick={() => showEntry(one.n)}>
              {one.text}
            </button>
            <span className="promise-line">
              {one.who !== "agent" && <span className="tag">{t(`who.${one.who}`)}</span>}
              <span className={due(one, now)}>
                {one.due == null ? t("promise.vague") : t("promise.due", { at: dayTime(one.due, locale) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function History() {
  const t = useT()
  const locale = useLocale()
  const history = useField("customer")?.history ?? []
  return (
    <Panel title={t("history.heading")}>
      {history.length === 0 ? (
        <Nothing>{t("history.none")}</Nothing>
      ) : (
        <ul className="plain history">
          {history.map(({ at, about, channel }, place) => (
            <li key={place}>
              <span className="history-line">
                <time>{typeof at === "number" ? dayTime(at, locale) : shown(at, locale)}</time>
                <span>{known(`channel.${String(channel)}`, "")}</span>
              </span>
              <span>{shown(about, locale)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

/** What the customer was promised, ordered and asked before. */
export function Past() {
  return (
    <>
      <Promises />
      <Orders />
      <History />
    </>
  )
}
