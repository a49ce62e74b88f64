import { useQuery } from "@tanstack/react-query"
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from "react"
import { useParams, useSearch } from "wouter"
import { ApiError, call } from "../../api"
import { useT } from "../../i18n"
import { Trouble } from "../../parts/trouble"
import type { Talk } from "../../wire"
import "../../parts/table.css"
import "../desk/lead.css"
import "../desk/talk.css"
import { Findings } from "./findings"
import { Head } from "./head"
import { marksOf } from "./marks"
import { Written } from "./written"
import { StripView } from "./strip-view"
import "./talk.css"
import { Transcript } from "./transcript"

/** The finding that is looked at, wherever the pointer or the focus is. */
interface Looking {
  readonly active: number
  /** The one that was chosen last, hovered or not. */
  readonly chosen: number
  /** Show a finding as looked at; -1 for none. */
  readonly hover: (finding: number) => void
  /** Go to a finding's words in the transcript: the `place`-th piece of its evidence. */
  readonly show: (finding: number, place?: number) => void
  /** Go to a finding in the list. */
  readonly find: (finding: number) => void
}

const LookingContext = createContext<Looking>({ active: -1, chosen: -1, hover: () => {}, show: () => {}, find: () => {} })
export const useLooking = (): Looking => useContext(LookingContext)

function goTo(id: string): void {
  const element = document.getElementById(id)
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches
  element?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" })
  element?.focus({ preventScroll: true })
}

function useLookingOf(talk: Talk | undefined): Looking {
  const [hovered, hover] = useState(-1)
  const [chosen, choose] = useState(-1)
  const findings = talk?.findings
  const show = useCallback(
    (finding: number, place = 0) => {
      choose(finding)
      const n = findings?.[finding]?.evidence[place]?.[0]
      if (n !== undefined) goTo(`line-${n}`)
    },
    [findings],
  )
  const find = useCallback((finding: number) => {
    choose(finding)
    // The list may have to show it first.
    setTimeout(() => goTo(`finding-${finding}`), 60)
  }, [])
  const active = hovered >= 0 ? hovered : chosen
  return useMemo(() => ({ active, chosen, hover, show, find }), [active, chosen, show, find])
}

/** A conversation with everything: what was said, and what the standard says of it. */
export default function TalkPage() {
  const t = useT()
  const { id = "" } = useParams<{ id: string }>()
  const [revealed, setRevealed] = useState<Talk | null>(null)
  const query = useQuery({
    queryKey: ["talk", id],
    queryFn: () => call<Talk>("GET", `talks/${encodeURIComponent(id)}`),
    // One that still runs changes.
    refetchInterval: ({ state }) => (state.data && state.data.over == null ? 4_000 : false),
  })
  const talk = revealed?.id === id ? revealed : query.data
  const looking = useLookingOf(talk)
  const marks = useMemo(() => marksOf(talk?.findings ?? []), [talk?.findings])
  const line = new URLSearchParams(useSearch()).get("line")
  const loaded = talk !== undefined
  useEffect(() => {
    document.title = `${id} · Saywell`
  }, [id])
  useEffect(() => {
    // Something points at a line, such as the work that it left behind.
    if (!loaded || !line || !/^\d+$/.test(line)) return
    document.getElementById(`line-${line}`)?.classList.add("line-pointed")
    goTo(`line-${line}`)
  }, [loaded, line])
  if (query.error) {
    const gone = query.error instanceof ApiError && query.error.status < 500
    return <Trouble text={gone ? "read.gone" : "app.unreachable"} detail={query.error.message} />
  }
  if (!talk) return <main className="centred" aria-busy="true" aria-label={t("app.loading")} />
  return (
    <LookingContext value={looking}>
      <main className="read">
        <Head talk={talk} revealed={talk === revealed} onReveal={setRevealed} />
        <StripView talk={talk} />
        <Transcript talk={talk} marks={marks} />
        <aside className="read-side" aria-label={t("read.side")}>
          <Findings talk={talk} />
          <Written talk={talk} />
        </aside>
      </main>
    </LookingContext>
  )
}
