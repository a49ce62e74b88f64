// What a customer has written and the server has not shown yet. The server shows the chat whole and in order, so a
// message is there once the chat has as many of the customer's lines as it had to have.

export interface Unsent {
  /** Which of the customer's lines it will be, from 1. */
  readonly ordinal: number
  readonly text: string
}

/** The messages still to come when the server shows so many of the customer's lines. */
export function settled(outbox: readonly Unsent[], shown: number): readonly Unsent[] {
  return outbox.every((one) => one.ordinal > shown) ? outbox : outbox.filter((one) => one.ordinal > shown)
}

/** The outbox with one more message. */
export function added(outbox: readonly Unsent[], shown: number, text: string): readonly Unsent[] {
  const last = outbox.at(-1)?.ordinal ?? shown
  return [...outbox, { ordinal: last + 1, text }]
}
