import { useEffect, useMemo, useRef, useState } from "react"
import { useSettled } from "../../live/hooks"
import { AskRefused } from "../../live/store"
import { blanksIn, unitsOf } from "../../parts/text"
import { useAsk } from "../../parts/use-ask"
import type { Hit } from "../../wire"

const PAUSE = 120

/** A hit in UTF-16 units of the draft. */
export interface Place {
  readonly from: number
  readonly to: number
  readonly severity: Hit["severity"] | "blank"
  readonly hit: Hit | null
}

/** Hits whose words still stand where they stood when the draft was checked. */
function standing(text: string, hits: readonly Hit[]): Place[] {
  return hits.flatMap((hit) => {
    const from = unitsOf(text, hit.from)
    const to = unitsOf(text, hit.to)
    return hit.text && text.slice(from, to) !== hit.text ? [] : [{ from, to, severity: hit.severity, hit }]
  })
}

/** What the standard has against the draft, a little after it was typed, and the blanks that are still open. */
export function useCheck(talk: string, text: string) {
  const { live } = useAsk()
  const settled = useSettled(text, PAUSE)
  const [hits, setHits] = useState<readonly Hit[]>([])
  // What the server said when it refused the draft holds until the draft is another one.
  const [refused, setRefused] = useState<{ text: string; hits: readonly Hit[] } | null>(null)
  const asked = useRef(0)
  useEffect(() => {
    const mine = ++asked.current
    if (settled.trim() === "") {
      setHits([])
      return
    }
    live
      .ask({ do: "check", talk, text: settled })
      .then((done) => {
        if (mine === asked.current) setHits((done.result as readonly Hit[] | undefined) ?? [])
      })
      .catch((error: unknown) => {
        // The draft is checked again when it is sent.
        if (!(error instanceof AskRefused)) throw error
      })
  }, [live, settled, talk])
  const places = useMemo(() => {
    const open: Place[] = blanksIn(text).map(({ from, to }) => ({ from, to, severity: "blank", hit: null }))
    return [...open, ...standing(text, refused?.text === text ? refused.hits : hits)]
  }, [text, hits, refused])
  return { places, refuse: (found: readonly Hit[]) => setRefused({ text, hits: found }) }
}
