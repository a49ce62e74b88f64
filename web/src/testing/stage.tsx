// For tests: a page on a stage with a live store that the test fills by hand.

import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { act, type ReactNode } from "react"
import { createRoot, type Root } from "react-dom/client"
import { LiveContext } from "../live/hooks"
import { merge } from "../live/merge"
import { AskRefused, type Live, type LiveState, type Wish } from "../live/store"
import { loadAhead } from "../parts/later"
import { Notices } from "../parts/notices"
import { MeContext } from "../session"
import type { Centre, Done, Entry, Me, Talk } from "../wire"

const each = (text: string): Record<string, string> => ({ "zh-Hans": text, "zh-Hant": text, en: text })

export function entryOf(n: number, text: string, more: Partial<Entry> = {}): Entry {
  return { n, at: Date.now(), kind: "said", by: "customer", text, detail: {}, moves: [], ...more }
}

export function talkOf(id: string, more: Partial<Talk> = {}): Talk {
  return {
    id,
    centre: "shop",
    channel: "phone",
    direction: "inbound",
    phase: "live",
    queue: "sales",
    agent: "7",
    arrived: Date.now() - 60_000,
    answered: Date.now() - 50_000,
    over_by: "",
    deeds: [],
    held: false,
    muted: false,
    customer: {
      id: "c", surname: "Chan", title: "", name: "", phone: "", account: "", lang: "en", notes: "",
      email: "", phones: [], tags: [], never: false, fields: {},
      orders: [], history: [], trouble: {},
    },
    customer_typing: false,
    lang: "en",
    situations: {},
    entries: {},
    say: [],
    timers: [],
    keys: [],
    findings: [],
    promises: [],
    forms: {},
    survey: "",
    rating_text: "",
    answers: {},
    missed: 0,
    broken: 0,
    whispers: {},
    agents: [],
    help_text: "",
    transfer: "",
    transfer_to: "",
    purpose: "",
    ref: "",
    number: "",
    outcome: "",
    heard: "",
    ...more,
  }
}

export function centreOf(more: Partial<Centre> = {}): Centre {
  return {
    id: "shop",
    title: each("Shop"),
    standard: "shop",
    company: each("Kexin"),
    open: true,
    languages: ["en"],
    people: { "7": { number: "7", name: "Xin", status: "idle", since: 0, talks: [], queues: [], offered: "" } },
    waiting: [],
    incident: "",
    today: { offered: 0, answered: 0, abandoned: 0, in_target: 0, target: 20_000, missed: 0, broken: 0 },
    alerts: {},
    queues: { sales: each("Sales") },
    acts: { recorded: each("Recorded") },
    ...more,
  }
}

export const ME = {
  account: "shop-7", number: "7", name: "Xin", roles: ["agent"], centres: ["shop"], locale: "en", csrf: "",
} as Partial<Me> as Me

/** A live store that keeps what was asked; `answers` says what comes back, by what was asked for. */
export class StageLive implements Live {
  readonly asked: Wish[] = []
  readonly answers: Partial<Record<Wish["do"], (wish: Wish) => unknown>> = {}
  private readonly listeners = new Set<() => void>()
  constructor(private state: LiveState) {}
  get = (): LiveState => this.state
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  ask = (wish: Wish): Promise<Done> => {
    this.asked.push(wish)
    const result = this.answers[wish.do]?.(wish) ?? (wish.do === "check" ? [] : null)
    if (result instanceof AskRefused) return Promise.reject(result)
    return Promise.resolve({ type: "done", id: 1, at: 0, result })
  }
  retry = (): void => undefined
  close = (): void => undefined
  patch = async (patch: unknown): Promise<void> => {
    await act(async () => {
      this.state = merge(this.state, patch)
      for (const listener of this.listeners) listener()
    })
  }
  of<D extends Wish["do"]>(kind: D): Extract<Wish, { do: D }>[] {
    return this.asked.filter((wish): wish is Extract<Wish, { do: D }> => wish.do === kind)
  }
}

export function liveOf(talks: readonly Talk[], centre: Partial<Centre> = {}): StageLive {
  return new StageLive({
    link: "live",
    retryAt: 0,
    position: 1,
    centre: centreOf(centre),
    talks: Object.fromEntries(talks.map((talk) => [talk.id, talk])),
  })
}

let root: Root | null = null

/** Show a page; what it shows lies in document.body. */
export async function show(page: ReactNode, live: Live, me: Me = ME): Promise<void> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true, fetch: async () => new Response("{}") })
  const box = document.body.appendChild(document.createElement("div"))
  root = createRoot(box)
  await loadAhead()
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await act(async () =>
    root?.render(
      <QueryClientProvider client={client}>
        <Notices>
          <MeContext value={me}>
            <LiveContext value={live}>{page}</LiveContext>
          </MeContext>
        </Notices>
      </QueryClientProvider>,
    ),
  )
}

export async function clear(): Promise<void> {
  await act(async () => root?.unmount())
  document.body.replaceChildren()
}

/** Press a key where the focus is. */
export async function press(code: string, more: KeyboardEventInit = {}): Promise<void> {
  const target = document.activeElement ?? document.body
  const event = new KeyboardEvent("keydown", { code, key: code, bubbles: true, cancelable: true, ...more })
  await act(async () => void target.dispatchEvent(event))
}

/** Click what a selector finds. */
export async function click(selector: string): Promise<void> {
  await act(async () => document.querySelector<HTMLElement>(selector)!.click())
}

/** Write into a text field as a person would. */
export async function type(field: HTMLTextAreaElement | HTMLInputElement, text: string): Promise<void> {
  const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set
  await act(async () => {
    field.focus()
    set?.call(field, text)
    field.dispatchEvent(new Event("input", { bubbles: true }))
  })
}

/** Let time pass, with all that falls due in it. */
export async function wait(ms: number): Promise<void> {
  await act(async () => new Promise((done) => setTimeout(done, ms)))
}
