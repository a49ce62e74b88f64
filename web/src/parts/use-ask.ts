import { useCallback, useMemo } from "react"
import { useLiveStore } from "../live/hooks"
import { AskRefused, type Wish } from "../live/store"
import { told } from "./told"
import { useNotices } from "./notices"
import type { Done } from "../wire"

/** Ask for something; a refusal is shown as a message and gives back null. `tell` shows a refusal that was caught. */
export function useAsk() {
  const live = useLiveStore()
  const { message } = useNotices()
  const tell = useCallback(
    (error: unknown) => {
      if (!(error instanceof AskRefused)) throw error
      void message.error(told(error))
    },
    [message],
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
