import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { Line } from "./line"

class Socket {
  static readonly OPEN = 1
  static all: Socket[] = []
  readyState = 1
  sent: unknown[] = []
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  constructor(readonly address: string) {
    Socket.all.push(this)
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }
  hear(mine: string[], phase = "live"): void {
    const lines = mine.map((text, place) => ({ n: place + 1, at: 1, by: "me", text }))
    this.onmessage?.({ data: JSON.stringify({ type: "chat", id: "c", phase, lines, rated: null }) })
  }
  close(): void {}
}

const KEPT = "saywell.chat.shop"
const last = (): Socket => Socket.all.at(-1)!

describe("the customer's line", () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal("WebSocket", Socket)
    Socket.all = []
    sessionStorage.clear()
    sessionStorage.setItem(KEPT, JSON.stringify({ id: "c", token: "t" }))
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it("goes on with the chat that is kept", () => {
    const line = new Line("shop", "en", sessionStorage)
    expect(last().address).toContain("id=c&token=t&locale=en")
    last().hear(["hello"])
    expect(line.get()).toMatchObject({ link: "live", chat: { phase: "live" } })
  })

  it("sends again only what the server did not get before the line broke", async () => {
    const line = new Line("shop", "en", sessionStorage)
    last().hear(["one"])
    line.say("two")
    line.say("three")
    last().onclose?.({ code: 1006 })
    expect(line.get().link).toBe("lost")
    await vi.advanceTimersByTimeAsync(1_000)
    last().hear(["one", "two"])
    expect(last().sent).toEqual([{ do: "say", text: "three" }])
    last().hear(["one", "two", "three"])
    expect(line.get().outbox).toEqual([])
    expect(last().sent).toHaveLength(1)
  })

  it("begins anew when the server does not know the chat", () => {
    const line = new Line("shop", "en", sessionStorage)
    last().onclose?.({ code: 4401 })
    expect(line.get().ticket).toBeNull()
    expect(sessionStorage.getItem(KEPT)).toBeNull()
  })

  it("tells once that the customer types, and that they stopped", async () => {
    const line = new Line("shop", "en", sessionStorage)
    last().hear([])
    line.typing()
    line.typing()
    await vi.advanceTimersByTimeAsync(4_000)
    expect(last().sent).toEqual([
      { do: "typing", on: true },
      { do: "typing", on: false },
    ])
  })
})
