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
}

export interface Filter {
  /** Days as YYYY-MM-DD, both included; empty for no bound. */
  readonly from: string
  readonly to: string
  readonly agent: string
  readonly missed: boolean
  readonly sort: Sort
}

export const SORTS = ["time", "score", "faults"] as const
export type Sort = (typeof SORTS)[number]

const DAY = /^\d{4}-\d{2}-\d{2}$/

export function readFilter(search: string): Filter {
  const query = new URLSearchParams(search)
  const of = (name: string): string => query.get(name) ?? ""
  const bound = (name: string): string => (DAY.test(of(name)) ? of(name) : "")
  const sort = SORTS.find((one) => one === of("sort")) ?? "time"
  return { from: bound("from"), to: bound("to"), agent: of("agent"), missed: of("missed") === "1", sort }
}

/** The filter as it stands in the address; what is as usual is left out. */
export function writeFilter(filter: Filter): string {
  const query = new URLSearchParams()
  if (filter.from) query.set("from", filter.from)
  if (filter.to) query.set("to", filter.to)
  if (filter.agent) query.set("agent", filter.agent)
  if (filter.missed) query.set("missed", "1")
  if (filter.sort !== "time") query.set("sort", filter.sort)
  return query.toString()
}

/** The beginning of a day where the page is, as the number of days after it; NaN where there is no such day. */
export function dayStart(day: string, after = 0): number {
  const [year, month, date] = day.split("-").map(Number)
  return new Date(year ?? NaN, (month ?? NaN) - 1, (date ?? NaN) + after).getTime()
}

/** A day as a date field has it. */
export function dayOf(at: number): string {
  const date = new Date(at)
  const two = (number: number): string => String(number).padStart(2, "0")
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The query of the server for a filter: `to` is the first instant that no longer counts. */
export function asked(centre: string, filter: Filter): string {
  const query = new URLSearchParams({ centre })
  if (filter.from) query.set("from", String(dayStart(filter.from)))
  if (filter.to) query.set("to", String(dayStart(filter.to, 1)))
  if (filter.agent) query.set("agent", filter.agent)
  if (filter.missed) query.set("missed", "1")
  return query.toString()
}

/** Rows in their order: the newest, the lowest score, or the most faults first. */
export function sorted(rows: readonly Row[], sort: Sort): readonly Row[] {
  const newest = (a: Row, b: Row): number => b.arrived - a.arrived
  if (sort === "score") return rows.toSorted((a, b) => (a.score ?? 101) - (b.score ?? 101) || newest(a, b))
  if (sort === "faults") return rows.toSorted((a, b) => b.missed + b.broken - a.missed - a.broken || newest(a, b))
  return rows.toSorted(newest)
}
