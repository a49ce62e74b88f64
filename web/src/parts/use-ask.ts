import { App } from "antd"
import { useCallback, useMemo } from "react"
import { useLiveStore } from "../live/hooks"
import { AskRefused, type Wish } from "../live/store"
import { useT } from "../i18n"
import type { Done } from "../wire"

/** Ask for something; a refusal is shown as a message and gives back null. `tell` shows a refusal that was caught. */
export function useAsk() {
  const live = useLiveStore()
  const t = useT()
  const { message } = App.useApp()
  const tell = useCallback(
    (error: unknown) => {
      if (!(error instanceof AskRefused)) throw error
      void message.error(error.code === "lost" ? t("ask.lost") : error.message || t("ask.refused", { code: error.code }))
    },
    [message, t],
  )
  const ask = useCallback(
    async (wish: Wish): Promise<Done | null> => {
      try {
        return await live.ask(wish)
      } catch (error) {
        tell(error)
        return null
      }
    },
    [live, tell],
  )
  return useMemo(() => ({ ask, tell, live }), [ask, tell, live])
}
