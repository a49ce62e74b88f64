import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Button, Spin } from "antd"
import { useT } from "../../i18n"
import { AskFirst } from "../../parts/ask-first"
import { Sessions, Tokens } from "../../parts/access-lists"
import { useAct } from "../../parts/use-act"
import { endSession, endToken, getSessions, getTokens, type OneTime, type PersonRow, resetPassword, unlock } from "../../people"
import { useMe } from "../../session"

/** What an account opens just now, and how to close it. */
export function PersonAccess({ person, onGiven }: { person: PersonRow; onGiven: (once: OneTime) => void }) {
  const t = useT()
  const me = useMe()
  const client = useQueryClient()
  const { busy, act } = useAct()
  const { account } = person
  const sessions = useQuery({
    queryKey: ["person", account, "sessions"],
    queryFn: () => getSessions(account),
    staleTime: 0,
  })
  const tokens = useQuery({ queryKey: ["person", account, "tokens"], queryFn: () => getTokens(account), staleTime: 0 })
  const then = async (what: () => Promise<unknown>): Promise<void> => {
    await act(what)
    void client.invalidateQueries({ queryKey: ["person", account] })
    void client.invalidateQueries({ queryKey: ["people"] })
  }
  const reset = async (): Promise<void> => {
    await then(async () => onGiven(await resetPassword(account)))
  }
  return (
    <div className="person-more">
      <h3>{t("people.access")}</h3>
      <div className="person-acts">
        {account !== me.account && !person.provider && (
          <AskFirst
            title={t("people.reset_sure")}
            okText={t("people.reset")}
            cancelText={t("access.cancel")}
            onConfirm={() => reset()}
          >
            <Button loading={busy}>{t("people.reset")}</Button>
          </AskFirst>
        )}
        {person.locked != null && <Button onClick={() => void then(() => unlock(account))}>{t("people.unlock")}</Button>}
      </div>
      <div className="person-more-head">
        <h3>{t("account.sessions")}</h3>
        {(sessions.data?.length ?? 0) > 1 && (
          <Button size="small" danger type="text" onClick={() => void then(() => endSession(account, "all"))}>
            {t("people.end_all")}
          </Button>
        )}
      </div>
      {sessions.data ? (
        <Sessions sessions={sessions.data} onEnd={(id) => void then(() => endSession(account, id))} />
      ) : (
        <Spin />
      )}
      <h3>{t("account.tokens")}</h3>
      {tokens.data ? <Tokens tokens={tokens.data} onEnd={(id) => void then(() => endToken(account, id))} /> : <Spin />}
    </div>
  )
}
