import { useCallback, useState } from "react"
import { ApiError } from "../api"
import { told } from "./told"
import { useNotices } from "./notices"

/** Do something over HTTP: `busy` while it runs; what the server has against it is a message, or with a field stands at
 * the field (`inline`: all of it does). Gives back what came of it, undefined where it failed. */
export function useAct(inline = false) {
  const { message } = useNotices()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<{ field: string; message: string } | null>(null)
  const act = useCallback(
    async <T>(what: () => Promise<T>): Promise<T | undefined> => {
      setBusy(true)
      setFault(null)
      try {
        return await what()
      } catch (error) {
        const why = told(error)
        const field = error instanceof ApiError ? (error.field ?? "") : ""
        if (field || inline) setFault({ field, message: why })
        else void message.error(why)
        return undefined
      } finally {
        setBusy(false)
      }
    },
    [message, inline],
  )
  return { busy, fault, act }
}
