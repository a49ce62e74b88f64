// The live state of one centre: a socket, what it told, and what is asked through it.

import type { AnyAsk, Centre, Done, Heard, Hit, Refused, Talk } from "../wire"
import { merge, share } from "./merge"

export type Link = "connecting" | "live" | "lost" | "denied"

export interface LiveState {
  readonly link: Link
  /** When the next attempt to connect starts, by this machine's clock; 0 while connected. */
  readonly retryAt: number
  readonly position: number
  readonly centre: Centre | null
  readonly talks: Readonly<Record<string, Talk>>
}

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never
export type Wish = WithoutId<AnyAsk>

/** What was asked was refused; `code` is "lost" if the connection broke before an answer. */
export class AskRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly hits: readonly Hit[] = [],
  ) {
    super(message)
  }
}

interface Pending {
  readonly wish: Wish
  readonly resolve: (done: Done) => void
  readonly reject: (reason: AskRefused) => void
}

const EMPTY: LiveState = { link: "connecting", retryAt: 0, position: 0, centre: null, talks: {} }
const FIRST_WAIT = 400
const LONGEST_WAIT = 10_000
/** Close codes by which the server says that coming back is useless. */
const DENIED = new Set([1008, 4401, 4404])
/** The server says something at least every 20 s; a line that is silent for longer than this is dead. */
const SILENCE = 45_000

export interface Live {
  get(): LiveState
  subscribe(listener: () => void): () => void
  /** Ask for something; resolves when it is durable, rejects with AskRefused. */
  ask(wish: Wish): Promise<Done>
  /** Connect at once instead of waiting for the next attempt. */
  retry(): void
  close(): void
}

/** Whether the wish may be sent again after a broken connection: the server knows a repeat by its key, or it sets what
 * it would set anyway. */
function repeatable(wish: Wish): boolean {
  return (wish.do === "say" && Boolean(wish.key)) || wish.do === "status" || wish.do === "form"
}

/** The server's clock less this machine's, ms; shared by all pages because there is one server. */
let offset = 0
export const serverNow = (): number => Date.now() + offset

/** What the server said its time is, for pages without a live state. */
export function setServerNow(at: number): void {
  offset = at - Date.now()
}

export class LiveStore implements Live {
  private state: LiveState = EMPTY
  private readonly listeners = new Set<() => void>()
  private readonly pending = new Map<number, Pending>()
  private socket: WebSocket | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private silence: ReturnType<typeof setTimeout> | undefined
  private wait = FIRST_WAIT
  private lastId = 0
  private closed = false

  constructor(private readonly address: string) {
    this.connect()
  }

  get = (): LiveState => this.state

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  ask = (wish: Wish): Promise<Done> =>
    new Promise((resolve, reject) => {
      const id = ++this.lastId
      const open = this.state.link === "live" && this.socket?.readyState === WebSocket.OPEN
      if (!open && !repeatable(wish)) {
        reject(new AskRefused("lost", ""))
        return
      }
      this.pending.set(id, { wish, resolve, reject })
      if (open) this.send(id, wish)
    })

  retry = (): void => {
    if (this.state.link === "lost") this.connect()
  }

  close = (): void => {
    this.closed = true
    clearTimeout(this.timer)
    clearTimeout(this.silence)
    this.socket?.close()
    for (const { reject } of this.pending.values()) reject(new AskRefused("lost", ""))
    this.pending.clear()
    this.listeners.clear()
  }

  private send(id: number, wish: Wish): void {
    this.socket?.send(JSON.stringify({ ...wish, id }))
  }

  private set(change: Partial<LiveState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of [...this.listeners]) listener()
  }

  private connect(): void {
    clearTimeout(this.timer)
    if (this.closed) return
    const socket = new WebSocket(this.address)
    this.socket = socket
    this.listen(socket)
    socket.onmessage = (event: MessageEvent<unknown>) => {
      this.listen(socket)
      // What is no text only says that the line still stands.
      if (typeof event.data === "string") this.hear(JSON.parse(event.data) as Heard)
    }
    socket.onclose = (event) => {
      if (this.socket === socket) this.lose(event.code)
    }
  }

  /** Give the line up if nothing is heard of it for long: a browser may take minutes to find out. */
  private listen(socket: WebSocket): void {
    clearTimeout(this.silence)
    this.silence = setTimeout(() => {
      socket.onclose = null
      socket.close()
      if (this.socket === socket) this.lose(1006)
    }, SILENCE)
  }

  private lose(code: number): void {
    clearTimeout(this.silence)
    if (this.closed) return
    for (const [id, { wish, reject }] of this.pending) {
      if (repeatable(wish)) continue
      this.pending.delete(id)
      reject(new AskRefused("lost", ""))
    }
    if (DENIED.has(code)) {
      this.set({ link: "denied", retryAt: 0 })
      return
    }
    // Not all pages of a restarted server come back in the same instant.
    const wait = this.wait * (0.75 + Math.random() / 2)
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT)
    this.set({ link: "lost", retryAt: Date.now() + wait })
    this.timer = setTimeout(() => this.connect(), wait)
  }

  private hear(message: Heard): void {
    switch (message.type) {
      case "snapshot":
        offset = message.at - Date.now()
        this.wait = FIRST_WAIT
        this.set({
          link: "live",
          retryAt: 0,
          position: message.position,
          centre: share(this.state.centre, message.centre),
          talks: share(this.state.talks, message.talks),
        })
        for (const [id, { wish }] of this.pending) this.send(id, wish)
        break
      case "patch":
        this.patch(message.position, message.at, message.patch)
        break
      case "done":
      case "refused":
        this.answer(message)
        break
    }
  }

  private patch(position: number, at: number, patch: unknown): void {
    offset = at - Date.now()
    if (position < this.state.position) return
    const { centre, talks } = this.state
    this.set({ position, ...merge({ centre, talks }, patch) })
  }

  private answer(message: Done | Refused): void {
    const pending = this.pending.get(message.id)
    if (!pending) return
    this.pending.delete(message.id)
    if (message.type === "done") pending.resolve(message)
    else pending.reject(new AskRefused(message.code, message.message, message.hits))
  }
}

/** The address of the live socket of a centre, beside this page. */
export function liveAddress(centre: string, locale: string): string {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:"
  return `${scheme}//${location.host}/api/live?centre=${encodeURIComponent(centre)}&locale=${locale}`
}

/** A key by which the server knows a repeat. */
export function repeatKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("")
}
