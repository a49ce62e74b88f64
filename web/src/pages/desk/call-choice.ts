// Whom to call: what opens the dialog from anywhere on the desk, and what it begins with.

import { useSyncExternalStore } from "react"
import type { Person, Purpose } from "../../wire"

export interface Wanted {
  readonly number: string
  readonly name?: string
  readonly surname?: string
  readonly title?: string
  /** Who it is in the book of customers. */
  readonly person?: string
  /** The conversation whose customer it is. */
  readonly talk?: string
  readonly purpose?: Purpose
  /** What it is about, as its owner calls it. */
  readonly ref?: string
  /** Whether to call or to write; to call where nothing is said. */
  readonly channel?: "phone" | "chat"
}

let wanted: Wanted | null = null
const listeners = new Set<() => void>()

/** Open the dialog, or close it with null. */
export function wantCall(next: Wanted | null): void {
  wanted = next
  for (const listener of [...listeners]) listener()
}

export function useWanted(): Wanted | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => wanted,
  )
}

/** The address that opens the dialog for a customer. */
export function callAddress(person: Person): string {
  const { phone, surname, title, id } = person
  return `/desk?${new URLSearchParams({ call: phone, surname, title, person: id }).toString()}`
}

/** The call that an address asks for: `/desk?call=NUMBER&purpose=…&surname=…&person=…&ref=…`. */
export function wantedBy(search: string): Wanted | null {
  const query = new URLSearchParams(search)
  const number = query.get("call")
  if (number === null) return null
  const { surname, title, person, purpose, ref, channel } = Object.fromEntries(query)
  return { number, surname, title, person, ref, channel: channel === "chat" ? "chat" : "phone", purpose: PURPOSES.find((one) => one === purpose) }
}

export const PURPOSES: readonly Purpose[] = [
  "consultation",
  "complaint",
  "survey",
  "result",
  "promise",
  "unpaid_order",
  "order",
  "delivery",
  "review",
  "other",
]
