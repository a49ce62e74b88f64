// Calls over HTTP. The session is a cookie; what changes something carries the token of the session.

import { QueryClient } from "@tanstack/react-query"
import { locale } from "./i18n"
import type { Clause, Me } from "./wire"

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
}

export interface Public {
  readonly centres: readonly PublicCentre[]
  readonly demo: readonly DemoAccount[]
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

/** Call an address below /api; raises ApiError. */
export async function call<T>(method: "GET" | "POST" | "PUT", path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { "Accept-Language": locale() }
  if (body !== undefined) headers["Content-Type"] = "application/json"
  if (method !== "GET") headers["X-CSRF"] = csrf
  const answer = await fetch(`/api/${path}`, {
    method,
    headers,
    credentials: "same-origin",
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!answer.ok) throw await failure(answer)
  const text = await answer.text()
  return (text ? JSON.parse(text) : null) as T
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
