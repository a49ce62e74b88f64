// What the connector's routes say; see src/saywell/desk/connect.py.

export interface Resource {
  readonly url: string
  readonly rows?: string
  readonly fields?: Readonly<Record<string, string>>
}

export interface Connector {
  readonly kind?: "none" | "sql" | "http"
  readonly url?: string
  readonly statements?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly resources?: Readonly<Record<string, Resource>>
  readonly timeout_s?: number
  readonly most?: number
  readonly private_redirects?: boolean
  readonly on?: boolean
}

export type Kept = "environment" | "file" | "missing"

export interface ConnectorPage {
  readonly connector: Connector
  readonly secrets: Readonly<Record<string, Kept>>
  readonly questions: Readonly<Record<string, readonly string[]>>
  readonly version: number
}

export interface Tried {
  readonly count: number
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly ms: number
}

/** The questions of a trial, in the order in which the desk asks them. */
export const TRIED = ["order", "lines", "outbound", "events"] as const

/** The secrets that a connector names, in order. */
export function secretsIn(connector: Connector): string[] {
  const texts = [connector.url ?? "", ...Object.values(connector.headers ?? {})]
  const named = texts.flatMap((text) => [...text.matchAll(/\{([a-z][a-z0-9_]*)\}/g)].map((found) => found[1]!))
  return [...new Set(named)].filter((name) => name !== "data")
}

/** A map with one key renamed, its order kept. */
export function renamed<T>(map: Readonly<Record<string, T>>, from: string, to: string): Record<string, T> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key === from ? to : key, value]))
}

/** A map without a key. */
export function without<T>(map: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([one]) => one !== key))
}
