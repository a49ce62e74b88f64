import { RedoOutlined } from "@ant-design/icons"
import { useQuery } from "@tanstack/react-query"
import { Alert, Button, Spin } from "antd"
import { call } from "../../api"
import { pick, useLocale, useT } from "../../i18n"
import { Nothing } from "../../parts/panel"
import { clock, day, dayTime } from "../../parts/time"
import { useCentre } from "../../session"
import type { Delivery, Hook, HookType, Try } from "./hook-types"

const COLOURS = { waiting: "tag tag-amber", delivered: "tag tag-green", failed: "tag tag-red" }

interface Props {
  readonly hook: Hook
  readonly types: readonly HookType[]
  /** None where it may not be sent again. */
  readonly resend: ((delivery: string) => Promise<void>) | null
}

/** What came of a try: the status of HTTP, or why there was none. */
function useOutcome(): (one: Try) => string {
  const t = useT()
  return (one) => (one.status > 0 ? `HTTP ${one.status}` : t(`hook.why_${one.why}`))
}

function Tries({ tries }: { tries: readonly Try[] }) {
  const t = useT()
  const locale = useLocale()
  const outcome = useOutcome()
  const last = tries.at(-1)
  if (!last) return <>—</>
  if (tries.length === 1) return <>{`${outcome(last)} · ${last.ms} ms`}</>
  return (
    <details>
      <summary>
        {outcome(last)} · {t("hook.tries", { count: tries.length })}
      </summary>
      <ol className="hook-tries">
        {tries.map((one) => (
          <li key={one.at} className="num">
            {day(one.at, locale)} {clock(one.at, locale)} · {outcome(one)} · {one.ms} ms
          </li>
        ))}
      </ol>
    </details>
  )
}

/** The newest deliveries of a subscription with every try. */
export function HookLog({ hook, types, resend }: Props) {
  const t = useT()
  const locale = useLocale()
  const centre = useCentre()
  const query = useQuery({
    queryKey: ["deliveries", centre, hook.id],
    queryFn: () => call<readonly Delivery[]>("GET", `centres/${encodeURIComponent(centre)}/hooks/${hook.id}/deliveries`),
    staleTime: 0,
    refetchInterval: 3_000,
  })
  if (query.error) return <Alert type="error" showIcon title={query.error.message} />
  if (!query.data) return <Spin />
  if (query.data.length === 0) return <Nothing>{t("hook.log_none")}</Nothing>
  const named = (type: string): string => {
    const found = types.find((one) => one.type === type)
    return found ? pick(found.text, locale) : t("hook.ping_event")
  }
  return (
    <div className="hook-log" tabIndex={0} role="region" aria-label={t("hook.log")}>
      <table className="sheet-table">
        <thead>
          <tr>
            <th scope="col">{t("audit.at")}</th>
            <th scope="col">{t("hook.event")}</th>
            <th scope="col">{t("hook.state")}</th>
            <th scope="col">{t("hook.last_try")}</th>
            <th scope="col">{t("hook.next_try")}</th>
            <th scope="col">
              <span className="unseen">{t("hook.resend")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {query.data.map((one) => (
            <tr key={one.id}>
              <td className="num">
                {day(one.at, locale)} {clock(one.at, locale)}
              </td>
              <td title={one.id}>{named(one.type)}</td>
              <td>
                <span className={COLOURS[one.status]}>{t(`hook.state_${one.status}`)}</span>
              </td>
              <td>
                <Tries tries={one.tries} />
              </td>
              <td className="num">{one.next ? dayTime(one.next, locale) : "—"}</td>
              <td>
                <Button
                  size="small"
                  type="text"
                  icon={<RedoOutlined />}
                  disabled={resend === null || one.status === "waiting"}
                  aria-label={t("hook.resend")}
                  title={t("hook.resend")}
                  onClick={() => void resend?.(one.id)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
