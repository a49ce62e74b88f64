// People with accounts, their sessions and tokens, as the server shows them.

import { call } from "./api"
import type { Me, Role } from "./wire"

export interface PersonRow {
  readonly account: string
  readonly number: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly centres: readonly string[]
  readonly queues: Readonly<Record<string, readonly string[]>>
  readonly enabled: boolean
  readonly locked: number | null
  readonly once: number | null
  readonly provider: boolean
  readonly fixed: boolean
  readonly sessions: number
  readonly tokens: number
  readonly used: number | null
}

/** What an account is to be. */
export type PersonDraft = Pick<PersonRow, "number" | "name" | "roles" | "centres" | "queues" | "enabled">

/** A password that is told once. */
export interface OneTime {
  readonly account: string
  readonly password: string
  readonly until: number
}

export interface Session {
  readonly id: string
  readonly since: number
  readonly used: number
  readonly until: number
  readonly device: string
  readonly own: boolean
}

export interface Token {
  readonly id: string
  readonly name: string
  readonly rights: readonly string[]
  readonly until: number
  readonly token?: string
}

export const RIGHTS = ["talk", "watch", "read", "report", "personal", "work", "calls", "lists", "settle", "people", "connect"] as const
export type Right = (typeof RIGHTS)[number]

const GIVES: Readonly<Record<Right, readonly Role[]>> = {
  talk: ["agent", "leader"],
  watch: ["leader"],
  read: ["leader", "inspector", "clerk", "manager", "author", "admin"],
  personal: ["agent", "leader", "clerk"],
  settle: ["author", "admin"],
  people: ["admin"],
  report: ["leader", "inspector", "manager"],
  connect: ["admin"],
  calls: ["agent", "leader", "clerk", "manager"],
  lists: ["leader", "clerk", "manager"],
  work: ["agent", "leader", "clerk", "manager"],
}

/** The rights that somebody's roles give; a token may have these. */
export const rightsOf = (me: Me): readonly Right[] =>
  RIGHTS.filter((right) => GIVES[right].some((role) => me.roles.includes(role)))

const at = (account: string): string => `people/${encodeURIComponent(account)}`

export const getPeople = (): Promise<readonly PersonRow[]> => call("GET", "people")
export const addPerson = (account: string, draft: PersonDraft): Promise<OneTime> =>
  call("POST", "people", { account, ...draft })
export const changePerson = (account: string, draft: PersonDraft): Promise<PersonRow> =>
  call("PUT", at(account), draft)
export const resetPassword = (account: string): Promise<OneTime> => call("POST", `${at(account)}/password`, {})
export const unlock = (account: string): Promise<unknown> => call("POST", `${at(account)}/unlock`, {})
export const getSessions = (account: string): Promise<readonly Session[]> => call("GET", `${at(account)}/sessions`)
export const endSession = (account: string, id: string): Promise<unknown> =>
  call("DELETE", `${at(account)}/sessions/${id}`)
export const getTokens = (account: string): Promise<readonly Token[]> => call("GET", `${at(account)}/tokens`)
export const endToken = (account: string, id: string): Promise<unknown> => call("DELETE", `${at(account)}/tokens/${id}`)

/** The address with which somebody signs in the first time; what is behind # is sent to no server. */
export const linkOf = (once: OneTime): string =>
  `${location.origin}/sign-in#${encodeURIComponent(once.account)}:${encodeURIComponent(once.password)}`

/** Account and password of such an address, null where it is none. */
export function readLink(hash: string): { account: string; password: string } | null {
  const found = /^#([^:]+):(.+)$/.exec(hash)
  if (!found) return null
  try {
    return { account: decodeURIComponent(found[1]!), password: decodeURIComponent(found[2]!) }
  } catch {
    return null
  }
}
