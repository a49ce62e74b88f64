import { useQuery } from "@tanstack/react-query"
import { call } from "../../api"
import { pick, useLocale, useT } from "../../i18n"
import type { Talk, Text } from "../../wire"

/** A move that was heard in a sentence; `confidence` 1 where a rule heard it. */
export interface HeardMove {
  readonly move: string
  readonly title: Text
  readonly tier: string
  readonly confidence: number
  readonly like: string
}

export type HeardLines = Readonly<Record<string, readonly HeardMove[]>>

/** What was heard in each sentence, once it is asked for. */
export function useHeard(talk: Talk, wanted: boolean): HeardLines | undefined {
  const said = Object.values(talk.entries).filter((one) => one.kind === "said").length
  const query = useQuery({
    queryKey: ["heard", talk.id, said],
    queryFn: () => call<{ readonly lines: HeardLines }>("GET", `talks/${encodeURIComponent(talk.id)}/heard`),
    enabled: wanted,
    // While it is asked anew; of another conversation nothing is shown.
    placeholderData: (before, query) => (query?.queryKey[1] === talk.id ? before : undefined),
  })
  return wanted ? query.data?.lines : undefined
}

/** The moves of one sentence; of those that no rule heard, how sure it is and what they are like. */
export function HeardChips({ moves }: { moves: readonly HeardMove[] }) {
  const t = useT()
  const locale = useLocale()
  return (
    <ul className="heard" aria-label={t("read.heard")}>
      {moves.map((one) => (
        <li key={one.move} className={one.tier === "rules" ? "" : "heard-likely"}>
          {pick(one.title, locale) || one.move}
          {one.tier !== "rules" && (
            <small>
              {" "}
              {t("read.heard_likely", { percent: Math.round(one.confidence * 100) })}
              {one.like && ` ${t("read.heard_like", { like: one.like })}`}
            </small>
          )}
        </li>
      ))}
    </ul>
  )
}
