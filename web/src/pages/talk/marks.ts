// Which words of a line the findings point at. Pure.

import { unitsOf } from "../../parts/text"
import type { Finding } from "../../wire"

/** Places on the wire count characters; `finding` is the place of the finding in its list. */
export interface Mark {
  readonly finding: number
  readonly from: number
  readonly to: number
}

export interface Piece {
  readonly text: string
  /** Findings that point at this piece; none for plain text. */
  readonly findings: readonly number[]
}

/** The marks of each line by its number. A mark without width points at the line as a whole. */
export function marksOf(findings: readonly Finding[]): ReadonlyMap<number, readonly Mark[]> {
  const marks = new Map<number, Mark[]>()
  findings.forEach((one, finding) => {
    for (const [n, from, to] of one.evidence) {
      const line = marks.get(n)
      if (line) line.push({ finding, from, to })
      else marks.set(n, [{ finding, from, to }])
    }
  })
  return marks
}

/** A line cut wherever a mark begins or ends, each piece with all findings that point at it. */
export function split(text: string, marks: readonly Mark[]): readonly Piece[] {
  const spans = marks
    .map((mark) => ({ finding: mark.finding, from: unitsOf(text, mark.from), to: Math.min(unitsOf(text, mark.to), text.length) }))
    .filter((span) => span.to > span.from)
  const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span.from, span.to])])].toSorted((a, b) => a - b)
  const pieces: Piece[] = []
  for (let place = 0; place + 1 < cuts.length; place++) {
    const from = cuts[place]!
    const to = cuts[place + 1]!
    const findings = [...new Set(spans.filter((span) => span.from <= from && span.to >= to).map((span) => span.finding))]
    pieces.push({ text: text.slice(from, to), findings })
  }
  return pieces
}

/** Findings that point at a line as a whole. */
export const ofLine = (marks: readonly Mark[]): readonly number[] =>
  marks.filter((mark) => mark.to <= mark.from).map((mark) => mark.finding)
