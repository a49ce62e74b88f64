// The customer's line to the server: begins a chat, goes on with it after a reload or a broken connection.

import type { Chat } from "../chat-wire"
import type { Refused } from "../wire"
import type { Locale } from "../languages"
import { added, settled, type Unsent } from "./outbox"

export interface Ticket {
  readonly id: string
  readonly token: string
}

export type Link = "none" | "connecting" | "live" | "lost"

export interface LineState {
  readonly ticket: Ticket | null
  readonly link: Link
  readonly chat: Chat | null
  readonly outbox: readonly Unsent[]
  /** Why something was not done, in the customer's language. */
  readonly fault: string
}

type Ask =
  | { do: "say"; text: string }
  | { do: "typing"; on: boolean }
  | { do: "rate"; stars: number; text: string }
  | { do: "leave"; text: string; contact: string }
  | { do: "end" }

const FIRST_WAIT = 500
const LONGEST_WAIT = 8_000
const TYPING_LASTS = 4_000
/** The server does not know the chat, or the token is not its own. */
const GONE = new Set([4401, 4404])

const EMPTY: LineState = { ticket: null, link: "none", chat: null, outbox: [], fault: "" }

/** A frame of another site may be denied storage; then a reload begins anew. */
export function store(lasting: boolean): Storage | null {
  try {
    return lasting ? localStorage : sessionStorage
  } catch {
    return null
  }
}

/** The chat that an address opens, for a customer to whom we wrote first: `#id:token`. */
export function ticketIn(hash: string): Ticket | null {
  const found = /^#([\w.-]{1,80}):([\w-]{16,80})$/.exec(hash)
  return found ? { id: found[1]!, token: found[2]! } : null
}

export class Line {
  private state: LineState = EMPTY
  private readonly listeners = new Set<() => void>()
  private socket: WebSocket | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private stopTyping: ReturnType<typeof setTimeout> | undefined
  private wait = FIRST_WAIT
  private readonly kept: string

  constructor(
    private readonly centre: string,
    private locale: Locale,
    private readonly storage: Storage | null,
  ) {
    this.kept = `saywell.chat.${centre}`
    const sent = ticketIn(location.hash)
    if (sent) {
      this.storage?.setItem(this.kept, JSON.stringify(sent))
      // The key is not left in the address.
      history.replaceState(null, "", location.pathname + location.search)
    }
    const text = this.storage?.getItem(this.kept)
    const ticket = sent ?? (text ? (JSON.parse(text) as Ticket) : null)
    if (!ticket) return
    this.state = { ...EMPTY, ticket }
    this.connect()
  }

  get = (): LineState => this.state

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Language of refusals from now on. */
  speak(locale: Locale): void {
    this.locale = locale
  }

  /** Begin a chat; with `leave` the message is left where the centre is closed. */
  begin = async (name: string, message: string, more: { leave?: boolean; contact?: string } = {}): Promise<void> => {
    this.set({ fault: "", link: "connecting" })
    try {
      const answer = await fetch(`/api/chat?locale=${this.locale}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ centre: this.centre, locale: this.locale, name, message, ...more }),
      })
      const body = (await answer.json()) as Ticket & { message?: string }
      if (!answer.ok) throw new Error(body.message ?? answer.statusText)
      const ticket = { id: body.id, token: body.token }
      this.storage?.setItem(this.kept, JSON.stringify(ticket))
      this.set({ ticket })
      this.connect()
    } catch (error) {
      this.set({ link: "none", fault: error instanceof TypeError ? "" : (error as Error).message })
      throw error
    }
  }

  say = (text: string): void => {
    clearTimeout(this.stopTyping)
    this.stopTyping = undefined
    this.set({ outbox: added(this.state.outbox, this.mine(), text), fault: "" })
    this.send({ do: "say", text })
  }

  /** The customer touches a key; that they stopped is told after a while. */
  typing = (): void => {
    if (this.stopTyping === undefined) this.send({ do: "typing", on: true })
    clearTimeout(this.stopTyping)
    this.stopTyping = setTimeout(() => {
      this.stopTyping = undefined
      this.send({ do: "typing", on: false })
    }, TYPING_LASTS)
  }

  rate = (stars: number, text: string): boolean => this.send({ do: "rate", stars, text })
  leave = (text: string, contact: string): boolean => this.send({ do: "leave", text, contact })
  end = (): boolean => this.send({ do: "end" })

  /** Connect at once instead of waiting. */
  retry = (): void => {
    if (this.state.link === "lost") this.connect()
  }

  /** Forget this chat; the next one begins anew. */
  forget = (): void => {
    clearTimeout(this.timer)
    clearTimeout(this.stopTyping)
    this.stopTyping = undefined
    const socket = this.socket
    this.socket = null
    socket?.close()
    this.storage?.removeItem(this.kept)
    this.set(EMPTY)
  }

  private set(change: Partial<LineState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of [...this.listeners]) listener()
  }

  private mine(): number {
    return this.state.chat?.lines.filter((line) => line.by === "me").length ?? 0
  }

  private send(ask: Ask): boolean {
    if (this.state.link !== "live" || this.socket?.readyState !== WebSocket.OPEN) return false
    this.socket.send(JSON.stringify(ask))
    return true
  }

  private connect(): void {
    clearTimeout(this.timer)
    const { ticket } = this.state
    if (!ticket) return
    this.set({ link: this.state.link === "lost" ? "lost" : "connecting" })
    const scheme = location.protocol === "https:" ? "wss:" : "ws:"
    const query = new URLSearchParams({ ...ticket, locale: this.locale })
    const socket = new WebSocket(`${scheme}//${location.host}/api/chat?${query}`)
    this.socket = socket
    let first = true
    socket.onmessage = (event: MessageEvent<string | Blob>) => {
      if (this.socket !== socket || typeof event.data !== "string") return
      const heard = JSON.parse(event.data) as Chat | Refused
      if (heard.type === "refused") {
        this.refuse(heard)
        return
      }
      this.show(heard, first)
      first = false
    }
    socket.onclose = (event) => {
      if (this.socket === socket) this.lose(event.code)
    }
  }

  private show(chat: Chat, first: boolean): void {
    const outbox = settled(this.state.outbox, chat.lines.filter((line) => line.by === "me").length)
    this.wait = FIRST_WAIT
    this.set({ chat, link: "live", outbox: chat.phase === "over" ? [] : outbox })
    // What the server has not got, it gets again; what it has got is no longer in the outbox.
    if (first) for (const { text } of this.state.outbox) this.send({ do: "say", text })
  }

  private refuse(heard: Refused): void {
    this.set({ fault: heard.message, outbox: [] })
  }

  private lose(code: number): void {
    if (GONE.has(code)) {
      this.forget()
      return
    }
    const wait = this.wait * (0.75 + Math.random() / 2)
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT)
    this.set({ link: "lost" })
    this.timer = setTimeout(() => this.connect(), wait)
  }
}
