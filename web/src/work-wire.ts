// Written by tools/typescript.py from src/saywell/desk/work_wire.py; change it there.

import type { Text } from "./wire"

/** Something to choose: a stage, a reason, a department. */
export interface Choice {
  readonly id: string
  readonly title: Text
}

/** A piece of work in a list. `what`: the entry of followup.yaml, `title` its name; `due`: when the customer is to
 * have the answer, `acknowledge`, `status_due`, `visit` and `next_try` the other clocks; `kept`: whether the customer
 * had the answer in time, null while that is open; `campaign`: the list for which somebody is called;
 * `talk`, `line`, `from`, `to`, `words`: where it was said. */
export interface WorkRow {
  readonly id: string
  readonly kind: string
  readonly what: string
  readonly title: Text
  readonly centre: string
  readonly status: string
  readonly opened: number
  readonly closed?: number | null
  readonly due?: number | null
  readonly allowed?: number | null
  readonly late: boolean
  readonly kept?: boolean | null
  readonly promised: boolean
  readonly act: string
  readonly about: string
  readonly owner: string
  readonly department: string
  readonly level: string
  readonly customer: string
  readonly name: string
  readonly phone: string
  readonly talk: string
  readonly line: number
  readonly from: number
  readonly to: number
  readonly words: string
  readonly clauses: readonly string[]
  readonly stage: string
  readonly amount?: number | null
  readonly outcome: string
  readonly reason: string
  readonly into: string
  readonly of: string
  readonly campaign: string
  readonly acknowledged?: number | null
  readonly acknowledge?: number | null
  readonly status_due?: number | null
  readonly visit?: number | null
  readonly next_try?: number | null
  readonly tries: number
  readonly printed?: number | null
}

/** A piece of work whole: its form, what can be chosen, everything that happened to it. `can`: commands that whoever
 * looks may give now; `limit`: the latest that may be promised now; `levels`: how far up it can go. */
export interface Work {
  readonly id: string
  readonly kind: string
  readonly what: string
  readonly title: Text
  readonly centre: string
  readonly status: string
  readonly opened: number
  readonly closed?: number | null
  readonly due?: number | null
  readonly allowed?: number | null
  readonly late: boolean
  readonly kept?: boolean | null
  readonly promised: boolean
  readonly act: string
  readonly about: string
  readonly owner: string
  readonly department: string
  readonly level: string
  readonly customer: string
  readonly name: string
  readonly phone: string
  readonly talk: string
  readonly line: number
  readonly from: number
  readonly to: number
  readonly words: string
  readonly clauses: readonly string[]
  readonly stage: string
  readonly amount?: number | null
  readonly outcome: string
  readonly reason: string
  readonly into: string
  readonly of: string
  readonly campaign: string
  readonly acknowledged?: number | null
  readonly acknowledge?: number | null
  readonly status_due?: number | null
  readonly visit?: number | null
  readonly next_try?: number | null
  readonly tries: number
  readonly printed?: number | null
  readonly fields: Text
  readonly can: readonly string[]
  readonly limit?: number | null
  readonly levels: readonly string[]
  readonly stages: readonly Choice[]
  readonly reasons: readonly Choice[]
  readonly history: readonly unknown[]
}

/** Work by its next instant, the soonest first; `more`: how many did not fit in, `total`: how many there are, at
 * least so many where `exact` is false; `now`: the instant of the answer, by the server's clock;
 * `behind`: how many records of what happened are not in it yet. */
export interface WorkList {
  readonly work: readonly WorkRow[]
  readonly more: number
  readonly total: number
  readonly exact: boolean
  readonly now: number
  readonly behind: number
}

/** What can be entered: an entry of followup.yaml, with the fields of its form and its stages. */
export interface WorkEntry {
  readonly id: string
  readonly kind: string
  readonly title: Text
  readonly fields: readonly string[]
  readonly stages: readonly Choice[]
}

/** A department; `mine`: whether who asks may take its work. */
export interface WorkDepartment {
  readonly id: string
  readonly title: Text
  readonly members: readonly string[]
  readonly leader: string
  readonly mine: boolean
}

/** A list of calls by which call-backs are found. `status`: open, paused or closed; `made`: the instant. */
export interface WorkCalls {
  readonly id: string
  readonly title: string
  readonly status: string
  readonly made: number
}

/** What the boards of a centre need to know: entries, departments; `people`: who works there, by number; `names`:
 * also of those who have left or have no account; `all`: whether who asks sees the work of others; `open`: blocks of
 * working time (instants) in the weeks asked for; `zone`: of the centre; `lists`: of calls, those that go on first,
 * the newest first. */
export interface WorkPlace {
  readonly entries: readonly WorkEntry[]
  readonly departments: readonly WorkDepartment[]
  readonly people: Text
  readonly names: Text
  readonly all: boolean
  readonly open: readonly (readonly [number, number])[]
  readonly zone: string
  readonly lists: readonly WorkCalls[]
}

/** How it went: the pieces as they stand now, and what went wrong with the others, by id. */
export interface Changed {
  readonly work: readonly Work[]
  readonly refused: Text
}

/** The calendar feed of somebody. `made`: whether there is one; `address`: told once, when it is made. */
export interface WorkFeed {
  readonly made: boolean
  readonly address: string
}
