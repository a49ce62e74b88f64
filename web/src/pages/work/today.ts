// What is to be done today, by when.

import type { WorkRow } from "../../work-wire"
import { dayAt, instantAt, plus } from "../../parts/days"
import { zone } from "../../parts/time"
import { nextOf } from "./api"

export const GROUPS = ["overdue", "today", "tomorrow", "later", "open"] as const
export type Group = (typeof GROUPS)[number]

/** Where a piece of work belongs at an instant; days are those of the centre. */
export function groupOf(row: WorkRow, now: number): Group {
  const next = nextOf(row)
  if (!next) return "open"
  if (next.at <= now) return "overdue"
  const day = dayAt(now, zone())
  const midnight = instantAt(plus(day, 1), 0, zone())
  const after = instantAt(plus(day, 2), 0, zone())
  if (next.at < midnight) return "today"
  return next.at < after ? "tomorrow" : "later"
}

/** The rows by group, in the order in which they ring. */
export function grouped(rows: readonly WorkRow[], now: number): readonly (readonly [Group, readonly WorkRow[]])[] {
  const made = new Map<Group, WorkRow[]>(GROUPS.map((one) => [one, []]))
  for (const row of rows) made.get(groupOf(row, now))!.push(row)
  return [...made].filter(([, found]) => found.length > 0)
}

/** The first instant of the day. */
export const dayStart = (now: number): number => instantAt(dayAt(now, zone()), 0, zone())
