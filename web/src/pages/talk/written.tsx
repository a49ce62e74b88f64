import { known, pick, useLocale, useT } from "../../i18n"
import { Panel } from "../../parts/panel"
import { dayTime } from "../../parts/time"
import { useMe } from "../../session"
import type { Talk } from "../../wire"
import { Beside } from "../desk/beside"

function toLine(n: number): void {
  const line = document.getElementById(`line-${n}`)
  line?.scrollIntoView({ block: "center" })
  line?.focus({ preventScroll: true })
}

function Promises({ talk }: { talk: Talk }) {
  const t = useT()
  const locale = useLocale()
  return (
    <Panel title={t("promise.heading")} extra={<span className="quiet">{talk.promises.length}</span>}>
      <ul className="plain promises">
        {talk.promises.map((one, place) => (
          <li key={place}>
            <button type="button" className="promise" onClick={() => toLine(one.n)}>
              {one.text}
            </button>
            <span className="promise-line">
              {one.who !== "agent" && <span className="tag">{known(`who.${one.who}`, one.who)}</span>}
              <span className={one.due == null ? "tag" : "tag tag-note"}>
                {one.due == null ? t("promise.vague") : t("promise.due", { at: dayTime(one.due, locale) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Forms({ talk }: { talk: Talk }) {
  const t = useT()
  const locale = useLocale()
  const filled = Object.values(talk.forms).filter((form) => form.saved != null || Object.keys(form.values).length > 0)
  return filled.map((form) => (
    <Panel
      key={form.id}
      title={pick(form.title, locale) || known(`form.${form.id}`, form.id)}
      extra={form.saved != null && <span className="tag tag-green">{t("form.filed", { at: dayTime(form.saved, locale) })}</span>}
    >
      <dl className="facts">
        {form.fields.map((field) => (
          <div key={field} className="pair">
            <dt>{known(`field.${field}`, field)}</dt>
            <dd>{form.values[field] || "–"}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  ))
}

const WORKERS: ReadonlySet<string> = new Set(["agent", "leader", "clerk", "manager"])

/** What was promised, written down, and is to be done. */
export function Written({ talk }: { talk: Talk }) {
  const works = useMe().roles.some((role) => WORKERS.has(role))
  return (
    <>
      {works && <Beside talk={talk.id} always={false} />}
      {talk.promises.length > 0 && <Promises talk={talk} />}
      <Forms talk={talk} />
    </>
  )
}
