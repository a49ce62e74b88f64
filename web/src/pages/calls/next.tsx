import { MessageOutlined, PhoneOutlined, StepForwardOutlined } from "@ant-design/icons"
import { Button, Input, Select } from "antd"
import { useState } from "react"
import { Link, useLocation } from "wouter"
import type { Preview } from "../../calls-wire"
import { pick, useLocale, useT } from "../../i18n"
import { Nothing, Panel } from "../../parts/panel"
import { dayTime } from "../../parts/time"
import { useCentre } from "../../session"
import { nextCall, skipCall } from "./api"

/** The address at which the desk opens the call. */
export function dialAddress(call: Preview): string {
  const { surname, title, name, id } = call.customer
  return `/desk?${new URLSearchParams({
    call: call.phone, purpose: call.purpose, surname: surname || name, title, person: id, ref: call.work, channel: call.channel,
  }).toString()}`
}

const REASONS = ["skip.called", "skip.wrong_list", "skip.prepare", "skip.other"] as const

function Skip({ onSkip }: { onSkip: (reason: string) => void }) {
  const t = useT()
  const [reason, setReason] = useState<string>("skip.prepare")
  const [words, setWords] = useState("")
  const text = reason === "skip.other" ? words.trim() : t(reason)
  return (
    <form
      className="next-skip"
      onSubmit={(event) => {
        event.preventDefault()
        if (text) onSkip(text)
      }}
    >
      <Select
        aria-label={t("next.why_skip")}
        value={reason}
        onChange={setReason}
        options={REASONS.map((value) => ({ value, label: t(value) }))}
      />
      {reason === "skip.other" && (
        <Input aria-label={t("next.why_skip")} value={words} maxLength={500} onChange={(event) => setWords(event.target.value)} />
      )}
      <Button htmlType="submit" icon={<StepForwardOutlined />} disabled={!text}>
        {t("next.skip")}
      </Button>
    </form>
  )
}

const KNOWN = new Set(["order", "item", "tracking", "courier", "place", "stars", "review"])

function Who({ call }: { call: Preview }) {
  const t = useT()
  const locale = useLocale()
  const person = call.customer
  const name = person.surname ? person.surname + person.title : person.name
  return (
    <div className="next-who">
      <h3>
        {name || t("queue.nobody")} <span className="quiet">{call.phone}</span>
      </h3>
      <p>
        <span className="tag">{t(`purpose.${call.purpose}`)}</span> {call.title}
      </p>
      {call.why && <p className="next-why">{call.why}</p>}
      <dl className="next-facts">
        {Object.entries(call.fields).map(([key, value]) => (
          <div key={key}>
            <dt>{KNOWN.has(key) ? t(`list.known_${key}`) : key}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {person.notes && (
          <div>
            <dt>{t("next.notes")}</dt>
            <dd>{person.notes}</dd>
          </div>
        )}
      </dl>
      {call.talk && <Link href={`/talks/${call.talk}`}>{t("next.talk")}</Link>}
      {call.tries.length > 0 && (
        <ul className="next-tries" aria-label={t("next.tries")}>
          {call.tries.map((one) => (
            <li key={one.at}>
              <time>{dayTime(one.at, locale)}</time> {t(`outcome.${one.outcome}`)} {one.note}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Opening({ call }: { call: Preview }) {
  const t = useT()
  const locale = useLocale()
  return (
    <div className="next-lines">
      <h3>{t("next.opening")}</h3>
      {call.lines.slice(0, 2).map((line) => (
        <blockquote key={line.line}>
          {pick(line.texts, locale)} <small className="quiet">{line.clauses.join(", ")}</small>
        </blockquote>
      ))}
      <details>
        <summary>{t("next.branches")}</summary>
        {call.branches.map((one) => (
          <p key={one.outcome}>
            <strong>{t(`outcome.${one.outcome}`)}</strong> {pick(one.say, locale)}
          </p>
        ))}
      </details>
    </div>
  )
}

/** Who is to be called next: one at a time, nobody else is given the same. */
export function NextCall() {
  const t = useT()
  const locale = useLocale()
  const centre = useCentre()
  const [, go] = useLocation()
  const [shown, show] = useState<Preview | null>(null)
  const [at, setAt] = useState<number | null | undefined>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const take = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      const next = await nextCall(centre)
      show(next.call ?? null)
      setAt(next.call ? undefined : (next.at ?? null))
    } catch (caught) {
      setError(caught as Error)
    } finally {
      setBusy(false)
    }
  }
  const skip = async (work: string, reason: string): Promise<void> => {
    try {
      await skipCall(work, reason)
      await take()
    } catch (caught) {
      setError(caught as Error)
    }
  }
  return (
    <Panel title={t("next.title")} className="next">
      {error && <p role="alert" className="next-error">{error.message}</p>}
      {shown ? (
        <>
          <div className="next-card">
            <Who call={shown} />
            <Opening call={shown} />
          </div>
          <div className="next-acts">
            <Button
              type="primary"
              size="large"
              icon={shown.channel === "chat" ? <MessageOutlined /> : <PhoneOutlined />}
              onClick={() => go(dialAddress(shown))}
            >
              {t(shown.channel === "chat" ? "next.write" : "next.call")}
            </Button>
            <Skip onSkip={(reason) => void skip(shown.work, reason)} />
          </div>
        </>
      ) : (
        <div className="next-empty">
          {at !== undefined && (
            <Nothing>{at === null ? t("next.nobody") : t("next.later", { when: dayTime(at, locale) })}</Nothing>
          )}
          <Button type="primary" icon={<PhoneOutlined />} loading={busy} onClick={() => void take()}>
            {t("next.take")}
          </Button>
        </div>
      )}
    </Panel>
  )
}

