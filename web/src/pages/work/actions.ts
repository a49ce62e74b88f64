// What can be done with a piece of work, and what has to be said for it.
import { instantAt, wall } from "../../parts/days"
import { minuteOf, zone } from "../../parts/time"

export interface Ask {
  readonly name: string
  readonly kind: "text" | "area" | "time" | "whom" | "stage" | "reason" | "outcome" | "amount" | "yes" | "fields" | "called"
  readonly must?: boolean
}

/** What is asked before a command is given; without anything it is given at once. */
export const ASKS: Readonly<Record<string, readonly Ask[]>> = {
  acknowledge: [],
  dispatch: [{ name: "whom", kind: "whom", must: true }],
  escalate: [],
  answer: [{ name: "text", kind: "area", must: true }],
  note: [{ name: "text", kind: "area", must: true }],
  edit: [{ name: "fields", kind: "fields" }],
  promise: [{ name: "due", kind: "time", must: true }],
  pause: [{ name: "why", kind: "text" }],
  resume: [],
  stage: [
    { name: "stage", kind: "stage", must: true },
    { name: "amount", kind: "amount" },
    { name: "text", kind: "reason" },
  ],
  plan: [
    { name: "when", kind: "time", must: true },
    { name: "person", kind: "whom" },
  ],
  visit: [
    { name: "result", kind: "area", must: true },
    { name: "solved", kind: "yes" },
  ],
  try: [
    { name: "outcome", kind: "called", must: true },
    { name: "again", kind: "time" },
  ],
  close: [
    { name: "outcome", kind: "outcome", must: true },
    { name: "reason", kind: "reason" },
  ],
  reopen: [{ name: "reason", kind: "area", must: true }],
}

/** In which order buttons stand; the first that can be done is the main one. */
export const ORDER = [
  "acknowledge", "answer", "try", "visit", "stage", "promise", "dispatch", "escalate", "plan", "print", "note", "edit",
  "pause", "resume", "close", "reopen",
] as const

/** What can be done with many at once. */
export const BULK = ["acknowledge", "dispatch", "escalate", "promise", "note", "close"] as const

export const CALLED = ["reached", "not_home", "wrong_person", "not_now", "refused", "busy", "no_answer", "wrong_number"]

/** An instant as a field for day and time writes it, where the centre is, and back. */
export const toField = (at: number): string => new Date(wall(at, zone())).toISOString().slice(0, 16)
export function fromField(text: string): number {
  const [day, time = ""] = text.split("T")
  return instantAt(new Date(`${day}T00:00Z`), minuteOf(time) / 60, zone())
}
