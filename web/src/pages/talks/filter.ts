// What the list of conversations shows; kept in the page's address. Pure.

export interface Row {
  readonly id: string
  readonly channel: string
  readonly direction: string
  readonly queue: string
  readonly agent: string
  readonly customer: string
  readonly arrived: number
  readonly over?: number | null
  readonly phase: string
  readonly score?: number | null
  readonly missed: number
  readonly broken: number
  readonly rating?: number | null
  /** What was left out of hours. */
  readonly left: string
  /** The utterance in which the words were found, masked. */
  readonly said?: string
}

/** What a report may ask of the list besides: the server knows what it means. */
export const EXTRAS = ["only", "clause", "verdict", "channel", "queue", "product", "stage", "hour"] as const
export type Extra = (typeof EXTRAS)[number]
export const PAGE = 100

export interface Filter {
  /** Days as YYYY-MM-DD, both included; empty for no bound. */
  readonly from: string
  readonly to: string
  readonly agent: string
  readonly missed: boolean
  readonly words: string
  readonly extras: Readonly<Partial<Record<Extra, string>>>
  readonly sort: Sort
  /** From 0. */
  readonly page: number
}

export const SORTS = ["time", "score", "faults", "wait", "rating", "length"] as const
export type Sort = (typeof SORTS)[number]

const DAY = /^\d{4}-\d{2}-\d{2}$/

export function readFilter(search: string): Filter {
  const query = new URLSearchParams(search)
  const of = (name: string): string => query.get(name) ?? ""
  const bound = (name: string): string => (DAY.test(of(name)) ? of(name) : "")
  const sort = SORTS.find((one) => one === of("sort")) ?? "time"
  const extras: Partial<Record<Extra, string>> = {}
  for (const name of EXTRAS) {
    const value = query.get(name)
    if (value !== null) extras[name] = value
  }
  const page = Math.max(0, Math.min(99, Number.parseInt(of("page"), 10) || 0))
  return {
    from: bound("from"), to: bound("to"), agent: of("agent"), missed: of("missed") === "1", words: of("q"), extras, sort, page,
  }
}

/** The filter as it stands in the address; what is as usual is left out. */
export function writeFilter(filter: Filter): string {
  const query = asQuery(filter, "from", "to")
  if (filter.page) query.set("page", String(filter.page))
  return query.toString()
}

function asQuery(filter: Filter, from: string, to: string): URLSearchParams {
  const query = new URLSearchParams()
  if (filter.from) query.set(from, filter.from)
  if (filter.to) query.set(to, filter.to)
  if (filter.agent) query.set("agent", filter.agent)
  if (filter.missed) query.set("missed", "1")
  if (filter.words) query.set("q", filter.words)
  for (const [name, value] of Object.entries(filter.extras)) query.set(name, value)
  if (filter.sort !== "time") query.set("sort", filter.sort)
  return query
}

/** The query of the server for a filter; days are those of the centre. */
export function asked(centre: string, filter: Filter): string {
  const query = asQuery(filter, "from_day", "to_day")
  query.set("centre", centre)
  query.set("limit", String(PAGE))
  if (filter.page) query.set("offset", String(filter.page * PAGE))
  return query.toString()
}
