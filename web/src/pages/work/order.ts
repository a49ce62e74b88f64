import { useCallback } from "react"
import { download } from "../../api"
import { useNotices } from "../../parts/notices"

/** Print the order of a repair: it opens as PDF, and that it was printed stands in its history. */
export function usePrint(): (id: string) => Promise<void> {
  const { message } = useNotices()
  return useCallback(
    async (id) => {
      try {
        await download(`work/${encodeURIComponent(id)}/order.pdf`, `${id}.pdf`)
      } catch (error) {
        void message.error((error as Error).message)
      }
    },
    [message],
  )
}
