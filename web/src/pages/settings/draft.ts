// Settings as they are being changed. They outlive a look at another page, not the window.

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { createContext, useContext, useEffect, useState } from "react"
import { ApiError, call, getSettings, type Settings } from "../../api"
import { useCentre } from "../../session"

const kept = new Map<string, Settings>()

export interface Fault {
  readonly message: string
  /** The field that it is about, as the server names it; empty for the whole. */
  readonly field: string
}

export interface Draft {
  readonly saved: Settings
  readonly now: Settings
  readonly dirty: boolean
  readonly busy: boolean
  readonly fault: Fault | null
  readonly change: (part: Partial<Settings>) => void
  readonly reset: () => void
  /** Keep what was changed; gives back what the server has against it. */
  readonly save: () => Promise<Fault | null>
}

/** Whether two settings say the same; the order of keys does not matter. */
export function sameSettings(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return (a ?? null) === (b ?? null)
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  for (const key of keys) {
    if (!sameSettings((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])) return false
  }
  return true
}

function useUnloadGuard(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return
    const guard = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener("beforeunload", guard)
    return () => removeEventListener("beforeunload", guard)
  }, [dirty])
}

/** The settings of the centre as they are kept and as they are being changed; undefined while they load. */
export function useDraft(): { draft: Draft | undefined; error: Error | null } {
  const centre = useCentre()
  const client = useQueryClient()
  const query = useQuery({
    queryKey: ["settings", centre],
    queryFn: () => getSettings(centre),
    enabled: centre !== "",
    staleTime: 300_000,
  })
  const [, redraw] = useState(0)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const saved = query.data
  const now = kept.get(centre) ?? saved
  const dirty = Boolean(saved && now && !sameSettings(saved, now))
  useUnloadGuard(dirty)
  useEffect(() => setFault(null), [centre])
  if (!saved || !now) return { draft: undefined, error: query.error }
  const put = (next: Settings | null): void => {
    if (next) kept.set(centre, next)
    else kept.delete(centre)
    redraw((count) => count + 1)
  }
  const save = async (): Promise<Fault | null> => {
    setBusy(true)
    setFault(null)
    try {
      const done = await call<Settings>("PUT", `centres/${encodeURIComponent(centre)}/settings`, now)
      client.setQueryData(["settings", centre], done)
      void client.invalidateQueries({ queryKey: ["public"] })
      void client.invalidateQueries({ queryKey: ["clauses", centre] })
      put(null)
      return null
    } catch (error) {
      const field = error instanceof ApiError ? (error.field ?? "") : ""
      const found = { message: error instanceof Error ? error.message : String(error), field }
      setFault(found)
      return found
    } finally {
      setBusy(false)
    }
  }
  const change = (part: Partial<Settings>): void => {
    setFault(null)
    put({ ...now, ...part })
  }
  const reset = (): void => {
    setFault(null)
    put(null)
  }
  return { draft: { saved, now, dirty, busy, fault, change, reset, save }, error: query.error }
}

export const DraftContext = createContext<Draft | null>(null)

/** The settings that the parts of the page show and change. */
export function useSettings(): Draft {
  const draft = useContext(DraftContext)
  if (!draft) throw new Error("useSettings outside <DraftContext>")
  return draft
}

/** What the server has against a field, or against anything below it. */
export function useFault(field: string): string {
  const { fault } = useSettings()
  if (!fault || !field) return ""
  return fault.field === field || fault.field.startsWith(`${field}.`) ? fault.message : ""
}
