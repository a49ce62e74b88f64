// Calls about work after conversations.

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query"
import { useCallback } from "react"
import { call } from "../../api"
import { useT } from "../../i18n"
import { useNotices } from "../../parts/notices"
import { SOON } from "../../parts/behind"
import { setServerNow } from "../../live/store"
import { useCentre } from "../../session"
import type { Work, WorkList, WorkPlace, WorkRow } from "../../work-wire"

const FRESH = 5_000

/** Work by what is asked for; looked at again every few seconds. */
export function useWork(query: string, enabled = true) {
  return useQuery({
    queryKey: ["work", query],
    queryFn: async () => {
      const list = await call<WorkList>("GET", `work?${query}`)
      setServerNow(list.now)
      return list
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.behind ? SOON : FRESH),
    enabled,
  })
}

export function useWhole(id: string) {
  return useQuery({
    queryKey: ["work-whole", id],
    queryFn: () => call<Work>("GET", `work/${encodeURIComponent(id)}`),
    staleTime: 0,
    refetchInterval: FRESH,
    enabled: id !== "",
  })
}

const NOWHERE: WorkPlace = { entries: [], departments: [], people: {}, names: {}, all: false, open: [], zone: "", lists: [] }

/** Entries, departments and names of the centre; with a stretch of time also its working hours, or a department's. */
export function usePlace(from = 0, before = 0, department = ""): WorkPlace {
  const centre = useCentre()
  const asked = from ? `?${new URLSearchParams({ from: String(from), before: String(before), department })}` : ""
  const query = useQuery({
    queryKey: ["work-place", centre, from, before, department],
    queryFn: () => call<WorkPlace>("GET", `centres/${encodeURIComponent(centre)}/work${asked}`),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    enabled: centre !== "",
  })
  return query.data ?? NOWHERE
}

/** A command with what belongs to it, as the server knows it. */
export type Change = { readonly do: string } & Readonly<Record<string, unknown>>

/** Names what is sent, so that it is done once though it is sent again. */
export const newKey = (): string => `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 12)}`

/** Do something with some pieces of work; says what went wrong, and whether the server
 * had it. */
export function useChange() {
  const t = useT()
  const client = useQueryClient()
  const { message } = useNotices()
  return useCallback(
    async (ids: readonly string[], change: Change, key = newKey()): Promise<boolean> => {
      try {
        const done = await call<{ work: Work[]; refused: Record<string, string> }>("POST", "work/changes", { ids, change, key })
        for (const one of done.work) client.setQueryData(["work-whole", one.id], one)
        const refused = Object.values(done.refused)
        for (const text of new Set(refused)) void message.error(text)
        if (done.work.length > 0) void message.success(t(`work.did.${change.do}`, { count: done.work.length }))
        return true
      } catch (error) {
        void message.error((error as Error).message)
        return false
      } finally {
        void client.invalidateQueries({ queryKey: ["work"] })
      }
    },
    [client, message, t],
  )
}

/** The instant at which something has to be done about it next, and what that is. */
export function nextOf(row: WorkRow): { at: number; clock: string } | null {
  const clocks: readonly (readonly [string, number | null | undefined])[] = [
    ["due", row.due],
    ["acknowledge", row.acknowledge],
    ["status", row.status_due],
    ["visit", row.visit],
    ["try", row.next_try],
  ]
  let first: { at: number; clock: string } | null = null
  for (const [clock, at] of clocks) if (at != null && (!first || at < first.at)) first = { at, clock }
  return row.closed == null ? first : null
}
