import { type ReactNode, useEffect, useMemo, useState } from "react"
import { LiveContext } from "../live/hooks"
import { liveAddress, LiveStore } from "../live/store"
import { useLocale } from "../i18n"
import { useShortcuts } from "../keys"
import { CentreContext, hasRole, MeContext, useCentreChoice } from "../session"
import type { Me } from "../wire"
import { CheatSheet } from "./cheat-sheet"
import { TopBar } from "./top-bar"

/** The live store of a centre; another centre or language means another one. */
function useLiveOf(centre: string): LiveStore | null {
  const locale = useLocale()
  const [live, setLive] = useState<LiveStore | null>(null)
  useEffect(() => {
    if (!centre) return
    const made = new LiveStore(liveAddress(centre, locale))
    setLive(made)
    return () => {
      setLive(null)
      made.close()
    }
  }, [centre, locale])
  return live
}

function WithLive({ centre, children }: { centre: string; children: ReactNode }) {
  const live = useLiveOf(centre)
  return live && <LiveContext value={live}>{children}</LiveContext>
}

/** What surrounds every page for people at work: who they are, their centre, the live state, the top bar. */
export function Shell({ me, children }: { me: Me; children: ReactNode }) {
  const [centre, choose] = useCentreChoice(me)
  const [sheet, setSheet] = useState(false)
  const choice = useMemo(() => ({ centre, choose }), [centre, choose])
  useShortcuts({ sheet: () => setSheet((open) => !open) })
  const live = hasRole(me, "agent", "leader", "admin")
  const inside = (
    <div className="shell">
      <TopBar {...choice} live={live} onSheet={() => setSheet(true)} />
      {children}
      <CheatSheet open={sheet} onClose={() => setSheet(false)} />
    </div>
  )
  return (
    <MeContext value={me}>
      <CentreContext value={centre}>
        {live ? (
          <WithLive key={centre} centre={centre}>
            {inside}
          </WithLive>
        ) : (
          inside
        )}
      </CentreContext>
    </MeContext>
  )
}
