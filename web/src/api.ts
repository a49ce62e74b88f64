// Calls over HTTP. The session is a cookie; what changes something carries the token of the session.

import { QueryClient } from "@tanstack/react-query"
import { locale, say } from "./i18n"
import type { Clause, Me, Text } from "./wire"

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message)
  }
}

/** The server was not there; the browser's own words for that are in its own language. */
export class Unreachable extends Error {}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`/api/${path}`, { credentials: "same-origin", ...init })
  } catch {
    throw new Unreachable(say(init.method === "GET" ? "app.away" : "app.away_undone"))
  }
}

export interface DemoAccount {
  readonly account: string
  readonly password: string
  readonly roles: readonly string[]
  readonly centre: string
  readonly name: string
}

export interface PublicCentre {
  readonly id: string
  readonly title: Record<string, string>
  readonly company: Record<string, string>
  readonly standard: string
  readonly zone: string
  readonly open: boolean
  readonly opens: number | null
}

export interface Public {
  readonly centres: readonly PublicCentre[]
  readonly demo: readonly DemoAccount[]
  /** How the identity provider is called at which one may sign in; empty: there is none. */
  readonly provider: string
  /** The server's clock. */
  readonly at: number
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status < 500),
    },
  },
})

let csrf = ""
export function setCsrf(token: string): void {
  csrf = token
}

async function failure(answer: Response): Promise<ApiError> {
  const body = (await answer.json().catch(() => ({}))) as { code?: string; message?: string; field?: string }
  return new ApiError(answer.status, body.code ?? String(answer.status), body.message ?? answer.statusText, body.field)
}

/** Call an address below /api; raises ApiError and Unreachable. */
export async function call<T>(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { "Accept-Language": locale() }
  if (body !== undefined) headers["Content-Type"] = "application/json"
  if (method !== "GET") headers["X-CSRF"] = csrf
  const answer = await reach(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
  if (!answer.ok) throw await failure(answer)
  const text = await answer.text()
  return (text ? JSON.parse(text) : null) as T
}

/** Take a file that a call below /api makes; raises ApiError and Unreachable. */
export async function download(path: string, name: string, body?: unknown): Promise<void> {
  const headers = { "Accept-Language": locale(), "X-CSRF": csrf, "Content-Type": "application/json" }
  const answer = await reach(path, { method: "POST", headers, body: body === undefined ? undefined : JSON.stringify(body) })
  if (!answer.ok) throw await failure(answer)
  const link = document.createElement("a")
  link.href = URL.createObjectURL(await answer.blob())
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export const getPublic = (): Promise<Public> => call("GET", "public")
export const getClauses = (centre: string): Promise<Record<string, Clause>> =>
  call("GET", `centres/${encodeURIComponent(centre)}/clauses`)

/** Who is signed in, or null. */
export async function getMe(): Promise<Me | null> {
  try {
    return await call<Me>("GET", "me")
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null
    throw error
  }
}

/** A figure of a standard: what it is in this centre, and what the standard says. */
export interface Figure {
  readonly id: string
  readonly value: number
  readonly unit: string
  readonly clause: string
  readonly title: Text
  readonly default: number
}

/** When a centre works: blocks `HH:MM-HH:MM` by weekday or range of weekdays. */
export interface Calendar {
  readonly zone?: string
  readonly hours?: Readonly<Record<string, readonly string[]>>
  readonly holidays?: string | null
  readonly closed?: readonly string[]
  readonly opened?: Readonly<Record<string, readonly string[]>>
  readonly makeup?: string
}

/** People who deal with something after conversations. */
export interface Department {
  readonly title?: Text
  readonly members?: readonly string[]
  readonly leader?: string
  readonly takes?: readonly string[]
  readonly calendar?: Calendar | null
}

/** How a centre calls its customers. */
export interface Calling {
  readonly hours?: Calendar | null
  readonly tries?: number
  readonly pause_min?: number
  readonly never?: readonly string[]
}

export interface Employee {
  readonly account: string
  readonly number: string
  readonly name: string
  readonly roles: readonly string[]
}

export interface Settings {
  readonly id: string
  readonly standard: string
  readonly title: Text
  readonly company: Text
  readonly languages: readonly string[]
  readonly numbers: readonly Figure[]
  readonly calendar: Calendar
  readonly queues: Readonly<Record<string, Text>>
  readonly always_open: boolean
  readonly alert_count: number
  readonly alert_within_s: number
  readonly target_s: Readonly<Record<string, number>>
  readonly departments: Readonly<Record<string, Department>>
  readonly calling: Calling
  readonly works: readonly { readonly id: string; readonly title: Text }[]
  readonly people: readonly Employee[]
  readonly version: number
}

export const getSettings = (centre: string): Promise<Settings> =>
  call("GET", `centres/${encodeURIComponent(centre)}/settings`)
