import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Alert, Button } from "antd"
import { call } from "../../api"
import { useLocale, useT } from "../../i18n"
import { useNotices } from "../../parts/notices"
import { dayTime } from "../../parts/time"
import { useCentre } from "../../session"

interface Letter {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly kinds: readonly string[]
  readonly count: number
  readonly at: number
  readonly next?: number | null
  readonly tries: readonly { readonly at: number; readonly good: boolean; readonly why: string }[]
}

/** Mails about work that have not arrived: to whom, why, when they are tried next. */
export function Letters({ open }: { open: boolean }) {
  const t = useT()
  const locale = useLocale()
  const centre = useCentre()
  const client = useQueryClient()
  const { message } = useNotices()
  const key = ["letters", centre]
  const path = `centres/${encodeURIComponent(centre)}/letters`
  const query = useQuery({ queryKey: key, queryFn: () => call<Letter[]>("GET", path), enabled: open && centre !== "", staleTime: 0, refetchInterval: 5_000 })
  const again = async (one: Letter): Promise<void> => {
    try {
      await call("POST", `${path}/${encodeURIComponent(one.account)}/${encodeURIComponent(one.id)}/again`, {})
    } catch (error) {
      void message.error((error as Error).message)
    }
    void client.invalidateQueries({ queryKey: key })
  }
  return (
    <section aria-labelledby="letters-title" className="letters">
      <h3 id="letters-title">{t("letters.title")}</h3>
      {query.error && <Alert type="error" showIcon title={query.error.message} />}
      {query.data?.length === 0 && <p className="quiet">{t("letters.none")}</p>}
      <ul className="schedules">
        {(query.data ?? []).map((one) => (
          <li key={`${one.account}/${one.id}`} className="schedule">
            <div>
              <strong>{one.name}</strong>
              <span className="quiet">
                {one.kinds.map((kind) => t(`notices.kind_${kind}`)).join(" · ")} · {dayTime(one.at, locale)}
              </span>
              <span className="trend-bad">{one.tries[0]?.why}</span>
              <span className="quiet">
                {t("letters.tries", { count: one.tries.length })}
                {one.next != null ? ` · ${t("letters.next", { at: dayTime(one.next, locale) })}` : ` · ${t("letters.over")}`}
              </span>
            </div>
            {one.next == null && (
              <Button size="small" onClick={() => void again(one)}>
                {t("letters.again")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
