import { useQuery, useQueryClient } from "@tanstack/react-query"
import { createContext, useCallback, useContext, useEffect, useState } from "react"
import { useLocation, useSearch } from "wouter"
import { call, getMe, getPublic, type Public, setCsrf } from "./api"
import { locale, localeChosen, nearest, setLocale } from "./i18n"
import type { Me, Role } from "./wire"

const KEPT_CENTRE = "saywell.centre"

let typed: string | undefined
/** The one-time password with which somebody has just come in; it is not kept beyond this window. */
export const given = (): string | undefined => typed

async function welcome(me: Me): Promise<Me> {
  setCsrf(me.csrf)
  if (me.locale && !localeChosen()) await setLocale(nearest(me.locale), false).catch(() => undefined)
  return me
}

/** Asks who is signed in, and speaks their language. */
export const WHO = {
  queryKey: ["me"],
  queryFn: async () => {
    const me = await getMe()
    return me && (await welcome(me))
  },
  staleTime: Infinity,
}

/** Who is signed in: undefined while that is not known, null if nobody is. */
export function useSession() {
  const client = useQueryClient()
  const query = useQuery(WHO)
  const signIn = useCallback(
    async (account: string, password: string) => {
      const me = await call<Me>("POST", "sign-in", { account, password, locale: locale() })
      typed = me.must_change ? password : undefined
      client.setQueryData(["me"], await welcome(me))
    },
    [client],
  )
  const signOut = useCallback(async () => {
    await call("POST", "sign-out", {})
    client.clear()
    client.setQueryData(["me"], null)
  }, [client])
  return { me: query.data, error: query.error, signIn, signOut }
}

export const PUBLIC = { queryKey: ["public"], queryFn: getPublic, staleTime: Infinity }
export function usePublic(): Public | undefined {
  return useQuery(PUBLIC).data
}

/** The centre that somebody looks at: the one that the address names (`?centre=`), else the one kept on this machine. */
export function useCentreChoice(me: Me): [string, (centre: string) => void] {
  const [chosen, choose] = useState(() => localStorage.getItem(KEPT_CENTRE) ?? "")
  const [path, go] = useLocation()
  const search = useSearch()
  const named = new URLSearchParams(search).get("centre") ?? ""
  const known = me.centres.includes(named)
  const valid = known ? named : me.centres.includes(chosen) ? chosen : (me.centres[0] ?? "")
  const keep = useCallback(
    (centre: string) => {
      localStorage.setItem(KEPT_CENTRE, centre)
      choose(centre)
      const query = new URLSearchParams(search)
      if (!query.has("centre")) return
      query.delete("centre")
      go(query.size ? `${path}?${query}` : path, { replace: true })
    },
    [path, search, go],
  )
  useEffect(() => {
    if (!known) return
    localStorage.setItem(KEPT_CENTRE, named)
    choose(named)
  }, [known, named])
  return [valid, keep]
}

/** The centre that the page shows, also for those who have no live state. */
export const CentreContext = createContext("")
export const useCentre = (): string => useContext(CentreContext)

export const MeContext = createContext<Me | null>(null)

/** Who is signed in, on pages that need somebody. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error("useMe outside <MeContext>")
  return me
}

/** Who may know who the customer is; the others ask for it with a reason. */
export const KNOWING: readonly Role[] = ["agent", "leader", "clerk"]

export const hasRole = (me: Me, ...roles: Role[]): boolean => roles.some((role) => me.roles.includes(role))
