// The live socket of a centre: its conversations kept up to date, and what an agent or team leader can ask for.

import { ApiError } from "./line.js"
import type { Talk } from "./models.js"

type Fields = Readonly<Record<string, unknown>>

/** What is needed of a WebSocket. */
export interface Socket {
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
  onerror: ((event: unknown) => void) | null
  send(text: string): void
  close(): void
}

export interface LiveOptions {
  readonly token: string
  readonly centre: string
  readonly locale?: string
  /** Opens the line with these headers; without it the global WebSocket does, as Node has it from version 22. On Node 20
   * give `(address, headers) => new WebSocket(address, { headers })` with the WebSocket of the package `ws`. */
  readonly socket?: (address: string, headers: Readonly<Record<string, string>>) => Socket
  /** Told after every change, with the ids of the conversations that it is about. */
  readonly onChange?: (talks: readonly string[]) => void
  /** The line is gone, for a reason other than `close()`: connect again, the snapshot holds all. */
  readonly onLost?: (code: number) => void
}

/** What a merge patch makes of an object (RFC 7396). */
export function merged(old: unknown, patch: Fields): Fields {
  const made: Record<string, unknown> = typeof old === "object" && old !== null ? { ...old } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete made[key]
    else made[key] = typeof value === "object" && !Array.isArray(value) ? merged(made[key], value as Fields) : value
  }
  return made
}

function opened(address: string, headers: Readonly<Record<string, string>>): Socket {
  const Global = (globalThis as { WebSocket?: unknown }).WebSocket as (new (address: string, more: object) => Socket) | undefined
  if (!Global) throw new Error("There is no WebSocket here: give one as `socket`")
  return new Global(address, { headers })
}

interface Message {
  readonly type: string
  readonly id?: number
  readonly position: number
  readonly at: number
  readonly centre: Fields
  readonly talks: Readonly<Record<string, Talk>>
  readonly patch: { readonly talks?: Fields }
  readonly result?: unknown
}

/** See LiveOptions. `connect()` resolves with the first snapshot. */
export class Live {
  centre: Fields = {}
  talks: Readonly<Record<string, Talk>> = {}
  /** In the records. */
  position = 0
  /** The server's clock, ms since 1970. */
  at = 0
  readonly #socket: Socket
  readonly #options: LiveOptions
  readonly #asked = new Map<number, { done: (result: unknown) => void; failed: (why: Error) => void }>()
  #last = 0
  #closed = false

  private constructor(server: string, options: LiveOptions, ready: (live: Live) => void, failed: (why: Error) => void) {
    this.#options = options
    const query = new URLSearchParams({ centre: options.centre, locale: options.locale ?? "en" })
    const address = `${server.replace(/^http/, "ws").replace(/\/$/, "")}/api/live?${query}`
    this.#socket = (options.socket ?? opened)(address, { authorization: `Bearer ${options.token}` })
    this.#socket.onmessage = ({ data }) => {
      if (typeof data === "string" && data) this.#hear(JSON.parse(data) as Message, ready)
    }
    // Why a line broke comes with its end.
    this.#socket.onerror = () => undefined
    this.#socket.onclose = ({ code }) => {
      const why = new ApiError(code, { code: "lost", message: `The line was closed with ${code}.` })
      failed(why)
      for (const one of this.#asked.values()) one.failed(why)
      this.#asked.clear()
      if (!this.#closed) options.onLost?.(code)
    }
  }

  static connect(server: string, options: LiveOptions): Promise<Live> {
    return new Promise((ready, failed) => void new Live(server, options, ready, failed))
  }

  /** Ask for something (see the list of asks); its `result`, once it is durable. Rejects with ApiError: status 409 and the
   * code of the refusal, or code `lost`. */
  ask<T = unknown>(what: Fields & { readonly do: string }): Promise<T> {
    const id = ++this.#last
    return new Promise<T>((done, failed) => {
      this.#asked.set(id, { done: done as (result: unknown) => void, failed })
      this.#socket.send(JSON.stringify({ ...what, id }))
    })
  }

  close(): void {
    this.#closed = true
    this.#socket.close()
  }

  #hear(got: Message, ready: (live: Live) => void): void {
    if (got.type === "snapshot" || got.type === "patch") {
      this.position = got.position
      this.at = got.at
      const whole = got.type === "patch" ? merged({ centre: this.centre, talks: this.talks }, got.patch) : got
      this.centre = whole.centre as Fields
      this.talks = whole.talks as Readonly<Record<string, Talk>>
      this.#options.onChange?.(Object.keys(got.type === "patch" ? (got.patch.talks ?? {}) : got.talks))
      ready(this)
      return
    }
    const asked = this.#asked.get(got.id ?? 0)
    if (!asked || (got.type !== "done" && got.type !== "refused")) return
    this.#asked.delete(got.id!)
    if (got.type === "done") asked.done(got.result)
    else asked.failed(new ApiError(409, got as unknown as Fields))
  }
}
