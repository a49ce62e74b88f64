// Offsets on the wire count characters (code points); JavaScript counts UTF-16 units.

/** The place in UTF-16 units of a place in characters. */
export function unitsOf(text: string, characters: number): number {
  // Almost every text has no character beyond the basic plane, where both are the same.
  if (!/[\ud800-\udbff]/.test(text)) return characters
  let units = 0
  for (const character of text) {
    if (characters-- <= 0) break
    units += character.length
  }
  return units
}

export interface Span<T> {
  readonly from: number
  readonly to: number
  readonly mark: T
}

/** A text in pieces, with the marks that cover each; spans are in UTF-16 units and may overlap: the first one wins. */
export function pieces<T>(text: string, spans: readonly Span<T>[]): { text: string; mark: T | null }[] {
  const made: { text: string; mark: T | null }[] = []
  let place = 0
  const ordered = spans
    .filter((span) => span.to > span.from)
    .toSorted((a, b) => a.from - b.from)
  for (const { from, to, mark } of ordered) {
    const start = Math.max(from, place)
    if (to <= start) continue
    if (start > place) made.push({ text: text.slice(place, start), mark: null })
    made.push({ text: text.slice(start, to), mark })
    place = to
  }
  if (place < text.length) made.push({ text: text.slice(place), mark: null })
  return made
}

const SLOT = /\{([a-z_]+)\}/g
const BLANK = /\{([^{}\n]{1,30})\}/g

/** The places that are still to be filled in, such as {title} or {the customer's title}. */
export function blanksIn(text: string): Span<string>[] {
  return [...text.matchAll(BLANK)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    mark: match[1]!,
  }))
}

/** A line whose slots that nobody filled have names that people read. `open` names those that stand there as "…". */
export function withBlanks(text: string, name: (slot: string) => string, open: readonly string[] = []): string {
  const dots = text.split("…").length - 1
  const named = dots === open.length ? [...open] : []
  const dotted = open.length > 0 ? text.replaceAll("…", () => `{${name(named.shift() ?? "blank")}}`) : text
  return dotted.replace(SLOT, (_, slot: string) => `{${name(slot)}}`)
}
