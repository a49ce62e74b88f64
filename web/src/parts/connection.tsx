import { useQueryClient } from "@tanstack/react-query"
import { Button } from "antd"
import { useEffect, useState } from "react"
import { useLive, useLiveStore } from "../live/hooks"
import { useT } from "../i18n"

/** Seconds until the next attempt, counted on this machine. */
function Countdown({ until }: { until: number }) {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const count = (): void => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)))
    count()
    const timer = setInterval(count, 500)
    return () => clearInterval(timer)
  }, [until])
  return <span aria-hidden="true"> {left} s</span>
}

/** Whether what the page shows is live. */
export function Connection() {
  const t = useT()
  const link = useLive((state) => state.link)
  const retryAt = useLive((state) => state.retryAt)
  const live = useLiveStore()
  const client = useQueryClient()
  useEffect(() => {
    // Whether the session is over shows when asked who is signed in.
    if (link === "denied") void client.invalidateQueries({ queryKey: ["me"] })
  }, [client, link])
  return (
    <span className={`link link-${link}`} role="status">
      <span className="link-dot" aria-hidden="true" />
      <span className="link-words">{t(`link.${link}`)}</span>
      {link === "lost" && (
        <>
          <Countdown until={retryAt} />
          <Button type="link" size="small" onClick={live.retry}>
            {t("link.retry")}
          </Button>
        </>
      )}
    </span>
  )
}
