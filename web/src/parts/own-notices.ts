// Of what one is told by e-mail, and whether this server can send any.
import { useQuery, type UseQueryResult } from "@tanstack/react-query"
import { call } from "../api"

export const KINDS = ["assigned", "due", "late", "answered", "visited"] as const
export type Kind = (typeof KINDS)[number]
export interface Wanted {
  readonly mail: string
  readonly kinds: readonly Kind[]
  readonly digest: boolean
  readonly minute: number
}
export interface OwnNotices extends Wanted {
  readonly server: boolean
  readonly zone: string
  readonly upcoming?: number | null
  readonly last?: { readonly at: number; readonly good: boolean; readonly why: string } | null
}
export const OWN_NOTICES = ["own-notices"]

export const useOwnNotices = (enabled = true): UseQueryResult<OwnNotices> =>
  useQuery({ queryKey: OWN_NOTICES, queryFn: () => call<OwnNotices>("GET", "me/notices"), staleTime: 0, enabled })
