// What a board shows, as it stands in the address.

import { dayStart } from "../../parts/time"

export const BOARDS = ["today", "promise", "ticket", "lead", "repair", "callback", "all", "calendar"] as const
export type Board = (typeof BOARDS)[number]

export interface Filter {
  readonly board: Board
  readonly owner: string
  readonly department: string
  readonly status: string
  readonly what: string
  readonly stage: string
  /** The list of calls. */
  readonly campaign: string
  /** When it is due, or was closed: today, week, month. */
  readonly due: string
  /** The customer whose work is meant, by the id in the database. */
  readonly customer: string
  /** What a figure of a report counts: its name, the days, and how the report was filtered. */
  readonly tally: string
  readonly from_day: string
  readonly to_day: string
  readonly channel: string
  readonly queue: string
  readonly agent: string
  readonly late: boolean
  readonly q: string
  /** The piece of work whose panel is open. */
  readonly id: string
  /** How a board is looked at: as a list, or by stages. */
  readonly view: string
  /** The day that the calendar shows, YYYY-MM-DD, and whether a week or a month of it. */
  readonly day: string
  readonly span: string
}

const COUNTED = ["tally", "from_day", "to_day", "channel", "queue", "agent"] as const
const ASKED = ["department", "what", "stage", "campaign", "customer", "q", ...COUNTED] as const
const TEXTS = ["owner", "status", "due", "id", "view", "day", "span", ...ASKED] as const

/** What goes when another board is chosen: it means nothing there. */
export const FRESH: Partial<Filter> = { id: "", what: "", status: "", stage: "", campaign: "", due: "", customer: "", ...empty(COUNTED) }

function empty<T extends string>(names: readonly T[]): Record<T, string> {
  return Object.fromEntries(names.map((name) => [name, ""])) as Record<T, string>
}

export function readFilter(search: string): Filter {
  const query = new URLSearchParams(search)
  const board = BOARDS.find((one) => one === query.get("board")) ?? "today"
  const texts = Object.fromEntries(TEXTS.map((name) => [name, query.get(name) ?? ""])) as Record<(typeof TEXTS)[number], string>
  return { board, late: query.get("late") === "1", ...texts }
}

export function writeFilter(filter: Filter): string {
  const query = new URLSearchParams()
  if (filter.board !== "today") query.set("board", filter.board)
  for (const name of TEXTS) if (filter[name]) query.set(name, filter[name])
  if (filter.late) query.set("late", "1")
  return query.toString()
}

/** The status that is meant: what a figure counts may be over. */
export const statusOf = (filter: Filter): string => filter.status || (filter.tally ? "all" : "alive")

const SPANS: Readonly<Record<string, number>> = { today: 1, week: 7, month: 30 }

/** What is asked of the server for a board; `day`: the first instant of today. */
export function asked(centre: string, filter: Filter, day: number): string {
  const query = new URLSearchParams({ centre, limit: "200" })
  if (filter.board === "today") query.set("owner", filter.owner || "me")
  else if (filter.board !== "all") query.set("kind", filter.board)
  if (filter.board !== "today" && filter.owner) query.set("owner", filter.owner)
  const status = statusOf(filter)
  if (status !== "alive") query.set("status", status)
  for (const name of ASKED) if (filter[name]) query.set(name, filter[name])
  if (filter.late) query.set("late", "1")
  const days = SPANS[filter.due]
  if (days && status === "closed") query.set("from", String(dayStart(day, 1 - days)))
  else if (days) {
    query.set("from", String(day))
    query.set("before", String(dayStart(day, days)))
  }
  return query.toString()
}
