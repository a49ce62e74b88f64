import { App } from "antd"
import { useCallback, useState } from "react"
import { ApiError } from "../api"

/** Do something over HTTP: `busy` while it runs; what the server has against it is a message, or with a field stands at
 * the field (`inline`: all of it does). Gives back what came of it, undefined where it failed. */
export function useAct(inline = false) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<{ field: string; message: string } | null>(null)
  const act = useCallback(
    async <T>(what: () => Promise<T>): Promise<T | undefined> => {
      setBusy(true)
      setFault(null)
      try {
        return await what()
      } catch (error) {
        const told = error instanceof Error ? error.message : String(error)
        const field = error instanceof ApiError ? (error.field ?? "") : ""
        if (field || inline) setFault({ field, message: told })
        else void message.error(told)
        return undefined
      } finally {
        setBusy(false)
      }
    },
    [message, inline],
  )
  return { busy, fault, act }
}
