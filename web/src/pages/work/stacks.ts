// Where pieces of work stand in a day of the calendar, so that none lies on another.

/** What falls due so close together that it is shown as one stack: the first few, and the rest behind a number. */
export interface Stack<T> {
  /** Its upper edge, in percent of the day that is shown. */
  readonly top: number
  readonly shown: readonly T[]
  readonly rest: readonly T[]
}

/** So many of a stack are shown where it has more. */
export const SHOWN = 4

/** Rows with their place in the day (percent, ascending); `slot`: the height of one, in percent. */
export function stacked<T>(placed: readonly (readonly [number, T])[], slot: number): readonly Stack<T>[] {
  const found: { top: number; rows: T[] }[] = []
  const lines = (rows: readonly T[]): number => Math.min(rows.length, SHOWN + 1)
  for (const [at, row] of placed) {
    const last = found.at(-1)
    if (last && at < last.top + lines(last.rows) * slot) last.rows.push(row)
    else found.push({ top: at, rows: [row] })
    // A stack that would leave the day is moved up, and takes in what it meets.
    let stack = found.at(-1)!
    stack.top = Math.max(0, Math.min(stack.top, 100 - lines(stack.rows) * slot))
    for (let above = found.at(-2); above && stack.top < above.top + lines(above.rows) * slot; above = found.at(-2)) {
      above.rows.push(...stack.rows)
      found.pop()
      stack = above
      stack.top = Math.max(0, Math.min(stack.top, 100 - lines(stack.rows) * slot))
    }
  }
  return found.map(({ top, rows }) => {
    const most = rows.length > SHOWN + 1 ? SHOWN : rows.length
    return { top, shown: rows.slice(0, most), rest: rows.slice(most) }
  })
}
