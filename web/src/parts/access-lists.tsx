import { Button } from "antd"
import { useLocale, useT } from "../i18n"
import { AskFirst } from "./ask-first"
import type { Session, Token } from "../people"
import { Nothing } from "./panel"
import { dayTime } from "./time"
import "./access.css"

interface SessionsProps {
  readonly sessions: readonly Session[]
  readonly onEnd: (id: string) => void
}

/** Where somebody is signed in. */
export function Sessions({ sessions, onEnd }: SessionsProps) {
  const t = useT()
  const locale = useLocale()
  if (sessions.length === 0) return <Nothing>{t("access.no_sessions")}</Nothing>
  return (
    <ul className="access-list">
      {sessions.map((one) => (
        <li key={one.id}>
          <span className="access-what">
            <strong>{one.device || t("access.unknown_device")}</strong>
            {one.own && <span className="tag tag-green">{t("access.this_one")}</span>}
            <span className="quiet">
              {t("access.session_times", { since: dayTime(one.since, locale), used: dayTime(one.used, locale) })}
            </span>
          </span>
          <End
            name={one.device || t("access.unknown_device")}
            what={t("access.end_session", { device: one.device || t("access.unknown_device") })}
            onEnd={() => onEnd(one.id)}
          />
        </li>
      ))}
    </ul>
  )
}

interface TokensProps {
  readonly tokens: readonly Token[]
  readonly onEnd: (id: string) => void
}

/** The tokens of somebody's programs. */
export function Tokens({ tokens, onEnd }: TokensProps) {
  const t = useT()
  const locale = useLocale()
  if (tokens.length === 0) return <Nothing>{t("access.no_tokens")}</Nothing>
  return (
    <ul className="access-list">
      {tokens.map((one) => (
        <li key={one.id}>
          <span className="access-what">
            <strong>{one.name}</strong>
            {one.rights.map((right) => (
              <span key={right} className="tag">
                {t(`right.${right}`)}
              </span>
            ))}
            <span className="quiet">{t("access.until", { until: dayTime(one.until, locale) })}</span>
          </span>
          <End name={one.name} what={t("access.end_token", { name: one.name })} onEnd={() => onEnd(one.id)} />
        </li>
      ))}
    </ul>
  )
}

function End({ name, what, onEnd }: { name: string; what: string; onEnd: () => void }) {
  const t = useT()
  return (
    <AskFirst title={what} okText={t("access.end")} cancelText={t("access.cancel")} onConfirm={onEnd}>
      <Button size="small" danger aria-label={`${t("access.end")} ${name}`}>
        {t("access.end")}
      </Button>
    </AskFirst>
  )
}
