// What is to be done today, by when.

import type { WorkRow } from "../../work-wire"
import { dayStart } from "../../parts/time"
import { nextOf } from "./api"

export const GROUPS = ["overdue", "today", "tomorrow", "later", "open"] as const
export type Group = (typeof GROUPS)[number]

/** Where a piece of work belongs at an instant; days are those of the centre. */
export function groupOf(row: WorkRow, now: number): Group {
  const next = nextOf(row)
  if (!next) return "open"
  if (next.at <= now) return "overdue"
  if (next.at < dayStart(now, 1)) return "today"
  return next.at < dayStart(now, 2) ? "tomorrow" : "later"
}

/** The rows by group, in the order in which they ring. */
export function grouped(rows: readonly WorkRow[], now: number): readonly (readonly [Group, readonly WorkRow[]])[] {
  const made = new Map<Group, WorkRow[]>(GROUPS.map((one) => [one, []]))
  for (const row of rows) made.get(groupOf(row, now))!.push(row)
  return [...made].filter(([, found]) => found.length > 0)
}
