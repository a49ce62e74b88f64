// Written by tools/typescript.py from src/saywell/desk/chat_wire.py; change it there.

import type { Text } from "./wire"

/** A line of a chat as the customer sees it. `who`: the name of the agent who wrote it; with `by`
 * centre and no text of the one who goes on from here. */
export interface ChatLine {
  readonly n: number
  readonly at: number
  readonly by: "agent" | "centre" | "me"
  readonly text: string
  readonly who: string
}

/** A chat as the customer sees it; sent whole whenever it changes. `phase`: closed out of hours before it began is
 * `away`. `place`: in the queue, from 1, 0 when an agent is there. */
export interface Chat {
  readonly type: "chat"
  readonly id: string
  readonly at: number
  readonly phase: "away" | "live" | "over" | "waiting"
  readonly place: number
  readonly notice: Text
  readonly agent: string
  readonly agent_typing: boolean
  readonly lines: readonly ChatLine[]
  readonly rated?: number | null
  readonly company: Text
  readonly opens?: number | null
}
