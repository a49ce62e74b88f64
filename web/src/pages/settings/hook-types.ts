import type { Text } from "../../wire"

/** A type of event; `personal`: fields of it that go only where personal data may go. */
export interface HookType {
  readonly type: string
  readonly text: Text
  readonly personal: readonly string[]
}

export interface HookKey {
  readonly id: string
  readonly made: number
  readonly until: number | null
  readonly secret: string
}

/** A subscription as the server shows it. */
export interface Hook {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly types: readonly string[]
  readonly personal: boolean
  readonly keys: readonly HookKey[]
  readonly off: number | null
  readonly why: string
}

export interface HookWanted {
  readonly name: string
  readonly url: string
  readonly types: readonly string[]
  readonly personal: boolean
  readonly on: boolean
}

export interface Try {
  readonly at: number
  readonly good: boolean
  readonly status: number
  readonly why: string
  readonly ms: number
}

export interface Delivery {
  readonly id: string
  readonly type: string
  readonly at: number
  readonly status: "waiting" | "delivered" | "failed"
  readonly next: number | null
  readonly tries: readonly Try[]
}
