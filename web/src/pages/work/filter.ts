// What a board shows, as it stands in the address.

export const BOARDS = ["today", "promise", "ticket", "lead", "repair", "callback", "calendar"] as const
export type Board = (typeof BOARDS)[number]

export interface Filter {
  readonly board: Board
  readonly owner: string
  readonly department: string
  readonly status: string
  readonly what: string
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

const TEXTS = ["owner", "department", "status", "what", "q", "id", "view", "day", "span"] as const

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

/** What is asked of the server for a board. */
export function asked(centre: string, filter: Filter): string {
  const query = new URLSearchParams({ centre, limit: "200" })
  if (filter.board === "today") query.set("owner", filter.owner || "me")
  else query.set("kind", filter.board)
  if (filter.board !== "today" && filter.owner) query.set("owner", filter.owner)
  for (const name of ["department", "status", "what", "q"] as const) if (filter[name]) query.set(name, filter[name])
  if (filter.late) query.set("late", "1")
  return query.toString()
}
