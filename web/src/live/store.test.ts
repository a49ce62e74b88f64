import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { AskRefused, LiveStore } from "./store"

class Socket {
  static readonly OPEN = 1
  static all: Socket[] = []
  readyState = 1
  sent: Record<string, unknown>[] = []
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  constructor(readonly address: string) {
    Socket.all.push(this)
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>)
  }
  hear(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) })
  }
  close(): void {
    this.onclose?.({ code: 1000 })
  }
}

const last = (): Socket => Socket.all[Socket.all.length - 1]!
const snapshot = { type: "snapshot", position: 5, at: 1000, centre: { id: "shop" }, talks: { a: { id: "a", missed: 0 } } }

describe("live store", () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal("WebSocket", Socket)
    Socket.all = []
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it("takes a snapshot and patches, and forgets a conversation that is null", () => {
    const live = new LiveStore("ws://x")
    last().hear(snapshot)
    expect(live.get().link).toBe("live")
    last().hear({ type: "patch", position: 6, at: 1001, patch: { talks: { a: { missed: 2 } } } })
    expect(live.get().talks.a?.missed).toBe(2)
    last().hear({ type: "patch", position: 7, at: 1002, patch: { talks: { a: null } } })
    expect(live.get().talks).toEqual({})
  })

  it("passes over a patch that the snapshot already holds", () => {
    const live = new LiveStore("ws://x")
    last().hear(snapshot)
    last().hear({ type: "patch", position: 4, at: 1001, patch: { talks: { a: { missed: 9 } } } })
    expect(live.get().talks.a?.missed).toBe(0)
  })

  it("answers asks by their id and tells refusals", async () => {
    const live = new LiveStore("ws://x")
    last().hear(snapshot)
    const first = live.ask({ do: "take", talk: "a" })
    const second = live.ask({ do: "press", talk: "a", key: "hang_up" })
    last().hear({ type: "refused", id: 2, code: "locked", message: "not yet", hits: [] })
    last().hear({ type: "done", id: 1, at: 1, result: null })
    await expect(first).resolves.toMatchObject({ id: 1 })
    await expect(second).rejects.toMatchObject({ code: "locked", message: "not yet" })
  })

  it("comes back by itself and repeats what may be repeated", async () => {
    const live = new LiveStore("ws://x")
    last().hear(snapshot)
    const said = live.ask({ do: "say", talk: "a", text: "hello", key: "k" })
    const taken = live.ask({ do: "take", talk: "b" })
    last().onclose?.({ code: 1006 })
    await expect(taken).rejects.toBeInstanceOf(AskRefused)
    expect(live.get().link).toBe("lost")
    await vi.advanceTimersByTimeAsync(700)
    expect(Socket.all).toHaveLength(2)
    last().hear(snapshot)
    expect(last().sent).toEqual([{ do: "say", talk: "a", text: "hello", key: "k", id: 1 }])
    last().hear({ type: "done", id: 1, at: 1, result: null })
    await expect(said).resolves.toBeTruthy()
  })

  it("gives up a line on which nothing is heard", async () => {
    const live = new LiveStore("ws://x")
    last().hear(snapshot)
    await vi.advanceTimersByTimeAsync(44_000)
    last().onmessage?.({ data: new Blob() as unknown as string })
    await vi.advanceTimersByTimeAsync(44_000)
    expect(live.get().link).toBe("live")
    await vi.advanceTimersByTimeAsync(2000)
    expect(Socket.all).toHaveLength(2)
  })

  it("stays away when it is not let in", async () => {
    const live = new LiveStore("ws://x")
    last().onclose?.({ code: 4401 })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(live.get().link).toBe("denied")
    expect(Socket.all).toHaveLength(1)
  })
})
