// How a call gets to the server and back.

/** What the server refused. `code` is stable, `message` a sentence in the language asked for. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly field: string
  /** The answer whole; a blocked draft has `hits` in it. */
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super([body["field"], body["message"] ?? status].filter(Boolean).join(": "))
    this.status = status
    this.code = String(body["code"] ?? status)
    this.field = String(body["field"] ?? "")
    this.body = body
  }
}

export interface Options {
  /** Of a program, made under My account or by `makeToken`. */
  readonly token?: string
  /** Of messages: zh-Hans, zh-Hant, en. */
  readonly locale?: string
  /** Instead of the global one. */
  readonly fetch?: typeof fetch
}

interface Sent {
  readonly body?: unknown
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
}

/** A path with its slots filled. */
export function path(pattern: string, slots: Readonly<Record<string, string>> = {}): string {
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(slots[name] ?? ""))
}

/** A server. Calls reject with ApiError, and with what fetch rejects with. */
export class Line {
  readonly #server: string
  readonly #options: Options
  /** What a session wants to hear with every change; kept when somebody signs in. */
  csrf = ""
  /** Its cookie, where there is no browser to keep it. */
  #cookie = ""

  constructor(server: string, options: Options = {}) {
    this.#server = server.replace(/\/$/, "")
    this.#options = options
  }

  async #send(method: string, where: string, { body, query }: Sent): Promise<Response> {
    const url = new URL(this.#server + where)
    for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(name, String(value))
    const headers: Record<string, string> = { "accept-language": this.#options.locale ?? "en" }
    if (this.#options.token) headers["authorization"] = `Bearer ${this.#options.token}`
    if (this.csrf) headers["x-csrf"] = this.csrf
    if (this.#cookie) headers["cookie"] = this.#cookie
    if (body !== undefined) headers["content-type"] = "application/json"
    const answer = await (this.#options.fetch ?? fetch)(url, { method, headers, body: body === undefined ? null : JSON.stringify(body) })
    // A browser keeps cookies to itself and shows none.
    const set = answer.headers.get("set-cookie")
    if (set) this.#cookie = set.split(";")[0]!
    if (answer.ok) return answer
    const told: unknown = await answer.json().catch(() => null)
    throw new ApiError(answer.status, typeof told === "object" && told !== null ? (told as Record<string, unknown>) : {})
  }

  /** The answer as JSON has it. */
  async call<T>(method: string, where: string, sent: Sent = {}): Promise<T> {
    const answer = (await (await this.#send(method, where, sent)).json()) as T
    if (where === "/api/sign-in") this.csrf = (answer as { csrf: string }).csrf
    return answer
  }

  /** The answer as it is. */
  async file(method: string, where: string, sent: Sent = {}): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#send(method, where, sent)).arrayBuffer())
  }
}
