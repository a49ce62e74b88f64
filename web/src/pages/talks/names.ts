import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { getSettings } from "../../api"
import { hasRole, useCentre, useMe } from "../../session"

/** Names of the people of the centre by number, as far as one may know them. */
export function useNames(): Readonly<Record<string, string>> {
  const me = useMe()
  const centre = useCentre()
  const may = hasRole(me, "leader", "inspector", "clerk", "manager", "author", "admin")
  const people = useQuery({
    queryKey: ["settings", centre],
    queryFn: () => getSettings(centre),
    enabled: may && centre !== "",
    staleTime: 300_000,
  }).data?.people
  return useMemo(
    () => Object.fromEntries([[me.number, me.name], ...(people ?? []).map((one) => [one.number, one.name])]),
    [me, people],
  )
}
